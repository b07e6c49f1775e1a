"""The way out: `Claim` → the plain form that files hold, every value as text.

``read(dump(claim)) == claim``. Fields that were not given are left out, so that a saved claim holds
what its author said and no default frozen by the way.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from generator.claim.model import Claim, as_text
from generator.strict_yaml import Plain


def dump(claim: Claim) -> dict[str, Plain]:
    """Return the claim as plain fields."""
    return _group(claim)


def _group(part: BaseModel) -> dict[str, Plain]:
    fields = {name: getattr(part, name) for name in type(part).model_fields if name in part.model_fields_set}
    return {name: _plain(value) for name, value in fields.items() if value not in (None, (), {})}


def _plain(value: object) -> Plain:
    if isinstance(value, BaseModel):
        return _group(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return None if value is None else as_text(value)
