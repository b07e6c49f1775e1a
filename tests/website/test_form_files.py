"""The form and the files that people load in it: saved claims, YAML, invoices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.website.form_page import REMINDER, Open, field, fill, focused, load

INVOICES = Path(__file__).parents[1] / "vectors" / "einvoice"


CLAIM = {
    "creditor": {"name": "Atelier", "address": {"lines": ["1 rue A", "Bât. B"], "postcode": "75001", "city": "Paris"}},
    "debtor": {"kind": "professional", "name": "Acme"},
    "invoices": [{"number": "F-9", "issued_on": "2026-06-01", "due_on": "2026-07-01", "amount": "99.00"}],
    "letter": {"channel": "email"},
}


def test_a_saved_claim_comes_back(form: Open) -> None:
    page = form(REMINDER)
    load(page, "a.json", json.dumps(CLAIM))
    expect(field(page, "creditor.address.lines")).to_have_value("1 rue A\nBât. B")
    expect(field(page, "invoices.0.amount")).to_have_value("99.00")
    expect(page.locator(".app-bar__total")).to_have_text("99,00\u00a0€")
    with page.expect_download() as download:
        page.locator("[data-download=json]").click()
    assert json.loads(download.value.path().read_text()) == CLAIM


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.yml", "debtor: &a {name: x}\n", "ancre YAML"),
        ("a.yml", "debtor: {name: A, name: B}\n", "répétée"),
        ("a.yml", "debtor:\n  nmae: Acme\n", "vouliez-vous dire"),
        ("a.json", "{", "JSON"),
        ("a.txt", "x", "PDF, XML, JSON ou YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(form: Open, name: str, content: str, words: str) -> None:
    page = form()
    load(page, name, content)
    expect(page.locator(".app-reading")).to_contain_text(words)
    expect(page.locator("#app-reading")).to_be_focused()
    page.get_by_role("button", name="Fermer").click()
    expect(page.locator(".app-reading")).to_have_count(0)


def test_a_claim_in_yaml_fills_the_form(form: Open) -> None:
    page = form()
    content = "debtor:\n  kind: consumer\n  name: 'Mme Exemple'\ninvoices:\n- number: 0012\n  amount: 10.50\n"
    load(page, "a.yaml", content)
    expect(field(page, "debtor.name")).to_have_value("Mme Exemple")
    expect(field(page, "invoices.0.number")).to_have_value("0012")


def test_what_an_invoice_says_is_shown_before_it_is_used(form: Open) -> None:
    page = form()
    fill(page, {"debtor.name": "Autre nom"})
    page.locator("[data-load=claim]").set_input_files(INVOICES / "facture_cii.xml")
    reading = page.locator(".app-reading")
    expect(page.locator("#app-reading")).to_be_focused()
    expect(reading).to_contain_text("BT-112")
    expect(reading).to_contain_text("à la place de «\u00a0Autre nom\u00a0»")
    expect(reading.get_by_label("Taux des pénalités")).not_to_be_checked()
    expect(field(page, "invoices.0.number")).to_have_value("")
    reading.get_by_label("Nom ou dénomination du client").uncheck()
    page.get_by_role("button", name="Reprendre ces valeurs").click()
    expect(field(page, "invoices.0.number")).to_have_value("F-2026-014")
    expect(field(page, "creditor.address.lines")).to_have_value("3 rue des Scieurs\nBâtiment B")
    expect(field(page, "debtor.name")).to_have_value("Autre nom")
    assert focused(page) == "debtor.kind"
    page.locator("[data-undo]").click()
    expect(field(page, "invoices.0.number")).to_have_value("")


def test_a_file_can_be_dropped_on_the_page(form: Open) -> None:
    page = form()
    page.locator(".app").evaluate(
        """place => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(['{"debtor": {"name": "Acme"}}'], "a.json"));
            for (const kind of ["dragenter", "dragover", "drop"])
                place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
        }"""
    )
    expect(field(page, "debtor.name")).to_have_value("Acme")
