"""The plan: from the due date and what was sent, the dated steps that remain, and the day of prescription.

The steps are the letters of the ladder, each at its moment (`when` in its front matter), moved to a working day and
never closer than a week to the one before. The days are the catalogue's proposal, not the law's; what the law dates
is prescription (`law.limitation`) and, for a public contract under a CCAG, the two months of the claim.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.catalogue.model import Catalogue, Template
from generator.claim import Ccag, Channel, Claim, DebtorKind
from generator.law.calendar import deadline, next_working_day
from generator.law.due_date import due_date
from generator.law.limitation import Limitation, limitations
from generator.messages import NBSP
from generator.values.choice import member

LADDER = ("before_due", "reminder", "second_reminder", "formal_notice")
"""Stages that follow each other; the others answer a situation."""
SHORTEST_GAP = timedelta(days=7)
"""Between two letters: closer, they read as harassment (choice of the product)."""
USUAL_DELAY = {"reminder": 3, "second_reminder": 12, "formal_notice": 28}
"""Days after the due date that the guide proposes, within each letter's own limits."""
CLAIM_MONTHS = 2
"""CCAG-FCS 2021, art. 46: months to file the claim once the dispute is born."""


class StepKind(StrEnum):
    LETTER = "letter"
    CHECK = "check"
    DEADLINE = "deadline"
    CLAIM = "claim"
    LIMITATION = "limitation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One day of the plan. ``letter`` is the id of the letter to send; ``is_done`` where a reminder stands for it."""

    on: date
    kind: StepKind
    title: str
    reason: str
    letter: str = ""
    article: str = ""
    is_done: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Steps in the order of their days; ``next_step`` is the first letter not yet sent."""

    due_on: date
    steps: tuple[Step, ...]

    @property
    def next_step(self) -> Step | None:
        """The next letter, None when the ladder is climbed."""
        return next((step for step in self.steps if step.kind is StepKind.LETTER and not step.is_done), None)

    def to_json(self) -> dict[str, object]:
        """Plain data, days in ISO form."""
        return {
            "due_on": self.due_on.isoformat(),
            "steps": [
                {
                    "on": step.on.isoformat(),
                    "kind": step.kind.value,
                    "title": step.title,
                    "reason": step.reason,
                    "letter": step.letter,
                    "article": step.article,
                    "done": step.is_done,
                }
                for step in self.steps
            ],
        }


def make_plan(catalogue: Catalogue, claim: Claim, *, on: date) -> Plan:
    """The plan of a claim as seen on a day; the due date is the oldest of its invoices."""
    dates = [found.day for invoice in claim.invoices if (found := due_date(claim.debtor.kind, invoice)) is not None]
    due_on = min(dates)
    ladder = [template for template in _ladder(catalogue) if claim.debtor.kind.value in template.audiences]
    steps = [*_letters(ladder, claim, due_on, on), *_limits(claim, on)]
    return Plan(due_on=due_on, steps=tuple(sorted(steps, key=lambda step: (step.on, step.kind != StepKind.CHECK))))


def _ladder(catalogue: Catalogue) -> list[Template]:
    by_stage = {template.stage: template for template in reversed(list(catalogue.templates.values()))}
    return [by_stage[stage] for stage in LADDER if stage in by_stage]


def _letters(ladder: Sequence[Template], claim: Claim, due_on: date, on: date) -> Iterator[Step]:
    """Letters sent, by their reminders; then those to send, each at its moment."""
    sent = sorted(claim.reminders, key=lambda reminder: reminder.sent_on)
    after_due = [reminder for reminder in sent if reminder.sent_on > due_on]
    rungs = [template for template in ladder if template.stage != "before_due"]
    if on < due_on and not sent:
        for template in ladder:
            if template.stage == "before_due":
                days = template.moment.days_before if template.moment else None
                day = next_working_day(max(on, due_on - timedelta(days=days or 7)))
                if day + SHORTEST_GAP <= due_on + timedelta(days=USUAL_DELAY["reminder"]):
                    yield _letter_step(template, day, f"{days or 7}{NBSP}jours avant l’échéance")
    done = min(len(after_due), len(rungs) - 1)  # a formal notice is known by its name, never by counting
    for template, reminder in zip(rungs[:done], after_due, strict=False):
        yield Step(
            on=reminder.sent_on,
            kind=StepKind.LETTER,
            title=template.title,
            reason="déjà fait",
            letter=template.id,
            is_done=True,
        )
    last = after_due[-1].sent_on if after_due else None
    for template in rungs[done:]:
        usual = due_on + timedelta(days=USUAL_DELAY.get(template.stage, 30))
        day = next_working_day(max(on, usual, last + SHORTEST_GAP if last else usual))
        if template.stage == "formal_notice":
            yield Step(
                on=day,
                kind=StepKind.CHECK,
                title="Vérifier avant de mettre en demeure",
                reason="BODACC, bon débiteur, contestation, prescription",
            )
        yield _letter_step(template, day, _reason(template, due_on, day))
        last = day
        if template.stage == "formal_notice":
            yield from _after_notice(template, claim, day)


def _letter_step(template: Template, day: date, reason: str) -> Step:
    return Step(on=day, kind=StepKind.LETTER, title=template.title, reason=reason, letter=template.id)


def _reason(template: Template, due_on: date, day: date) -> str:
    return f"{(day - due_on).days}{NBSP}jours après l’échéance"


def _after_notice(template: Template, claim: Claim, day: date) -> Iterator[Step]:
    channel = claim.letter.channel or member(Channel, template.channels[0])
    days = template.deadline.default_days if template.deadline else 15
    address = claim.debtor.address
    ends = deadline(day, days, channel, address.postcode if address else None)
    yield Step(
        on=ends,
        kind=StepKind.DEADLINE,
        title="Fin du délai de la mise en demeure",
        reason="sans paiement, choisir la suite",
    )
    if claim.debtor.kind is DebtorKind.PUBLIC_BODY and claim.debtor.ccag is not Ccag.NO:
        yield Step(
            on=_months_after(day, CLAIM_MONTHS),
            kind=StepKind.CLAIM,
            title="Mémoire en réclamation, si le marché vise un CCAG",
            reason="deux mois, à peine de forclusion ; prenez conseil avant",
            article="CCAG-FCS 2021, art. 46",
        )


def _limits(claim: Claim, on: date) -> Iterator[Step]:
    found: dict[date, Limitation] = {}
    for limitation in limitations(claim, on):
        found.setdefault(limitation.expires_on, limitation)
    for day, limitation in sorted(found.items()):
        yield Step(
            on=day,
            kind=StepKind.LIMITATION,
            title="Dernier jour pour agir en justice (prescription)",
            reason=f"{limitation.years}{NBSP}ans, date prudente ; une lettre n’y change rien",
            article=limitation.article,
        )


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    index = day.month - 1 + months
    first = date(day.year + index // 12, index % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


# --- the calendar file ----------------------------------------------------------------------------


def to_ics(plan: Plan, claim: Claim, *, on: date) -> bytes:
    """The steps that remain as an iCalendar file (RFC 5545): whole days, no amount, stable identifiers."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Relance//Plan//FR", "CALSCALE:GREGORIAN"]
    numbers = ", ".join(invoice.number for invoice in claim.invoices[:3])
    for step in plan.steps:
        if step.is_done or step.on < on:
            continue
        key = f"{claim.creditor.name}\0{claim.debtor.name}\0{numbers}\0{step.kind}\0{step.letter}\0{step.title}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(key.encode()).hexdigest()[:32]}@relance",
            f"DTSTAMP:{on:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{step.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{step.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{step.title} – {claim.debtor.name}')}",
            f"DESCRIPTION:{_escaped(f'{step.reason}. Factures : {numbers}.')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _escaped(text: str) -> str:
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of 75 bytes at most, the following ones opened by a space; no character is cut."""
    current = ""
    for character in line:
        if len((current + character).encode()) > 75:
            yield current
            current = " "
        current += character
    yield current
