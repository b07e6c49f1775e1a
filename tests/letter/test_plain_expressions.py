"""Expressions of the usual forms are read without jinja2: just as its parser would have them read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from generator.letter.expressions import Refused, parsed_condition, parsed_value
from generator.letter.plain_expressions import plain_condition, plain_value

CATALOGUE = Path(__file__).parents[2] / "letter_templates"
PIECES = (
    *(
        "a",
        "debtor.kind",
        "a.is",
        "a.b.c",
        "_x",
        "not",
        "and",
        "or",
        "in",
        "is",
        "is not",
        "given",
        "several",
        "plural",
    ),
    *(
        "plural",
        "if",
        "else",
        "true",
        "none",
        "False",
        "None",
        "é",
        "A",
        "a1",
        "1",
        "0",
        "007",
        "1.5",
        "-1",
        "1_0",
        "9999999999",
    ),
    *('"x"', '""', '"a and b"', '"é"', "'y'", '"\\\\n"', "==", "!=", "<", "<=", ">", ">=", "=", "<>", "=>", "!"),
    *(
        "(",
        ")",
        '("x", "y")',
        '("x","y")',
        '("x")',
        '("x",)',
        "|",
        "money",
        "count",
        "|date",
        ".",
        ",",
        "~",
        "+",
        "| count",
        "not (",
        "'x y'",
    ),
)
SPACES = ("", " ", " ", " ", "  ", "\n", "\t", "\u00a0")
Read = TypeVar("Read")


def judged(read: Callable[[str], Read], text: str) -> Read | None:
    try:
        return read(text)
    except Refused:
        return None


def assert_alike(text: str) -> int:
    """What is read plainly is what jinja2 reads; how many of the two readings there were."""
    condition, value = plain_condition(text), plain_value(text)
    assert condition is None or repr(condition) == repr(judged(parsed_condition, text)), text
    assert value is None or value == judged(parsed_value, text), text
    return (condition is not None) + (value is not None)


@pytest.mark.parametrize("seed", range(4))
def test_any_expression_is_read_alike(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - texts to try, no secret
    plain = 0
    for _ in range(8000):
        pieces = rng.choices(PIECES, k=rng.randint(1, 6))
        plain += assert_alike("".join(piece + rng.choice(SPACES) for piece in pieces).strip())
    assert plain > 100


def test_the_questions_of_letters_are_read_alike() -> None:
    atoms = (
        *("a", "not a.b", "a is given", "a is not given", "not a is plural", 'a == "x"', 'not a.b != "x y"', "a > 0"),
        *('a in ("x", "y")', 'not a in ("x","y", "z")', "a>=10", 'a<"b"', "a is several"),
        *(
            "a | count > 5",
            "a|count<=b",
            "a.b < a.c",
            "a == 'x'",
            "not (a is plural)",
            "not ( not a )",
            "not (a == 'x')",
        ),
    )
    joined = [f"{one} {word} {other}" for one in atoms for other in atoms for word in ("and", "or")]
    joined += [f"{one} and {other} {word} a" for one in atoms for other in atoms for word in ("and", "or")]
    assert sum(map(assert_alike, (*atoms, *joined))) > len(joined) / 2


def test_the_catalogue_needs_no_other_reading() -> None:
    """Nine in ten at least: else this module is not worth its lines."""
    texts = [path.read_text("utf-8") for path in CATALOGUE.rglob("*.md")]
    holes = {found.strip() for text in texts for found in re.findall(r"\{\{(.*?)\}\}", text, re.DOTALL)}
    asked = {found.strip() for text in texts for found in re.findall(r"\{% (?:el)?if (.*?) %\}", text, re.DOTALL)}
    for text in holes | asked:
        assert_alike(text)
    assert len(holes) > 60
    assert len(asked) > 60
    assert sum(plain_value(text) is not None for text in holes) > 0.9 * len(holes)
    assert sum(plain_condition(text) is not None for text in asked) > 0.9 * len(asked)
