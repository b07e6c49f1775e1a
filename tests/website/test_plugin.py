"""The plugin in real builds: two letters, strict, in a folder of their own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.website import downloads, package_data
from generator.website.plugin import RelancePlugin
from tests.website.sites import CONFIG, small_site

LETTERS = ("rappel-amiable", "mise-en-demeure")

Prepare = Callable[..., MkDocsConfig]


def configured(folder: Path, command: str = "build", **options: Any) -> MkDocsConfig:
    """A site of two letters; the options are the plugin's."""
    # Twelve forms a letter take a while, and have their own tests.
    chosen = {"forms": False} | options
    (folder / "mkdocs.yml").write_text(CONFIG.replace("{options}", str(chosen)))
    loaded = load_config(str(folder / "mkdocs.yml"))
    loaded.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    return loaded


@pytest.fixture
def prepare(tmp_path: Path) -> Prepare:
    """A site for a test that changes it, or builds it in its own way."""
    small_site(tmp_path, LETTERS)
    return lambda command="build", **options: configured(tmp_path, command, **options)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built once, for the tests that only look at it."""
    folder = small_site(tmp_path_factory.mktemp("two-letters"), LETTERS)
    build(configured(folder))
    return folder


def made(tmp_path: Path) -> set[str]:
    return {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()}


def test_two_letters_become_a_site(built: Path) -> None:
    files = made(built)
    for letter in LETTERS:
        assert f"lettres/{letter}/index.html" in files
        assert f"lettres/{letter}/{letter}-particulier.pdf" in files
        assert f"lettres/{letter}/{letter}-particulier.docx" in files
    assert {"taux/index.html", "assets/letter.css", "assets/relance.css", "assets/relance.js", "sw.js"} <= files


def test_nothing_is_written_among_the_sources(built: Path, tmp_path: Path) -> None:
    before = (small_site(tmp_path, LETTERS) / "docs").rglob("*")
    after = (built / "docs").rglob("*")
    assert {path.relative_to(built / "docs") for path in after} == {
        path.relative_to(tmp_path / "docs") for path in before
    }
    assert {path.name for path in built.iterdir()} == {".cache", "docs", "letter_templates", "mkdocs.yml", "site"}


def test_a_letter_is_in_the_sitemap_and_not_in_the_menu(built: Path) -> None:
    page = (built / "site/taux/index.html").read_text()
    assert "rappel-amiable" not in page
    assert "https://relance.example/lettres/rappel-amiable/" in (built / "site/sitemap.xml").read_text()
    letter = (built / "site/lettres/rappel-amiable/index.html").read_text()
    assert '<link rel="canonical" href="https://relance.example/lettres/rappel-amiable/">' in letter
    assert 'href="https://depot.example/relance/tree/main/letter_templates/rappel-amiable"' in letter


def test_while_writing_a_page_has_no_policy_and_no_copy(prepare: Prepare, tmp_path: Path) -> None:
    build(prepare("serve"))
    assert "Content-Security-Policy" not in (tmp_path / "site/index.html").read_text()
    assert "sw.js" not in made(tmp_path)
    assert "plain_text" in (tmp_path / "site/search/search_index.json").read_text()


class FakeServer:
    mount_path = "/"

    def __init__(self) -> None:
        self.watched: list[str] = []

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def get_app(self) -> None:
        """No application was set."""


def test_while_writing_letters_are_watched(prepare: Prepare, tmp_path: Path) -> None:
    config, server = prepare("serve"), FakeServer()
    config.plugins.on_serve(server, config=config, builder=build)  # type: ignore[arg-type]
    assert server.watched == [str(tmp_path / "letter_templates"), *map(str, package_data.WATCHED)]


def test_only_what_changed_is_made_again(prepare: Prepare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(prepare())
    rendered: list[str] = []
    make = downloads._made

    def noted(catalogue: Any, template: Any, *rest: Any) -> Any:
        rendered.append(template.id)
        return make(catalogue, template, *rest)

    monkeypatch.setattr(downloads, "_made", noted)
    build(prepare())
    assert rendered == []
    letter = tmp_path / "letter_templates/rappel-amiable/letter.md"
    letter.write_text(letter.read_text().rstrip() + "\n\nUne phrase de plus.\n")
    build(prepare())
    assert set(rendered) == {"rappel-amiable"}


def test_downloads_can_be_left_out(prepare: Prepare, tmp_path: Path) -> None:
    build(prepare(downloads=False))
    assert not any(name.endswith((".pdf", ".docx")) for name in made(tmp_path))
    assert "relance-downloads" not in (tmp_path / "site/lettres/rappel-amiable/index.html").read_text()


def test_a_broken_letter_stops_the_build_with_its_file_and_line(
    prepare: Prepare, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    letter = tmp_path / "letter_templates/rappel-amiable/letter.md"
    letter.write_text(letter.read_text() + "\n\n{{ debtor.nmae }}\n")
    with pytest.raises(Abort), caplog.at_level(logging.ERROR):
        build(prepare())
    assert "rappel-amiable/letter.md" in caplog.text
    assert "debtor.nmae" in caplog.text


def test_a_page_may_not_hide_a_letter(prepare: Prepare, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "docs/taux").mkdir()
    (tmp_path / "docs/taux/index.md").write_text("# Mes taux\n")
    with pytest.raises(Abort), caplog.at_level(logging.ERROR):
        build(prepare())
    assert "docs/taux/index.md" in caplog.text


def test_an_unknown_option_is_an_error(prepare: Prepare) -> None:
    with pytest.raises(Abort):
        prepare(catalog="letter_templates")


def test_options_have_defaults(prepare: Prepare, tmp_path: Path) -> None:
    plugin = prepare().plugins["relance"]
    assert isinstance(plugin, RelancePlugin)
    assert plugin.config.catalogue == str(tmp_path / "letter_templates")
    assert plugin.config.downloads is True
