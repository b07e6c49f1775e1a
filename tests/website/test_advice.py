"""« Quelle lettre envoyer ? » in a real browser: answers by keyboard, the way back, and nothing that leaves."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.advice import advise
from generator.catalogue.advice import Advice
from tests.letters import catalogue

TODAY = date(2026, 11, 23)
CATALOGUE = catalogue()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SILENT = {"answer": "nothing", "sent": "nothing", "state": "no"}
# One of each class: a letter at each rung, around the ladder, no letter, a page of the guide, a refused case.
CASES: Mapping[str, Mapping[str, str]] = {
    "before-due": {"debtor": "public_body", "late": "-10"},
    "reminder": {"debtor": "consumer", "late": "5", **SILENT},
    "second-reminder": {"debtor": "professional", "late": "20", **SILENT, "sent": "reminder"},
    "notice": {"debtor": "non_professional", "late": "30", **SILENT, "sent": "second_reminder"},
    "instalment-offer": {"debtor": "consumer", "late": "15", "answer": "asks_for_time", "state": "no"},
    "accessories": {"debtor": "professional", "late": "40", "answer": "paid_late", "state": "no"},
    "wait": {"debtor": "professional", "late": "40", "answer": "promised_in_writing", "state": "no"},
    "after-notice": {"debtor": "professional", "late": "60", **SILENT, "sent": "formal_notice"},
    "near-limit": {"debtor": "consumer", "late": "600", "state": "no"},
    "expired-consumer": {"debtor": "consumer", "late": "1200", "state": "no"},
    "insolvent": {
        "debtor": "professional",
        "late": "40",
        "answer": "nothing",
        "sent": "nothing",
        "state": "insolvent_before",
    },
    "foreign": {"debtor": "foreign", "late": "40", "answer": "refuses", "sent": "nothing"},
}


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="fr-FR", service_workers="block", reduced_motion="reduce")
    context.clock.set_fixed_time(f"{TODAY}T10:00:00")
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    page = visitor.new_page()
    yield page
    page.close()


def advice() -> Advice:
    assert CATALOGUE.advice is not None
    return CATALOGUE.advice


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-advice][data-ready]").wait_for()


def due_on(late: str) -> date:
    return TODAY - timedelta(days=int(late))


def press(page: Page, name: str, value: str) -> None:
    """Tab to a group of answers, then arrows to one of them, as a keyboard does."""
    choices = [one.get_attribute("value") for one in page.locator(f'[name="{name}"]').all()]
    reach(page, name)
    page.keyboard.press("Space")
    for _ in range(choices.index(value)):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f'[name="{name}"][value="{value}"]')).to_be_checked()


def reach(page: Page, name: str) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {name}")


def answer(page: Page, told: Mapping[str, str]) -> None:
    """Every question of a case, in the order of the page, with the keyboard only."""
    page.locator('[name="debt"]').focus()
    for name, value in told.items():
        if name != "late":
            press(page, name, value)
            continue
        reach(page, "due_on")
        # Part by part, in the order of the browser's own language, which is not the page's.
        page.keyboard.type(due_on(value).strftime("%m%d%Y"))
        expect(page.locator('[name="due_on"]')).to_have_value(due_on(value).isoformat())


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_answer_comes_by_keyboard_as_python_gives_it(page: Page, address: str, name: str) -> None:
    told = dict(CASES[name])
    opened(page, address)
    answer(page, told)
    day = due_on(told.pop("late"))
    assert advise(advice(), {"debt": "invoice", **told}, day, today=TODAY).outcome == name
    outcome = advice().outcomes[name]
    title = outcome.title or CATALOGUE.templates[outcome.letter].title
    expect(page.locator(".advice-answer__title")).to_have_text(title)
    expect(page.locator(".advice-answer__reason")).to_have_text(outcome.reason)
    expect(page.get_by_role("status").filter(has_text="Réponse")).to_contain_text(title)
    checks = advice().checks_for(outcome, told["debtor"])
    assert page.locator(".advice-checks li").count() == len(checks)
    for check in checks:
        if check.article:
            expect(page.locator(".advice-checks")).to_contain_text(f"{check.article}, relu le")
    letter = page.get_by_role("link", name="Écrire cette lettre")
    assert letter.count() == (1 if outcome.letter else 0)


def test_the_letter_opens_with_the_regime_and_the_date_and_the_way_back_keeps_the_answers(
    page: Page, address: str
) -> None:
    opened(page, address)
    answer(page, CASES["notice"])
    link = page.locator('.advice-answer a[href*="#dossier="]').first
    link.wait_for()
    fragment = str(link.get_attribute("href")).partition("#dossier=")[2]
    assert unpacked(fragment) == {
        "debtor": {"kind": "consumer", "natural_person": "no"},
        "invoices": [{"due_on": due_on("30").isoformat()}],
    }
    link.click()
    page.locator("[data-letter][data-ready]").wait_for()
    expect(page.locator('[name="debtor.kind"][value="consumer"]')).to_be_checked()
    expect(page.locator('[name="invoices.0.due_on"]')).to_have_value(due_on("30").isoformat())
    page.go_back()
    expect(page.locator(".advice-answer__title")).to_have_text("Mise en demeure")
    page.reload()
    expect(page.locator(".advice-answer__title")).to_have_text("Mise en demeure")
    page.get_by_role("button", name="Recommencer").press("Enter")
    assert page.evaluate("document.activeElement.name") == "debt"
    assert page.locator(".advice-form > *").count() == 2


def unpacked(fragment: str) -> Any:
    data = base64.urlsafe_b64decode(fragment + "=" * (-len(fragment) % 4))
    return json.loads(zlib.decompress(data, wbits=-15))


def test_a_debt_that_is_no_invoice_is_refused_at_once(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_label("On vous doit").select_option("rent")
    expect(page.locator(".advice-answer__title")).to_contain_text("loyer")
    assert page.locator(".advice-form > *").count() == 1
    page.get_by_role("link", name="Pourquoi, et que faire").click()
    expect(page.locator("#loyers")).to_be_in_viewport()


def test_the_answers_go_nowhere(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    opened(page, address)
    before = len(requests)
    answer(page, CASES["reminder"])
    page.locator('.advice-answer a[href*="#dossier="]').first.wait_for()
    assert requests[before:] == []
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])").find("consumer") < 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_questionnaire_is_accessible_and_fits(browser: Browser, address: str, width: int, scheme: Any) -> None:
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, service_workers="block", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    opened(page, address)
    for _ in range(2):  # before the first answer, then with all of them
        found = (
            Axe().run(page, context=".md-content", options={"runOnly": RULES, "resultTypes": ["violations"]}).response
        )
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator('[name="debtor"][value="professional"]').check()
        page.locator('[name="due_on"]').fill("2026-05-01")
        for name, value in (("answer", "nothing"), ("sent", "second_reminder"), ("state", "no")):
            page.locator(f'[name="{name}"][value="{value}"]').check()
    context.close()


def test_whoever_runs_no_script_reads_the_same_answers(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.get_by_role("link", name="La facture vient d’échoir").is_visible()
    page.get_by_role("link", name="Toutes les réponses, sur une page").click()
    assert page.locator(".relance-scroll--advice tbody tr").count() == len(advice().rules)
    words = page.locator("article").inner_text()
    for name, outcome in advice().outcomes.items():
        assert page.locator(f"h3#{name}").count() == 1
        assert outcome.reason in words
    context.close()
