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

_SCALAR = re.compile(rf'(?:^|[\s{{,])"?(?:{"|".join(WORDS_OF)})"?:[ \t]*"(?P<words>(?:[^"\\\n]|\\.)*)"', re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_NOT_LINE_END = re.compile(r"[^\n]")
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
    head = None if is_yaml else _FRONT_MATTER.match(text)
    if head is None and text.startswith("---"):
        return BLANK * len(text)  # where the facts end cannot be told
    facts_end = len(text) if is_yaml else head.end() if head else 0
    kept, at = list[str](), 0
    for found in _SCALAR.finditer(text, 0, facts_end):
        start, end = found.span("words")
        kept += _blank(text[at:start]), text[start:end]
        at = end
    prose = "".join([*kept, _blank(text[at:facts_end]), text[facts_end:]])
    no_prose = _NO_PROSE_NOR_MAIL if "@" in prose else _NO_PROSE
    return no_prose.sub(lambda found: _blank(found[0]), _HOLE.sub(lambda found: SLOT * len(found[0]), prose))


def _blank(text: str) -> str:
    return _NOT_LINE_END.sub(BLANK, text)


def paragraphs(prose: str) -> Iterator[tuple[int, str]]:
    """What is read in one go, with where it starts: text between empty or blank lines."""
    start = 0
    for piece in re.split(r"(\n[\s\0]*\n)", prose):
        if piece.strip(" \t\n" + BLANK):
            yield start, piece
        start += len(piece)
