"""Fields that `fields.yml` adds to the claim: the program computes them, or a letter reads them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.judging import Check, Shelf, problem
from generator.catalogue.lines import line_of
from generator.errors import Problem
from generator.letter.schema import ListOf
from generator.messages import quoted

_HINT = "corrigez son nom, ou retirez-le"


def _unused(shelf: Shelf) -> Iterator[Problem]:
    path, lines = f"{shelf.catalogue.root_name}/fields.yml", shelf.lines or {}
    read = {used.partition(".")[2] for used in shelf.used_paths}  # « invoice.paid » in a loop over the invoices
    for name, field in () if shelf.is_part or not shelf.given_paths else shelf.catalogue.fields.items():
        plain = name.replace("[]", "")
        is_read = plain in shelf.used_paths | shelf.given_paths or ("[]." in name and name.rpartition("[].")[2] in read)
        if field.is_computed and not is_read and not isinstance(field.type, ListOf):
            message = f"ni le programme ni une lettre ne connaît le champ calculé {quoted(name)}"
            yield problem(
                path, line_of(lines, "computed", name), "unused-field", message, "corrigez son nom, ou retirez-le"
            )


FIELD_CHECKS: tuple[Check, ...] = (
    Check(
        id="unused-field",
        reason="un champ que rien ne calcule ni ne lit trompe celui qui l’écrirait dans une lettre",
        of_catalogue=_unused,
    ),
)
"""Checks of fields."""
