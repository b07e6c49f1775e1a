"""The prose of a template as Python-Markdown reads it, each hole and tag one private-use character.

Markdown sees opaque letters (`**{{ x }}**` works, and a value can never be Markdown); they are turned back when
the words around them have their French spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.letter import typography
from generator.letter.check import DIGIT_FORMATS
from generator.letter.language import Hole, Piece, Tag, Words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_FIRST = 0xF0000
SLOT = re.compile("[\U000f0000-\U000ffffd]")
_INLINE = re.compile(r"[*_`\[\]<>\\!&\x02\x03]|  \n")
"""Where there is none of these, Markdown's inline rules change nothing: half of what reading a short text takes."""


def with_marks(pieces: Sequence[Piece], slots: list[Hole | Tag], *, lines: bool) -> str:
    """The source with each hole and tag as one private-use character; block tags on lines of their own."""
    out: list[str] = []
    for piece in pieces:
        if isinstance(piece, Words):
            out.append(piece.text.replace("\n", "\n\n") if lines else piece.text)
            continue
        slots.append(piece)
        mark = chr(_FIRST + len(slots) - 1)
        is_block = piece.alone and (isinstance(piece, Tag) or (not lines and piece.path.parts[-1].endswith("_table")))
        out.append(f"\n\n{mark}\n\n" if is_block else mark)
    return "".join(out)


@cache
def _markdown() -> Markdown:
    """Python-Markdown without what a letter has not; one serves for all: building it costs as much as its work."""
    from markdown import Markdown

    md = Markdown(extensions=[])
    md.preprocessors.deregister("html_block")
    md.treeprocessors.deregister("prettify")
    for name in ("html", "entity", "automail"):
        md.inlinePatterns.deregister(name)
    return md


_BLANK_LINES = re.compile(r"\n(?: *\n)+")
_FAR_REACHING = re.compile(r"\t|\r|\f|\v|\x02|\x03|\]:|\n {4}")
"""Where there is one of these, a block may depend on another."""


def markdown_elements(prose: str) -> list[Element]:
    """What Markdown makes of the prose: the elements of its root, in order; most blocks of a letter are plain."""
    if _FAR_REACHING.search(f"\n{prose}"):
        return read_markdown(prose)
    from generator.letter.plain_prose import plain_block

    blanks = [found.span() for found in _BLANK_LINES.finditer(prose)]
    starts = [0, *(end for _, end in blanks)]
    ends = [*(start for start, _ in blanks), len(prose.rstrip("\n"))]
    blocks = [plain_block(prose[start:end]) for start, end in zip(starts, ends, strict=True)]
    found: list[Element] = []
    read = 0  # what is before is in `found`
    for index, (block, start, following) in enumerate(zip(blocks, starts, [*starts[1:], len(prose)], strict=True)):
        if block is not None and not (block.tag == "ul" and _is_beside_a_list(blocks, index)):
            found += [*_others(prose[read:start]), block]
            read = following
    return found + _others(prose[read:])


def _is_beside_a_list(blocks: list[Element | None], index: int) -> bool:
    """Whether a block next to this one is a list, or may be one: two lists are one, of another kind."""
    beside = blocks[max(index - 1, 0) : index] + blocks[index + 1 : index + 2]
    return any(block is None or block.tag == "ul" for block in beside)


def _others(prose: str) -> list[Element]:
    return read_markdown(prose) if prose.strip("\n") else []


def read_markdown(prose: str) -> list[Element]:
    """The elements that Python-Markdown makes of all of the prose."""
    md = _markdown().reset()
    lines = prose.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    for treeprocessor in md.treeprocessors if _INLINE.search(prose) else ():
        changed = treeprocessor.run(root)  # type: ignore[arg-type]  # the stub allows None; the parser never gives it
        root = root if changed is None else changed
    return list(root)  # type: ignore[arg-type]  # likewise


def slot_of(mark: str, slots: Sequence[Hole | Tag]) -> Hole | Tag:
    """The hole or tag that a private-use character stands for."""
    return slots[ord(mark) - _FIRST]


_MARKED = re.compile(f"[{typography.SLOT}{typography.NUMBER_SLOT}]")


def spaced(run: list[Element | str], slots: Sequence[Hole | Tag]) -> list[object]:
    """The run with French spacing over its literal text, slots turned into their holes and tags.

    Rules see the whole run: a slot written in digits counts as a number, any other as a word; a
    tag or an element inside counts for nothing, so that « {% if x %} ; » is spaced like « ; ».
    """
    marks: list[str] = []
    others: list[object] = []
    for item in run:
        if isinstance(item, str) and not SLOT.fullmatch(item):
            marks.append(_unwrapped(item))
            continue
        other = slot_of(item, slots) if isinstance(item, str) else item
        is_number = type(other) is Hole and not DIGIT_FORMATS.isdisjoint(other.filters)
        marks.append(typography.NUMBER_SLOT if is_number else typography.SLOT)
        others.append(other)
    words = _MARKED.split(typography.space("".join(marks)))
    out: list[object] = []
    for text, between in zip_longest(words, others):  # there is one more text than what stands between
        if text:
            out.append(text)
        if between is not None:
            out.append(between)
    return out


def _unwrapped(text: str) -> str:
    """Text on one line: a line's end and the blanks around it are one space."""
    first, *others = text.split("\n")
    if not others:
        return text
    *middle, last = others
    return " ".join([first.rstrip(), *(part.strip() for part in middle), last.lstrip()])
