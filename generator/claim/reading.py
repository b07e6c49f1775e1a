"""The way in: what a file holds → `Claim`, or every problem at once.

A problem tells the field path and the line where they are known, repeats the value, and says what to
do. Fields left empty are fields left out. Cross checks run on whatever is readable, so that a wrong
date elsewhere does not hide them.
"""

from __future__ import annotations

import itertools
import types
import typing
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.claim.cross_checks import cross_problems
from generator.claim.model import MAX_INVOICES, Claim
from generator.errors import ClaimRefused, Problem, ValueRefused
from generator.messages import FIELD_LENGTH, MAX_PROBLEMS, NBSP, did_you_mean, listed, quoted, shown, too_many_problems

Location: typing.TypeAlias = tuple[int | str, ...]


def read(data: object, *, lines: Mapping[str, int] | None = None, path: str = "") -> Claim:
    """Return the claim that the plain data describes; raise `ClaimRefused` with every problem."""
    given = _without_blanks(data)
    claim, found = _validated(given)
    problems = [*found, *cross_problems(given)]
    if claim is None or problems:
        raise ClaimRefused(_placed(problem, lines or {}, path) for problem in problems)
    return claim


def _without_blanks(data: object) -> object:
    """Drop the fields that hold nothing; answers stay as they are, only their letter can read them."""
    if isinstance(data, Mapping):
        return {
            key: value if key == "answers" else _without_blanks(value)
            for key, value in data.items()
            if not (value is None or (isinstance(value, str) and not value.strip()))
        }
    return [_without_blanks(item) for item in data] if isinstance(data, list | tuple) else data


def _validated(given: object) -> tuple[Claim | None, list[Problem]]:
    if not isinstance(given, Mapping):
        hint = f"un dossier est un groupe de champs{NBSP}: {listed(Claim.model_fields, 'et')}"
        return None, [Problem(message="ce fichier n’est pas un dossier", hint=hint, check="claim-shape")]
    try:
        return Claim.model_validate(given), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, _most(_problem(detail) for detail in details if not _is_echo(detail))


def _most(problems: Iterator[Problem]) -> list[Problem]:
    """Keep the first problems."""
    kept = list(itertools.islice(problems, MAX_PROBLEMS))
    if len(kept) == MAX_PROBLEMS:
        hint = "vérifiez que ce fichier est bien un dossier"
        kept.append(Problem(message=too_many_problems(), hint=hint, check="claim-shape"))
    return kept


def _is_echo(detail: ErrorDetails) -> bool:
    """Tell whether an error only follows from another one: a default not deduced, a list of refused items."""
    return detail["type"] == "default_factory_not_called" or (detail["type"] == "too_short" and bool(detail["input"]))


def _placed(problem: Problem, lines: Mapping[str, int], path: str) -> Problem:
    """Add the file and the line of the field, or of the nearest group that holds it."""
    place = problem.field
    while place and place not in lines:
        place = place.rpartition(".")[0]
    return replace(problem, path=path, line=lines.get(place), field=shown(problem.field, FIELD_LENGTH))


# --- from pydantic's errors to ours -----------------------------------------------------------


def _problem(detail: ErrorDetails) -> Problem:
    message, hint, check = _explained(detail)
    return Problem(field=".".join(str(part) for part in detail["loc"]), message=message, hint=hint, check=check)


def _explained(detail: ErrorDetails) -> tuple[str, str, str]:
    kind, place = detail["type"], detail["loc"]
    if kind == "missing":
        return _missing(place)
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind == "too_short":
        return f"{_title(place)} est vide", "indiquez au moins un élément", "claim-missing"
    if kind == "too_long":
        return _too_long(place, detail["ctx"])
    refused = detail.get("ctx", {}).get("error")
    if isinstance(refused, ValueRefused):
        return refused.message, refused.hint, "claim-value"
    return _wrong_shape(place, detail["input"])


def _missing(place: Location) -> tuple[str, str, str]:
    return f"{_title(place)} manque", f"ajoutez le champ {quoted(str(place[-1]))}", "claim-missing"


def _unknown(place: Location) -> tuple[str, str, str]:
    name, known = str(place[-1]), list(_model_at(place[:-1]).model_fields)
    message = f"champ inconnu {quoted(name)}{did_you_mean(name, known)}"
    return message, f"champs possibles{NBSP}: {', '.join(known)}", "claim-unknown-field"


def _too_long(place: Location, context: Mapping[str, object]) -> tuple[str, str, str]:
    count, limit = context["actual_length"], context["max_length"]
    hint = "faites plusieurs dossiers" if limit == MAX_INVOICES else "regroupez des lignes"
    return f"{_title(place)} compte {count} éléments, {limit} au plus", hint, "claim-too-many"


def _wrong_shape(place: Location, given: object) -> tuple[str, str, str]:
    value = f"{quoted(given)} n’est pas " if isinstance(given, str) else "ce n’est pas "
    field = _field_at(place)
    if field is not None and typing.get_origin(_bare(field.annotation)) is tuple:
        return f"{value}une liste", "commencez chaque élément par un tiret", "claim-shape"
    known = list(_model_at(place).model_fields)
    names = f"écrivez un champ par ligne{NBSP}: {', '.join(known)}" if known else "écrivez un champ par ligne"
    return f"{value}un groupe de champs", names, "claim-shape"


# --- walking the model ------------------------------------------------------------------------


class _Nothing(BaseModel):
    """Stands where a path leads to no group of fields."""


def _model_at(place: Location) -> type[BaseModel]:
    """Return the model of the group of fields at this path."""
    model: type[BaseModel] = Claim
    for name in _names(place):
        field = model.model_fields.get(name)
        model = _inner_model(field.annotation) if field else _Nothing
    return model


def _field_at(place: Location) -> FieldInfo | None:
    """Return the field at this path, None for an item of a list."""
    if not place or isinstance(place[-1], int):
        return None
    return _model_at(place[:-1]).model_fields.get(place[-1])


def _names(place: Location) -> Iterator[str]:
    return (part for part in place if isinstance(part, str))


def _inner_model(annotation: object) -> type[BaseModel]:
    bare = _bare(annotation)
    if typing.get_origin(bare) is tuple:
        bare = typing.get_args(bare)[0]
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else _Nothing


def _bare(annotation: object) -> object:
    """Return X of ``X | None``."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        options: Sequence[object] = [option for option in typing.get_args(annotation) if option is not type(None)]
        return options[0]
    return annotation


def _title(place: Location) -> str:
    """Return what a message calls this field: its title where it is required, else its name."""
    field = _field_at(place)
    return field.title if field and field.title else f"le champ {quoted(str(place[-1]))}"
