"""JSON Schemas of the files that people write, made from the models that read them: for editors, not for us.

An editor completes keys, shows what each one means and underlines what is wrong while one types; `relance check`
remains the judge. The schemas stand in the catalogue itself (`schemas/`), so that the files name them by a way that
holds in a clone, on a forge and on the site. JSON Schema draft-07: what every editor reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from generator.catalogue import advice, folder
from generator.catalogue.claim_fields import record_of
from generator.catalogue.model import Catalogue, Field, Vocabulary
from generator.catalogue.reading import adapter
from generator.catalogue.schema import (
    ClauseModel,
    FieldsModel,
    LetterModel,
    ReleasedModel,
    TablesModel,
    VersionModel,
    VocabularyModel,
)
from generator.claim import Claim
from generator.letter.schema import FieldType, ListOf, Scalar
from generator.values import VALUE_TYPES

Schema = dict[str, Any]

FOLDER = "schemas"
MODELINE = "# yaml-language-server: $schema="
"""What names a file's schema, in its first line: the mark that editors look for."""

DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": ["string", "number"]}
_OWN_SHAPES: Mapping[str, Schema] = {
    "money": _NUMBER,
    "percent": _NUMBER,
    "integer": _NUMBER,
    "siren": _NUMBER,
    "siret": _NUMBER,
    "yes_no": {"enum": [True, False, "true", "false", "yes", "no", "oui", "non"]},
}
"""Types that an editor may see as something else than a text: YAML without quotes."""


def schemas(catalogue: Catalogue) -> dict[str, Schema]:
    """Each schema by its name; the words of this catalogue are the choices."""
    words = catalogue.vocabulary
    return {
        "letter": _of(LetterModel, "L’en-tête de letter.md", words),
        "version": _of(VersionModel, "L’en-tête d’email.md, sms.md ou phone.md", words),
        "clause": _of(ClauseModel, "L’en-tête d’une clause", words),
        "vocabulary": _of(VocabularyModel, "Les listes fermées", words),
        "fields": _of(FieldsModel, "Les mots des champs", words),
        "tables": _of(TablesModel, "Les tableaux", words),
        "released": _of(ReleasedModel, "Les versions publiées", words),
        "advice": _of(advice.Advice, "Quelle lettre envoyer", words, clients=advice.CLIENTS),
        "claim": {"$schema": DRAFT, "title": "Un dossier d’impayé", **_part(Claim, "", catalogue.fields)},
    }


def schema_files(catalogue: Catalogue) -> dict[str, str]:
    """The schemas as files, by their names in the catalogue."""
    return {
        f"{FOLDER}/{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas(catalogue).items()
    }


def schema_named_by(name: str) -> str:
    """The schema of a file of a catalogue, by the file's name in it; empty for one that has none."""
    match name.split("/"):
        case ["vocabulary.yml" | "fields.yml" | "tables.yml" | "released.yml" | folder.ADVICE]:
            return name.removesuffix(".yml")
        case ["clauses", _]:
            return "clause"
        case [_, "letter.md"]:
            return "letter"
        case [_, "email.md" | "sms.md" | "phone.md"]:
            return "version"
        case [_, "examples", file] if file.endswith(".yml"):
            return "claim"
    return ""


def modeline(name: str) -> str:
    """The line that names a file's schema, relative to the file."""
    return f"{MODELINE}{'../' * name.count('/')}{FOLDER}/{schema_named_by(name)}.json"


def with_modeline(name: str, text: str) -> str:
    """The file with the line that names its schema; as it is if it has one, or no place for one."""
    if not schema_named_by(name) or MODELINE in text:
        return text
    if name.endswith(".yml"):
        return f"{modeline(name)}\n{text}"
    opening = "---\n"
    return f"{opening}{modeline(name)}\n{text.removeprefix(opening)}" if text.startswith(opening) else text


# --- models of the catalogue --------------------------------------------------------------------


def _of(shape: Any, title: str, words: Vocabulary, *, clients: Sequence[str] = ()) -> Schema:
    """The schema of a model; ``clients`` are those that « for » takes, the vocabulary's if there are none."""
    made = adapter(shape).json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    schema = {"$schema": DRAFT, "title": title, **_plain(made)}
    if definitions:
        schema["definitions"] = {name: _plain(definition) for name, definition in definitions.items()}
    _list_words(schema, words, clients or list(words.audiences))
    return schema


def _plain(schema: Schema) -> Schema:
    """Without what pydantic derives from our Python: class names as titles, docstrings, nil defaults."""
    kept = {name: value for name, value in schema.items() if name not in ("title", "description", "default")}
    if "properties" in kept:
        kept["properties"] = {name: _key(inner) for name, inner in kept["properties"].items()}
    return _named_only(kept)


def _key(schema: Schema) -> Schema:
    """A key of a file, which keeps what is said of it."""
    return _named_only(_without_null({name: value for name, value in schema.items() if name not in _DERIVED}))


def _named_only(schema: Schema) -> Schema:
    """Where keys follow a pattern, no other key passes."""
    return {**schema, "additionalProperties": False} if "patternProperties" in schema else schema


_DERIVED = ("title", "default")


def _without_null(schema: Schema) -> Schema:
    """A key that may be left out is left out: nobody writes null."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    return {**choices[0], **{k: v for k, v in schema.items() if k != "anyOf"}} if len(choices) == 1 else schema


def _list_words(schema: Schema, words: Vocabulary, clients: Sequence[str]) -> None:
    """The words of the closed lists, where a key takes one of them."""
    listed: dict[str, Sequence[str]] = {
        "stage": list(words.stages),
        "tone": list(words.tones),
        "audiences": list(words.audiences),
        "channels": list(words.channels),
        "only_for": list(words.audiences),
        "for": list(clients),
    }
    for shape in (schema, *schema.get("definitions", {}).values()):
        for name, inner in shape.get("properties", {}).items():
            if inner.get("type") == "array" and name in listed:
                inner["items"] = {"enum": listed[name]}
            elif inner.get("type") == "string" and name in ("stage", "tone"):
                inner.pop("pattern", None)
                inner.pop("maxLength", None)
                inner["enum"] = listed[name]
    for question in ("QuestionModel", "ComputedModel"):
        if question in schema.get("definitions", {}):
            types = [*VALUE_TYPES, *(["list"] if question == "ComputedModel" else [])]
            shape = schema["definitions"][question]["properties"]["type"]
            schema["definitions"][question]["properties"]["type"] = {
                "enum": types,
                "description": shape["description"],
            }


# --- the claim ----------------------------------------------------------------------------------


def _part(model: type[BaseModel], prefix: str, words: Mapping[str, Field]) -> Schema:
    """A part of the claim, its keys explained by `fields.yml`."""
    record = record_of(model)
    properties: Schema = {}
    for name, info in model.model_fields.items():
        path = f"{prefix}{name}"
        if name not in record.fields:
            answers = {"type": ["string", "number", "boolean"]}
            said = "Les réponses aux questions de la lettre, sous leur nom."
            properties[name] = {"type": "object", "description": said, "additionalProperties": answers}
            continue
        inner = next(iter(_models_in(info.annotation)), None)
        shape = _shape(record.fields[name], inner, path, words)
        if shape.get("type") == "array":
            shape |= dict(_sizes(info.metadata))
        properties[name] = shape | _said(words.get(path))
    required = [name for name, info in model.model_fields.items() if info.is_required()]
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | ({"required": required} if required else {})


def _shape(field: FieldType, inner: type[BaseModel] | None, path: str, words: Mapping[str, Field]) -> Schema:
    if isinstance(field, Scalar):
        return {"enum": list(field.options)} if field.type == "choice" else dict(_OWN_SHAPES.get(field.type, _TEXT))
    if isinstance(field, ListOf):
        if inner is None:
            return {"type": "array", "items": _shape(field.item, None, path, words)}
        return {"type": "array", "items": _part(inner, f"{path}[].", words)}
    assert inner is not None
    return _part(inner, f"{path}.", words)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]


def _sizes(metadata: Sequence[Any]) -> list[tuple[str, int]]:
    """How many items a list may have."""
    named = (("minItems", "min_length"), ("maxItems", "max_length"))
    return [(key, getattr(mark, name)) for mark in metadata for key, name in named if hasattr(mark, name)]


def _said(words: Field | None) -> Schema:
    if words is None:
        return {}
    said = f"{words.label}. {words.help}".strip() if words.help else words.label
    choices = "".join(f"\n– {option} : {label}" for option, label in words.options)
    return {"description": said + choices} | ({"examples": [words.example]} if words.example else {})
