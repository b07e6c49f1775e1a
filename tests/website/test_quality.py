"""The quality of the built site: every sort of page is accessible, narrow enough, printable, described, and found.

A new sort of page is one line of `PAGE_TYPES`; one that is forgotten fails.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from generator.website.page_head import described
from generator.website.sitemap import locations

ROOT = Path(__file__).parents[2]
SITE = "https://relance.example/"
LETTER = "lettres/mise-en-demeure/"

PAGE_TYPES = {
    "home": "",
    "letter": LETTER,
    "letters": "lettres/",
    "guide": "guide/penalites/",
    "questions": "guide/faq/",
    "rates": "taux/",
    "calculator": "calculateur/",
    "articles": "articles/",
    "refused cases": "cas-refuses/",
    "which letter": "quelle-lettre/",
    "plan": "plan/",
    "notices": "mentions/",
    "contributing": "contribuer/",
    "404": "nulle/part/du/tout/",
}
"""A page of each sort; those of a letter and of the guide stand for all of them, and « contribuer » for its own."""
STAND_FOR = ("lettres/", "guide/", "contribuer/")

PAPER = 718
"""Pixels of the width of A4 between margins of 1 cm."""

# Rules whose word is about habits of navigation that the theme has, and that no reader is kept out by.
LEFT_OUT = {"region": {"enabled": False}, "landmark-unique": {"enabled": False}}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """Every page but that of a missing address, by its address from the root."""
    return {
        "" if file.parent == site else f"{file.parent.relative_to(site).as_posix()}/": file.read_text("utf-8")
        for file in sorted(site.rglob("index.html"))
    }


def visit(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(service_workers="block", **options)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def missing(site: Path) -> str:
    """What a host answers for an address that does not exist."""
    return (site / "404.html").read_text("utf-8")


def opened(page: Page, address: str, path: str, missing: str) -> None:
    """Go there as a reader would; the host here does not know our page of a missing address."""
    if path == PAGE_TYPES["404"]:
        page.route(address + path, lambda route: route.fulfill(status=404, content_type="text/html", body=missing))
    page.goto(address + path)


def test_every_sort_of_page_is_looked_at(pages: dict[str, str]) -> None:
    known = set(PAGE_TYPES.values())
    assert [path for path in pages if path not in known and not path.startswith(STAND_FOR)] == []
    assert known - set(pages) == {PAGE_TYPES["404"]}


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_no_page_keeps_anyone_out(browser: Browser, address: str, missing: str, scheme: Any, width: int) -> None:
    found = []
    for page in visit(browser, color_scheme=scheme, viewport={"width": width, "height": 800}):
        for name, path in PAGE_TYPES.items():
            opened(page, address, path, missing)
            shown = page.locator("body").get_attribute("data-md-color-scheme")
            assert shown == {"light": "default", "dark": "slate"}[scheme]
            answer = Axe().run(page, options={"rules": LEFT_OUT, "resultTypes": ["violations"]}).response
            assert len(answer["passes"]) > 10
            found += [(name, one["id"], one["nodes"][0]["html"][:120]) for one in answer["violations"]]
            assert (
                page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)") <= width
            ), name
    assert found == []


def test_paper_has_the_whole_of_a_page_and_nothing_of_its_menus(
    browser: Browser, address: str, missing: str, tmp_path: Path
) -> None:
    for page in visit(browser, viewport={"width": PAPER, "height": 1000}):
        page.emulate_media(media="print")
        for path in (PAGE_TYPES[name] for name in ("guide", "rates", "articles", "letters", "refused cases")):
            opened(page, address, path, missing)
            cut = page.evaluate(
                "[...document.querySelectorAll('.relance-scroll, .md-typeset__scrollwrap, .md-content__inner')]"
                ".filter((place) => place.scrollWidth > place.clientWidth + 1).map((place) => place.className)"
            )
            assert cut == [], path
            for menu in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer-meta", ".relance-edit"):
                assert not page.locator(menu).first.is_visible(), (path, menu)
        file = tmp_path / "taux.pdf"
        opened(page, address, PAGE_TYPES["rates"], missing)
        page.pdf(path=file, format="A4")
        text = "".join(sheet.extract_text() for sheet in PdfReader(file).pages)
        assert "Certitude" in text
        assert "établi" in text


def test_every_page_says_what_it_is(pages: dict[str, str]) -> None:
    heads = {path: described(page) for path, page in pages.items()}
    for path, head in heads.items():
        assert head.canonical == SITE + path
        assert 40 <= len(head.description) <= 200, (path, head.description)
        assert head.language == "fr"
        for name, content in {
            "title": head.title,
            "description": head.description,
            "url": head.canonical,
            "type": "website",
            "locale": "fr_FR",
        }.items():
            assert f'<meta property="og:{name}" content="{html.escape(content)}">' in pages[path], (path, name)
    for said in ("title", "description"):
        several = Counter(getattr(head, said) for head in heads.values())
        assert [words for words, count in several.items() if count > 1] == []


def test_the_sitemap_has_every_page_that_is_current(site: Path, pages: dict[str, str]) -> None:
    indexed = {path for path, page in pages.items() if 'content="noindex' not in page}
    assert {location.removeprefix(SITE) for location in locations((site / "sitemap.xml").read_text("utf-8"))} >= indexed


def test_a_missing_address_is_answered_in_french_at_any_depth(
    browser: Browser, address: str, missing: str, site: Path
) -> None:
    for page in visit(browser):
        opened(page, address, PAGE_TYPES["404"], missing)
        assert page.locator("h1").inner_text() == "Cette page n’existe pas"
        assert page.title().startswith("Page introuvable")
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").count("serif")  # our style
        page.get_by_role("link", name="les cas refusés").last.click()
        assert page.url == f"{address}cas-refuses/"
    assert "404" not in (site / "sitemap.xml").read_text("utf-8")


def test_every_page_that_speaks_of_law_shows_the_day_it_was_read(pages: dict[str, str]) -> None:
    day = re.compile(
        r"(?:État des textes|[Dd]roit vérifié|Vérifi(?:é|ée|és|ées)|Relu|relu)[^.<]*?\d{1,2}(?:er)?\s\w+\s20\d\d"
    )
    for path, page in pages.items():
        article = re.sub(r"<[^>]+>", "", re.sub(r"(?s).*<article\b(.*)</article>.*", r"\1", page))
        speaks = re.search(r"\bart(?:icle|\.)\s(?:[LRD]?\d)", html.unescape(article))
        if speaks and not path.startswith(("contribuer/", "articles/")):
            assert day.search(html.unescape(article)), path
