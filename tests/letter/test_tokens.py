"""Plain texts are cut into tags without jinja2's lexer: just as it would cut them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.letter.language import _plain_tokens, _tokens

CATALOGUE = Path(__file__).parents[2] / "letter_templates"
AROUND = (
    *("{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "%", "#", "\n", " ", "é", "’", "[", "~", "*", "\\", "'", '"', "a"),
    *("{{ a }}", "{% if a %}", "{% endif %}", "raw", "{% raw %}", "{% endraw %}", "\x0b", "\u2028", "$"),
)
INSIDE = (
    *(
        "a",
        "_",
        "é",
        "²",
        ".",
        "..",
        "|",
        ",",
        " ",
        "\n",
        "1",
        "1.5",
        "1e3",
        "0x1",
        "1_0",
        "==",
        "=",
        "!=",
        "!",
        "<",
        ">=",
    ),
    *('"x"', '"{"', '"É"', '""', '"', "'", "(", ")", "+", "-", "/", "%", "[", "~", "raw", "\x0b", "\u2028"),
)


def _mixed(seed: int) -> list[str]:
    rng = random.Random(seed)  # noqa: S311 - texts to try, no secret
    texts = ["".join(rng.choices(AROUND, k=rng.randint(1, 9))) for _ in range(4_000)]
    for _ in range(4_000):
        opening, closing = rng.choice([("{{", "}}"), ("{%", "%}")])
        inside = "".join(rng.choices(INSIDE, k=rng.randint(0, 6)))
        texts.append(f"{rng.choice(['', 'a ', chr(10)])}{opening}{inside}{closing}{rng.choice(['', 'b', chr(10)])}")
    return texts


def _refuse(line: int, message: str, hint: str = "") -> None:
    raise AssertionError(f"refused at line {line}: {message}")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_cut_as_plain_is_cut_as_the_lexer_would(seed: int) -> None:
    plain = [(text, found) for text in _mixed(seed) if (found := _plain_tokens(text))]
    assert len(plain) > 1_000
    for text, found in plain:
        assert found == list(_tokens(text, _refuse)), text


def test_most_texts_of_the_catalogue_are_plain() -> None:
    texts = [path.read_text("utf-8") for path in CATALOGUE.rglob("*.md")]
    plain = [(text, found) for text in texts if (found := _plain_tokens(text))]
    assert len(plain) > len(texts) / 2
    for text, found in plain:
        assert found == list(_tokens(text, _refuse))
