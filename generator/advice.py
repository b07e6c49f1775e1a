"""Which letter now: the facts that a due date gives, by the law's own periods, for the table of `advice.yml`.

The page finds them by the same rule (`browser/src/advice/lateness.ts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.catalogue.advice import EXPIRED, NEAR_LIMIT, NOT_DUE, REGIMES, Advice, Decision, decide
from generator.claim import Claim, read
from generator.law.admissibility import NEAR_EXPIRY
from generator.law.limitation import limitation

ABROAD = ("professional", False)
"""Nothing is asked of a debtor abroad; the longest usual period stands for its own law's, which is not known here."""


def lateness(advice: Advice, debtor: str, due_on: date, *, today: date) -> str:
    """The degree of lateness; the period is counted from the due date, the only day that is asked.

    It starts with performance, which comes earlier: hence the wide margin, and the words of the answer.
    """
    if today <= due_on:
        return NOT_DUE
    claim = _claim(debtor, due_on)
    last_day = limitation(claim, claim.invoices[0], today).expires_on
    if today > last_day:
        return EXPIRED
    if last_day - today <= NEAR_EXPIRY:
        return NEAR_LIMIT
    late = (today - due_on).days
    counted = [degree for degree in advice.lateness if degree.value not in (NOT_DUE, NEAR_LIMIT, EXPIRED)]
    return next(degree.value for degree in counted if degree.max_days is None or late <= degree.max_days)


def advise(advice: Advice, facts: Mapping[str, str], due_on: date | None, *, today: date) -> Decision:
    """The answer to what is known, ``facts`` without lateness, which comes from the due date."""
    debtor = facts.get("debtor", "")
    known = dict(facts)
    if due_on is not None and debtor:
        known["lateness"] = lateness(advice, debtor, due_on, today=today)
    return decide(advice, known)


def _claim(debtor: str, due_on: date) -> Claim:
    """The least claim that has a limitation period."""
    kind, is_person = REGIMES.get(debtor, ABROAD)
    day = due_on.isoformat()
    return read(
        {
            "creditor": {"name": "-", "address": {"lines": ["-"], "postcode": "75001", "city": "Paris"}},
            "debtor": {"kind": kind, "name": "-", "natural_person": is_person},
            "invoices": [{"number": "-", "issued_on": day, "due_on": day, "performed_on": day, "amount": "1"}],
        }
    )
