"""A claim meets a template: exact statements per regime, and everything that keeps a letter from leaving."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from generator.catalogue.model import PLAN_OPTIONS, Template
from generator.claim import Claim, read
from generator.errors import ClaimRefused, RenderFailed
from generator.law.instalments import Interval
from generator.produce import FORMATS, Prepared, prepare, produce
from generator.render import RENDERERS
from tests.builders import claim_data
from tests.letters import catalogue

CATALOGUE = catalogue()
NOTICE = CATALOGUE.templates["mise-en-demeure"]
REMINDER = CATALOGUE.templates["rappel-amiable"]
DAY = date(2026, 6, 1)


def claim(**changes: Any) -> Claim:
    return read(claim_data(**changes))


def prepared(on: date = DAY, **changes: Any) -> Prepared:
    return prepare(CATALOGUE, NOTICE, claim(letter=None, **changes), on=on)


def text(letter: Prepared) -> str:
    return RENDERERS["txt"](letter.document).decode().replace("\u202f", " ").replace("\u00a0", " ")


def refusal(on: date = DAY, **changes: Any) -> str:
    with pytest.raises(ClaimRefused) as refused:
        prepared(on, **changes)
    return "\n".join(str(problem) for problem in refused.value.problems).replace("\u00a0", " ")


def invoice(amount: str, due: str, **more: Any) -> list[dict[str, Any]]:
    base = {"number": "F-1", "issued_on": "2023-10-01", "performed_on": "2023-09-30", "due_on": due, "amount": amount}
    return [base | more]


# Vectors of the law's reference, worked by hand there: amount, due, stopped → interest, total.
@pytest.mark.parametrize(
    ("amount", "due", "on", "interest", "total"),
    [
        ("1200.00", "2026-08-31", "2026-09-01", "0,41 €", "1 240,41 €"),
        ("1200.00", "2026-02-28", "2026-04-14", "17,98 €", "1 257,98 €"),
        ("10000.00", "2026-05-01", "2026-09-01", "413,76 €", "10 453,76 €"),
        ("5000.00", "2023-11-30", "2024-03-15", "208,42 €", "5 248,42 €"),
        ("999.99", "2026-06-29", "2026-07-01", "0,67 €", "1 040,66 €"),
    ],
)
def test_a_professional_is_asked_the_exact_sum(amount: str, due: str, on: str, interest: str, total: str) -> None:
    letter = text(prepared(date.fromisoformat(on), invoices=invoice(amount, due)))
    assert interest in letter
    assert f"de payer la somme de {total}" in letter


@pytest.mark.parametrize(
    ("allocation", "interest", "total"),
    [("principal_first", "799,45 €", "6 839,45 €"), ("interest_first", "824,45 €", "6 864,45 €")],
)
def test_part_payments_and_a_contractual_rate(allocation: str, interest: str, total: str) -> None:
    payments = [{"paid_on": "2025-07-01", "amount": "4000.00"}]
    letter = text(
        prepared(
            date(2025, 12, 31),
            invoices=invoice("10000.00", "2024-12-31", payments=payments),
            terms={"late_payment_rate": "10", "allocation": allocation, "clause": "article 7 du contrat"},
        )
    )
    assert interest in letter
    assert f"de payer la somme de {total}" in letter
    assert "article 7 du contrat" in letter
    assert "Banque centrale" not in letter


def test_actual_days_of_the_year_on_demand() -> None:
    terms = {"day_count": "act_act"}
    letter = text(prepared(date(2024, 3, 15), invoices=invoice("5000.00", "2023-11-30"), terms=terms))
    assert "208,02 €" in letter


def test_a_public_body_keeps_the_rate_of_the_first_half_year() -> None:
    letter = text(prepared(date(2026, 8, 10), debtor__kind="public_body", invoices=invoice("12000.00", "2026-05-20")))
    assert "273,63 €" in letter
    assert "10,15 %" in letter
    assert "de payer, après mandatement, la somme de 12 313,63 €" in letter


def test_a_consumer_is_asked_the_principal_and_nothing_else() -> None:
    letter = text(
        prepared(
            date(2026, 4, 10),
            debtor__kind="consumer",
            invoices=invoice("1500.00", "2026-03-01", issued_on="2026-02-01", performed_on="2026-01-30"),
        )
    )
    assert "de payer la somme de 1 500,00 €" in letter
    for banned in ("40 €", "40,00 €", "L441-10", "indemnité", "pénalité", "Banque centrale"):
        assert banned not in letter


def test_interest_stops_where_the_rates_stop_and_the_letter_says_so() -> None:
    letter = prepared(date(2027, 1, 5), invoices=invoice("10000.00", "2026-12-20"))
    assert "31 décembre 2026, à parfaire" in text(letter)
    assert any(warning.check == "provisional" for warning in letter.warnings)


def test_the_deadline_is_a_working_day_counted_from_the_foreseeable_delivery() -> None:
    letter = prepared()
    deadline = letter.answers["letter"]["deadline"]
    assert deadline >= DAY + timedelta(days=15)
    assert deadline.weekday() < 5
    later = prepared(letter__channel="electronic_registered")
    assert later.answers["letter"]["deadline"] >= DAY + timedelta(days=30)


# --- refused, in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"debtor__kind": "consumer", "terms": {"late_payment_rate": "12"}}, "consommateur"),
        ({"debtor__kind": "public_body", "terms": {"late_payment_rate": "12"}}, "public"),
        ({"debtor__insolvency": {"opened_on": "2026-05-01"}}, "jugement"),
        ({"debtor__address__country": "Belgique", "debtor__address__postcode": "1000"}, "étranger"),
        ({"debtor__address": None}, "adresse"),
        ({"letter__channel": "email"}, "ne part pas par"),
        ({"letter__deadline_days": "3"}, "délai de 3 jours"),
        ({"answers": {"inconnue": "x"}}, "ne pose pas la question"),
        ({"answers": {"decision": "peut-être"}}, "réponses possibles"),
        ({"answers": {"contract_on": "30 février"}}, "30 février"),
        ({"answers": {"chorus_deposited_on": "2026-05-01"}}, "ne se pose pas"),
        ({"invoices__0__due_on": "2026-12-31"}, "en retard"),
    ],
)
def test_what_the_tool_refuses_is_said(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ClaimRefused) as refused:
        prepare(CATALOGUE, NOTICE, claim(**changes), on=DAY)
    assert words in str(refused.value)


def test_a_prescribed_consumer_claim_is_refused() -> None:
    words = refusal(
        date(2026, 6, 1),
        debtor__kind="consumer",
        invoices=invoice("1500.00", "2023-11-01"),
    )
    assert "prescri" in words


def test_everything_wrong_is_said_at_once_with_its_french_label() -> None:
    words = refusal(
        debtor__address=None,
        answers={"inconnue": "x", "decision": "non"},
    )
    assert len(words.splitlines()) == 3
    assert "answers.inconnue" in words
    assert "answers.decision" in words
    assert "debtor.address" in words


# --- hostile and large --------------------------------------------------------------------------------

HOSTILE = ["*Dupont* <script>", "{{ 7*7 }}", "__proto__", "| a | b |", "1. Dupont", "&lt;b&gt;", "N" * 300]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names_in_every_output(name: str) -> None:
    letter = prepare(CATALOGUE, NOTICE, claim(debtor__name=name, creditor__name=name), on=DAY)
    assert name in RENDERERS["txt"](letter.document).decode()
    for form in ("html", "docx", "pdf"):
        assert RENDERERS[form](letter.document)


def test_a_glyph_that_the_font_lacks_is_named_and_other_formats_go_on() -> None:
    emoji = claim(debtor__name="Fleurs 🌸 Modèle")
    with pytest.raises(RenderFailed, match="1F338"):
        produce(CATALOGUE, NOTICE, emoji, on=DAY, format="pdf")
    assert produce(CATALOGUE, NOTICE, emoji, on=DAY, format="docx").data


def test_sixty_invoices_make_a_letter() -> None:
    many = [
        {
            "number": f"F-{n:03}",
            "issued_on": "2026-03-01",
            "performed_on": "2026-02-27",
            "due_on": "2026-03-31",
            "amount": "100.00",
        }
        for n in range(1, 61)
    ]
    letter = prepared(invoices=many)
    assert letter.statement.indemnity == Decimal("2400.00")
    assert "F-060" in text(letter)
    assert "60 factures" in text(letter)


def test_every_format_is_made() -> None:
    for form in FORMATS:
        assert produce(CATALOGUE, REMINDER, claim(), on=DAY, format=form).data


# --- letters around the ladder ------------------------------------------------------------------------

EARLY = CATALOGUE.templates["rappel-avant-echeance"]
OFFER = CATALOGUE.templates["proposition-echeancier"]
AGREEMENT = CATALOGUE.templates["accord-echeancier"]
DISPUTE = CATALOGUE.templates["reponse-contestation"]
ACCESSORIES = CATALOGUE.templates["penalites-seules"]
PLAN = {"instalment_count": "3", "first_instalment_on": "2026-07-01"}
"""Answers that make a plan of the builder's claim, on `DAY`."""


def letter_of(template: Template, on: date = DAY, **changes: Any) -> Prepared:
    return prepare(CATALOGUE, template, claim(letter=None, **changes), on=on)


def refused_by(template: Template, on: date = DAY, **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(ClaimRefused) as refused:
        letter_of(template, on, **changes)
    return [(problem.check, problem.field) for problem in refused.value.problems]


def test_every_file_says_which_version_it_comes_from_and_when_its_law_was_read() -> None:
    info = NOTICE.tree.info
    said = f"{info.id} {info.version}; droit vérifié le {info.law_checked_on.isoformat()}"
    files = {
        name: produce(CATALOGUE, NOTICE, claim(letter=None), on=DAY, format=name).data
        for name in ("pdf", "docx", "html", "eml")
    }
    assert PdfReader(BytesIO(files["pdf"])).metadata["/Keywords"] == said  # type: ignore[index]
    assert said in ZipFile(BytesIO(files["docx"])).read("docProps/core.xml").decode()
    assert f'<meta name="keywords" content="{said}">' in files["html"].decode()
    assert message_from_bytes(files["eml"], policy=default)["Keywords"] == said
    for name in ("html", "txt"):
        shown = produce(CATALOGUE, NOTICE, claim(letter=None), on=DAY, format=name).data.decode()
        assert info.version not in shown.partition("<body")[2 if name == "html" else 0]


def test_before_the_due_date_only_what_is_coming_is_shown() -> None:
    due = [("F-1", "2026-05-15"), ("F-2", "2026-06-01"), ("F-3", "2026-06-20")]
    many = [invoice("100.00", day, number=number, issued_on="2026-05-01")[0] for number, day in due]
    letter = letter_of(EARLY, invoices=many)
    assert [one["number"] for one in letter.answers["invoices"]] == ["F-2", "F-3"]
    assert letter.statement.principal == Decimal("200.00")
    assert "200,00 €" in text(letter)
    assert "F-1" not in text(letter)


def test_before_the_due_date_nothing_overdue_can_be_reminded_of() -> None:
    assert refused_by(EARLY) == [("nothing-coming", "invoices")]


def test_a_reminder_before_the_due_date_needs_no_rate() -> None:
    later = invoice("100.00", "2027-01-31", issued_on="2026-12-31")
    letter = letter_of(EARLY, date(2027, 1, 20), invoices=later)
    assert not letter.answers["statement"]["is_provisional"]
    assert not [warning for warning in letter.warnings if warning.check == "provisional"]


def test_the_cost_of_a_delay_is_claimed_without_the_principal() -> None:
    paid = invoice("10000.00", "2026-05-01", payments=[{"paid_on": "2026-09-01", "amount": "10000.00"}])
    letter = letter_of(ACCESSORIES, date(2026, 11, 2), invoices=paid)
    assert "de payer la somme de 453,76 €" in text(letter)
    assert "Facture impayée" not in text(letter)
    assert "a été payée le 1er septembre 2026" in text(letter)
    assert letter.answers["invoices"][0]["settled_on"] == date(2026, 9, 1)


def test_the_cost_of_a_delay_is_never_claimed_from_a_consumer() -> None:
    paid = invoice("1000.00", "2026-05-01", payments=[{"paid_on": "2026-05-20", "amount": "1000.00"}])
    assert ("audience", "debtor.kind") in refused_by(ACCESSORIES, debtor__kind="consumer", invoices=paid)


def test_an_answer_to_a_dispute_needs_a_disputed_part() -> None:
    assert refused_by(DISPUTE, answers={"disputed_on": "2026-05-20"}) == [("nothing-disputed", "invoices")]
    answered: dict[str, Any] = {"answers": {"disputed_on": "2026-05-20"}, "invoices__0__disputed_amount": "200.00"}
    assert "de payer la somme de 1 000,00 €" in text(letter_of(DISPUTE, **answered))


def test_a_question_that_must_be_answered_is_named() -> None:
    with pytest.raises(ClaimRefused) as refused:
        letter_of(DISPUTE, invoices__0__disputed_amount="200.00")
    (problem,) = refused.value.problems
    assert (problem.check, problem.field) == ("missing", "answers.disputed_on")
    assert problem.message.startswith("Date de la contestation")


@pytest.mark.parametrize("kind", ["professional", "consumer"])
def test_a_plan_spreads_the_principal(kind: str) -> None:
    letter = letter_of(AGREEMENT, debtor__kind=kind, answers=PLAN)
    plan = letter.answers["plan"]
    assert (plan["amount"], plan["count"], plan["last_on"]) == (Decimal("1200.00"), 3, date(2026, 9, 1))
    assert [one["amount"] for one in plan["instalments"]] == [Decimal("400.00")] * 3
    assert "mille-deux-cents euros" in text(letter)


def test_a_plan_may_spread_the_whole_account() -> None:
    letter = letter_of(AGREEMENT, answers=PLAN | {"plan_accessories": "include"})
    assert letter.answers["plan"]["amount"] == letter.statement.total > letter.statement.principal


def test_a_consumer_is_never_asked_what_becomes_of_penalties() -> None:
    answers = PLAN | {"plan_accessories": "include"}
    assert refused_by(AGREEMENT, debtor__kind="consumer", answers=answers) == [("answers", "answers.plan_accessories")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_instalment_on": "2026-06-01"}, "answers.first_instalment_on"),
        ({"instalment_count": "1"}, "answers.instalment_count"),
        ({"first_instalment_amount": "1200.00"}, "answers.first_instalment_amount"),
        ({"first_instalment_on": "2026-06-10"}, "answers.first_instalment_on"),  # before the answer is due
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_question(changes: dict[str, str], field: str) -> None:
    assert refused_by(OFFER, answers=PLAN | changes) == [("instalments", field)]


@pytest.mark.parametrize("missing", PLAN)
def test_a_plan_needs_its_number_and_its_first_date(missing: str) -> None:
    answers = {name: value for name, value in PLAN.items() if name != missing}
    assert refused_by(OFFER, answers=answers) == [("missing", f"answers.{missing}")]


def test_the_steps_of_a_plan_are_those_that_letters_may_offer() -> None:
    assert {interval.value for interval in Interval} == PLAN_OPTIONS["instalment_interval"]
    steps = [letter_of(AGREEMENT, answers=PLAN | {"instalment_interval": step}) for step in ("week", "fortnight")]
    assert [letter.answers["plan"]["last_on"] for letter in steps] == [date(2026, 7, 15), date(2026, 7, 29)]
