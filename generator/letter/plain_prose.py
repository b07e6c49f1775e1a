"""Paragraphs, headings and lists of the usual kinds, read without Markdown: it gives the same for these.

Most letters hold nothing else. Markdown takes ten times as long, and longer still to be imported.

A block is what stands between blank lines. Anything that Markdown might read in another way is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

_ANYTHING = r"[^_`\[\]<>\\!&\n]"
_LINE = rf"(?:\*\*|[^\s\d#>*+\-=_`~\[\]<\\!&|:])(?:{_ANYTHING}*(?! ){_ANYTHING})?"
"""A line without a sign of a block at its start, or one that Markdown looks for inside, save asterisks."""
_PARAGRAPH = re.compile(rf"{_LINE}(?: ?\n{_LINE})* *")
_HEADING = re.compile(rf"(?P<signs>#{{1,6}}) (?P<words>{_LINE})(?<!#)")
_LIST = re.compile(rf"- {_LINE}(?:\n(?:- | {{0,3}}){_LINE})*")
_ITEM = re.compile(r"(?:^|\n)- ")


def plain_block(text: str) -> Element | None:
    """A block as the element that Markdown makes of it by itself; None where it may hold what is not plain."""
    if _PARAGRAPH.fullmatch(text):
        return _filled(Element("p"), text)
    if found := _HEADING.fullmatch(text):
        return _filled(Element(f"h{len(found['signs'])}"), found["words"].strip())
    if _LIST.fullmatch(text):
        items = Element("ul")
        is_plain = all(_filled(SubElement(items, "li"), item) is not None for item in _ITEM.split(text)[1:])
        return items if is_plain else None
    return None


def _filled(element: Element, text: str) -> Element | None:
    """The element with its words, those between two pairs of asterisks strong; None where asterisks stand otherwise."""
    words = text.split("**")
    if len(words) == 1 and "*" not in text:
        element.text = text
        return element
    if len(words) % 2 == 0 or "*" in "".join(words) or not all(words[1:-1]) or _is_loose(words[1::2]):
        return None
    element.text = words[0] or None
    for strong, after in zip(words[1::2], words[2::2], strict=True):
        inner = SubElement(element, "strong")
        inner.text, inner.tail = strong, after or None
    return element


def _is_loose(strong: Iterable[str]) -> bool:
    """Whether some words have a blank between them and their asterisks: these are then only asterisks."""
    return any(words.strip() != words for words in strong)
