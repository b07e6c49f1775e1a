"""Published versions: shown at their address, marked, and kept from search engines, the sitemap and the search."""

from __future__ import annotations

import gzip
import re
from datetime import date

import markdown as python_markdown
import pytest
import yaml
from msgspec.structs import replace

from generator.catalogue.model import Catalogue, Release
from generator.website import sitemap
from generator.website.files import letter_files
from generator.website.finish import finish
from generator.website.former_page import former_pages
from generator.website.places import NO_OPTIONS, is_former_page, is_letter_page
from generator.website.store import Forgetful
from tests.website.catalogues import make_catalogue, make_template

OLD, NEW = (Release(id="rappel-amiable", version=f"0.{n}.0", on=date(2026, n, 1), wording="", texts="") for n in (1, 2))
KEPT = {
    "0.1.0": {"particulier-une-facture": "Madame <b>,\n\nAncien texte.\nSuite.\n"},
    "0.2.0": {"particulier": "Neuf.\n"},
}
ADDRESS = "lettres/rappel-amiable/versions/0.1.0/index.md"
PAGE = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>x</title></head><body></body></html>'


@pytest.fixture
def catalogue() -> Catalogue:
    made = make_catalogue(make_template(version="0.2.0", kept_texts=KEPT))
    return replace(made, releases=(OLD, NEW))


def test_each_published_version_has_its_page(catalogue: Catalogue) -> None:
    pages = former_pages(catalogue, catalogue.templates["rappel-amiable"])
    assert list(pages) == [ADDRESS, ADDRESS.replace("0.1.0", "0.2.0")]
    assert all(is_letter_page(uri) for uri in pages)  # so that none stands in the menu
    head, _, body = pages[ADDRESS].partition("\n---\n")
    assert yaml.safe_load(head.removeprefix("---"))["search"] == {"exclude": True}
    page = python_markdown.markdown(body, extensions=["attr_list", "md_in_html"])
    assert "Texte publié le 1er\u00a0janvier\u00a02026" in page
    assert "La version actuelle est la 0.2.0" in page
    assert "<p>Ancien texte.<br>Suite.</p>" in page
    assert "Madame &lt;b&gt;," in page
    assert "C’est la version actuelle" in pages[ADDRESS.replace("0.1.0", "0.2.0")]


def test_the_page_of_a_letter_leads_to_its_versions(catalogue: Catalogue) -> None:
    template = catalogue.templates["rappel-amiable"]
    made = letter_files(catalogue, template, Forgetful(), NO_OPTIONS, formats=())
    assert re.findall(r"\(<(versions/[^>]*)>\)", made.page) == ["versions/0.2.0/index.md", "versions/0.1.0/index.md"]
    assert dict(made.former) == former_pages(catalogue, template)


def test_a_letter_that_nobody_published_says_so() -> None:
    catalogue = make_catalogue()
    made = letter_files(catalogue, catalogue.templates["rappel-amiable"], Forgetful(), NO_OPTIONS, formats=())
    assert "pas encore publiée" in made.page
    assert made.former == {}


def test_a_former_version_is_kept_from_search_engines_and_from_the_sitemap() -> None:
    former = "lettres/rappel-amiable/versions/0.1.0/index.html"
    located = "".join(
        f"<url>\n<loc>https://relance.example/sous/{way}</loc></url>\n"
        for way in ("", "lettres/rappel-amiable/", former.removesuffix("index.html"))
    )
    site = {uri: PAGE.encode() for uri in ("index.html", "lettres/rappel-amiable/index.html", former)}
    site |= {"sitemap.xml": f"<urlset>{located}</urlset>".encode(), "sitemap.xml.gz": b""}
    finished = finish(site)
    assert '<meta name="robots" content="noindex">' in finished.files[former].decode()
    assert "noindex" not in finished.files["lettres/rappel-amiable/index.html"].decode()
    kept = finished.files["sitemap.xml"].decode()
    assert sitemap.locations(kept) == [f"https://relance.example/sous/{way}" for way in ("", "lettres/rappel-amiable/")]
    assert gzip.decompress(finished.files["sitemap.xml.gz"]) == finished.files["sitemap.xml"]
    assert finished.warnings == ()
    assert finish({**site, **finished.files}).files == {}


@pytest.mark.parametrize(
    ("uri", "is_former"),
    [
        ("lettres/rappel-amiable/versions/0.1.0/index.html", True),
        ("lettres/rappel-amiable/index.html", False),
        ("lettres/versions/index.html", False),
        ("guide/versions/0.1.0/index.html", False),
    ],
)
def test_only_versions_of_letters_are_former_pages(uri: str, is_former: bool) -> None:
    assert is_former_page(uri) is is_former
