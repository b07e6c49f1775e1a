"""Text on its way into XML, and measures in the units of Word.

What XML 1.0 cannot hold is refused, not dropped: a value that contains it has passed no check at all.
"""

from __future__ import annotations

import re

from generator.errors import RenderFailed

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "}
_SPECIAL = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')


def escape(text: str) -> str:
    """Text as the content of an element or of a quoted attribute; line ends are spaces there."""
    return _SPECIAL.sub(_entity, text) if _SPECIAL.search(text) else text


def _entity(found: re.Match[str]) -> str:
    character = found[0]
    if character not in _ENTITIES:
        raise RenderFailed(f"le caractère U+{ord(character):04X} ne peut pas être écrit dans un fichier Word")
    return _ENTITIES[character]


def twips(millimetres: float) -> int:
    """Twentieths of a point, the unit of Word's lengths."""
    return round(millimetres * 1440 / 25.4)


def points(size: float) -> int:
    """Points in twentieths."""
    return round(size * 20)


def half_points(size: float) -> int:
    """Points in halves, the unit of Word's sizes of letters."""
    return round(size * 2)


def eighths(millimetres: float) -> int:
    """Eighths of a point, the unit of Word's borders, which are at least a quarter of a point."""
    return max(2, round(millimetres * 8 * 72 / 25.4))
