"""Yes or no (oui, non).

Written « true » or « false », « yes » or « no », « oui » or « non »; shown « oui » or « non ».
"""

from __future__ import annotations

from generator.errors import ValueRefused
from generator.messages import quoted

_YES = frozenset({"true", "yes", "oui"})
_NO = frozenset({"false", "no", "non"})


def parse(text: str) -> bool:
    """Return whether the text says yes."""
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise ValueRefused(f"{quoted(text)} n’est ni oui ni non", "écrivez true (oui) ou false (non)")
    return word in _YES


def format(value: bool) -> str:
    """Return « oui » or « non »."""
    return "oui" if value else "non"
