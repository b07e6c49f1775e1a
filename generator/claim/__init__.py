"""The claim: its types, and the way in and out of a file.

The closed lists are there at once. The rest comes when it is first asked for: whoever judges the words of a letter
needs no claim, and its models are slow to make.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from generator.claim.closed_lists import (
    Allocation,
    Ccag,
    Channel,
    CreditorStatus,
    DayCount,
    DebtorKind,
    EventKind,
    InvoiceKind,
    ReminderChannel,
)

if TYPE_CHECKING:
    from generator.claim.model import (
        MAX_INVOICES,
        ZERO,
        Address,
        Claim,
        CreditNote,
        Creditor,
        Debtor,
        Event,
        Insolvency,
        Invoice,
        LetterSettings,
        Payment,
        Reminder,
        Signatory,
        Terms,
    )
    from generator.claim.reading import read
    from generator.claim.writing import dump

__all__ = [
    "MAX_INVOICES",
    "ZERO",
    "Address",
    "Allocation",
    "Ccag",
    "Channel",
    "Claim",
    "CreditNote",
    "Creditor",
    "CreditorStatus",
    "DayCount",
    "Debtor",
    "DebtorKind",
    "Event",
    "EventKind",
    "Insolvency",
    "Invoice",
    "InvoiceKind",
    "LetterSettings",
    "Payment",
    "Reminder",
    "ReminderChannel",
    "Signatory",
    "Terms",
    "dump",
    "read",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    module = {"read": "reading", "dump": "writing"}.get(name, "model")
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found
