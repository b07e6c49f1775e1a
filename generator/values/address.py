"""Postal address (adresse): street lines, postcode, city, and the country when it is not France."""

from __future__ import annotations

import re
from typing import Protocol

from msgspec import Struct

from generator.errors import ValueRefused
from generator.messages import quoted
from generator.values import text as text_value

FRANCE = "France"
POSTCODE_LENGTH = 12
MAX_LINES = 5
"""Street lines; a French address has at most four besides the name and the city (NF Z10-011)."""


class HasAddress(Protocol):
    """What `format` needs, so that an address of a claim will do."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Street lines."""

    @property
    def postcode(self) -> str:
        """French postcode, or the foreign one."""

    @property
    def city(self) -> str:
        """City, with CEDEX where there is one."""

    @property
    def country(self) -> str:
        """« France » or another country."""


class PostalAddress(Struct, frozen=True, kw_only=True):
    """An address read from one text of several lines."""

    lines: tuple[str, ...]
    postcode: str
    city: str
    country: str = FRANCE


def parse(text: str) -> PostalAddress:
    """Return the address written on several lines, the last one « 75002 Paris » or a country."""
    lines = [text_value.parse(line) for line in text.splitlines() if line.strip()]
    country = FRANCE
    if len(lines) > 2 and _city(lines[-1]) is None:
        country = parse_country(lines.pop())
    city = _city(lines.pop()) if lines else None
    if len(lines) > MAX_LINES:
        raise ValueRefused(
            f"{quoted(text)} a {len(lines)} lignes avant la ville, {MAX_LINES} au plus", "regroupez des lignes"
        )
    if city is None or not lines:
        raise ValueRefused(
            f"{quoted(text)} n’est pas une adresse complète",
            f"écrivez la rue, puis une ligne comme {quoted('75002 Paris')}",
        )
    return PostalAddress(
        lines=tuple(lines), postcode=parse_postcode(city[0], country=country), city=city[1], country=country
    )


def _city(line: str) -> tuple[str, str] | None:
    """Split « 75002 Paris » or « SW1A 1AA London »: a postcode is the leading words with a digit."""
    match = re.fullmatch(r"((?:[^\s,]*[0-9][^\s,]*\s+)+)([^\s0-9].*)", line)
    return (match[1].strip(), match[2]) if match else None


def parse_postcode(text: str, *, country: str = FRANCE) -> str:
    """Return the postcode: five digits in France, a short text elsewhere."""
    postcode = text_value.parse(text, POSTCODE_LENGTH)
    if country == FRANCE and re.fullmatch("[0-9]{5}", postcode) is None:
        raise ValueRefused(
            f"{quoted(text)} n’est pas un code postal français", "écrivez ses cinq chiffres, zéro compris"
        )
    return postcode


def parse_country(text: str) -> str:
    """Return the country as written, « France » however it is."""
    country = text_value.parse(text, 60)
    return FRANCE if country.casefold() in {"france", "fr"} else country


def format(address: HasAddress) -> str:
    """Return the address on several lines, the country only when it is not France."""
    lines = [*address.lines, f"{address.postcode} {address.city}"]
    return "\n".join(lines if address.country == FRANCE else [*lines, address.country])
