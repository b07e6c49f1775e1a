"""Working days and deadlines as `holidays` has them, for the page, which computes them: ``calendar.json``.

    python -m tests.vectors.calendar_vectors

``holidays`` gives, for a postcode and a year, the public holidays that fall on a Monday to a Friday.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from generator.claim import Channel
from generator.law.calendar import deadline, is_working_day
from tests.vectors.typed_json import FOLDER, Json, text_of

NAME = "calendar.json"
FIRST_YEAR, LAST_YEAR = 1990, 2060
# Years in which a rule changes, and a few far ones.
SAMPLE = (1990, 2004, 2005, 2007, 2008, 2011, 2012, 2024, 2025, 2026, 2027, 2038, 2043, 2060)
LOCAL = (
    *("57000", "67000", "68100", "97100", "97133", "97150", "97200", "97300", "97400", "97500"),
    *("97600", "98400", "98600", "98700", "98800", "SW1A", "6700", ""),
)
PARIS = "75002"


def content() -> Json:
    """The file."""
    years = {PARIS: range(FIRST_YEAR, LAST_YEAR + 1)} | dict.fromkeys(LOCAL, SAMPLE)
    return {
        "about": "Public holidays that fall on a weekday, by postcode and year, and deadlines.",
        "holidays": {
            postcode: {str(year): _holidays(year, postcode) for year in of_place}
            for postcode, of_place in years.items()
        },
        "deadlines": list(_deadlines()),
    }


def _holidays(year: int, postcode: str) -> str:
    days = (date(year, 1, 1) + timedelta(days=count) for count in range(366))
    found = [day for day in days if day.year == year and day.weekday() < 5 and not is_working_day(day, postcode)]
    return " ".join(day.strftime("%m-%d") for day in found)


def _deadlines() -> Iterator[Json]:
    draw = random.Random(20261121)  # noqa: S311  # the same cases each time, nothing secret
    for _ in range(300):
        on = date(1995, 1, 1) + timedelta(days=draw.randrange(366 * 60))
        days, channel = draw.randrange(1, 61), draw.choice(list(Channel))
        postcode = draw.choice((PARIS, *LOCAL))
        yield {
            "on": on.isoformat(),
            "days": days,
            "channel": channel.value,
            "postcode": postcode,
            "expected": deadline(on, days, channel, postcode).isoformat(),
        }


def written() -> str:
    """The text of the file."""
    return text_of(content())


if __name__ == "__main__":
    (FOLDER / NAME).write_text(written(), encoding="utf-8")
