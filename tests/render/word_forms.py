"""Word forms filled as people's programs fill them: in the body, in the data, or in both."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml import etree

from generator.forms import Form, forms_of, make_form
from generator.letter.controls import ALTERNATIVE, CHECK, CHOICE, controls_in
from generator.letter.nodes import PARTS, Control, Document
from generator.render.form_docx import render
from generator.render.ooxml.controls import TICKED_MARK, UNTICKED_MARK, W14, option_values
from generator.render.ooxml.store import NAMESPACE
from tests.letters import catalogue
from tests.render.office import W, parts_of, xml_of

R = {"r": NAMESPACE}

TEXTS: Mapping[str, str] = {
    "text": "Œuvré & Noël-Lefèvre « Côté d’Azur »",
    "money": "123 456 789,01",
    "date": "01/03/2026",
    "percent": "12,15",
    "integer": "12",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "bic": "AGRIFRPP",
    "siren": "732 829 320",
    "phone": "04 65 71 00 12",
    "email": "comptabilite.clients@etablissements-noel.example",
    "address": "Bâtiment C – « L’Été »\n12 rue de l’Église\n69001 Lyon",
    "recipient": "Société Modèle & Cie\nÀ l’attention de la comptabilité\n5 avenue du Général-Œuvré\n33000 Bordeaux",
}
LONG = "Établissements mécaniques Wagner-Müller et Compagnie du Haut-Morvan"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entries:
    """What goes in a form: texts by path, the number of an option by path, the checks that are ticked by name."""

    texts: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, int] = field(default_factory=dict)
    ticks: Mapping[str, bool] = field(default_factory=dict)


@cache
def every_form() -> Mapping[str, Form]:
    """Each form that is offered, by what it says of itself."""
    return {str(form): form for template in catalogue().templates.values() for form in forms_of(template)}


@cache
def document_of(name: str) -> Document:
    return make_form(catalogue(), every_form()[name])


@cache
def blank_of(name: str) -> bytes:
    return render(document_of(name))


def controls_of(document: Document) -> list[Control]:
    return list(controls_in(block for part in PARTS for block in document.parts.get(part, ())))


def everything(document: Document) -> Entries:
    """A value in every field, the last option of each choice, every passage kept, the first of several."""
    texts: dict[str, str] = {}
    options: dict[str, int] = {}
    ticks: dict[str, bool] = {}
    for control in controls_of(document):
        if control.type == CHECK:
            ticks[control.path] = True
        elif control.type == ALTERNATIVE:
            ticks[f"{control.path}={control.state}"] = control.state == 0
        elif control.type == CHOICE:
            options[control.path] = len(control.options) - 1
        else:
            texts[control.path] = LONG if control.path.endswith(".name") else TEXTS[control.type]
    return Entries(texts=texts, options=options, ticks=ticks)


# --- filling --------------------------------------------------------------------------------------


def in_body(form: bytes, document: Document, entries: Entries) -> bytes:
    """As python-docx users do: the words of each control, the data left as it was."""
    root = xml_of(form)
    options = {control.path: control.options for control in controls_of(document)}
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = "" if tag is None else str(tag.get(f"{W}val"))
        if name in entries.texts:
            _type(control, entries.texts[name])
        elif name in entries.options:
            _type(control, options[name][entries.options[name]].text.rstrip(" \u00a0"))
        elif name in entries.ticks:
            _tick(control, ticked=entries.ticks[name])
    return with_parts(form, {"word/document.xml": etree.tostring(root)})


def _type(control: Any, text: str) -> None:
    for prompt in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
        prompt.getparent().remove(prompt)
    (run,) = control.findall(f"{W}sdtContent/{W}r")
    for old in (*run.findall(f"{W}t"), *run.findall(f"{W}rPr/{W}rStyle")):
        old.getparent().remove(old)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line


def _tick(control: Any, *, ticked: bool) -> None:
    control.find(f".//{{{W14}}}checked").set(f"{{{W14}}}val", str(int(ticked)))
    control.find(f"{W}sdtContent/{W}r/{W}t").text = TICKED_MARK if ticked else UNTICKED_MARK


def in_data(form: bytes, document: Document, entries: Entries) -> bytes:
    """As makers of documents in bulk do: the data alone, which Word shows when it opens the file."""
    root = xml_of(form, "customXml/item1.xml")
    places = dict(bindings(form))
    options = {control.path: control.options for control in controls_of(document)}
    values = {path: _as_data(text) for path, text in entries.texts.items()}
    values |= {path: option_values(path, options[path])[number] for path, number in entries.options.items()}
    values |= {name: "true" if ticked else "false" for name, ticked in entries.ticks.items()}
    for name, value in values.items():
        (node,) = root.xpath(places[name], namespaces=R)
        node.text = value
    return with_parts(form, {"customXml/item1.xml": etree.tostring(root)})


def _as_data(text: str) -> str:
    day, _, rest = text.partition("/")
    month, _, year = rest.partition("/")
    return f"{year}-{month}-{day}" if year.isdigit() and len(text) == 10 else text


def bindings(form: bytes) -> Iterator[tuple[str, str]]:
    """The tag of each control of a value, with its XPath."""
    for control in xml_of(form).iter(f"{W}sdt"):
        binding = control.find(f"{W}sdtPr/{W}dataBinding")
        if binding is not None:
            yield control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"), binding.get(f"{W}xpath")


def with_parts(content: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """The file with some parts changed, or left out."""
    parts: dict[str, bytes | None] = {**parts_of(content), **changed}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            if data is not None:
                package.writestr(name, data)
    return out.getvalue()


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


NOTICE = "mise-en-demeure professional company 4"
CLAIM = "mise-en-demeure professional company 1"
ONE_OF_EACH = tuple({form.letter: name for name, form in every_form().items() if form.invoices > 1}.values())
"""A form of each letter, in the regime that its catalogue names last."""


def controls(content: bytes) -> Iterator[Any]:
    """The content controls of a form's body."""
    yield from xml_of(content).iter(f"{W}sdt")


def value_of(control: Any, name: str) -> str | None:
    """A property of a control, None where it has none of that name."""
    found = control.find(f"{W}sdtPr/{W}{name}")
    return None if found is None else str(found.get(f"{W}val"))
