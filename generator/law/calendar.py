"""Working days and deadlines (jours ouvrés, délais).

No text sets the length of the delay that a formal notice gives (Code civil, art. 1231: a reasonable one); it is
counted from the day on which the letter should reach its addressee, and ends on a day when a bank works. An electronic
registered letter may wait 15 days before it is accepted: Code des postes et des communications électroniques, art.
R53-3. Alsace-Moselle and each overseas territory add their own holidays (Code du travail, art. L3134-13, L3422-2).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

from generator.claim import Channel

if TYPE_CHECKING:
    from holidays import HolidayBase

DAYS_TO_REACH: Mapping[Channel, int] = {
    Channel.POST: 3,  # usage of the post, no text
    Channel.REGISTERED: 3,  # first presentation
    Channel.ELECTRONIC_REGISTERED: 15,  # the addressee's time to accept it
    Channel.EMAIL: 0,
}

# Postcode prefix → name of the territory in the `holidays` library; the longest prefix wins.
_TERRITORIES: Mapping[str, str] = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "97133": "BL",
    "97150": "MF",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


def is_working_day(day: date, postcode: str | None = None) -> bool:
    """Neither Saturday, Sunday nor a public holiday where the postcode is."""
    return day.weekday() < 5 and day not in _holidays_of(_territory(postcode or ""))


def next_working_day(day: date, postcode: str | None = None) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day, postcode):
        day += timedelta(days=1)
    return day


def deadline(on: date, days: int, channel: Channel, postcode: str | None = None) -> date:
    """The last day to pay: ``days`` after the letter of that day should be presented, moved to a working day."""
    return next_working_day(on + timedelta(days=DAYS_TO_REACH[channel] + days), postcode)


def _territory(postcode: str) -> str | None:
    found = [prefix for prefix in _TERRITORIES if len(postcode) == 5 and postcode.startswith(prefix)]
    return _TERRITORIES[max(found, key=len)] if found else None


@cache
def _holidays_of(territory: str | None) -> HolidayBase:
    return _france()(subdiv=territory)


@cache
def _france() -> type[HolidayBase]:
    """The library's France, without the two hundred other countries that its package imports with it (0.2 s)."""
    import holidays

    name = "holidays.countries.france"
    spec = spec_from_file_location(name, Path(holidays.__file__).parent / "countries" / "france.py")
    if name in sys.modules or spec is None or spec.loader is None:
        found: type[HolidayBase] = import_module(name).France
        return found
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    alone: type[HolidayBase] = module.France
    return alone
