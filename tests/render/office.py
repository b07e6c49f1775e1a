"""What readers of Word files get of a letter: LibreOffice's PDF and text, python-docx's paragraphs, the bare XML."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree, html

from generator.letter.nodes import Document
from generator.render import html as page
from generator.render.docx import render
from tests.render.documents import SAMPLES, letter_with_missing_glyphs, make_document
from tests.render.parts import line
from tests.render.rasters import Ink, ink

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sender_of(count: int) -> Document:
    """A letter whose sender takes ``count`` lines."""
    return make_document({"sender": tuple(line(f"Ligne {index + 1} de l’expéditeur") for index in range(count))})


DOCUMENTS: Mapping[str, Document] = {
    **{name: make() for name, make in SAMPLES.items()},
    **{f"sender_{count}": sender_of(count) for count in (0, 1, 2, 7, 8, 9, 10, 30)},
    "sender_wrapped": make_document(
        {
            "sender": (
                line("Établissements mécaniques Wagner-Müller et Compagnie du Haut-Morvan"),
                line("SASU au capital de 10 000 euros, immatriculée au RCS de Lyon"),
                line("comptabilite.fournisseurs@etablissementsmecaniqueswagnermuller.example"),
            )
        }
    ),
    "no_recipient": make_document({"recipient": ()}),
    "missing_glyphs": letter_with_missing_glyphs(),
}
"""Letters that LibreOffice opens all at once."""


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def xml_of(content: bytes, part: str = "word/document.xml") -> Any:
    return etree.fromstring(parts_of(content)[part])


def styled(root: Any, style: str) -> list[Any]:
    """Paragraphs of a style."""
    return [paragraph for paragraph in root.iter(f"{W}p") if style_of(paragraph) == style]


def style_of(paragraph: Any) -> str:
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


def said(element: Any) -> str:
    """The words of an element."""
    return "".join(text.text for text in element.iter(f"{W}t"))


# --- the same words -----------------------------------------------------------------------------


def letters(texts: Iterable[str]) -> str:
    """Texts without their spaces, which renderers set in their own ways."""
    return "".join("".join(texts).split())


def read_by_python_docx(content: bytes) -> str:
    """Every letter of the body, then of the first page's footer."""
    word = docx.Document(io.BytesIO(content))
    blocks = [*word.iter_inner_content(), *word.sections[0].first_page_footer.iter_inner_content()]
    return letters(_texts(blocks))


def _texts(blocks: Iterable[WordParagraph | WordTable]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)


def read_in_html(document: Document, *, has_footer: bool = True) -> str:
    """Every letter of the page that the site shows."""
    article = html.fragment_fromstring(page.fragment(document))
    for footer in article.find_class("letter-footer"):
        if not has_footer:
            footer.drop_tree()
    return letters(article.itertext())


# --- LibreOffice --------------------------------------------------------------------------------


@cache
def office_pdfs() -> Mapping[str, bytes]:
    """Each letter as LibreOffice sets it."""
    return converted(DOCUMENTS, "pdf", "pdf")


@cache
def office_texts() -> Mapping[str, bytes]:
    """Each letter as LibreOffice writes it without any form."""
    return converted(DOCUMENTS, "txt:Text (encoded):UTF8", "txt")


@cache
def office_ink(name: str, page: int = 1) -> Ink:
    """Where a page of LibreOffice's is not white."""
    return ink(office_pdfs()[name], page)


def converted(documents: Mapping[str, Document], target: str, ending: str) -> Mapping[str, bytes]:
    """Letters as LibreOffice writes them."""
    return converted_files({name: render(document) for name, document in documents.items()}, target, ending)


def converted_files(contents: Mapping[str, bytes], target: str, ending: str) -> Mapping[str, bytes]:
    """Files as LibreOffice writes them, all in one call: it takes longer to start than to convert."""
    with TemporaryDirectory() as folder, TemporaryDirectory() as made:
        root = Path(folder)
        for name, content in contents.items():
            (root / f"{name}.docx").write_bytes(content)
        # A profile of its own: two LibreOffices cannot share one, and tests run side by side.
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        files = [str(root / f"{name}.docx") for name in contents]
        subprocess.run(
            [*command, "--convert-to", target, "--outdir", made, *files], check=True, capture_output=True, timeout=300
        )
        return {name: Path(made, f"{name}.{ending}").read_bytes() for name in contents}
