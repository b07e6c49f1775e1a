"""What a claim holds once read: typed values, and the defaults that save typing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from generator.claim import (
    Allocation,
    Claim,
    CreditorStatus,
    DayCount,
    DebtorKind,
    Invoice,
    InvoiceKind,
    LetterSettings,
    Terms,
    read,
)
from tests.builders import claim_data, make_address, make_claim, make_creditor, make_debtor, make_invoice


def test_values_are_typed() -> None:
    claim = read(claim_data(terms__late_payment_rate="12,15 %", invoices__0__amount="1 200,00 €"))
    assert claim.invoices[0].amount == Decimal("1200.00")
    assert claim.invoices[0].due_on == date(2026, 3, 31)
    assert claim.terms.late_payment_rate == Decimal("12.15")
    assert claim.debtor.kind is DebtorKind.PROFESSIONAL


def test_a_minimal_claim_has_its_defaults() -> None:
    claim = read(
        {
            "creditor": {"name": "A", "address": {"lines": ["1 rue A"], "postcode": "01000", "city": "Bourg"}},
            "debtor": {"kind": "consumer", "name": "B"},
            "invoices": [{"number": "1", "issued_on": "2026-01-01", "due_on": "2026-01-31", "amount": "10"}],
        }
    )
    assert claim.creditor.status is None
    assert claim.creditor.address.country == "France"
    assert claim.debtor.address is None
    assert claim.invoices[0].kind is InvoiceKind.INVOICE
    assert claim.invoices[0].payments == ()
    assert claim.invoices[0].disputed_amount == 0
    assert (claim.terms, claim.letter) == (Terms(), LetterSettings())
    assert (claim.terms.allocation, claim.terms.day_count) == (Allocation.INTEREST_FIRST, DayCount.ACT_365)
    assert (claim.reminders, claim.events, dict(claim.answers)) == ((), (), {})


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("consumer", None, True),
        ("professional", None, False),
        ("public_body", None, False),
        ("consumer", "false", False),
        ("professional", "oui", True),
    ],
)
def test_a_consumer_is_a_natural_person_unless_told_otherwise(kind: str, given: str | None, expected: bool) -> None:
    claim = read(claim_data(debtor__kind=kind, debtor__natural_person=given))
    assert claim.debtor.natural_person is expected


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ("SARL", CreditorStatus.COMPANY),
        ("S.A.S.", CreditorStatus.COMPANY),
        ("SAS à capital variable", CreditorStatus.COMPANY),
        ("eurl", CreditorStatus.COMPANY),
        ("Société civile immobilière", CreditorStatus.COMPANY),
        ("EI", CreditorStatus.SOLE_TRADER),
        ("Entrepreneur individuel", CreditorStatus.SOLE_TRADER),
        ("Entreprise individuelle (EI)", CreditorStatus.SOLE_TRADER),
        ("EARL", CreditorStatus.COMPANY),
        ("micro-entrepreneur", CreditorStatus.SOLE_TRADER),
        ("auto-entrepreneur", CreditorStatus.SOLE_TRADER),
        ("association loi 1901", CreditorStatus.ASSOCIATION),
        ("GIE", None),
        ("Salon de thé", None),
    ],
)
def test_the_status_follows_the_legal_form_where_it_is_plain(form: str, status: CreditorStatus | None) -> None:
    assert make_creditor(legal_form=form).status is status


def test_a_status_that_is_given_stands() -> None:
    assert make_creditor(legal_form="GIE", status="company").status is CreditorStatus.COMPANY


@pytest.mark.parametrize(
    ("country", "is_in_france"), [("France", True), ("FRANCE", True), ("fr", True), ("Belgique", False)]
)
def test_an_address_knows_whether_it_is_in_france(country: str, is_in_france: bool) -> None:
    assert make_address(country=country).is_in_france is is_in_france


def test_an_address_abroad_keeps_its_postcode() -> None:
    address = {"lines": ["1 Example Street"], "postcode": "SW1A 1AA", "city": "London", "country": "Royaume-Uni"}
    debtor = read(claim_data(debtor__address=address)).debtor
    assert debtor.address
    assert debtor.address.postcode == "SW1A 1AA"


def test_a_claim_cannot_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        make_claim().debtor.name = "Autre"


def test_parts_made_in_code_are_held_to_the_same_rules() -> None:
    with pytest.raises(ValidationError, match="montant négatif"):
        make_invoice(amount=Decimal("-1"))
    with pytest.raises(ValidationError, match="deux décimales"):
        make_invoice(amount=Decimal("1234.567"))
    with pytest.raises(ValidationError, match="n’est pas un montant"):
        make_invoice(amount=Decimal("NaN"))
    with pytest.raises(ValidationError, match="valeur simple"):
        make_invoice(amount=12.5)


def test_builders_are_valid_by_default_and_take_changes() -> None:
    assert isinstance(make_claim(), Claim)
    assert make_debtor(kind="consumer").natural_person
    assert make_invoice(number="F-2").number == "F-2"
    assert Invoice.model_validate(make_invoice().model_dump()) == make_invoice()
