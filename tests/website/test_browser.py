"""The built site in a real browser: nothing leaves it, and it works for whoever comes with little."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator.website.offline import address as address_of

LETTER = "lettres/mise-en-demeure/"

Open = Callable[..., BrowserContext]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """A visitor who comes for the first time; each argument is one of Playwright's for a context."""
    contexts: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        contexts.append(browser.new_context(**options))
        return contexts[-1]

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def paths(site: Path) -> list[str]:
    """Every page of the site, by its address from the root."""
    return sorted(address_of(file.relative_to(site).as_posix()).removeprefix("./") for file in site.rglob("index.html"))


@pytest.fixture
def page(opened: Open) -> Page:
    return opened(service_workers="block").new_page()


def watch(page: Page) -> tuple[list[str], list[str]]:
    """Every address the page asks for, and what the browser's console has to say."""
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    return requests, messages


def widest(page: Page) -> int:
    """How wide the page is, in its own pixels."""
    return int(page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"))


def test_on_a_phone_no_page_is_too_wide_nor_asks_elsewhere_nor_goes_against_its_policy(
    opened: Open, address: str, paths: list[str]
) -> None:
    page = opened(viewport={"width": 360, "height": 760}).new_page()
    requests, messages = watch(page)
    for path in (*paths, "404.html"):
        page.goto(address + path)
        assert widest(page) <= 360, path
    page.wait_for_load_state("networkidle")
    assert len(requests) > len(paths)
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert messages == []


def test_the_browser_refuses_to_send_anything_elsewhere(page: Page, address: str) -> None:
    failed: list[tuple[str, str | None]] = []
    answered: list[str] = []
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    page.on("response", lambda response: answered.append(response.url))
    page.goto(address + LETTER)
    refused = page.evaluate(
        """async () => {
            const refused = [];
            document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
            await fetch("https://ailleurs.example/").catch(() => undefined);
            navigator.sendBeacon("https://ailleurs.example/");
            Object.assign(new Image(), { src: "https://ailleurs.example/a.png" });
            const script = document.createElement("script");
            script.textContent = "document.title = 'pris'";
            document.head.append(script);
            const form = document.createElement("form");
            Object.assign(form, { action: location.href, method: "post" });
            document.body.append(form);
            form.submit();
            const end = Date.now() + 5000;
            while (refused.length < 5 && Date.now() < end) await new Promise((done) => setTimeout(done, 20));
            return [refused.sort(), document.title];
        }"""
    )
    assert refused[0] == ["connect-src", "connect-src", "form-action", "img-src", "script-src-elem"]
    assert refused[1] != "pris"
    assert {failure for url, failure in failed if "ailleurs" in url} == {"csp"}
    assert not any("ailleurs" in url for url in answered)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mise en demeure", "lettres/mise-en-demeure/"),
        ("impayé", "lettres/"),
        ("impaye", ""),
        ("indemnite 40", "lettres/"),
        ("procedure collective", "cas-refuses/"),
        ("d’échoir", ""),
        ("echeance", "lettres/"),
    ],
)
def test_the_search_finds_words_with_and_without_their_accents(
    page: Page, address: str, words: str, found: str
) -> None:
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if "query" in message.text else None)
    page.goto(address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(words)
    page.locator(f'.md-search-result__link[href^="{address}{found}"]').first.wait_for(state="attached")
    assert not broken  # one odd word of one page, and the theme's search answers nothing to anyone


def test_a_letter_is_read_and_downloaded_without_a_script(opened: Open, address: str, site: Path) -> None:
    context = opened(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(address + LETTER)
    assert page.locator("article.letter").first.is_visible()
    page.get_by_text("Un particulier", exact=True).last.click()
    assert page.locator(".relance-example:visible").count() == 1
    for ending, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
        link = page.locator(f'.relance-example a[href$=".{ending}"]:visible').first
        assert re.search(r"\d\u00a0Ko", link.inner_text())
        with page.expect_download() as download:
            link.click()
        assert download.value.path().read_bytes().startswith(magic)


def test_without_a_script_the_situations_of_the_home_page_lead_to_a_letter(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False).new_page()
    page.goto(address)
    titles = []
    for index in range(page.locator(".relance-card").count()):
        page.goto(address)
        page.locator(".relance-card h3 a:not(.headerlink)").nth(index).click()
        titles.append(page.locator("h1").first.inner_text().rstrip("#").strip())
    assert titles == ["Rappel amiable", "Relance ferme", "Mise en demeure", "Les cas refusés"]


@pytest.mark.parametrize("width", [820, 1000])
def test_no_sort_of_page_is_wider_than_the_window(opened: Open, address: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 760}, service_workers="block").new_page()
    for path in ("", LETTER, "lettres/", "taux/"):
        page.goto(address + path)
        assert widest(page) <= width, path


def test_a_regime_is_chosen_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address + LETTER)
    page.locator(".relance-examples__choice").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".relance-example").nth(1).is_visible()
    assert page.locator(".relance-example").first.is_hidden()


def test_the_site_is_read_without_a_network_after_one_visit(opened: Open, address: str, paths: list[str]) -> None:
    context = opened()
    page = context.new_page()
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    for path in paths:
        page.goto(address + path)
        assert page.locator("h1").first.is_visible()
    page.goto(address + "lettres/mise-en-demeure/?h=payer")
    assert page.locator("article.letter").first.is_visible()
    page.goto(address + "jamais-vue/")
    assert "pas encore été visitée" in page.locator("body").inner_text()


def test_a_form_in_which_nothing_was_typed_is_not_printed(page: Page, address: str) -> None:
    page.goto(address + LETTER)
    page.locator(".app-form").first.wait_for()
    page.emulate_media(media="print")
    assert page.locator(".app-paper").is_hidden()
    assert page.locator("#remplir").is_hidden()
    assert page.locator(".relance-example article.letter").first.is_visible()


def test_a_letter_prints_as_a_letter(page: Page, address: str) -> None:
    page.goto(address + LETTER)
    page.emulate_media(media="print")
    assert page.locator(".relance-example article.letter").first.is_visible()
    assert page.locator(".relance-downloads").first.is_hidden()
    assert page.locator(".relance-example").nth(1).is_hidden()
