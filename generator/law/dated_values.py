"""The value that the law sets on a day: rates, margins, sums and periods, each dated and sourced.

A half-year is covered when its first day is in force and not later than ``checked_up_to``, and stays covered to its
end: Code de commerce, art. L441-10, II attaches one rate to a whole half-year. A rate is never carried forward to a
half-year that nobody has checked: `RateUnknown` names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from generator.errors import RateUnknown
from generator.law.half_year import HalfYear, half_year_of
from generator.messages import NBSP, NNBSP
from generator.values import dates


class Confidence(StrEnum):
    """How well a value is established; below `HIGH`, whoever uses it is warned."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """From 0 for the best established."""
        return list(Confidence).index(self)


class DatedValue(Struct, frozen=True, kw_only=True):
    """A number, the day it took effect, and where it comes from."""

    effective: date
    value: Decimal
    source: str
    confidence: Confidence
    article: str = ""


class DatedSeries(Struct, frozen=True, kw_only=True):
    """Values that follow one another, each in force until the next one takes effect."""

    title: str
    checked_up_to: date
    values: tuple[DatedValue, ...]

    def in_force_on(self, day: date) -> DatedValue:
        """The value in force; for one that the law leaves in place until it is amended."""
        found = [value for value in self.values if value.effective <= day]
        if not found:
            raise RateUnknown(
                f"{self.title}{NBSP}: aucune valeur connue au {dates.format(day)}{NNBSP}; "
                f"la première est du {dates.format(self.values[0].effective)}.",
                day=day,
                half_year=half_year_of(day).name,
            )
        return found[-1]

    def in_force_on_or_first(self, day: date) -> DatedValue:
        """The same, an earlier day taking the first value known: for periods, which such a day has long outlived."""
        return self.in_force_on(max(day, self.values[0].effective))

    def for_half_year(self, half_year: HalfYear) -> DatedValue:
        """The value in force on the half-year's first day, which someone must have checked."""
        if half_year.first_day > self.checked_up_to:
            raise not_checked(self.title, half_year, self.checked_up_to)
        return self.in_force_on(half_year.first_day)

    @property
    def last_covered_day(self) -> date:
        """The end of the last half-year whose first day has been checked."""
        return half_year_of(self.checked_up_to).last_day


class LegalInterestRate(Struct, frozen=True, kw_only=True):
    """The legal interest rate of one half-year; a creditor in business reads ``other_cases``, whoever the debtor is."""

    half_year: HalfYear
    individuals: Decimal
    other_cases: Decimal
    source: str
    confidence: Confidence
    note: str = ""


class LegalInterestSeries(Struct, frozen=True, kw_only=True):
    """The legal interest rate, half-year by half-year; an absent one is unknown."""

    title: str
    checked_up_to: date
    values: Mapping[HalfYear, LegalInterestRate]

    def for_half_year(self, half_year: HalfYear) -> LegalInterestRate:
        """The rates of a half-year that is published and has been checked."""
        if half_year not in self.values or half_year.first_day > self.checked_up_to:
            raise not_checked(self.title, half_year, self.checked_up_to)
        return self.values[half_year]

    @property
    def last_covered_day(self) -> date:
        """The end of the last half-year that is published and has been checked."""
        return max(name for name in self.values if name.first_day <= self.checked_up_to).last_day


def not_checked(title: str, half_year: HalfYear, checked_up_to: date) -> RateUnknown:
    """The refusal that names a half-year whose rate nobody has put in the data."""
    return RateUnknown(
        f"{title}{NBSP}: la valeur du semestre {half_year.name} n’est pas connue "
        f"(données vérifiées jusqu’au {dates.format(checked_up_to)}).",
        day=half_year.first_day,
        half_year=half_year.name,
    )
