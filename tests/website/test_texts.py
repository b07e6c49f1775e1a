from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from generator.website import texts

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "generator/website/texts").glob("*.md"))]


NOT_FRENCH = {
    "straight apostrophe": r"'",
    "ordinary space before a mark": r" [;:!?»]",
    "no space before a mark": r"[\w)*»][;!?](?=\s|$)",
    "no space before a colon": r"[\w)»]\*{0,2}:(?=\s|$)",
    "ordinary space after a guillemet": r"« ",
    "ordinary space before a unit": r"\d (?:€|%|jours?\b|points\b)",
    "ordinary space in a reference": r"\bart\. |n° ",
}


def prose(page: Path) -> str:
    """What is read: no code, no link's target, no attribute, no entity, and no key of the front matter."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"```.*?```|`[^`]*`|<[^>]+>|\]\([^)]*\)|\{ [#.][^}]*\}|&\w+;", "", text, flags=re.DOTALL)
    return re.sub(r"(?m)^[a-z_]+:(?: |$)", "", text)


@pytest.mark.parametrize("fault", NOT_FRENCH)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_are_set_as_french_is(page: Path, fault: str) -> None:
    assert re.findall(f".{{0,30}}(?:{NOT_FRENCH[fault]})", prose(page)) == []


def test_a_place_without_a_value_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        texts.fill("lettres")


def test_a_place_filled_with_nothing_leaves_no_hole() -> None:
    names = re.findall(r"\$(\w+)", (files(texts.__name__) / "lettre.md").read_text(encoding="utf-8"))
    page = texts.fill("lettre", **dict.fromkeys(names, ""))
    assert "\n\n\n" not in page
    assert page.endswith("\n")
