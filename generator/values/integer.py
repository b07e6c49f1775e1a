"""Whole numbers (nombres entiers): days, counts.

Written « 15 » or « 1 234 »; shown in groups of three with narrow no-break spaces.
"""

from __future__ import annotations

import re

from generator.errors import ValueRefused
from generator.messages import quoted
from generator.values import money

MAXIMUM = 999_999_999

_NUMBER = re.compile("[0-9]{1,9}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,2}")


def parse(text: str, minimum: int = 0, maximum: int = MAXIMUM) -> int:
    """Return the whole number, nil or positive, within the limits."""
    if _NUMBER.fullmatch(text.strip()) is None:
        raise ValueRefused(f"{quoted(text)} n’est pas un nombre entier", "écrivez des chiffres seuls, comme 15")
    number = int(re.sub("[^0-9]", "", text))
    if not minimum <= number <= maximum:
        limits = f"de {format(minimum)} à {format(maximum)}"
        raise ValueRefused(f"{quoted(text)} est hors limites", f"écrivez un nombre {limits}")
    return number


def format(value: int) -> str:
    """Return the number as a letter shows it: « 1 234 »."""
    sign = "-" if value < 0 else ""
    return sign + money.grouped(str(abs(value)))
