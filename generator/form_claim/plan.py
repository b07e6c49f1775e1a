"""The payment plan that was typed in a form: a claim holds the answers that make it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from generator.catalogue.model import PLAN_COUNT, PLAN_FIRST_DAY, Catalogue, Template
from generator.claim import Claim
from generator.errors import Problem, ValueRefused
from generator.form_claim.computed import prepared
from generator.law.instalments import Interval
from generator.messages import NBSP
from generator.render.form_values import FormValues
from generator.values import dates, money

_INTERVALS = {7: Interval.WEEK, 14: Interval.FORTNIGHT}
"""Days between the first two instalments; any other number is a month's."""

Row = tuple[date, Decimal]
"""Day and sum of an instalment."""


def with_plan(
    catalogue: Catalogue, template: Template | None, claim: Claim, values: FormValues
) -> tuple[Claim, tuple[Problem, ...]]:
    """The claim with the answers that make the plan typed; told where no answers make just this one."""
    is_typed = any(path.startswith("plan.") for path in values.computed)
    if template is None or not is_typed or PLAN_COUNT not in {question.name for question in template.questions}:
        return claim, ()
    try:
        rows = list(_rows(values))
    except ValueRefused as error:
        return claim, (_not_taken(error.message),)
    first = None
    for answers in _candidates(rows):
        planned = claim.model_copy(update={"answers": {**claim.answers, **answers}})
        first = first or planned
        made = prepared(catalogue, template, planned)
        if made and [(one["due_on"], one["amount"]) for one in made.answers["plan"]["instalments"]] == rows:
            return planned, ()
    if first is None:
        return claim, (_not_taken("aucun versement n’a sa date et son montant"),)
    return first, (_not_taken("le calcul ne donne pas ces dates et ces montants"),)


def _rows(values: FormValues) -> Iterator[Row]:
    """The instalments that have both a day and a sum."""
    number = 0
    while f"plan.instalments.{number}.due_on" in values.labels:
        day, amount = (values.computed.get(f"plan.instalments.{number}.{name}") for name in ("due_on", "amount"))
        if day and amount:
            yield dates.parse(day), money.parse(amount)
        number += 1


def _candidates(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """Answers that may make these instalments: all alike, then the first one otherwise."""
    if not rows:
        return
    (first_on, first_amount), *others = rows
    days = (others[0][0] - first_on).days if others else 0
    interval = _INTERVALS.get(days)
    answers = {PLAN_COUNT: str(len(rows)), PLAN_FIRST_DAY: first_on.isoformat()}
    if interval:
        answers["instalment_interval"] = interval.value
    yield answers
    yield {**answers, "first_instalment_amount": str(first_amount)}


def _not_taken(reason: str) -> Problem:
    return Problem(
        field="plan",
        message=f"l’échéancier typé n’est pas repris tel quel{NBSP}: {reason}",
        hint="vérifiez ses réponses dans le dossier : nombre de versements, première date, premier montant",
        check="form-computed",
    )
