"""What eyes and readers get of a PDF: its ink, its text, its tag tree."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from generator.letter.nodes import PARTS, Block, Document
from generator.render.pdf import render
from generator.render.theme import Area
from tests.render.documents import INFO, SAMPLES

DPI = 127
"""Five dots a millimetre."""

DOTS_PER_MM = DPI / 25.4

Ink = NDArray[np.bool_]


@cache
def sample_pdf(name: str) -> bytes:
    return render(SAMPLES[name]())


def run_on(content: bytes, *command: str) -> str:
    """What a program prints about a PDF; it must not fail. ``PDF`` stands for the file's path."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "letter.pdf")
        path.write_bytes(content)
        words = [str(path) if word == "PDF" else word for word in command]
        done = subprocess.run(words, capture_output=True, check=False)
        assert done.returncode == 0, (done.stdout + done.stderr).decode()
        return done.stdout.decode("utf-8")


def root_of(content: bytes) -> Any:
    """The PDF's catalogue, as pypdf reads it."""
    return PdfReader(io.BytesIO(content)).trailer["/Root"]


def page_count(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def page_texts(content: bytes) -> list[str]:
    """The text of each page, its lines as they stand on paper."""
    return run_on(content, "pdftotext", "-layout", "PDF", "-").split("\f")[:-1]


def ink(content: bytes, page: int = 1) -> Ink:
    """Where a page is not white."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "letter.pdf"), Path(folder, "page")
        source.write_bytes(content)
        range_of_one = ["-f", str(page), "-l", str(page), "-singlefile"]
        # PGM, the same dots: to squeeze them into a PNG takes eight times as long as to draw them.
        subprocess.run(
            ["pdftoppm", "-gray", "-r", str(DPI), *range_of_one, source, target], check=True, capture_output=True
        )
        with Image.open(target.with_suffix(".pgm")) as image:
            return np.asarray(image.convert("L")) < 250


def inside(dots: Ink, area: Area) -> Ink:
    """The part of a raster that stands in an area given in millimetres."""
    rows = slice(round(area.top * DOTS_PER_MM), round(area.bottom * DOTS_PER_MM))
    columns = slice(round(area.left * DOTS_PER_MM), round(area.right * DOTS_PER_MM))
    return dots[rows, columns]


def extent(dots: Ink) -> Area:
    """The smallest area that holds all the ink."""
    rows, columns = np.flatnonzero(dots.any(axis=1)), np.flatnonzero(dots.any(axis=0))
    return Area(
        left=columns[0] / DOTS_PER_MM,
        right=(columns[-1] + 1) / DOTS_PER_MM,
        top=rows[0] / DOTS_PER_MM,
        bottom=(rows[-1] + 1) / DOTS_PER_MM,
    )


def address_ink(document: Document) -> Ink:
    """The ink of the recipient's lines alone: a sheet without the letter's other parts, less the folding marks."""
    return _alone(document.parts["recipient"]) & ~_alone(())


@cache
def _alone(recipient: tuple[Block, ...]) -> Ink:
    """A sheet with an address and nothing else; many letters share theirs."""
    parts: dict[str, tuple[Block, ...]] = dict.fromkeys(PARTS, ())
    return ink(render(Document(info=INFO, title="Adresse", author="", parts=parts | {"recipient": recipient})))


# --- tags -----------------------------------------------------------------------------------------


def tag_tree(content: bytes) -> list[tuple[str, DictionaryObject]]:
    """Every structure element in reading order, with its path: ``/Document/Table/TBody/TR/TD``."""
    return _below(root_of(content)["/StructTreeRoot"], "")


def _below(element: DictionaryObject, path: str) -> list[tuple[str, DictionaryObject]]:
    found = []
    kids = element.get("/K", [])
    for kid in [item.get_object() for item in (kids if isinstance(kids, list) else [kids])]:
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            here = f"{path}{kid['/S']}"
            found += [(here, kid), *_below(kid, here)]
    return found
