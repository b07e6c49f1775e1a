"""The page about the language of letters: nothing that a letter may hold is missing from it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import get_args

import markdown as python_markdown
import pytest

from generator.catalogue.json_schema import schemas
from generator.catalogue.load import load
from generator.catalogue.model import Catalogue
from generator.errors import Problem
from generator.letter import language, nodes
from generator.letter.nodes import Expression
from generator.letter.schema import Source
from generator.values import VALUE_TYPES
from generator.values.formatters import FORMATTERS
from generator.website import language_words as words
from generator.website.language_page import KEYS, language_page

ROOT = Path(__file__).parents[2]
NBSP, NNBSP = "\u00a0", "\u202f"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "letter_templates", is_judged=False)


@pytest.fixture(scope="module")
def page(catalogue: Catalogue) -> str:
    source = language_page(catalogue).split("\n---\n", 1)[1]
    return python_markdown.markdown(source, extensions=["attr_list", "md_in_html", "tables", "toc"])


@pytest.fixture(scope="module")
def rows(page: str) -> dict[str, list[list[str]]]:
    """The rows of each table, by its label."""
    regions = re.findall(r'aria-label="([^"]*)"[^>]*>\s*<table>(.*?)</table>', page, re.DOTALL)
    return {html.unescape(label): [_cells(row) for row in _rows(table)] for label, table in regions}


def _rows(table: str) -> list[str]:
    return [row for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL) if "<td" in row]


def _cells(row: str) -> list[str]:
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", re.sub("<br ?/?>", "\n", cell))) for cell in cells]


def firsts(table: list[list[str]]) -> list[str]:
    return [row[0] for row in table]


def test_every_filter_stands_there_with_what_it_makes(rows: dict[str, list[list[str]]]) -> None:
    found = {row[0]: row[1:] for row in rows["Les filtres"]}
    assert list(found) == list(FORMATTERS)
    assert {name: set(row[0].split()) for name, row in found.items()} == {
        n: set(f.accepts) for n, f in FORMATTERS.items()
    }
    assert found["money"][1] == f"1{NNBSP}234,50{NBSP}€"
    assert found["date"][1] == f"1er{NBSP}mars{NBSP}2026"
    assert all(row[2] for row in found.values())


def test_every_type_stands_there_as_it_is_written_and_read(rows: dict[str, list[list[str]]]) -> None:
    found = {row[0]: row[1:] for row in rows["Les types"]}
    assert list(found) == list(VALUE_TYPES)
    for name, (written, shown, said) in found.items():
        assert VALUE_TYPES[name].format(VALUE_TYPES[name].parse(written)) == shown
        assert said


def test_every_condition_stands_there_and_is_one(rows: dict[str, list[list[str]]]) -> None:
    assert set(words.CONDITIONS) == set(get_args(Expression))
    assert firsts(rows["Les conditions"]) == [example for example, _ in words.CONDITIONS.values()]
    for kind, (example, _) in words.CONDITIONS.items():
        problems: list[Problem] = []
        read = language.read_condition(Source("essai", example), problems)
        assert problems == []
        assert kind.__name__ in repr(read)


def test_every_tag_stands_there_and_is_read(rows: dict[str, list[list[str]]]) -> None:
    assert tuple(words.TAGS) == language._KEYWORDS
    assert firsts(rows["Les balises"]) == [example for example, _ in words.TAGS.values()]
    for keyword, (example, _) in words.TAGS.items():
        problems: list[Problem] = []
        [tag] = language.read(Source("essai", example), problems)
        assert problems == []
        assert isinstance(tag, language.Tag)
        assert tag.keyword == keyword


def test_every_block_that_can_be_written_stands_there(rows: dict[str, list[list[str]]]) -> None:
    filled = {nodes.Filled, nodes.Control}
    assert set(words.BLOCKS) == {*get_args(nodes.Block), *get_args(nodes.Inline)} - filled
    assert len(rows["Le texte"]) == len(words.BLOCKS)
    assert tuple(words.PARTS) == nodes.PARTS


def test_every_field_stands_there_with_its_type(catalogue: Catalogue, rows: dict[str, list[list[str]]]) -> None:
    found = {row[0]: row for label, table in rows.items() if label.startswith("Les champs de") for row in table}
    assert set(found) == set(catalogue.fields)
    assert found["invoices[].amount"][1] == "money"
    assert found["creditor.phone"][2] == "oui"
    assert found["letter.on"][2].strip() == ""
    assert "calculé" in found["statement.total"][3]


def test_every_clause_and_table_stands_there(catalogue: Catalogue, rows: dict[str, list[list[str]]]) -> None:
    assert firsts(rows["Les clauses"]) == list(catalogue.clauses)
    asked = {row[0]: row[4] for row in rows["Les clauses"]}
    assert asked["clauses/paiement.md"] == "bank_details_changed"
    assert firsts(rows["Les tableaux"]) == [f"{{{{ {name} }}}}" for name in catalogue.tables]
    assert len(catalogue.tables) > 3


def test_every_key_stands_there_and_says_whether_it_is_needed(
    catalogue: Catalogue, rows: dict[str, list[list[str]]]
) -> None:
    made = schemas(catalogue)
    assert {*made["letter"]["definitions"], "letter", "version", "clause"} == set(KEYS)
    for name, title in KEYS.items():
        shape = made[name] if name in made else made["letter"]["definitions"][name]
        table = rows[title]
        assert firsts(table) == list(shape["properties"])
        assert [row[0] for row in table if row[1] == "oui"] == shape.get("required", [])
