"""VAT identification number (numéro de TVA intracommunautaire).

A French one is FR, a key of two characters and the SIREN, and its key is checked. One of another
state of the Union is held to its prefix and length only: refusing a good number is worse than
letting an odd one through.
"""

from __future__ import annotations

import re

from generator.errors import ValueRefused
from generator.messages import NBSP, quoted
from generator.values import siren

_STATES = "AT BE BG CY CZ DE DK EE EL ES FI HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
_SEPARATORS = re.compile("[ \u00a0\u202f.-]")
_FRENCH = re.compile("FR[0-9A-HJ-NP-Z]{2}[0-9]{9}")
_OTHER = re.compile("[A-Z]{2}[0-9A-Z+*]{2,12}")


def parse(text: str) -> str:
    """Return the number without separators, prefix included."""
    from stdnum.exceptions import ValidationError
    from stdnum.fr import tva

    number = _SEPARATORS.sub("", text.strip()).upper()
    if re.fullmatch("[0-9]{11}", number):
        number = f"FR{number}"
    if not number.startswith("FR"):
        return _of_another_state(text, number)
    if _FRENCH.fullmatch(number) is None:
        raise _refusal(text, "il s’écrit FR, deux caractères, puis les 9 chiffres du SIREN")
    try:
        tva.validate(number)
    except ValidationError as error:
        raise _refusal(text, "sa clé ou son SIREN est faux") from error
    return number


def _of_another_state(text: str, number: str) -> str:
    if number[:2] not in _STATES.split() or _OTHER.fullmatch(number) is None:
        raise _refusal(text, "il commence par les deux lettres d’un État de l’Union, comme FR")
    return number


def _refusal(text: str, reason: str) -> ValueRefused:
    return ValueRefused(f"{quoted(text)} n’est pas un numéro de TVA, {reason}", "recopiez-le depuis une facture")


def format(number: str) -> str:
    """Return « FR 44 732 829 320 »; one of another state stays as it is."""
    if not number.startswith("FR"):
        return number
    return NBSP.join((number[:2], number[2:4], siren.format(number[4:])))
