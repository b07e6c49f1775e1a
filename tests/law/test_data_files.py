from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from generator.errors import ContentError
from generator.law.data_files import (
    AmountName,
    amount,
    law_data_json,
    legal_interest_rate,
    read_amounts,
    read_legal_interest_rate,
    read_refinancing_rate,
    refinancing_rate,
)
from generator.law.half_year import HalfYear

# Refinancing rate in force on each first day of a half-year, as published tables give it.
ON_ANCHOR_DAYS = {
    "2009": ("2.50", "1.00"),
    "2010": ("1.00", "1.00"),
    "2011": ("1.00", "1.25"),
    "2012": ("1.00", "1.00"),
    "2013": ("0.75", "0.50"),
    "2014": ("0.25", "0.15"),
    "2015": ("0.05", "0.05"),
    "2016": ("0.05", "0.00"),
    "2017": ("0.00", "0.00"),
    "2018": ("0.00", "0.00"),
    "2019": ("0.00", "0.00"),
    "2020": ("0.00", "0.00"),
    "2021": ("0.00", "0.00"),
    "2022": ("0.00", "0.00"),
    "2023": ("2.50", "4.00"),
    "2024": ("4.50", "4.25"),
    "2025": ("3.15", "2.15"),
    "2026": ("2.15", "2.40"),
}


@pytest.mark.parametrize("year", ON_ANCHOR_DAYS)
def test_the_refinancing_rate_on_anchor_days_is_the_published_one(year: str) -> None:
    found = [refinancing_rate().for_half_year(HalfYear(int(year), half)).value for half in (1, 2)]
    assert found == [Decimal(rate) for rate in ON_ANCHOR_DAYS[year]]


def test_individuals_pay_more_than_the_other_cases_in_every_half_year() -> None:
    assert all(rate.individuals > rate.other_cases for rate in legal_interest_rate().values.values())


def test_the_legal_rate_follows_the_refinancing_rate_of_two_months_before() -> None:
    """Both columns are this rate plus something slow: a typing slip shows as a jump."""
    gaps = {}
    for half_year, rate in legal_interest_rate().values.items():
        before = date(half_year.year - 1, 11, 1) if half_year.half == 1 else date(half_year.year, 5, 1)
        gaps[half_year] = rate.other_cases - refinancing_rate().in_force_on(before).value
    moves = [abs(gaps[later] - gaps[earlier]) for earlier, later in pairwise(sorted(gaps))]
    assert len(moves) == 23
    assert max(moves) < Decimal("0.50")


def test_half_years_of_the_legal_rate_follow_one_another_without_a_hole() -> None:
    names = list(legal_interest_rate().values)
    assert names[0] == HalfYear(2015, 1)
    assert all(earlier.next == later for earlier, later in pairwise(names))


def test_every_file_says_up_to_when_it_was_checked() -> None:
    assert refinancing_rate().checked_up_to == legal_interest_rate().checked_up_to == date(2026, 11, 21)
    assert {amount(name).checked_up_to for name in AmountName} == {date(2026, 11, 21)}


def test_the_page_gets_numbers_as_texts() -> None:
    data = law_data_json()
    assert set(data) == {"refinancing_rate", "legal_interest_rate", "amounts"}
    legal = data["legal_interest_rate"]
    assert isinstance(legal, dict)
    assert legal["values"][-1]["other_cases"] == "2.75"
    assert legal["checked_up_to"] == "2026-11-21"


RATE = '{effective: "2026-01-01", rate: "2.15", source: "BCE", confidence: "high"}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'title: "T"\nvalues: [{RATE}]\n', "checked_up_to"),
        (f'title: "T"\nchecked_up_to: "2026-11-21"\nvalues: [{RATE}, {RATE}]\n', "ne peut pas suivre"),
        (f'title: "T"\nchecked_up_to: "2026-02-30"\nvalues: [{RATE}]\n', "2026-02-30"),
        ('title: "T"\nchecked_up_to: "2026-11-21"\nvalues: []\n', "values"),
        ('title: "T"\nchecked_up_to: "2026-11-21"\nvalues: [{effective: "2026-01-01", rate: "2.15"}]\n', "source"),
        (f'title: "T"\nchecked_up_to: "2026-11-21"\nvalues: [{RATE.replace("2.15", "NaN")}]\n', "NaN"),
        (f'title: "T"\nchecked_up_to: "2026-11-21"\nvalues: [{RATE}]\nyear: "2026"\n', "year"),
    ],
)
def test_a_faulty_rate_file_is_refused_and_named(text: str, said: str) -> None:
    with pytest.raises(ContentError, match=r"rates\.yml") as refused:
        read_refinancing_rate(text, path="rates.yml")
    assert said in str(refused.value)


def test_a_repeated_half_year_is_refused() -> None:
    row = '{half_year: "2026-S1", individuals: "6.67", other_cases: "2.62", source: "arrêté", confidence: "high"}'
    text = f'title: "T"\nchecked_up_to: "2026-11-21"\nvalues: [{row}, {row}]\n'
    with pytest.raises(ContentError, match="2026-S1"):
        read_legal_interest_rate(text, path="legal.yml")


def test_an_amounts_file_that_lacks_one_is_refused() -> None:
    with pytest.raises(ContentError, match="public_limitation"):
        read_amounts('checked_up_to: "2026-11-21"\nseries: {}\n', path="amounts.yml")
