from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import markdown as python_markdown
import pytest
import yaml
from msgspec.structs import replace

from generator.catalogue.model import Deadline, Moment, Review, Template
from generator.letter.typography import space
from generator.website.catalogue_page import catalogue_page
from generator.website.downloads import ShownExample
from generator.website.pages import catalogue_row, guidance_blocks, letter_page, weight
from generator.website.places import NO_OPTIONS, PageOptions
from generator.website.rates_page import rates_page
from tests.render.documents import HOSTILE_TEXTS, hostile_letter
from tests.website.catalogues import make_basis, make_catalogue, make_download, make_shown, make_template

NBSP, NNBSP = "\u00a0", "\u202f"
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def built(source: str) -> str:
    """The page as Python-Markdown makes it, less its front matter."""
    return python_markdown.markdown(source.split("\n---\n", 1)[1], extensions=EXTENSIONS)


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def page_of(
    template: Template | None = None, shown: Sequence[ShownExample] = (), options: PageOptions = NO_OPTIONS
) -> str:
    template = template or make_template()
    return letter_page(make_catalogue(template), template, shown or (make_shown(),), options)


def test_the_catalogue_leads_to_each_letter() -> None:
    templates = (make_template(), make_template(id="mise-en-demeure", title="Mise en demeure"))
    catalogue = make_catalogue(*templates)
    page = built(catalogue_page(catalogue_row(catalogue, template) for template in templates))
    assert '<a href="rappel-amiable/index.md">Rappel amiable</a>' in page
    assert '<a href="mise-en-demeure/index.md">Mise en demeure</a>' in page
    assert "Rappelle une facture échue" in page
    assert page.count("<tr>") == 3


def test_a_letter_is_read_in_the_order_in_which_it_is_used() -> None:
    page = built(page_of())
    headings = [words(found) for found in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page)]
    assert headings == [
        "Rappel amiable",
        "La lettre, telle qu’elle se lit",
        "Quand l’envoyer",
        "Avant d’envoyer",
        "Le droit",
        "Cette version",
    ]


def test_a_letter_says_at_a_glance_what_it_is() -> None:
    page = words(built(page_of()))
    for fact in ("Étape Rappel", "Ton Cordial", "Envoi Courriel Lettre simple", "de 1 à 10 jours de retard"):
        assert fact in page
    assert "15 jours (au choix, de 8 à 30)" in page


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (Moment(min_days=None, max_days=None, days_before=7), "7 jours avant l’échéance"),
        (Moment(min_days=30, max_days=None), "à partir de 30 jours de retard"),
        (Moment(min_days=None, max_days=7), "jusqu’à 7 jours de retard"),
        (Moment(min_days=1, max_days=7), "de 1 à 7 jours de retard"),
    ],
)
def test_the_moment_of_a_letter_is_said_in_words(moment: Moment, said: str) -> None:
    assert said in words(built(page_of(make_template(moment=moment))))


def test_what_a_letter_does_not_say_leaves_no_empty_line() -> None:
    page = built(page_of(make_template(moment=None, deadline=None)))
    assert "Quand</dt>" not in page
    assert "Délai donné" not in page


def test_a_deadline_is_shown_with_its_limits() -> None:
    template = make_template(deadline=Deadline(default_days=8, min_days=8, max_days=15))
    assert f"8{NBSP}jours (au choix, de 8 à{NBSP}15)" in page_of(template)


@pytest.mark.parametrize("hostile", HOSTILE_TEXTS)
def test_the_words_of_a_letter_are_never_markup(hostile: str) -> None:
    template = make_template(title=hostile, summary=hostile, legal_basis=(make_basis(article=hostile, url=""),))
    page = built(page_of(template))
    plain = built(page_of(make_template(title="x", summary="x", legal_basis=(make_basis(article="x", url=""),))))
    assert re.findall(r"<(\w+)", page) == re.findall(r"<(\w+)", plain)
    assert words(page).count(" ".join(space(hostile).split())) >= 3


def test_the_head_of_a_page_is_never_given_markup() -> None:
    hostile = '"><script>alert(1)</script>'
    source = page_of(make_template(title=hostile, summary=hostile))
    meta = yaml.safe_load(source.split("\n---\n", 1)[0].removeprefix("---"))
    assert html.unescape(meta["title"]) == html.unescape(meta["description"]) == hostile
    assert not set(meta["title"] + meta["description"]) & set('<>"')


def test_a_letter_with_hostile_values_stays_a_letter() -> None:
    page = built(page_of(shown=(make_shown(document=hostile_letter()),)))
    assert "<script" not in page
    assert "onload=" not in re.sub(r">[^<]*<", "><", page)
    assert "{{ 7*7 }}" in page


def test_an_example_is_shown_by_a_choice_that_needs_no_script() -> None:
    shown = (make_shown(), make_shown(name="particulier", audience="consumer"))
    page = built(page_of(shown=shown))
    assert page.count('type="radio"') == 2
    assert page.count(" checked") == 1
    assert '<label class="relance-examples__label" for="exemple-consumer">Un particulier</label>' in page
    assert page.count('<article class="letter') == 2


def test_one_example_of_a_regime_is_open_and_the_others_folded() -> None:
    shown = (make_shown(), make_shown(name="autre", description="Trois factures & un avoir.", email_body=""))
    page = built(page_of(shown=shown))
    assert page.count('type="radio"') == 1
    assert '<p class="relance-example__what">Une facture, un client professionnel.</p>' in page
    assert "<summary>Trois factures &amp; un avoir.</summary>" in page
    assert page.count('<article class="letter') == 2


def test_a_folded_example_without_a_description_has_its_name() -> None:
    shown = (make_shown(description=""), make_shown(name="autre-cas", description=""))
    page = built(page_of(shown=shown))
    assert "<summary>autre-cas</summary>" in page
    assert "relance-example__what" not in page


def test_a_download_says_its_format_its_weight_and_its_example() -> None:
    page = built(page_of())
    assert f'href="rappel-amiable-societe.pdf" download>PDF, 31{NBSP}Ko<' in page
    assert f"DOCX, 1{NBSP}Ko" in page
    assert f'<span class="relance-hidden">{NBSP}: Une facture, un client professionnel.</span>' in page


@pytest.mark.parametrize(("size", "said"), [(31_400, "31"), (400, "1"), (1_499, "1"), (1_500, "2")])
def test_a_weight_is_in_thousands_of_bytes(size: int, said: str) -> None:
    assert weight(size) == f"{said}{NBSP}Ko"


def test_an_example_without_files_offers_none() -> None:
    assert "relance-downloads" not in page_of(shown=(make_shown(downloads=()),))
    assert make_download("pdf", 1).uri.endswith(".pdf")


def test_the_same_step_by_email_is_one_click_away() -> None:
    page = built(page_of(shown=(make_shown(email_body="Bonjour <M. X>,\n\nUn.\nDeux.\n"),)))
    assert "<p>Bonjour &lt;M. X&gt;,</p><p>Un.<br>Deux.</p>" in page
    assert "La même étape par courriel" not in page_of(shown=(make_shown(email_body=""),))


def test_the_same_step_by_phone_and_by_text_message_is_one_click_away() -> None:
    phone = (("heading", ("Se présenter",)), ("paragraph", ("« Bonjour <M. X> »",)), ("list", ("Notez.", "Écrivez.")))
    page = built(page_of(shown=(make_shown(phone=phone, sms="Bonjour, <Atelier>."),)))
    assert "<p><strong>Se présenter</strong></p><p>« Bonjour &lt;M. X&gt; »</p>" in page
    assert "<ul><li>Notez.</li><li>Écrivez.</li></ul>" in page
    assert "<p>Bonjour, &lt;Atelier&gt;.</p>" in page
    plain = page_of()
    assert "par SMS" not in plain
    assert "au téléphone" not in plain


def test_notes_never_bring_a_script() -> None:
    source = "## Quand\n\n<script>alert(1)</script><b onclick='x()'>gras</b> [lien](javascript:alert(1))\n"
    notes = "\n".join(guidance_blocks(source))
    assert "<script" not in notes
    assert "onclick" not in notes
    assert "javascript:" not in notes
    assert "gras" in notes


def test_notes_are_set_as_french_is() -> None:
    notes = "\n".join(guidance_blocks("## Et ensuite ?\n\nDire « *non* » ; `a ; b` : l'art. L100 & 40 €.\n"))
    assert f"## Et ensuite{NNBSP}?" in notes
    assert f"«{NBSP}<em>non</em>{NBSP}»{NNBSP}; <code>a ; b</code>{NBSP}: l’art.{NBSP}L100 &amp; 40{NBSP}€." in notes


def test_the_headings_of_notes_stand_among_those_of_the_page() -> None:
    blocks = guidance_blocks("Avant tout.\n\n## Un *vrai* titre\n\nTexte.\n\n### Détail\n\nFin.\n")
    assert [block for block in blocks if block.startswith("#")] == ["## Un vrai titre", "### Détail"]
    assert len(blocks) == 5
    assert guidance_blocks("") == []


def test_each_article_has_its_day_and_its_certainty() -> None:
    template = make_template(
        legal_basis=(make_basis(), make_basis(article="Loi X", url="", audiences=("consumer",), confidence="medium"))
    )
    page = built(page_of(template))
    assert (
        '<a href="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000032041431">Code civil, art.\u00a01344</a>'
        in page
    )
    assert f"21{NBSP}novembre{NBSP}2026" in page
    assert re.search(r"<td>Loi X</td>\s*<td>Un particulier</td>\s*<td>[^<]*</td>\s*<td>à confirmer</td>", page)


def test_a_letter_says_who_read_it() -> None:
    assert "Aucun juriste ne l’a encore relue" in words(built(page_of()))
    review = Review(by="une avocate au barreau de Nantes", on=date(2026, 11, 20), scope="version professionnel")
    page = words(built(page_of(replace(make_template(), status="reviewed", review=review))))
    assert "Relue le 20 novembre 2026 (version professionnel) par une avocate au barreau de Nantes." in page


REPOSITORY = "https://depot.example/relance/"
FORGE = PageOptions(
    letter_edit_url=f"{REPOSITORY}tree/main/letter_templates/",
    text_edit_url=f"{REPOSITORY}edit/main/letter_templates/",
    issue_url=f"{REPOSITORY}issues/new?template=1-lettre-fausse.yml",
)


def test_a_letter_is_mended_without_git() -> None:
    page = built(page_of(options=FORGE))
    section = page.partition('id="corriger"')[2]
    assert [html.unescape(way) for way in re.findall(r'href="([^"]*)"', section)] == [
        f"{REPOSITORY}edit/main/letter_templates/rappel-amiable/letter.md",
        f"{REPOSITORY}issues/new?template=1-lettre-fausse.yml&letter=rappel-amiable%2C%200.1.0",
        f"{REPOSITORY}tree/main/letter_templates/rappel-amiable",
    ]
    assert "Proposer une correction" not in page_of()


def test_the_form_for_a_wrong_letter_has_the_field_that_the_link_fills() -> None:
    config = (Path(__file__).parents[2] / "generator/website/config.py").read_text("utf-8")
    [name] = re.findall(r"issues/new\?template=([\w.-]+)", config)
    form = yaml.safe_load((Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE" / name).read_text("utf-8"))
    assert "letter" in {part.get("id") for part in form["body"] if part["type"] == "input"}


def test_every_letter_says_that_it_is_no_advice() -> None:
    page = built(page_of())
    assert 'href="../../mentions.md#information"' in page
    assert 'href="../../cas-refuses.md"' in page


def test_generated_pages_use_class_names_of_our_own() -> None:
    template = make_template()
    catalogue = make_catalogue(template)
    for source in (page_of(template), catalogue_page([catalogue_row(catalogue, template)]), rates_page()):
        names = " ".join(re.findall(r'class="([^"]*)"', built(source))).split()
        assert all(name.startswith(("relance-", "letter", "figure")) for name in names)
        assert "style=" not in built(source)
