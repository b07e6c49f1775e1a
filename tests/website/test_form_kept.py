"""What the form keeps and where it leads: the device, the next letter, a link, the clipboard, paper."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
from playwright.sync_api import Route, expect

from tests.website.form_page import NOTICE, PLAIN, SECOND, Open, field, fill, ready, status, stored, visit

KEPT = "relance.dossier"


def test_nothing_typed_is_kept_or_sent_or_shown_in_the_address(opened: Open, address: str) -> None:
    page = opened()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.on("console", lambda message: messages.append(message.text))
    fill(page, PLAIN)
    for ending in ("pdf", "docx", "txt", "eml", "json"):
        with page.expect_download():
            page.locator(f"[data-download={ending}]").click()
    page.wait_for_timeout(1_000)
    assert page.url == address + NOTICE
    kept = stored(page)
    for typed in ("Atelier", "Œuvre", "Modèle", "F-2026-031", "1 200", "33000"):
        assert typed not in kept
        assert not any(typed in request for request in requests)
    assert all(request.startswith(f"GET {address}assets/") for request in requests)
    assert messages == []


def test_half_typed_work_survives_the_way_back_and_a_reload(opened: Open, address: str) -> None:
    page = opened()
    fill(page, {"debtor.name": "Acme", "invoices.0.amount": "12"})
    page.goto(address)
    page.go_back()
    ready(page)
    expect(field(page, "debtor.name")).to_have_value("Acme")
    page.reload()
    ready(page)
    expect(field(page, "invoices.0.amount")).to_have_value(re.compile("^12"))


def test_another_tab_knows_nothing_of_it(opened: Open, address: str) -> None:
    page = opened()
    fill(page, PLAIN)
    other = page.context.new_page()
    visit(other, address + NOTICE)
    expect(field(other, "debtor.name")).to_have_value("")


def test_a_claim_is_kept_on_the_device_only_when_asked_and_until_it_is_unasked(opened: Open, address: str) -> None:
    page = opened()
    fill(page, PLAIN)
    page.locator("[data-keep]").check()
    expect(status(page)).to_contain_text("Gardé")
    fill(page, {"debtor.name": "Acme"})
    page.wait_for_timeout(1_000)
    assert page.evaluate("Object.keys(localStorage).filter((name) => !name.includes('__palette'))") == [KEPT]
    other = page.context.new_page()
    visit(other, address + SECOND)
    expect(field(other, "debtor.name")).to_have_value("Acme")
    expect(other.locator("[data-keep]")).to_be_checked()
    other.locator("[data-keep]").uncheck()
    other.wait_for_timeout(1_000)
    assert "Acme" not in stored(other)


def test_a_box_shows_what_was_asked_before_what_it_calls_has_come(opened: Open) -> None:
    page = opened()
    waiting: list[Route] = []
    page.route(re.compile("/gestures-"), lambda route: waiting.append(route))
    box = page.locator("[data-keep]")
    box.evaluate("box => box.click()")
    field(page, "debtor.name").press_sequentially("Acme")
    expect(page.locator(".app-paper .letter")).to_contain_text("Acme")
    expect(box).to_be_checked()
    for route in waiting:
        route.abort()
    expect(status(page)).to_contain_text("n’a pas pu")
    expect(box).not_to_be_checked()
    assert "Acme" not in page.evaluate("JSON.stringify(localStorage)")
    page.unroute(re.compile("/gestures-"))
    box.check()
    expect(status(page)).to_contain_text("Gardé")


def test_the_next_letter_waits_for_a_box_that_was_just_ticked(opened: Open, address: str) -> None:
    page = opened(SECOND)
    page.route(re.compile("/gestures-"), lambda route: None)
    fill(page, PLAIN)
    page.locator("[data-sent]").evaluate("box => box.click()")
    page.locator(".app-next").get_by_role("link", name="Mise en demeure").click()
    page.wait_for_timeout(300)
    assert page.url == address + SECOND
    # Lets what was held go on.
    page.unroute(re.compile("/gestures-"))
    page.wait_for_url(address + NOTICE)
    ready(page)
    expect(field(page, "reminders.0.channel")).to_have_value("post")


def test_the_claim_follows_to_the_next_letter(opened: Open, address: str) -> None:
    page = opened(SECOND)
    fill(page, PLAIN)
    page.locator("[data-sent]").check()
    page.locator(".app-next").get_by_role("link", name="Mise en demeure").click()
    page.wait_for_url(address + NOTICE)
    ready(page)
    expect(field(page, "debtor.name")).to_have_value(PLAIN["debtor.name"])
    expect(field(page, "reminders.0.channel")).to_have_value("post")
    expect(status(page)).to_contain_text("suivi")
    assert page.url == address + NOTICE
    assert page.evaluate("window.name") == ""
    assert "Atelier" not in stored(page)


def test_a_link_fills_the_form_and_leaves_the_address(opened: Open, address: str) -> None:
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, PLAIN)
    page.locator("[data-gesture=link]").click()
    expect(status(page)).to_contain_text("Le lien est copié")
    link: str = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}{NOTICE}#dossier=")
    assert page.url == address + NOTICE
    other = page.context.new_page()
    visit(other, link)
    expect(field(other, "debtor.name")).to_have_value(PLAIN["debtor.name"])
    assert other.url == address + NOTICE
    fill(other, {"debtor.name": "Acme"})
    other.evaluate("hash => { location.hash = hash }", link.partition("#")[2])
    expect(field(other, "debtor.name")).to_have_value(PLAIN["debtor.name"])
    other.locator("[data-undo]").click()
    expect(field(other, "debtor.name")).to_have_value("Acme")


def test_a_damaged_link_says_so(opened: Open) -> None:
    page = opened(f"{NOTICE}#dossier=abcd")
    expect(status(page)).to_contain_text("coupé ou abîmé")


def test_the_text_is_copied(opened: Open) -> None:
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, PLAIN)
    page.locator("[data-gesture=copy]").click()
    expect(status(page)).to_have_text("Le texte est copié.")
    assert "Mise en demeure de payer" in page.evaluate("navigator.clipboard.readText()")


def test_what_does_not_fit_on_paper_is_said_beside_the_letter(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN | {"debtor.name": "Société Modèle " + "et fils " * 6})
    page.locator("[data-download=docx]").focus()
    notice = page.locator(".app-side .app-notice", has_text="pour le papier")
    expect(notice).to_contain_text("1 point à revoir")
    notice.locator("summary").click()
    expect(notice).to_contain_text("Société Modèle et fils")
    fill(page, {"debtor.name": "Société Modèle"})
    expect(notice).to_have_count(0)


def test_letters_that_the_face_lacks_are_named_and_left_to_word(opened: Open) -> None:
    page = opened()
    fill(page, PLAIN | {"debtor.name": "Ждан"})
    page.locator("[data-download=pdf]").click()
    expect(status(page)).to_contain_text("Le fichier Word et le texte les acceptent")
    notice = page.locator(".app-side .app-notice", has_text="pour le papier")
    notice.locator("summary").click()
    expect(notice).to_contain_text("«\u00a0Ж\u00a0» (U+0416)")
    with page.expect_download() as download:
        page.locator("[data-download=docx]").click()
    assert download.value.suggested_filename == "mise-en-demeure-F-2026-031.docx"


def test_only_the_letter_is_printed(opened: Open, tmp_path: Path) -> None:
    page = opened()
    fill(page, PLAIN)
    file = tmp_path / "print.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    with pymupdf.open(file) as printed:  # type: ignore[no-untyped-call]
        words = "\n".join(sheet.get_text() for sheet in printed)
        assert [round(side) for side in printed[0].rect[2:]] == [595, 842]
        assert "Bordeaux".upper() in printed[0].get_text()
    assert "Garder sur cet appareil" not in words
    assert "Télécharger" not in words
