"""The prose of a file: its words without tags, addresses, code and keys, each character where it stands.

What is not prose is blanked out, one character for one: a place in the prose is a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.catalogue.judging import File
from generator.letter.typography import SLOT

BLANK = "\0"
"""Stands for what is not prose."""
WORDS_OF = ("label", "help", "title", "subject", "summary", "description", "caption", "scope", "by")
"""Keys whose text people read."""

_SCALAR = re.compile(rf'[\s{{,]"?(?:{"|".join(WORDS_OF)})"?:[ \t]*"(?P<words>(?:[^"\\\n]|\\.)*)"')
_OPENING = re.compile(r"---[ \t]*(?=\n)")
_CLOSING = re.compile(r"\n---[ \t]*\n")
_HOLE = re.compile(r"\{\{[^{}]*\}\}")
# Each way begins with a character of its own, by which a search is quick.
_ADDRESSES = r"\{%.*?%\}|`(?<=^`)``.*?^```|`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+|mailto:\S+"
_NO_PROSE = re.compile(_ADDRESSES, re.DOTALL | re.MULTILINE)
_NO_PROSE_NOR_MAIL = re.compile(rf"{_ADDRESSES}|\S+@\S+", re.DOTALL | re.MULTILINE)
"""The same where there is a « @ »: it tries every word."""


def prose_of(file: File) -> str:
    """The prose of a file, as long as the file: holes are `SLOT`, what nobody reads is `BLANK`."""
    return _prose_of(file.text, file.is_yaml)


@lru_cache(maxsize=64)
def _prose_of(text: str, is_yaml: bool) -> str:
    """The same of a text: several checks read the prose of one file."""
    facts_end = len(text) if is_yaml else _end_of_facts(text)
    if facts_end is None:
        return BLANK * len(text)
    prose = _words_of_facts(text[:facts_end]) + text[facts_end:]
    no_prose = _NO_PROSE_NOR_MAIL if "@" in prose else _NO_PROSE
    return no_prose.sub(lambda found: _blank(found[0]), _HOLE.sub(lambda found: SLOT * len(found[0]), prose))


def _words_of_facts(facts: str) -> str:
    """Facts in which only what people read is left."""
    facts = f"\n{facts}"  # a key follows something, if only the end of a line
    kept, at = list[str](), 0
    for found in _SCALAR.finditer(facts):
        start, end = found.span("words")
        kept += _blank(facts[at:start]), facts[start:end]
        at = end
    return "".join([*kept, _blank(facts[at:])])[1:]


def _end_of_facts(text: str) -> int | None:
    """Where the front matter ends, 0 without one; None where that cannot be told."""
    if not text.startswith("---"):
        return 0
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    return closing.end() if closing else None


def _blank(text: str) -> str:
    return "\n".join([BLANK * len(line) for line in text.split("\n")])


def paragraphs(prose: str) -> Iterator[tuple[int, str]]:
    """What is read in one go, with where it starts: text between empty or blank lines."""
    start = 0
    for piece in re.split(r"(\n[\s\0]*\n)", prose):
        if piece.strip(" \t\n" + BLANK):
            yield start, piece
        start += len(piece)
