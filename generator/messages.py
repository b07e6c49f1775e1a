"""How French messages show values, lists of words and the nearest known word.

One home for the guillemets, the shortening and the « vouliez-vous dire » that every check uses.
A shown value never carries a character that would act on a terminal or hide in it.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

NBSP = "\u00a0"
"""No-break space: inside guillemets, before a colon, between a number and its unit."""

NNBSP = "\u202f"
"""Narrow no-break space: before ; ! ? and between groups of digits."""

SHOWN_LENGTH = 60
"""Longest excerpt of a value that a message repeats."""

FIELD_LENGTH = 120
"""Longest field path that a problem prints: a path may hold a key that someone made up."""

MAX_PROBLEMS = 200
"""Past this number the file is not what its author thinks, and a list helps nobody."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(text: str, limit: int = SHOWN_LENGTH) -> str:
    """Return the text as a message may print it: shortened, hidden characters spelt out."""
    excerpt = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(_spelt(char) if unicodedata.category(char) in _HIDDEN else char for char in excerpt)


def _spelt(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def quoted(text: str) -> str:
    """Return the shown text between French quotation marks."""
    return f"«{NBSP}{shown(text)}{NBSP}»"


def listed(words: Iterable[str], last: str = "ou") -> str:
    """Return « A, B ou C »."""
    *head, tail = list(words)
    return f"{', '.join(head)} {last} {tail}" if head else tail


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the known word that looks most like this one, if any does."""
    found = difflib.get_close_matches(word.casefold()[:SHOWN_LENGTH], list(words), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the end of a sentence that proposes the nearest word, empty when none is near."""
    found = nearest(word, words)
    return f"{NNBSP}; vouliez-vous dire {quoted(found)}{NNBSP}?" if found else ""


def too_many_problems() -> str:
    """Return the sentence that ends a list cut at `MAX_PROBLEMS`."""
    return f"plus de {MAX_PROBLEMS} problèmes, seuls les premiers sont dits"
