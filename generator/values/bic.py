"""BIC: business identifier code of a bank (ISO 9362), eight or eleven characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import ValueRefused
from generator.messages import quoted

if TYPE_CHECKING:
    from stdnum.exceptions import ValidationError


def parse(text: str) -> str:
    """Return the BIC in capitals, without separators."""
    from stdnum import bic
    from stdnum.exceptions import ValidationError

    number = re.sub("[ \u00a0\u202f-]", "", text.strip()).upper()
    try:
        return str(bic.validate(number))
    except ValidationError as error:
        raise ValueRefused(
            f"{quoted(text)} n’est pas un BIC, {_reason(number, error)}", "recopiez-le depuis votre RIB"
        ) from error


def _reason(number: str, error: ValidationError) -> str:
    from stdnum.exceptions import InvalidComponent, InvalidLength

    if isinstance(error, InvalidLength):
        return f"il a {len(number)} caractères au lieu de 8 ou 11"
    if isinstance(error, InvalidComponent):
        return f"le pays {number[4:6]} est inconnu"
    return "il s’écrit quatre lettres de banque, deux de pays, deux caractères de place"


def format(number: str) -> str:
    """Return the BIC as it is."""
    return number
