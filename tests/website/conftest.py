"""The site built once from the real catalogue, and served on this machine; its form, open in a browser."""

from __future__ import annotations

import fcntl
import functools
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page

from tests.website.form_page import NOTICE, Open, visit

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, as `make site` builds it: once, however many processes share the tests.

    ``RELANCE_TEST_SITE`` names one that was just built: `make test` builds it beside the checks of style and types.
    """
    if named := os.environ.get("RELANCE_TEST_SITE"):
        return ROOT / named
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, built = shared / "site", shared / "site-built"
    with (shared / "site-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            _build(folder)
            built.touch()
    return folder


def _build(folder: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


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


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for the tests of a module: a new visitor costs as much as the page that he comes to see."""
    context = browser.new_context(locale="fr-FR", service_workers="block", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def form(tab: Page, address: str) -> Iterator[Open]:
    """A letter's page, its form ready, in a tab that has forgotten what was typed in it before."""

    def new(path: str = NOTICE) -> Page:
        visit(tab, address + path)
        return tab

    yield new
    tab.goto(f"{address}sitemap.xml")  # where no script writes again what is cleared
    tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); window.name = '' }")
