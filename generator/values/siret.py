"""SIRET: the fourteen digits of an establishment, a SIREN and five more, given by INSEE.

The last digit is a Luhn check, but for the establishments of La Poste, whose digits add up to a
multiple of five. Shown « 732 829 320 00074 » with no-break spaces.
"""

from __future__ import annotations

from generator.errors import ValueRefused
from generator.messages import NBSP, quoted
from generator.values import siren

LENGTH = 14


def parse(text: str) -> str:
    """Return the fourteen digits."""
    from stdnum.exceptions import ValidationError
    from stdnum.fr import siret

    number = siren.digits(text, LENGTH, "SIRET")
    try:
        siret.validate(number)
    except ValidationError as error:
        raise ValueRefused(
            f"{quoted(text)} n’est pas un SIRET, sa clé de contrôle est fausse", "recopiez-le depuis l’avis de l’INSEE"
        ) from error
    return number


def format(number: str) -> str:
    """Return the SIREN in groups of three, then the five digits of the establishment."""
    return f"{siren.format(number[: siren.LENGTH])}{NBSP}{number[siren.LENGTH :]}"
