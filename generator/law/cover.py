"""Which invoices a letter is about: its statement sums these and no other.

Most letters claim what is late and unpaid. One goes out before anything is late; one answers a dispute, which may be
about whole invoices; one claims what a delay has cost once the principal is paid.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from generator.claim import Invoice
from generator.law.balance import claimed_on


class Cover(StrEnum):
    OVERDUE = "overdue"  # late, and something is owed
    COMING = "coming"  # not late yet, and something will be owed
    DISPUTED = "disputed"  # late, and something is owed or disputed
    SETTLED_LATE = "settled_late"  # paid, but late: the interest and the indemnity remain
    NONE = "none"  # a letter that claims nothing: what is owed, paid or prescribed is none of its business


def concerns(cover: Cover, invoice: Invoice, on: date) -> bool:
    """Whether a letter may be about this invoice, if its due date allows."""
    if cover is Cover.NONE:
        return False
    claimed = claimed_on(invoice, on)
    if cover is Cover.SETTLED_LATE:
        return claimed <= 0 and any(payment.paid_on <= on for payment in invoice.payments)
    return claimed > 0 or (cover is Cover.DISPUTED and invoice.disputed_amount > 0)


def is_covered(cover: Cover, invoice: Invoice, due_on: date, on: date) -> bool:
    """Whether the letter of that day is about this invoice."""
    if cover is Cover.SETTLED_LATE:
        return settled_late_on(invoice, due_on, on) is not None
    is_late = due_on < on
    return concerns(cover, invoice, on) and is_late is not (cover is Cover.COMING)


def settled_late_on(invoice: Invoice, due_on: date, on: date) -> date | None:
    """The day of the last payment of an invoice of which nothing is claimed any more; None if it was not late.

    What is disputed or not yet due does not keep it from being settled.
    """
    late = [payment.paid_on for payment in invoice.payments if due_on < payment.paid_on <= on]
    return max(late) if late and concerns(Cover.SETTLED_LATE, invoice, on) else None
