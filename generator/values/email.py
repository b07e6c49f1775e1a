"""E-mail address (adresse électronique), checked lightly: one @, a dot in the domain, no space."""

from __future__ import annotations

import re

from generator.errors import ValueRefused
from generator.messages import quoted
from generator.values import text as text_value

MAX_LENGTH = 254
"""Longest address that mail servers carry (RFC 5321)."""

_SHAPE = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\".]+")


def parse(text: str) -> str:
    """Return the address as written."""
    address = text_value.parse(text, MAX_LENGTH)
    if _SHAPE.fullmatch(address) is None:
        raise ValueRefused(
            f"{quoted(text)} n’est pas une adresse électronique", "écrivez une seule adresse, comme nom@exemple.fr"
        )
    return address


def format(address: str) -> str:
    """Return the address as it is."""
    return address
