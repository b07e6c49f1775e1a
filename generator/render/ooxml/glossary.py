"""The words that empty controls show: Word takes them from this part when a control is emptied."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from generator.render.ooxml.styles import W
from generator.render.ooxml.xml import DECLARATION, escape

_NAMES = uuid.UUID("6f0f3b1e-5d0c-4a57-8f7d-6f5d0f8f2a31")


def glossary(prompts: Mapping[str, str]) -> str:
    """The part `word/glossary/document.xml`, made of each prompt's words and name."""
    parts = "".join(_prompt(words, name) for words, name in prompts.items())
    return f'{DECLARATION}<w:glossaryDocument xmlns:w="{W}"><w:docParts>{parts}</w:docParts></w:glossaryDocument>'


def _prompt(words: str, name: str) -> str:
    guid = str(uuid.uuid5(_NAMES, words)).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="Général"/>'
        '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>'
        f'<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{{{guid}}}"/></w:docPartPr>'
        '<w:docPartBody><w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p></w:docPartBody></w:docPart>'
    )
