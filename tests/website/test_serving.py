"""What `mkdocs serve` keeps: each change is on its page after the next build, and the rest is not made again.

One site, the real one with fewer examples, is changed step by step, as by someone who writes; in the end it is held
against the same site built from nothing.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.error import HTTPError

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from benchmarks.serve import serving
from tests.website.sites import CONFIG, ROOT, leave_few_examples, small_site

ADDRESS = "http://127.0.0.1:8000/"


class Served:
    """A site under `mkdocs serve`: its sources, its pages, and which of these the last build indexed and set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.set: list[str] = []
        for name in ("docs", "letter_templates"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        leave_few_examples(folder / "letter_templates")

    def build(self, *, from_nothing: bool = False) -> None:
        """What the server does at each change."""
        self.set.clear()
        config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / "site"), site_url=ADDRESS)
        if from_nothing:
            shutil.rmtree(self.folder / ".cache", ignore_errors=True)
            config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=ADDRESS)

    def read(self, uri: str) -> str:
        """A file of the site."""
        return (self.folder / "site" / uri).read_text(encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Someone saves a file, and the site is built again."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        self.build()

    def files(self) -> dict[str, bytes]:
        """The whole site."""
        site = self.folder / "site"
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    site = Served(tmp_path)
    search = import_module("material.plugins.search.plugin").SearchIndex  # it has no types
    index = search.add_entry_from_context

    def noted(self: object, page: Page) -> None:
        if page.content:
            site.set.append(page.file.src_uri)
        index(self, page)

    monkeypatch.setattr(search, "add_entry_from_context", noted)
    site.build(from_nothing=True)
    yield site
    load_config(str(tmp_path / "mkdocs.yml")).plugins.on_startup(command="build", dirty=False)


def test_each_change_is_on_its_page_after_the_next_build(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    letter, page = "letter_templates/mise-en-demeure", "lettres/mise-en-demeure/index.html"
    assert len(served.set) > 40

    served.build()
    assert served.set == []

    served.change(f"{letter}/letter.md", "{% include", "Phrase du modèle.\n\n{% include")
    assert served.set == ["lettres/mise-en-demeure/index.md"]
    assert "Phrase du modèle." in served.read(page)

    served.change(f"{letter}/guidance.md", "## Quand l’envoyer", "## À quel moment")
    assert "À quel moment" in served.read(page)
    assert "À quel moment" in served.read("search/search_index.json")

    served.change("letter_templates/clauses/politesse.md", "distinguées", "les plus distinguées")
    assert "les plus distinguées" in served.read(page)

    served.change("letter_templates/fields.yml", "Principal restant à payer", "Principal restant dû")
    assert "Principal restant dû" in served.read("lettres/commun.json")

    served.change("letter_templates/advice.yml", "un chèque revenu impayé", "un chèque sans provision")
    assert "un chèque sans provision" in served.read("quelle-lettre/conseil.json")

    served.change("docs/guide/ton.md", "\n## ", "\nUne phrase du guide.\n\n## ")
    assert served.set == ["guide/ton.md"]
    assert "Une phrase du guide." in served.read("guide/ton/index.html")
    assert "Une phrase du guide." in served.read("search/search_index.json")

    served.change("mkdocs.yml", "Le ton: guide", "Le ton juste: guide")
    assert len(served.set) > 40
    assert "Le ton juste" in served.read("index.html")
    assert "Le ton juste" in served.read(page)

    lost = "# Nouvelle page\n\n[Le ton](ton.md#sans-lieu) [Rien](absente.md)\n"
    (served.folder / "docs/guide/nouvelle.md").write_text(lost, "utf-8")
    with pytest.raises(Abort):
        served.change("docs/guide/ton.md", "Une phrase du guide.", "[Nouvelle](nouvelle.md)")
    assert 'href="../nouvelle/"' in served.read("guide/ton/index.html")
    caplog.clear()
    with pytest.raises(Abort):
        served.build()
    assert served.set == ["guide/nouvelle.md"]
    assert "#sans-lieu" in caplog.text
    assert "absente.md" in caplog.text

    (served.folder / "docs/guide/nouvelle.md").unlink()
    served.change("docs/guide/ton.md", "[Nouvelle](nouvelle.md)", "Plus rien.")
    assert not (served.folder / "site/guide/nouvelle").exists()

    made = served.files()
    served.build(from_nothing=True)
    again = served.files()
    assert made.keys() == again.keys()
    assert [uri for uri in made if made[uri] != again[uri] and not uri.endswith(".gz")] == []


def test_a_real_server_shows_what_changes_in_the_generator_and_makes_files_when_asked(tmp_path: Path) -> None:
    """One letter, `mkdocs serve` itself, and a copy of the package, whose rates, style and templates are changed."""
    skipped = shutil.ignore_patterns("browser", "__pycache__")
    package = shutil.copytree(ROOT / "generator", tmp_path / "package/generator", ignore=skipped)
    site = small_site(tmp_path / "site", {"rappel-amiable"})
    (site / "mkdocs.yml").write_text(CONFIG.replace("{options}", "{}"))
    with serving(site, generator=package.parent) as server:
        _, rates = server.change(package / "law/data/refinancing_rate.yml", '"2.65"', '"2.66"', page="/taux/")
        assert "2,66" in rates
        _, home = server.change(
            package / "website/theme/partials/logo.html", 'label="Relance"', 'label="Autre"', page="/"
        )
        assert 'aria-label="Autre"' in home
        server.change(package / "website/assets/relance.css", ":root {", ":root {\n  --une-autre: 1;", page="/")
        assert b"--une-autre" in server.get("/assets/relance.css")

        letter = "/lettres/rappel-amiable/"
        page = server.get(letter).decode()
        files = re.findall(r'class="relance-download" href="([^"]+)"', page)
        example = f"{letter}rappel-amiable-particulier."
        assert {"rappel-amiable-particulier.pdf", "rappel-amiable-vierge-particulier-je-une-facture.docx"} <= set(files)
        assert server.get(f"{example}pdf").startswith(b"%PDF")
        assert server.get(f"{example}docx").startswith(b"PK")
        assert server.get(f"{letter}rappel-amiable-vierge-particulier-je-une-facture.docx").startswith(b"PK")
        with pytest.raises(HTTPError, match="404"):
            server.get(f"{letter}rappel-amiable-autre.pdf")
