"""A claim meets a template: exact statements per regime, and everything that keeps a letter from leaving."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue.load import load
from generator.claim import Claim, read
from generator.errors import ClaimRefused, RenderFailed
from generator.produce import FORMATS, Prepared, prepare, produce
from generator.render import RENDERERS
from tests.builders import claim_data

CATALOGUE = load(Path(__file__).parent.parent / "letter_templates")
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
