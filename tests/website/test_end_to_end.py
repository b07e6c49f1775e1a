"""Every letter in every regime, made in the page by a real browser, beside the command line's of the same claim.

The claim comes in as its file; what leaves the page is held to `relance fill`: the words and sums of each page, the
rows of tables, the address in its window. Besides: nothing of the claim leaves the page, and after one visit a letter
is made without a network.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from generator import strict_yaml
from generator.examples import prepare_example
from generator.produce import Prepared, file_stem
from generator.render import RENDERERS, docx
from tests.letters import catalogue
from tests.render.rasters import Ink, address_ink, extent, ink, inside, page_texts, tag_tree
from tests.render.test_window import windows

LETTERS = Path(__file__).parents[2] / "letter_templates"
MADE = ("pdf", "docx", "txt")
SUM = re.compile(r"\d[\d ]*,\d\d €")
PLAY = 2
"""Dots (0,4 mm) by which two rasters of the same word may differ."""


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a letter, by its name, and the claim as its file says it."""

    letter: str
    regime: str
    example: str
    claim: Mapping[str, Any]

    @property
    def path(self) -> str:
        return f"lettres/{self.letter}/"


def cases() -> Iterator[Case]:
    """The first example of each letter for each regime."""
    seen = set()
    for path in sorted(LETTERS.glob("*/examples/*.yml")):
        claim: Any = strict_yaml.load(path.read_text(encoding="utf-8"), path=path.name).data
        letter, regime = path.parts[-3], claim["debtor"]["kind"]
        if (letter, regime) not in seen:
            seen.add((letter, regime))
            yield Case(letter, regime, path.stem, claim)


CASES = {f"{case.letter}-{case.regime}": case for case in cases()}
LONGEST = max(CASES, key=lambda name: len(CASES[name].claim["invoices"]))


@cache
def by_command_line(name: str) -> Prepared:
    case = CASES[name]
    template = catalogue().templates[case.letter]
    (example,) = (each for each in template.examples if each.name == case.example)
    return prepare_example(catalogue(), template, example)


# --- a visit --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Visit:
    """What the browser did while a claim was in the page: requests, messages, and what it had left at the end."""

    files: Mapping[str, bytes]
    requests: tuple[tuple[str, str, str | None], ...]
    messages: tuple[str, ...]
    left: str
    address: str


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="fr-FR", service_workers="block", reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(scope="module")
def visits() -> dict[str, Visit]:
    """One visit for each case, whatever the tests ask of it."""
    return {}


@pytest.fixture
def visit(request: pytest.FixtureRequest, visitor: BrowserContext, visits: dict[str, Visit], address: str) -> Visit:
    name: str = request.param
    if name not in visits:
        page = visitor.new_page()
        visits[name] = make_visit(page, address, CASES[name])
        page.close()
    return visits[name]


def make_visit(page: Page, address: str, case: Case) -> Visit:
    open_letter(page, address + case.path)
    page.wait_for_load_state("networkidle")
    requests: list[tuple[str, str, str | None]] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append((request.method, request.url, request.post_data)))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    give(page, case.claim)
    files = {name: content for ending in MADE for name, content in [download(page, ending)]}
    return Visit(files, tuple(requests), tuple(messages), left_behind(page), page.url)


def open_letter(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("[data-letter][data-ready]").wait_for()


def give(page: Page, claim: Mapping[str, Any]) -> None:
    """The claim as a file that the visitor chooses."""
    file: FilePayload = {"name": "dossier.json", "mimeType": "application/json", "buffer": json.dumps(claim).encode()}
    page.locator("[data-load=claim]").set_input_files(file)
    expect(page.locator(".app-status")).to_contain_text("dossier.json")


def download(page: Page, ending: str) -> tuple[str, bytes]:
    with page.expect_download() as begun:
        page.locator(f"[data-download={ending}]").click()
    return begun.value.suggested_filename, begun.value.path().read_bytes()


def left_behind(page: Page) -> str:
    """All that the site has put in the browser, less the theme's own choice of colours."""
    found: str = page.evaluate(
        """async () => JSON.stringify([
            Object.entries(localStorage).filter(([name]) => !name.includes("__palette")),
            Object.entries(sessionStorage).filter(([name]) => !name.includes("__palette")),
            document.cookie, window.name, await indexedDB.databases(), await caches.keys(),
        ])"""
    )
    return found


def file_of(name: str, visit: Visit, ending: str) -> bytes:
    return visit.files[f"{file_stem(by_command_line(name))}.{ending}"]


every_case = pytest.mark.parametrize(("visit", "name"), [(name, name) for name in CASES], indirect=["visit"], ids=CASES)
few_cases = pytest.mark.parametrize(
    ("visit", "name"), [(name, name) for name in list(CASES)[::5]], indirect=["visit"], ids=list(CASES)[::5]
)


# --- the letter -----------------------------------------------------------------------------------


def test_each_letter_is_tried_in_each_regime_that_it_serves() -> None:
    served = {f"{each.id}-{regime}" for each in catalogue().templates.values() for regime in each.audiences}
    assert served == set(CASES)


@every_case
def test_the_pdf_says_on_each_page_what_the_command_line_says(visit: Visit, name: str) -> None:
    document = by_command_line(name).document
    theirs, ours = file_of(name, visit, "pdf"), RENDERERS["pdf"](document)
    pages = [[" ".join(page.split()) for page in page_texts(content)] for content in (theirs, ours)]
    assert [Counter(page.split()) for page in pages[0]] == [Counter(page.split()) for page in pages[1]]
    assert [SUM.findall(page) for page in pages[0]] == [SUM.findall(page) for page in pages[1]]
    assert rows(theirs) == rows(ours)


def rows(content: bytes) -> list[list[str]]:
    """The cells of each row of each table, by their kind."""
    found: list[list[str]] = []
    for path, _ in tag_tree(content):
        if path.endswith("/TR"):
            found.append([])
        elif path.endswith(("/TH", "/TD")):
            found[-1].append(path.rpartition("/")[2])
    return found


@every_case
def test_the_word_file_and_the_text_are_those_of_the_command_line(visit: Visit, name: str) -> None:
    document = by_command_line(name).document
    with zipfile.ZipFile(io.BytesIO(file_of(name, visit, "docx"))) as package:
        assert {part: package.read(part).decode() for part in package.namelist()} == docx.parts(document)
    assert file_of(name, visit, "txt") == RENDERERS["txt"](document)


@few_cases
def test_the_window_shows_the_address_and_nothing_else(visit: Visit, name: str) -> None:
    wanted, whole = address_ink(by_command_line(name).document), ink(file_of(name, visit, "pdf"))
    for window in windows():
        shown = inside(whole, window)
        assert not (shown & ~inside(widened(wanted), window)).any()
        places = [extent(dots) for dots in (shown, inside(wanted, window))]
        for side in ("left", "right", "top", "bottom"):
            assert getattr(places[0], side) == pytest.approx(getattr(places[1], side), abs=0.4)


def widened(dots: Ink) -> Ink:
    """The ink, and what is within the play around it."""
    steps = range(-PLAY, PLAY + 1)
    turned = [np.roll(dots, (down, right), axis=(0, 1)) for down in steps for right in steps]
    return np.asarray(np.logical_or.reduce(turned))


# --- private --------------------------------------------------------------------------------------


@every_case
def test_nothing_but_files_of_the_site_is_asked_for(visit: Visit, name: str, address: str, site: Path) -> None:
    assert visit.requests
    for method, url, body in visit.requests:
        uri = unquote(url.removeprefix(address))
        assert (method, body) == ("GET", None), url
        assert uri.startswith("assets/"), url
        assert (site / uri).is_file(), url


@every_case
def test_nothing_of_the_claim_is_left_in_the_browser(visit: Visit, name: str, address: str) -> None:
    assert json.loads(visit.left) == [[], [], "", "", [], []]
    assert visit.address == address + CASES[name].path
    assert visit.messages == ()


# --- with little ----------------------------------------------------------------------------------


def test_a_letter_is_made_without_a_network_after_one_visit(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    open_letter(page, address + CASES[LONGEST].path)
    give(page, CASES[LONGEST].claim)
    files = dict(download(page, ending) for ending in (*MADE, "eml", "json"))
    context.close()
    stem = file_stem(by_command_line(LONGEST))
    assert set(files) == {f"{stem}.{ending}" for ending in (*MADE, "eml", "json")}
    document = by_command_line(LONGEST).document
    assert page_texts(files[f"{stem}.pdf"])[0].split() == page_texts(RENDERERS["pdf"](document))[0].split()
    assert json.loads(files[f"{stem}.json"]) == CASES[LONGEST].claim


def test_every_letter_is_read_and_its_examples_downloaded_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for letter in sorted({case.letter for case in CASES.values()}):
        page.goto(f"{address}lettres/{letter}/")
        assert page.locator("article.letter").first.is_visible()
        assert page.locator("[data-letter]").inner_text().strip()
        for ending, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
            links = page.locator(f'.relance-example a[href$=".{ending}"]')
            target = links.first.evaluate("link => link.href")
            assert context.request.get(target).body().startswith(magic), target
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_with_a_filled_form_is_accessible(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(
        service_workers="block", reduced_motion="reduce", viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    open_letter(page, address + CASES[LONGEST].path)
    give(page, CASES[LONGEST].claim)
    for fold in page.locator("article details").all():
        fold.evaluate("fold => { fold.open = true }")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
    context.close()
    assert len(found["passes"]) > 10
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
