"""Limitation (prescription): until when the debt may be claimed in court.

It starts with performance, not with the invoice (Cass. com., 26 February 2020, n° 18-25.036; 1re civ., 19 May 2021,
n° 20-12.520). Five years against a professional (Code de commerce, art. L110-4, I; Code civil, art. 2224), two against
a consumer (Code de la consommation, art. L218-2), four against a public body, from 1 January after the year in which
the debt arose (loi n° 68-1250 du 31 décembre 1968, art. 1 and 2).

An acknowledgement (a part payment is one), a court claim or enforcement starts a new period of the same length (Code
civil, art. 2231, 2240, 2241, 2244), if it comes in time. A letter never moves a private debtor's date (Cass. com.,
18 May 2022, n° 20-23.204); a written demand does move a public body's, and the date without it is kept as prudent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.claim import Claim, Debtor, DebtorKind, EventKind, Invoice, ReminderChannel
from generator.law.data_files import AmountName, amount
from generator.law.dated_values import Confidence
from generator.law.due_date import due_date

INTERRUPTING_ARTICLES: Mapping[EventKind, str] = {
    EventKind.ACKNOWLEDGEMENT: "Code civil, art. 2240",
    EventKind.COURT_CLAIM: "Code civil, art. 2241",
    EventKind.ENFORCEMENT: "Code civil, art. 2244",
}
# Public property cannot be seized, and the law of 1968 closes its own list.
_PUBLIC_EVENTS = frozenset({EventKind.ACKNOWLEDGEMENT, EventKind.COURT_CLAIM})
_WRITTEN_CHANNELS = frozenset(
    {
        ReminderChannel.POST,
        ReminderChannel.REGISTERED,
        ReminderChannel.ELECTRONIC_REGISTERED,
        ReminderChannel.EMAIL,
    }
)


class Interruption(Struct, frozen=True, kw_only=True):
    """An act that starts the period again."""

    on: date
    article: str


class Limitation(Struct, frozen=True, kw_only=True):
    """The period of one invoice; ``expires_on`` is its last day, prudent where the facts leave a doubt.

    ``is_start_presumed``: no day of performance is given, so the earliest known day stands for it.
    ``expires_on_with_demands``: for a public body, the date if the written demands did interrupt.
    """

    invoice_number: str
    starts_on: date
    expires_on: date
    interruptions: tuple[Interruption, ...]
    years: int
    article: str
    certainty: Confidence
    is_start_presumed: bool
    expires_on_with_demands: date | None = None

    def is_expired(self, on: date) -> bool:
        """Whether the last day is past."""
        return on > self.expires_on


def limitations(claim: Claim, on: date) -> tuple[Limitation, ...]:
    """The period of each invoice as it stands that day, in the order of the claim."""
    return tuple(limitation(claim, invoice, on) for invoice in claim.invoices)


def limitation(claim: Claim, invoice: Invoice, on: date) -> Limitation:
    """The period of one invoice, with what has interrupted it up to that day."""
    is_public = claim.debtor.kind is DebtorKind.PUBLIC_BODY
    first = _uninterrupted(claim.debtor, invoice)
    facts = _interruptions(claim, invoice, on, is_public=is_public)
    prudent = _interrupted(first, facts, is_public=is_public)
    if not is_public:
        return prudent
    with_demands = _interrupted(first, [*facts, *_written_demands(claim, on)], is_public=True)
    is_later = with_demands.expires_on > prudent.expires_on
    return replace(prudent, expires_on_with_demands=with_demands.expires_on if is_later else None)


def _uninterrupted(debtor: Debtor, invoice: Invoice) -> Limitation:
    start = _start(debtor.kind, invoice)
    term = amount(_term_name(debtor)).in_force_on_or_first(start)
    years = int(term.value)
    is_presumed = invoice.performed_on is None
    return Limitation(
        invoice_number=invoice.number,
        starts_on=start,
        expires_on=_expiry(start, years, is_public=debtor.kind is DebtorKind.PUBLIC_BODY),
        interruptions=(),
        years=years,
        article=term.article,
        certainty=Confidence.MEDIUM if is_presumed else term.confidence,
        is_start_presumed=is_presumed,
    )


def _term_name(debtor: Debtor) -> AmountName:
    if debtor.kind is DebtorKind.PUBLIC_BODY:
        return AmountName.PUBLIC_LIMITATION
    if debtor.kind is DebtorKind.PROFESSIONAL:
        return AmountName.PROFESSIONAL_LIMITATION
    return AmountName.CONSUMER_LIMITATION if debtor.natural_person else AmountName.NON_PROFESSIONAL_LIMITATION


def _start(kind: DebtorKind, invoice: Invoice) -> date:
    """Performance; a debt that fell due before it (a deposit) could be claimed from then on. Else the earliest day."""
    due = due_date(kind, invoice)
    known = [invoice.performed_on] if invoice.performed_on else [invoice.issued_on, invoice.received_on]
    days: list[date] = [day for day in [*known, due.day if due else None] if day is not None]
    return min(days)


def _interruptions(claim: Claim, invoice: Invoice, on: date, *, is_public: bool) -> list[Interruption]:
    kinds = _PUBLIC_EVENTS if is_public else frozenset(EventKind)
    events = [
        Interruption(on=event.on, article=INTERRUPTING_ARTICLES[event.kind])
        for event in claim.events
        if event.kind in kinds
    ]
    payments = [
        Interruption(on=payment.paid_on, article=INTERRUPTING_ARTICLES[EventKind.ACKNOWLEDGEMENT])
        for payment in invoice.payments
    ]
    return [found for found in (*events, *payments) if found.on <= on]


def _written_demands(claim: Claim, on: date) -> list[Interruption]:
    return [
        Interruption(on=reminder.sent_on, article="Loi n° 68-1250 du 31 décembre 1968, art. 2")
        for reminder in claim.reminders
        if reminder.channel in _WRITTEN_CHANNELS and reminder.sent_on <= on
    ]


def _interrupted(period: Limitation, acts: Iterable[Interruption], *, is_public: bool) -> Limitation:
    """Each act in time starts the same period again; one that comes too late revives nothing."""
    for act in sorted(acts, key=lambda act: act.on):
        if period.starts_on < act.on <= period.expires_on:
            period = replace(
                period,
                expires_on=_expiry(act.on, period.years, is_public=is_public),
                interruptions=(*period.interruptions, act),
            )
    return period


def _expiry(start: date, years: int, *, is_public: bool) -> date:
    """The last day: the anniversary (Code civil, art. 2228 and 2229), or 31 December for a public body."""
    if is_public:
        return date(start.year + years, 12, 31)
    is_leap_day = (start.month, start.day) == (2, 29)
    return start.replace(year=start.year + years, day=28 if is_leap_day else start.day)
