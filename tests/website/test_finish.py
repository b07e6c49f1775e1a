from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.website import links, sitemap
from generator.website.finish import Folder, complete_search_in, finish, finish_folder

PAGE = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{}</title></head><body></body></html>'
INDEX = json.dumps({"config": {"fields": {"text": {}}}, "docs": [{"location": "", "title": "Été", "text": ""}]})
SITEMAP = "<urlset>{}</urlset>"


def located(*addresses: str) -> bytes:
    return SITEMAP.format("".join(f"<url><loc>https://relance.example/{one}</loc></url>" for one in addresses)).encode()


def site() -> dict[str, bytes]:
    return {
        "404.html": PAGE.format("Absente").encode(),
        "index.html": PAGE.format("Accueil").encode(),
        "lettres/index.html": PAGE.format("Les lettres").encode(),
        "search/search_index.json": INDEX.encode(),
        "sitemap.xml": located("", "lettres/"),
    }


def test_a_built_site_gets_what_it_lacks() -> None:
    finished = finish(site())
    assert set(finished.files) == {"404.html", "index.html", "lettres/index.html", "search/search_index.json", "sw.js"}
    assert b'content="../sw.js"' in finished.files["lettres/index.html"]
    assert b"Content-Security-Policy" in finished.files["404.html"]
    assert b"relance:offline" not in finished.files["404.html"]
    assert b"plain_title" in finished.files["search/search_index.json"]
    assert finished.warnings == ()


def test_finishing_twice_writes_nothing_more() -> None:
    once = {**site(), **finish(site()).files}
    assert finish(once).files == {}


def test_the_worker_lists_pages_as_they_were_finished() -> None:
    finished = finish(site())
    changed = {**site(), "index.html": PAGE.format("Autre accueil").encode()}
    assert finish(changed).files["sw.js"] != finished.files["sw.js"]


def test_a_site_without_a_search_or_a_sitemap_is_finished_too() -> None:
    finished = finish({"index.html": PAGE.format("Accueil").encode()})
    assert set(finished.files) == {"index.html", "sw.js"}


@pytest.mark.parametrize("index", [b"{}", b"[]", b'{"config": {}, "docs": []}'])
def test_the_index_of_another_search_is_left_alone(index: bytes) -> None:
    assert "search/search_index.json" not in finish({"search/search_index.json": index}).files


def test_a_page_that_the_policy_would_break_is_reported() -> None:
    broken = {"index.html": b'<html><head></head><body><p style="x">y</p></body></html>'}
    assert [warning.path for warning in finish(broken).warnings] == ["index.html"]


@pytest.mark.parametrize(
    ("addresses", "checks"),
    [
        (("", "lettres/"), []),
        (("",), ["sitemap-missing"]),
        (("", "lettres/", "partie/"), ["sitemap-unknown"]),
        ((), []),
    ],
)
def test_the_sitemap_names_the_pages_and_no_other(addresses: tuple[str, ...], checks: list[str]) -> None:
    files = {**site(), "sitemap.xml": located(*addresses)}
    assert [problem.check for problem in sitemap.check(files)] == checks


def test_the_sitemap_of_a_site_below_a_folder_is_understood() -> None:
    files = {**site(), "sitemap.xml": located("relance/", "relance/lettres/")}
    assert sitemap.check(files) == []


def write(folder: Path, files: dict[str, bytes]) -> None:
    for uri, data in files.items():
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / uri).write_bytes(data)


LINKED = {
    "index.html": '<link rel="canonical" href="https://relance.example/sous/"><h1 id="haut">A</h1>{}',
    "lettres/index.html": "<h2 id=faq>Lettres</h2>{}",
    "404.html": "{}",
    "assets/a b.css": "",
    "lettres/lettre.pdf": "",
}


def linked(uri: str, markup: str) -> list[str]:
    files = {name: text.format(markup if name == uri else "").encode() for name, text in LINKED.items()}
    return [f"{problem.path}: {problem.check}" for problem in links.check(files)]


@pytest.mark.parametrize(
    ("uri", "target"),
    [
        ("index.html", "lettres/"),
        ("index.html", "lettres/?q=1#faq"),
        ("index.html", "#haut"),
        ("index.html", "lettres/#:~:text=faq"),
        ("index.html", "lettres/#client=professionnel&amp;montant=10"),
        ("index.html", "assets/a%20b.css"),
        ("lettres/index.html", ".."),
        ("lettres/index.html", "../#haut"),
        ("lettres/index.html", "lettre.pdf"),
        ("lettres/index.html", "."),
        ("lettres/index.html", "https://ailleurs.example/rien"),
        ("lettres/index.html", "mailto:a@b.example"),
        ("404.html", "/sous/lettres/#faq"),
        ("404.html", "/sous/"),
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(uri: str, target: str) -> None:
    assert linked(uri, f'<a class=x href="{target}">x</a>') == []


@pytest.mark.parametrize(
    ("uri", "markup"),
    [
        ("index.html", '<a href="lettre/">x</a>'),
        ("index.html", "<a href=lettres/#absente>x</a>"),
        ("index.html", '<a href="#bas">x</a>'),
        ("lettres/index.html", '<img alt="" src="lettre.png">'),
        ("lettres/index.html", "<link rel='stylesheet' href='../assets/b.css'>"),
        ("lettres/index.html", '<script src="../app.js"></script>'),
        ("lettres/index.html", '<a href="../../../ailleurs/">x</a>'),
        ("404.html", '<a href="/lettres/">x</a>'),
    ],
)
def test_a_link_that_leads_nowhere_is_told_at_build(uri: str, markup: str) -> None:
    assert linked(uri, markup) == [f"{uri}: site-link"]


def test_code_is_not_searched_for_links() -> None:
    assert linked("index.html", "<script>const a = '<a href=\"nulle-part/\">';</script>") == []


def test_a_site_on_disk_is_finished_in_place(tmp_path: Path) -> None:
    write(tmp_path, site())
    finish_folder(tmp_path)
    assert (tmp_path / "sw.js").is_file()
    assert b"Content-Security-Policy" in (tmp_path / "index.html").read_bytes()
    assert sorted(Folder(tmp_path)) == sorted([*site(), "sw.js"])


def test_a_site_that_is_being_written_has_no_policy(tmp_path: Path) -> None:
    write(tmp_path, site())
    complete_search_in(tmp_path)
    assert b"plain_title" in (tmp_path / "search/search_index.json").read_bytes()
    assert b"Content-Security-Policy" not in (tmp_path / "index.html").read_bytes()
    assert not (tmp_path / "sw.js").exists()


def test_a_folder_reads_its_files_when_asked(tmp_path: Path) -> None:
    write(tmp_path, {"a/b.txt": b"oui"})
    folder = Folder(tmp_path)
    assert folder["a/b.txt"] == b"oui"
    assert "a" not in folder
    assert len(folder) == 1
    with pytest.raises(KeyError):
        folder["absent.txt"]
