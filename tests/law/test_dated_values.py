from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RateUnknown
from generator.law.dated_values import (
    Confidence,
    DatedSeries,
    DatedValue,
    LegalInterestRate,
    LegalInterestSeries,
)
from generator.law.half_year import HalfYear, half_year_of, half_years_between


def series(checked_up_to: date, *effective: date) -> DatedSeries:
    values = tuple(
        DatedValue(effective=day, value=Decimal(place), source="BCE", confidence=Confidence.HIGH)
        for place, day in enumerate(effective)
    )
    return DatedSeries(title="Taux", checked_up_to=checked_up_to, values=values)


def test_a_value_is_in_force_until_the_next_one_takes_effect() -> None:
    rates = series(date(2026, 11, 21), date(2025, 6, 11), date(2026, 6, 17))
    assert rates.in_force_on(date(2026, 6, 16)).value == 0
    assert rates.in_force_on(date(2026, 6, 17)).value == 1


def test_a_day_before_the_first_value_is_refused_by_name() -> None:
    with pytest.raises(RateUnknown, match="10\u00a0juin\u00a02025") as refused:
        series(date(2026, 11, 21), date(2025, 6, 11)).in_force_on(date(2025, 6, 10))
    assert refused.value.half_year == "2025-S1"


@pytest.mark.parametrize(
    ("checked_up_to", "last_covered_day"),
    [
        (date(2026, 11, 21), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 6, 30)),
    ],
)
def test_a_checked_half_year_is_covered_to_its_end_and_the_next_refused(
    checked_up_to: date, last_covered_day: date
) -> None:
    rates = series(checked_up_to, date(2025, 6, 11))
    assert rates.last_covered_day == last_covered_day
    assert rates.for_half_year(half_year_of(last_covered_day)).value == 0
    next_one = half_year_of(last_covered_day).next
    with pytest.raises(RateUnknown, match=next_one.name) as refused:
        rates.for_half_year(next_one)
    assert (refused.value.day, refused.value.half_year) == (next_one.first_day, next_one.name)


def test_a_published_rate_is_not_covered_before_it_is_in_force_and_checked() -> None:
    names = [HalfYear(2026, 2), HalfYear(2027, 1)]
    rates = LegalInterestSeries(
        title="Taux de l’intérêt légal",
        checked_up_to=date(2026, 12, 28),
        values={
            name: LegalInterestRate(
                half_year=name,
                individuals=Decimal(7),
                other_cases=Decimal(3),
                source="arrêté",
                confidence=Confidence.HIGH,
            )
            for name in names
        },
    )
    assert rates.last_covered_day == date(2026, 12, 31)
    with pytest.raises(RateUnknown, match="2027-S1"):
        rates.for_half_year(HalfYear(2027, 1))


def test_a_half_year_is_named_in_files_and_in_words() -> None:
    assert half_year_of(date(2026, 6, 30)).name == "2026-S1"
    assert half_year_of(date(2026, 7, 1)).in_words == "2e\u00a0semestre\u00a02026"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_in_the_half_year_that_starts_before_it_and_ends_after_it(day: date) -> None:
    half_year = half_year_of(day)
    assert half_year.first_day <= day <= half_year.last_day
    assert half_year.last_day + timedelta(days=1) == half_year.next.first_day


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 3000))
def test_the_half_years_of_a_period_cover_it_whole(first_day: date, length: int) -> None:
    last_day = first_day + timedelta(days=length)
    found = half_years_between(first_day, last_day)
    assert found[0] == half_year_of(first_day)
    assert found[-1] == half_year_of(last_day)
    assert all(earlier.next == later for earlier, later in pairwise(found))
