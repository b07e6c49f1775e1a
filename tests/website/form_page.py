"""The page of a letter with its form, as the tests of the form use it: what is typed, and where it is looked for."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page

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

Open = Callable[..., Page]


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


def add_row(page: Page, path: str, first: str) -> None:
    """A row more, with the focus on its first field: it moves what stands below, which nobody clicks before."""
    page.locator(f"[data-add='{path}']").click()
    assert has_focus(page, first)


def load(page: Page, name: str, content: str) -> None:
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content.encode())
    page.locator("[data-load=claim]").set_input_files(file)


def error_of(page: Page, name: str) -> Locator:
    return page.locator(f'[id="app-{name}-error"]')


def letter(page: Page) -> Locator:
    return page.locator(".app-paper .letter")


def status(page: Page) -> Locator:
    return page.locator(".app-status")


def has_focus(page: Page, name: str) -> bool:
    """Whether that name comes to have the focus: what a gesture needs may still be on its way."""
    for _ in range(100):
        if focused(page) == name:
            return True
        page.wait_for_timeout(50)
    return False


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
