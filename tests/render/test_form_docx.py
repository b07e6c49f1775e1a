"""Blank letters as Word forms: sound files, controls bound to one part of data, and what comes back from them."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import ooxml_integrity
import pytest
from openxml_audit import OpenXmlValidator

from generator.render import docx, form_docx
from generator.render.ooxml.controls import MAX_NAME, TICKED_MARK, W14, W15
from generator.render.ooxml.store import NAMESPACE, STORE_ID, Names, path_of
from tests.render.documents import short_letter
from tests.render.office import W, parts_of, said, style_of, xml_of
from tests.render.word_forms import (
    NOTICE,
    ONE_OF_EACH,
    R,
    bindings,
    blank_of,
    controls,
    document_of,
    every_form,
    value_of,
)

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


def test_every_binding_names_our_data() -> None:
    assert {path_of(xpath) for _, xpath in bindings(blank_of(NOTICE))} == {tag for tag, _ in bindings(blank_of(NOTICE))}
    assert NAMESPACE in parts_of(blank_of(NOTICE))["customXml/itemProps1.xml"].decode()
