"""Kinds of value: one module for each, all with the same face.

``parse`` reads the text that someone wrote and returns the value, or raises `ValueRefused` with a
French message; ``format`` shows the value as a letter does. Libraries that ``parse`` needs come with its first call:
showing a value asks for none.
"""

from __future__ import annotations

from typing import Any, Protocol

from generator.values import (
    address,
    bic,
    choice,
    dates,
    email,
    iban,
    integer,
    money,
    percent,
    phone,
    siren,
    siret,
    text,
    vat_number,
    yes_no,
)


class ValueType(Protocol):
    """What a module of this folder offers."""

    def parse(self, text: str, /) -> Any:
        """Return the value that the text states, or raise `ValueRefused`."""

    def format(self, value: Any, /) -> str:
        """Return the value as a letter shows it."""


VALUE_TYPES: dict[str, ValueType] = {
    "address": address,
    "bic": bic,
    "choice": choice,
    "date": dates,
    "email": email,
    "iban": iban,
    "integer": integer,
    "money": money,
    "percent": percent,
    "phone": phone,
    "siren": siren,
    "siret": siret,
    "text": text,
    "vat_number": vat_number,
    "yes_no": yes_no,
}
"""Name of a type, as in fields.yml and in a letter's questions → its module."""
