from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ClaimRefused
from generator.law.instalments import MAX_COUNT, MIN_COUNT, SMALLEST, Interval, Plan, later, make_plan

ON = date(2026, 11, 21)
FIRST = date(2026, 12, 5)


def plan(amount: str = "1000.00", count: int = 3, **changes: Any) -> Plan:
    facts: dict[str, Any] = {"first_on": FIRST, "on": ON}
    return make_plan(amount=Decimal(amount), count=count, **(facts | changes))


def amounts(made: Plan) -> list[str]:
    return [str(one.amount) for one in made.instalments]


def refused(amount: str = "1000.00", count: int = 3, **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(ClaimRefused) as caught:
        plan(amount, count, **changes)
    assert all(problem.hint and problem.check == "instalments" for problem in caught.value.problems)
    return [(problem.field, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("amount", "count", "first_amount", "expected"),
    [
        ("1200.00", 4, None, ["300.00", "300.00", "300.00", "300.00"]),
        ("1000.00", 3, None, ["333.33", "333.33", "333.34"]),
        ("100.05", 6, None, ["16.67", "16.67", "16.67", "16.67", "16.67", "16.70"]),
        ("999.99", 2, None, ["499.99", "500.00"]),
        ("1000.00", 3, "400.00", ["400.00", "300.00", "300.00"]),
        ("1000.00", 4, "200.00", ["200.00", "266.66", "266.66", "266.68"]),
        ("1000.00", 2, "999.00", ["999.00", "1.00"]),
    ],
)
def test_parts_are_equal_and_the_last_one_takes_the_cents_that_are_over(
    amount: str, count: int, first_amount: str | None, expected: list[str]
) -> None:
    made = plan(amount, count, first_amount=Decimal(first_amount) if first_amount else None)
    assert amounts(made) == expected


def test_each_instalment_says_what_it_leaves() -> None:
    made = plan()
    assert [(one.number, str(one.remaining)) for one in made.instalments] == [
        (1, "666.67"),
        (2, "333.34"),
        (3, "0.00"),
    ]
    assert (made.amount, made.count, made.first_on, made.last_on) == (
        Decimal("1000.00"),
        3,
        FIRST,
        date(2027, 2, 5),
    )


@pytest.mark.parametrize(
    ("first_on", "interval", "expected"),
    [
        ("2026-12-05", Interval.WEEK, ["2026-12-05", "2026-12-12", "2026-12-19"]),
        ("2026-12-05", Interval.FORTNIGHT, ["2026-12-05", "2026-12-19", "2027-01-02"]),
        ("2026-12-05", Interval.MONTH, ["2026-12-05", "2027-01-05", "2027-02-05"]),
        ("2027-01-31", Interval.MONTH, ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("2028-01-30", Interval.MONTH, ["2028-01-30", "2028-02-29", "2028-03-30"]),
        ("2026-11-30", Interval.MONTH, ["2026-11-30", "2026-12-30", "2027-01-30"]),
    ],
)
def test_dates_step_from_the_first_one(first_on: str, interval: Interval, expected: list[str]) -> None:
    made = plan(first_on=date.fromisoformat(first_on), interval=interval)
    assert [one.due_on.isoformat() for one in made.instalments] == expected


@pytest.mark.parametrize("count", [0, 1, 37])
def test_a_plan_has_a_few_instalments(count: int) -> None:
    ((field, _),) = refused(count=count)
    assert field == "answers.instalment_count"


@pytest.mark.parametrize("first_on", [ON, ON - timedelta(days=1)])
def test_the_first_date_is_after_the_letter(first_on: date) -> None:
    ((field, message),) = refused(first_on=first_on)
    assert field == "answers.first_instalment_on"
    assert "21\u00a0novembre\u00a02026" in message


@pytest.mark.parametrize(
    ("amount", "count", "first_amount", "field"),
    [
        ("10.00", 11, None, "answers.instalment_count"),
        ("10.00", 4, "7.50", "answers.instalment_count"),
        ("1000.00", 3, "0.50", "answers.first_instalment_amount"),
        ("1000.00", 3, "1000.00", "answers.first_instalment_amount"),
        ("1000.00", 3, "1000.01", "answers.first_instalment_amount"),
    ],
)
def test_no_instalment_is_next_to_nothing(amount: str, count: int, first_amount: str | None, field: str) -> None:
    ((found, _),) = refused(amount, count, first_amount=Decimal(first_amount) if first_amount else None)
    assert found == field


def test_every_reason_is_given_at_once() -> None:
    assert len(refused(first_on=ON, first_amount=Decimal("2000.00"))) == 2


@given(
    st.integers(10_000, 10**12),
    st.integers(MIN_COUNT, MAX_COUNT),
    st.sampled_from(Interval),
    st.dates(date(2026, 11, 22), date(2090, 1, 1)),
)
def test_instalments_always_make_the_sum(cents: int, count: int, interval: Interval, first_on: date) -> None:
    made = plan(str(Decimal(cents) / 100), count, interval=interval, first_on=first_on)
    parts = [one.amount for one in made.instalments]
    assert sum(parts) == made.amount
    assert min(parts) >= SMALLEST
    assert len(set(parts[:-1])) == 1
    assert parts[0] <= parts[-1] < parts[0] + Decimal(count) / 100
    days = [one.due_on for one in made.instalments]
    assert days == sorted(set(days)) == [later(first_on, interval, step) for step in range(count)]
