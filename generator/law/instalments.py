"""A payment plan (échéancier): a sum in instalments, when each is due and what it leaves.

Equal parts, rounded down to the cent; the last one takes the cents that are over, so that the parts make the sum. The
first one may be of another amount. Dates step from the first one, by weeks or by months; a month without that day has
its last day instead. They are not moved to a working day: they are what the two parties write (Code civil, art. 1103).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from msgspec import Struct

from generator.errors import ClaimRefused, Problem
from generator.messages import NBSP
from generator.values import choice, dates, money

MIN_COUNT, MAX_COUNT = 2, 36
SMALLEST = Decimal("1.00")
"""The least that an instalment may be."""
_CENT = Decimal("0.01")


class Interval(choice.Choice):
    WEEK = "week", "semaine"
    FORTNIGHT = "fortnight", "quinzaine"
    MONTH = "month", "mois"


class Instalment(Struct, frozen=True, kw_only=True):
    """One payment; ``remaining`` is what is left of the sum once it is made."""

    number: int
    due_on: date
    amount: Decimal
    remaining: Decimal


class Plan(Struct, frozen=True, kw_only=True):
    """The sum and its instalments, in the order of their dates."""

    amount: Decimal
    count: int
    first_on: date
    last_on: date
    instalments: tuple[Instalment, ...]


def make_plan(
    *,
    amount: Decimal,
    count: int,
    first_on: date,
    on: date,
    interval: Interval = Interval.MONTH,
    first_amount: Decimal | None = None,
) -> Plan:
    """The plan written on a day; raises `ClaimRefused` with every reason why it cannot be."""
    problems = list(_problems(amount, count, first_on, on, first_amount))
    if problems:
        raise ClaimRefused(problems)
    instalments = tuple(_instalments(amount, _amounts(amount, count, first_amount), first_on, interval))
    return Plan(amount=amount, count=count, first_on=first_on, last_on=instalments[-1].due_on, instalments=instalments)


def _amounts(amount: Decimal, count: int, first_amount: Decimal | None) -> list[Decimal]:
    if first_amount is not None:
        return [first_amount, *_equal_parts(amount - first_amount, count - 1)]
    return _equal_parts(amount, count)


def _equal_parts(amount: Decimal, count: int) -> list[Decimal]:
    part = _part(amount, count)
    return [part] * (count - 1) + [amount - part * (count - 1)]


def _part(amount: Decimal, count: int) -> Decimal:
    return (amount / count).quantize(_CENT, rounding=ROUND_DOWN)


def _instalments(amount: Decimal, parts: list[Decimal], first_on: date, interval: Interval) -> Iterator[Instalment]:
    remaining = amount
    for index, part in enumerate(parts):
        remaining -= part
        yield Instalment(number=index + 1, due_on=later(first_on, interval, index), amount=part, remaining=remaining)


def later(first_on: date, interval: Interval, steps: int) -> date:
    """The day that many intervals after the first; counted from the first, so that a 31 comes back after February."""
    if interval is not Interval.MONTH:
        return first_on + timedelta(days=steps * (7 if interval is Interval.WEEK else 14))
    years, month = divmod(first_on.month - 1 + steps, 12)
    year = first_on.year + years
    return date(year, month + 1, min(first_on.day, calendar.monthrange(year, month + 1)[1]))


def _problems(amount: Decimal, count: int, first_on: date, on: date, first_amount: Decimal | None) -> Iterator[Problem]:
    if not MIN_COUNT <= count <= MAX_COUNT:
        yield Problem(
            field="answers.instalment_count",
            message=f"{count}{NBSP}échéances",
            hint=f"un échéancier en compte de {MIN_COUNT} à {MAX_COUNT}",
            check="instalments",
        )
        return
    if first_on <= on:
        yield Problem(
            field="answers.first_instalment_on",
            message=f"le {dates.format(first_on)} n’est pas après la lettre, datée du {dates.format(on)}",
            hint="laissez à votre client le temps de répondre",
            check="instalments",
        )
    if first_amount is not None and first_amount < SMALLEST:
        yield _too_small("answers.first_instalment_amount", "donnez un premier versement plus élevé")
    elif first_amount is not None and first_amount >= amount:
        yield Problem(
            field="answers.first_instalment_amount",
            message=f"{money.format(first_amount)}, pour une somme de {money.format(amount)}{NBSP}: il ne reste rien "
            "pour les échéances suivantes",
            hint="donnez un premier versement moins élevé",
            check="instalments",
        )
    elif _part(amount - (first_amount or 0), count - (first_amount is not None)) < SMALLEST:
        yield _too_small("answers.instalment_count", "donnez moins d’échéances")


def _too_small(field: str, hint: str) -> Problem:
    return Problem(
        field=field, message=f"une échéance serait de moins de {money.format(SMALLEST)}", hint=hint, check="instalments"
    )
