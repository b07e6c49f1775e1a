"""How the sender and the recipient stand on the first page, so that the address is in the window.

In a PDF they stand side by side. Word has three ways to do that: a text box, which a screen reader may pass over;
a frame, which LibreOffice leaves out of its plain text; a table, which is read as one. So the sender stands above
the address, in lines of exact height, and the space between them is what is left: the address does not move with
the number of the sender's lines. A sender of more lines than fit there is set tighter; beyond that, a table without
borders holds both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from generator.letter.nodes import Block, Document
from generator.render import fonts, paper, walk
from generator.render.fonts import BOLD, POINTS_PER_MM, REGULAR, Face
from generator.render.ooxml.xml import points
from generator.render.theme import Sheet, TextStyle


class Arrangement(Enum):
    """Where the sender stands: above the address, above it in tighter lines, or beside it in a table."""

    ABOVE = "above"
    TIGHT = "tight"
    BESIDE = "beside"


class Head(Struct, frozen=True, kw_only=True):
    """Measures of one letter's head; spaces are in twips, ``top`` is the page's margin in millimetres."""

    arrangement: Arrangement
    top: float
    sender_leading: float
    address_size: float
    before_address: int
    after_address: int


def arrange(document: Document, sheet: Sheet) -> Head:
    """The loosest arrangement that leaves the address where the window is.

    In a blank form what the sender types must not push the address down.
    """
    loose, tight = sheet.margin.first_top, sheet.sender.tight_top
    if document.form:
        return _head(document, sheet, Arrangement.BESIDE, loose, sheet.styles.sender.leading, sender_height=0)
    return (
        _above(document, sheet, Arrangement.ABOVE, loose, sheet.styles.sender.leading)
        or _above(document, sheet, Arrangement.TIGHT, tight, sheet.sender.tight_leading)
        or _head(document, sheet, Arrangement.BESIDE, loose, sheet.styles.sender.leading, sender_height=0)
    )


def _above(document: Document, sheet: Sheet, arrangement: Arrangement, top: float, leading: float) -> Head | None:
    height = _sender_height(document.parts.get("sender", ()), sheet, leading)
    head = _head(document, sheet, arrangement, top, leading, sender_height=height)
    return head if head.before_address >= 0 else None


def _head(
    document: Document, sheet: Sheet, arrangement: Arrangement, top: float, leading: float, *, sender_height: int
) -> Head:
    fit = paper.fit_address(document)
    rows = sum(
        printed_rows(walk.plain([line]), fit.size, sheet.address.width) for line in document.parts.get("recipient", ())
    )
    address_height = rows * points(fit.size * sheet.address.leading)
    return Head(
        arrangement=arrangement,
        top=top,
        sender_leading=leading,
        address_size=fit.size,
        before_address=_twips(sheet.address.top - top) - sender_height,
        after_address=max(0, _twips(sheet.clear.bottom - sheet.address.top) - address_height),
    )


def _twips(millimetres: float) -> int:
    return points(millimetres * POINTS_PER_MM)


def _sender_height(lines: Sequence[Block], sheet: Sheet, leading: float) -> int:
    """Twips that the sender takes; its first line is its name."""
    if not lines:
        return 0
    name, style = sheet.styles.sender_name, sheet.styles.sender
    width = sheet.sender.width
    rows = sum(printed_rows(walk.plain([line]), style.size, width) for line in lines[1:])
    name_rows = printed_rows(walk.plain(lines[:1]), name.size, width, _face(name))
    name_height = name_rows * points(name.size * name.leading)
    # The space under a name that stands alone is part of the space above the address.
    return name_height + (points(name.after) if rows else 0) + rows * points(style.size * leading)


def _face(style: TextStyle) -> Face:
    return BOLD if style.bold else REGULAR


def printed_rows(text: str, size: float, width: float, face: Face = REGULAR) -> int:
    """Lines that a text takes in a column, broken at spaces and hyphens, and inside a word wider than the column."""
    return sum(_rows_of_line(line, size, width / paper.SAFETY, face) for line in text.split("\n"))


def _rows_of_line(line: str, size: float, width: float, face: Face) -> int:
    rows, used = 1, 0.0
    for piece in re.findall(r"[^ \-–]*[ \-–]|[^ \-–]+", line):
        wide = fonts.width(piece.rstrip(" "), size, face)
        if used and used + wide > width:
            rows, used = rows + 1, 0.0
        full, rest = divmod(wide, width)
        rows += int(full)
        used = rest if full else used + fonts.width(piece, size, face)
    return rows
