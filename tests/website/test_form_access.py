"""The form for everybody: the keyboard alone, a phone, axe, no script, a slow line."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.website.form_page import NOTICE, PLAIN, REMINDER, Open, add_row, fill, focused, visit

BUDGET = 30_000
"""Bytes of script, compressed, that a letter's page loads for the form before anybody touches it."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    add_row(page, "invoices", "invoices.1.number")
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
        add_row(page, "reminders", "reminders.0.sent_on")
    if state == "wrong":
        add_row(page, "invoices.0.payments", "invoices.0.payments.0.paid_on")
        page.locator("[data-download=pdf]").click()
        page.locator("[data-summary]").wait_for()
    for fold in page.locator(".app details").all():
        fold.evaluate("fold => { fold.open = true }")
    found = Axe().run(page, context=".app", options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []


def test_without_a_script_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + NOTICE)
    expect(page.locator("[data-letter]")).to_contain_text("Sans lui")
    context.close()


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
