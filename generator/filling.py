"""A template's holes filled, or refused with every one that found nothing, by its French label.

No claim is read here and no law asked: what was worked out before can be filled again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from generator.errors import ClaimRefused, Problem
from generator.letter.fill import fill
from generator.letter.nodes import Document, When
from generator.messages import NBSP

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Template


def filled(
    catalogue: Catalogue, template: Template, answers: Mapping[str, Any], *, taken: dict[int, When] | None = None
) -> Document:
    """The letter with these answers; ``taken`` gets its branches that show, as `fill` gives them.

    Raises ClaimRefused where a hole stays empty.
    """
    document = fill(template.tree, answers, taken=taken)
    if document.missing:
        raise ClaimRefused(labelled(catalogue, map(missing_field, document.missing), template))
    return document


def missing_field(path: str) -> Problem:
    """What is said of a field that a letter needs and that is not there."""
    return Problem(field=path, message="information manquante", hint="la lettre en a besoin", check="missing")


def labelled(catalogue: Catalogue, problems: Iterable[Problem], template: Template | None = None) -> list[Problem]:
    """Problems on a field open with its French label."""
    labels = {path: field.label for path, field in catalogue.fields.items()}
    for question in template.questions if template else ():
        labels[f"answers.{question.name}"] = question.label
    out: list[Problem] = []
    for problem in problems:
        generic = ".".join("[]" if part.isdigit() else part for part in problem.field.split(".")).replace(".[]", "[]")
        label = labels.get(generic)
        out.append(replace(problem, message=f"{label}{NBSP}: {problem.message}") if label else problem)
    return out
