"""The table of « Quelle lettre envoyer ? » as the site has it: a page that whoever reads can follow, and the data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.website.advice_page import address_of, advice_files_of
from generator.website.articles_page import articles_page
from generator.website.guide import GuidePage
from generator.website.places import ADVICE_DATA, ADVICE_PAGE

TEXT = (Path(__file__).parents[2] / "letter_templates" / "advice.yml").read_text(encoding="utf-8")
DOCS = Path(__file__).parents[2] / "docs"
TITLES = {"mise-en-demeure": "Mise en demeure", "rappel-amiable": "Rappel [amiable]"}
FILES = advice_files_of(TEXT, TITLES)
DATA = json.loads(FILES[ADVICE_DATA])


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("guide/index.md", "guide/"),
        ("guide/penalites.md", "guide/penalites/"),
        ("cas-refuses.md#loyers", "cas-refuses/#loyers"),
    ],
)
def test_a_page_has_its_address(page: str, address: str) -> None:
    assert address_of(page) == address


def test_the_page_tells_every_rule_and_every_answer_with_its_dated_articles() -> None:
    page = FILES[ADVICE_PAGE]
    assert page.count("\n| ") == len(DATA["rules"]) + 1  # and its head
    for name in DATA["outcomes"]:
        assert f"{{ #{name} }}" in page
        assert f"](#{name})" in page
    assert "Rappel \\[amiable\\]" in page
    assert "Code de commerce, art.\u00a0L622-7, relu le 21\u00a0novembre\u00a02026" in page
    assert "L133-6, relu le 21\u00a0novembre\u00a02026, à confirmer" in page


def test_the_articles_of_its_checks_stand_in_the_index() -> None:
    page = GuidePage(ADVICE_PAGE, FILES[ADVICE_PAGE])
    assert page.read_on == date(2026, 11, 21)
    lines = articles_page((), [page]).replace("\\", "").splitlines()
    (line,) = (line for line in lines if "Code de commerce, art. L622-7 |" in line)
    assert "[Quelle lettre envoyer" in line
    assert "../quelle-lettre/index.md" in line
    assert "2026" in line


def test_every_answer_leads_to_a_page_that_is_there() -> None:
    for outcome in DATA["outcomes"].values():
        folder = outcome["page"].partition("#")[0].rstrip("/")
        assert (DOCS / f"{folder}.md").is_file() or (DOCS / folder / "index.md").is_file()


def test_a_table_that_is_refused_makes_no_page() -> None:
    with pytest.raises(CatalogueError, match="rant"):
        advice_files_of(TEXT.replace('debt: ["rent"]', 'debt: ["rant"]'), TITLES)
