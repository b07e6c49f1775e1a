"""Properties of the file: what Windows, Word and a search show of a letter before it is opened."""

from __future__ import annotations

from collections.abc import Iterable

from generator.letter.nodes import Document
from generator.render import words
from generator.render.ooxml.xml import DECLARATION, escape

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core_properties(document: Document) -> str:
    """Title, author, language, keywords; no date, since a renderer has no clock."""
    info = document.info
    keywords = words.keywords(info.id, info.version, info.law_checked_on.isoformat())
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(info.title)}</dc:subject>"
        f"<dc:creator>{escape(document.author)}</dc:creator><cp:keywords>{escape(keywords)}</cp:keywords>"
        f"<dc:language>{escape(info.language)}</dc:language><cp:version>{escape(info.version)}</cp:version>"
        "</cp:coreProperties>"
    )


def custom_properties(document: Document, more: Iterable[tuple[str, str]] = ()) -> str:
    """Which template the letter was made from, and up to when its law was checked; then ``more``."""
    info = document.info
    values = (
        ("Modèle", info.id),
        ("Version du modèle", info.version),
        ("Droit vérifié le", info.law_checked_on.isoformat()),
        *more,
    )
    properties = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{pid}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    )


def application() -> str:
    """Who wrote the file: us, with no version, so that a new one does not change every file."""
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>Relance</Application></Properties>"
    )
