"""Fields that contradict each other are told, each on its own, whatever else is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from generator.claim import read
from generator.errors import ClaimRefused
from tests.builders import claim_data


def told(**changes: Any) -> list[tuple[str, str]]:
    """Return the field and the message of each problem, spaces made plain."""
    try:
        read(claim_data(**changes))
    except ClaimRefused as refused:
        return [(p.field, p.message.replace("\u00a0", " ").replace("\u202f", " ")) for p in refused.problems]
    return []


def payment(paid_on: str, amount: str) -> dict[str, str]:
    return {"paid_on": paid_on, "amount": amount}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"invoices__0__due_on": "2026-02-28"},
            "invoices.0.due_on",
            "l’échéance (28 février 2026) précède l’émission de la facture (1er mars 2026)",
        ),
        (
            {"invoices__0__received_on": "2026-02-28"},
            "invoices.0.received_on",
            "la réception de la facture (28 février 2026) précède l’émission de la facture (1er mars 2026)",
        ),
        (
            {"invoices__0__payments": [payment("2026-03-01", "1"), payment("2026-02-28", "1")]},
            "invoices.0.payments.1.paid_on",
            "le règlement (28 février 2026) précède l’émission de la facture (1er mars 2026)",
        ),
        (
            {"invoices__0__payments": [payment("2026-04-01", "1000"), payment("2026-04-02", "200,01")]},
            "invoices.0.amount",
            "1 200,01 € (1 200,01 € réglés) dépassent le montant de la facture, 1 200,00 €",
        ),
        (
            {
                "invoices__0__payments": [payment("2026-04-01", "500")],
                "invoices__0__credit_notes": [{"issued_on": "2026-04-01", "amount": "300"}],
                "invoices__0__disputed_amount": "200",
                "invoices__0__not_yet_due_amount": "201",
            },
            "invoices.0.amount",
            "1 201,00 € (500,00 € réglés + 300,00 € en avoir + 200,00 € contestés + 201,00 € pas encore échus)"
            " dépassent le montant de la facture, 1 200,00 €",
        ),
        (
            {"invoices__0__disputed_amount": "1200.01"},
            "invoices.0.amount",
            "1 200,01 € (1 200,01 € contestés) dépassent le montant de la facture, 1 200,00 €",
        ),
        (
            {"reminders": [{"sent_on": "2026-04-15", "channel": "email", "received_on": "2026-04-14"}]},
            "reminders.0.received_on",
            "la réception (14 avril 2026) précède l’envoi (15 avril 2026)",
        ),
        (
            {"reminders": [{"sent_on": "2026-06-02", "channel": "email"}]},
            "reminders.0.sent_on",
            "la relance du 2 juin 2026 est postérieure à la lettre, du 1er juin 2026",
        ),
    ],
)
def test_a_contradiction_is_told(changes: dict[str, Any], field: str, message: str) -> None:
    assert told(**changes) == [(field, message)]


@pytest.mark.parametrize(
    "changes",
    [
        {"invoices__0__due_on": "2026-03-01"},
        {"invoices__0__received_on": "2026-03-01"},
        {"invoices__0__payments": [payment("2026-03-01", "1200")]},
        {"invoices__0__disputed_amount": "600", "invoices__0__not_yet_due_amount": "600"},
        {"reminders": [{"sent_on": "2026-06-01", "channel": "phone"}]},
        {"reminders": [{"sent_on": "2026-06-02", "channel": "email"}], "letter": None},
    ],
)
def test_the_very_limit_is_accepted(changes: dict[str, Any]) -> None:
    assert told(**changes) == []


@pytest.mark.parametrize(
    ("kind", "field", "is_missing"),
    [
        ("professional", None, True),
        ("professional", "performed_on", False),
        ("professional", "received_on", False),
        ("public_body", None, True),
        ("public_body", "received_on", False),
        ("consumer", "performed_on", True),
        ("consumer", "received_on", True),
    ],
)
def test_a_due_date_may_be_left_out_only_where_the_law_gives_one(
    kind: str, field: str | None, is_missing: bool
) -> None:
    changes: dict[str, Any] = {"debtor__kind": kind, "invoices__0__due_on": None, "invoices__0__performed_on": None}
    if field:
        changes[f"invoices__0__{field}"] = "2026-03-05"
    expected = [("invoices.0.due_on", "la date d’échéance de la facture manque")]
    assert told(**changes) == (expected if is_missing else [])


def test_two_invoices_cannot_share_a_number() -> None:
    invoice = claim_data()["invoices"][0]
    assert told(invoices=[invoice, invoice | {"number": "F-2"}, invoice]) == [
        ("invoices.2.number", "le numéro « F-2026-001 » est déjà celui de la facture 1 de la liste")
    ]


def test_a_wrong_date_elsewhere_hides_no_contradiction() -> None:
    found = told(creditor__siren="1", invoices__0__received_on="demain", invoices__0__due_on="2026-02-01")
    assert [field for field, _ in found] == ["creditor.siren", "invoices.0.due_on", "invoices.0.received_on"]


def test_an_unreadable_amount_is_told_once() -> None:
    assert [field for field, _ in told(invoices__0__amount="beaucoup", invoices__0__disputed_amount="5")] == [
        "invoices.0.amount"
    ]
