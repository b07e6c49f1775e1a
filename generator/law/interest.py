"""Late payment interest (pénalités de retard, intérêts moratoires), segment by segment.

Days run from the day after the due date to the day the account stops, both included. A year is 365 days, in leap
years too (ACT/365, the usage; the Code is silent), or its real number of days (ACT/ACT). Each segment is rounded half
up to the cent, once, so that the printed lines add up. The day of a payment still bears interest on the old balance.
A payment goes to interest first, then to principal, unless agreed otherwise: Code civil, art. 1343-1. Interest is
simple: interest that is owed bears none (art. 1343-2).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.claim import ZERO, Allocation, DayCount
from generator.law.dated_values import Confidence
from generator.law.rates import RatePeriod, RateRule
from generator.values.money import round_to_cents

ONE_DAY = timedelta(days=1)


class DatedAmount(Struct, frozen=True, kw_only=True):
    """Money received on a day, as it was credited."""

    on: date
    amount: Decimal


class Segment(Struct, frozen=True, kw_only=True):
    """Days that share one rate and one principal; the letter shows one line for each."""

    first_day: date
    last_day: date
    days: int
    principal: Decimal
    annual_rate: Decimal
    interest: Decimal
    source: str
    article: str
    half_year: str | None
    confidence: Confidence
    invoice_number: str = ""


class Accrual(Struct, frozen=True, kw_only=True):
    """What a delay has cost: its segments, and what is left once the payments are allocated."""

    segments: tuple[Segment, ...]
    base: Decimal
    """The principal that bears interest from the next day on."""
    unpaid_interest: Decimal

    @property
    def interest(self) -> Decimal:
        """The sum of the printed segments, whether or not payments have covered part of it."""
        return sum((segment.interest for segment in self.segments), ZERO)


def accrue(
    *,
    principal: Decimal,
    first_day: date,
    last_day: date,
    rule: RateRule,
    payments: Sequence[DatedAmount] = (),
    allocation: Allocation = Allocation.INTEREST_FIRST,
    day_count: DayCount = DayCount.ACT_365,
    invoice_number: str = "",
) -> Accrual:
    """Interest on a principal from the first to the last day, both included; none when they are the wrong way round.

    Payments before the first day lower the principal; those after the last day are allocated without moving interest.
    """
    received = _by_day(payments)
    account = Accrual(segments=(), base=principal, unpaid_interest=ZERO)
    account = _allocated(account, _sum(received, before=first_day), allocation)
    pieces = _cut(rule(first_day, last_day), received) if first_day <= last_day else iter(())
    last_counted = first_day - ONE_DAY
    # Asked one by one: once nothing is owed, the next half-year need not be known.
    while account.base > 0 and (period := next(pieces, None)):
        account = _with_segment(account, period, day_count, invoice_number)
        account = _allocated(account, received.get(period.last_day, ZERO), allocation)
        last_counted = period.last_day
    return _allocated(account, _sum(received, after=last_counted), allocation)


def interest_on(
    principal: Decimal, annual_rate: Decimal, first_day: date, last_day: date, day_count: DayCount
) -> Decimal:
    """The interest of a run of days, not rounded.

    ACT/ACT takes each day at the length of its own calendar year; the sum is one fraction, divided once.
    """
    if day_count is DayCount.ACT_365:
        return principal * annual_rate * _days(first_day, last_day) / (100 * 365)
    weighted = sum(
        _days(max(first_day, date(year, 1, 1)), min(last_day, date(year, 12, 31)))
        * (365 if calendar.isleap(year) else 366)
        for year in range(first_day.year, last_day.year + 1)
    )
    return principal * annual_rate * weighted / (100 * 365 * 366)


def _days(first_day: date, last_day: date) -> int:
    return (last_day - first_day).days + 1


def _by_day(payments: Iterable[DatedAmount]) -> Mapping[date, Decimal]:
    received: dict[date, Decimal] = {}
    for payment in payments:
        received[payment.on] = received.get(payment.on, ZERO) + payment.amount
    return dict(sorted(received.items()))


def _sum(received: Mapping[date, Decimal], *, before: date = date.max, after: date = date.min) -> Decimal:
    return sum((amount for day, amount in received.items() if after < day < before), ZERO)


def _cut(periods: Iterable[RatePeriod], received: Mapping[date, Decimal]) -> Iterator[RatePeriod]:
    """Split the periods so that each payment ends one: its own day still counts on the old balance."""
    for period in periods:
        first_day = period.first_day
        for day in received:
            if first_day <= day < period.last_day:
                yield replace(period, first_day=first_day, last_day=day)
                first_day = day + ONE_DAY
        yield replace(period, first_day=first_day)


def _with_segment(account: Accrual, period: RatePeriod, day_count: DayCount, invoice_number: str) -> Accrual:
    exact = interest_on(account.base, period.annual_rate, period.first_day, period.last_day, day_count)
    segment = Segment(
        first_day=period.first_day,
        last_day=period.last_day,
        days=_days(period.first_day, period.last_day),
        principal=account.base,
        annual_rate=period.annual_rate,
        interest=round_to_cents(exact),
        source=period.source,
        article=period.article,
        half_year=period.half_year,
        confidence=period.confidence,
        invoice_number=invoice_number,
    )
    return replace(
        account,
        segments=(*account.segments, segment),
        unpaid_interest=account.unpaid_interest + segment.interest,
    )


def _allocated(account: Accrual, paid: Decimal, allocation: Allocation) -> Accrual:
    """What a payment leaves: each order takes its first part, and what is over goes to the other."""
    if allocation is Allocation.INTEREST_FIRST:
        to_interest = min(paid, account.unpaid_interest)
        to_principal = min(paid - to_interest, account.base)
    else:
        to_principal = min(paid, account.base)
        to_interest = min(paid - to_principal, account.unpaid_interest)
    return replace(account, base=account.base - to_principal, unpaid_interest=account.unpaid_interest - to_interest)
