"""When an invoice falls due (échéance), and whether the agreed term is one that the law allows.

Between professionals, without an agreed date: 30 days after the goods are received or the service performed (Code de
commerce, art. L441-10, I), never from the invoice date. A public buyer: 30 days in the general case, from receipt of
the payment request, or from performance where it comes later (Code de la commande publique, art. R2192-10 and
R2192-12). A consumer has no such term: the date must be given.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from generator.claim import Claim, DebtorKind, Invoice
from generator.errors import Problem
from generator.law.data_files import AmountName, amount
from generator.law.dated_values import DatedSeries, DatedValue
from generator.messages import quoted

UNPROVEN_RECEIPT_DAYS = timedelta(days=2)
"""Without proof of receipt, a public buyer's term runs from the date of the request + 2 days (art. R2192-12 and s.)."""


_MISSING_HINTS: Mapping[DebtorKind, str] = {
    DebtorKind.PROFESSIONAL: "indiquez-la, ou la date d’exécution (performed_on), dont court le délai légal",
    DebtorKind.PUBLIC_BODY: "indiquez-la, ou le jour où la demande de paiement a été reçue (received_on)",
    DebtorKind.CONSUMER: "indiquez-la, aucun texte ne fixe d’échéance à un consommateur",
}


class DueDate(Struct, frozen=True, kw_only=True):
    """The last day to pay; ``by_law`` when the contract sets none and the law does, by ``article``."""

    day: date
    by_law: bool = False
    article: str = ""


def due_date(kind: DebtorKind, invoice: Invoice) -> DueDate | None:
    """The date given, else the one that the law computes, else None."""
    if invoice.due_on is not None:
        return DueDate(day=invoice.due_on)
    if kind is DebtorKind.PROFESSIONAL:
        return _after(invoice.performed_on or invoice.received_on, amount(AmountName.LEGAL_PAYMENT_TERM))
    if kind is DebtorKind.PUBLIC_BODY:
        return _after(_public_start(invoice), amount(AmountName.PUBLIC_PAYMENT_TERM))
    return None


def _after(start: date | None, term: DatedSeries) -> DueDate | None:
    if start is None:
        return None
    days = term.in_force_on_or_first(start)
    return DueDate(day=start + _days(days), by_law=True, article=days.article)


def _public_start(invoice: Invoice) -> date | None:
    """Receipt, or performance if later; a request cannot be received before it is made."""
    if invoice.received_on is not None:
        return max(invoice.received_on, invoice.performed_on or invoice.received_on)
    if invoice.performed_on is not None:
        return max(invoice.performed_on, invoice.issued_on + UNPROVEN_RECEIPT_DAYS)
    return None


def due_date_problems(claim: Claim) -> tuple[Problem, ...]:
    """One for each invoice whose due date is neither given nor computed."""
    kind = claim.debtor.kind
    return tuple(
        Problem(
            field=f"invoices.{place}.due_on",
            message=f"la date d’échéance de la facture {quoted(invoice.number)} manque",
            hint=_MISSING_HINTS[kind],
            check="due-date-missing",
        )
        for place, invoice in enumerate(claim.invoices)
        if due_date(kind, invoice) is None
    )


def is_longer_than_allowed(invoice: Invoice) -> bool:
    """Whether a term agreed between professionals passes 60 days and is not one of the two end-of-month counts."""
    if invoice.due_on is None:
        return False
    longest = invoice.issued_on + _days(amount(AmountName.LONGEST_PAYMENT_TERM).in_force_on_or_first(invoice.issued_on))
    return invoice.due_on > longest and invoice.due_on not in end_of_month_terms(invoice.issued_on)


def end_of_month_terms(issued_on: date) -> tuple[date, date]:
    """« 45 jours fin de mois » read both ways: + 45 days then the end of that month; the end of the month then + 45."""
    term = _days(amount(AmountName.END_OF_MONTH_TERM).in_force_on_or_first(issued_on))
    return _end_of_month(issued_on + term), _end_of_month(issued_on) + term


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _days(value: DatedValue) -> timedelta:
    return timedelta(days=int(value.value))
