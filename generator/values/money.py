"""Amounts of money (montants), in euros and cents.

Written « 1234.56 », « 1234,56 », « 1 234,56 » or « 1 234,56 € »; shown « 1 234,56 € » with a narrow
no-break space between groups and a no-break space before the sign, as the Unicode locale data for
French has it. What can be read in two ways (« 1.200 ») is refused rather than guessed: an amount
goes into a formal demand.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from generator.errors import ValueRefused
from generator.messages import NBSP, NNBSP, quoted

MAX_WHOLE_DIGITS = 10
"""Under ten thousand million euros; twelve digits with the cents."""

_CENT = Decimal("0.01")
_SPACES = "[ \u00a0\u202f\u2009\u2007]"
_EURO = re.compile("(?:€|EUR|euros?)$", re.IGNORECASE)
_NUMBER = re.compile(rf"(?P<whole>[0-9]+|[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}})+)(?:[.,](?P<cents>[0-9]{{1,2}}))?")
# What is refused, compiled when something is.
_TWO_READINGS = r"[1-9][0-9]{0,2}[.,][0-9]{3}"
_MIXED = r"(?P<whole>[1-9][0-9]{0,2}(?:[.,'’][0-9]{3})+)(?:[.,](?P<cents>[0-9]{1,2}))?"
_TOO_FINE = rf"(?:[0-9]|{_SPACES})+[.,][0-9]{{3,}}"
_EXAMPLE = "écrivez 1234.56, ou 1234,56, sans séparateur de milliers"


def round_to_cents(amount: Decimal) -> Decimal:
    """Round half up to the cent: the one way this project rounds money."""
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


def parse(text: str) -> Decimal:
    """Return the amount, to the cent; refuse what is not plainly one."""
    number = _EURO.sub("", text.strip()).rstrip()
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise _refusal(text, number)
    whole = re.sub(r"[^0-9]", "", match["whole"]).lstrip("0") or "0"
    if len(whole) > MAX_WHOLE_DIGITS:
        raise ValueRefused(f"{quoted(text)} est un montant trop grand", "vérifiez le nombre de chiffres")
    return Decimal(f"{whole}.{(match['cents'] or '').ljust(2, '0')}")


def parse_positive(text: str) -> Decimal:
    """Return the amount, refused when it is nil: there would be nothing to claim or to count."""
    amount = parse(text)
    if not amount:
        raise ValueRefused(f"{quoted(text)} est un montant nul", "indiquez un montant supérieur à zéro")
    return amount


def _refusal(text: str, number: str) -> ValueRefused:
    if number[:1] in {"-", "−", "–"} or re.fullmatch(r"\(.*\)|.*[-−]", number):
        return ValueRefused(
            f"{quoted(text)} est un montant négatif",
            f"écrivez un montant positif (un avoir va dans {quoted('credit_notes')}, "
            f"un règlement dans {quoted('payments')})",
        )
    if re.fullmatch(_TWO_READINGS, number):
        return _two_readings(text, number)
    if mixed := re.fullmatch(_MIXED, number):
        whole = re.sub(r"[^0-9]", "", mixed["whole"])
        return ValueRefused(
            f"{quoted(text)} a un point, une virgule ou une apostrophe entre les milliers",
            f"écrivez {whole},{(mixed['cents'] or '').ljust(2, '0')}",
        )
    if re.fullmatch(_TOO_FINE, number):
        return ValueRefused(f"{quoted(text)} a plus de deux décimales", "arrondissez au centime")
    if re.fullmatch(r"[0-9.,]+e[+-]?[0-9]+", number, re.IGNORECASE):
        return ValueRefused(f"{quoted(text)} est en notation scientifique", _EXAMPLE)
    return ValueRefused(f"{quoted(text)} n’est pas un montant", _EXAMPLE)


def _two_readings(text: str, number: str) -> ValueRefused:
    left, right = re.split("[.,]", number)
    return ValueRefused(
        f"{quoted(text)} peut se lire {left}{NNBSP}{right}{NBSP}€ ou {left},{right}{NBSP}€",
        f"écrivez {left}{right}, ou {left},{right[:2]}",
    )


def grouped(digits: str) -> str:
    """Return the digits in groups of three, with narrow no-break spaces."""
    return f"{int(digits):,}".replace(",", NNBSP)


def format(amount: Decimal) -> str:
    """Return the amount as a letter shows it: « 1 234,56 € »."""
    sign, whole, cents = _parts(amount)
    return f"{sign}{grouped(whole)},{cents}{NBSP}€"


def format_short(amount: Decimal) -> str:
    """Return « 10 000 € » for a whole amount, « 1 234,56 € » for another (capital, indemnity)."""
    sign, whole, cents = _parts(amount)
    return f"{sign}{grouped(whole)}{NBSP}€" if cents == "00" else format(amount)


def _parts(amount: Decimal) -> tuple[str, str, str]:
    rounded = round_to_cents(amount)
    whole, cents = f"{abs(rounded):f}".split(".")
    return ("-" if rounded < 0 else ""), whole, cents
