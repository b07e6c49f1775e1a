"""Paragraphs, headings and lists of the usual kinds, read without Markdown: it gives the same for these.

Most letters hold nothing else. Markdown takes ten times as long, and longer still to be imported.

A block is what stands between blank lines. Anything that Markdown might read in another way is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

_ANYTHING = r"[^_`\[\]<>\\!&\n]"
_LINE = rf"(?:\*\*|\*(?=[^\s*])|[^\s\d#>*+\-=_`~\[\]<\\!&|:])(?:{_ANYTHING}*(?! ){_ANYTHING})?"
"""A line without a sign of a block at its start, or one that Markdown looks for inside, save asterisks."""
_BREAK = "  \n"
"""What parts a line from the next on paper too."""
_PARAGRAPH = re.compile(rf"{_LINE}(?: {{0,2}}\n(?:{_LINE}|\u00a0))* *")
"""A line with a no-break space alone is left for a pen."""
_HEADING = re.compile(rf"(?P<signs>#{{1,6}}) (?P<words>(?:[0-9]+\. )?{_LINE})(?<!#)")
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
    """The element with its words, those between asterisks in their own; None where asterisks stand otherwise.

    Between one pair they are an emphasis, between two strong; with both in a text it is for Markdown to say.
    """
    mark, tag = ("**", "strong") if "**" in text else ("*", "em")
    words = text.split(mark)
    if len(words) % 2 == 0 or "*" in "".join(words) or not all(words[1:-1]) or _is_loose(words[1::2]):
        return None
    _saying(element, words[0])
    for dressed, after in zip(words[1::2], words[2::2], strict=True):
        _saying(SubElement(element, tag), dressed)
        _saying(element, after)
    return element


def _saying(element: Element, words: str) -> Element:
    """The element with words at its end, their lines parted."""
    for index, line in enumerate(words.split(_BREAK)):
        if index:
            SubElement(element, "br")
        if len(element):
            element[-1].tail = line or None
        else:
            element.text = line or None
    return element


def _is_loose(dressed: Iterable[str]) -> bool:
    """Whether some words have a blank between them and their asterisks: these are then only asterisks."""
    return any(words.strip() != words for words in dressed)
