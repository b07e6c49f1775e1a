"""The decision table held to the letters: every situation has an answer, and the letter that it names fits it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.catalogue.advice import (
    CHECK,
    DEBTOR,
    EXPIRED,
    LATENESS,
    NEAR_LIMIT,
    NOT_DUE,
    REGIMES,
    Advice,
    situations,
)
from generator.catalogue.model import Template
from generator.errors import Problem
from generator.messages import quoted


def advice_problems(advice: Advice, templates: Mapping[str, Template], path: str) -> list[Problem]:
    """What is wrong with the table, the letters being ``templates``."""
    found: dict[str, None] = {}
    reached = set()
    for facts, decision in situations(advice):
        if not decision.outcome:
            told = ", ".join(f"{name} = {value}" for name, value in facts.items())
            found[f"aucune règle pour cette situation : {told}"] = None
            continue
        reached.add(decision.outcome)
        outcome = advice.outcomes[decision.outcome]
        if outcome.letter:
            found |= dict.fromkeys(_misfits(advice, facts, decision.outcome, templates.get(outcome.letter)))
    for name in advice.outcomes.keys() - reached:
        found[f"aucune situation ne mène à {quoted(name)}"] = None
    return [Problem(path=path, message=message, check=CHECK) for message in found]


def _misfits(advice: Advice, facts: Mapping[str, str], name: str, letter: Template | None) -> Iterable[str]:
    if letter is None:
        yield f"{quoted(name)} : la lettre {quoted(advice.outcomes[name].letter)} n’existe pas"
        return
    kind = REGIMES.get(facts.get(DEBTOR, ""), ("", False))[0]
    if kind and kind not in letter.audiences:
        yield f"{quoted(name)} : la lettre {quoted(letter.id)} n’est pas pour {quoted(kind)}"
    lateness = facts.get(LATENESS, "")
    span = _days_of(advice, lateness)
    moment = letter.moment
    if moment is None or span is None:
        return
    first, last = span
    is_early = moment.days_before is not None
    too_late = moment.max_days is not None and first > moment.max_days
    if is_early != (lateness == NOT_DUE) or too_late or (last is not None and last < (moment.min_days or 0)):
        yield f"{quoted(name)} : la lettre {quoted(letter.id)} ne s’envoie pas à ce moment ({lateness})"


def _days_of(advice: Advice, lateness: str) -> tuple[int, int | None] | None:
    """The days of a degree of lateness, None where the law counts them."""
    if lateness in (NEAR_LIMIT, EXPIRED, ""):
        return None
    first = 1
    for degree in advice.lateness:
        if degree.value == NOT_DUE:
            if lateness == NOT_DUE:
                return 0, 0
            continue
        if degree.value == lateness:
            return first, degree.max_days
        first = (degree.max_days or 0) + 1
    return None
