"""Telephone number (téléphone), checked lightly.

A French number is kept as its ten digits and shown « 06 12 34 56 78 » with no-break spaces; any
other is kept as it was written.
"""

from __future__ import annotations

import re

from generator.errors import ValueRefused
from generator.messages import NBSP, quoted

_FRENCH = re.compile(r"(?:(?:\+|00)33(?:\(0\))?0?|0)([1-9][0-9]{8})")
_SHAPE = re.compile(r"\+?[0-9 ./()-]+")


def parse(text: str) -> str:
    """Return the number."""
    spaced = " ".join(text.split())
    if french := _FRENCH.fullmatch(re.sub("[ ./-]", "", spaced)):
        return f"0{french[1]}"
    if _SHAPE.fullmatch(spaced) is None or not 3 <= len(re.sub("[^0-9]", "", spaced)) <= 15:
        raise ValueRefused(f"{quoted(text)} n’est pas un numéro de téléphone", "écrivez-le comme 06 12 34 56 78")
    return spaced


def format(number: str) -> str:
    """Return the number in pairs if it is French, as it was written if not."""
    if re.fullmatch("0[1-9][0-9]{8}", number):
        return NBSP.join(number[i : i + 2] for i in range(0, 10, 2))
    return number.replace(" ", NBSP)
