"""Does a letter fit its sheet: the address in the window, the footer under the text, the columns in the table.

Lines are measured with the widths of the face that prints them, so that HTML, PDF and DOCX choose the same sizes.
Nothing is cut: what is too long is set smaller, then wrapped, and said in a `Problem`.
Sources: AFNOR NF Z 10-011 (address), NF Z 11-001 (place of the window); measures in `theme/sheet.yml`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from generator.errors import Problem
from generator.letter.controls import sample
from generator.letter.nodes import Control, Document, Filled, Paragraph, Row, Table
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


class AddressFit(Struct, frozen=True, kw_only=True):
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
    last = len(sheet().address.sizes) - 1
    for step in range(last):
        fit = _fit_at(lines, step)
        if fit.fits:
            return fit
    return _fit_at(lines, last)


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


# --- the date and its neighbour -------------------------------------------------------------------


def is_date_beside(document: Document) -> bool:
    """Whether place and date stand on one line with what follows, without making it wrap."""
    measures = sheet()
    dates, deliveries = _lines(document, "place_date"), _lines(document, "delivery")
    neighbours = [(line, measures.styles.delivery.size, BOLD) for line in deliveries[:1]] or [
        (line, measures.styles.references.size, REGULAR) for line in _lines(document, "references")[:1]
    ]
    if len(dates) != 1 or not neighbours:
        return False
    ((line, size, face),) = neighbours
    both = fonts.width(walk.plain(dates), measures.styles.place_date.size)
    both += fonts.width(walk.plain([line]), size, face)
    available = measures.paper.width - measures.margin.left - measures.margin.right
    return both * SAFETY + measures.table.gutter <= available


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


class TableFit(Struct, frozen=True, kw_only=True):
    """How a table is set: the percents of its width for its columns, and whether in smaller letters."""

    shares: tuple[int, ...]
    is_dense: bool


def fit_table(table: Table) -> TableFit:
    """Columns as wide as their words, then an equal part of what is left; in smaller letters where they must wrap.

    Heads and words wrap between words before that; a figure never wraps while there is room for it.
    """
    needs = _needs(table, is_dense=False)
    is_dense = sum(need.least for need in needs) > 100
    return TableFit(shares=_shared(_needs(table, is_dense=True) if is_dense else needs), is_dense=is_dense)


class _Need(Struct, frozen=True):
    """Percents of the table that a column takes without any line break, and with every possible one, rounded up."""

    most: int
    least: int
    is_figure: bool


def _needs(table: Table, *, is_dense: bool) -> list[_Need]:
    measures = sheet()
    size = measures.styles.table_dense.size if is_dense else measures.styles.table.size
    gutter = measures.table.dense_gutter if is_dense else measures.table.gutter
    return [_need(table, index, size, gutter) for index in range(len(table.columns))]


def _need(table: Table, index: int, size: float, gutter: float) -> _Need:
    column = table.columns[index]
    texts = [(walk.plain(column.label), sheet().styles.table_head.size, REGULAR)]
    for row in table.rows:
        if isinstance(row, Row):
            texts.append((walk.plain(row.cells[index]), size, BOLD if row.is_total else REGULAR))
    return _Need(
        most=_percent(max(_longest(text.split("\n"), size, face) for text, size, face in texts) + gutter),
        least=_percent(max(_longest(_words(text), size, face) for text, size, face in texts) + gutter),
        is_figure=column.align == "end",
    )


def _percent(width: float) -> int:
    measures = sheet()
    whole = measures.paper.width - measures.margin.left - measures.margin.right
    return math.ceil(100 * width * SAFETY / whole)


def _words(text: str) -> list[str]:
    """What cannot be broken: no-break spaces hold."""
    return re.split(r"[ \n]", text)


def _longest(texts: Iterable[str], size: float, face: Face) -> float:
    return max(fonts.width(text, size, face) for text in texts)


def _shared(needs: list[_Need]) -> tuple[int, ...]:
    most, least = [need.most for need in needs], [need.least for need in needs]
    if sum(most) <= 100:
        return _topped_up(most, [1] * len(needs))
    if sum(least) <= 100:
        return _topped_up(least, [need.most - need.least for need in needs])
    return _forced(needs)


def _forced(needs: list[_Need]) -> tuple[int, ...]:
    """Too wide even so: words are broken, down to a third of the table; beyond that figures give way too."""
    figures = sum(need.least for need in needs if need.is_figure)
    if figures >= 100 * 2 / 3 or all(need.is_figure for need in needs):
        return _topped_up([0] * len(needs), [need.least for need in needs])
    kept = [need.least if need.is_figure else 0 for need in needs]
    return _topped_up(kept, [0 if need.is_figure else need.least for need in needs])


def _topped_up(shares: list[int], weights: list[int]) -> tuple[int, ...]:
    """Shares with the rest of the hundred added by weight, the largest remainders rounded up."""
    rest = 100 - sum(shares)
    exact = [share + rest * weight / sum(weights) for share, weight in zip(shares, weights, strict=True)]
    whole = [math.floor(share) for share in exact]
    for index in sorted(range(len(exact)), key=lambda index: whole[index] - exact[index])[: 100 - sum(whole)]:
        whole[index] += 1
    return tuple(whole)


# --- fields of a form -----------------------------------------------------------------------------


def control_width(control: Control, *, is_bold: bool = False) -> int:
    """How wide a field is, in tenths of the size of its letters: as wide as what it has room for."""
    return math.ceil(10 * (_ems(sample(control), BOLD if is_bold else REGULAR) + sheet().form.padding))


def leaves_gap(control: Control) -> bool:
    """Whether the turn of phrase shown at first is so much shorter than another that room stays open after it."""
    if control.type != "choice" or control.is_last:
        return False
    return _ems(sample(control)) - _ems(control.default) > sheet().form.gap


def _ems(text: str, face: Face = REGULAR) -> float:
    """How long a text is, in multiples of its size."""
    size = sheet().styles.text.size
    return fonts.width(text, size, face) * POINTS_PER_MM / size


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
