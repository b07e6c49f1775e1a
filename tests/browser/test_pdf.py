"""The page's PDF beside the command line's, for every letter of the catalogue: the same words at the same places."""

from __future__ import annotations

import html
import io
import re
import sys
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from generator.letter.nodes import Document, Link, Strong, Text
from generator.render import pdf
from generator.render.theme import sheet
from tests.browser.downloads import Made, as_json, catalogue_documents, documents, made, make, make_one, site_files
from tests.render.documents import HOSTILE_TEXTS, SAMPLES, letter_with_missing_glyphs, make_document
from tests.render.parts import NBSP, NNBSP, line
from tests.render.rasters import Ink, ink, inside, page_count, page_texts, root_of, run_on, tag_tree
from tests.render.test_window import windows

EXAMPLES = sorted(catalogue_documents())
LARGEST = 80_000
CLOSE = 0.15
"""Points: what rounding may move a word by."""

TRANSFER = {
    "name": "Établissements Œuvre & Nœud",
    "iban": "FR7630006000011234567890189",
    "bic": "AGRIFRPP",
    "cents": 1_172_680,
    "references": ["2026-114", "2026-121", "2026-130"],
}


def page_pdf(name: str) -> bytes:
    return made("pdf")[name].data


@cache
def our_pdf(name: str) -> bytes:
    return pdf.render(documents()[name])


@dataclass(frozen=True, slots=True)
class Word:
    """A word where a reader of the file finds it."""

    text: str
    page: int
    place: tuple[float, float, float]

    def distance(self, other: Word) -> float:
        return max(abs(one - two) for one, two in zip(self.place, other.place, strict=True))


def words(content: bytes) -> list[Word]:
    """Words with their left, top and right ends, page by page."""
    found, page = [], 0
    for row in run_on(content, "pdftotext", "-bbox", "PDF", "-").splitlines():
        page += row.lstrip().startswith("<page ")
        if word := re.search(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="\S+">(.*)</word>', row):
            found.append(Word(html.unescape(word[4]), page, (float(word[1]), float(word[2]), float(word[3]))))
    return found


def farthest(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[float, Word | None]:
    """The word that is farthest from the nearest of the same words on the same page."""
    places: dict[tuple[str, int], list[Word]] = {}
    for word in theirs:
        places.setdefault((word.text, word.page), []).append(word)
    worst: tuple[float, Word | None] = (0.0, None)
    for word in ours:
        nearest = min((word.distance(other) for other in places.get((word.text, word.page), ())), default=9999.0)
        worst = max(worst, (nearest, word), key=lambda pair: pair[0])
    return worst


# --- as the command line sets it ------------------------------------------------------------------


@pytest.mark.parametrize("name", [*EXAMPLES, *(name for name in SAMPLES if name != "crowded")])
def test_every_word_stands_where_the_command_line_sets_it(name: str) -> None:
    ours, theirs = words(our_pdf(name)), words(page_pdf(name))
    assert Counter(word.text for word in ours) == Counter(word.text for word in theirs)
    distance, word = farthest(ours, theirs)
    assert distance < CLOSE, word


def test_every_letter_takes_the_same_pages_and_is_a_small_file() -> None:
    for name in documents():
        assert page_count(page_pdf(name)) == page_count(our_pdf(name)), name
        assert len(page_pdf(name)) < LARGEST, name


@pytest.mark.parametrize("name", ["crowded", "hostile"])
def test_no_word_is_lost_however_long_its_line(name: str) -> None:
    squeezed = ["".join(run_on(content, "pdftotext", "-raw", "PDF", "-").split()) for content in both(name)]
    assert Counter(squeezed[0]) == Counter(squeezed[1])


def both(name: str) -> tuple[bytes, bytes]:
    return our_pdf(name), page_pdf(name)


@pytest.mark.parametrize("name", ["two_pages", "every_node", EXAMPLES[0], EXAMPLES[-1]])
def test_the_pages_look_alike(name: str) -> None:
    for page in range(1, page_count(our_pdf(name)) + 1):
        ours, theirs = (ink(content, page) for content in both(name))
        # Hairlines are drawn in two ways, which a raster shows a dot apart.
        assert (ours ^ theirs).sum() < ours.sum() * 0.03


# --- in the envelope ------------------------------------------------------------------------------


def _only(document: Document, part: str) -> Document:
    parts = {name: blocks if name == part else () for name, blocks in document.parts.items()}
    return Document(info=document.info, title=document.title, author=document.author, parts=parts)


@cache
def parts_alone() -> Mapping[str, Made]:
    """Each sample with its address alone, and with nothing at all."""
    wanted = {
        f"{name}-{part}": {"kind": "pdf", "document": as_json(_only(make_sample(), part))}
        for name, make_sample in SAMPLES.items()
        for part in ("recipient", "")
    }
    return make(wanted)


@cache
def address_ink(name: str) -> Ink:
    return ink(parts_alone()[f"{name}-recipient"].data) & ~ink(parts_alone()[f"{name}-"].data)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "unfit_address"])
def test_the_window_shows_the_whole_address_and_nothing_else(name: str) -> None:
    address, whole = address_ink(name), ink(page_pdf(name))
    assert address.any()
    for window in windows():
        assert inside(address, window).sum() == address.sum()
        assert (inside(whole, window) == inside(address, window)).all()


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_but_the_address_stands_in_the_clear_area(name: str) -> None:
    others = ink(page_pdf(name)) & ~address_ink(name)
    assert not inside(others, sheet().clear).any()


# --- what the file says of itself -----------------------------------------------------------------


@pytest.mark.parametrize("name", [*EXAMPLES[::5], *SAMPLES])
def test_qpdf_finds_no_fault(name: str) -> None:
    assert "No syntax or stream encoding errors found" in run_on(page_pdf(name), "qpdf", "--check", "PDF")


@pytest.mark.parametrize("name", [*EXAMPLES[::5], "two_pages", "every_node", "crowded", "hostile"])
def test_the_accessibility_audit_finds_no_error(name: str) -> None:
    outloud = Path(sys.executable).with_name("outloud")
    assert "0 error(s)" in run_on(page_pdf(name), str(outloud), "--fail-on", "error", "PDF")


def test_a_second_reader_finds_the_same_words() -> None:
    text = run_on(page_pdf("two_pages"), "mutool", "draw", "-q", "-F", "text", "PDF")
    assert sorted(text.split()) == sorted(run_on(page_pdf("two_pages"), "pdftotext", "PDF", "-").split())


def test_the_file_names_its_title_author_language_and_template() -> None:
    content = page_pdf("hostile")
    found = PdfReader(io.BytesIO(content)).metadata
    assert found is not None
    assert (found.title, found.author) == (HOSTILE_TEXTS[1], HOSTILE_TEXTS[2])
    assert found.keywords == "mise-en-demeure 0.1.0; droit vérifié le 2026-11-21"
    assert found.creation_date is None
    root = root_of(content)
    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]
    described = PdfReader(io.BytesIO(content)).xmp_metadata
    assert described is not None
    assert described.dc_title == {"x-default": HOSTILE_TEXTS[1]}
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_the_same_letter_gives_the_same_bytes() -> None:
    document = as_json(documents()["two_pages"])
    again = make({name: {"kind": "pdf", "document": document} for name in ("first", "second")})
    assert again["first"].data == again["second"].data == page_pdf("two_pages")


def test_only_the_faces_in_use_are_embedded_and_cut_to_their_letters() -> None:
    rows = run_on(page_pdf("every_node"), "pdffonts", "PDF").splitlines()[2:]
    assert sorted(row.split()[0].split("+")[1] for row in rows) == [
        "Arimo-Bold",
        "Arimo-BoldItalic",
        "Arimo-Italic",
        "Arimo-Regular",
    ]
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert len(run_on(page_pdf("short"), "pdffonts", "PDF").splitlines()) == 2 + 2


# --- tags -----------------------------------------------------------------------------------------


def test_the_letter_is_heard_in_the_order_of_its_parts() -> None:
    text = run_on(page_pdf("two_pages"), "pdfinfo", "-struct-text", "PDF").replace(NBSP, " ")
    marks = ["Atelier Bois & Cie", "Société Générale", "Nantes, le", "Lettre recommandée", "Nos réf.", "Objet :"]
    marks += ["Madame, Monsieur,", "Factures échues", "Décompte", "Total à payer", "Veuillez agréer", "Hélène Lefèvre"]
    marks += ["P. J. :", "TVA FR"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_headings_tables_and_lists_are_elements_of_their_kind() -> None:
    paths = [path for path, _ in tag_tree(page_pdf("every_node"))]
    assert [path.rpartition("/")[2] for path in paths if path[-2:] in ("H1", "H2", "H3")] == ["H1", "H2", "H3"]
    assert sum(path.endswith("/L/LI/Lbl") for path in paths) == 4
    assert sum(path.endswith("/L/LI/LBody") for path in paths) == 4 + 1
    paths = [path for path, _ in tag_tree(page_pdf("two_pages"))]
    assert sum(path.endswith("/Table/Caption") for path in paths) == 3
    assert sum(path.endswith("/Table/THead/TR") for path in paths) == 3


def test_each_table_head_says_of_what_it_is_the_head() -> None:
    heads = [(path, element) for path, element in tag_tree(page_pdf("sixty_invoices")) if path.endswith("/TH")]
    assert len(heads) == 6 + 1 + 7 + 1 + 4
    for path, element in heads:
        assert str(element["/A"]["/Scope"]) == ("/Column" if "/THead" in path else "/Row")  # type: ignore[index]


def test_the_footer_is_read_once_and_is_an_artefact_on_other_pages() -> None:
    content = page_pdf("sixty_invoices")
    assert [path for path, _ in tag_tree(content) if path.count("/") == 2][-1] == "/Document/Div"
    footers = [drawn(content, page).count("/Subtype/Footer") for page in range(page_count(content))]
    assert footers == [1] * len(footers)  # on the first page the number alone, elsewhere the footer too
    assert len([row for row in page_texts(content)[0].splitlines() if "TVA FR" in row]) == 1


def drawn(content: bytes, page: int) -> str:
    contents = PdfReader(io.BytesIO(content)).pages[page].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


@pytest.mark.parametrize("name", ["sixty_invoices", "every_node", "hostile"])
def test_all_that_is_drawn_is_marked_and_all_marks_hang_in_the_tree(name: str) -> None:
    content = page_pdf(name)
    numbers = root_of(content)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    elements = {int(key): value.get_object() for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for page in range(page_count(content)):
        commands = re.sub(r"\((?:\\.|[^\\)])*\)", "()", drawn(content, page), flags=re.DOTALL)
        marks = re.findall(r"/MCID (\d+)>>BDC", commands)
        assert [int(mark) for mark in marks] == list(range(len(elements[page])))
        assert commands.count("EMC") == commands.count("BDC") + commands.count("BMC")
        assert not re.search(r"EMC\n(?:BT|[\d.]+ [\d.]+ [\d.]+ [\d.]+ re)", commands)


def test_a_link_can_be_followed_printed_and_heard() -> None:
    content = page_pdf("every_node")
    annotations: Any = PdfReader(io.BytesIO(content)).pages[0]["/Annots"]
    (annotation,) = (each.get_object() for each in annotations)
    assert annotation["/A"]["/URI"] == "https://www.legifrance.gouv.fr/"
    assert annotation["/Contents"] == "lien vers Légifrance"
    assert annotation["/F"] == 4
    (link,) = (element for path, element in tag_tree(content) if path.endswith("/P/Link"))
    kids: Any = link["/K"]
    assert kids[1]["/Obj"].get_object() == annotation


def test_the_address_of_a_link_is_ascii_and_is_encoded_once() -> None:
    link = Link("https://exemple.example/é?a=1%26b", (Text("x"),))
    content = make_one({"kind": "pdf", "document": as_json(make_document({"body": (line(link),)}))}).data
    annotations: Any = PdfReader(io.BytesIO(content)).pages[0]["/Annots"]
    assert annotations[0].get_object()["/A"]["/URI"] == "https://exemple.example/%C3%A9?a=1%26b"


def test_a_link_that_leads_nowhere_safe_is_refused() -> None:
    letter = make_document({"body": (line(Link("javascript:alert(1)", (Text("x"),))),)})
    assert "javascript:alert(1)" in make_one({"kind": "pdf", "document": as_json(letter)}).refusal


# --- letters --------------------------------------------------------------------------------------


def test_both_no_break_spaces_are_read_back() -> None:
    document = pypdfium2.PdfDocument(page_pdf("short"))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert f"1{NNBSP}234,73{NBSP}€" in text
    assert f"n°{NBSP}F-2026-001" in text


def test_names_of_europe_load_the_larger_alphabet_and_only_they() -> None:
    assert not any("extended" in uri for uri in made("pdf")["two_pages"].asked)
    name = "Łódź, Žižkov, Çelik, Ñandú, Őrség, Ÿ œŒæÆ € « » ’ – — … n°, Nguyễn"
    letter = as_json(make_document({"body": (line(name, " ", Strong((Text("Dvořák"),))),)}))
    result = make_one({"kind": "pdf", "document": letter})
    assert {uri for uri in result.asked if "extended" in uri} == {
        uri for uri in site_files() if "extended" in uri and "normal" in uri
    }
    shown = run_on(result.data, "pdftotext", "-raw", "PDF", "-").replace(NBSP, " ")
    assert f"{name} Dvořák".replace(" ", "") in shown.replace(" ", "").replace("\n", "")


def test_letters_and_their_accents_apart_are_drawn_as_one() -> None:
    letter = as_json(make_document({"body": (line("Reçu à Évry".encode().decode(), " et E\u0301vry"),)}))
    result = make_one({"kind": "pdf", "document": letter})
    assert "et Évry" in run_on(result.data, "pdftotext", "-raw", "PDF", "-")


def test_what_the_face_lacks_is_said_with_its_field() -> None:
    result = make_one({"kind": "pdf", "document": as_json(letter_with_missing_glyphs())})
    assert [(each["path"], each["char"]) for each in result.missing] == [
        ("debtor.name", character) for character in "😀中文سلام"
    ]
    assert "« 😀 » (U+1F600)".replace(" ", NBSP, 1).replace(" »", f"{NBSP}»") in result.refusal


@pytest.mark.parametrize("words_", HOSTILE_TEXTS)
def test_hostile_values_are_printed_as_they_are(words_: str) -> None:
    text = " ".join(run_on(page_pdf("hostile"), "pdftotext", "-raw", "PDF", "-").split())
    assert f"Valeur : {words_}" in text


# --- the code of the transfer ---------------------------------------------------------------------


def with_code(**changes: object) -> Mapping[str, object]:
    name = next(name for name in EXAMPLES if name.startswith("mise-en-demeure--professionnel-une"))
    return {"kind": "pdf", "document": as_json(documents()[name]), "transfer": {**TRANSFER, **changes}}


def read_codes(content: bytes) -> list[str]:
    found = []
    document = pypdfium2.PdfDocument(content)
    for page in document:
        picture: Image.Image = page.render(scale=300 / 72).to_pil()
        found += [code.text for code in zxingcpp.read_barcodes(picture) if code.ec_level == "M"]
    document.close()
    return found


def test_the_printed_code_is_read_back() -> None:
    content = make_one(with_code()).data
    assert read_codes(content) == [
        "BCD\n002\n1\nSCT\nAGRIFRPP\nÉtablissements Œuvre & Nœud\nFR7630006000011234567890189\nEUR11726.80\n\n\n"
        "2026-114, 2026-121, 2026-130"
    ]
    (figure,) = (element for path, element in tag_tree(content) if path.endswith("/Figure"))
    assert f"11{NNBSP}726,80{NBSP}€" in str(figure["/Alt"])
    outloud = Path(sys.executable).with_name("outloud")
    assert "0 error(s)" in run_on(content, str(outloud), "--fail-on", "error", "PDF")


def test_the_largest_code_is_read_back_too() -> None:
    references = [f"FACTURE-2026-{index:05d}" for index in range(40)]
    (text,) = read_codes(make_one(with_code(name="É" * 90, references=references)).data)
    assert len(text.encode()) <= 331
    assert len(text.splitlines()[-1]) <= 140
    assert text.endswith(", ...")
    assert text.splitlines()[5] == "É" * 70


def test_no_code_is_drawn_unless_it_is_asked_for() -> None:
    assert read_codes(our_pdf("short")) == []
    assert not any(path.endswith("/Figure") for path, _ in tag_tree(page_pdf(EXAMPLES[0])))


def test_the_code_stands_beside_the_way_to_pay_and_covers_nothing() -> None:
    plain, coded = (
        page_pdf(next(name for name in EXAMPLES if "mise-en-demeure--professionnel-une" in name)),
        make_one(with_code()).data,
    )
    assert Counter(word.text for word in words(coded)) - Counter(word.text for word in words(plain)) == Counter(
        ["À", "scanner", "avec", "l’application", "de", "votre", "banque"]
    )
    assert page_count(coded) == page_count(plain)


def test_a_tree_with_branches_is_not_set() -> None:
    tree = as_json(make_document())
    tree["parts"]["body"] = [{"kind": "when", "branches": []}]
    assert "fill the tree first" in make_one({"kind": "pdf", "document": tree}).refusal


# --- the embedded face ----------------------------------------------------------------------------


def embedded(content: bytes) -> Mapping[str, bytes]:
    """The font files inside a PDF, by the names of their faces."""
    found = {}
    for number in PdfReader(io.BytesIO(content)).xref_objStm:
        each = PdfReader(io.BytesIO(content)).get_object(number)
        if isinstance(each, DictionaryObject) and each.get("/Type") == "/FontDescriptor":
            program: Any = each["/FontFile2"]
            found[str(each["/FontName"]).partition("+")[2]] = program.get_data()
    return found


def test_an_embedded_font_is_whole_and_holds_the_outlines_of_the_letter_alone() -> None:
    fonts_ = embedded(page_pdf("every_node"))
    assert set(fonts_) == {"Arimo-Regular", "Arimo-Bold", "Arimo-Italic", "Arimo-BoldItalic"}
    for data in fonts_.values():
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            font = TTFont(io.BytesIO(data), checkChecksums=2)
            font.ensureDecompiled()
        drawn_ = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours != 0]
        assert 0 < len(drawn_) < 90
        for name in drawn_:
            glyph = font["glyf"][name]
            assert font["hmtx"][name][1] == glyph.xMin
            assert set(glyph.getComponentNames(font["glyf"])) <= set(drawn_)
