"""Tables of a Word letter: named, with a head that is repeated on each page, and rows that no page cuts.

The total is set apart by its style and its rules; figures end under each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.letter.nodes import Column, Inline, Row, Table
from generator.render import paper, walk
from generator.render.ooxml.paragraphs import Layout, Story, paragraph, paragraph_properties, runs
from generator.render.ooxml.styles import border, rgb, text_width
from generator.render.ooxml.xml import eighths, escape, points, twips
from generator.render.theme import Sheet


class _Setting(Struct, frozen=True):
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


def table(story: Story, node: Table, sheet: Sheet, layout: Layout) -> str:
    """The caption as a paragraph, then the table, which names itself by it too."""
    setting = _set(node, sheet)
    caption = paragraph("Caption", runs(story, node.caption), Layout(before=layout.before)) if node.caption else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in setting.widths)
    return (
        f"{caption}<w:tbl><w:tblPr>{_properties(node, setting)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(story, setting)}{_body(story, node, setting, keeps_next=layout.keeps_next)}</w:tbl>"
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
    labels = [column.label for column in setting.columns]
    cells = _filled(story, _openings(setting, "TableHead"), labels)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _body(story: Story, node: Table, setting: _Setting, *, keeps_next: bool) -> str:
    """The rows; their cells open alike, and are written once for each kind of row."""
    rows = [row if isinstance(row, Row) else walk.unfilled(row) for row in node.rows]
    stays = [_stays_with_next(rows, index, setting.sheet, keeps_next=keeps_next) for index in range(len(rows))]
    kinds = {(row.is_total, stay) for row, stay in zip(rows, stays, strict=True)}
    openings = {kind: _row_openings(setting, *kind) for kind in kinds}
    written = [
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_filled(story, openings[row.is_total, stay], row.cells)}</w:tr>"
        for row, stay in zip(rows, stays, strict=True)
    ]
    return story.form.rows(rows, written) if story.form else "".join(written)


def _filled(story: Story, openings: Sequence[str], contents: Sequence[Sequence[Inline]]) -> str:
    return "".join(
        f"{opening}{runs(story, content)}</w:p></w:tc>" for opening, content in zip(openings, contents, strict=True)
    )


def _row_openings(setting: _Setting, is_total: bool, keeps_next: bool) -> list[str]:
    style = ("TableTotal" if is_total else "TableText") + ("Dense" if setting.is_dense else "")
    return _openings(setting, style, _total_borders(setting.sheet) if is_total else "", keeps_next=keeps_next)


def _openings(setting: _Setting, style: str, borders: str = "", *, keeps_next: bool = False) -> list[str]:
    """Each column's cell and its paragraph, up to the words."""
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}{_margins(column, setting)}</w:tcPr><w:p>'
        + paragraph_properties(style, Layout(is_at_end=column.align == "end", keeps_next=keeps_next))
        for column, width in zip(setting.columns, setting.widths, strict=True)
    ]


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
