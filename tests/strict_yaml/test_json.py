"""JSON under the same rules as YAML: numbers keep their text, keys are not repeated, lines are known."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ContentError, Problem
from generator.strict_yaml import MAX_DEPTH, MAX_NODES, Plain, load, load_json


def problem_of(text: str) -> Problem:
    """Return the one thing that is wrong with the text."""
    with pytest.raises(ContentError) as caught:
        load_json(text, path="dossier.json")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('{"a": 1200.00}', {"a": "1200.00"}),
        ('{"a": [true, false, null]}', {"a": ["true", "false", None]}),
        ('{"a": -1e5, "b": NaN}', {"a": "-1e5", "b": "NaN"}),
        ('{"a": "\\u00e9\\n\\"", "b": {}}', {"a": 'é\n"', "b": {}}),
        ('"texte"', "texte"),
        (" [ ] ", []),
        ('{"__proto__": 1}', {"__proto__": "1"}),
        ('\ufeff{"a": "\\ud83e\\udd50"}', {"a": "🥐"}),
    ],
)
def test_scalars_stay_text(text: str, data: Plain) -> None:
    assert load_json(text, path="").data == data


def test_each_field_has_its_line() -> None:
    loaded = load_json('{\n "a": [\n  1,\n  {"b": 2}\n ]\n}', path="")
    assert loaded.lines == {"": 1, "a": 2, "a.0": 3, "a.1": 4, "a.1.b": 4}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"a": 1,\n "a": 2}', 2, "est répétée"),
        ('{"a": 1,\n}', 2, "une virgule est de trop"),
        ("[1 2]", 1, "une virgule est attendue"),
        ('{"a" 1}', 1, "un deux-points est attendu"),
        ("{a: 1}", 1, "un nom de champ entre guillemets est attendu"),
        ('{"a":}', 1, "une valeur est attendue"),
        ('{"a": 012}', 1, "une valeur est attendue"),
        ('{"a": True}', 1, "une valeur est attendue"),
        ("[1]\n[2]", 2, "un texte de trop"),
        ("{'a': 1}", 1, "n’est pas du JSON"),
        ('["a\nb"]', 1, "n’est pas du JSON"),
        ('["\\x"]', 1, "n’est pas du JSON"),
        ("[1", 1, "une virgule est attendue"),
        ("", 1, "une valeur est attendue"),
        ('["\x07"]', 1, "caractère illisible U+0007"),
        ("[" * 100_000, 1, f"plus de {MAX_DEPTH} niveaux"),
        (f"[{'1,' * MAX_NODES}1]", 1, f"plus de {MAX_NODES} valeurs"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    problem = problem_of(text)
    assert problem.line == line
    assert words in problem.message
    assert problem.hint


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
values = st.recursive(texts | st.none(), lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


@given(values.filter(lambda value: isinstance(value, dict | list)))
def test_both_readers_agree_with_the_standard_one(value: Plain) -> None:
    assert load_json(json.dumps(value), path="").data == value
    assert load_json(json.dumps(value, indent=1), path="").data == value


def test_json_is_yaml_as_well() -> None:
    text = '{"a": ["1", {"b": null}]}'
    assert load(text, path="") == load_json(text, path="")
