"""One line of text (texte): a name, a reference, a sentence.

A text stays itself: Markdown, HTML or Jinja in it are letters like any others. What a reader cannot
see, or what would reverse the line, is refused with its code point: control characters, marks of
direction, zero-width and private-use characters, halves of surrogate pairs. Emoji and unusual
letters pass; the renderer says when the font lacks them.
"""

from __future__ import annotations

import re
import unicodedata

from generator.errors import ValueRefused
from generator.messages import quoted

MAX_LENGTH = 300

# Explicit ranges rather than Unicode categories, which change from one version to the next: the
# browser holds the same list.
_NEVER = (
    "\x00-\x1f\x7f-\x9f"  # control characters
    "\u00ad"  # soft hyphen
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2800\u3164\uffa0"  # invisible letters and fillers
    "\u200b\u200c\u200e\u200f"  # zero-width, marks of direction
    "\u2028-\u202e"  # separators of lines, embeddings and overrides of direction
    "\u2060-\u206f\ufeff\ufff9-\uffff"  # invisible operators, isolates, byte order mark, replacement character
    "\ud800-\udfff"  # halves of surrogate pairs
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "\U000e0000-\U000e0fff"  # tags
)
# A zero-width joiner makes one emoji of several; elsewhere it hides.
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_REFUSED = re.compile(f"[{_NEVER}]|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])")

# More accents than any script puts on one letter: they would run over the lines above and below.
_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}")

_NAMES = {
    "\t": "une tabulation",
    "\n": "un saut de ligne",
    "\r": "un saut de ligne",
    "\x85": "un saut de ligne",
    "\u2028": "un saut de ligne",
    "\u2029": "un saut de ligne",
    "\ufffd": "un caractère perdu (U+FFFD)",
}
_HINTS = {
    "un saut de ligne": "tenez sur une seule ligne",
    "un caractère perdu (U+FFFD)": "enregistrez le fichier en UTF-8, puis retapez ce texte",
}
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def parse(text: str, max_length: int = MAX_LENGTH) -> str:
    """Return the text trimmed, its accents composed (NFC); refuse what cannot be seen or is too long."""
    # Trimmed of ordinary white space only, so that a hidden character at an end is not lost silently.
    trimmed = text.strip(" \t\r\n\u00a0\u202f")
    if not trimmed:
        raise ValueRefused(f"{quoted(text)} est vide", "écrivez un texte, ou retirez cette ligne")
    if hidden := _REFUSED.search(trimmed):
        raise _refusal(text, hidden[0])
    composed = unicodedata.normalize("NFC", trimmed)
    if _PILE.search(composed):
        raise ValueRefused(f"{quoted(text)} contient des accents empilés", "retapez ce texte")
    if len(composed) > max_length:
        raise ValueRefused(
            f"{quoted(composed)} est trop long, {len(composed)} caractères",
            f"tenez en {max_length} caractères",
        )
    return composed


def _refusal(text: str, char: str) -> ValueRefused:
    name = _NAMES.get(char) or f"{_kind(char)} (U+{ord(char):04X})"
    return ValueRefused(
        f"{quoted(text)} contient {name}", _HINTS.get(name, "retapez ce texte au lieu de le coller, ou retirez-le")
    )


def _kind(char: str) -> str:
    if char in _DIRECTION:
        return "une marque de sens d’écriture invisible"
    return "un caractère de contrôle" if unicodedata.category(char) == "Cc" else "un caractère invisible"


def format(text: str) -> str:
    """Return the text as it is."""
    return text


def capitals(text: str) -> str:
    """Return the text in capitals, accents kept."""
    return text.upper()
