"""Amounts of money in words (« en toutes lettres »), as an acknowledgement of debt states them.

Spelling of 1990 (Conseil supérieur de la langue française, Journal officiel of 6 December 1990): a hyphen
joins every numeral of a number, above a hundred too and around « et » (« vingt-et-un »,
« mille-deux-cent-trente-quatre »). « Million » and « milliard » are nouns: they stand between spaces, take an
s, and « de » before the euro where they end the number (« deux millions d’euros »). « Vingt » and « cent » take
an s where they are multiplied and end the number or stand before such a noun, never before « mille ».
Source of the duty to write the sum out: Code civil, art. 1376.
"""

from __future__ import annotations

from decimal import Decimal

from generator.values.money import round_to_cents

_UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_NOUNS = ((1_000_000_000, "milliard"), (1_000_000, "million"))


def format_words(amount: Decimal) -> str:
    """Return « mille-deux-cents euros et cinquante centimes »; « cinquante centimes » where there is no euro."""
    rounded = round_to_cents(amount)
    euros, cents = divmod(int(abs(rounded) * 100), 100)
    parts = [_euros(euros)] if euros or not cents else []
    parts += [f"{number_words(cents)} {_agreed('centime', cents)}"] if cents else []
    return ("moins " if rounded < 0 else "") + " et ".join(parts)


def _euros(count: int) -> str:
    joint = "d’" if count and count % 1_000_000 == 0 else ""
    return f"{number_words(count)} {joint}{_agreed('euro', count)}"


def _agreed(noun: str, count: int) -> str:
    """The noun, plural from two on, as French counts."""
    return noun if count < 2 else f"{noun}s"


def number_words(number: int) -> str:
    """Return a whole number from 0 in words."""
    parts = []
    for value, noun in _NOUNS:
        count, number = divmod(number, value)
        if count:
            parts.append(f"{_below_a_million(count)} {_agreed(noun, count)}")
    if number or not parts:
        parts.append(_below_a_million(number))
    return " ".join(parts)


def _below_a_million(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_a_thousand(rest, is_last=True)
    before = f"{_below_a_thousand(thousands, is_last=False)}-" if thousands > 1 else ""
    return f"{before}mille" + (f"-{_below_a_thousand(rest, is_last=True)}" if rest else "")


def _below_a_thousand(number: int, *, is_last: bool) -> str:
    """``is_last``: no « mille » follows, so that « cents » and « vingts » may take their s."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_a_hundred(rest, is_last=is_last)
    before = f"{_UNITS[hundreds]}-cent" if hundreds > 1 else "cent"
    if rest:
        return f"{before}-{_below_a_hundred(rest, is_last=is_last)}"
    return f"{before}s" if hundreds > 1 and is_last else before


def _below_a_hundred(number: int, *, is_last: bool) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    ten = number // 10 * 10
    if ten not in _TENS:  # 70 and 90 count on from 60 and 80
        ten -= 10
    rest = number - ten
    if not rest:
        return f"{_TENS[ten]}s" if ten == 80 and is_last else _TENS[ten]
    joint = "-et-" if rest in (1, 11) and ten != 80 else "-"
    return f"{_TENS[ten]}{joint}{_UNITS[rest]}"
