"""What a reader must know about the rates that a statement used, beside it.

A contractual rate may not be under three times the legal interest rate (Code de commerce, art. L441-10, II); the
consequence of a lower one is not in the text, so the floor is shown and never applied. A very high one may be reduced
by the judge as a penalty clause (Code civil, art. 1231-5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator.errors import Problem, RateUnknown
from generator.law.data_files import AmountName, amount, legal_interest_rate
from generator.law.dated_values import Confidence
from generator.law.half_year import HalfYear, half_years_between
from generator.law.interest import Segment
from generator.law.rates import DEFAULT_RATE_ARTICLE, professional_default_rate
from generator.messages import NBSP, NNBSP, listed
from generator.values import percent

HIGH_RATE_MULTIPLE = 3
"""Times the default rate beyond which a contractual one is called high; a usage of ours, no text sets it."""


def values_to_confirm(segments: Iterable[Segment]) -> tuple[Problem, ...]:
    """One for each value below high confidence, named once."""
    doubtful = [segment for segment in segments if segment.confidence is not Confidence.HIGH]
    return tuple(
        Problem(
            message=f"valeur à confirmer avant de la citer ({source})",
            hint="vérifiez-la sur Légifrance ou sur le site de la Banque de France",
            check="value-to-confirm",
        )
        for source in dict.fromkeys(segment.source for segment in doubtful)
    )


def contractual_rate_warnings(annual_rate: Decimal | None, segments: Sequence[Segment]) -> tuple[Problem, ...]:
    """What there is to say of a contractual rate in the half-years that it served; nothing of a legal one."""
    if annual_rate is None or not segments:
        return ()
    first_day = min(segment.first_day for segment in segments)
    half_years = half_years_between(first_day, max(segment.last_day for segment in segments))
    return (
        *_under_floor(annual_rate, half_years),
        *_floor_unknown(half_years),
        *_very_high(annual_rate, half_years),
    )


def contractual_floor(half_year: HalfYear) -> Decimal | None:
    """The lowest rate that a contract may set in a half-year, None where the legal rate is not known."""
    try:
        legal = legal_interest_rate().for_half_year(half_year).other_cases
    except RateUnknown:
        return None
    return legal * amount(AmountName.CONTRACTUAL_RATE_FLOOR).in_force_on(half_year.first_day).value


def _under_floor(annual_rate: Decimal, half_years: Iterable[HalfYear]) -> Iterable[Problem]:
    floors = {half_year: contractual_floor(half_year) for half_year in half_years}
    under = [
        f"{half_year.name}{NBSP}: {percent.format(floor)}"
        for half_year, floor in floors.items()
        if floor is not None and annual_rate < floor
    ]
    if under:
        yield Problem(
            field="terms.late_payment_rate",
            message=f"le taux convenu ({percent.format(annual_rate)}) est inférieur à trois fois le taux de l’intérêt "
            f"légal{NBSP}: {f'{NNBSP}; '.join(under)} ({DEFAULT_RATE_ARTICLE})",
            hint="le taux du contrat a été appliqué tel quel, faites vérifier la clause",
            check="contractual-rate-under-floor",
        )


def _floor_unknown(half_years: Iterable[HalfYear]) -> Iterable[Problem]:
    unknown = [half_year.name for half_year in half_years if contractual_floor(half_year) is None]
    if unknown:
        yield Problem(
            field="terms.late_payment_rate",
            message="le taux convenu n’a pu être comparé à trois fois le taux de l’intérêt légal pour "
            f"{listed(unknown, 'et')}{NBSP}: ce taux n’est pas connu",
            hint="le taux du contrat a été appliqué tel quel",
            check="contractual-rate-floor-unknown",
        )


def _very_high(annual_rate: Decimal, half_years: Iterable[HalfYear]) -> Iterable[Problem]:
    defaults = [default for half_year in half_years if (default := _default_rate(half_year)) is not None]
    if defaults and annual_rate > HIGH_RATE_MULTIPLE * min(defaults):
        yield Problem(
            field="terms.late_payment_rate",
            message=f"le taux convenu ({percent.format(annual_rate)}) dépasse {HIGH_RATE_MULTIPLE} fois le taux légal "
            f"par défaut ({percent.format(min(defaults))}){NBSP}: le juge peut le réduire comme clause pénale "
            "(Code civil, art. 1231-5)",
            hint="vérifiez le taux et la clause",
            check="contractual-rate-high",
        )


def _default_rate(half_year: HalfYear) -> Decimal | None:
    try:
        return next(professional_default_rate(half_year.first_day, half_year.first_day)).annual_rate
    except RateUnknown:
        return None
