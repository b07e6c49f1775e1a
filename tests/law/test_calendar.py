from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.claim import Channel
from generator.law.calendar import deadline, is_working_day, next_working_day


@pytest.mark.parametrize(
    ("day", "postcode", "is_worked"),
    [
        (date(2026, 11, 20), "75002", True),
        (date(2026, 11, 21), "75002", False),  # Saturday
        (date(2026, 11, 22), "75002", False),  # Sunday
        (date(2026, 5, 1), "75002", False),
        (date(2026, 5, 14), "75002", False),  # Ascension
        (date(2025, 12, 26), "75002", True),
        (date(2025, 12, 26), "57000", False),  # Moselle
        (date(2025, 12, 26), "67000", False),  # Bas-Rhin
        (date(2025, 12, 26), "68100", False),  # Haut-Rhin
        (date(2026, 4, 3), "67000", False),  # Good Friday
        (date(2026, 4, 3), "75002", True),
        (date(2026, 5, 27), "97110", False),  # Guadeloupe
        (date(2026, 5, 22), "97200", False),  # Martinique
        (date(2026, 6, 10), "97300", False),  # Guyane
        (date(2027, 12, 20), "97400", False),  # La Réunion
        (date(2026, 4, 27), "97600", False),  # Mayotte
        (date(2026, 10, 9), "97133", False),  # Saint-Barthélemy, before Guadeloupe's 971
        (date(2026, 5, 28), "97150", False),  # Saint-Martin
        (date(2026, 9, 24), "98800", False),  # Nouvelle-Calédonie
        (date(2026, 5, 27), "75002", True),
        (date(2026, 5, 27), "9711", True),  # a foreign postcode is no territory
        (date(2026, 7, 14), None, False),
        (date(2026, 7, 15), "", True),
    ],
)
def test_working_days_follow_the_territory(day: date, postcode: str | None, is_worked: bool) -> None:
    assert is_working_day(day, postcode) is is_worked


@pytest.mark.parametrize(
    ("channel", "last_day"),
    [
        (Channel.EMAIL, date(2026, 12, 17)),  # 2 + 15 December
        (Channel.POST, date(2026, 12, 21)),  # 20 December is a Sunday
        (Channel.REGISTERED, date(2026, 12, 21)),
        (Channel.ELECTRONIC_REGISTERED, date(2027, 1, 4)),  # 1 January, then a weekend
    ],
)
def test_a_deadline_is_counted_from_the_day_the_letter_should_be_presented(channel: Channel, last_day: date) -> None:
    assert deadline(date(2026, 12, 2), 15, channel, "75002") == last_day


def test_a_deadline_moves_with_the_holidays_of_the_debtor() -> None:
    # 25 December 2025 is a Thursday; the 26th is a holiday in Strasbourg, then comes a weekend.
    assert deadline(date(2025, 12, 15), 10, Channel.EMAIL, "75002") == date(2025, 12, 26)
    assert deadline(date(2025, 12, 15), 10, Channel.EMAIL, "67000") == date(2025, 12, 29)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 1)), st.sampled_from([None, "75002", "67000", "97100", "98700"]))
def test_the_next_working_day_is_the_first_one_and_near(day: date, postcode: str | None) -> None:
    found = next_working_day(day, postcode)
    assert is_working_day(found, postcode)
    assert timedelta(0) <= found - day <= timedelta(days=7)
    assert not any(is_working_day(day + timedelta(days=n), postcode) for n in range((found - day).days))
