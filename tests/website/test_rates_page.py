from __future__ import annotations

import html
import re
from decimal import Decimal

import markdown as python_markdown
import pytest

from generator.law.data_files import legal_interest_rate, refinancing_rate
from generator.law.half_year import HalfYear, half_year_of
from generator.values import percent
from generator.website.rates_page import before, rates_page

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def tables() -> list[list[list[str]]]:
    """The three tables as lists of rows of words, their heads left out."""
    page = python_markdown.markdown(
        rates_page().split("\n---\n", 1)[1], extensions=["attr_list", "md_in_html", "tables"]
    )
    return [
        [
            [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
            if "<td" in row
        ]
        for table in re.findall(r"<table>(.*?)</table>", page, re.DOTALL)
    ]


def test_the_rate_that_a_letter_takes_today_is_read_first(tables: list[list[list[str]]]) -> None:
    row = tables[0][1]
    assert row[0] == f"2e{NBSP}semestre{NBSP}2026"
    assert row[1:4] == [f"2,40{NBSP}%", f"12,40{NBSP}%", f"10,40{NBSP}%"]


def test_what_nobody_knows_yet_is_named_and_not_guessed(tables: list[list[list[str]]]) -> None:
    for table in tables[:2]:
        assert table[0][0] == f"1er{NBSP}semestre{NBSP}2027"
        assert table[0][1:4] == ["?", "?", "?"]
        assert table[0][5] == "pas encore publié"
    assert "(2027-S1)" in rates_page()


def test_every_published_value_has_a_source_and_a_certainty(tables: list[list[list[str]]]) -> None:
    for table in tables:
        for row in table[1:]:
            assert row[-2]
            assert row[-1] in {"établi", "à confirmer", "incertain"}


def test_the_floor_is_three_times_the_rate_of_other_cases(tables: list[list[list[str]]]) -> None:
    rates = sorted(legal_interest_rate().values.items(), reverse=True)
    assert [row[3] for row in tables[1][1:]] == [percent.format(rate.other_cases * Decimal(3)) for _, rate in rates]
    assert tables[1][1][1:4] == [f"6,84{NBSP}%", f"2,75{NBSP}%", f"8,25{NBSP}%"]


def test_both_series_are_whole(tables: list[list[list[str]]]) -> None:
    assert len(tables[1]) == len(legal_interest_rate().values) + 1
    assert len(tables[2]) == len(refinancing_rate().values)
    assert tables[2][0][1] == percent.format(refinancing_rate().values[-1].value)


def test_half_years_follow_one_another_without_a_gap(tables: list[list[list[str]]]) -> None:
    half_year = half_year_of(refinancing_rate().last_covered_day)
    for row in tables[0][1:]:
        assert row[0] == half_year.in_words
        half_year = before(half_year)


def test_before_january_comes_july() -> None:
    assert before(HalfYear(2026, 1)) == HalfYear(2025, 2)
    assert before(HalfYear(2026, 2)) == HalfYear(2026, 1)
