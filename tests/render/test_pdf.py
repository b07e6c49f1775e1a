from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from generator.errors import RenderFailed
from generator.letter.nodes import Document, Paragraph, Text
from generator.render import pdf
from generator.render.theme import sheet
from tests.render.documents import (
    HOSTILE_TEXTS,
    SAMPLES,
    letter_with_invoices,
    letter_with_missing_glyphs,
    make_document,
    short_letter,
)
from tests.render.parts import NBSP, NNBSP, SIGNATURE, body, invoice_table, line, statement_table, value
from tests.render.rasters import DOTS_PER_MM, ink, page_count, page_texts, root_of, run_on, sample_pdf, tag_tree

# --- what the file says of itself ------------------------------------------------------------------


def test_the_file_names_its_title_author_language_and_template() -> None:
    found = PdfReader(io.BytesIO(sample_pdf("short"))).metadata
    assert found is not None
    assert found.title == "Mise en demeure de payer – facture F-2026-001"
    assert found.author == "Atelier Bois & Cie"
    assert found.keywords == "mise-en-demeure 0.1.0; droit vérifié le 2026-11-21"
    root = root_of(sample_pdf("short"))
    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_no_date_of_making_is_written() -> None:
    found = PdfReader(io.BytesIO(sample_pdf("short"))).metadata
    assert found is not None
    assert found.creation_date is None
    assert found.modification_date is None


def test_only_our_face_is_used_and_it_is_embedded() -> None:
    rows = run_on(sample_pdf("every_node"), "pdffonts", "PDF").splitlines()[2:]
    assert len(rows) == 4
    for row in rows:
        assert "Arimo" in row.split()[0]
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


@pytest.mark.parametrize("name", SAMPLES)
def test_qpdf_finds_no_fault(name: str) -> None:
    assert "No syntax or stream encoding errors found" in run_on(sample_pdf(name), "qpdf", "--check", "PDF")


@pytest.mark.parametrize("name", ["two_pages", "every_node", "crowded"])
def test_the_accessibility_audit_finds_no_error(name: str) -> None:
    outloud = Path(sys.executable).with_name("outloud")
    report = run_on(sample_pdf(name), str(outloud), "--fail-on", "error", "PDF")
    assert "0 error(s)" in report


# --- tags -----------------------------------------------------------------------------------------


def test_the_subject_is_the_only_heading_of_the_first_level() -> None:
    tags = [str(element["/S"]) for _, element in tag_tree(sample_pdf("every_node"))]
    assert tags.count("/H1") == 1
    assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H3"]


def test_each_table_head_says_of_what_it_is_the_head() -> None:
    heads = [(path, element) for path, element in tag_tree(sample_pdf("two_pages")) if path.endswith("/TH")]
    assert len(heads) == 6 + 1 + 7 + 1 + 4
    for path, element in heads:
        attributes = element["/A"].get_object()
        assert isinstance(attributes, DictionaryObject)
        assert str(attributes["/Scope"]) == ("/Column" if "/THead" in path else "/Row")


@pytest.mark.parametrize("name", ["short", "two_pages", "sixty_invoices"])
def test_the_footer_is_read_once_and_is_an_artefact_on_other_pages(name: str) -> None:
    content = sample_pdf(name)
    last_top = [path for path, _ in tag_tree(content) if path.count("/") == 2]
    assert last_top[-1] == "/Document/NonStruct"
    pages = PdfReader(io.BytesIO(content)).pages
    artefacts = [page.get_contents().get_data().count(b"/Type /Pagination") for page in pages]  # type: ignore[union-attr]
    assert artefacts[1:] == [3] * (len(pages) - 1)  # two lines of the footer and the page number
    assert artefacts[0] == (1 if len(pages) > 1 else 0)


def test_every_marked_content_hangs_in_the_tree() -> None:
    numbers = root_of(sample_pdf("sixty_invoices"))["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    spans = [kid.get_object() for page in numbers[1::2] for kid in page.get_object()]
    spans = [element for element in spans if isinstance(element, DictionaryObject)]
    in_tree = sum(1 for path, _ in tag_tree(sample_pdf("sixty_invoices")) if path.endswith("/Span"))
    assert len(spans) == in_tree


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "pages"), [("short", 1), ("every_node", 1), ("two_pages", 2), ("sixty_invoices", 4)])
def test_a_letter_takes_as_many_pages_as_it_should(name: str, pages: int) -> None:
    assert page_count(sample_pdf(name)) == pages


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_are_numbered_only_where_there_are_several(name: str) -> None:
    texts = page_texts(sample_pdf(name))
    for number, text in enumerate(texts, start=1):
        assert (f"Page {number}/{len(texts)}" in text.replace(NBSP, " ")) == (len(texts) > 1)


def test_the_footer_stands_on_each_page() -> None:
    texts = page_texts(sample_pdf("sixty_invoices"))
    assert all("TVA FR" in text.splitlines()[-1] for text in texts)


def test_folding_marks_stand_on_the_first_sheet_only() -> None:
    marks = sheet().fold_marks
    middle = round((marks.left + marks.width / 2) * DOTS_PER_MM)
    first, second = (ink(sample_pdf("two_pages"), page) for page in (1, 2))
    rows = [row / DOTS_PER_MM for row in range(first.shape[0]) if first[row, middle]]
    assert any(abs(row - marks.first) < 0.4 for row in rows)
    assert any(abs(row - marks.second) < 0.4 for row in rows)
    assert all(min(abs(row - marks.first), abs(row - marks.second)) < 0.4 for row in rows)
    assert not second[:, middle].any()


def test_the_head_of_a_table_is_repeated_on_each_of_its_pages() -> None:
    texts = page_texts(sample_pdf("sixty_invoices"))
    for text in texts:
        if "F-2026-0" in text.split("P. J.")[0]:
            assert "Facture" in text
    assert sum("Échéance" in text for text in texts) == 2
    assert sum("Pénalités" in text.split("Décompte")[0] and "Taux" in text for text in texts) >= 1


def test_sixty_invoices_lose_no_row_and_no_row_is_cut() -> None:
    lines = "\n".join(page_texts(sample_pdf("sixty_invoices"))).splitlines()
    for index in range(60):
        rows = [row for row in lines if f"F-2026-{index + 1:03d} " in row and row.count("€") == 3]
        assert len(rows) == 1, f"invoice {index + 1}"
    assert any(row.strip().startswith("Total ") and row.count("€") == 3 for row in lines)


@pytest.mark.parametrize("count", range(15, 27))
def test_the_total_never_stands_apart_from_its_rows(count: int) -> None:
    texts = page_texts(pdf.render(make_document({"body": body(invoice_table(count)), "enclosures": ()})))
    page = next(text for text in texts if any(row.strip().startswith("Total ") for row in text.splitlines()))
    assert f"F-2026-{count:03d} " in page


@pytest.mark.parametrize("paragraphs", range(12))
def test_the_signature_is_never_alone(paragraphs: int) -> None:
    filler = line("Une phrase de plus, assez longue pour prendre deux lignes, et qui ne dit rien d’autre. " * 2)
    blocks = body(statement_table(1, 2, 3))
    content = pdf.render(make_document({"body": (*blocks[:3], *(filler,) * paragraphs, *blocks[3:])}))
    page = next(text for text in page_texts(content) if "Hélène Lefèvre" in text)
    assert "Veuillez agréer" in page
    assert "Tous nos droits" in page


def test_a_signature_after_a_table_keeps_some_of_its_rows() -> None:
    blocks = (*body()[:1], invoice_table(30))
    texts = page_texts(pdf.render(make_document({"body": blocks, "signature": SIGNATURE})))
    page = next(text for text in texts if "Hélène Lefèvre" in text)
    assert "F-2026-030" in page


# --- words ----------------------------------------------------------------------------------------


def test_the_letter_is_heard_in_the_order_of_its_parts() -> None:
    text = run_on(sample_pdf("short"), "pdfinfo", "-struct-text", "PDF")
    marks = ["Atelier Bois & Cie", "Société Générale", "Nantes, le", "Lettre recommandée", "Vos réf.", "Objet :"]
    marks += ["Madame, Monsieur,", "Décompte", "Total à payer", "Veuillez agréer", "Hélène Lefèvre", "P. J. :", "TVA"]
    places = [text.replace(NBSP, " ").index(mark) for mark in marks]
    assert places == sorted(places)


def test_hostile_values_are_printed_as_they_are() -> None:
    text = " ".join(run_on(sample_pdf("hostile"), "pdftotext", "-raw", "PDF", "-").split())
    for words in HOSTILE_TEXTS:
        assert f"Valeur : {words}" in text


def test_letters_of_french_and_of_neighbours_are_drawn() -> None:
    words = "Łódź, Žižkov, Çelik, Ñandú, Őrség, Ÿ œŒæÆ € « » ’ – — … n°"
    content = pdf.render(make_document({"body": (line(words), line(f"1{NNBSP}234,56{NBSP}€ à 12{NBSP}%"))}))
    assert words.replace(" ", "") in run_on(content, "pdftotext", "-raw", "PDF", "-").replace(" ", "")


def test_a_character_that_the_face_lacks_is_refused_with_its_field_and_its_name() -> None:
    with pytest.raises(RenderFailed) as refusal:
        pdf.render(letter_with_missing_glyphs())
    message = str(refusal.value)
    assert message.startswith("debtor.name  ")
    for words in ("U+1F600 GRINNING FACE", "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D", "U+0633 ARABIC LETTER SEEN", "→"):
        assert words in message


def test_every_field_with_a_missing_character_is_named_at_once() -> None:
    document = make_document(
        {"body": (line("★"), line(value("answers.note", "✂"))), "signature": (line(value("creditor.name", "☎")),)}
    )
    with pytest.raises(RenderFailed) as refusal:
        pdf.render(document)
    assert [row.split("  ")[0] for row in str(refusal.value).splitlines()] == ["body", "answers.note", "creditor.name"]


# --- the same bytes, and no surprise --------------------------------------------------------------

_DIGEST = """
import hashlib, sys
from generator.render.pdf import render
from tests.render.documents import SAMPLES
for name in sys.argv[1:]:
    digest = hashlib.sha256(render(SAMPLES[name]())).hexdigest()
print(digest)
"""


def _digest(names: Sequence[str], seed: str, timezone: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": timezone, "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-c", _DIGEST, *names]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def test_two_processes_give_the_same_bytes_whatever_they_made_before() -> None:
    alone = _digest(["two_pages"], "1", "Europe/Paris")
    after_another = _digest(["every_node", "two_pages"], "2", "Pacific/Auckland")
    assert alone == after_another


def test_threads_give_the_same_bytes() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(pdf.render, [short_letter()] * 4))
    assert made == {sample_pdf("short")}


def test_what_weasyprint_warns_of_is_an_error() -> None:
    with pytest.raises(RenderFailed, match="colour"):
        pdf.write('<html lang="fr"><title>t</title><p style="colour: red">p</p>')
    assert logging.getLogger("weasyprint").handlers == logging.getLogger("weasyprint").handlers[:1]


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/x.png", "http://localhost/x.png"])
def test_a_letter_fetches_nothing(address: str) -> None:
    with pytest.raises(RenderFailed, match="ne peut rien aller chercher"):
        pdf.write(f'<html lang="fr"><title>t</title><img alt="x" src="{address}">')


class _WithoutPango(MetaPathFinder):
    """An import of WeasyPrint as it goes where its libraries are not installed."""

    def find_spec(self, name: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return None


def test_without_pango_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [_WithoutPango(), *sys.meta_path])
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(pdf, "load_engine", cache(pdf.load_engine.__wrapped__))
    with pytest.raises(RenderFailed) as refusal:
        pdf.render(short_letter())
    for words in ("apt-get install", "brew install pango", "Windows"):
        assert words in str(refusal.value)


def test_listing_the_formats_imports_no_library_of_theirs() -> None:
    program = (
        "import sys, generator.render as r; assert 'pdf' in r.RENDERERS; "
        "print([m for m in ('weasyprint', 'lxml', 'fontTools', 'jinja2', 'pikepdf') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_tree_with_holes_is_not_set() -> None:
    from generator.letter.nodes import Path as FieldPath
    from generator.letter.nodes import Value

    document: Document = make_document(
        {"body": (Paragraph((Text("à "), Value(FieldPath(("debtor", "name")), "text"))),)}
    )
    with pytest.raises(TypeError, match="Value"):
        pdf.render(document)


def test_a_long_letter_stays_whole() -> None:
    content = pdf.render(letter_with_invoices(200))
    texts = page_texts(content)
    assert f"Page 1/{len(texts)}" in texts[0].replace(NBSP, " ")
    assert any("F-2026-200" in text for text in texts)
