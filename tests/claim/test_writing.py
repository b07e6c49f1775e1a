"""A claim that is saved and read again is the same claim."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.claim import Claim, dump, read
from generator.strict_yaml import load, load_json
from tests.builders import claim_data, make_claim, make_creditor, make_debtor, make_invoice

FULL = make_claim(
    creditor=make_creditor(vat_exempt=True, rna="W123456789", status="company"),
    debtor=make_debtor(
        kind="public_body", service="FACTURES", ccag="unknown", insolvency={"opened_on": date(2026, 5, 1), "kind": "x"}
    ),
    invoices=(
        make_invoice(
            kind="progress",
            received_on=date(2026, 3, 2),
            disputed_amount=Decimal("10.50"),
            description="Travaux : « phase 1 » *urgente*",
            payments=({"paid_on": date(2026, 4, 1), "amount": Decimal("100")},),
            credit_notes=({"issued_on": date(2026, 4, 2), "amount": Decimal("20")},),
        ),
        make_invoice(number="0012"),
        make_invoice(number="no"),
    ),
    terms={"late_payment_rate": Decimal("12.15"), "clause": "article 6", "allocation": "principal_first"},
    reminders=({"sent_on": date(2026, 4, 15), "channel": "phone", "outcome": "promesse"},),
    events=({"on": date(2026, 4, 20), "kind": "acknowledgement"},),
    letter={"on": date(2026, 6, 1), "channel": "registered", "deadline_days": 15},
    answers={"motif": "retard", "pièces": ["a", "b"]},
)


@pytest.mark.parametrize("claim", [make_claim(), FULL])
def test_a_claim_reads_back_from_its_plain_form(claim: Claim) -> None:
    assert read(dump(claim)) == claim


def test_a_claim_reads_back_from_yaml_and_json() -> None:
    assert read(load(yaml.safe_dump(dump(FULL), allow_unicode=True), path="").data) == FULL
    assert read(load_json(json.dumps(dump(FULL)), path="").data) == FULL


def test_the_plain_form_holds_text_and_what_was_given_only() -> None:
    data = claim_data(creditor__email=None)
    assert dump(read(data)) == data
    assert data["invoices"][0] == {
        "number": "F-2026-001",
        "issued_on": "2026-03-01",
        "due_on": "2026-03-31",
        "performed_on": "2026-02-27",
        "amount": "1200.00",
    }


@given(
    st.decimals(min_value="0.01", max_value="9999999999.99", places=2),
    st.dates(min_value=date(2026, 3, 1), max_value=date(2100, 12, 31)),
    st.text("aé*<{&: #'\"-🥐", min_size=1, max_size=40).filter(lambda text: text.strip() != ""),
)
def test_whatever_the_values_a_saved_claim_reads_back(amount: Decimal, due_on: date, name: str) -> None:
    claim = make_claim(debtor=make_debtor(name=name), invoices=(make_invoice(amount=amount, due_on=due_on),))
    assert read(load(yaml.safe_dump(dump(claim), allow_unicode=True), path="").data) == claim
