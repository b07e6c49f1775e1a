"""The fields of the claim and those of `fields.yml`, brought together.

Types of what is asked come from the claim's own models, types of what is computed from `fields.yml`, words from
`fields.yml`; a letter adds its questions. A field without words, or words without a field, is a problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.catalogue.fields import ALWAYS_GIVEN, UNREAD, Fields, is_leaf, paths_of, with_field
from generator.catalogue.lines import line_of
from generator.catalogue.model import Field
from generator.catalogue.schema import ComputedModel, FieldsModel, WordsModel
from generator.claim import Claim
from generator.claim import model as claim_model
from generator.errors import Problem
from generator.letter.schema import FieldType, ListOf, Record, Scalar
from generator.messages import did_you_mean, listed, quoted
from generator.values import VALUE_TYPES
from generator.values.choice import Choice

CHECK = "fields"

_PLAIN_TYPES: dict[type, str] = {str: "text", Decimal: "money", int: "integer", date: "date", bool: "yes_no"}
_OWN_TYPES: dict[object, str] = {
    get_args(alias)[1]: name
    for alias, name in (
        (claim_model.Percent, "percent"),
        (claim_model.Siren, "siren"),
        (claim_model.VatNumber, "vat_number"),
        (claim_model.Iban, "iban"),
        (claim_model.Bic, "bic"),
        (claim_model.Email, "email"),
        (claim_model.Phone, "phone"),
    )
}
"""What reads a value in the claim → its type, where that is more than Python's type says."""


# --- types of the claim -----------------------------------------------------------------------


def record_of(model: type[BaseModel]) -> Record:
    """The fields of a model of the claim, with their types."""
    return Record({name: _field_type(info) for name, info in model.model_fields.items() if name != "answers"})


def _field_type(info: FieldInfo) -> FieldType:
    own = next((_OWN_TYPES[mark] for mark in info.metadata if mark in _OWN_TYPES), None)
    return Scalar(own) if own else _typed(info.annotation)


def _typed(annotation: Any) -> FieldType:
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        kind, reader = arguments[0], arguments[1]
        return Scalar(_OWN_TYPES[reader]) if reader in _OWN_TYPES else _typed(kind)
    if NoneType in arguments:
        return _optional(_typed(next(argument for argument in arguments if argument is not NoneType)))
    if get_origin(annotation) is tuple:
        return ListOf(_item(_typed(arguments[0])))
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return Scalar("choice", options=tuple(member.value for member in annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return record_of(annotation)
    return Scalar(_PLAIN_TYPES[annotation])


def _optional(field: FieldType) -> FieldType:
    return field if isinstance(field, ListOf) else replace(field, optional=True)


def _item(field: FieldType) -> Record | Scalar:
    assert not isinstance(field, ListOf)
    return field


# --- fields.yml -------------------------------------------------------------------------------


def make_fields(model: FieldsModel, lines: Mapping[str, int], path: str, problems: list[Problem]) -> Fields:
    """The fields of the claim and of `fields.yml` brought together; where they differ is a problem."""
    claim = record_of(Claim)
    asked = dict(paths_of(claim))
    refuse = _Refusals(path, lines, problems)
    environment = _readable(claim)
    words: dict[str, Field] = {}
    for name, said in model.asked.items():
        if name not in asked:
            refuse("asked", name, f"champ inconnu {quoted(name)}{did_you_mean(name, asked)}", "le dossier ne l’a pas")
        else:
            refuse.differing_options(name, said, asked[name])
            words[name] = _field(name, said, asked[name], is_computed=False)
    for name in (name for name, field in asked.items() if is_leaf(field) and name not in model.asked):
        refuse("asked", "", f"le champ {quoted(name)} n’a pas de mots", "ajoutez son label")
    for name, computed in model.computed.items():
        environment = _with_computed(environment, name, computed, words, refuse)
    return Fields(words, environment)


def _readable(claim: Record) -> Record:
    """The part of the claim that letters read, with what is always given."""
    record = replace(claim, fields={name: field for name, field in claim.fields.items() if name not in UNREAD})
    for path, field in list(paths_of(record)):
        if path in ALWAYS_GIVEN and isinstance(field, Scalar):
            record = with_field(record, path, replace(field, optional=False))
    return record


def _with_computed(
    environment: Record, name: str, computed: ComputedModel, words: dict[str, Field], refuse: _Refusals
) -> Record:
    if name in words:
        refuse("computed", name, f"{quoted(name)} est déjà un champ demandé", "retirez l’un des deux")
        return environment
    if computed.type == "list":
        field: FieldType = ListOf(Record())
    elif computed.type in VALUE_TYPES:
        field = Scalar(computed.type, optional=computed.optional, options=tuple(computed.options))
        if (computed.type == "choice") != bool(computed.options):
            refuse("computed", name, f"{quoted(name)} : « options » va avec le type choice, et lui seul", "")
    else:
        hint = f"types : {listed(['list', *VALUE_TYPES])}"
        refuse("computed", name, f"type {quoted(computed.type)} inconnu", hint)
        return environment
    try:
        changed = with_field(environment, name, field)
    except KeyError:
        refuse("computed", name, f"{quoted(name)} ne se range pas parmi les champs", "« [] » suit le nom d’une liste")
        return environment
    words[name] = _field(name, computed, field, is_computed=True)
    return changed


def _field(path: str, said: WordsModel, type_: FieldType, *, is_computed: bool) -> Field:
    return Field(
        path=path,
        label=said.label,
        help=said.help,
        example=said.example,
        type=type_,
        is_computed=is_computed,
        options=tuple(said.options.items()),
    )


class _Refusals(Struct, frozen=True):
    """Adds problems found in `fields.yml`."""

    path: str
    lines: Mapping[str, int]
    problems: list[Problem]

    def __call__(self, group: str, name: str, message: str, hint: str) -> None:
        # The reader joins keys by dots, as these names have them: the line is that of the whole key.
        line = line_of(self.lines, *filter(None, (group, name)))
        self.problems.append(Problem(path=self.path, line=line, message=message, hint=hint, check=CHECK))

    def differing_options(self, name: str, said: WordsModel, field: FieldType) -> None:
        options = field.options if isinstance(field, Scalar) else ()
        if set(said.options) != set(options):
            expected = listed(options, "et") if options else "aucune"
            self("asked", name, f"les options de {quoted(name)} ne sont pas celles du dossier", f"options : {expected}")
