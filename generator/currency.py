"""Whether the law in the catalogue is still up to date on a day: for a scheduled job, never for the tests.

A half-year in use without its rate is a problem, one that starts within thirty days without it a warning; so is an
article that nobody has read again for twelve months.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from generator.catalogue.folder import ADVICE
from generator.catalogue.model import Catalogue
from generator.errors import Problem, RateUnknown
from generator.law.data_files import legal_interest_rate, refinancing_rate
from generator.law.half_year import HalfYear, half_year_of
from generator.messages import quoted
from generator.values import dates

NOTICE = timedelta(days=30)
OLDEST_CHECK = timedelta(days=365)


class Finding(Struct, frozen=True, kw_only=True):
    """A problem, or a warning that leaves time to act."""

    problem: Problem
    is_warning: bool


def findings(catalogue: Catalogue | None, today: date) -> tuple[Finding, ...]:
    """What is out of date, or soon will be; without a catalogue, of the law's own numbers."""
    return (*_rates(today), *(_checks(catalogue, today) if catalogue else ()))


def _rates(today: date) -> Iterator[Finding]:
    current = half_year_of(today)
    yield from (Finding(problem=problem, is_warning=False) for problem in _missing(current))
    if current.last_day - today < NOTICE:
        yield from (Finding(problem=problem, is_warning=True) for problem in _missing(current.next))


def _missing(half_year: HalfYear) -> Iterator[Problem]:
    sources = {
        "refinancing_rate.yml": refinancing_rate().for_half_year,
        "legal_interest_rate.yml": legal_interest_rate().for_half_year,
    }
    for name, value_of in sources.items():
        try:
            value_of(half_year)
        except RateUnknown as error:
            yield Problem(
                path=f"generator/law/data/{name}",
                message=str(error),
                hint="ajoutez la valeur publiée, sa source, et la date de vérification (checked_up_to)",
                check="rate-missing",
            )


def _checks(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    for path, article, checked_on in dict.fromkeys(_read_articles(catalogue)):
        if today - checked_on > OLDEST_CHECK:
            yield Finding(
                problem=Problem(
                    path=path,
                    message=f"{quoted(article)} n’a pas été relu depuis le {dates.format(checked_on)}",
                    hint="relisez l’article, puis mettez checked_on à jour",
                    check="checked-long-ago",
                ),
                is_warning=True,
            )


def _read_articles(catalogue: Catalogue) -> Iterator[tuple[str, str, date]]:
    """Each article with the file that cites it and the day when it was read: letters, clauses, the questionnaire."""
    for template in catalogue.templates.values():
        for basis in template.legal_basis:
            yield f"{template.folder}/letter.md", basis.article, basis.checked_on
    for clause in catalogue.clauses.values():
        for basis in clause.legal_basis:
            yield clause.path, basis.article, basis.checked_on
    for check in catalogue.advice.checks.values() if catalogue.advice else ():
        if check.checked_on is not None:
            yield f"{catalogue.root_name}/{ADVICE}", check.article, check.checked_on
