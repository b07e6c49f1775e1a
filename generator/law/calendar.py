"""Working days and deadlines (jours ouvrés, délais).

No text sets the length of the delay that a formal notice gives (Code civil, art. 1231: a reasonable one); it is
counted from the day on which the letter should reach its addressee, and ends on a day when a bank works. An electronic
registered letter may wait 15 days before it is accepted: Code des postes et des communications électroniques, art.
R53-3. Alsace-Moselle and each overseas territory add their own holidays (Code du travail, art. L3134-13, L3422-2).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from generator.claim import Channel

DAYS_TO_REACH: Mapping[Channel, int] = {
    Channel.POST: 3,  # usage of the post, no text
    Channel.REGISTERED: 3,  # first presentation
    Channel.ELECTRONIC_REGISTERED: 15,  # the addressee's time to accept it
    Channel.EMAIL: 0,
}


class Holiday(Struct, frozen=True):
    """A month and a day, or days after Easter Sunday; the years in which it holds, when not all."""

    when: tuple[int, int] | int
    first_year: int = 1
    last_year: int = 9999

    def of(self, year: int) -> date | None:
        """The day in a year, None in one where it does not hold."""
        if not self.first_year <= year <= self.last_year:
            return None
        return easter(year) + timedelta(days=self.when) if isinstance(self.when, int) else date(year, *self.when)


# Code du travail, art. L3133-1. The same tables as the page's (`browser/src/law/calendar.ts` and `local_holidays.ts`);
# the tests hold both to the library `holidays`, from 1990 on.
_NATIONAL = (
    Holiday((1, 1)),
    Holiday(1),  # Easter Monday
    Holiday((5, 1)),
    Holiday((5, 8)),
    Holiday(39),  # Ascension
    Holiday(50, last_year=2004),  # Whit Monday, worked from 2005 to 2007
    Holiday(50, first_year=2008),
    Holiday((7, 14)),
    Holiday((8, 15)),
    Holiday((11, 1)),
    Holiday((11, 11)),
    Holiday((12, 25)),
)
_GOOD_FRIDAY = Holiday(-2)
_ALSACE_MOSELLE = (_GOOD_FRIDAY, Holiday((12, 26)))

_LOCAL: Mapping[str, tuple[Holiday, ...]] = {
    "57": _ALSACE_MOSELLE,
    "67": _ALSACE_MOSELLE,
    "68": _ALSACE_MOSELLE,
    "971": (_GOOD_FRIDAY, Holiday(-24), Holiday((5, 27)), Holiday((7, 21))),
    "97133": (Holiday((10, 9), first_year=2012),),
    "97150": (Holiday((5, 28), first_year=2012), Holiday((7, 21), first_year=2012)),
    "972": (Holiday((5, 22)), Holiday((7, 21))),
    "973": (Holiday((6, 10)),),
    "974": (Holiday((12, 20)),),
    "976": (Holiday((4, 27)),),
    "986": (Holiday((4, 28)), Holiday((6, 29)), Holiday((7, 29))),
    "987": (_GOOD_FRIDAY, Holiday((3, 5)), Holiday((6, 29), last_year=2024), Holiday((11, 20), first_year=2025)),
    "988": (Holiday((9, 24)),),
}
"""What each territory adds, by the beginning of its postcodes; the longest one wins."""


def is_working_day(day: date, postcode: str | None = None) -> bool:
    """Neither Saturday, Sunday nor a public holiday where the postcode is."""
    return day.weekday() < 5 and day not in _holidays(day.year, _territory(postcode or ""))


def next_working_day(day: date, postcode: str | None = None) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day, postcode):
        day += timedelta(days=1)
    return day


def deadline(on: date, days: int, channel: Channel, postcode: str | None = None) -> date:
    """The last day to pay: ``days`` after the letter of that day should be presented, moved to a working day."""
    return next_working_day(on + timedelta(days=DAYS_TO_REACH[channel] + days), postcode)


def _territory(postcode: str) -> str:
    found = [prefix for prefix in _LOCAL if len(postcode) == 5 and postcode.startswith(prefix)]
    return max(found, key=len, default="")


@cache
def _holidays(year: int, territory: str) -> frozenset[date]:
    days = (holiday.of(year) for holiday in (*_NATIONAL, *_LOCAL.get(territory, ())))
    return frozenset(day for day in days if day is not None)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), (i, k) = divmod(b, 4), divmod(c, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)
