from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.claim import Claim
from generator.errors import Problem
from generator.law.admissibility import is_foreign, refusals, warnings
from generator.law.cover import Cover
from tests.builders import make_address, make_claim, make_debtor, make_invoice

ON = date(2026, 11, 21)
OLD = {"issued_on": "2021-03-01", "performed_on": "2021-02-27", "due_on": "2021-03-31"}


def claim_of(
    kind: str = "professional", *invoices: dict[str, Any], debtor: dict[str, Any] | None = None, **more: Any
) -> Claim:
    made = tuple(make_invoice(**({"number": f"F-{place}"} | facts)) for place, facts in enumerate(invoices, 1))
    return make_claim(debtor=make_debtor(kind=kind, **(debtor or {})), **({"invoices": made} if made else {}), **more)


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.check, problem.field) for problem in problems]


@pytest.mark.parametrize("kind", ["professional", "consumer", "public_body"])
def test_a_plain_claim_is_admissible(kind: str) -> None:
    claim = claim_of(kind, debtor={"ccag": "no"})
    assert refusals(claim, ON) == ()
    assert warnings(claim, ON) == ()


# --- refusals -------------------------------------------------------------------------------------


def test_a_prescribed_consumer_invoice_is_refused_and_the_others_are_not_named() -> None:
    (refusal,) = refusals(claim_of("consumer", {}, OLD), ON)
    assert (refusal.check, refusal.field) == ("prescribed-consumer", "invoices.1")
    assert "F-2" in refusal.message
    assert "28\u00a0février\u00a02023" in refusal.message
    assert "L218-2" in refusal.message
    assert "retirez" in refusal.hint


def test_a_prescribed_invoice_of_which_nothing_is_claimed_does_not_matter() -> None:
    settled = OLD | {"payments": ({"paid_on": "2025-06-01", "amount": "1200.00"},)}
    assert refusals(claim_of("consumer", {}, settled), ON) == ()


def test_a_part_payment_in_time_saves_a_consumer_invoice() -> None:
    paid = {"payments": ({"paid_on": "2022-12-01", "amount": "1.00"}, {"paid_on": "2024-11-30", "amount": "1.00"})}
    assert refusals(claim_of("consumer", OLD | paid), ON) == ()


@pytest.mark.parametrize("kind", ["professional", "public_body"])
def test_a_prescribed_claim_on_another_debtor_is_warned_of(kind: str) -> None:
    claim = claim_of(kind, OLD, debtor={"ccag": "no"})
    assert refusals(claim, date(2026, 2, 28)) == ()
    assert found(warnings(claim, date(2026, 2, 28))) == [("prescribed", "invoices.0")]


@pytest.mark.parametrize(("performed_on", "is_refused"), [("2026-02-09", True), ("2026-02-10", False)])
def test_a_debt_born_before_the_judgment_is_refused(performed_on: str, is_refused: bool) -> None:
    claim = claim_of("professional", {"performed_on": performed_on}, debtor={"insolvency": {"opened_on": "2026-02-10"}})
    assert found(refusals(claim, ON)) == ([("insolvency", "invoices.0")] if is_refused else [])
    assert found(warnings(claim, ON)) == ([] if is_refused else [("insolvency-later-debt", "invoices.0")])


def test_the_refusal_says_what_to_do_instead_of_demanding() -> None:
    insolvency = {"insolvency": {"opened_on": "2026-06-01"}}
    (refusal,) = refusals(claim_of(debtor=insolvency), ON)
    assert "deux mois" in refusal.hint
    assert "BODACC" in refusal.hint
    (refusal,) = refusals(claim_of("consumer", debtor=insolvency), ON)
    assert "surendettement" in refusal.hint


def test_without_performance_the_invoice_day_says_when_the_debt_was_born() -> None:
    insolvency = {"insolvency": {"opened_on": "2026-03-01"}}
    assert refusals(claim_of("professional", {"performed_on": None}, debtor=insolvency), ON) == ()
    assert (
        "sans date d’exécution"
        in warnings(claim_of("professional", {"performed_on": None}, debtor=insolvency), ON)[-1].message
    )


@pytest.mark.parametrize(
    ("kind", "check"),
    [("consumer", "contractual-rate-consumer"), ("public_body", "contractual-rate-public"), ("professional", None)],
)
def test_a_contractual_rate_serves_against_a_professional_only(kind: str, check: str | None) -> None:
    problems = found(refusals(claim_of(kind, terms={"late_payment_rate": "10"}), ON))
    assert problems == ([(check, "terms.late_payment_rate")] if check else [])


def test_an_invoice_without_a_due_date_is_asked_for_it() -> None:
    claim = claim_of("consumer", {"due_on": None})
    assert found(refusals(claim, ON)) == [("due-date-missing", "invoices.0.due_on")]


@pytest.mark.parametrize(("on", "is_refused"), [(date(2026, 3, 31), True), (date(2026, 4, 1), False)])
def test_a_claim_is_overdue_from_the_day_after_the_due_date(on: date, is_refused: bool) -> None:
    assert found(refusals(claim_of(), on)) == ([("nothing-overdue", "invoices")] if is_refused else [])


PAID = {"payments": ({"paid_on": "2026-05-01", "amount": "1200.00"},)}
PAID_IN_TIME = {"payments": ({"paid_on": "2026-03-31", "amount": "1200.00"},)}


@pytest.mark.parametrize(
    ("cover", "facts", "check"),
    [
        (Cover.COMING, {"due_on": "2026-12-15"}, None),
        (Cover.COMING, {"due_on": "2026-11-21"}, None),  # the day itself
        (Cover.COMING, {"due_on": "2026-11-20"}, "nothing-coming"),
        (Cover.COMING, {"due_on": "2026-12-15"} | PAID, "nothing-coming"),
        (Cover.DISPUTED, {"disputed_amount": "100.00"}, None),
        (Cover.DISPUTED, {"disputed_amount": "1200.00"}, None),
        (Cover.DISPUTED, {}, "nothing-disputed"),
        (Cover.DISPUTED, {"due_on": "2026-12-15", "disputed_amount": "100.00"}, "nothing-disputed"),
        (Cover.SETTLED_LATE, PAID, None),
        (Cover.SETTLED_LATE, PAID_IN_TIME, "nothing-settled-late"),
        (Cover.SETTLED_LATE, {}, "nothing-settled-late"),
    ],
)
def test_a_letter_needs_what_it_is_about(cover: Cover, facts: dict[str, Any], check: str | None) -> None:
    problems = refusals(claim_of("professional", facts), ON, cover=cover)
    assert found(problems) == ([(check, "invoices")] if check else [])
    assert all(problem.hint for problem in problems)


def test_an_insolvency_freezes_the_cost_of_a_delay_too() -> None:
    claim = claim_of("professional", PAID, debtor={"insolvency": {"opened_on": "2026-10-01"}})
    assert found(refusals(claim, ON, cover=Cover.SETTLED_LATE)) == [("insolvency", "invoices.0")]


def test_limitation_is_told_of_what_the_letter_is_about() -> None:
    old = {"performed_on": "2021-01-04", "issued_on": "2021-01-04", "due_on": "2021-02-03"} | PAID
    checks = {warning.check for warning in warnings(claim_of("professional", old), ON, cover=Cover.SETTLED_LATE)}
    assert "prescribed" in checks
    assert "prescribed" not in {warning.check for warning in warnings(claim_of("professional", old), ON)}


def test_a_claim_with_nothing_left_to_pay_is_refused() -> None:
    claim = claim_of("professional", {"payments": ({"paid_on": "2026-05-01", "amount": "1200.00"},)})
    (refusal,) = refusals(claim, ON)
    assert refusal.check == "nothing-overdue"
    assert "il ne reste rien" in refusal.message


def test_interest_cannot_run_past_the_letter() -> None:
    claim = claim_of(letter={"interest_until": "2026-11-22"})
    assert found(refusals(claim, ON)) == [("interest-after-letter", "letter.interest_until")]
    assert refusals(claim, date(2026, 11, 22)) == ()


def test_every_reason_is_given_at_once() -> None:
    claim = claim_of("consumer", {"due_on": None}, OLD, terms={"late_payment_rate": "10"})
    assert len(refusals(claim, ON)) == 3


@pytest.mark.parametrize(
    ("country", "is_abroad"),
    [
        ("France", False),
        ("FR", False),
        ("Belgique", True),
        ("Monaco", True),
        ("La Réunion", False),
        ("martinique", False),
    ],
)
def test_an_address_abroad_is_known_by_its_country(country: str, is_abroad: bool) -> None:
    assert is_foreign(make_address(country=country)) is is_abroad


def test_an_address_that_is_not_given_is_not_foreign() -> None:
    assert not is_foreign(None)


# --- warnings -------------------------------------------------------------------------------------


def test_a_term_longer_than_the_law_allows_is_warned_of_between_professionals() -> None:
    long = {"due_on": "2026-05-10"}
    assert found(warnings(claim_of("professional", long), ON)) == [("term-too-long", "invoices.0.due_on")]
    assert found(warnings(claim_of("consumer", long), ON)) == []


def test_a_public_term_that_is_supposed_is_said_to_be() -> None:
    claim = claim_of("public_body", {"due_on": None, "received_on": "2026-03-02"}, debtor={"ccag": "no"})
    (warning,) = warnings(claim, ON)
    assert warning.check == "public-term-assumed"
    assert "50 jours" in warning.message


@pytest.mark.parametrize("kind", ["professional", "consumer"])
def test_a_period_about_to_end_is_warned_of_with_its_last_day(kind: str) -> None:
    on = date(2028, 2, 1) if kind == "consumer" else date(2031, 2, 1)
    (warning,) = warnings(claim_of(kind), on)
    assert warning.check == "limitation-near"
    assert "aucune lettre ne l’interrompt" in warning.message


def test_a_public_bodys_creditor_is_not_told_that_letters_never_interrupt() -> None:
    (warning,) = warnings(claim_of("public_body", debtor={"ccag": "no"}), date(2030, 12, 1))
    assert "31\u00a0décembre\u00a02030" in warning.message
    assert "une demande écrite reçue à temps l’interrompt" in warning.message


def test_a_public_debt_past_its_prudent_date_shows_the_later_one() -> None:
    reminders = ({"sent_on": "2023-05-01", "channel": "registered"},)
    claim = claim_of("public_body", OLD, debtor={"ccag": "no"}, reminders=reminders)
    (warning,) = warnings(claim, ON)
    assert warning.check == "prescribed"
    assert "au plus tard le 31\u00a0décembre\u00a02027" in warning.message


def test_a_presumed_start_is_said_once_for_all_invoices() -> None:
    claim = claim_of("professional", {"performed_on": None}, {"performed_on": None}, {})
    (warning,) = warnings(claim, ON)
    assert warning.check == "limitation-presumed"
    assert "«\u00a0F-1\u00a0» et «\u00a0F-2\u00a0»" in warning.message


def test_five_years_against_an_association_are_said_to_be_uncertain() -> None:
    claim = claim_of("consumer", debtor={"natural_person": False})
    assert found(warnings(claim, ON)) == [("limitation-uncertain", "debtor.natural_person")]


@pytest.mark.parametrize(
    ("ccag", "said"), [("yes", "le marché vise"), ("unknown", "si le marché"), (None, "si le marché")]
)
def test_a_ccag_sets_a_trap_that_is_told_unless_it_is_ruled_out(ccag: str | None, said: str) -> None:
    (warning,) = warnings(claim_of("public_body", debtor={"ccag": ccag} if ccag else {}), ON)
    assert warning.check == "ccag"
    assert warning.message.startswith(said)


def test_an_electronic_registered_letter_to_a_consumer_needs_consent() -> None:
    letter = {"channel": "electronic_registered"}
    assert found(warnings(claim_of("consumer", letter=letter), ON)) == [("electronic-consent", "letter.channel")]
    assert found(warnings(claim_of("professional", letter=letter), ON)) == []


@pytest.mark.parametrize(
    ("kind", "on", "is_warned"),
    [
        ("public_body", date(2026, 6, 15), True),  # 45 days after 1 May
        ("public_body", date(2026, 6, 16), False),
        ("professional", date(2026, 6, 15), False),
    ],
)
def test_a_public_buyer_has_45_days_to_pay_the_cost_of_its_delay(kind: str, on: date, is_warned: bool) -> None:
    claim = claim_of(kind, PAID, debtor={"ccag": "no"})
    checks = {warning.check for warning in warnings(claim, on, cover=Cover.SETTLED_LATE)}
    assert ("public-accessories-not-due" in checks) is is_warned
