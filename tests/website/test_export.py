"""The same site without our plugin: exported pages, plain MkDocs, then the finishing step."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.catalogue.load import load
from generator.website.export import export
from generator.website.finish import finish_folder
from generator.website.places import SCRIPTS, STYLES, PageOptions, is_app_built
from generator.website.store import FolderStore

ROOT = Path(__file__).parents[2]
CONFIG = f"""
site_name: Relance
site_url: https://relance.example/
strict: true
theme: {{name: mkdocs, locale: fr, highlightjs: false}}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables]
extra_css: [{", ".join(STYLES)}]
extra_javascript: [{", ".join(SCRIPTS)}]
not_in_nav: /lettres/*/
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's folder, built and finished."""
    folder = tmp_path_factory.mktemp("export")
    shutil.copytree(ROOT / "docs", folder / "docs")
    options = PageOptions(has_form=is_app_built())  # without the blank forms, which take a while
    export(
        load(ROOT / "letter_templates"), folder / "docs", store=FolderStore(ROOT / ".cache/relance"), options=options
    )
    (folder / "mkdocs.yml").write_text(CONFIG)
    build(load_config(str(folder / "mkdocs.yml")))
    return folder


def test_exported_pages_are_built_by_plain_mkdocs_and_finished(exported: Path) -> None:
    site = exported / "site"
    finished = finish_folder(site)
    assert "sw.js" in finished.files
    letter = (site / "lettres/mise-en-demeure/index.html").read_text()
    assert "Content-Security-Policy" in letter
    assert '<article class="letter' in letter
    assert list((site / "lettres/mise-en-demeure").glob("*.pdf"))
    assert not [warning for warning in finished.warnings if warning.check.startswith("sitemap")]


def test_every_link_of_an_exported_letter_leads_somewhere(exported: Path) -> None:
    site = exported / "site"
    for page in (site / "lettres").glob("*/index.html"):
        for target in re.findall(r'href="(?![a-z]+:)([^"#?]+)', page.read_text()):
            found = (page.parent / target).resolve()
            assert found.exists() or target.startswith("/"), target


def test_the_plain_pages_carry_the_same_letters(exported: Path, site: Path) -> None:
    for page in (exported / "site/lettres").glob("*/index.html"):
        ours = (site / page.relative_to(exported / "site")).read_text()
        letters = re.findall(r'<article class="letter.*?</article>', page.read_text(), re.DOTALL)
        assert letters
        assert letters == re.findall(r'<article class="letter.*?</article>', ours, re.DOTALL)


def test_what_was_exported_is_named(tmp_path: Path) -> None:
    written = export(load(ROOT / "letter_templates"), tmp_path, with_downloads=False)
    assert sorted(written) == sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    )
    assert "taux/index.md" in written
    assert not any(uri.endswith(".pdf") for uri in written)
