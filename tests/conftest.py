"""What every test shares: a browser, and no time limit on a generated case, since two cores are shared by many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import executable

settings.register_profile("relance", deadline=None)
settings.load_profile("relance")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without its own requests to its maker: one for a process, which can hold no second one."""
    quiet = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable(), args=list(quiet))
        yield opened
        opened.close()
