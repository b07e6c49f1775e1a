from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from generator.errors import RenderFailed
from generator.letter.nodes import Control, Document, Link, Text
from generator.render.html import fragment, render
from generator.render.theme import sheet
from tests.render.documents import HOSTILE_TEXTS, SAMPLES, make_document
from tests.render.parts import line, value

VOID = {"meta", "br", "col"}


class Page(HTMLParser):
    """A page as a browser reads it: elements with their path and attributes, and the text of each path."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(source)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(("/".join([*self.open, tag]), dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(("/".join(self.open), data))

    def tags(self) -> list[str]:
        return [path.rsplit("/", 1)[-1] for path, _ in self.elements]

    def text(self) -> str:
        return "".join(text for path, text in self.texts if not path.endswith("style"))

    def with_tag(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for path, attributes in self.elements if path.rsplit("/", 1)[-1] == tag]


def read(document: Document) -> Page:
    return Page(render(document).decode("utf-8"))


# --- a value is a text ----------------------------------------------------------------------------


def test_hostile_values_are_texts_and_change_no_element() -> None:
    page = read(SAMPLES["hostile"]())
    for words in HOSTILE_TEXTS:
        assert f"Valeur : {words}" in page.text()
    assert {"script", "b", "img"}.isdisjoint(page.tags())
    assert page.with_tag("title") == [{}]
    assert ("html/head/title", "<script>alert(1)</script>") in page.texts
    assert {"name": "author", "content": "<b>gras</b> &amp; &lt;"} in page.with_tag("meta")


@pytest.mark.parametrize("words", HOSTILE_TEXTS)
def test_no_value_changes_the_shape_of_the_page(words: str) -> None:
    plain, hostile = (
        read(make_document({"recipient": (line(value("debtor.name", name)),)}, title=name, author=name))
        for name in ("Dupont", words)
    )
    assert [path for path, _ in hostile.elements] == [path for path, _ in plain.elements]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_attribute_carries_a_style_or_a_script(name: str) -> None:
    for _, attributes in read(SAMPLES[name]()).elements:
        assert "style" not in attributes
        assert not [attribute for attribute in attributes if attribute.startswith("on")]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_class_name_is_ours(name: str) -> None:
    for _, attributes in read(SAMPLES[name]()).elements:
        for class_name in (attributes.get("class") or "").split():
            assert class_name == "letter" or class_name.startswith("letter-")


def test_a_link_leads_to_a_page_an_address_or_a_telephone() -> None:
    hrefs = ("https://www.legifrance.gouv.fr/", "mailto:a@example.org", "tel:+33240123456")
    page = read(make_document({"body": tuple(line(Link(href, (Text("ici"),))) for href in hrefs)}))
    assert [attributes["href"] for attributes in page.with_tag("a")] == list(hrefs)
    with pytest.raises(RenderFailed, match="javascript"):
        render(make_document({"body": (line(Link("javascript:alert(1)", (Text("ici"),))),)}))


def test_a_control_of_a_blank_stands_between_the_words_around_it() -> None:
    page = render(
        make_document({"body": (line(Text("Avant "), Control("debtor.name", "text", "Nom"), Text(" après")),)})
    )
    before, _, rest = page.decode().partition("Avant ")
    between, _, _ = rest.partition(" après")
    assert before
    assert 'name="debtor.name"' in between


# --- what elements say ----------------------------------------------------------------------------


def test_the_page_says_its_language_and_holds_one_letter() -> None:
    page = read(SAMPLES["short"]())
    assert page.with_tag("html") == [{"lang": "fr-FR"}]
    assert page.tags().count("main") == page.tags().count("article") == page.tags().count("h1") == 1
    assert page.with_tag("address") == [{"class": "letter-sender"}]


def test_the_subject_is_the_heading_with_its_word_before_it() -> None:
    page = read(SAMPLES["short"]())
    heading = "".join(text for path, text in page.texts if path.endswith("h1"))
    assert heading == "Objet\u00a0: mise en demeure de payer – facture n°\u00a0F-2026-001"


def test_a_table_has_a_caption_and_heads_that_say_their_scope() -> None:
    page = Page(fragment(SAMPLES["two_pages"]()))
    assert page.tags().count("caption") == page.tags().count("table") == 3
    assert {attributes.get("scope") for attributes in page.with_tag("th")} == {"col", "row"}
    heads = [path for path, attributes in page.elements if attributes.get("scope") == "row"]
    assert len(heads) == 1 + 4, "a total, and each row of the statement"


def test_figures_stand_at_the_end_and_the_total_is_set_apart() -> None:
    page = Page(fragment(SAMPLES["short"]()))
    assert len([a for a in page.with_tag("td") if a.get("class") == "letter-end"]) == 4
    assert len([a for a in page.with_tag("tr") if a.get("class") == "letter-total"]) == 1


def test_each_part_comes_in_its_order_and_the_footer_last() -> None:
    text = Page(fragment(SAMPLES["short"]())).text().replace("\u00a0", " ")
    marks = ["Atelier Bois & Cie", "Société Générale", "Nantes, le", "Lettre recommandée", "Vos réf.", "Objet :"]
    marks += ["Madame, Monsieur,", "Total à payer", "Veuillez agréer", "Hélène Lefèvre", "P. J. :", "TVA FR"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_paragraph_that_announces_a_list_stays_with_it() -> None:
    source = fragment(make_document({"body": (line("Ceci\u00a0:"), line("Cela."), line("Fin."))}))
    assert '<p class="letter-lead">Ceci\u00a0:</p><p>Cela.</p>' in source


def test_an_absent_part_leaves_no_empty_element() -> None:
    source = fragment(SAMPLES["no_address"]())
    for absent in ("letter-delivery", "letter-references", "letter-enclosures"):
        assert absent not in source
    assert "letter-recipient" not in fragment(make_document({"recipient": ()}))


def test_a_fragment_in_a_page_takes_the_level_that_the_page_gives_it() -> None:
    tags = Page(fragment(SAMPLES["every_node"](), heading_level=3)).tags()
    assert [tag for tag in tags if re.fullmatch(r"h\d", tag)] == ["h3", "h4", "h5"]


def test_a_text_of_several_lines_keeps_them() -> None:
    page = Page(fragment(make_document({"body": (line(value("answers.note", "un\ndeux")),), "signature": ()})))
    assert page.tags().count("br") == 1


def test_the_last_paragraph_and_the_signature_are_one_block() -> None:
    source = fragment(SAMPLES["short"]())
    closing = source[source.index('<div class="letter-closing">') : source.index('<div class="letter-enclosures')]
    assert closing.startswith('<div class="letter-closing"><p>Veuillez agréer')
    assert closing.count("<p>") == 1 + 2
    assert '<div class="letter-signature"' in closing


# --- in a browser ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["two_pages", "every_node"])
def test_axe_finds_no_violation(name: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "letter.html"
    file.write_bytes(render(SAMPLES[name]()))
    with browser.new_page() as page:
        page.goto(file.as_uri())
        assert Axe().run(page).response["violations"] == []


def test_a_narrow_window_scrolls_downwards_only(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "letter.html"
    file.write_bytes(render(SAMPLES["crowded"]()))
    with browser.new_page(viewport={"width": 320, "height": 600}) as page:
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_page_prints_as_the_letter(browser: Browser, tmp_path: Path) -> None:
    file, printed = tmp_path / "letter.html", tmp_path / "letter.pdf"
    file.write_bytes(render(SAMPLES["short"]()))
    with browser.new_page() as page:
        page.goto(file.as_uri())
        page.pdf(path=printed, prefer_css_page_size=True)
    first = PdfReader(printed).pages[0]
    spots: list[tuple[float, float]] = []

    def see(text: str, _cm: object, matrix: list[float], *_: object) -> None:
        if "Générale" in text:
            spots.append((matrix[4], matrix[5]))

    first.extract_text(visitor_text=see)
    points = 72 / 25.4
    block = sheet().address
    assert abs(float(first.mediabox.width) / points - sheet().paper.width) < 0.5
    assert len(spots) == 1
    assert block.left - 0.5 < spots[0][0] / points < block.right
