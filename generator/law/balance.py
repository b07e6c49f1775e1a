"""What is left of an invoice on a day (solde): what came later does not count yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.claim import ZERO, Invoice


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of some amounts, 0.00 for none."""
    return sum(amounts, ZERO)


def paid_by(invoice: Invoice, on: date) -> Decimal:
    """Money credited on that day at the latest."""
    return total(payment.amount for payment in invoice.payments if payment.paid_on <= on)


def credited_by(invoice: Invoice, on: date) -> Decimal:
    """Credit notes (avoirs) issued on that day at the latest."""
    return total(note.amount for note in invoice.credit_notes if note.issued_on <= on)


def balance_on(invoice: Invoice, on: date) -> Decimal:
    """Amount less payments and credit notes."""
    return invoice.amount - paid_by(invoice, on) - credited_by(invoice, on)


def claimed_on(invoice: Invoice, on: date) -> Decimal:
    """The balance less what is disputed or not yet due: only what is certain and due is claimed."""
    return balance_on(invoice, on) - invoice.disputed_amount - invoice.not_yet_due_amount
