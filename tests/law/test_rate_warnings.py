from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.errors import Problem
from generator.law.half_year import HalfYear
from generator.law.interest import accrue
from generator.law.rate_warnings import contractual_floor, contractual_rate_warnings
from generator.law.rates import contractual_rate


def warnings_of(rate: str, first_day: date, last_day: date) -> tuple[Problem, ...]:
    rule = contractual_rate(Decimal(rate))
    accrual = accrue(principal=Decimal(1000), first_day=first_day, last_day=last_day, rule=rule)
    return contractual_rate_warnings(Decimal(rate), accrual.segments)


def test_the_floor_is_three_times_the_legal_rate_of_the_half_year() -> None:
    assert contractual_floor(HalfYear(2026, 2)) == Decimal("8.25")
    assert contractual_floor(HalfYear(2024, 1)) == Decimal("15.21")
    assert contractual_floor(HalfYear(2027, 1)) is None


def test_a_rate_under_the_floor_is_kept_and_the_floor_shown_for_each_half_year_concerned() -> None:
    (warning,) = warnings_of("8.00", date(2025, 6, 1), date(2026, 9, 1))
    assert warning.check == "contractual-rate-under-floor"
    # 3 x 3.71 in 2025-S1, 3 x 2.76 in 2025-S2, 3 x 2.62 = 7.86 in 2026-S1, 3 x 2.75 in 2026-S2
    floors = ["2025-S1\u00a0: 11,13\u00a0%", "2025-S2\u00a0: 8,28\u00a0%", "2026-S2\u00a0: 8,25\u00a0%"]
    assert "\u202f; ".join(floors) in warning.message
    assert "2026-S1" not in warning.message


def test_a_rate_at_the_floor_is_not_warned_of() -> None:
    assert warnings_of("8.25", date(2026, 7, 1), date(2026, 9, 1)) == ()


@pytest.mark.parametrize(("rate", "is_high"), [("37.20", False), ("37.21", True)])
def test_a_rate_above_three_times_the_default_may_be_a_penalty_clause(rate: str, is_high: bool) -> None:
    found = [warning.check for warning in warnings_of(rate, date(2026, 7, 1), date(2026, 9, 1))]
    assert found == (["contractual-rate-high"] if is_high else [])


def test_a_floor_that_is_not_known_is_said() -> None:
    (warning,) = warnings_of("15.00", date(2026, 12, 1), date(2027, 1, 15))
    assert warning.check == "contractual-rate-floor-unknown"
    assert "2027-S1" in warning.message


def test_a_rate_that_served_no_day_is_not_judged() -> None:
    assert contractual_rate_warnings(Decimal("0.10"), ()) == ()
    assert contractual_rate_warnings(None, ()) == ()
