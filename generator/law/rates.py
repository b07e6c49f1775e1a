"""Which rate runs on which day, for each regime.

Between professionals the refinancing rate of each half-year + 10 points (Code de commerce, art. L441-10, II), or the
rate that the contract sets, used as it is. A public buyer: the refinancing rate of the half-year in which interest
began + 8 points, for the whole delay (Code de la commande publique, art. R2192-31). A consumer: the legal interest
rate, column « autres cas » because the creditor is in business (Code civil, art. 1231-6; CMF, art. L313-2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from generator.law.data_files import AmountName, amount, legal_interest_rate, refinancing_rate
from generator.law.dated_values import Confidence
from generator.law.half_year import half_year_of, half_years_between
from generator.messages import NBSP
from generator.values import dates, percent

DEFAULT_RATE_ARTICLE = "Code de commerce, art. L441-10, II"
LEGAL_INTEREST_ARTICLE = "Code civil, art. 1231-6 et 1344-1"


class RatePeriod(Struct, frozen=True, kw_only=True):
    """Days that share one rate, with the words that justify it."""

    first_day: date
    last_day: date
    annual_rate: Decimal
    source: str
    article: str
    half_year: str | None
    confidence: Confidence


RateRule: TypeAlias = Callable[[date, date], Iterator[RatePeriod]]
"""First and last day of a delay → its rates, in order, one by one: a day that no value covers raises `RateUnknown`
only when it is reached."""


def professional_default_rate(first_day: date, last_day: date) -> Iterator[RatePeriod]:
    """One period for each half-year, even where two rates are equal."""
    for half_year in half_years_between(first_day, last_day):
        base = refinancing_rate().for_half_year(half_year)
        margin = amount(AmountName.PROFESSIONAL_DEFAULT_MARGIN).in_force_on(half_year.first_day)
        yield RatePeriod(
            first_day=max(first_day, half_year.first_day),
            last_day=min(last_day, half_year.last_day),
            annual_rate=base.value + margin.value,
            source=_refinancing_source(half_year.first_day, base.value, margin.value),
            article=margin.article,
            half_year=half_year.name,
            confidence=_weaker(base.confidence, margin.confidence),
        )


def public_buyer_rate(first_day: date, last_day: date) -> Iterator[RatePeriod]:
    """One rate for the whole delay, that of the half-year in which it began."""
    half_year = half_year_of(first_day)
    base = refinancing_rate().for_half_year(half_year)
    margin = amount(AmountName.PUBLIC_MARGIN).in_force_on(first_day)
    yield RatePeriod(
        first_day=first_day,
        last_day=last_day,
        annual_rate=base.value + margin.value,
        source=_refinancing_source(half_year.first_day, base.value, margin.value),
        article=margin.article,
        half_year=None,
        confidence=_weaker(base.confidence, margin.confidence),
    )


def legal_rate(first_day: date, last_day: date) -> Iterator[RatePeriod]:
    """The legal interest rate, one period for each half-year."""
    for half_year in half_years_between(first_day, last_day):
        legal = legal_interest_rate().for_half_year(half_year)
        yield RatePeriod(
            first_day=max(first_day, half_year.first_day),
            last_day=min(last_day, half_year.last_day),
            annual_rate=legal.other_cases,
            source=f"Taux de l’intérêt légal, {half_year.in_words}, "
            f"autres cas{NBSP}: {percent.format(legal.other_cases)}",
            article=LEGAL_INTEREST_ARTICLE,
            half_year=half_year.name,
            confidence=legal.confidence,
        )


def contractual_rate(annual_rate: Decimal) -> RateRule:
    """The rate of a clause: fixed, so never split; its floor is shown elsewhere and never applied."""

    def rule(first_day: date, last_day: date) -> Iterator[RatePeriod]:
        yield RatePeriod(
            first_day=first_day,
            last_day=last_day,
            annual_rate=annual_rate,
            source=f"Taux convenu au contrat{NBSP}: {percent.format(annual_rate)}",
            article=DEFAULT_RATE_ARTICLE,
            half_year=None,
            confidence=Confidence.HIGH,
        )

    return rule


def _refinancing_source(anchor: date, base: Decimal, points: Decimal) -> str:
    added = f"{points.normalize():f}{NBSP}points"
    return f"BCE, taux de refinancement au {dates.format(anchor)}{NBSP}: {percent.format(base)} + {added}"


def _weaker(one: Confidence, other: Confidence) -> Confidence:
    return max(one, other, key=lambda confidence: confidence.rank)
