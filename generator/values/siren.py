"""SIREN: the nine digits that identify a French undertaking, given by INSEE.

The last digit is a Luhn check. Shown « 732 829 320 » with no-break spaces.
"""

from __future__ import annotations

import re

from generator.errors import ValueRefused
from generator.messages import NBSP, quoted

LENGTH = 9

_SEPARATORS = re.compile("[ \u00a0\u202f.-]")


def digits(text: str, length: int, name: str) -> str:
    """Return the digits of a number written with separators, refused unless ``length`` of them."""
    compact = _SEPARATORS.sub("", text.strip())
    if not re.fullmatch("[0-9]+", compact):
        raise ValueRefused(f"{quoted(text)} n’est pas un {name}", f"écrivez ses {length} chiffres")
    if len(compact) != length:
        raise ValueRefused(
            f"{quoted(text)} n’est pas un {name}, il a {len(compact)} chiffres au lieu de {length}",
            f"recopiez les {length} chiffres",
        )
    return compact


def parse(text: str) -> str:
    """Return the nine digits."""
    from stdnum import luhn

    compact = _SEPARATORS.sub("", text.strip())
    if re.fullmatch("[0-9]{14}", compact):
        raise ValueRefused(
            f"{quoted(text)} est un SIRET (14 chiffres), pas un SIREN",
            f"gardez les 9 premiers chiffres, {format(compact[:LENGTH])}",
        )
    number = digits(text, LENGTH, "SIREN")
    if not luhn.is_valid(number):
        raise ValueRefused(
            f"{quoted(text)} n’est pas un SIREN, sa clé de contrôle est fausse", "recopiez-le depuis l’extrait Kbis"
        )
    return number


def format(number: str) -> str:
    """Return the number in groups of three."""
    return NBSP.join((number[:3], number[3:6], number[6:]))
