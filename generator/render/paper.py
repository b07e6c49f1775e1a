"""Does a letter fit its sheet: the address in the window, the footer under the text, the columns in the table.

Lines are measured with the widths of the face that prints them, so that HTML, PDF and DOCX choose the same sizes.
Nothing is cut: what is too long is set smaller, then wrapped, and said in a `Problem`.
Sources: AFNOR NF Z 10-011 (address), NF Z 11-001 (place of the window); measures in `theme/sheet.yml`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from generator.errors import Problem
from generator.letter.nodes import Document, Filled, Inline, Paragraph, Row, Table
from generator.messages import quoted
from generator.render import fonts, walk
from generator.render.fonts import BOLD, POINTS_PER_MM, REGULAR, Face
from generator.render.theme import sheet

SAFETY = 1.005
"""Room for what the widths leave out: the few pairs that kerning draws apart, and rounding."""

FOOTER_LINES = 4
"""Lines that the bottom margin holds; a longer footer gets a taller margin."""


def check(document: Document) -> tuple[Problem, ...]:
    """What its reader, or the post, may stumble on: warnings, the letter can be made all the same."""
    return (*_check_address(document), *_check_footer(document))


# --- the address ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressFit:
    """How the recipient's lines are set: ``step`` is the index of ``size`` (points) in the sheet's sizes.

    ``rows`` counts what is printed, a wrapped line more than once. ``fits`` is false where even the smallest
    letters leave the window.
    """

    step: int
    size: float
    rows: int
    fits: bool


def fit_address(document: Document) -> AddressFit:
    """The first of the sheet's sizes at which every line, and all of them together, stand in the window."""
    lines = _lines(document, "recipient")
    fits = [_fit_at(lines, step) for step in range(len(sheet().address.sizes))]
    return next((fit for fit in fits if fit.fits), fits[-1])


def _fit_at(lines: Sequence[Paragraph], step: int) -> AddressFit:
    block = sheet().address
    size = block.sizes[step]
    rows = [_rows(line, size, block.width) for line in lines]
    height = sum(rows) * size * block.leading / POINTS_PER_MM
    return AddressFit(
        step=step, size=size, rows=sum(rows), fits=all(count == 1 for count in rows) and height <= block.height
    )


def _check_address(document: Document) -> Iterable[Problem]:
    lines = _lines(document, "recipient")
    if not lines:
        return
    fit = fit_address(document)
    block = sheet().address
    for line in lines:
        yield from _check_address_line(line, fit.size)
    allowed = block.lines_with_country if _ends_with_country(lines) else block.lines
    if fit.rows > allowed:
        yield Problem(
            message=f"l’adresse du destinataire prend {fit.rows} lignes, La Poste en lit {allowed} au plus",
            field=_field(lines[-1], "recipient"),
            hint="réunissez ou raccourcissez des lignes de l’adresse",
            check="address-lines",
        )


def _check_address_line(line: Paragraph, size: float) -> Iterable[Problem]:
    block = sheet().address
    text, field = walk.plain([line]), _field(line, "recipient")
    if _rows(line, size, block.width) > 1:
        yield Problem(
            message=f"la ligne d’adresse {quoted(text)} ne tient pas dans la fenêtre, même en {size:g} points",
            field=field,
            hint="raccourcissez-la, ou répartissez-la sur deux lignes",
            check="address-width",
        )
    elif len(text) > block.characters:
        yield Problem(
            message=f"la ligne d’adresse {quoted(text)} compte {len(text)} caractères, au lieu de "
            f"{block.characters} au plus",
            field=field,
            hint="abrégez-la (BD, AV, BAT…)",
            check="address-length",
        )


def _ends_with_country(lines: Sequence[Paragraph]) -> bool:
    return any(isinstance(leaf, Filled) and leaf.path.endswith(".country") for leaf in walk.texts(lines[-1]))


# --- the footer -----------------------------------------------------------------------------------


def footer_rows(document: Document) -> int:
    """Printed lines of the footer."""
    measures = sheet()
    width = measures.paper.width - measures.margin.left - measures.margin.right - measures.footer.number_width
    return sum(_rows(line, measures.styles.footer.size, width) for line in _lines(document, "footer"))


def has_tall_footer(document: Document) -> bool:
    """Whether the footer needs more room than the ordinary bottom margin."""
    return footer_rows(document) > FOOTER_LINES


def _check_footer(document: Document) -> Iterable[Problem]:
    rows = footer_rows(document)
    if rows > FOOTER_LINES:
        yield Problem(
            message=f"le pied de page prend {rows} lignes sur chaque page, au lieu de {FOOTER_LINES} au plus",
            field=_field(_lines(document, "footer")[-1], "footer"),
            hint="raccourcissez les mentions de l’expéditeur",
            check="footer-lines",
        )


# --- tables ---------------------------------------------------------------------------------------


def column_shares(table: Table, width: float | None = None) -> tuple[int, ...]:
    """Percents of the table's width for its columns: what their words need, then an equal part of what is left.

    Where the words need more than there is, columns of figures keep their width and those of words share the rest.
    """
    measures = sheet()
    available = width or measures.paper.width - measures.margin.left - measures.margin.right
    wanted = [_column_width(table, index) + measures.table.gutter for index in range(len(table.columns))]
    return _percents(_shared(wanted, available, [column.align == "end" for column in table.columns]))


def _column_width(table: Table, index: int) -> float:
    styles = sheet().styles
    cells = [(row.cells[index], row.is_total) for row in table.rows if isinstance(row, Row)]
    widths = [_width(cell, styles.table.size, BOLD if is_total else REGULAR) for cell, is_total in cells]
    return max([_width(table.columns[index].label, styles.table_head.size, BOLD), *widths]) * SAFETY


def _shared(wanted: list[float], available: float, is_figure: list[bool]) -> list[float]:
    slack = available - sum(wanted)
    if slack >= 0:
        return [width + slack / len(wanted) for width in wanted]
    figures = sum(width for width, figure in zip(wanted, is_figure, strict=True) if figure)
    words_wanted = sum(wanted) - figures
    rest = available - figures
    # Words may wrap, down to a third of the table; beyond that the figures give way too.
    if not words_wanted or rest < available / 3:
        return [width * available / sum(wanted) for width in wanted]
    return [width if figure else width * rest / words_wanted for width, figure in zip(wanted, is_figure, strict=True)]


def _percents(widths: list[float]) -> tuple[int, ...]:
    """Whole percents that add up to 100, the largest remainders rounded up."""
    exact = [100 * width / sum(widths) for width in widths]
    floors = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: floors[index] - exact[index])
    for index in by_remainder[: 100 - sum(floors)]:
        floors[index] += 1
    return tuple(floors)


# --- missing letters ------------------------------------------------------------------------------


def missing_glyphs(document: Document) -> tuple[Problem, ...]:
    """Characters that the face cannot draw, each field once; a renderer that embeds the face refuses them."""
    found: dict[str, dict[str, None]] = {}
    for text, field in walk.leaves(document):
        for character in fonts.missing(text):
            found.setdefault(field, {})[character] = None
    return tuple(
        Problem(
            message=f"la police de la lettre n’a pas {_characters(characters)}",
            field=field,
            hint="écrivez ce texte en lettres latines, sans émoji ni symbole",
            check="missing-glyph",
        )
        for field, characters in found.items()
    )


def _characters(characters: Collection[str]) -> str:
    described = ", ".join(fonts.describe(character) for character in characters)
    return f"le caractère {described}" if len(characters) == 1 else f"les caractères {described}"


# --- measuring ------------------------------------------------------------------------------------


def _lines(document: Document, part: str) -> tuple[Paragraph, ...]:
    """The lines of a part; in all parts but the body a block is a paragraph, and that is a line."""
    return tuple(block for block in document.parts.get(part, ()) if isinstance(block, Paragraph))


def _field(line: Paragraph, part: str) -> str:
    return next((leaf.path for leaf in walk.texts(line) if isinstance(leaf, Filled)), part)


def _rows(line: Paragraph, size: float, width: float) -> int:
    """Printed lines of a paragraph; words are taken to fill them as a stream of letters does."""
    texts = walk.plain([line]).split("\n")
    return sum(max(1, math.ceil(fonts.width(text, size) * SAFETY / width)) for text in texts)


def _width(nodes: Iterable[Inline], size: float, face: Face) -> float:
    return max(fonts.width(text, size, face) for text in walk.plain(nodes).split("\n"))
