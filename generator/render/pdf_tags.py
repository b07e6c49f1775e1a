"""What WeasyPrint leaves out of the tag tree, put in before the file is written.

- a table head says of which cells it is the head (``/Scope``: PDF/UA-1, 7.5; Kozea/WeasyPrint#2508);
- a link is printed as it is shown (``/F``: PDF/UA-1, 7.18.1);
- the words of a page's margin hang in no tree (Kozea/WeasyPrint#1836): the footer joins the tree of the first
  page, where it is read once, and it and the page numbers are artefacts elsewhere (PDF/UA-1, 7.1 and 7.8).

It works on pydyf's own objects: a second parse of the file would cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""A structure element: a pydyf dictionary, which is untyped."""


PRINT = 4
"""Bit 3 of an annotation's flags: printed with the page."""


def finish(document: object, pdf: Any) -> None:
    """WeasyPrint's finisher: mend the tag tree of a PDF about to be written."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    tree = _object(pdf, root["K"][0])
    _scope_heads(pdf)
    _print_links(pdf)
    for page, kids in enumerate(_kids_by_page(pdf, root)):
        _settle_margins(pdf, tree, page, kids)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


# --- heads of tables ------------------------------------------------------------------------------


def _scope_heads(pdf: Any) -> None:
    for element in pdf.objects:
        if _tag(element) == "/TH":
            group = _object(pdf, _object(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if _tag(group) == "/THead" else "/Row"


def _tag(element: Element) -> str:
    is_element = isinstance(element, dict) and element.get("Type") == "/StructElem"
    return str(element["S"]) if is_element else ""


# --- links ----------------------------------------------------------------------------------------


def _print_links(pdf: Any) -> None:
    for annotation in pdf.objects:
        if isinstance(annotation, dict) and annotation.get("Subtype") == "/Link":
            annotation["F"] = PRINT


# --- margins of pages -----------------------------------------------------------------------------


def _kids_by_page(pdf: Any, root: Element) -> Iterator[Any]:
    """For each page, the structure elements of its marked contents, by their number."""
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page in range(len(pdf.page_references)):
        yield numbers[2 * page + 1]


def _settle_margins(pdf: Any, tree: Element, page: int, kids: Any) -> None:
    """Give the contents that hang in no tree a place in it, or make them artefacts."""
    linked = set(tree["K"])
    tops = [_top(pdf, tree, kid) for kid in kids]
    loose = {number: top for number, top in enumerate(tops) if top.reference not in linked}
    read = {top.reference for top in loose.values() if page == 0 and _holds_paragraph(pdf, top)}
    tree["K"].extend(dict.fromkeys(top.reference for top in loose.values() if top.reference in read))
    artefacts = {number for number, top in loose.items() if top.reference not in read}
    for number in artefacts:
        kids[number] = "null"
    _mark_artefacts(_content(pdf, page), artefacts)


def _top(pdf: Any, tree: Element, kid: bytes) -> Element:
    """The element right below the document that a content hangs from."""
    element = _object(pdf, kid)
    while element["P"] != tree.reference:
        element = _object(pdf, element["P"])
    return element


def _holds_paragraph(pdf: Any, element: Element) -> bool:
    """The footer is made of paragraphs, the page number is bare text."""
    below = (_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes))
    return _tag(element) == "/P" or any(_holds_paragraph(pdf, child) for child in below)


def _content(pdf: Any, page: int) -> list[Any]:
    content: list[Any] = _object(pdf, _object(pdf, pdf.page_references[page])["Contents"]).stream
    return content


def _mark_artefacts(content: list[Any], numbers: set[int]) -> None:
    for index, item in enumerate(content):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            content[index - 1] = "/Artifact"
            item.clear()
            item["Type"] = "/Pagination"
