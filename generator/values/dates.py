"""Days (dates).

Written « 2026-03-01 », « 01/03/2026 » or « 1er mars 2026 »; shown « 1er mars 2026 » with no-break
spaces, so that a date never splits over two lines. The first day of a month is « 1er », the others
are plain numbers (usage of the Imprimerie nationale). Only real days of 1990 to 2100 pass.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from generator.errors import ValueRefused
from generator.messages import NBSP, quoted

FIRST_YEAR = 1990
LAST_YEAR = 2100

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SLASHES = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_WORDS = re.compile(rf"(?P<day>1er|[0-9]{{1,2}})[ \u00a0]+(?P<month>{'|'.join(MONTHS)})[ \u00a0]+(?P<year>[0-9]{{4}})")
_EXAMPLE = "écrivez la date comme 2026-03-01 (année-mois-jour)"


def parse(text: str) -> date:
    """Return the day; refuse what is not plainly a real one."""
    compact = text.strip()
    match = _ISO.fullmatch(compact) or _SLASHES.fullmatch(compact) or _WORDS.fullmatch(compact.lower())
    if match is None:
        raise ValueRefused(f"{quoted(text)} n’est pas une date", _EXAMPLE)
    return _real_day(text, int(match["year"]), _month(match["month"]), int(match["day"].removesuffix("er")))


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.index(word) + 1


def _real_day(text: str, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueRefused(
            f"{quoted(text)} est une date hors des années {FIRST_YEAR} à {LAST_YEAR}", "vérifiez l’année"
        )
    if not 1 <= month <= 12:
        raise ValueRefused(f"{quoted(text)} n’est pas une date, il n’y a pas de mois {month}", _EXAMPLE)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueRefused(
            f"{quoted(text)} n’existe pas, {MONTHS[month - 1]} {year} a {last} jours", "vérifiez le jour et le mois"
        )
    return date(year, month, day)


def format(day: date) -> str:
    """Return the day in words: « 1er mars 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def format_short(day: date) -> str:
    """Return the day as tables show it: « 01/03/2026 »."""
    return f"{day.day:02}/{day.month:02}/{day.year}"
