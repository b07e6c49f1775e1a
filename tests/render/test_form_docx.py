"""Blank letters as Word forms: sound files, controls bound to one part of data, and what comes back from them."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import ooxml_integrity
import pymupdf
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator import strict_yaml
from generator.claim import read as read_claim
from generator.errors import ClaimRefused
from generator.letter.controls import ALTERNATIVE
from generator.render import docx, form_docx
from generator.render.form_read import read
from generator.render.form_values import FormValues
from generator.render.ooxml import opening
from generator.render.ooxml.controls import MAX_NAME, TICKED_MARK, W14, W15
from generator.render.ooxml.store import NAMESPACE, STORE_ID, Names, path_of
from generator.render.theme import sheet
from tests.render.documents import short_letter
from tests.render.office import W, converted_files, letters, parts_of, said, style_of, xml_of
from tests.render.word_forms import (
    LONG,
    TEXTS,
    Entries,
    R,
    bindings,
    blank_of,
    controls_of,
    document_of,
    every_form,
    everything,
    in_body,
    in_data,
    with_parts,
)

NOTICE = "mise-en-demeure professional company 4"
ONE_OF_EACH = tuple({form.letter: name for name, form in every_form().items() if form.invoices > 1}.values())
"""A form of each letter, in the regime that its catalogue names last."""

CLAIM = "mise-en-demeure professional company 1"


def controls(content: bytes) -> Iterator[Any]:
    yield from xml_of(content).iter(f"{W}sdt")


def value_of(control: Any, name: str) -> str | None:
    found = control.find(f"{W}sdtPr/{W}{name}")
    return None if found is None else str(found.get(f"{W}val"))


# --- a sound file -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_auditors_of_word_files_find_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(blank_of(name))
    errors = [str(error) for error in OpenXmlValidator().validate(path).errors]
    # The auditor takes the kinds of a glossary's entries for kinds of sections.
    assert [error for error in errors if "'bbPlcHdr'" not in error] == []
    assert ooxml_integrity.check(path) == []


@pytest.mark.parametrize("name", every_form())
def test_each_control_is_bound_to_data_that_is_there(name: str) -> None:
    content = blank_of(name)
    store = xml_of(content, "customXml/item1.xml")
    assert store.get("id") == name
    assert STORE_ID in parts_of(content)["customXml/itemProps1.xml"].decode()
    numbers = Counter(value_of(control, "id") for control in controls(content))
    assert set(numbers.values()) == {1}
    prompts = {entry.get(f"{W}val") for entry in xml_of(content, "word/glossary/document.xml").iter(f"{W}name")}
    for control in controls(content):
        names = [value_of(control, part) for part in ("alias", "tag")]
        assert all(part is None or 0 < len(part) <= MAX_NAME for part in names)
        if control.find(f"{W}sdtPr/{{{W15}}}repeatingSectionItem") is not None:
            continue
        (binding,) = control.iterfind("w:sdtPr/*[@w:storeItemID]", {"w": W[1:-1]})
        assert binding.get(f"{W}storeItemID") == STORE_ID
        nodes = store.xpath(binding.get(f"{W}xpath"), namespaces=R)
        if control.find(f"{W}sdtPr/{{{W15}}}repeatingSection") is not None:
            rows = control.findall(f"{W}sdtContent/{W}sdt/{W}sdtContent/{W}tr")
            assert len(nodes) == len(rows) > 1
            continue
        (node,) = nodes
        assert path_of(binding.get(f"{W}xpath")) == names[1]
        _agrees(control, node.text or "", prompts)


def _agrees(control: Any, data: str, prompts: set[str | None]) -> None:
    """What a control shows is what its data says."""
    shown = said(control.find(f"{W}sdtContent"))
    check = control.find(f"{W}sdtPr/{{{W14}}}checkbox/{{{W14}}}checked")
    items = control.findall(f"{W}sdtPr/{W}dropDownList/{W}listItem")
    if check is not None:
        is_on = check.get(f"{{{W14}}}val") == "1"
        assert (shown == TICKED_MARK, data) == (is_on, "true" if is_on else "false")
    elif items:
        texts = {item.get(f"{W}value"): item.get(f"{W}displayText") for item in items}
        assert len(texts) == len(set(texts.values())) == len(items)
        assert texts[data] == shown
    else:
        assert data == ""
        assert re.fullmatch(r"\[.+\]", shown)
        assert control.find(f"{W}sdtPr/{W}placeholder/{W}docPart").get(f"{W}val") in prompts


@pytest.mark.parametrize("name", every_form())
def test_no_two_controls_touch(name: str) -> None:
    """LibreOffice 7.4 saves a list or a date right before another control as XML that nobody can open."""
    for control in controls(blank_of(name)):
        following = control.getnext()
        is_inline = control.getparent().tag == f"{W}p"
        assert not (is_inline and following is not None and following.tag == control.tag)


def test_every_kind_of_control_is_of_words_own_kind() -> None:
    kinds = Counter(
        child.tag.rpartition("}")[2]
        for control in controls(blank_of(NOTICE))
        for child in control.find(f"{W}sdtPr")
        if child.tag.rpartition("}")[2] in ("text", "date", "dropDownList", "checkbox", "repeatingSection")
    )
    assert set(kinds) == {"text", "date", "dropDownList", "checkbox", "repeatingSection"}
    (lid,) = {date.find(f"{W}lid").get(f"{W}val") for date in xml_of(blank_of(NOTICE)).iter(f"{W}date")}
    assert lid == "fr-FR"


def test_the_rows_of_a_table_are_one_section_each_under_their_number() -> None:
    sections = [
        control
        for control in controls(blank_of(NOTICE))
        if control.find(f"{W}sdtPr/{{{W15}}}repeatingSection") is not None
    ]
    assert [value_of(section, "tag") for section in sections] == ["invoices", "statement.segments"]
    for number, item in enumerate(sections[0].findall(f"{W}sdtContent/{W}sdt")):
        tags = {value_of(control, "tag") for control in item.find(f"{W}sdtContent").iter(f"{W}sdt")}
        assert {str(tag).split(".")[1] for tag in tags} == {str(number)}


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_form_is_a_letter_in_real_styles_without_an_empty_paragraph(name: str) -> None:
    root = xml_of(blank_of(name))
    styles = {style.get(f"{W}styleId") for style in xml_of(blank_of(name), "word/styles.xml").iter(f"{W}style")}
    assert {mark.get(f"{W}val") for mark in root.iter(f"{W}pStyle", f"{W}rStyle")} <= styles
    in_cells = {paragraph for cell in root.iter(f"{W}tc") for paragraph in cell.iter(f"{W}p")}
    assert all(said(paragraph) or paragraph in in_cells for paragraph in root.iter(f"{W}p"))
    assert style_of(next(root.iter(f"{W}p"))) == "FormNotice"
    tables = [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblCaption") is not None]
    assert all(table.find(f".//{W}tblHeader") is not None for table in tables)


def test_a_letter_holds_nothing_of_a_form() -> None:
    parts = parts_of(docx.render(short_letter()))
    assert not [name for name in parts if "customXml" in name or "glossary" in name]
    assert b"FormNotice" not in parts["word/styles.xml"]


def test_the_same_form_gives_the_same_bytes_within_a_second() -> None:
    start = time.process_time()
    again = form_docx.render(document_of(NOTICE))
    assert time.process_time() - start < 1
    assert again == blank_of(NOTICE)


@pytest.mark.parametrize(
    ("path", "xpath"),
    [
        ("invoices.1.payments.0.amount", "/r:form[1]/r:invoices[1]/r:item[2]/r:payments[1]/r:item[1]/r:amount[1]"),
        ("recipient", "/r:form[1]/r:recipient[1]"),
        ("shown.reminders.0", "/r:form[1]/r:passages[1]/r:passage[@name='shown.reminders.0']"),
        ("answers.prefect~2", "/r:form[1]/r:passages[1]/r:passage[@name='answers.prefect~2']"),
        ("letter", "/r:form[1]/r:passages[1]/r:passage[@name='letter']"),
    ],
)
def test_a_path_and_its_xpath(path: str, xpath: str) -> None:
    assert Names.of([path, "letter.on"]).xpath(path) == xpath
    assert path_of(xpath.replace("r:", "ns0:")) == path


# --- filled by programs -------------------------------------------------------------------------


def expected(name: str) -> dict[str, str]:
    """The texts of a form that is filled with everything, but for those in a passage that is not kept."""
    entries, places = everything(document_of(name)), controls_of(document_of(name))
    kept = {
        control.path
        for control in places
        if not control.within or control.within.endswith("=yes") or control.within.endswith("=0")
    }
    return {path: text for path, text in entries.texts.items() if path in kept}


def texts_of(values: FormValues) -> dict[str, str]:
    return {**values.typed, **values.computed}


def filled(name: str, by: Callable[..., bytes] = in_body) -> bytes:
    return by(blank_of(name), document_of(name), everything(document_of(name)))


@pytest.mark.parametrize("name", every_form())
def test_what_a_program_types_is_read_back_wherever_it_types_it(name: str) -> None:
    in_words, as_data = (read(filled(name, by)) for by in (in_body, in_data))
    assert in_words == as_data == read(as_word_saves(name))
    assert texts_of(in_words) == expected(name)
    assert in_words.form == name
    assert {problem.check for problem in in_words.warnings} <= {"form-unticked"}


@pytest.mark.parametrize("name", every_form())
def test_an_empty_form_says_nothing_but_what_it_shows(name: str) -> None:
    values = read(blank_of(name))
    assert (texts_of(values), values.warnings) == ({}, ())


FIELDS: Mapping[str, str] = {
    "creditor.name": LONG,
    "creditor.address": TEXTS["address"],
    "creditor.legal_form": "SARL",
    "creditor.share_capital": "10 000,00",
    "creditor.siren": "732 829 320",
    "creditor.registration": "RCS Saint-Étienne",
    "creditor.iban": TEXTS["iban"],
    "creditor.signatory.name": "Éléonore Œuvré",
    "creditor.signatory.capacity": "gérante",
    "recipient": TEXTS["recipient"],
    "letter.on": "16/11/2026",
    "invoices.0.number": "F-2026-052",
    "invoices.0.issued_on": "01/09/2026",
    "invoices.0.due_on": "01/10/2026",
    "invoices.0.amount": "123 456,78",
}


def test_the_command_line_makes_a_form_reads_it_back_and_fills_the_letter(tmp_path: Path) -> None:
    form, claim, letter = (tmp_path / name for name in ("form.docx", "claim.yml", "letter.txt"))
    words = ["mise-en-demeure", "--debtor", "professional", "--sender", "company", "--invoices", "1"]
    _relance("blank", *words, "-o", str(form))
    assert form.read_bytes() == blank_of(CLAIM)
    form.write_bytes(in_body(form.read_bytes(), document_of(CLAIM), Entries(texts=FIELDS)))
    _relance("claim-from", str(form), "-o", str(claim))
    found = read_claim(strict_yaml.load(claim.read_text("utf-8"), path="claim.yml").data)
    assert found.creditor.name == LONG
    assert found.creditor.address.lines == ("Bâtiment C – « L’Été »", "12 rue de l’Église")
    assert (found.debtor.name, found.debtor.contact) == ("Société Modèle & Cie", "la comptabilité")
    (invoice,) = found.invoices
    assert (invoice.number, f"{invoice.due_on}", f"{invoice.amount}") == ("F-2026-052", "2026-10-01", "123456.78")
    _relance("fill", "mise-en-demeure", str(claim), "-o", str(letter))
    assert "Éléonore Œuvré" in letter.read_text("utf-8")


def _relance(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "generator", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# --- LibreOffice --------------------------------------------------------------------------------


def as_word_saves(name: str) -> bytes:
    return in_data(filled(name), document_of(name), everything(document_of(name)))


def as_libreoffice_takes_it(name: str) -> bytes:
    """Texts of several lines in the data alone: LibreOffice 7.4 moves the breaks in a body to before the control."""
    document = document_of(name)
    every = everything(document)
    single = {path: text for path, text in every.texts.items() if "\n" not in text}
    return in_data(in_body(blank_of(name), document, replace(every, texts=single)), document, every)


@cache
def office_forms(target: str, ending: str) -> Mapping[str, bytes]:
    """Forms as LibreOffice writes them, all in one call."""
    files = {name.replace(" ", "_"): as_libreoffice_takes_it(name) for name in ONE_OF_EACH}
    return converted_files(files, target, ending)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_libreoffice_shows_what_was_typed(name: str) -> None:
    with pymupdf.open(stream=office_forms("pdf", "pdf")[name.replace(" ", "_")]) as pdf:  # type: ignore[no-untyped-call]
        shown = letters(page.get_text() for page in pdf)
    missing = [text for text in everything(document_of(name)).texts.values() if letters(text.split("\n")) not in shown]
    assert missing == []


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_the_address_stays_in_the_window_under_a_long_sender(name: str) -> None:
    window = sheet().window.always
    with pymupdf.open(stream=office_forms("pdf", "pdf")[name.replace(" ", "_")]) as pdf:  # type: ignore[no-untyped-call]
        for line in TEXTS["recipient"].split("\n"):
            box = pdf[0].search_for(line)[0] * (25.4 / 72)
            assert window.left <= box.x0 < box.x1 <= window.right
            assert window.top <= box.y0 < box.y1 <= window.bottom


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_form_that_libreoffice_saved_says_the_same(name: str) -> None:
    saved = office_forms("docx:MS Word 2007 XML", "docx")[name.replace(" ", "_")]
    values = read(saved)
    assert texts_of(values) == expected(name)
    assert values.said == read(filled(name)).said


# --- as people leave them -------------------------------------------------------------------------


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    root = xml_of(content)
    change(root)
    return with_parts(content, {"word/document.xml": etree.tostring(root)})


def tagged(root: Any, tag: str) -> list[Any]:
    return [control for control in root.iter(f"{W}sdt") if value_of(control, "tag") == tag]


def without(*names: str) -> Callable[[Any], None]:
    def strip(root: Any) -> None:
        for name in names:
            for element in list(root.iter(f"{W}{name}")):
                element.getparent().remove(element)

    return strip


@pytest.mark.parametrize("lost", [("tag",), ("tag", "alias"), ("showingPlcHdr",), ("tag", "showingPlcHdr")])
def test_a_field_is_known_by_its_binding_alone(lost: tuple[str, ...]) -> None:
    content = in_body(blank_of(CLAIM), document_of(CLAIM), Entries(texts=FIELDS))
    stripped = changed(with_parts(content, {"customXml/item1.xml": b""}), without(*lost))
    assert read(stripped) == read(content)


def test_without_bindings_a_field_is_known_by_its_title() -> None:
    content = in_body(blank_of(CLAIM), document_of(CLAIM), Entries(texts=FIELDS))
    values = read(changed(content, without("tag", "dataBinding")))
    assert values.typed == FIELDS


def test_a_row_that_was_added_is_read() -> None:
    def add(root: Any) -> None:
        (section,) = tagged(root, "invoices")
        row: Any = etree.fromstring(
            etree.tostring(section.findall(f"{W}sdtContent/{W}sdt")[0]).replace(b"r:item[1]", b"r:item[5]")
        )
        section.find(f"{W}sdtContent").append(row)
        for control in row.iter(f"{W}sdt"):
            if value_of(control, "tag") == "invoices.0.number":
                control.find(f".//{W}t").text = "F-5"

    values = read(changed(blank_of(NOTICE), add))
    assert values.typed == {"invoices.4.number": "F-5"}
    assert values.labels["invoices.4.number"].startswith("Facture 5")


def test_a_passage_that_was_deleted_is_not_kept() -> None:
    path = "shown.reminders.0"

    def delete(root: Any) -> None:
        (check,) = tagged(root, path)
        paragraph = next(check.iterancestors(f"{W}p"))
        paragraph.getparent().remove(paragraph)

    content = in_body(blank_of(NOTICE), document_of(NOTICE), Entries(ticks={path: True}))
    assert ("reminders.0", "*") in read(content).said
    assert ("reminders.0", "") in read(changed(content, delete)).said


def test_a_passage_whose_check_alone_was_deleted_is_kept() -> None:
    def delete(root: Any) -> None:
        (check,) = tagged(root, "shown.reminders.0")
        check.getparent().remove(check)

    content = in_body(blank_of(NOTICE), document_of(NOTICE), Entries(texts={"reminders.0.sent_on": "01/10/2026"}))
    assert read(changed(content, delete)).typed == {"reminders.0.sent_on": "01/10/2026"}


def test_two_passages_where_one_is_kept_are_said() -> None:
    path = next(control.path for control in controls_of(document_of(NOTICE)) if control.type == ALTERNATIVE)
    both = {f"{path}={state}": True for state in (0, 1)}
    (warning,) = read(in_body(blank_of(NOTICE), document_of(NOTICE), Entries(ticks=both))).warnings
    assert "2 passages sont cochés, il en faut un" in warning.message


def test_words_of_ones_own_in_a_list_are_said() -> None:
    path = "letter.channel"

    def type_over(root: Any) -> None:
        for control in tagged(root, path):
            control.find(f".//{W}sdtContent/{W}r/{W}t").text = "par pigeon"

    (warning,) = read(changed(blank_of(NOTICE), type_over)).warnings
    assert "« par pigeon » n’est pas l’un des choix" in warning.message.replace("\u00a0", " ")


def test_two_places_of_a_field_that_differ_are_said() -> None:
    def type_once(root: Any) -> None:
        for control, text in zip(tagged(root, "creditor.name"), ("Atelier A", "Atelier B"), strict=False):
            control.find(f".//{W}sdtContent/{W}r/{W}t").text = text

    values = read(changed(blank_of(NOTICE), type_once))
    assert values.typed == {"creditor.name": "Atelier A"}
    (warning,) = values.warnings
    assert "Atelier B" in warning.message


# --- no form --------------------------------------------------------------------------------------


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def zeros(content: bytes) -> bytes:
    """A part that unfolds to more than anyone would type."""
    start, end = b"<w:document xmlns:w='http://x'>", b"</w:document>"
    return with_parts(content, {"word/document.xml": start + b" " * (opening.MAX_PART + 1) + end})


def expanding(content: bytes) -> bytes:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 99}">' for n in range(9))
    return with_parts(content, {"word/document.xml": f"<!DOCTYPE d [{laughs}]><d>&a8;</d>".encode()})


BAD: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "ce fichier est vide"),
    "text": (lambda: b"Bonjour", "ce fichier n’est ni un PDF ni un DOCX"),
    "truncated": (lambda: filled(CLAIM)[:-4000], "ce fichier Word est tronqué"),
    "damaged": (lambda: filled(CLAIM)[:9000] + bytes(400) + filled(CLAIM)[9400:], "ce fichier Word est abîmé"),
    "encrypted": (
        lambda: opening.OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
        "protégé par un mot de passe",
    ),
    "before 2007": (lambda: opening.OLE + bytes(512), "d’un Word d’avant 2007"),
    "rich text": (lambda: rb"{\rtf1 Bonjour}", "au format RTF"),
    "OpenDocument": (lambda: zip_of(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument (.odt)"),
    "another zip": (lambda: zip_of(photo=b"1"), "n’est pas un document Word"),
    "a bomb": (lambda: zeros(blank_of(CLAIM)), "démesuré"),
    "many parts": (lambda: zip_of(**{f"p{n}": b"" for n in range(opening.MAX_PARTS + 1)}), "pas fait comme un fichier"),
    "entities": (lambda: expanding(blank_of(CLAIM)), "abîmé"),
    "a letter": (lambda: docx.render(short_letter()), "une lettre déjà remplie"),
    "another tool's": (
        lambda: with_parts(docx.render(short_letter()), {"docProps/custom.xml": None}),
        "n’a pas été fait par Relance",
    ),
    "inspected": (lambda: with_parts(blank_of(CLAIM), {"docProps/custom.xml": None}), "a perdu ses propriétés"),
    "flattened": (lambda: changed(blank_of(CLAIM), without("sdtPr")), "n’a plus de champs"),
    "meanings lost": (
        lambda: with_parts(
            blank_of(CLAIM),
            {"docProps/custom.xml": parts_of(blank_of(CLAIM))["docProps/custom.xml"].replace(b"Champs 2", b"Champs Z")},
        ),
        "ne dit plus ce que sont ses champs",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_form_is_refused_in_words(name: str) -> None:
    make, words = BAD[name]
    with pytest.raises(ClaimRefused, match=re.escape(words)) as refused:
        read(bytes(make()), path="form.docx")
    assert all(problem.hint for problem in refused.value.problems)


def test_nothing_is_written_of_a_form_that_is_half_filled(tmp_path: Path) -> None:
    form, claim = tmp_path / "form.docx", tmp_path / "claim.yml"
    few = {"invoices.0.amount": "mille euros", "creditor.name": "Atelier"}
    form.write_bytes(in_body(blank_of(CLAIM), document_of(CLAIM), Entries(texts=few)))
    command = [sys.executable, "-m", "generator", "claim-from", str(form), "-o", str(claim)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "mille euros" in done.stderr
    assert "l’adresse du créancier manque" in done.stderr
    assert not claim.exists()


def test_every_binding_names_our_data() -> None:
    assert {path_of(xpath) for _, xpath in bindings(blank_of(NOTICE))} == {tag for tag, _ in bindings(blank_of(NOTICE))}
    assert NAMESPACE in parts_of(blank_of(NOTICE))["customXml/itemProps1.xml"].decode()
