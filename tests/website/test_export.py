"""The same site without our plugin: exported pages, plain MkDocs, then the finishing step."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.catalogue.load import load
from generator.cli import relance
from generator.website.export import export
from generator.website.finish import finish_folder
from generator.website.places import SCRIPTS, STYLES, PageOptions, is_app_built
from generator.website.store import FolderStore
from tests.website.sites import leave_used_clauses, small_site

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
MATERIAL = "theme: {name: material, language: fr, font: false}"
"""The theme that the site has: in its pages, nothing is refused by the policy."""


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


def test_a_scaffolded_letter_goes_all_the_way(tmp_path: Path) -> None:
    """`relance new`, `relance export`, plain MkDocs, `relance finish`: nothing is missing, nothing is complained of."""
    letters = small_site(tmp_path, {"rappel-amiable"}) / "letter_templates"

    def run(*words: str | Path) -> str:
        result = CliRunner().invoke(relance, [str(word) for word in words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    run("new", "releve-de-compte", "--catalogue", letters)
    shutil.rmtree(letters / "rappel-amiable")
    leave_used_clauses(letters)
    home = tmp_path / "docs/index.md"
    home.write_text(home.read_text().replace("rappel-amiable", "releve-de-compte"))
    run("export", tmp_path / "docs", "--catalogue", letters)
    (tmp_path / "mkdocs.yml").write_text(re.sub("theme: .*", MATERIAL, CONFIG))
    build(load_config(str(tmp_path / "mkdocs.yml")))
    site = tmp_path / "site"
    assert run("finish", site) == ""
    page = (site / "lettres/releve-de-compte/index.html").read_text()
    assert "Content-Security-Policy" in page
    assert '<article class="letter' in page
    offered = re.findall(r'class="relance-download" href="([^"]+)"', page)
    assert {Path(name).suffix for name in offered} == {".pdf", ".docx"}
    assert sum("-vierge-" in name for name in offered) == 24
    assert [name for name in offered if not (site / "lettres/releve-de-compte" / name).is_file()] == []
    assert (site / "sw.js").is_file()
