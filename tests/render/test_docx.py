from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import ooxml_integrity
import pytest
from openxml_audit import OpenXmlValidator

from generator.errors import RenderFailed
from generator.letter.nodes import (
    BulletList,
    Column,
    Control,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from generator.letter.nodes import Path as Field
from generator.letter.nodes import Value as Hole
from generator.render.docx import render
from generator.render.theme import sheet
from tests.render.documents import (
    HOSTILE_TEXTS,
    INFO,
    SAMPLES,
    hostile_letter,
    letter_with_a_full_table,
    letter_with_every_node,
    letter_with_invoices,
    make_document,
    short_letter,
    two_page_letter,
)
from tests.render.office import (
    DOCUMENTS,
    W,
    converted,
    letters,
    office_ink,
    office_pdfs,
    office_texts,
    parts_of,
    read_by_python_docx,
    read_in_html,
    said,
    style_of,
    styled,
    xml_of,
)
from tests.render.parts import body, cell, invoice_table, line, statement_table, value
from tests.render.rasters import extent, inside, page_count, page_texts
from tests.render.test_window import windows

# --- a sound file -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_auditors_of_word_files_find_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(render(DOCUMENTS[name]))
    assert OpenXmlValidator().validate(path).errors == []
    assert ooxml_integrity.check(path) == []


def test_the_same_letter_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib; from generator.render.docx import render; from tests.render.documents import SAMPLES; "
        "print(hashlib.sha256(render(SAMPLES['every_node']())).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path.cwd())},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "Europe/Paris"), ("2", "Pacific/Auckland"))
    }
    assert len(found) == 1


def test_the_package_is_in_a_fixed_order_with_fixed_dates() -> None:
    with zipfile.ZipFile(BytesIO(render(letter_with_every_node()))) as package:
        entries = package.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_says_what_it_is() -> None:
    content = render(short_letter())
    properties = docx.Document(BytesIO(content)).core_properties
    assert properties.title == "Mise en demeure de payer – facture F-2026-001"
    assert properties.author == "Atelier Bois & Cie"
    assert properties.language == "fr-FR"
    custom = parts_of(content)["docProps/custom.xml"].decode()
    for words in (INFO.id, INFO.version, INFO.law_checked_on.isoformat()):
        assert f">{words}<" in custom
    assert 'w:lang w:val="fr-FR"' in parts_of(content)["word/styles.xml"].decode()


# --- the same words -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_says_what_the_page_says_in_the_same_order(name: str) -> None:
    assert read_by_python_docx(render(DOCUMENTS[name])) == read_in_html(DOCUMENTS[name])


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "every_node"])
def test_libreoffice_reads_the_same_letter(name: str) -> None:
    shown = letters([office_texts()[name].decode("utf-8-sig")])
    assert shown == read_in_html(DOCUMENTS[name], has_footer=False)


def test_libreoffice_numbers_the_lists() -> None:
    shown = office_texts()["every_node"].decode("utf-8-sig")
    # Its plain text has one mark for all bullets; the dash is in its PDF.
    for words in ("• ou vos observations écrites.", "1. lire cette lettre", "2. nous répondre."):
        assert words in re.sub(r"\s+", " ", shown)
    assert re.search(r"– +ou vos observations écrites", page_texts(office_pdfs()["every_node"])[0])


def test_both_no_break_spaces_and_edge_spaces_are_kept() -> None:
    xml = parts_of(render(short_letter()))["word/document.xml"].decode()
    assert "1\u202f234,73\u00a0€" in xml
    assert xml.count("<w:t ") == xml.count('<w:t xml:space="preserve">')
    assert "<w:t>" not in xml


def test_words_that_are_dressed_alike_are_one_run() -> None:
    document = make_document(
        {"body": (line("Somme de ", value("a", "12"), " due ", Strong((Text("au total"),)), "."),)}
    )
    (paragraph,) = styled(xml_of(render(document)), "BodyText")
    assert [said(run) for run in paragraph.iter(f"{W}r")] == ["Somme de 12 due ", "au total", "."]


@pytest.mark.parametrize("words", HOSTILE_TEXTS)
def test_values_of_other_languages_are_only_letters(words: str) -> None:
    content = render(hostile_letter())
    assert f"Valeur : {words}" in [said(paragraph) for paragraph in styled(xml_of(content), "BodyText")]


def test_no_value_becomes_an_element() -> None:
    plain, hostile = (xml_of(render(make())) for make in (short_letter, hostile_letter))
    known = {element.tag for element in plain.iter()}
    assert {element.tag for element in hostile.iter()} <= known


def test_a_line_break_in_a_value_is_a_line_break() -> None:
    document = make_document({"body": (line(value("a", "une\ndeux"), LineBreak(), "trois"),)})
    (paragraph,) = styled(xml_of(render(document)), "BodyText")
    assert [child.tag.removeprefix(W) for child in paragraph.find(f"{W}r")] == ["t", "br", "t", "br", "t"]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe"])
@pytest.mark.parametrize("part", ["body", "subject", "footer", "recipient"])
def test_a_character_that_xml_has_not_is_refused_by_name(part: str, character: str) -> None:
    with pytest.raises(RenderFailed, match=f"U\\+{ord(character):04X}"):
        render(make_document({part: (line(f"avant{character}après"),)}))


def test_a_tree_is_no_document() -> None:
    for node in (Hole(Field(("debtor", "name")), "text"), Control("debtor.name", "text", "Nom")):
        with pytest.raises(TypeError, match="fill the tree first"):
            render(make_document({"body": (Paragraph((node,)),)}))


# --- structure ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_paragraph_of_the_letter_is_empty(name: str) -> None:
    root = xml_of(render(DOCUMENTS[name]))
    in_cells = {paragraph for cell_ in root.iter(f"{W}tc") for paragraph in cell_.iter(f"{W}p")}
    for paragraph in root.iter(f"{W}p"):
        assert said(paragraph) or paragraph in in_cells


@pytest.mark.parametrize("name", SAMPLES)
def test_every_style_in_use_is_one_of_ours(name: str) -> None:
    content = render(SAMPLES[name]())
    defined = {style.get(f"{W}styleId") for style in xml_of(content, "word/styles.xml").iter(f"{W}style")}
    parts = [part for part in parts_of(content) if re.fullmatch(r"word/(document|footer\d|header\d)\.xml", part)]
    used = {mark.get(f"{W}val") for part in parts for mark in xml_of(content, part).iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= defined


def test_styles_have_the_names_that_word_shows_in_french_or_french_ones() -> None:
    styles = docx.Document(BytesIO(render(short_letter()))).styles
    names = {style.name for style in styles}
    assert {"Heading 1", "Body Text", "Caption", "Signature", "Expéditeur", "Destinataire", "Lieu et date"} <= names


def test_the_subject_is_the_first_heading_and_the_headings_of_the_body_are_below_it() -> None:
    content = render(letter_with_every_node())
    levels = [
        (style_of(paragraph), said(paragraph))
        for paragraph in xml_of(content).iter(f"{W}p")
        if style_of(paragraph).startswith("Heading")
    ]
    assert levels == [
        ("Heading1", "Objet\u00a0: mise en demeure de payer – facture n°\u00a0F-2026-001"),
        ("Heading2", "Ce que nous demandons"),
        ("Heading3", "Dans cet ordre"),
    ]
    styles = xml_of(content, "word/styles.xml")
    outline = {
        style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    assert outline == {"Heading1": "0", "Heading2": "1", "Heading3": "2"}


def test_every_table_has_a_name_a_description_and_a_head_that_is_repeated() -> None:
    tables = list(xml_of(render(two_page_letter())).iter(f"{W}tbl"))
    assert len(tables) == 3
    for table in tables:
        properties = table.find(f"{W}tblPr")
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert properties.find(f"{W}tblDescription").get(f"{W}val").startswith("Colonnes\u00a0: ")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_columns_are_as_wide_as_the_text_and_their_cells_agree() -> None:
    for table in xml_of(render(two_page_letter())).iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) == round((210 - 25 - 20) / 25.4 * 1440)
        for row in table.iter(f"{W}tr"):
            assert [int(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")] == grid


def test_a_total_has_its_style_and_figures_stand_at_the_end() -> None:
    table = next(xml_of(render(short_letter())).iter(f"{W}tbl"))
    *rows, total = table.iter(f"{W}tr")
    assert {style_of(paragraph) for row in rows[1:] for paragraph in row.iter(f"{W}p")} == {"TableText"}
    assert {style_of(paragraph) for paragraph in total.iter(f"{W}p")} == {"TableTotal"}
    for row in (*rows, total):
        first, last = row.iter(f"{W}p")
        assert first.find(f"{W}pPr/{W}jc") is None
        assert last.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_a_table_of_many_columns_has_smaller_letters_and_closer_columns() -> None:
    (table,) = xml_of(render(letter_with_a_full_table())).iter(f"{W}tbl")
    styles = {style_of(paragraph) for paragraph in table.iter(f"{W}p")}
    assert styles == {"TableHead", "TableTextDense", "TableTotalDense"}
    gutters = {margin.get(f"{W}w") for margin in table.iter(f"{W}left", f"{W}right")} - {"0"}
    assert gutters == {str(round(sheet().table.dense_gutter / 25.4 * 1440))}


@pytest.mark.parametrize(("ending", "leads"), [("\u00a0:", True), (".", False)])
def test_a_paragraph_that_leads_to_a_list_stays_close_to_it(ending: str, leads: bool) -> None:
    blocks = (line("Bonjour"), line(f"Pour payer{ending}"), BulletList((ListItem(cell("IBAN")),)), *body()[-2:])
    (lead,) = (
        found for found in styled(xml_of(render(make_document({"body": blocks}))), "BodyText") if "payer" in said(found)
    )
    assert (lead.find(f"{W}pPr/{W}keepNext") is not None) == leads
    spacing = lead.find(f"{W}pPr/{W}spacing")
    assert (spacing is not None and spacing.get(f"{W}after") == str(20 * int(sheet().styles.list_item.after))) == leads


def test_only_a_table_whose_rows_have_names_says_so() -> None:
    looks = [look.get(f"{W}firstColumn") for look in xml_of(render(two_page_letter())).iter(f"{W}tblLook")]
    assert looks == ["0", "1", "0"]


def test_two_tables_without_a_caption_stay_two() -> None:
    table = Table("t", (), (Column(cell("A")),), (Row((cell("1"),)),))
    document = docx.Document(BytesIO(render(make_document({"body": (table, table)}))))
    assert len(document.tables) == 2


def test_a_table_at_the_very_end_is_followed_by_the_paragraph_that_word_wants(tmp_path: Path) -> None:
    empty = dict.fromkeys(short_letter().parts, ())
    path = tmp_path / "letter.docx"
    path.write_bytes(render(make_document({**empty, "body": (statement_table(1, 2, 3),)})))
    assert OpenXmlValidator().validate(path).errors == []
    assert xml_of(path.read_bytes()).find(f"{W}body")[-2].tag == f"{W}p"


def test_each_numbered_list_starts_at_one() -> None:
    lists = tuple(OrderedList((ListItem(cell("un")), ListItem(cell("deux")))) for _ in range(3))
    content = render(make_document({"body": (*lists, BulletList((ListItem(cell("tiret")),)))}))
    numbers = [
        paragraph.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for paragraph in styled(xml_of(content), "ListNumber")
    ]
    assert numbers == ["2", "2", "3", "3", "4", "4"]
    numbering = xml_of(content, "word/numbering.xml")
    starts = {
        number.get(f"{W}numId"): [start.get(f"{W}val") for start in number.iter(f"{W}startOverride")]
        for number in numbering.iter(f"{W}num")
    }
    assert starts == {"1": [], "2": ["1"], "3": ["1"], "4": ["1"]}


def test_links_are_relationships_in_the_body_and_in_the_footer() -> None:
    link = Link("https://example.org/?a=1&b=2", (Text("notre "), Strong((Text("site"),))))
    content = render(make_document({"body": (line("Voir ", link, "."),), "footer": (line(link),)}))
    for part in ("document", "footer1", "footer2"):
        (hyperlink,) = xml_of(content, f"word/{part}.xml").iter(f"{W}hyperlink")
        assert said(hyperlink) == "notre site"
        relationships = xml_of(content, f"word/_rels/{part}.xml.rels")
        outer = [found for found in relationships if found.get("TargetMode") == "External"]
        assert [found.get("Target") for found in outer] == ["https://example.org/?a=1&b=2"]
        assert outer[0].get("Id") in hyperlink.attrib.values()


def test_what_may_not_be_parted_says_so() -> None:
    root = xml_of(render(short_letter()))
    kept = [said(p) for p in styled(root, "BodyText") if p.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept[0] == "Madame, Monsieur,"
    assert kept[-1].startswith("Veuillez agréer")
    signature = [p.find(f"{W}pPr/{W}keepNext") is not None for p in styled(root, "Signature")]
    assert signature == [True, False]


def test_only_the_pages_after_the_first_are_numbered() -> None:
    content = render(short_letter())
    first, next_ = (xml_of(content, f"word/footer{number}.xml") for number in (1, 2))
    assert said(first) == said(styled(first, "Footer")[0]) + said(styled(first, "Footer")[1])
    assert [field.get(f"{W}instr").strip() for field in next_.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert not list(first.iter(f"{W}fldSimple"))


# --- as LibreOffice sets it ---------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in {"unfit_address", "no_recipient"}])
def test_the_window_shows_the_address_and_nothing_else(name: str) -> None:
    dots = office_ink(name)
    block = sheet().address
    address = inside(dots, block)
    assert address.any()
    for window in windows():
        assert inside(dots, window).sum() == address.sum()


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in {"unfit_address", "no_recipient"}])
def test_nothing_but_the_address_stands_in_the_clear_area(name: str) -> None:
    dots = office_ink(name)
    assert inside(dots, sheet().clear).sum() == inside(dots, sheet().address).sum()


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.startswith("sender")])
def test_the_address_does_not_move_with_the_sender(name: str) -> None:
    top = extent(inside(office_ink(name), sheet().address)).top
    usual = extent(inside(office_ink("short"), sheet().address)).top
    assert abs(top - usual) < 0.3


def test_an_address_that_fits_no_window_pushes_the_rest_down() -> None:
    text = page_texts(office_pdfs()["unfit_address"])[0]
    assert text.index("CHÂTEAU-CHINON") < text.index("Nantes, le")
    assert len([row for row in text.splitlines() if "NUMÉRO" in row]) == 7


def test_an_ordinary_letter_takes_one_page_without_a_number() -> None:
    assert page_count(office_pdfs()["short"]) == 1
    assert "Page" not in page_texts(office_pdfs()["short"])[0]


def test_later_pages_are_numbered() -> None:
    first, second = page_texts(office_pdfs()["two_pages"])
    assert "Page" not in first
    assert "Page 2/2" in second.replace("\u00a0", " ")


def test_sixty_invoices_lose_no_row_and_the_head_is_repeated() -> None:
    texts = page_texts(office_pdfs()["sixty_invoices"])
    rows = "\n".join(texts).splitlines()
    for index in range(60):
        assert len([row for row in rows if f"F-2026-{index + 1:03d} " in row and row.count("€") == 3]) == 1
    assert sum("Échéance" in text for text in texts) == 2
    assert any(row.strip().startswith("Total ") and row.count("€") == 3 for row in rows)


def test_no_text_stands_in_the_margins_of_later_pages() -> None:
    found = extent(office_ink("sixty_invoices", 2))
    margin = sheet().margin
    assert found.left >= margin.left - 0.3
    assert found.right <= sheet().paper.width - margin.right + 0.3
    assert found.top >= margin.next_top - 0.3
    assert found.bottom <= sheet().paper.height - sheet().footer.bottom


@cache
def letters_that_end_anywhere() -> Mapping[str, bytes]:
    """Letters of more and more lines, so that one ends at the foot of a page."""
    filler = line("Une phrase de plus, assez longue pour prendre deux lignes, et qui ne dit rien d’autre. " * 2)
    blocks = body(statement_table(1, 2, 3))
    documents = {
        str(count): make_document({"body": (*blocks[:3], *(filler,) * count, *blocks[3:])}) for count in range(9)
    }
    return converted({**documents, "table": make_document({"body": (*body()[:1], invoice_table(30))})}, "pdf", "pdf")


@pytest.mark.parametrize("paragraphs", range(9))
def test_the_signature_is_never_alone(paragraphs: int) -> None:
    page = signed_page(str(paragraphs))
    assert "Veuillez agréer" in page
    assert "Tous nos droits" in page


def test_a_signature_after_a_table_keeps_some_of_its_rows() -> None:
    assert "F-2026-030" in signed_page("table")


def signed_page(name: str) -> str:
    return next(text for text in page_texts(letters_that_end_anywhere()[name]) if "Hélène Lefèvre" in text)


def test_two_hundred_invoices_make_a_letter() -> None:
    assert read_by_python_docx(render(letter_with_invoices(200))).count("F-2026-200") == 2
