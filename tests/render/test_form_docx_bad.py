"""Word forms as people leave them, and files that are none: what is read, what is said, what is refused."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.errors import ClaimRefused
from generator.letter.controls import ALTERNATIVE
from generator.render import docx
from generator.render.form_read import read
from generator.render.form_values import FormValues
from generator.render.ooxml import opening
from tests.render.documents import short_letter
from tests.render.office import W, parts_of, xml_of
from tests.render.word_forms import (
    CLAIM,
    FIELDS,
    NOTICE,
    Entries,
    blank_of,
    controls_of,
    document_of,
    everything,
    in_body,
    value_of,
    with_parts,
)


def texts_of(values: FormValues) -> dict[str, str]:
    return {**values.typed, **values.computed}


def filled(name: str, by: Callable[..., bytes] = in_body) -> bytes:
    return by(blank_of(name), document_of(name), everything(document_of(name)))


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
