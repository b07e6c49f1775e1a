"""The page of rates: what the statements are computed with, each value with its source and how sure it is.

Source of the rules: Code de commerce, art. L441-10, II; Code de la commande publique, art. R2192-31;
Code monétaire et financier, art. L313-2.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.errors import RateUnknown
from generator.law.data_files import amount, legal_interest_rate, refinancing_rate
from generator.law.dated_values import Confidence
from generator.law.half_year import HalfYear, half_year_of
from generator.law.rates import RatePeriod, RateRule, professional_default_rate, public_buyer_rate
from generator.messages import NNBSP
from generator.values import dates, percent
from generator.website import texts
from generator.website.markdown import scrolled, table, text
from generator.website.rates_chart import rates_chart

CERTAINTY = {Confidence.HIGH: "établi", Confidence.MEDIUM: "à confirmer", Confidence.LOW: "incertain"}
NOT_PUBLISHED = "pas encore publié"


def rates_page() -> str:
    """Late payment rates by half-year, the legal interest rate with the floor it gives, the ECB's decisions."""
    refinancing, legal = refinancing_rate(), legal_interest_rate()
    next_penalties = half_year_of(refinancing.last_covered_day).next
    next_legal = half_year_of(legal.last_covered_day).next
    return texts.fill(
        "taux",
        checked_up_to=dates.format(min(refinancing.checked_up_to, legal.checked_up_to)),
        next_penalties=_named(next_penalties),
        next_anchor=dates.format(next_penalties.first_day),
        next_legal=_named(next_legal),
        next_order="décembre" if next_legal.half == 1 else "juin",
        chart=rates_chart(),
        penalties=scrolled(_penalties(next_penalties), "Pénalités de retard par semestre", name="rates"),
        legal_interest=scrolled(_legal_interest(next_legal), "Taux de l’intérêt légal par semestre", name="rates"),
        decisions=scrolled(_decisions(), "Décisions de la Banque centrale européenne"),
    )


def _named(half_year: HalfYear) -> str:
    return f"{half_year.in_words} ({half_year.name})"


# --- tables -------------------------------------------------------------------------------------


def _penalties(unknown: HalfYear) -> str:
    source = f"taux de la BCE au {dates.format(unknown.first_day)}"
    rows = [_unknown_row(unknown, source), *_penalty_rows(before(unknown))]
    head = ("Semestre", "BCE", "Entre professionnels", "Acheteur public", "Source", "Certitude")
    return table(head, rows, numbers=(1, 2, 3))


def _penalty_rows(half_year: HalfYear) -> Iterator[tuple[str, ...]]:
    """From the latest half-year back to the first for which the rule and the rate are both known."""
    while (professional := _rate(professional_default_rate, half_year)) is not None:
        base = refinancing_rate().for_half_year(half_year)
        public = _rate(public_buyer_rate, half_year)
        yield (
            text(half_year.in_words),
            _percent(base.value),
            f"**{_percent(professional.annual_rate)}**",
            _percent(public.annual_rate) if public else "",
            text(base.source),
            text(CERTAINTY[professional.confidence]),
        )
        half_year = before(half_year)


def _legal_interest(unknown: HalfYear) -> str:
    floor = amount("contractual_rate_floor")
    rows = [_unknown_row(unknown, "arrêté à paraître")]
    for half_year, rate in sorted(legal_interest_rate().values.items(), reverse=True):
        times = floor.in_force_on(half_year.first_day).value
        rows.append(
            (
                text(half_year.in_words),
                _percent(rate.individuals),
                f"**{_percent(rate.other_cases)}**",
                _percent(rate.other_cases * times),
                text(f"{rate.source}{NNBSP}; {rate.note}" if rate.note else rate.source),
                text(CERTAINTY[rate.confidence]),
            )
        )
    head = ("Semestre", "Particuliers", "Autres cas", "Plancher", "Source", "Certitude")
    return table(head, rows, numbers=(1, 2, 3))


def _decisions() -> str:
    rows = (
        (
            text(dates.format(value.effective)),
            _percent(value.value),
            text(value.source),
            text(CERTAINTY[value.confidence]),
        )
        for value in reversed(refinancing_rate().values)
    )
    return table(("À partir du", "Taux", "Source", "Certitude"), rows, numbers=(1,))


def _unknown_row(half_year: HalfYear, source: str) -> tuple[str, ...]:
    return (text(half_year.in_words), "?", "?", "?", text(source), text(NOT_PUBLISHED))


def before(half_year: HalfYear) -> HalfYear:
    """The half-year that comes before."""
    return HalfYear(half_year.year, 1) if half_year.half == 2 else HalfYear(half_year.year - 1, 2)


def _rate(rule: RateRule, half_year: HalfYear) -> RatePeriod | None:
    try:
        return next(iter(rule(half_year.first_day, half_year.first_day)))
    except RateUnknown:
        return None


def _percent(value: Decimal) -> str:
    return text(percent.format(value))
