"""The interest calculator in a real browser: it says what Python says, and what is typed stays on the page."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.claim import Allocation, DayCount, DebtorKind
from generator.law.interest import DatedAmount
from generator.law.working import Working, work_out
from generator.values import dates, money, percent
from generator.website.calculator_page import calculator_page

PATH = "calculateur/"
TODAY = "2026-11-22T10:00:00"
BUDGET = 40_000
"""Bytes of script, compressed, that the page loads for the calculator."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CASE = {
    "debtor.kind": "professional",
    "invoices.0.amount": "10 000",
    "invoices.0.due_on": "2025-02-01",
    "letter.interest_until": "2026-09-01",
}
LINK = "#client=professionnel&montant=10000&echeance=2025-02-01&au=2026-09-01&paiement=2025-09-01:3000"

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """The calculator, for a visitor who comes for the first time."""
    contexts: list[BrowserContext] = []

    def new(fragment: str = "", **options: Any) -> Page:
        chosen = {"locale": "fr-FR", "service_workers": "block", "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(**chosen))
        page = contexts[-1].new_page()
        page.clock.set_fixed_time(TODAY)
        page.goto(address + PATH + fragment)
        page.locator("[data-calculator][data-ready]").wait_for()
        return page

    yield new
    for context in contexts:
        context.close()


def field(page: Page, name: str) -> Locator:
    return page.locator(f'[name="{name}"]')


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        if name == "debtor.kind":
            page.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field(page, name).fill(value)


def add_payment(page: Page, index: int, on: str, amount: str) -> None:
    page.get_by_role("button", name="Ajouter un paiement reçu").click()
    fill(page, {f"invoices.0.payments.{index}.paid_on": on, f"invoices.0.payments.{index}.amount": amount})


def worked(**changes: Any) -> Working:
    """What Python makes of the same case."""
    given: dict[str, Any] = {
        "kind": DebtorKind.PROFESSIONAL,
        "amount": Decimal(10_000),
        "due_on": date(2025, 2, 1),
        "until": date(2026, 9, 1),
        **changes,
    }
    return work_out(**given)


def table(page: Page) -> list[list[str]]:
    """The rows of the statement, without those of the sums."""
    rows = page.locator(".calculator__table tbody tr").all()
    return [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]


def as_shown(working: Working) -> list[list[str]]:
    return [
        [
            f"{segment.first_day:%d/%m/%Y}",
            f"{segment.last_day:%d/%m/%Y}",
            str(segment.days),
            money.format(segment.principal),
            percent.format(segment.annual_rate),
            money.format(segment.interest),
            segment.source,
            segment.article,
        ]
        for segment in working.segments
    ]


def sums(page: Page) -> list[str]:
    return page.locator(".app-sums dd").all_inner_texts()


def test_it_says_what_python_says(opened: Open) -> None:
    page = opened()
    fill(page, CASE)
    add_payment(page, 0, "2025-09-01", "3 000")
    add_payment(page, 1, "2026-04-10", "1500,50")
    payments = [
        DatedAmount(on=date(2025, 9, 1), amount=Decimal(3000)),
        DatedAmount(on=date(2026, 4, 10), amount=Decimal("1500.50")),
    ]
    working = worked(payments=payments)
    shown = [working.principal, working.interest, working.indemnity, working.total]
    assert table(page) == as_shown(working)
    assert sums(page) == [money.format(sum_) for sum_ in shown]
    page.locator("summary", has_text="Imputation").click()
    page.get_by_label("Ce qu’un paiement partiel règle d’abord").select_option("principal_first")
    page.get_by_label("Base de calcul").select_option("act_act")
    working = worked(payments=payments, allocation=Allocation.PRINCIPAL_FIRST, day_count=DayCount.ACT_ACT)
    assert table(page) == as_shown(working)
    field(page, "terms.late_payment_rate").fill("9")
    working = worked(
        payments=payments,
        allocation=Allocation.PRINCIPAL_FIRST,
        day_count=DayCount.ACT_ACT,
        contractual_rate=Decimal(9),
    )
    assert table(page) == as_shown(working)
    expect(page.locator(".app-notice--warning li")).to_have_count(len(working.warnings))
    expect(page.locator(".app-notice--warning")).to_contain_text("inférieur à trois fois")


def test_each_regime_has_its_own_questions_and_its_own_rate(opened: Open) -> None:
    page = opened()
    fill(page, CASE | {"debtor.kind": "consumer"})
    expect(page.locator(".calculator__note")).to_contain_text("Aucun intérêt ne court")
    expect(page.locator(".app-notice--warning")).to_contain_text("1231-6")
    fill(page, {"formal_notice_on": "2026-03-01"})
    working = worked(kind=DebtorKind.CONSUMER, formal_notice_on=date(2026, 3, 1))
    assert table(page) == as_shown(working)
    assert sums(page)[2] == "–"
    fill(page, {"formal_notice_on": "", "debtor.kind": "public_body", "invoices.0.due_on": ""})
    expect(field(page, "formal_notice_on")).to_have_count(0)
    page.locator("summary", has_text="Si aucune échéance").click()
    fill(page, {"invoices.0.received_on": "2026-01-10"})
    working = worked(kind=DebtorKind.PUBLIC_BODY, due_on=date(2026, 2, 9))
    assert table(page) == as_shown(working)
    expect(page.locator(".calculator__note")).to_contain_text(dates.format(date(2026, 2, 9)))


def test_a_mistake_is_told_when_its_field_is_left_and_the_law_gives_its_reason(opened: Open) -> None:
    page = opened()
    field(page, "invoices.0.amount").fill("1.200")
    error = page.locator('[id="app-invoices.0.amount-error"]')
    expect(error).to_have_count(0)
    field(page, "invoices.0.amount").blur()
    expect(error).to_contain_text("peut se lire")
    fill(page, CASE)
    expect(error).to_have_count(0)
    expect(field(page, "invoices.0.amount")).to_have_value("10\u202f000,00")
    field(page, "terms.late_payment_rate").fill("12")
    fill(page, {"debtor.kind": "consumer"})
    expect(page.locator("[data-refused]")).to_contain_text("R212-2")
    field(page, "terms.late_payment_rate").fill("")
    expect(page.locator("[data-refused]")).to_have_count(0)


def test_it_stops_where_no_rate_is_known_and_never_guesses(opened: Open) -> None:
    page = opened()
    fill(page, CASE | {"letter.interest_until": "2027-02-01"})
    expect(page.locator(".app-notice--refusal")).to_contain_text("2027-S1")
    assert table(page) == []
    page.locator("[data-stop]").click()
    assert table(page) == as_shown(worked(until=date(2026, 12, 31)))
    expect(field(page, "letter.interest_until")).to_be_focused()


def test_the_working_is_written_out_and_the_curve_has_its_words(opened: Open) -> None:
    page = opened(LINK)
    working = worked(payments=[DatedAmount(on=date(2025, 9, 1), amount=Decimal(3000))])
    lines = page.locator(".calculator__working li").all_inner_texts()
    assert len(lines) == len(working.segments)
    assert lines[0].replace("\u00a0", " ") == "10\u202f000,00 € × 13,15 % × 149 / 365 = 536,81 €"
    curve = page.locator(".figure--curve svg[role=img]")
    expect(curve).to_have_accessible_name(re.compile("jour après jour"))
    said = curve.locator("desc").text_content() or ""
    assert money.format(working.interest) in said
    assert f"Paiement de {money.format(Decimal(3000))} le {dates.format(date(2025, 9, 1))}" in said
    assert curve.locator(".figure__paid").count() == 1
    assert curve.locator(".figure__turn").count() == 2  # in July 2025 and July 2026


def test_nothing_above_the_statement_moves_while_it_is_typed(opened: Open) -> None:
    page = opened(viewport={"width": 1280, "height": 2400})  # so high that nothing scrolls

    def places() -> list[float]:
        parts = ("h1", ".app-statement", ".figure--curve", ".calculator__actions")
        return [
            page.locator(part).first.evaluate("part => part.getBoundingClientRect().top + scrollY") for part in parts
        ]

    before = places()
    fill(page, CASE)
    expect(page.locator(".figure__line")).to_have_count(1)
    assert places() == pytest.approx(before, abs=1)


# --- what leaves --------------------------------------------------------------------------------


def test_a_link_carries_the_calculation_in_its_fragment_and_leaves_no_trace(opened: Open, address: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    fill(page, CASE)
    add_payment(page, 0, "2025-09-01", "3000")
    page.locator("[data-make=link]").click()
    expect(page.locator(".app-status")).to_contain_text("Le lien est copié")
    link: str = page.evaluate("navigator.clipboard.readText()")
    assert page.url == address + PATH
    assert link.startswith(f"{address}{PATH}#")
    assert "?" not in link
    rows = table(page)
    other = opened(link.removeprefix(address + PATH))
    assert table(other) == rows
    assert other.url == address + PATH
    other.reload()
    other.locator("[data-calculator][data-ready]").wait_for()
    assert table(other) == rows
    assert other.evaluate("[localStorage.getItem('relance.dossier'), sessionStorage.length]") == [None, 0]


def test_the_statement_is_copied_as_a_text_and_as_lines_of_a_spreadsheet(opened: Open) -> None:
    page = opened(LINK, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-make=text]").click()
    expect(page.locator(".app-status")).to_contain_text("copié")
    text: str = page.evaluate("navigator.clipboard.readText()")
    assert f"Total au 1er\u00a0septembre\u00a02026\u00a0: {sums(page)[3]}" in text
    assert "art. D441-5" in text
    page.locator("[data-make=tsv]").click()
    expect(page.locator(".app-status")).to_contain_text("lignes")
    lines: str = page.evaluate("navigator.clipboard.readText()")
    assert lines.splitlines()[1].split("\t")[:6] == ["02/02/2025", "30/06/2025", "149", "10000,00", "13,15", "536,81"]


def test_the_csv_opens_in_a_french_spreadsheet(opened: Open) -> None:
    page = opened(LINK)
    with page.expect_download() as download:
        page.locator("[data-make=csv]").click()
    assert download.value.suggested_filename == "interets-de-retard-2026-09-01.csv"
    data = download.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    working = worked(payments=[DatedAmount(on=date(2025, 9, 1), amount=Decimal(3000))])
    assert [row[5] for row in rows[1 : 1 + len(working.segments)]] == [
        f"{segment.interest:.2f}".replace(".", ",") for segment in working.segments
    ]
    assert rows[-1][5] == f"{working.total:.2f}".replace(".", ",")
    assert {len(row) for row in rows} == {8}


def test_the_letter_takes_over_what_was_typed(opened: Open) -> None:
    page = opened(LINK)
    letter = page.locator("[data-letter-link]")
    expect(letter).to_have_attribute("href", re.compile("mise-en-demeure/#dossier="))
    letter.click()
    page.locator("[data-letter][data-ready]").wait_for()
    expect(field(page, "invoices.0.amount")).to_have_value("10000")
    expect(field(page, "invoices.0.due_on")).to_have_value("2025-02-01")
    expect(field(page, "invoices.0.payments.0.amount")).to_have_value("3000")
    assert field(page, "letter.interest_until").input_value() == "2026-09-01"
    assert "#" not in page.url


def test_nothing_typed_leaves_the_page(opened: Open, address: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    fill(page, CASE)
    for gesture in ("text", "link"):
        page.locator(f"[data-make={gesture}]").click()
        expect(page.locator(".app-status")).to_contain_text("copié")
    expect(page.locator("[data-said]")).to_contain_text("Total au")
    # The theme's search fetches its words in its own time.
    assert [url for url in requests if not url.startswith(f"{address}assets/javascripts/")] == []


# --- for everybody ------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_accessible(opened: Open, scheme: str, width: int) -> None:
    page = opened(LINK, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for fold in page.locator(".calculator details").all():
        fold.evaluate("fold => { fold.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    rules = {"target-size": {"enabled": width > 360}}  # as for the form of a letter
    found = Axe().run(
        page, context=".md-content", options={"runOnly": RULES, "rules": rules, "resultTypes": ["violations"]}
    )
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []


def test_it_is_filled_with_the_keyboard_alone(opened: Open) -> None:
    page = opened()
    page.locator('[name="debtor.kind"]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("10000")
    page.keyboard.press("Tab")
    page.keyboard.type("01022025")
    expect(page.locator(".figure__line")).to_have_count(1)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('data-letter-link')"):
            break
    expect(page.locator("[data-letter-link]")).to_be_focused()


def test_what_goes_can_come_back(opened: Open) -> None:
    page = opened(LINK)
    rows = table(page)
    page.locator("[data-clear]").click()
    assert sums(page) == ["–"] * 4
    page.locator("[data-undo]").click()
    assert table(page) == rows


def test_without_a_script_it_gives_the_formula_and_the_command(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PATH)
    place = page.locator("[data-calculator]")
    expect(place).to_contain_text("somme due × taux annuel × jours de retard ÷ 365")
    expect(place).to_contain_text("relance interest --debtor professional")
    context.close()


def test_the_page_asks_for_a_script_only_once_it_is_built() -> None:
    assert "calculator.js" in calculator_page(has_script=True)
    assert "<script" not in calculator_page(has_script=False)


def test_it_is_light(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url) if "/assets/app/" in request.url else None)
    page.goto(address + PATH)
    page.locator("[data-calculator][data-ready]").wait_for()
    files = [site / url.removeprefix(address) for url in scripts]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files if file.suffix == ".js") in range(1, BUDGET)
    context.close()
