"""Half-years (semestres): the unit to which the law attaches a rate (Code de commerce, art. L441-10, II)."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from generator.messages import NBSP


class HalfYear(Struct, frozen=True, order=True):
    """A semestre: January to June is 1, July to December is 2."""

    year: int
    half: int

    @property
    def name(self) -> str:
        """As the data files and the messages name it, like ``2026-S2``."""
        return f"{self.year}-S{self.half}"

    @property
    def in_words(self) -> str:
        """As a letter names it: « 2e semestre 2026 »."""
        return f"{'1er' if self.half == 1 else '2e'}{NBSP}semestre{NBSP}{self.year}"

    @property
    def first_day(self) -> date:
        """1 January or 1 July, the day whose refinancing rate holds for the whole half-year."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_day(self) -> date:
        """30 June or 31 December."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> HalfYear:
        """The half-year that follows."""
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)


def half_year_of(day: date) -> HalfYear:
    """The half-year in which a day falls."""
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def half_years_between(first_day: date, last_day: date) -> tuple[HalfYear, ...]:
    """Every half-year that the period touches, in order."""
    found: list[HalfYear] = []
    current = half_year_of(first_day)
    while current.first_day <= last_day:
        found.append(current)
        current = current.next
    return tuple(found)
