from __future__ import annotations

import json

import pytest

from generator.website.offline import address, kept_files, version, way_to_worker, worker

SITE = {
    "404.html": b"absente",
    "assets/a.css": b"css",
    "assets/letter/arimo.latin.bin": b"abc",
    "assets/letter/arimo.latin-extended.bin": b"xyz",
    "assets/javascripts/lunr/min/lunr.fr.min.js": b"fr",
    "assets/javascripts/lunr/min/lunr.da.min.js": b"da",
    "assets/javascripts/lunr/wordcut.js": b"th",
    "assets/javascripts/bundle.js.map": b"map",
    "index.html": b"accueil",
    "lettres/index.html": b"lettres",
    "lettres/rappel/index.html": b"rappel",
    "lettres/rappel/rappel-exemple.pdf": b"%PDF",
    "search/search_index.json": b"{}",
    "sitemap.xml": b"<urlset/>",
}


def test_what_pages_need_comes_first_then_the_shallowest_pages() -> None:
    assert kept_files(SITE) == [
        "assets/a.css",
        "assets/javascripts/lunr/min/lunr.fr.min.js",
        "assets/letter/arimo.latin.bin",
        "search/search_index.json",
        "index.html",
        "lettres/index.html",
        "lettres/rappel/index.html",
    ]


def test_a_thousand_letters_are_not_downloaded_to_read_one() -> None:
    many = {**SITE, **{f"lettres/l{n}/index.html": b"x" * 1000 for n in range(1000)}}
    kept = kept_files(many, budget=10_000)
    assert "index.html" in kept
    assert sum(len(many[uri]) for uri in kept) <= 10_000


@pytest.mark.parametrize(
    ("uri", "visited"),
    [
        ("index.html", "./"),
        ("lettres/index.html", "lettres/"),
        ("lettres/rappel.html", "lettres/rappel.html"),
        ("assets/a.css", "assets/a.css"),
    ],
)
def test_a_page_is_kept_under_the_address_of_its_visit(uri: str, visited: str) -> None:
    assert address(uri) == visited


def test_the_copy_is_renewed_when_a_kept_file_changes() -> None:
    before = version(SITE, kept_files(SITE))
    assert version({**SITE, "index.html": b"autre"}, kept_files(SITE)) != before
    assert version({**SITE, "404.html": b"autre"}, kept_files(SITE)) == before


def test_the_worker_knows_its_list_before_it_runs() -> None:
    first, _, script = worker(SITE).decode().partition("\n")
    facts = json.loads(first.removeprefix("self.relance = ").removesuffix(";"))
    assert facts["files"][-1] == "lettres/rappel/"
    assert len(facts["version"]) == 16
    assert 'addEventListener("fetch"' in script


def test_the_way_to_the_worker_climbs_to_the_root() -> None:
    assert way_to_worker("index.html") == "sw.js"
    assert way_to_worker("lettres/rappel/index.html") == "../../sw.js"
