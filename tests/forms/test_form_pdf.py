"""The PDF forms: what each of their fields says of itself, and what is seen and read of them once they are filled."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import outloud
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from generator.forms import Form, forms_of, render_pdf
from generator.letter.controls import ALTERNATIVE, CHECK, CHOICE, described
from generator.letter.nodes import Control
from generator.render.acroform.appearances import FONT_NAMES
from generator.render.acroform.fields import IDENTITY, MULTILINE, NOTICE, PRINTED, REQUIRED, RESET
from generator.render.form_read import read
from tests.forms.filling import FILLERS, VIEWERS, Entries, entries_for, poppler_pages, quietly
from tests.letters import catalogue
from tests.render.office import letters
from tests.render.rasters import run_on
from tests.render.word_forms import controls_of, document_of, every_form, everything

FORMS = tuple(
    str(forms[number % len(forms)])
    for template in catalogue().templates.values()
    for number, forms in enumerate(
        [form for form in forms_of(template) if form.regime == regime] for regime in template.audiences
    )
)
"""A form of each letter and regime: for « je » and « nous », for one invoice and several, in turn."""
NOTICES = "mise-en-demeure professional company 4"
NAME = 60
"""Characters of a long name."""
OWN = (IDENTITY, NOTICE, RESET)


def form_of(name: str) -> Form:
    return every_form()[name]


@cache
def blank_of(name: str) -> bytes:
    return render_pdf(catalogue(), form_of(name))


def controls(name: str) -> dict[str, Control]:
    """The controls by their path; of several places, the first."""
    return {control.path: control for control in reversed(controls_of(document_of(name)))}


# --- the file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_auditors_find_no_fault(name: str, tmp_path: Path) -> None:
    assert "No syntax or stream encoding errors found" in run_on(blank_of(name), "qpdf", "--check", "PDF")
    path = tmp_path / "form.pdf"
    path.write_bytes(blank_of(name))
    audit = outloud.check(str(path))
    assert audit.error is None
    assert [finding for finding in audit.findings if finding.severity == "error"] == []
    assert audit.stats["tagged"]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_what_it_is_and_in_which_language(name: str) -> None:
    with pikepdf.open(io.BytesIO(blank_of(name))) as pdf:
        root = pdf.Root
        assert root.Lang == "fr-FR"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        title = catalogue().templates[form_of(name).letter].title
        assert pdf.docinfo["/Title"] == f"{title}, formulaire à remplir"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert "/NeedAppearances" not in root.AcroForm
        assert read(blank_of(name)).form == name


# --- fields -----------------------------------------------------------------------------------------


def fields_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Each field by its whole name."""
    return dict(_fields(pdf.Root.AcroForm.Fields, ""))


def _fields(nodes: Any, group: str) -> Iterator[tuple[str, Any]]:
    for node in nodes:
        name = f"{group}.{node.T}".removeprefix(".")
        if "/FT" in node:
            yield name, node
        else:
            yield from _fields(node.Kids, name)


def widgets_of(field: Any) -> list[Any]:
    return list(field.Kids) if "/Kids" in field else [field]


@pytest.mark.parametrize("name", FORMS)
def test_each_field_has_its_path_its_name_its_limits_and_its_looks(name: str) -> None:
    with pikepdf.open(io.BytesIO(blank_of(name))) as pdf:
        fields, expected = fields_of(pdf), controls(name)
        assert set(fields) == {*expected, *OWN}
        fonts = pdf.Root.AcroForm.DR.Font
        for path, field in fields.items():
            assert field.TU
            for widget in widgets_of(field) if path != IDENTITY else ():
                assert widget.AP.N
                assert "/TU" in widget or "/TU" in field
            if path in OWN:
                continue
            control = expected[path]
            flags = int(field.get("/Ff", 0))
            if control.type not in (CHECK, ALTERNATIVE):
                assert str(field.TU) == described(control)
                font = str(widgets_of(field)[0].DA).split()[0]
                assert fonts[font].Encoding == "/WinAnsiEncoding"
                assert fonts[font].Subtype == "/TrueType"
            if control.type not in (CHECK, ALTERNATIVE, CHOICE):
                assert field.MaxLen == control.max_length > 0
                assert bool(flags & REQUIRED) == control.is_required
                assert bool(flags & MULTILINE) == (control.rows > 1)
            elif control.type == CHOICE:
                assert str(field.V) in [str(option) for option in field.Opt]


def test_required_fields_are_those_without_which_there_is_no_letter() -> None:
    with pikepdf.open(io.BytesIO(blank_of(NOTICES))) as pdf:
        required = {path for path, field in fields_of(pdf).items() if int(field.get("/Ff", 0)) & REQUIRED}
    assert {"creditor.name", "creditor.address", "recipient", "invoices.0.number", "invoices.0.amount"} <= required
    assert not any(path.startswith("invoices.1") for path in required)


def test_the_faces_of_the_fields_have_the_letters_of_french() -> None:
    with pikepdf.open(io.BytesIO(blank_of(NOTICES))) as pdf:
        fonts = pdf.Root.AcroForm.DR.Font
        for name in FONT_NAMES.values():
            font = fonts[f"/{name}"]
            widths = {code: int(width) for code, width in enumerate(font.Widths, start=int(font.FirstChar))}
            assert all(widths[code] > 0 for code in "éèêàçùÉÀÇœŒ€«»’–…\u00a0".encode("cp1252"))
            assert len(font.FontDescriptor.FontFile2.read_bytes()) > 1000


@pytest.mark.parametrize("name", FORMS)
def test_fields_are_read_and_reached_in_the_order_of_the_letter(name: str) -> None:
    with pikepdf.open(io.BytesIO(blank_of(name))) as pdf:
        in_tree = [
            kid.Obj.objgen
            for element in _elements(pdf.Root.StructTreeRoot)
            if element.get("/S") == "/Form"
            for kid in _kids(element)
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
        ]
        assert all(page.Tabs == "/S" for page in pdf.pages)
        hidden = [fields_of(pdf)[IDENTITY].objgen]
        annotations = [one.objgen for page in pdf.pages for one in page.get("/Annots", []) if one.Subtype == "/Widget"]
        assert sorted(in_tree + hidden) == sorted(annotations)
        names = {widget.objgen: path for path, field in fields_of(pdf).items() for widget in widgets_of(field)}
        expected = [NOTICE, RESET, *(control.path for control in controls_of(document_of(name)))]
        assert [names[one] for one in in_tree] == expected


def _elements(node: Any) -> Iterator[Any]:
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_the_strip_above_the_letter_stays_off_paper() -> None:
    with pikepdf.open(io.BytesIO(blank_of(NOTICES))) as pdf:
        fields = fields_of(pdf)
        for path, field in fields.items():
            is_printed = all(int(widget.get("/F", 0)) & PRINTED for widget in widgets_of(field))
            assert is_printed == (path not in OWN)
        assert fields[RESET].A.S == "/ResetForm"


# --- filled -----------------------------------------------------------------------------------------


def values_of(name: str) -> Entries:
    """Accents and long values wherever there is room, all passages kept."""
    entries = everything(document_of(name))
    by_path = controls(name)
    fitting = {
        path: text[: min(by_path[path].max_length, NAME if path.endswith(".name") else 999)]
        for path, text in entries.texts.items()
    }
    return entries_for(document_of(name), type(entries)(texts=fitting, options=entries.options, ticks=entries.ticks))


def filler_of(name: str) -> str:
    """Each program fills several forms."""
    return tuple(FILLERS)[FORMS.index(name) % len(FILLERS)]


def viewers_of(name: str) -> dict[str, Callable[[bytes], str]]:
    """Two engines for each form: over all of them, every program meets every viewer."""
    left_out = tuple(VIEWERS)[FORMS.index(name) // len(FILLERS) % len(VIEWERS)]
    return {viewer: see for viewer, see in VIEWERS.items() if viewer != left_out}


@cache
def filled(name: str, filler: str) -> bytes:
    return quietly(FILLERS[filler], blank_of(name), values_of(name))


def spoken(values: Mapping[str, str]) -> dict[str, list[str]]:
    return {path: [letters([line]) for line in text.split("\n")] for path, text in values.items()}


@pytest.mark.parametrize("name", FORMS)
def test_what_a_program_fills_is_seen_in_two_viewers(name: str) -> None:
    values, content = values_of(name), filled(name, filler_of(name))
    for viewer, see in viewers_of(name).items():
        seen = letters([see(content)])
        missing = {path for path, lines in spoken(values.texts).items() if not all(line in seen for line in lines)}
        assert not missing, f"{filler_of(name)}, {viewer}"


@pytest.mark.parametrize("name", FORMS)
def test_what_a_program_fills_is_read_back(name: str) -> None:
    values, found = values_of(name), read(filled(name, filler_of(name)))
    kept = {*found.typed, *found.computed}
    assert {**found.typed, **found.computed} == {path: text for path, text in values.texts.items() if path in kept}
    dropped = {warning.field for warning in found.warnings if warning.check == "form-unticked"}
    by_path = controls(name)
    assert all(by_path[path].within or by_path[path].is_computed for path in values.texts.keys() - kept)
    assert len(found.warnings) == len(dropped)


@pytest.mark.parametrize("filler", FILLERS)
def test_every_program_says_the_same_of_the_same_form(filler: str) -> None:
    assert read(filled(NOTICES, filler)) == read(filled(NOTICES, "pypdf"))


@pytest.mark.parametrize("filler", FILLERS)
def test_the_ink_of_each_value_shows_in_two_engines(filler: str) -> None:
    """Where a value was typed, there is more ink than on the blank form."""
    content, blank = filled(NOTICES, filler), blank_of(NOTICES)
    places = list(text_places(blank))
    assert len(places) > 60
    for rasters in (by_pdfium, by_poppler):
        before, after = rasters(blank), rasters(content)
        for page, (left, low, right, high), path in places:
            area = (slice(before[page].shape[0] - high, before[page].shape[0] - low), slice(left, right))
            assert (after[page][area] < 128).sum() > 4 + (before[page][area] < 128).sum(), f"{rasters}: {path}"


def text_places(form: bytes) -> Iterator[tuple[int, tuple[int, int, int, int], str]]:
    """Page, box in points and path of each widget of a text."""
    with pikepdf.open(io.BytesIO(form)) as pdf:
        texts = {
            widget.objgen: path
            for path, field in fields_of(pdf).items()
            if field.FT == "/Tx" and path not in OWN
            for widget in widgets_of(field)
        }
        for number, page in enumerate(pdf.pages):
            for one in page.Annots:
                if one.objgen in texts:
                    left, low, right, high = (round(float(value)) for value in one.Rect)
                    yield number, (left, low, right, high), texts[one.objgen]


@cache
def by_pdfium(pdf: bytes) -> list[Any]:
    document: Any = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return [np.asarray(page.render(scale=1).to_pil().convert("L")) for page in document]


@cache
def by_poppler(pdf: bytes) -> list[Any]:
    return [np.asarray(Image.open(io.BytesIO(page)).convert("L")) for page in poppler_pages(pdf, dpi=72)]
