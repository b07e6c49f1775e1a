"""Rules of spacing that are written so as to be quick change what the plain ones would."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

from generator.letter.typography import _RULES, _SPACES, NBSP, NUMBER_SLOT, SLOT, space

CATALOGUE = Path(__file__).parents[2] / "letter_templates"
PLAIN = (
    (re.compile(f"(?i)\\b(n°|n°s|nᵒ|art\\.|p\\.)[{_SPACES}]+"), r"\1" + NBSP),
    (
        re.compile(f"(?i)\\b(articles?|alinéas?)[{_SPACES}]+(?=[LRDA]?\\.?\\s?[0-9]|[{NUMBER_SLOT}{SLOT}])"),
        r"\1" + NBSP,
    ),
    (re.compile(f"\\b([LRDA])\\.[{_SPACES}]*(?=[0-9])"), r"\1." + NBSP),
    (re.compile(f"\\b(P\\.)[{_SPACES}]*(J\\.)"), r"\1" + NBSP + r"\2"),
)
PIECES = (
    *("n°", "N°", "n°s", "n°S", "nᵒ", "nᵒs", "art.", "Art.", "ART.", "arts.", "p.", "P.", "J.", "P.J.", "part.", "sp."),
    *("article", "Articles", "ARTICLE", "articleſ", "alinéa", "Alinéas", "particle", "L.", "R.", "D.", "AL.", "a", "é"),
    *(" ", " ", " ", "  ", NBSP, "\n", "12", "3", SLOT, NUMBER_SLOT, ",", "_", "-"),
)


def changed_by(rules: Iterable[tuple[re.Pattern[str], str]], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def test_places_before_numbers_are_those_of_the_plain_rules() -> None:
    chance = random.Random(20261122)  # noqa: S311  # texts, not secrets
    made = ["".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(20000)]
    first = next(place for place, (signs, _, _) in enumerate(_RULES) if "°" in signs)
    quick = [(pattern, replacement) for _, pattern, replacement in _RULES[first : first + 5]]
    changed = 0
    for text in [*made, *(path.read_text("utf-8") for path in CATALOGUE.rglob("*.md"))]:
        spaced = changed_by(quick, text)
        assert spaced == changed_by(PLAIN, text), repr(text)
        changed += spaced != text
    assert changed > 2000


def test_a_rule_is_tried_where_its_signs_are() -> None:
    chance = random.Random(20261122)  # noqa: S311  # texts, not secrets
    pieces = (*PIECES, ";", ":", "«", "»", "'", "...", "€", "jours", "×", "?")
    for _ in range(20000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 6)))
        assert space(text) == changed_by(((pattern, replacement) for _, pattern, replacement in _RULES), text)
