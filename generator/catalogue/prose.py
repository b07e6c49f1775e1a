"""The prose of a file: its words without tags, addresses, code and keys, each character where it stands.

What is not prose is blanked out, one character for one: a place in the prose is a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue.judging import File
from generator.letter.typography import SLOT

BLANK = "\0"
"""Stands for what is not prose."""
WORDS_OF = ("label", "help", "title", "subject", "summary", "description", "caption", "scope", "by")
"""Keys whose text people read."""

_SCALAR = re.compile(rf'(?:^|[\s{{,])"?(?:{"|".join(WORDS_OF)})"?:[ \t]*"(?P<words>(?:[^"\\\n]|\\.)*)"', re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_HOLE = re.compile(r"\{\{[^{}]*\}\}")
_NO_PROSE = re.compile(
    r"\{%.*?%\}|^```.*?^```|`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+|mailto:\S+|\S+@\S+",
    re.DOTALL | re.MULTILINE,
)


def prose_of(file: File) -> str:
    """The prose of a file, as long as the file: holes are `SLOT`, what nobody reads is `BLANK`."""
    text = file.text
    head = None if file.is_yaml else _FRONT_MATTER.match(text)
    if head is None and text.startswith("---"):
        return BLANK * len(text)  # where the facts end cannot be told
    facts_end = len(text) if file.is_yaml else head.end() if head else 0
    kept = [BLANK if character != "\n" else "\n" for character in text[:facts_end]]
    for found in _SCALAR.finditer(text, 0, facts_end):
        start, end = found.span("words")
        kept[start:end] = text[start:end]
    prose = "".join(kept) + text[facts_end:]
    return _NO_PROSE.sub(_blanked, _HOLE.sub(lambda found: SLOT * len(found[0]), prose))


def _blanked(found: re.Match[str]) -> str:
    return "".join("\n" if character == "\n" else BLANK for character in found[0])


def paragraphs(prose: str) -> Iterator[tuple[int, str]]:
    """What is read in one go, with where it starts: text between empty or blank lines."""
    start = 0
    for piece in re.split(r"(\n[\s\0]*\n)", prose):
        if piece.strip(" \t\n" + BLANK):
            yield start, piece
        start += len(piece)
