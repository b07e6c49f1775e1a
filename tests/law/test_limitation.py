from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.claim import Claim, DebtorKind
from generator.law.dated_values import Confidence
from generator.law.limitation import Limitation, limitation, limitations
from tests.builders import make_claim, make_debtor, make_invoice

ON = date(2026, 11, 21)


def claim_of(kind: str, natural_person: bool | None = None, **changes: Any) -> Claim:
    debtor = make_debtor(kind=kind, **({} if natural_person is None else {"natural_person": natural_person}))
    return make_claim(debtor=debtor, **changes)


def period_of(claim: Claim, on: date = ON) -> Limitation:
    return limitation(claim, claim.invoices[0], on)


@pytest.mark.parametrize(
    ("kind", "natural_person", "expires_on", "article", "certainty"),
    [
        ("professional", None, date(2031, 2, 27), "Code de commerce, art. L110-4, I, et Code civil, art. 2224", "high"),
        ("consumer", None, date(2028, 2, 27), "Code de la consommation, art. L218-2", "high"),
        ("consumer", False, date(2031, 2, 27), "Code civil, art. 2224", "medium"),
        ("public_body", None, date(2030, 12, 31), "Loi n° 68-1250 du 31 décembre 1968, art. 1 et 2", "high"),
    ],
)
def test_each_regime_has_its_period_from_performance(
    kind: str, natural_person: bool | None, expires_on: date, article: str, certainty: str
) -> None:
    period = period_of(claim_of(kind, natural_person))
    assert (period.starts_on, period.expires_on) == (date(2026, 2, 27), expires_on)
    assert (period.article, period.certainty) == (article, certainty)
    assert not period.is_start_presumed


def test_the_last_day_is_the_anniversary_and_the_next_is_too_late() -> None:
    period = period_of(claim_of("consumer"))
    assert not period.is_expired(date(2028, 2, 27))
    assert period.is_expired(date(2028, 2, 28))


def test_a_leap_day_expires_on_the_twenty_eighth() -> None:
    invoice = make_invoice(performed_on=date(2024, 2, 29), issued_on=date(2024, 3, 1), due_on=date(2024, 3, 31))
    assert period_of(claim_of("consumer", invoices=(invoice,))).expires_on == date(2026, 2, 28)


def test_without_performance_the_earliest_known_day_starts_a_prudent_period() -> None:
    invoice = make_invoice(performed_on=None, received_on=date(2026, 3, 3))
    period = period_of(claim_of("professional", invoices=(invoice,)))
    assert period.starts_on == date(2026, 3, 1)
    assert period.is_start_presumed
    assert period.certainty is Confidence.MEDIUM


def test_a_deposit_due_before_performance_starts_when_it_is_due() -> None:
    invoice = make_invoice(kind="deposit", performed_on=date(2026, 9, 30))
    assert period_of(claim_of("professional", invoices=(invoice,))).starts_on == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("acknowledgement", "Code civil, art. 2240"),
        ("court_claim", "Code civil, art. 2241"),
        ("enforcement", "Code civil, art. 2244"),
    ],
)
def test_an_interrupting_act_starts_the_same_period_again(kind: str, article: str) -> None:
    period = period_of(claim_of("consumer", events=({"on": "2026-10-01", "kind": kind},)))
    assert period.expires_on == date(2028, 10, 1)
    assert [(act.on, act.article) for act in period.interruptions] == [(date(2026, 10, 1), article)]


def test_a_part_payment_is_an_acknowledgement_of_its_own_invoice() -> None:
    paid = make_invoice(payments=({"paid_on": "2026-05-15", "amount": "100.00"},))
    other = make_invoice(number="F-2")
    first, second = limitations(claim_of("consumer", invoices=(paid, other)), ON)
    assert first.expires_on == date(2028, 5, 15)
    assert second.expires_on == date(2028, 2, 27)


def test_what_happens_later_than_the_day_does_not_count_yet() -> None:
    claim = claim_of("consumer", events=({"on": "2026-10-01", "kind": "court_claim"},))
    assert period_of(claim, date(2026, 9, 30)).interruptions == ()


def test_an_act_after_the_last_day_revives_nothing() -> None:
    invoice = make_invoice(issued_on=date(2022, 1, 10), performed_on=date(2022, 1, 5), due_on=date(2022, 2, 10))
    events = ({"on": "2024-01-06", "kind": "acknowledgement"},)
    assert period_of(claim_of("consumer", invoices=(invoice,), events=events)).expires_on == date(2024, 1, 5)
    in_time = ({"on": "2024-01-05", "kind": "acknowledgement"},)
    assert period_of(claim_of("consumer", invoices=(invoice,), events=in_time)).expires_on == date(2026, 1, 5)


@pytest.mark.parametrize("kind", ["professional", "consumer"])
@pytest.mark.parametrize("channel", ["registered", "electronic_registered", "email", "post"])
def test_no_letter_moves_a_private_debtors_date(kind: str, channel: str) -> None:
    with_letters = claim_of(kind, reminders=({"sent_on": "2026-09-01", "channel": channel, "stage": "formal_notice"},))
    assert period_of(with_letters) == period_of(claim_of(kind))


def test_a_written_demand_may_move_a_public_bodys_date_and_the_prudent_one_stays() -> None:
    invoice = make_invoice(issued_on=date(2024, 3, 1), performed_on=date(2024, 2, 27), due_on=date(2024, 3, 31))
    letter = {"sent_on": "2026-09-01", "channel": "registered"}
    call = {"sent_on": "2026-10-01", "channel": "phone"}
    period = period_of(claim_of("public_body", invoices=(invoice,), reminders=(letter, call)))
    assert period.expires_on == date(2028, 12, 31)
    assert period.expires_on_with_demands == date(2030, 12, 31)
    assert period_of(claim_of("public_body", invoices=(invoice,), reminders=(call,))).expires_on_with_demands is None


def test_a_public_body_is_not_interrupted_by_enforcement() -> None:
    claim = claim_of("public_body", events=({"on": "2027-01-10", "kind": "enforcement"},))
    assert period_of(claim, date(2027, 6, 1)).interruptions == ()
    claim = claim_of("public_body", events=({"on": "2027-01-10", "kind": "court_claim"},))
    assert period_of(claim, date(2027, 6, 1)).expires_on == date(2031, 12, 31)


def test_a_debt_older_than_the_texts_is_simply_expired() -> None:
    invoice = make_invoice(
        issued_on=date(1999, 3, 1), performed_on=date(1999, 2, 27), due_on=date(1999, 3, 31), amount=Decimal("10.00")
    )
    for kind in DebtorKind:
        assert period_of(claim_of(kind, invoices=(invoice,))).is_expired(ON)
