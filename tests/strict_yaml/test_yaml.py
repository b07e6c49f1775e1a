"""YAML as people write it: text stays text, and what surprises is refused with its line."""

from __future__ import annotations

import pytest
import yaml

from generator.errors import ContentError, Problem
from generator.messages import MAX_PROBLEMS
from generator.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES, Plain, load, yaml_events


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _with_either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML has two parsers, and not every machine has libyaml's: both must tell the same."""
    loader = getattr(yaml, request.param, None)
    assert loader, "the tests run where PyYAML has both"
    monkeypatch.setattr(yaml_events, "_LOADER", loader)


def problems_of(text: str) -> list[Problem]:
    """Return what is wrong with the text; fail when nothing is."""
    with pytest.raises(ContentError) as caught:
        load(text, path="dossier.yml")
    return list(caught.value.problems)


def told(text: str) -> list[tuple[int | None, str]]:
    """Return the line and the check of each problem."""
    return [(problem.line, problem.check) for problem in problems_of(text)]


@pytest.mark.usefixtures("_with_either_parser")
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("a: 0012", {"a": "0012"}),
        ("a: 1200.00", {"a": "1200.00"}),
        ("a: 2026-03-01", {"a": "2026-03-01"}),
        ("a: 12:30", {"a": "12:30"}),
        ("on: 1", {"on": "1"}),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: null", {"a": None}),
        ("a: 'null'", {"a": "null"}),
        ("a: ''", {"a": ""}),
        ("a: |\n  b\n  c", {"a": "b\nc"}),
        ("a: b\n  c", {"a": "b c"}),
        ("- a\n- [b, {c: d}]", ["a", ["b", {"c": "d"}]]),
        ("a: {}\nb: []", {"a": {}, "b": []}),
        ("'<<': 1", {"<<": "1"}),
        ("__proto__: 1\nconstructor: 2", {"__proto__": "1", "constructor": "2"}),
        ("\ufeffa: é # commentaire", {"a": "é"}),
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("a: 🥐", {"a": "🥐"}),
        ('a: "*Dupont* <b> {{ x }}"', {"a": "*Dupont* <b> {{ x }}"}),
        ("", None),
        ("# rien", None),
        ("texte", "texte"),
    ],
)
def test_scalars_stay_the_text_of_the_file(text: str, data: Plain) -> None:
    assert load(text, path="").data == data


def test_each_field_has_its_line() -> None:
    text = "# dossier\ncreditor:\n  name: A\ninvoices:\n  - number: F1\n    amount:\n      '12'\n  - number: F2\n"
    assert load(text, path="").lines == {
        "": 2,
        "creditor": 2,
        "creditor.name": 3,
        "invoices": 4,
        "invoices.0": 5,
        "invoices.0.number": 5,
        "invoices.0.amount": 6,
        "invoices.1": 8,
        "invoices.1.number": 8,
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    assert load(end.join(["a: 1", "", "b: 2"]), path="").lines["b"] == 3


@pytest.mark.usefixtures("_with_either_parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", [(3, "yaml-duplicate-key")]),
        ("a: {b: 1, b: 2}", [(1, "yaml-duplicate-key")]),
        ("a: &x 1\nb: *x", [(1, "yaml-anchor"), (2, "yaml-alias")]),
        ("a: !!str 1", [(1, "yaml-tag")]),
        ("a: !perso {b: 1}", [(1, "yaml-tag")]),
        ("a: ! 1", [(1, "yaml-tag")]),
        ("a: 1\n<<: {b: 2}", [(2, "yaml-merge")]),
        ("a: 1\n---\nb: 2", [(2, "yaml-documents")]),
        ("? [a, b]\n: 1", [(1, "yaml-key")]),
        ("name: {{ debtor.name }}", [(1, "yaml-key")]),
        ("&x a: 1\n*x : 2", [(1, "yaml-anchor"), (2, "yaml-alias"), (2, "yaml-key")]),
        ("a: 1\n~: 2", [(2, "yaml-key")]),
        ("a: 1\n: 2", [(2, "yaml-syntax")]),
        ("a: é\x07\nb: \x00", [(1, "yaml-character"), (2, "yaml-character")]),
        ("a: b\u2028c", [(1, "yaml-character")]),
        ("a: \ud800", [(1, "yaml-character")]),
    ],
)
def test_what_makes_yaml_surprising_is_refused(text: str, expected: list[tuple[int, str]]) -> None:
    assert told(text) == expected


def test_all_problems_are_told_at_once_with_file_field_and_remedy() -> None:
    found = problems_of("debtor:\n  name: A\n  name: B\nterms: &t {clause: x}\nletter: *t\n")
    assert [str(problem).replace("\u00a0", " ") for problem in found] == [
        "dossier.yml:3  debtor.name  la clé « name » est répétée, elle est déjà à la ligne 2 → gardez l’une des deux",
        "dossier.yml:4  terms  ancre YAML « &t » → retirez-la, ou mettez le texte entre guillemets",
        "dossier.yml:5  letter  alias YAML « *t » → répétez la valeur, ou mettez le texte entre guillemets",
    ]


@pytest.mark.usefixtures("_with_either_parser")
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: Dupont: fils", 1, "deux-points inattendu"),
        ("a: 1\n b: 2", 2, "deux-points inattendu"),
        ("a: 'x\nb: 2\n", 3, "guillemet ouvert et jamais fermé"),
        ('a: "\\q"', 1, "barre oblique inverse"),
        ("a: [1, 2\nb: 3", 2, "crochet ouvert et jamais fermé"),
        ("a: {b: 1", 1, "accolade ouverte et jamais fermée"),
        ("a:\n\t- 1", 2, "une tabulation commence la ligne"),
        ("a: @x", 1, "ne peut pas commencer un texte"),
        ("a: *important*", 1, "étoile au début d’un texte"),
        ("a: &é", 1, "esperluette au début d’un texte"),
        ("- a\nb: 1", 2, "un tiret est attendu ici"),
        ("a: 1\n- b", 2, "cette ligne n’est pas à sa place"),
        ("a: |9x\n b", 1, "la syntaxe YAML est fausse ici"),
    ],
)
def test_a_syntax_error_is_told_in_french_with_its_line(text: str, line: int, words: str) -> None:
    (problem,) = problems_of(text)
    assert (problem.line, problem.check) == (line, "yaml-syntax")
    assert words in problem.message
    assert problem.hint


def test_problems_before_a_syntax_error_are_told_too() -> None:
    assert told("a: 1\na: 2\nb: [") == [(2, "yaml-duplicate-key"), (3, "yaml-syntax")]


def test_a_billion_laughs_costs_nothing() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    found = problems_of("\n".join(["l0: &l0 lol", *levels]))
    assert {problem.check for problem in found} == {"yaml-anchor", "yaml-alias"}


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("[" * (MAX_DEPTH + 1), "yaml-depth"),
        ("[" * 100_000, "yaml-depth"),
        ("a: " + "x" * MAX_BYTES, "yaml-size"),
        ("- 1\n" * (MAX_NODES + 1), "yaml-size"),
    ],
)
def test_limits_are_told(text: str, check: str) -> None:
    (problem,) = problems_of(text)
    assert problem.check == check


def test_depth_up_to_the_limit_is_read() -> None:
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH, path="").data is not None


def test_a_hopeless_file_gets_a_list_that_ends() -> None:
    found = problems_of("a: 1\n" * 10_000)
    assert len(found) == MAX_PROBLEMS + 1
    assert "seuls les premiers sont dits" in found[-1].message


def test_a_made_up_key_is_not_printed_raw() -> None:
    (problem,) = problems_of('"a\\e[31m": 1\n"a\\e[31m": 2')
    assert "\x1b" not in str(problem)
