"""The form that fills a letter, in a real browser: what it asks, when it speaks, how its rows come and go.

The pages of the built site, as a visitor meets them; the letters themselves are held elsewhere, by vectors.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.website.form_page import (
    NOTICE,
    PLAIN,
    REMINDER,
    Open,
    add_row,
    error_of,
    field,
    fill,
    focused,
    has_focus,
    letter,
    status,
)

# --- the letter ----------------------------------------------------------------------------------


def test_the_plain_case_is_filled_without_opening_anything(form: Open) -> None:
    page = form()
    fill(page, PLAIN)
    expect(letter(page)).to_contain_text("Mise en demeure de payer – facture n°\u00a0F-2026-031")
    expect(letter(page)).to_contain_text("Société <b>Modèle</b>")
    expect(letter(page).locator("b, .app-blank")).to_have_count(0)
    with page.expect_download() as download:
        page.locator("[data-download=pdf]").click()
    assert download.value.suggested_filename == "mise-en-demeure-F-2026-031.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")
    expect(status(page)).to_contain_text("mise-en-demeure-F-2026-031.pdf")


@pytest.mark.parametrize("ending", ["docx", "txt", "eml", "json"])
def test_a_letter_leaves_in_each_form(form: Open, ending: str) -> None:
    page = form(REMINDER)
    fill(page, PLAIN)
    with page.expect_download() as download:
        page.locator(f"[data-download={ending}]").click()
    data = download.value.path().read_bytes()
    assert download.value.suggested_filename.endswith(f".{ending}")
    if ending == "docx":
        assert data.startswith(b"PK")
    else:
        assert "F-2026-031" in data.decode()


def test_the_letter_follows_each_keystroke(form: Open) -> None:
    page = form()
    expect(letter(page).locator('.app-blank[data-path="debtor.name"]')).to_have_text("Nom ou dénomination du client")
    field(page, "debtor.name").press_sequentially("Acm")
    expect(letter(page).locator(".letter-recipient")).to_contain_text("Acm")
    field(page, "debtor.name").press("e")
    expect(letter(page).locator(".letter-recipient")).to_contain_text("Acme")


def test_a_blank_of_the_letter_leads_to_its_field(form: Open) -> None:
    page = form()
    page.locator('.app-blank[data-path="invoices.0.amount"]').first.click()
    assert focused(page) == "invoices.0.amount"


def test_the_statement_opens_into_its_segments_rates_and_articles(form: Open) -> None:
    page = form()
    fill(page, PLAIN | {"invoices.0.due_on": "2026-01-01", "invoices.0.issued_on": "2025-12-01"})
    workings = page.locator(".app-workings")
    workings.locator("summary").click()
    expect(workings.locator("li").nth(0)).to_contain_text("du 02/01/2026 au 30/06/2026")
    expect(workings.locator("li").nth(0)).to_contain_text("12,15\u00a0%")
    expect(workings.locator("li").nth(1)).to_contain_text("Code de commerce, art. L441-10, II")
    expect(workings.locator("li").last).to_contain_text("40,00\u00a0€")


def test_a_consumer_is_never_asked_for_more_than_the_invoice(form: Open) -> None:
    page = form()
    fill(page, PLAIN | {"debtor.kind": "consumer"})
    expect(page.locator(".app-sums__total")).to_contain_text("1\u202f200,00\u00a0€")
    expect(field(page, "answers.penalty_clause")).to_have_count(0)
    expect(letter(page)).not_to_contain_text("40,00")


def test_the_letters_own_questions_are_those_of_the_regime(form: Open) -> None:
    page = form()
    fill(page, PLAIN)
    page.get_by_text("Ce que dit la lettre", exact=True).click()
    page.get_by_label("Si rien n’est payé à la date fixée").select_option("will")
    expect(letter(page)).to_contain_text("nous saisirons")
    page.locator('[name="debtor.kind"][value="public_body"]').check()
    expect(field(page, "answers.prefect")).to_have_count(1)
    expect(field(page, "answers.penalty_clause")).to_have_count(0)


def test_a_contractual_rate_comes_with_its_floor(form: Open) -> None:
    page = form()
    fill(page, PLAIN)
    page.get_by_text("Ce que prévoit le contrat").click()
    expect(page.locator(".app-group--invoices")).to_contain_text(
        re.compile(r"Plancher légal ce semestre\u00a0: \d+,\d+")
    )
    fill(page, {"terms.late_payment_rate": "9"})
    expect(letter(page)).to_contain_text("9,00\u00a0%")


def test_what_the_law_refuses_is_said_with_what_to_do_instead(form: Open, address: str) -> None:
    page = form()
    fill(
        page,
        PLAIN | {"debtor.kind": "consumer", "invoices.0.issued_on": "2020-01-01", "invoices.0.due_on": "2020-02-01"},
    )
    refusal = page.locator(".app-notice--refusal")
    expect(refusal).to_contain_text("est prescrite")
    target = refusal.get_by_role("link").get_attribute("href") or ""
    page.goto(address + NOTICE + target)
    expect(page.locator(f"[id='{target.partition('#')[2]}']")).to_have_count(1)


def test_earlier_reminders_write_the_recital(form: Open) -> None:
    page = form()
    fill(page, PLAIN)
    add_row(page, "reminders", "reminders.0.sent_on")
    fill(page, {"reminders.0.sent_on": "2026-07-20", "reminders.0.channel": "registered"})
    expect(letter(page)).to_contain_text("20\u00a0juillet\u00a02026")


# --- when it speaks ------------------------------------------------------------------------------


def test_a_mistake_is_told_once_its_field_is_left_and_goes_once_it_is_mended(form: Open) -> None:
    page = form()
    page.get_by_text("Forme, SIREN, signataire").click()
    siren = field(page, "creditor.siren")
    siren.press_sequentially("12345")
    expect(error_of(page, "creditor.siren")).to_have_count(0)
    siren.press("Tab")
    expect(error_of(page, "creditor.siren")).to_contain_text("n’est pas un SIREN")
    assert siren.get_attribute("aria-invalid") == "true"
    assert "app-creditor.siren-error" in (siren.get_attribute("aria-describedby") or "")
    siren.fill("123456782")
    expect(error_of(page, "creditor.siren")).to_have_count(0)
    siren.press("Tab")
    expect(siren).to_have_value("123\u00a0456\u00a0782")


@pytest.mark.parametrize(
    ("values", "wrong", "words"),
    [
        ({"invoices.0.amount": "1.200"}, "invoices.0.amount", "1.200"),
        ({"creditor.address.postcode": "6900"}, "creditor.address.postcode", "code postal français"),
        ({"invoices.0.issued_on": "2026-08-01", "invoices.0.due_on": "2026-07-01"}, "invoices.0.due_on", "précède"),
    ],
)
def test_mistakes_are_told_in_french(form: Open, values: dict[str, str], wrong: str, words: str) -> None:
    page = form()
    fill(page, values)
    page.keyboard.press("Tab")
    field(page, "debtor.name").focus()
    expect(error_of(page, wrong)).to_contain_text(words)


def test_what_is_missing_is_not_told_before_a_letter_is_asked_for(form: Open) -> None:
    page = form()
    field(page, "debtor.name").focus()
    field(page, "debtor.address.city").focus()
    expect(page.locator(".app-error")).to_have_count(0)


def test_what_is_left_to_do_takes_the_focus_and_leads_to_its_fields(form: Open) -> None:
    page = form()
    fill(page, PLAIN | {"debtor.name": ""})
    page.get_by_text("Courriel, téléphone, IBAN").click()
    fill(page, {"creditor.iban": "FR00 1234"})
    page.get_by_text("Courriel, téléphone, IBAN").click()
    page.locator("[data-download=docx]").click()
    summary = page.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(["IBAN", "Nom ou dénomination du client"])
    summary.get_by_role("link", name="IBAN").click()
    assert focused(page) == "creditor.iban"
    expect(field(page, "creditor.iban")).to_be_visible()
    assert page.evaluate("location.hash") == ""
    fill(page, {"creditor.iban": "", "debtor.name": "Acme"})
    expect(summary).to_have_count(0)


def test_a_date_begun_and_not_finished_is_told(form: Open) -> None:
    page = form()
    day = field(page, "invoices.0.issued_on")
    day.press_sequentially("12")
    day.evaluate("control => control.blur()")
    expect(error_of(page, "invoices.0.issued_on")).to_contain_text("n’est pas complète")


# --- rows, undoing -------------------------------------------------------------------------------


def test_rows_come_and_go_with_the_focus_where_it_is_needed(form: Open) -> None:
    page = form()
    fill(page, PLAIN)
    add_row(page, "invoices", "invoices.1.number")
    expect(status(page)).to_contain_text("Une facture de plus")
    fill(page, {"invoices.1.number": "F-2", "invoices.1.amount": "50", "invoices.1.issued_on": "2026-06-02"})
    add_row(page, "invoices.1.payments", "invoices.1.payments.0.paid_on")
    fill(page, {"invoices.1.payments.0.paid_on": "2026-07-20", "invoices.1.payments.0.amount": "20"})
    page.locator('[data-remove="invoices.0"]').click()
    assert has_focus(page, "add")
    expect(status(page)).to_contain_text("Facture retirée")
    expect(field(page, "invoices.0.number")).to_have_value("F-2")
    expect(field(page, "invoices.0.payments.0.amount")).to_have_value("20,00")
    page.locator("[data-undo]").click()
    expect(field(page, "invoices.0.number")).to_have_value("F-2026-031")
    expect(field(page, "invoices.1.number")).to_have_value("F-2")


def test_everything_erased_can_be_had_back_for_a_moment(opened: Open) -> None:
    page = opened()
    page.clock.install()
    fill(page, PLAIN)
    page.locator("[data-clear]").click()
    expect(field(page, "debtor.name")).to_have_value("")
    expect(page.locator("[data-undo]")).to_be_focused()
    page.locator("[data-undo]").click()
    expect(field(page, "debtor.name")).to_have_value(PLAIN["debtor.name"])
    page.locator("[data-clear]").click()
    page.clock.run_for(21_000)
    expect(page.locator("[data-undo]")).to_have_count(0)
