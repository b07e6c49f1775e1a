"""Annual rates and other percentages (pourcentages): 12.15 stands for 12,15 %.

Written « 12.15 », « 12,15 » or « 12,15 % »; shown with at least two decimals, as rate tables do,
and at most four.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.errors import ValueRefused
from generator.messages import NBSP, quoted
from generator.values import money

MAXIMUM = Decimal(1000)
"""Beyond, it is a slip of the keyboard; what is merely high is the law's business to say."""

_NUMBER = re.compile(
    "(?P<whole>[0-9]+|[0-9]{1,3}[ \u00a0\u202f][0-9]{3})(?:[.,](?P<decimals>[0-9]+))?[ \u00a0\u202f]*%?"
)
_EXAMPLE = "écrivez le taux annuel comme 12.15"


def parse(text: str) -> Decimal:
    """Return the percentage as a number of points."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise _refusal(text)
    whole, decimals = re.sub("[^0-9]", "", match["whole"]), (match["decimals"] or "").rstrip("0")
    if len(decimals) > 4:
        raise ValueRefused(f"{quoted(text)} a plus de quatre décimales", "arrondissez le taux")
    value = Decimal(f"{whole}.{decimals}" if decimals else whole)
    if value > MAXIMUM:
        raise ValueRefused(f"{quoted(text)} dépasse 1000{NBSP}%", _EXAMPLE)
    return value


def _refusal(text: str) -> ValueRefused:
    if text.strip()[:1] in {"-", "−", "–"}:
        return ValueRefused(f"{quoted(text)} est un taux négatif", _EXAMPLE)
    return ValueRefused(f"{quoted(text)} n’est pas un pourcentage", _EXAMPLE)


def format(value: Decimal) -> str:
    """Return the percentage as a letter shows it: « 12,15 % »."""
    whole, _, decimals = f"{value.quantize(Decimal('0.0001')):f}".partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{money.grouped(whole.lstrip('-'))},{decimals.rstrip('0').ljust(2, '0')}{NBSP}%"
