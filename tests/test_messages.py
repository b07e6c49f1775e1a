"""How messages show values, lists and the nearest word."""

from __future__ import annotations

import pytest

from generator.messages import did_you_mean, listed, nearest, quoted, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "abc"),
        ("é" * 60, "é" * 60),
        ("é" * 61, "é" * 59 + "…"),
        ("a\nb\u202ec", "a\\u000ab\\u202ec"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
    ],
)
def test_a_value_is_shown_short_and_without_hidden_characters(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_guillemets_keep_their_spaces() -> None:
    assert quoted("x") == "«\u00a0x\u00a0»"


@pytest.mark.parametrize(("words", "expected"), [(["a"], "a"), (["a", "b"], "a ou b"), (["a", "b", "c"], "a, b ou c")])
def test_words_are_listed_as_in_a_sentence(words: list[str], expected: str) -> None:
    assert listed(words) == expected


def test_the_nearest_word_is_proposed_only_when_it_is_near() -> None:
    assert nearest("nmae", ["name", "address"]) == "name"
    assert nearest("NAME", ["name", "address"]) == "name"
    assert did_you_mean("nmae", ["name"]) == "\u202f; vouliez-vous dire «\u00a0name\u00a0»\u202f?"
    assert did_you_mean("montant", ["name", "address"]) == ""
