"""Paragraphs and the runs in them: the words of the tree, escaped and dressed.

A value is text of its own run or of its neighbour's: whatever stands in it, it is never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from generator.letter.nodes import Control, Emphasis, Filled, LineBreak, Link, Node, Row, Strong, Text
from generator.render.ooxml.xml import escape, half_points
from generator.render.walk import unfilled


class FormWriter(Protocol):
    """Writes what only a blank form has (`controls`)."""

    def inline(self, control: Control, dress: Dress) -> str:
        """A control among words."""

    def rows(self, rows: Sequence[Row], written: Sequence[str]) -> str:
        """The rows of a table, those that can be repeated as such."""


class Story(Struct):
    """What a flow of text (a body, a footer) needs outside of itself.

    ``links`` are the addresses that its links lead to, in the order of their relationships; ``ordered_lists``
    counts its numbered lists, each of which needs a count of its own. ``form`` writes the controls of a blank form;
    without it, a control is a fault.
    """

    links: list[str] = field(default_factory=list)
    ordered_lists: int = 0
    form: FormWriter | None = None


class Dress(Struct, frozen=True):
    """How letters look where that differs from their paragraph's style; ``size`` is in points.

    ``style`` is a style of characters. ``is_xml``: they are written already, as a control is.
    """

    bold: bool = False
    italic: bool = False
    linked: bool = False
    size: float | None = None
    style: str = ""
    is_xml: bool = False


PLAIN = Dress()
_XML = Dress(is_xml=True)


class Layout(Struct, frozen=True, kw_only=True):
    """What is set on a paragraph itself, over its style; lengths are in twips, ``line`` is an exact height.

    ``indent`` is written as it is.
    """

    keeps_next: bool = False
    numbering: int | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: str = ""
    is_at_end: bool = False


STYLED = Layout()


def paragraph(style: str, content: str, layout: Layout = STYLED) -> str:
    """A paragraph around runs that are written already."""
    return f"<w:p>{paragraph_properties(style, layout)}{content}</w:p>"


@lru_cache(maxsize=1024)  # spaces differ from letter to letter
def paragraph_properties(style: str, layout: Layout) -> str:
    """What comes first in a paragraph."""
    number = layout.numbering
    properties = "".join(
        (
            f'<w:pStyle w:val="{style}"/>',
            "<w:keepNext/>" if layout.keeps_next else "",
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number is not None else "",
            _spacing(layout),
            layout.indent,
            '<w:jc w:val="right"/>' if layout.is_at_end else "",
        )
    )
    return f"<w:pPr>{properties}</w:pPr>"


def _spacing(layout: Layout) -> str:
    given = "".join(
        f' w:{name}="{value}"'
        for name, value in (("before", layout.before), ("after", layout.after), ("line", layout.line))
        if value is not None
    )
    rule = ' w:lineRule="exact"' if layout.line is not None else ""
    return f"<w:spacing{given}{rule}/>" if given else ""


# --- runs -------------------------------------------------------------------------------------


def runs(story: Story, nodes: Iterable[Node], dress: Dress = PLAIN) -> str:
    """Words with their dress; neighbours that are dressed alike are one run, as if typed."""
    match nodes:
        case (Text(text) | Filled(text),):  # a cell, nearly always
            return run(text, dress)
    return "".join(
        _linked(story, href, _dressed(group)) if href else _dressed(group)
        for href, group in groupby(_pieces(story, nodes, dress, ""), key=itemgetter(0))
    )


def _pieces(story: Story, nodes: Iterable[Node], dress: Dress, href: str) -> Iterator[tuple[str, Dress, str]]:
    """Each text with the link it stands in, if any, and its dress."""
    for node in nodes:
        match node:
            case Text(text) | Filled(text):
                yield href, dress, text
            case LineBreak():
                yield href, dress, "\n"
            case Strong(children):
                yield from _pieces(story, children, replace(dress, bold=True), href)
            case Emphasis(children):
                yield from _pieces(story, children, replace(dress, italic=True), href)
            case Link(target, children):
                yield from _pieces(story, children, replace(dress, linked=True), target)
            case Control() if story.form:
                yield href, _XML, story.form.inline(node, dress)
            case _:
                unfilled(node)


def _dressed(pieces: Iterable[tuple[str, Dress, str]]) -> str:
    return "".join(
        run("".join(text for _, _, text in group), dress) for dress, group in groupby(pieces, key=itemgetter(1))
    )


def run(text: str, dress: Dress = PLAIN) -> str:
    """A run of text; a line end in it is a line break."""
    if dress.is_xml:
        return text
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n"))
    words = "<w:br/>".join(lines)
    return f"<w:r>{run_properties(dress)}{words}</w:r>"


@cache
def run_properties(dress: Dress) -> str:
    """What comes first in a run."""
    size = half_points(dress.size) if dress.size is not None else None
    style = "Hyperlink" if dress.linked else dress.style
    properties = "".join(
        (
            f'<w:rStyle w:val="{style}"/>' if style else "",
            "<w:b/><w:bCs/>" if dress.bold else "",
            "<w:i/><w:iCs/>" if dress.italic else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size is not None else "",
        )
    )
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _linked(story: Story, href: str, content: str) -> str:
    story.links.append(href)
    return f'<w:hyperlink r:id="{link_id(len(story.links))}" w:history="1">{content}</w:hyperlink>'


def link_id(number: int) -> str:
    """The relationship of a story's link, counted from one."""
    return f"rIdLink{number}"
