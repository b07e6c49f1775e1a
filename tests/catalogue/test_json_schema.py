"""The schemas that editors read, held against the files of the catalogue and against the strict loader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator import strict_yaml
from generator.catalogue import front_matter
from generator.catalogue.json_schema import MODELINE, modeline, schema_files, schema_named_by, schemas, with_modeline
from generator.catalogue.load import load
from generator.catalogue.model import Catalogue
from generator.values import VALUE_TYPES

ROOT = Path(__file__).parents[2] / "letter_templates"
NAMES = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*")) if path.is_file()]
TOLD = [
    name
    for name in NAMES
    if schema_named_by(name) and (name.endswith(".yml") or (ROOT / name).read_text("utf-8").startswith("---"))
]


@cache
def catalogue() -> Catalogue:
    return load(ROOT, is_judged=False)


@cache
def validator(name: str) -> Draft7Validator:
    schema = schemas(catalogue())[name]
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def data_of(name: str) -> Any:
    text = (ROOT / name).read_text("utf-8")
    if name.endswith(".md"):
        parts = front_matter.split(text, name, [])
        assert parts is not None
        text = parts.facts or ""
    return strict_yaml.load(text, path=name).data


def faults(schema: str, data: object) -> list[str]:
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in validator(schema).iter_errors(data)]


def changed(data: Any, path: tuple[str | int, ...], value: object) -> Any:
    """A deep copy with one thing changed; None takes it away."""
    copy = json.loads(json.dumps(data))
    *way, last = path
    inner = copy
    for step in way:
        inner = inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return copy


def test_the_schemas_of_the_catalogue_are_those_that_the_models_make() -> None:
    kept = {name: (ROOT / name).read_text("utf-8") for name in NAMES if name.startswith("schemas/")}
    assert kept == schema_files(catalogue()), "relance schemas les réécrit"


def test_every_file_names_its_schema_by_a_way_that_leads_there() -> None:
    for name in TOLD:
        first = next(line for line in (ROOT / name).read_text("utf-8").splitlines() if line != "---")
        assert first == modeline(name), name
        assert (ROOT / name).parent.joinpath(first.removeprefix(MODELINE)).resolve().is_file(), name
    assert {schema_named_by(name) for name in TOLD} == schemas(catalogue()).keys()


@pytest.mark.parametrize("name", TOLD)
def test_every_file_of_the_catalogue_passes_its_schema(name: str) -> None:
    assert faults(schema_named_by(name), data_of(name)) == []


CLAIM = "mise-en-demeure/examples/particulier.yml"
LETTER = "mise-en-demeure/letter.md"
PLANTED: Mapping[str, tuple[str, tuple[str | int, ...], object]] = {
    "a key that does not exist": (LETTER, ("titel",), "Mise en demeure"),
    "a key that is missing": (LETTER, ("title",), None),
    "a stage that is not in the vocabulary": (LETTER, ("stage",), "ultimatum"),
    "a regime that is not in the vocabulary": (LETTER, ("audiences", 0), "company"),
    "a regime of an article": (LETTER, ("legal_basis", 0, "for", 0), "company"),
    "no article": (LETTER, ("legal_basis",), []),
    "a date in words": (LETTER, ("legal_basis", 0, "checked_on"), "21 novembre 2026"),
    "a type that does not exist": (LETTER, ("questions", 0, "type"), "amount"),
    "a version without its three numbers": (LETTER, ("version",), "1.0"),
    "a number in words": (LETTER, ("deadline", "default_days"), "quinze"),
    "a misspelt key of a claim": (CLAIM, ("creditor", "adresse"), {}),
    "a claim without invoices": (CLAIM, ("invoices",), []),
    "an invoice without its amount": (CLAIM, ("invoices", 0, "amount"), None),
    "a regime that no claim knows": (CLAIM, ("debtor", "kind"), "particulier"),
    "a list where a value stands": (CLAIM, ("debtor", "name"), ["Alix"]),
    "a table's key": ("tables.yml", ("invoice_table", "rows", 0, "cell"), "x"),
    "a table's name": ("tables.yml", ("Invoice table",), {}),
    "a type of a computed field": ("fields.yml", ("computed", "letter.deadline", "type"), "day"),
    "an order in words": ("vocabulary.yml", ("tones", "cordial", "order"), "premier"),
    "a client that no question knows": ("advice.yml", ("questions", 3, "options", 3, "for", 0), "company"),
    "a rule that always holds": ("advice.yml", ("rules", 0, "when"), {}),
    "an answer without its reason": ("advice.yml", ("outcomes", "reminder", "reason"), None),
    "an answer's name with a capital": ("advice.yml", ("outcomes", "Reminder"), {}),
    "a number of days in words": ("advice.yml", ("lateness", 1, "max_days"), "trente"),
    "a misspelt key of a check": ("advice.yml", ("checks", "received", "artcle"), "Code civil, art. 1344"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_error_is_seen(case: str) -> None:
    name, path, value = PLANTED[case]
    assert faults(schema_named_by(name), changed(data_of(name), path, value)) != []


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [(LETTER, ("questions", 0, "required"), False), (CLAIM, ("invoices", 0, "amount"), 950), (CLAIM, ("x",), None)],
)
def test_yaml_without_quotes_passes_as_with_them(name: str, path: tuple[str | int, ...], value: object) -> None:
    data = changed(data_of(name), path, value) if value is not None else data_of(name)
    assert faults(schema_named_by(name), data) == []


def test_an_editor_explains_every_key_in_french() -> None:
    def keys(schema: dict[str, Any], place: str) -> list[str]:
        bare = []
        for name, inner in schema.get("properties", {}).items():
            bare += [] if inner.get("description") else [f"{place}.{name}"]
            bare += keys(inner, f"{place}.{name}") + keys(inner.get("items", {}), f"{place}.{name}")
        return bare

    for name, schema in schemas(catalogue()).items():
        found = keys(schema, name)
        for inner, definition in schema.get("definitions", {}).items():
            found += keys(definition, inner)
        assert found == []


def test_a_question_may_have_any_type_of_value() -> None:
    schema = schemas(catalogue())["letter"]
    assert schema["definitions"]["QuestionModel"]["properties"]["type"]["enum"] == list(VALUE_TYPES)


def test_a_file_is_named_once_and_others_are_left_alone() -> None:
    named = with_modeline("essai/letter.md", "---\ntitle: x\n---\n")
    assert named.splitlines()[1] == f"{MODELINE}../schemas/letter.json"
    assert with_modeline("essai/letter.md", named) == named
    assert with_modeline("essai/email.md", "Bonjour,\n") == "Bonjour,\n"
    assert with_modeline("essai/guidance.md", "## Quand\n") == "## Quand\n"
