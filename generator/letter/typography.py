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
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("'"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(f"{_START}[{_SPACES}]+([;!?])"), NNBSP + r"\1"),
    (re.compile(f"{_START}[{_SPACES}]+(:)(?!//)"), NBSP + r"\1"),
    (re.compile(f"«[{_SPACES}]*"), "«" + NBSP),
    (re.compile(f"{_START}[{_SPACES}]*»"), NBSP + "»"),
    (re.compile(f"(?i)\\b(n°|n°s|nᵒ|art\\.|p\\.)[{_SPACES}]+"), r"\1" + NBSP),
    (re.compile(f"(?i)\\b(articles?|alinéas?)[{_SPACES}]+(?=[LRDA]?\\.?\\s?\\d|[{NUMBER_SLOT}{SLOT}])"), r"\1" + NBSP),
    (re.compile(f"\\b([LRDA])\\.[{_SPACES}]*(?=\\d)"), r"\1." + NBSP),
    (re.compile(f"\\b(P\\.)[{_SPACES}]*(J\\.)"), r"\1" + NBSP + r"\2"),
    (re.compile(f"(?<=[\\d{NUMBER_SLOT}])[{_SPACES}](?=(?:{_UNITS})(?![^\\W\\d_]))"), NBSP),
    (re.compile(f"(?<=\\d)[{_SPACES}](?=\\d{{3}}(?!\\d))"), NNBSP),
    (re.compile(f"(?<=×)[{_SPACES}]|[{_SPACES}](?=×)"), NBSP),
)


def space(text: str) -> str:
    """French spacing over ``text``, in which `SLOT` and `NUMBER_SLOT` stand for values.

    Idempotent; changes only spaces, apostrophes and ellipses, so slots keep their number and order.

    >>> space("Objet : l'avoir n° 12 ; 30 jours")
    'Objet\\xa0: l’avoir n°\\xa012\\u202f; 30\\xa0jours'
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
