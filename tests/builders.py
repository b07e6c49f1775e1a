"""Builders: parts of a claim, valid by default; every change is a keyword.

People are invented. The SIREN, IBAN and BIC only pass their checksums.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from generator.claim import Address, Claim, Creditor, Debtor, DebtorKind, Invoice, dump


def make_address(**changes: Any) -> Address:
    """A street in Lyon."""
    return Address(**{"lines": ("12 rue des Exemples",), "postcode": "69002", "city": "Lyon"} | changes)


def make_creditor(**changes: Any) -> Creditor:
    """A company with all that its letters must show."""
    fields: dict[str, Any] = {
        "name": "Atelier Exemple",
        "legal_form": "SARL",
        "share_capital": Decimal("10000.00"),
        "address": make_address(),
        "siren": "123456782",
        "registration": "RCS Lyon",
        "vat_number": "FR11123456782",
        "email": "compta@atelier-exemple.example",
        "phone": "0612345678",
        "iban": "FR7630006000011234567890189",
        "bic": "AGRIFRPP",
        "signatory": {"name": "Camille Exemple", "capacity": "gérante"},
    }
    return Creditor(**fields | changes)


def make_debtor(**changes: Any) -> Debtor:
    """A professional in Paris."""
    fields: dict[str, Any] = {
        "kind": DebtorKind.PROFESSIONAL,
        "name": "Société Modèle",
        "address": make_address(lines=("8 avenue du Modèle",), postcode="75002", city="Paris"),
        "siren": "987654324",
    }
    return Debtor(**fields | changes)


def make_invoice(**changes: Any) -> Invoice:
    """1 200 € due on 31 March 2026."""
    fields: dict[str, Any] = {
        "number": "F-2026-001",
        "issued_on": date(2026, 3, 1),
        "due_on": date(2026, 3, 31),
        "performed_on": date(2026, 2, 27),
        "amount": Decimal("1200.00"),
    }
    return Invoice(**fields | changes)


def make_claim(**changes: Any) -> Claim:
    """One overdue invoice between two companies, the letter dated 1 June 2026."""
    fields: dict[str, Any] = {
        "creditor": make_creditor(),
        "debtor": make_debtor(),
        "invoices": (make_invoice(),),
        "letter": {"on": date(2026, 6, 1)},
    }
    return Claim(**fields | changes)


def claim_data(**changes: Any) -> dict[str, Any]:
    """The plain fields of `make_claim`; a change is a dotted path with ``__`` for the dot, None removes.

    ``claim_data(debtor__kind="consumer", invoices__0__amount="NaN", letter=None)``
    """
    data: dict[str, Any] = dict(dump(make_claim()))
    for path, value in changes.items():
        _set(data, path.split("__"), value)
    return data


def _set(data: Any, path: list[str], value: object) -> None:
    """Put the value at the path, through lists by index."""
    *groups, last = (int(name) if name.isdigit() else name for name in path)
    for name in groups:
        data = data[name] if isinstance(name, int) else data.setdefault(name, {})
    if value is None:
        data.pop(last, None)
    else:
        data[last] = value
