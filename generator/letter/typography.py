"""French spacing of literal text, resolved over the whole run of a paragraph.

Rules of the Imprimerie nationale, as letters need them: ’ for the apostrophe, a narrow no-break space
(U+202F) before ; ! ?, a no-break space (U+00A0) before : and inside « », after n°, art. and between a
number and its unit. Values are slots of one character: their text is never changed.
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
NNBSP = "\u202f"
_SPACES = " \u00a0\u202f\u2009"
# A run of spaces is tried from its start only: otherwise a line of spaces would take the square of its length.
_START = f"(?<![{_SPACES}])"

SLOT = "\ufffc"
"""Stands for a value among literal text."""
NUMBER_SLOT = "\ufffb"
"""Stands for a value written in digits: a no-break space goes between it and its unit."""

_UNITS = "jours?|mois|ans?|heures?|euros?|factures?|points?|€|%|km|pages?"
_DIGITS = "0123456789"
_NUMBER = f"{_DIGITS}{NUMBER_SLOT}"
_RULES: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = tuple(
    (frozenset(signs), re.compile(pattern), replacement)
    for signs, pattern, replacement in (
        ("'", "'", "’"),
        (".", r"\.\.\.", "…"),
        (";!?", f"{_START}[{_SPACES}]+([;!?])", NNBSP + r"\1"),
        (":", f"{_START}[{_SPACES}]+(:)(?!//)", NBSP + r"\1"),
        ("«", f"«[{_SPACES}]*", "«" + NBSP),
        ("»", f"{_START}[{_SPACES}]*»", NBSP + "»"),
        ("°ᵒ", f"(?i)([°ᵒ](?<=\\bn.)(?:(?<=°)s)?)[{_SPACES}]+", r"\1" + NBSP),
        (".", f"(?i)\\.(?:(?<=\\bart.)|(?<=\\bp.))[{_SPACES}]+", "." + NBSP),
        (
            f"{_NUMBER}{SLOT}",
            f"([aA](?<!\\w.)(?i:rticles?|linéas?))[{_SPACES}]+(?=(?i:[LRDA])?\\.?\\s?[0-9]|[{NUMBER_SLOT}{SLOT}])",
            r"\1" + NBSP,
        ),
        (_DIGITS, f"([LRDA](?<!\\w.))\\.[{_SPACES}]*(?=[0-9])", r"\1." + NBSP),
        ("P", f"(P(?<!\\w.)\\.)[{_SPACES}]*(J\\.)", r"\1" + NBSP + r"\2"),
        (_NUMBER, f"[{_SPACES}](?<=[{_NUMBER}].)(?=(?:{_UNITS})(?![^\\W\\d_]))", NBSP),
        (_DIGITS, f"[{_SPACES}](?<=[0-9].)(?=[0-9]{{3}}(?![0-9]))", NNBSP),
        ("×", f"(?<=×)[{_SPACES}]|[{_SPACES}](?=×)", NBSP),
    )
)
"""What is replaced by what; before it, signs of which a text must hold one: most rules are then passed over.

What stands before a word or a space is said after its first character, by which a search is quick.
"""


def space(text: str) -> str:
    """French spacing over ``text``, in which `SLOT` and `NUMBER_SLOT` stand for values.

    Idempotent; changes only spaces, apostrophes and ellipses, so slots keep their number and order.

    >>> space("Objet : l'avoir n° 12 ; 30 jours")
    'Objet\\xa0: l’avoir n°\\xa012\\u202f; 30\\xa0jours'
    """
    signs = set(text)
    for needed, pattern, replacement in _RULES:
        if not needed.isdisjoint(signs):
            text = pattern.sub(replacement, text)
    return text
