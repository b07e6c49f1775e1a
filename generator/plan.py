"""The plan: from the due date and what was sent, the dated steps that remain, and the day of prescription.

The steps are the letters of the ladder, each at its moment (`when` in its front matter), moved to a working day and
never closer than a week to the one before. The days are the catalogue's proposal, not the law's; what the law dates
is prescription (`law.limitation`), the two months of the claim under a CCAG, and those in which a debt born before an
insolvency judgment is declared: no letter asks for such a debt. The page makes the same plan (`browser/src/plan/`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from generator.catalogue.model import Catalogue, Template
from generator.claim import Ccag, Channel, Claim, DebtorKind, Invoice, Reminder
from generator.errors import ClaimRefused
from generator.law.admissibility import born_on
from generator.law.calendar import deadline, next_working_day
from generator.law.due_date import due_date, due_date_problems
from generator.law.limitation import Limitation, limitation
from generator.messages import NBSP, NNBSP
from generator.values.choice import member

LADDER = ("before_due", "reminder", "second_reminder", "formal_notice")
"""Stages that follow each other; the others answer a situation."""
SHORTEST_GAP = timedelta(days=7)
"""Between two letters: closer, they read as harassment (choice of the product)."""
USUAL_DELAY = {"reminder": 3, "second_reminder": 12, "formal_notice": 28}
"""Days after the due date that the guide proposes, within each letter's own limits."""
CLAIM_MONTHS = 2
"""CCAG-FCS 2021, art. 46: months to file the claim once the dispute is born."""
DECLARATION_MONTHS = 2
"""Code de commerce, art. R622-24: months from the publication of the judgment; counted from the judgment, which comes
before it."""


class StepKind(StrEnum):
    LETTER = "letter"
    CHECK = "check"
    DEADLINE = "deadline"
    CLAIM = "claim"
    DECLARATION = "declaration"
    LIMITATION = "limitation"


class Step(Struct, frozen=True, kw_only=True):
    """One day of the plan. ``letter`` is the id of the letter to send; ``is_done`` where a reminder stands for it."""

    on: date
    kind: StepKind
    title: str
    reason: str
    letter: str = ""
    article: str = ""
    is_done: bool = False


class Plan(Struct, frozen=True, kw_only=True):
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
    """The plan of a claim as seen on a day; the due date is the oldest of its invoices that may still be asked for.

    Raises ClaimRefused where an invoice has no due date.
    """
    if problems := due_date_problems(claim):
        raise ClaimRefused(problems)
    live = [invoice for invoice in claim.invoices if not _is_frozen(claim, invoice)]
    due_on = min(found.day for invoice in live or claim.invoices if (found := due_date(claim.debtor.kind, invoice)))
    ladder = [template for template in _ladder(catalogue) if claim.debtor.kind.value in template.audiences]
    limits = [limitation(claim, invoice, on) for invoice in live]
    steps = list(_limits(limits, claim.debtor.kind))
    if len(live) < len(claim.invoices):
        steps.append(_declaration(claim, on))
    if claim.debtor.kind is DebtorKind.CONSUMER and limits and all(limit.is_expired(on) for limit in limits):
        steps.append(_refusal(on))
    elif live:
        steps += _letters(ladder, claim, due_on, on)
    return Plan(due_on=due_on, steps=tuple(sorted(steps, key=lambda step: (step.on, step.kind != StepKind.CHECK))))


def _is_frozen(claim: Claim, invoice: Invoice) -> bool:
    """Born before the judgment: declared, never demanded (Code de commerce, art. L622-7 and L622-21)."""
    insolvency = claim.debtor.insolvency
    return insolvency is not None and born_on(invoice) < insolvency.opened_on


def _declaration(claim: Claim, on: date) -> Step:
    """The declaration of what the judgment froze; a consumer's debts are settled by another procedure."""
    if claim.debtor.insolvency is None or claim.debtor.kind is DebtorKind.CONSUMER:
        return Step(
            on=next_working_day(on),
            kind=StepKind.DECLARATION,
            title="Écrire à la commission ou au mandataire, pas au débiteur",
            reason="une procédure règle ses dettes",
        )
    return Step(
        on=_months_after(claim.debtor.insolvency.opened_on, DECLARATION_MONTHS),
        kind=StepKind.DECLARATION,
        title="Déclarer la créance, au plus tard",
        reason="deux mois à partir de la publication au BODACC, comptés ici du jugement par prudence",
        article="Code de commerce, art. L622-24 et R622-24",
    )


def _refusal(on: date) -> Step:
    return Step(
        on=on,
        kind=StepKind.CHECK,
        title=f"Aucune lettre{NBSP}: la dette paraît prescrite",
        reason="sauf paiement partiel, écrit qui reconnaît la dette ou action en justice, venus à temps",
    )


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
    sent_steps = _sent(rungs, after_due)
    for template, reminder in sent_steps:
        yield _letter_step(template, reminder.sent_on, "déjà fait", is_done=True)
    last = after_due[-1].sent_on if after_due else None
    reached = sent_steps[-1][0] if sent_steps else None
    if reached is not None and reached.stage == "formal_notice":
        notice = next(reminder for template, reminder in sent_steps if template is reached)
        yield from _after_notice(reached, claim, notice.sent_on, _channel_of(notice))
        return
    for template in rungs[rungs.index(reached) + 1 if reached else 0 :]:
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
            yield from _after_notice(template, claim, day, claim.letter.channel)


def _sent(rungs: Sequence[Template], reminders: Iterable[Reminder]) -> list[tuple[Template, Reminder]]:
    """The letter that each reminder stands for: by its stage where it is named, else the next one.

    A formal notice is known by its name, never by counting.
    """
    done: list[tuple[Template, Reminder]] = []
    place = -1
    for reminder in reminders:
        named = next((index for index, template in enumerate(rungs) if template.stage == reminder.stage), None)
        place = max(place, named if named is not None else min(place + 1, len(rungs) - 2))
        if place >= 0:
            done.append((rungs[place], reminder))
    return done


def _channel_of(reminder: Reminder) -> Channel | None:
    value = reminder.channel.value
    return member(Channel, value) if value in {one.value for one in Channel} else None


def _letter_step(template: Template, day: date, reason: str, *, is_done: bool = False) -> Step:
    return Step(on=day, kind=StepKind.LETTER, title=template.title, reason=reason, letter=template.id, is_done=is_done)


def _reason(template: Template, due_on: date, day: date) -> str:
    return f"{(day - due_on).days}{NBSP}jours après l’échéance"


def _after_notice(template: Template, claim: Claim, day: date, channel: Channel | None) -> Iterator[Step]:
    channel = channel or member(Channel, template.channels[0])
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
            reason=f"deux mois, à peine de forclusion{NNBSP}; prenez conseil avant",
            article="CCAG-FCS 2021, art. 46",
        )


def _limits(limits: Iterable[Limitation], kind: DebtorKind) -> Iterator[Step]:
    # A written demand does move a public body's period: the date without it is the prudent one.
    moved = "une demande écrite peut la repousser" if kind is DebtorKind.PUBLIC_BODY else "une lettre n’y change rien"
    found: dict[date, Limitation] = {}
    for limit in limits:
        found.setdefault(limit.expires_on, limit)
    for day, limit in sorted(found.items()):
        yield Step(
            on=day,
            kind=StepKind.LIMITATION,
            title="Dernier jour pour agir en justice (prescription)",
            reason=f"{limit.years}{NBSP}ans, date prudente{NNBSP}; {moved}",
            article=limit.article,
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
        key = "\0".join((claim.debtor.name, numbers, step.kind, step.letter, step.title))
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
