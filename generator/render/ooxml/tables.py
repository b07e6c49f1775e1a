"""Tables of a Word letter: named, with a head that is repeated on each page, and rows that no page cuts.

The total is set apart by its style and its rules; figures end under each other.
"""

from __future__ import annotations

from generator.letter.nodes import Column, Row, Table
from generator.render import paper, walk
from generator.render.ooxml.paragraphs import Layout, Story, paragraph, runs
from generator.render.ooxml.styles import border, rgb, text_width
from generator.render.ooxml.xml import eighths, escape, points, twips
from generator.render.theme import Sheet

SHORT_TABLE_ROWS = 8
"""A table of no more rows stays on one page."""


def table(story: Story, node: Table, sheet: Sheet, *, keeps_next: bool, before: int | None) -> str:
    """The caption as a paragraph, then the table, which names itself by it too."""
    widths = _column_widths(node, sheet)
    rows = [row if isinstance(row, Row) else walk.unfilled(row) for row in node.rows]
    caption = paragraph("Caption", runs(story, node.caption), Layout(before=before)) if node.caption else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        _row(story, row, node, widths, sheet, keeps_next=_stays_with_next(rows, index, keeps_next=keeps_next))
        for index, row in enumerate(rows)
    )
    return (
        f"{caption}<w:tbl><w:tblPr>{_properties(node, sum(widths))}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(story, node, widths, sheet)}{body}</w:tbl>"
    )


def _column_widths(node: Table, sheet: Sheet) -> list[int]:
    whole = twips(text_width(sheet))
    widths = [whole * share // 100 for share in paper.column_shares(node)]
    return [*widths[:-1], whole - sum(widths[:-1])]


def _stays_with_next(rows: list[Row], index: int, *, keeps_next: bool) -> bool:
    """Short tables are not parted, a total not from the row above it, a signature not from the last rows."""
    if index >= len(rows) - 2 and keeps_next:
        return True
    is_last = index == len(rows) - 1
    return not is_last and (len(rows) <= SHORT_TABLE_ROWS or rows[index + 1].is_total)


def _properties(node: Table, width: int) -> str:
    first_column = int(node.row_headers)
    heads = ", ".join(walk.plain(column.label) for column in node.columns)
    description = f"Colonnes\u00a0: {heads}"
    return (
        f'<w:tblStyle w:val="LetterTable"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{0x0620 | first_column << 7:04X}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(walk.plain(node.caption))}"/>'
        f'<w:tblDescription w:val="{escape(description)}"/>'
    )


def _head(story: Story, node: Table, widths: list[int], sheet: Sheet) -> str:
    cells = "".join(
        _cell(width, _margins(column, sheet), paragraph("TableHead", runs(story, column.label), _place(column)))
        for column, width in zip(node.columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(story: Story, row: Row, node: Table, widths: list[int], sheet: Sheet, *, keeps_next: bool) -> str:
    style = "TableTotal" if row.is_total else "TableText"
    borders = _total_borders(sheet) if row.is_total else ""
    cells = "".join(
        _cell(
            width,
            borders + _margins(column, sheet),
            paragraph(style, runs(story, content), _place(column, keeps_next=keeps_next)),
        )
        for content, column, width in zip(row.cells, node.columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(width: int, properties: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _place(column: Column, *, keeps_next: bool = False) -> Layout:
    return Layout(is_at_end=column.align == "end", keeps_next=keeps_next)


def _margins(column: Column, sheet: Sheet) -> str:
    """A column of figures has its gutter on its left, so that it ends where the table does."""
    if column.align != "end":
        return ""
    gutter = twips(sheet.table.gutter)
    return f'<w:tcMar><w:left w:w="{gutter}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'


def _total_borders(sheet: Sheet) -> str:
    strong = border("top", eighths(sheet.table.strong_rule), rgb(sheet.colours.ink))
    return f'<w:tcBorders>{strong}<w:bottom w:val="nil"/></w:tcBorders>'


def space_below(sheet: Sheet) -> int:
    """Twips between a table and what follows it, which has to keep them itself: a table cannot."""
    return points(sheet.styles.table.after)
