"""IBAN: international bank account number (ISO 13616).

Country, two check digits (mod 97), then the account in the country's own structure. Shown in groups
of four with no-break spaces.
"""

from __future__ import annotations

import re

from generator.errors import ValueRefused
from generator.messages import NBSP, quoted

_SEPARATORS = re.compile("[ \u00a0\u202f.-]")


def parse(text: str) -> str:
    """Return the IBAN in capitals, without separators."""
    from stdnum import iban
    from stdnum.exceptions import ValidationError

    number = _SEPARATORS.sub("", text.strip()).upper().removeprefix("IBAN")
    if re.fullmatch("[A-Z]{2}[0-9]{2}[0-9A-Z]+", number) is None:
        raise _refusal(text, "il commence par deux lettres et deux chiffres, comme FR76")
    length = _length(number[:2])
    if length is None:
        raise _refusal(text, f"le pays {number[:2]} n’a pas d’IBAN")
    if len(number) != length:
        raise _refusal(text, f"il a {len(number)} caractères au lieu de {length} pour le pays {number[:2]}")
    try:
        # Not the checks of each country, which know banks by lists that age.
        iban.validate(number, check_country=False)
    except ValidationError as error:
        raise _refusal(text, "sa clé de contrôle est fausse") from error
    return number


def _length(country: str) -> int | None:
    """Return how long an IBAN of this country is, from the structure of its account number."""
    from stdnum import numdb

    (_, found), *_ = numdb.get("iban").info(country)
    structure = found.get("bban")
    return 4 + sum(int(size) for size in re.findall("([0-9]+)!", structure)) if structure else None


def _refusal(text: str, reason: str) -> ValueRefused:
    return ValueRefused(f"{quoted(text)} n’est pas un IBAN, {reason}", "recopiez-le depuis votre RIB")


def format(number: str) -> str:
    """Return the IBAN in groups of four."""
    return NBSP.join(number[i : i + 4] for i in range(0, len(number), 4))
