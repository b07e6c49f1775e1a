from __future__ import annotations

import html
import re
import string

import markdown as python_markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.website.markdown import front_matter, link, scrolled, table, text
from tests.render.documents import HOSTILE_TEXTS

EXTENSIONS = ["attr_list", "md_in_html", "tables"]
MARKS = string.punctuation + " ab1é"


def shown(source: str) -> str:
    return python_markdown.markdown(source, extensions=EXTENSIONS)


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


@pytest.mark.parametrize(
    "hostile", [*HOSTILE_TEXTS, "a {: .classe }", "x { #id }", "- un", "# titre", "> cité", "[a](b)", "<!-- c", "&lt;"]
)
def test_words_stay_words_in_a_paragraph(hostile: str) -> None:
    page = shown(f"Avant {text(hostile)} après")
    assert words(page) == f"Avant {' '.join(hostile.split())} après"
    assert re.findall(r"<(\w+)", page) == ["p"]


@given(st.text(alphabet=MARKS, max_size=30))
def test_any_marks_stay_words(hostile: str) -> None:
    page = shown(f"a{text(hostile)}b")
    assert words(page) == " ".join(f"a{hostile}b".split())


@pytest.mark.parametrize("hostile", HOSTILE_TEXTS)
def test_words_stay_in_their_cell(hostile: str) -> None:
    page = shown(table(("Un", "Deux"), [(text(hostile), "fin")]))
    assert page.count("<td") == 2
    assert words(page) == f"Un Deux {' '.join(hostile.split())} fin"


def test_numbers_are_marked_by_a_class_rather_than_a_style() -> None:
    page = shown(table(("Mois", "Taux"), [("mai", "**2**")], numbers=(1,)))
    assert '<td><span class="relance-number"><strong>2</strong></span></td>' in page
    assert "<td>mai</td>" in page
    assert "style=" not in page


def test_an_empty_cell_keeps_its_column() -> None:
    assert shown(table(("Un", "Deux"), [("", "fin")])).count("<td") == 2


def test_a_link_leads_where_it_says() -> None:
    page = shown(link("L’art. [1]", "https://exemple.fr/a b?c=<d>"))
    assert '<a href="https://exemple.fr/a%20b?c=%3Cd%3E">L’art. [1]</a>' in page


def test_front_matter_keeps_any_text() -> None:
    values = {"title": 'Dire « non » : "oui"\n--- #x', "hide": ["navigation"]}
    source = front_matter(values)
    assert yaml.safe_load(source.removeprefix("---").removesuffix("---")) == values
    assert source.count("\n---") == 1


def test_a_table_can_be_scrolled_with_the_keyboard() -> None:
    page = shown(scrolled(table(("Un",), [("a",)]), 'Les "taux"'))
    assert '<div aria-label="Les &quot;taux&quot;" class="relance-scroll" role="region" tabindex="0">' in page
    assert "<table>" in page
