"""The form that fills a letter, in a real browser: what it asks, when it speaks, what it keeps, where it leads.

The pages of the built site, as a visitor meets them; the letters themselves are held elsewhere, by vectors.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

NOTICE, REMINDER, SECOND = "lettres/mise-en-demeure/", "lettres/rappel-amiable/", "lettres/deuxieme-relance/"

PLAIN = {
    "debtor.kind": "professional",
    "creditor.status": "company",
    "creditor.name": "Atelier Œuvre",
    "creditor.address.lines": "12 rue de la Fabrique",
    "creditor.address.postcode": "69001",
    "creditor.address.city": "Lyon",
    "debtor.name": "Société <b>Modèle</b>",
    "debtor.address.lines": "5 avenue du Modèle",
    "debtor.address.postcode": "33000",
    "debtor.address.city": "Bordeaux",
    "invoices.0.number": "F-2026-031",
    "invoices.0.amount": "1 200,00",
    "invoices.0.issued_on": "2026-06-01",
    "invoices.0.due_on": "2026-07-01",
}
"""What the plain case needs: nothing that is folded."""

INVOICES = Path(__file__).parents[1] / "vectors" / "einvoice"
KEPT = "relance.dossier"
BUDGET = 30_000
"""Bytes of script, compressed, that a letter's page loads for the form before anybody touches it."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """A letter's page, its form ready, for a visitor who comes for the first time."""
    contexts: list[BrowserContext] = []

    def new(path: str = NOTICE, **options: Any) -> Page:
        chosen = {"locale": "fr-FR", "service_workers": "block", "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(**chosen))
        page = contexts[-1].new_page()
        visit(page, address + path)
        return page

    yield new
    for context in contexts:
        context.close()


def visit(page: Page, url: str) -> None:
    page.goto(url)
    ready(page)


def ready(page: Page) -> None:
    page.locator("[data-letter][data-ready]").wait_for()


def field(page: Page, name: str) -> Locator:
    return page.locator(f'[name="{name}"]')


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        control = field(page, name)
        kind = control.first.evaluate("control => control.type")
        if kind == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(value)


def load(page: Page, name: str, content: str) -> None:
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content.encode())
    page.locator("[data-load=claim]").set_input_files(file)


def error_of(page: Page, name: str) -> Locator:
    return page.locator(f'[id="app-{name}-error"]')


def letter(page: Page) -> Locator:
    return page.locator(".app-paper .letter")


def status(page: Page) -> Locator:
    return page.locator(".app-status")


def focused(page: Page) -> str:
    """The name of what has the focus, or the mark by which it is known."""
    found: str = page.evaluate(
        """() => {
            const { name, dataset } = document.activeElement;
            return name || Object.keys(dataset).find((mark) => !mark.startsWith("focusVisible")) || "";
        }"""
    )
    return found


def stored(page: Page) -> str:
    """All that the site left in the browser, less the theme's own choice of colours."""
    found: str = page.evaluate(
        """async () => JSON.stringify([
            Object.entries(localStorage).filter(([name]) => !name.includes("__palette")),
            Object.entries(sessionStorage), document.cookie,
            (await indexedDB.databases()).map((one) => one.name), await caches.keys(), window.name,
        ])"""
    )
    return found


# --- the letter ---------------------------------------------------------------------------------


def test_the_plain_case_is_filled_without_opening_anything(opened: Open) -> None:
    page = opened()
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
def test_a_letter_leaves_in_each_form(opened: Open, ending: str) -> None:
    page = opened(REMINDER)
    fill(page, PLAIN)
    with page.expect_download() as download:
        page.locator(f"[data-download={ending}]").click()
    data = download.value.path().read_bytes()
    assert download.value.suggested_filename.endswith(f".{ending}")
    if ending == "docx":
        assert data.startswith(b"PK")
    else:
        assert "F-2026-031" in data.decode()


def test_the_letter_follows_each_keystroke(opened: Open) -> None:
    page = opened()
    expect(letter(page).locator('.app-blank[data-path="debtor.name"]')).to_have_text("Nom ou dénomination du client")
    field(page, "debtor.name").press_sequentially("Acm")
    expect(letter(page).locator(".letter-recipient")).to_contain_text("Acm")
    field(page, "debtor.name").press("e")
    expect(letter(page).locator(".letter-recipient")).to_contain_text("Acme")


def test_a_blank_of_the_letter_leads_to_its_field(opened: Open) -> None:
    page = opened()
    page.locator('.app-blank[data-path="invoices.0.amount"]').first.click()
    assert focused(page) == "invoices.0.amount"


def test_the_statement_opens_into_its_segments_rates_and_articles(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN | {"invoices.0.due_on": "2026-01-01", "invoices.0.issued_on": "2025-12-01"})
    workings = page.locator(".app-workings")
    workings.locator("summary").click()
    expect(workings.locator("li").nth(0)).to_contain_text("du 02/01/2026 au 30/06/2026")
    expect(workings.locator("li").nth(0)).to_contain_text("12,15\u00a0%")
    expect(workings.locator("li").nth(1)).to_contain_text("Code de commerce, art. L441-10, II")
    expect(workings.locator("li").last).to_contain_text("40,00\u00a0€")


def test_a_consumer_is_never_asked_for_more_than_the_invoice(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN | {"debtor.kind": "consumer"})
    expect(page.locator(".app-sums__total")).to_contain_text("1\u202f200,00\u00a0€")
    expect(field(page, "answers.penalty_clause")).to_have_count(0)
    expect(letter(page)).not_to_contain_text("40,00")


def test_the_letters_own_questions_are_those_of_the_regime(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN)
    page.get_by_text("Ce que dit la lettre", exact=True).click()
    page.get_by_label("Si rien n’est payé à la date fixée").select_option("will")
    expect(letter(page)).to_contain_text("nous saisirons")
    page.locator('[name="debtor.kind"][value="public_body"]').check()
    expect(field(page, "answers.prefect")).to_have_count(1)
    expect(field(page, "answers.penalty_clause")).to_have_count(0)


def test_a_contractual_rate_comes_with_its_floor(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN)
    page.get_by_text("Ce que prévoit le contrat").click()
    expect(page.locator(".app-group--invoices")).to_contain_text(
        re.compile(r"Plancher légal ce semestre\u00a0: \d+,\d+")
    )
    fill(page, {"terms.late_payment_rate": "9"})
    expect(letter(page)).to_contain_text("9,00\u00a0%")


def test_what_the_law_refuses_is_said_with_what_to_do_instead(opened: Open, address: str) -> None:
    page = opened()
    fill(
        page,
        PLAIN | {"debtor.kind": "consumer", "invoices.0.issued_on": "2020-01-01", "invoices.0.due_on": "2020-02-01"},
    )
    refusal = page.locator(".app-notice--refusal")
    expect(refusal).to_contain_text("est prescrite")
    target = refusal.get_by_role("link").get_attribute("href") or ""
    page.goto(address + NOTICE + target)
    expect(page.locator(f"[id='{target.partition('#')[2]}']")).to_have_count(1)


def test_earlier_reminders_write_the_recital(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN)
    page.locator("[data-add=reminders]").click()
    assert focused(page) == "reminders.0.sent_on"
    fill(page, {"reminders.0.sent_on": "2026-07-20", "reminders.0.channel": "registered"})
    expect(letter(page)).to_contain_text("20\u00a0juillet\u00a02026")


# --- when it speaks -----------------------------------------------------------------------------


def test_a_mistake_is_told_once_its_field_is_left_and_goes_once_it_is_mended(opened: Open) -> None:
    page = opened()
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
def test_mistakes_are_told_in_french(opened: Open, values: dict[str, str], wrong: str, words: str) -> None:
    page = opened()
    fill(page, values)
    page.keyboard.press("Tab")
    field(page, "debtor.name").focus()
    expect(error_of(page, wrong)).to_contain_text(words)


def test_what_is_missing_is_not_told_before_a_letter_is_asked_for(opened: Open) -> None:
    page = opened()
    field(page, "debtor.name").focus()
    field(page, "debtor.address.city").focus()
    expect(page.locator(".app-error")).to_have_count(0)


def test_what_is_left_to_do_takes_the_focus_and_leads_to_its_fields(opened: Open) -> None:
    page = opened()
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


def test_a_date_begun_and_not_finished_is_told(opened: Open) -> None:
    page = opened()
    day = field(page, "invoices.0.issued_on")
    day.press_sequentially("12")
    day.evaluate("control => control.blur()")
    expect(error_of(page, "invoices.0.issued_on")).to_contain_text("n’est pas complète")


# --- rows, undoing ------------------------------------------------------------------------------


def test_rows_come_and_go_with_the_focus_where_it_is_needed(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN)
    page.locator("[data-add=invoices]").click()
    assert focused(page) == "invoices.1.number"
    expect(status(page)).to_contain_text("Une facture de plus")
    fill(page, {"invoices.1.number": "F-2", "invoices.1.amount": "50", "invoices.1.issued_on": "2026-06-02"})
    page.locator('[data-add="invoices.1.payments"]').click()
    assert focused(page) == "invoices.1.payments.0.paid_on"
    fill(page, {"invoices.1.payments.0.paid_on": "2026-07-20", "invoices.1.payments.0.amount": "20"})
    page.locator('[data-remove="invoices.0"]').click()
    assert focused(page) == "add"
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


# --- what is kept, and where it goes ------------------------------------------------------------


def test_nothing_typed_is_kept_or_sent_or_shown_in_the_address(opened: Open, address: str) -> None:
    page = opened()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.on("console", lambda message: messages.append(message.text))
    fill(page, PLAIN)
    for ending in ("pdf", "docx", "txt", "eml", "json"):
        with page.expect_download():
            page.locator(f"[data-download={ending}]").click()
    page.wait_for_timeout(1_000)
    assert page.url == address + NOTICE
    kept = stored(page)
    for typed in ("Atelier", "Œuvre", "Modèle", "F-2026-031", "1 200", "33000"):
        assert typed not in kept
        assert not any(typed in request for request in requests)
    assert all(request.startswith(f"GET {address}assets/") for request in requests)
    assert messages == []


def test_half_typed_work_survives_the_way_back_and_a_reload(opened: Open, address: str) -> None:
    page = opened()
    fill(page, {"debtor.name": "Acme", "invoices.0.amount": "12"})
    page.goto(address)
    page.go_back()
    ready(page)
    expect(field(page, "debtor.name")).to_have_value("Acme")
    page.reload()
    ready(page)
    expect(field(page, "invoices.0.amount")).to_have_value(re.compile("^12"))


def test_another_tab_knows_nothing_of_it(opened: Open, address: str) -> None:
    page = opened()
    fill(page, PLAIN)
    other = page.context.new_page()
    visit(other, address + NOTICE)
    expect(field(other, "debtor.name")).to_have_value("")


def test_a_claim_is_kept_on_the_device_only_when_asked_and_until_it_is_unasked(opened: Open, address: str) -> None:
    page = opened()
    fill(page, PLAIN)
    page.locator("[data-keep]").check()
    expect(status(page)).to_contain_text("Gardé")
    fill(page, {"debtor.name": "Acme"})
    page.wait_for_timeout(1_000)
    assert page.evaluate("Object.keys(localStorage).filter((name) => !name.includes('__palette'))") == [KEPT]
    other = page.context.new_page()
    visit(other, address + SECOND)
    expect(field(other, "debtor.name")).to_have_value("Acme")
    expect(other.locator("[data-keep]")).to_be_checked()
    other.locator("[data-keep]").uncheck()
    other.wait_for_timeout(1_000)
    assert "Acme" not in stored(other)


def test_the_claim_follows_to_the_next_letter(opened: Open, address: str) -> None:
    page = opened(SECOND)
    fill(page, PLAIN)
    page.locator("[data-sent]").check()
    page.locator(".app-next").get_by_role("link", name="Mise en demeure").click()
    page.wait_for_url(address + NOTICE)
    ready(page)
    expect(field(page, "debtor.name")).to_have_value(PLAIN["debtor.name"])
    expect(field(page, "reminders.0.channel")).to_have_value("post")
    expect(status(page)).to_contain_text("suivi")
    assert page.url == address + NOTICE
    assert page.evaluate("window.name") == ""
    assert "Atelier" not in stored(page)


def test_a_link_fills_the_form_and_leaves_the_address(opened: Open, address: str) -> None:
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, PLAIN)
    page.locator("[data-gesture=link]").click()
    expect(status(page)).to_contain_text("Le lien est copié")
    link: str = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}{NOTICE}#dossier=")
    assert page.url == address + NOTICE
    other = page.context.new_page()
    visit(other, link)
    expect(field(other, "debtor.name")).to_have_value(PLAIN["debtor.name"])
    assert other.url == address + NOTICE
    fill(other, {"debtor.name": "Acme"})
    other.evaluate("hash => { location.hash = hash }", link.partition("#")[2])
    expect(field(other, "debtor.name")).to_have_value(PLAIN["debtor.name"])
    other.locator("[data-undo]").click()
    expect(field(other, "debtor.name")).to_have_value("Acme")


def test_a_damaged_link_says_so(opened: Open) -> None:
    page = opened(f"{NOTICE}#dossier=abcd")
    expect(status(page)).to_contain_text("coupé ou abîmé")


def test_the_text_is_copied(opened: Open) -> None:
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, PLAIN)
    page.locator("[data-gesture=copy]").click()
    expect(status(page)).to_have_text("Le texte est copié.")
    assert "Mise en demeure de payer" in page.evaluate("navigator.clipboard.readText()")


def test_what_does_not_fit_on_paper_is_said_beside_the_letter(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN | {"debtor.name": "Société Modèle " + "et fils " * 6})
    page.locator("[data-download=docx]").focus()
    notice = page.locator(".app-side .app-notice", has_text="pour le papier")
    expect(notice).to_contain_text("1 point à revoir")
    expect(notice).to_contain_text("Société Modèle et fils")
    fill(page, {"debtor.name": "Société Modèle"})
    expect(notice).to_have_count(0)


def test_letters_that_the_face_lacks_are_named_and_left_to_word(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN | {"debtor.name": "Ждан"})
    page.locator("[data-download=pdf]").click()
    expect(status(page)).to_contain_text("Le fichier Word et le texte les acceptent")
    expect(page.locator(".app-side .app-notice", has_text="pour le papier")).to_contain_text("«\u00a0Ж\u00a0» (U+0416)")
    with page.expect_download() as download:
        page.locator("[data-download=docx]").click()
    assert download.value.suggested_filename == "mise-en-demeure-F-2026-031.docx"


def test_only_the_letter_is_printed(opened: Open, tmp_path: Path) -> None:
    page = opened()
    fill(page, PLAIN)
    file = tmp_path / "print.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    with pymupdf.open(file) as printed:  # type: ignore[no-untyped-call]
        words = "\n".join(sheet.get_text() for sheet in printed)
        assert [round(side) for side in printed[0].rect[2:]] == [595, 842]
        assert "Bordeaux".upper() in printed[0].get_text()
    assert "Garder sur cet appareil" not in words
    assert "Télécharger" not in words


# --- files --------------------------------------------------------------------------------------


CLAIM = {
    "creditor": {"name": "Atelier", "address": {"lines": ["1 rue A", "Bât. B"], "postcode": "75001", "city": "Paris"}},
    "debtor": {"kind": "professional", "name": "Acme"},
    "invoices": [{"number": "F-9", "issued_on": "2026-06-01", "due_on": "2026-07-01", "amount": "99.00"}],
    "letter": {"channel": "email"},
}


def test_a_saved_claim_comes_back(opened: Open) -> None:
    page = opened(REMINDER)
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
def test_a_file_that_cannot_be_read_is_refused_in_words(opened: Open, name: str, content: str, words: str) -> None:
    page = opened()
    load(page, name, content)
    expect(page.locator(".app-reading")).to_contain_text(words)
    expect(page.locator("#app-reading")).to_be_focused()
    page.get_by_role("button", name="Fermer").click()
    expect(page.locator(".app-reading")).to_have_count(0)


def test_a_claim_in_yaml_fills_the_form(opened: Open) -> None:
    page = opened()
    content = "debtor:\n  kind: consumer\n  name: 'Mme Exemple'\ninvoices:\n- number: 0012\n  amount: 10.50\n"
    load(page, "a.yaml", content)
    expect(field(page, "debtor.name")).to_have_value("Mme Exemple")
    expect(field(page, "invoices.0.number")).to_have_value("0012")


def test_what_an_invoice_says_is_shown_before_it_is_used(opened: Open) -> None:
    page = opened()
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


def test_a_file_can_be_dropped_on_the_page(opened: Open) -> None:
    page = opened()
    page.locator(".app").evaluate(
        """place => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(['{"debtor": {"name": "Acme"}}'], "a.json"));
            for (const kind of ["dragenter", "dragover", "drop"])
                place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
        }"""
    )
    expect(field(page, "debtor.name")).to_have_value("Acme")


# --- for everybody ------------------------------------------------------------------------------


def test_the_keyboard_alone_fills_and_downloads_a_letter(opened: Open) -> None:
    page = opened(REMINDER)
    page.locator("[data-load=claim]").focus()
    filled = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        name = focused(page)
        if name == "download":
            break
        if name == "debtor.kind":
            page.keyboard.press("Space")
        elif name == "creditor.status":
            page.keyboard.press("ArrowDown")
        elif name in PLAIN and name not in filled:
            value = PLAIN[name]
            iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
            page.keyboard.type("".join(reversed(iso.groups())) if iso else value)
        filled.add(name)
    assert focused(page) == "download"
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "rappel-amiable-F-2026-031.pdf"


@pytest.mark.parametrize("path", [REMINDER, NOTICE])
def test_a_phone_never_scrolls_sideways(opened: Open, path: str) -> None:
    page = opened(path, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    fill(page, PLAIN | {"debtor.name": "Établissements" + "x" * 60})
    page.locator("[data-add=invoices]").click()
    page.locator("[data-download=pdf]").click()
    page.locator("[data-summary]").wait_for()
    for fold in page.locator(".app details").all():
        fold.evaluate("fold => { fold.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.body.scrollWidth") <= 360


def test_what_a_finger_touches_is_large_enough(opened: Open) -> None:
    page = opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    for fold in page.locator(".app details").all():
        fold.evaluate("fold => { fold.open = true }")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".app :is(button, select, textarea, summary, label:has(input), input)")]
            .filter((one) => !one.closest("label") || one.matches("label"))
            .map((one) => [one.name || one.textContent, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 43.5)"""
    )
    assert small == []


def test_a_phone_shows_the_way_to_the_letter_and_back(opened: Open) -> None:
    page = opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Voir la lettre").click()
    expect(page.locator(".app-paper")).to_be_in_viewport()
    page.get_by_role("button", name="Revenir à la saisie").click()
    expect(page.locator(".app-form")).to_be_in_viewport()


@pytest.mark.parametrize("state", ["empty", "complete", "wrong"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)])
def test_no_one_is_kept_out(opened: Open, scheme: str, width: int, state: str) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 800})
    if state == "complete":
        fill(page, PLAIN)
        page.locator("[data-add=reminders]").click()
    if state == "wrong":
        page.locator("[data-add='invoices.0.payments']").click()
        page.locator("[data-download=pdf]").click()
        page.locator("[data-summary]").wait_for()
    for fold in page.locator(".app details").all():
        fold.evaluate("fold => { fold.open = true }")
    found = Axe().run(page, context=".app", options={"runOnly": RULES})
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []


def test_without_a_script_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + NOTICE)
    expect(page.locator("[data-letter]")).to_contain_text("Sans lui")
    context.close()


# --- weight -------------------------------------------------------------------------------------


def test_a_page_that_is_only_read_loads_little(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url))
    visit(page, address + NOTICE)
    page.wait_for_load_state("networkidle")
    ours = [url.removeprefix(address) for url in scripts if "/assets/app/" in url]
    weight = sum(len(gzip.compress((site / uri).read_bytes(), 9)) for uri in ours)
    assert 0 < weight <= BUDGET
    context.close()
