"""Every value against tests/vectors: worked by hand, or generated and held against drift."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.values import VALUE_TYPES
from generator.values.formatters import FORMATTERS
from tests.vectors.value_vectors import FILES, FOLDER, judged, rewritten

REWRITE = "python -m tests.vectors.value_vectors"


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _cases(name: str, half: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(_text(name))[half]
    return cases


_WRITTEN_AS = {"money_short": "money", "money_words": "money", "date_short": "date", "capitals": "text"}
"""Formatter → the type that its cases are written as, where their names differ."""


@pytest.mark.parametrize("case", _cases("validation.json", "by_hand"), ids=lambda case: f"{case['type']}-{case['why']}")
def test_a_text_is_read_or_refused_as_worked_by_hand(case: dict[str, Any]) -> None:
    found = judged(case["type"], case["input"])
    assert {key: found.get(key) for key in case if key != "why"} == {key: case[key] for key in case if key != "why"}


@pytest.mark.parametrize(
    "case", _cases("formatting.json", "by_hand"), ids=lambda case: f"{case['format']}-{case['why']}"
)
def test_a_value_is_shown_as_worked_by_hand(case: dict[str, Any]) -> None:
    formatter = FORMATTERS[case["format"]]
    kind = case["format"] if case["format"] in formatter.accepts else sorted(formatter.accepts)[-1]
    assert formatter(VALUE_TYPES[_WRITTEN_AS.get(case["format"], kind)].parse(case["input"])) == case["expected"]


@pytest.mark.parametrize("name", FILES)
def test_generated_vectors_have_not_drifted(name: str) -> None:
    assert _text(name) == rewritten(_text(name), FILES[name]()), f"{REWRITE}, then read the difference"


def test_every_type_and_every_formatter_has_a_case_worked_by_hand() -> None:
    assert {case["type"] for case in _cases("validation.json", "by_hand")} == set(VALUE_TYPES)
    assert {case["format"] for case in _cases("formatting.json", "by_hand")} == set(FORMATTERS)


def test_every_refusal_says_what_to_do() -> None:
    refusals = [judged(case["type"], case["input"]) for case in _cases("validation.json", "by_hand") if "error" in case]
    assert all(case["hint"] for case in refusals)
    assert all("«" in case["error"] for case in refusals)


@pytest.mark.parametrize("kind", VALUE_TYPES)
def test_a_formatter_takes_only_known_types(kind: str) -> None:
    taking = [name for name, formatter in FORMATTERS.items() if kind in formatter.accepts]
    assert taking or kind in {"address", "choice", "yes_no"}, "a type that no formatter takes is never printed"
