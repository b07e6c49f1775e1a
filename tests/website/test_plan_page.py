"""The plan in a real browser: the steps and the calendar file are those of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.claim import Claim, read
from generator.plan import Plan, make_plan, to_ics
from tests.builders import claim_data
from tests.letters import catalogue

TODAY = date(2026, 11, 23)
CATALOGUE = catalogue()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REMINDER = {"sent_on": "2026-10-26", "channel": "email", "stage": "reminder"}
NOTICE = {"sent_on": "2026-11-16", "channel": "electronic_registered", "stage": "formal_notice"}

CASES: Mapping[str, dict[str, Any]] = {
    "professional": {"reminders": [REMINDER]},
    "consumer": {"debtor__kind": "consumer", "debtor__natural_person": "yes"},
    "public_body": {"debtor__kind": "public_body", "debtor__ccag": "yes", "reminders": [REMINDER, NOTICE]},
    "insolvent": {"debtor__insolvency": {"opened_on": "2026-11-02"}},
    "alsace": {"debtor__address__postcode": "67000"},
    "before": {"invoices__0__due_on": "2026-12-20", "invoices__0__performed_on": "2026-11-20"},
}


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        locale="fr-FR", service_workers="block", reduced_motion="reduce", accept_downloads=True
    )
    context.clock.set_fixed_time(f"{TODAY}T10:00:00")
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, address: str) -> Iterator[Page]:
    page = visitor.new_page()
    opened(page, address)
    yield page
    page.close()


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}plan/")
    page.locator("[data-plan][data-ready]").wait_for()


def claim_of(changes: Mapping[str, Any]) -> tuple[dict[str, Any], Claim]:
    due = {"invoices__0__due_on": "2026-10-20", "invoices__0__performed_on": "2026-09-18"}
    data = claim_data(letter=None, invoices__0__issued_on="2026-09-20", **{**due, **changes})
    data["debtor"].pop("siren", None)
    return data, read(data)


def fill(page: Page, data: Mapping[str, Any]) -> None:
    """What the page asks of a claim."""
    debtor, invoice = data["debtor"], data["invoices"][0]
    page.locator(f'[name="debtor.kind"][value="{debtor["kind"]}"]').check()
    texts = {
        "invoices.0.due_on": invoice["due_on"],
        "invoices.0.performed_on": invoice["performed_on"],
        "invoices.0.number": invoice["number"],
        "debtor.name": debtor["name"],
        "debtor.address.postcode": debtor["address"]["postcode"],
        "debtor.insolvency.opened_on": debtor.get("insolvency", {}).get("opened_on", ""),
    }
    for name, text in texts.items():
        page.locator(f'[name="{name}"]').fill(text)
    if "ccag" in debtor:
        page.locator('[name="debtor.ccag"]').select_option(debtor["ccag"])
    for index, reminder in enumerate(data.get("reminders", [])):
        page.get_by_role("button", name="Ajouter une relance").click()
        page.locator(f'[name="reminders.{index}.sent_on"]').fill(reminder["sent_on"])
        for name in ("channel", "stage"):
            page.locator(f'[name="reminders.{index}.{name}"]').select_option(reminder[name])


def shown(page: Page) -> list[tuple[str, str]]:
    """Day and title of each point of the line that is a step."""
    points = page.locator(".plan-point:not(.plan-point--due, .plan-point--today)").all()
    return [
        (str(point.locator("time").get_attribute("datetime")), point.locator(".plan-point__title").inner_text())
        for point in points
    ]


def planned(made: Plan) -> list[tuple[str, str]]:
    return [(step.on.isoformat(), step.title) for step in made.steps]


@pytest.mark.parametrize("name", CASES)
def test_the_steps_and_the_calendar_file_are_those_of_the_command_line(page: Page, name: str) -> None:
    data, claim = claim_of(CASES[name])
    fill(page, data)
    made = make_plan(CATALOGUE, claim, on=TODAY)
    assert shown(page) == planned(made)
    title = made.next_step.title if made.next_step else None
    if title:
        expect(page.locator(".plan-head .advice-answer__title")).to_have_text(title)
    with page.expect_download() as download:
        page.get_by_role("button", name="Mettre dans mon agenda").click()
    assert download.value.suggested_filename == "relance.ics"
    assert download.value.path().read_bytes() == to_ics(made, claim, on=TODAY)
    expect(page.get_by_role("status").filter(has_text="téléchargements")).to_have_count(1)


def test_the_line_is_drawn_with_the_keyboard_and_kept_on_the_way_back(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator('[name="debtor.kind"]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("10202026")
    expect(page.locator(".plan-head .advice-answer__title")).to_have_text("Rappel amiable")
    link = page.get_by_role("link", name="Écrire cette lettre")
    expect(link).to_have_attribute("href", re.compile("#dossier="))
    # The theme's search fetches its words in its own time.
    assert [url for url in requests if not url.startswith(f"{address}assets/javascripts/")] == []
    link.press("Enter")
    page.locator("[data-letter][data-ready]").wait_for()
    expect(page.locator('[name="invoices.0.due_on"]')).to_have_value("2026-10-20")
    page.go_back()
    expect(page.locator(".plan-head .advice-answer__title")).to_have_text("Rappel amiable")
    expect(page.locator('[name="invoices.0.due_on"]')).to_have_value("2026-10-20")
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []


def test_the_questionnaire_hands_its_answers_to_the_plan(page: Page, address: str) -> None:
    page.goto(address)
    page.locator('[name="debtor"][value="public_body"]').check()
    page.locator('[name="due_on"]').fill("2026-12-20")
    page.locator('.advice-answer a[href*="plan/#dossier="]').click()
    expect(page.locator(".plan-head .advice-answer__title")).to_have_text("Rappel avant échéance")
    assert page.url == f"{address}plan/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_plan_is_accessible_and_fits(browser: Browser, address: str, width: int, scheme: Any) -> None:
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, service_workers="block", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    opened(page, address)
    fill(page, claim_of(CASES["public_body"])[0])
    found = Axe().run(page, context=".md-content", options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
