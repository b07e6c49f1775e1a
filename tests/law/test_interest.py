from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.claim import ZERO, Allocation, DayCount
from generator.law.interest import Accrual, DatedAmount, accrue, interest_on
from generator.law.rates import contractual_rate, professional_default_rate

DUE = date(2023, 12, 31)
LAST = date(2026, 12, 31)

amounts = st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2)
days = st.dates(DUE, LAST)
allocations = st.sampled_from(Allocation)
day_counts = st.sampled_from(DayCount)
payments = st.lists(
    st.builds(DatedAmount, on=st.dates(date(2023, 6, 1), LAST), amount=amounts),
    max_size=5,
)


def run(principal: Decimal, until: date, *received: DatedAmount, **options: object) -> Accrual:
    settings: dict[str, object] = {"rule": professional_default_rate} | options
    return accrue(
        principal=principal,
        first_day=DUE + timedelta(days=1),
        last_day=until,
        payments=received,
        **settings,  # type: ignore[arg-type]
    )


@given(amounts, allocations)
def test_nothing_is_due_on_the_due_date(principal: Decimal, allocation: Allocation) -> None:
    accrual = run(principal, DUE, allocation=allocation)
    assert accrual.segments == ()
    assert (accrual.interest, accrual.base) == (ZERO, principal)


@given(amounts, days, payments, allocations, day_counts)
def test_the_segments_hold_every_day_once_while_something_is_owed(
    principal: Decimal, until: date, received: list[DatedAmount], allocation: Allocation, day_count: DayCount
) -> None:
    accrual = run(principal, until, *received, allocation=allocation, day_count=day_count)
    day = DUE
    for segment in accrual.segments:
        assert segment.first_day == day + timedelta(days=1)
        assert segment.days == (segment.last_day - segment.first_day).days + 1 > 0
        assert segment.principal > 0
        day = segment.last_day
    assert day == until or accrual.base == 0


@given(amounts, days, payments, allocations)
def test_interest_is_the_sum_of_the_printed_segments(
    principal: Decimal, until: date, received: list[DatedAmount], allocation: Allocation
) -> None:
    accrual = run(principal, until, *received, allocation=allocation)
    assert accrual.interest == sum(segment.interest for segment in accrual.segments)
    assert all(segment.interest == segment.interest.quantize(Decimal("0.01")) for segment in accrual.segments)


@given(amounts, days, days, payments, allocations, day_counts)
def test_later_never_costs_less(
    principal: Decimal,
    one: date,
    other: date,
    received: list[DatedAmount],
    allocation: Allocation,
    day_count: DayCount,
) -> None:
    # The same half-year ends and payments cut both, so that only the last segment differs.
    sooner, later = sorted([one, other])
    costs = [
        run(principal, until, *received, allocation=allocation, day_count=day_count).interest
        for until in (sooner, later)
    ]
    assert costs[0] <= costs[1]


@given(amounts, st.dates(DUE + timedelta(days=1), LAST), day_counts)
def test_cutting_a_period_moves_interest_by_rounding_only(principal: Decimal, cut: date, day_count: DayCount) -> None:
    def exact(first_day: date, last_day: date) -> Decimal:
        return interest_on(principal, Decimal("12.40"), first_day, last_day, day_count)

    first_day = DUE + timedelta(days=1)
    whole = exact(first_day, LAST + timedelta(days=1))
    parts = exact(first_day, cut) + exact(cut + timedelta(days=1), LAST + timedelta(days=1))
    assert abs(whole - parts) < Decimal("1e-12")


@given(amounts, days, payments, allocations)
def test_what_is_owed_plus_what_was_paid_is_the_principal_plus_the_interest(
    principal: Decimal, until: date, received: list[DatedAmount], allocation: Allocation
) -> None:
    accrual = run(principal, until, *received, allocation=allocation)
    paid = sum((payment.amount for payment in received), Decimal(0))
    owed, arithmetic = accrual.base + accrual.unpaid_interest, principal + accrual.interest - paid
    # Beyond principal and interest, money is not this account's business.
    assert owed == arithmetic if paid <= principal else owed >= arithmetic
    assert accrual.base >= 0
    assert accrual.unpaid_interest >= 0


@given(amounts, st.dates(DUE, date(2026, 11, 30)), allocations)
def test_paying_everything_stops_interest(principal: Decimal, paid_on: date, allocation: Allocation) -> None:
    so_far = run(principal, paid_on, allocation=allocation).interest
    paid = DatedAmount(on=paid_on, amount=principal + so_far)
    accrual = run(principal, LAST, paid, allocation=allocation)
    assert accrual.interest == so_far
    assert (accrual.base, accrual.unpaid_interest) == (ZERO, ZERO)


@given(amounts, days, payments)
def test_interest_first_never_costs_the_debtor_less_than_principal_first(
    principal: Decimal, until: date, received: list[DatedAmount]
) -> None:
    first = run(principal, until, *received, allocation=Allocation.INTEREST_FIRST)
    gesture = run(principal, until, *received, allocation=Allocation.PRINCIPAL_FIRST)
    assert first.interest >= gesture.interest


@given(amounts, days, payments, allocations)
def test_a_fixed_rate_is_cut_by_payments_only(
    principal: Decimal, until: date, received: list[DatedAmount], allocation: Allocation
) -> None:
    accrual = run(principal, until, *received, allocation=allocation, rule=contractual_rate(Decimal(15)))
    cuts = {payment.on for payment in received} | {until}
    assert {segment.last_day for segment in accrual.segments} <= cuts


@given(amounts)
def test_a_half_year_is_a_segment_even_where_the_next_rate_is_the_same(principal: Decimal) -> None:
    # 2025-S2 and 2026-S1 are both at 12.15 %.
    accrual = run(principal, date(2026, 3, 1))
    assert [segment.half_year for segment in accrual.segments] == [
        "2024-S1",
        "2024-S2",
        "2025-S1",
        "2025-S2",
        "2026-S1",
    ]
    assert accrual.segments[-1].annual_rate == accrual.segments[-2].annual_rate


def test_the_day_of_a_payment_bears_interest_on_the_old_balance() -> None:
    paid = DatedAmount(on=date(2024, 1, 10), amount=Decimal("400.00"))
    accrual = run(Decimal("1000.00"), date(2024, 1, 20), paid, allocation=Allocation.PRINCIPAL_FIRST)
    assert [(segment.last_day.day, segment.principal) for segment in accrual.segments] == [
        (10, Decimal("1000.00")),
        (20, Decimal("600.00")),
    ]


def test_a_payment_after_the_last_day_lowers_what_bears_interest_next_but_not_the_account() -> None:
    paid = DatedAmount(on=date(2024, 2, 1), amount=Decimal("400.00"))
    accrual = run(Decimal("1000.00"), date(2024, 1, 20), paid, allocation=Allocation.PRINCIPAL_FIRST)
    assert [segment.principal for segment in accrual.segments] == [Decimal("1000.00")]
    assert accrual.base == Decimal("600.00")


def test_a_real_year_counts_each_day_at_its_own_year() -> None:
    leap, common = (
        interest_on(Decimal(36600), Decimal(10), date(year, 1, 1), date(year, 12, 31), DayCount.ACT_ACT)
        for year in (2024, 2023)
    )
    assert leap == common == Decimal(3660)
