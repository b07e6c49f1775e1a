"""A YAML text → a checked model, or French problems with the line where each thing stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator import strict_yaml
from generator.catalogue.lines import line_of
from generator.errors import ContentError, Problem
from generator.messages import did_you_mean, listed, quoted
from generator.strict_yaml import Loaded

T = TypeVar("T")
KEY = "[key]"
"""What pydantic calls the key of a mapping, at the end of a place."""


def load_yaml(text: str, path: str, problems: list[Problem]) -> Loaded | None:
    """The strict reader, its refusals added to ``problems``."""
    try:
        return strict_yaml.load(text, path=path)
    except ContentError as refused:
        problems.extend(refused.problems)
        return None


def validate(shape: type[T], loaded: Loaded, path: str, problems: list[Problem]) -> T | None:
    """``loaded`` as ``shape``; every error becomes a problem with its line."""
    try:
        return adapter(shape).validate_python(loaded.data)
    except ValidationError as refused:
        problems.extend(_problems(refused.errors(include_url=False), shape, loaded.lines, path))
        return None


def right_fields(model: type[BaseModel], data: object) -> dict[str, Any]:
    """The fields of ``data`` that are right by themselves, where the whole is not."""
    right: dict[str, Any] = {}
    for name, info in model.model_fields.items() if isinstance(data, dict) else ():
        with suppress(ValidationError, KeyError):
            right[name] = adapter(info.annotation).validate_python(data[name])  # type: ignore[index,arg-type]
    return right


_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def adapter(shape: type[T]) -> TypeAdapter[T]:
    """The validator of ``shape``, built once: building one costs more than using it."""
    if shape not in _ADAPTERS:
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]


def _problems(errors: Sequence[ErrorDetails], shape: object, lines: Mapping[str, int], path: str) -> list[Problem]:
    places = [error["loc"] for error in errors]
    return [
        _problem(error, shape, lines, path)
        for error in errors
        # A list is « too short » too where its items were refused: each of these has its own problem.
        if not (error["type"] == "too_short" and any(_is_below(place, error["loc"]) for place in places))
    ]


def _is_below(place: tuple[int | str, ...], other: tuple[int | str, ...]) -> bool:
    return len(place) > len(other) and place[: len(other)] == other


def _problem(error: ErrorDetails, shape: object, lines: Mapping[str, int], path: str) -> Problem:
    place = tuple(part for part in error["loc"] if part != KEY)
    message, hint = _say(error, place, shape)
    field = ".".join(str(part) for part in place)
    return Problem(path=path, line=line_of(lines, *place), field=field, message=message, hint=hint, check="schema")


def _say(error: ErrorDetails, place: Sequence[int | str], shape: object) -> tuple[str, str]:
    """Message and hint for one error."""
    kind, context = error["type"], error.get("ctx", {})
    name = quoted(str(place[-1])) if place else "le fichier"
    value = quoted(str(error["input"]))
    match kind:
        case "missing":
            return f"{name} manque", f"ajoutez la clé {name}"
        case "extra_forbidden":
            known = _known_keys(shape, place[:-1])
            return f"clé inconnue {name}{did_you_mean(str(place[-1]), known)}", f"clés connues : {', '.join(known)}"
        case "value_error":
            return str(context["error"]), ""
        case "literal_error":
            return f"{value} n’est pas admis ici", "au choix : " + listed(_choices(str(context["expected"])))
        case "string_pattern_mismatch":
            pattern = str(context["pattern"])
            return f"{value} n’a pas la forme voulue", _PATTERNS.get(pattern, pattern)
        case "string_type" | "string_too_short":
            return f"un texte est attendu pour {name}", "écrivez-le entre guillemets"
        case "string_too_long":
            return f"{name} a {len(str(error['input']))} caractères", f"{context['max_length']} au plus"
        case "tuple_type":
            return f"une liste est attendue pour {name}", "écrivez [a, b], ou une ligne « - » par élément"
        case "too_short":
            return f"{name} est vide", "au moins un élément"
        case "model_type" | "dict_type":
            return f"des clés et leurs valeurs sont attendues pour {name}", "écrivez « clé: valeur », une par ligne"
    return f"{value} : {error['msg']}", ""


def _choices(expected: str) -> list[str]:
    """The words in pydantic's « 'a', 'b' or 'c' »."""
    return [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]


_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "minuscules sans accent, chiffres et « _ », comme second_reminder",
    r"^https://\S+$": "une adresse complète, qui commence par https://",
    r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$": "trois nombres, comme 0.1.0",
}


def _known_keys(shape: object, place: Iterable[int | str]) -> list[str]:
    """The keys that the model at ``place`` knows."""
    for part in place:
        shape = _inner(shape, part)
    model = _model(shape)
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _inner(shape: object, part: int | str) -> object:
    model = _model(shape)
    if model is not None:
        return {field.alias or name: field.annotation for name, field in model.model_fields.items()}.get(str(part))
    arguments = [argument for argument in getattr(shape, "__args__", ()) if argument is not Ellipsis]
    return arguments[-1] if arguments else None


def _model(shape: object) -> type[BaseModel] | None:
    """The model that ``shape`` is, or that stands in « this or nothing »."""
    union = () if hasattr(shape, "__origin__") else getattr(shape, "__args__", ())
    models = (c for c in (shape, *union) if isinstance(c, type) and issubclass(c, BaseModel))
    return next(models, None)
