"""Formatters: what may follow ``|`` in a hole of a letter, and the types each one takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from generator.values import amount_words, dates, iban, integer, money, percent, phone, siren, siret, text, vat_number


class Formatter(Struct, frozen=True):
    """A way to show a value: names of the types it takes, and the function."""

    accepts: frozenset[str]
    format: Callable[[Any], str]

    def __call__(self, value: Any) -> str:
        """Show the value."""
        return self.format(value)


_WORDS = frozenset({"text", "email", "bic"})


def _of(name: str, format: Callable[[Any], str]) -> Formatter:
    return Formatter(frozenset({name}), format)


FORMATTERS: dict[str, Formatter] = {
    "text": Formatter(_WORDS, text.format),
    "email": Formatter(_WORDS, text.format),
    "capitals": Formatter(_WORDS, text.capitals),
    "money": _of("money", money.format),
    "money_short": _of("money", money.format_short),
    "money_words": _of("money", amount_words.format_words),
    "date": _of("date", dates.format),
    "date_short": _of("date", dates.format_short),
    "percent": _of("percent", percent.format),
    "integer": _of("integer", integer.format),
    "iban": _of("iban", iban.format),
    "siren": _of("siren", siren.format),
    "siret": _of("siret", siret.format),
    "vat_number": _of("vat_number", vat_number.format),
    "phone": _of("phone", phone.format),
}
"""Name, as letters write it → formatter."""
