"""Tables of a Word letter: named, with a head that is repeated on each page, and rows that no page cuts.

The total is set apart by its style and its rules; figures end under each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.letter.nodes import Column, Row, Table
from generator.render import paper, walk
from generator.render.ooxml.paragraphs import Layout, Story, paragraph, runs
from generator.render.ooxml.styles import border, rgb, text_width
from generator.render.ooxml.xml import eighths, escape, points, twips
from generator.render.theme import Sheet


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all cells of a table share: its columns, their widths in twips, and whether its letters are smaller."""

    sheet: Sheet
    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    is_dense: bool

    @property
    def gutter(self) -> int:
        """Between two columns."""
        measures = self.sheet.table
        return twips(measures.dense_gutter if self.is_dense else measures.gutter)

    def style(self, row: Row) -> str:
        """The style of a row's paragraphs."""
        return ("TableTotal" if row.is_total else "TableText") + ("Dense" if self.is_dense else "")


def table(story: Story, node: Table, sheet: Sheet, layout: Layout) -> str:
    """The caption as a paragraph, then the table, which names itself by it too."""
    setting = _set(node, sheet)
    rows = [row if isinstance(row, Row) else walk.unfilled(row) for row in node.rows]
    caption = paragraph("Caption", runs(story, node.caption), Layout(before=layout.before)) if node.caption else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in setting.widths)
    body = "".join(
        _row(story, row, setting, keeps_next=_stays_with_next(rows, index, sheet, keeps_next=layout.keeps_next))
        for index, row in enumerate(rows)
    )
    return (
        f"{caption}<w:tbl><w:tblPr>{_properties(node, setting)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(story, setting)}{body}</w:tbl>"
    )


def _set(node: Table, sheet: Sheet) -> _Setting:
    fit = paper.fit_table(node)
    whole = twips(text_width(sheet))
    widths = [whole * share // 100 for share in fit.shares]
    return _Setting(sheet, node.columns, (*widths[:-1], whole - sum(widths[:-1])), fit.is_dense)


def _stays_with_next(rows: list[Row], index: int, sheet: Sheet, *, keeps_next: bool) -> bool:
    """Short tables are not parted, a total not from the row above it, a signature not from the last rows."""
    if index >= len(rows) - 2 and keeps_next:
        return True
    is_last = index == len(rows) - 1
    return not is_last and (len(rows) <= sheet.table.short_rows or rows[index + 1].is_total)


def _properties(node: Table, setting: _Setting) -> str:
    first_column = int(node.row_headers)
    heads = ", ".join(walk.plain(column.label) for column in node.columns)
    description = f"Colonnes\u00a0: {heads}"
    margins = f'<w:tblCellMar><w:right w:w="{setting.gutter}" w:type="dxa"/></w:tblCellMar>' if setting.is_dense else ""
    return (
        f'<w:tblStyle w:val="LetterTable"/><w:tblW w:w="{sum(setting.widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}'
        f'<w:tblLook w:val="{0x0620 | first_column << 7:04X}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(walk.plain(node.caption))}"/>'
        f'<w:tblDescription w:val="{escape(description)}"/>'
    )


def _head(story: Story, setting: _Setting) -> str:
    cells = "".join(
        _cell(width, _margins(column, setting), paragraph("TableHead", runs(story, column.label), _place(column)))
        for column, width in zip(setting.columns, setting.widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(story: Story, row: Row, setting: _Setting, *, keeps_next: bool) -> str:
    style = setting.style(row)
    borders = _total_borders(setting.sheet) if row.is_total else ""
    cells = "".join(
        _cell(
            width,
            borders + _margins(column, setting),
            paragraph(style, runs(story, content), _place(column, keeps_next=keeps_next)),
        )
        for content, column, width in zip(row.cells, setting.columns, setting.widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(width: int, properties: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _place(column: Column, *, keeps_next: bool = False) -> Layout:
    return Layout(is_at_end=column.align == "end", keeps_next=keeps_next)


def _margins(column: Column, setting: _Setting) -> str:
    """A column of figures has its gutter on its left, so that it ends where the table does."""
    if column.align != "end":
        return ""
    return f'<w:tcMar><w:left w:w="{setting.gutter}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'


def _total_borders(sheet: Sheet) -> str:
    strong = border("top", eighths(sheet.table.strong_rule), rgb(sheet.colours.ink))
    return f'<w:tcBorders>{strong}<w:bottom w:val="nil"/></w:tcBorders>'


def space_below(sheet: Sheet) -> int:
    """Twips between a table and what follows it, which has to keep them itself: a table cannot."""
    return points(sheet.styles.table.after)
