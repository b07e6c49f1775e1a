"""Front matter: cut from the body, every line keeping its number."""

from __future__ import annotations

import pytest

from generator.catalogue.front_matter import Parts, split
from generator.errors import Problem


def test_facts_and_body_keep_their_lines() -> None:
    problems: list[Problem] = []
    parts = split("---\na: b\nc: d\n---\nBonjour\n", "x.md", problems)
    assert parts == Parts("\na: b\nc: d", "Bonjour\n", 5)
    assert parts.body_line == 5
    assert problems == []


def test_a_rule_inside_the_body_is_the_body_s() -> None:
    parts = split("---\na: b\n---\nUn\n\n---\n\nDeux\n", "x.md", [])
    assert parts is not None
    assert parts.body == "Un\n\n---\n\nDeux\n"


@pytest.mark.parametrize("text", ["", "Bonjour\n", " ---\na: b\n---\n", "---\na: b\n", "---", "----\na: b\n----\n"])
def test_what_has_no_front_matter_is_refused(text: str) -> None:
    problems: list[Problem] = []
    assert split(text, "x.md", problems) is None
    assert [(problem.path, problem.line) for problem in problems] == [("x.md", 1)]


def test_front_matter_may_be_left_out_where_it_is_optional() -> None:
    assert split("Bonjour\n", "x.md", [], required=False) == Parts(None, "Bonjour\n", 1)
