"""The letter as plain text: what a reviewer reads in a diff, and the body of an e-mail.

One paragraph is one line, never wrapped, so that a diff shows the paragraph that changed. Parts stand in
reading order, a blank line between two of them. No-break spaces are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from generator.letter.nodes import (
    PARTS,
    BulletList,
    Document,
    Emphasis,
    Filled,
    Heading,
    LineBreak,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from generator.render import words
from generator.render.walk import unfilled

BULLET = "–\u00a0"
COLUMN_GAP = "  "

_OPENINGS = {"subject": words.SUBJECT, "enclosures": words.ENCLOSURES}


def render(document: Document) -> bytes:
    """The letter as the bytes of a `.txt` file, in UTF-8."""
    return write(document).encode()


def write(document: Document) -> str:
    """The letter as text that ends with one line end."""
    parts = (write_part(name, document.parts.get(name, ())) for name in PARTS)
    return "\n\n".join(part for part in parts if part) + "\n"


def write_part(name: str, blocks: Sequence[Node]) -> str:
    """One part: in `body` a blank line between two blocks, elsewhere a line each."""
    lines = ("\n\n" if name == "body" else "\n").join(_block(block) for block in blocks)
    return _OPENINGS.get(name, "") + lines if lines else ""


def _block(block: Node) -> str:
    match block:
        case Paragraph(children) | Heading(_, children):
            return inline(children)
        case BulletList(items):
            return "\n".join(_item(BULLET, item) for item in items)
        case OrderedList(ordered):
            return "\n".join(_item(f"{number}.\u00a0", item) for number, item in enumerate(ordered, start=1))
        case Table():
            return _table(block)
        case _:
            unfilled(block)


def _item(mark: str, item: Node) -> str:
    assert isinstance(item, ListItem)
    return mark + inline(item.children).replace("\n", "\n" + " " * len(mark))


def inline(children: Iterable[Node]) -> str:
    """Words without their emphasis; a link is followed by its address, where it is not its own words."""
    return "".join([_WORDS.get(type(child), unfilled)(child) for child in children])


def _link(link: Link) -> str:
    shown = inline(link.children)
    return shown if shown == link.href else f"{shown} ({link.href})"


_WORDS: Mapping[type[Node], Callable[[Any], str]] = {
    Text: attrgetter("text"),
    Filled: attrgetter("text"),
    Strong: lambda strong: inline(strong.children),
    Emphasis: lambda emphasis: inline(emphasis.children),
    Link: _link,
    LineBreak: lambda _: "\n",
}


# --- tables -----------------------------------------------------------------------------------


def _table(table: Table) -> str:
    head = [_cell(column.label) for column in table.columns]
    rows = [row for row in table.rows if isinstance(row, Row)]
    cells = [[_cell(cell) for cell in row.cells] for row in rows]
    widths = [max(map(visible_width, column)) for column in zip(head, *cells, strict=True)]
    rule = "-" * (sum(widths) + len(COLUMN_GAP) * (len(widths) - 1))
    lines = [_aligned(head, widths, table), rule]
    for previous, row, texts in zip([None, *rows], rows, cells, strict=False):
        if row.is_total and previous is not None and not previous.is_total:
            lines.append(rule)
        lines.append(_aligned(texts, widths, table))
    caption = inline(table.caption)
    return "\n".join([caption, *lines] if caption else lines)


def _cell(children: Iterable[Node]) -> str:
    return inline(children).replace("\n", " ")


def _aligned(texts: Sequence[str], widths: Sequence[int], table: Table) -> str:
    cells = (
        _padded(text, width, at_end=column.align == "end")
        for text, width, column in zip(texts, widths, table.columns, strict=True)
    )
    return COLUMN_GAP.join(cells).rstrip(" ")


def _padded(text: str, width: int, *, at_end: bool) -> str:
    padding = " " * (width - visible_width(text))
    return padding + text if at_end else text + padding


_EQUALLY_WIDE = re.compile("[\0-\u02ff\u2000-\u2064\u2066-\u2071\u20a0-\u20c0]*")
"""Latin letters, punctuation and signs of money."""


def visible_width(text: str) -> int:
    """How many columns a text takes where letters are equally wide: an accent none, a Chinese letter two."""
    if _EQUALLY_WIDE.fullmatch(text):
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
