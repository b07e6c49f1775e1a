from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from generator.letter.nodes import Column, Document, Row, Table
from generator.render import paper
from generator.render.fonts import BOLD, POINTS_PER_MM, REGULAR, width
from generator.render.theme import sheet
from tests.render.documents import SAMPLES, make_document
from tests.render.parts import cell, full_invoice_table, interest_table, invoice_table, line, statement_table, value
from tests.render.rasters import run_on, sample_pdf


def addressed_to(*lines: str) -> Document:
    return make_document({"recipient": tuple(line(value("debtor.name", words)) for words in lines)})


# --- the address ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "size"),
    [
        (("Dupont SARL", "69002 LYON"), 10.5),
        (("M" * 26, "69002 LYON"), 10.5),
        (("M" * 27, "69002 LYON"), 10),
        (("M" * 31, "69002 LYON"), 9),
        (("Dupont", "2", "3", "4", "5", "69002 LYON"), 10.5),
        (("Dupont", "2", "3", "4", "5", "6", "BELGIQUE"), 10),
    ],
)
def test_the_address_is_set_in_the_largest_letters_that_fit(lines: tuple[str, ...], size: float) -> None:
    fit = paper.fit_address(addressed_to(*lines))
    assert fit.size == size
    assert sheet().address.sizes[fit.step] == size
    assert fit.fits
    assert fit.rows == len(lines)


def test_an_ordinary_letter_has_no_remark() -> None:
    assert paper.check(SAMPLES["short"]()) == ()


def test_a_seventh_line_is_for_a_country() -> None:
    document = SAMPLES["long_address"]()
    assert "address-lines" not in [problem.check for problem in paper.check(document)]
    home = addressed_to("Dupont", "2", "3", "4", "5", "6", "69002 LYON")
    problem = next(problem for problem in paper.check(home) if problem.check == "address-lines")
    assert problem.message == "l’adresse du destinataire prend 7 lignes, La Poste en lit 6 au plus"


@pytest.mark.parametrize(("length", "checks"), [(38, []), (39, ["address-length"])])
def test_a_line_longer_than_the_post_reads_is_said(length: int, checks: list[str]) -> None:
    document = addressed_to("I" * length, "69002 LYON")
    assert [problem.check for problem in paper.check(document)] == checks


def test_a_line_wider_than_the_window_is_said_with_its_field() -> None:
    (problem,) = paper.check(addressed_to("M" * 32, "69002 LYON"))
    assert problem.check == "address-width"
    assert problem.field == "debtor.name"
    assert "même en 9 points" in problem.message
    assert problem.hint


def test_a_letter_without_address_has_no_remark_on_it() -> None:
    assert paper.check(make_document({"recipient": ()})) == ()


def test_a_long_footer_is_said_and_gets_a_taller_margin() -> None:
    document = SAMPLES["crowded"]()
    assert paper.has_tall_footer(document)
    (problem,) = paper.check(document)
    assert problem.check == "footer-lines"
    assert not paper.has_tall_footer(SAMPLES["short"]())


# --- the date and its neighbour -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delivery", "is_beside"),
    [
        ("Lettre recommandée avec avis de réception", True),
        ("Lettre recommandée avec avis de réception n° 1A 000 000 0000 0", False),
    ],
)
def test_the_date_stands_beside_the_delivery_line_where_both_fit(delivery: str, is_beside: bool) -> None:
    assert paper.is_date_beside(make_document({"delivery": (line(delivery),)})) is is_beside


def test_a_date_without_neighbour_stands_alone() -> None:
    assert not paper.is_date_beside(make_document({"delivery": (), "references": ()}))
    assert paper.is_date_beside(make_document({"delivery": ()}))


# --- widths ---------------------------------------------------------------------------------------


def test_widths_are_those_of_the_printed_page() -> None:
    """Measured on the page: the words of the subject, which are bold, and of the address, which are not."""
    text = run_on(sample_pdf("short"), "pdftotext", "-bbox", "PDF", "/dev/stdout")
    words = [
        (element.text or "", float(element.attrib["xMax"]) - float(element.attrib["xMin"]))
        for element in ElementTree.fromstring(text).iter("{http://www.w3.org/1999/xhtml}word")  # noqa: S314 - our own
    ]
    printed = dict(words)
    for word, size in (("L’ÎLE-GLORIETTE", 10.5), ("conformément", 10.5), ("compta@atelier-bois.example", 9)):
        assert width(word, size) * POINTS_PER_MM == pytest.approx(printed[word], rel=0.02)


# --- columns --------------------------------------------------------------------------------------

TABLES = [statement_table(123_473, 3_343, 4_000), invoice_table(60), interest_table(60), full_invoice_table()]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_columns_share_the_whole_table_and_wrap_no_cell(table: Table) -> None:
    fit = paper.fit_table(table)
    shares = fit.shares
    size = sheet().styles.table_dense.size if fit.is_dense else sheet().styles.table.size
    gutter = sheet().table.dense_gutter if fit.is_dense else sheet().table.gutter
    available = sheet().paper.width - sheet().margin.left - sheet().margin.right
    assert sum(shares) == 100
    for row in table.rows:
        assert isinstance(row, Row)
        for share, words in zip(shares, row.cells, strict=True):
            text = "".join(getattr(node, "text", "") for node in words)
            assert width(text, size, BOLD if row.is_total else REGULAR) + gutter <= share * available / 100


def test_only_a_table_that_would_break_its_words_is_set_in_smaller_letters() -> None:
    assert [paper.fit_table(table).is_dense for table in TABLES] == [False, False, False, True]


def described_table(description: str, columns: int = 1) -> Table:
    figures = [Column(cell("Montant"), align="end")] * columns
    row = Row((cell(description), *[cell("1\u202f234\u202f567,89\u00a0€")] * columns))
    return Table("t", cell("c"), (Column(cell("Objet")), *figures), (row,))


def test_words_give_way_to_figures() -> None:
    shares = paper.fit_table(described_table("Une description bien trop longue " * 10, columns=2)).shares
    available = sheet().paper.width - sheet().margin.left - sheet().margin.right
    needed = width("1\u202f234\u202f567,89\u00a0€", sheet().styles.table_dense.size)
    assert all(share * available / 100 >= needed for share in shares[1:])
    assert sum(shares) == 100


def test_too_many_figures_still_leave_room_for_words() -> None:
    shares = paper.fit_table(described_table("Mobilier", columns=9)).shares
    assert sum(shares) == 100
    assert min(shares) > 0
