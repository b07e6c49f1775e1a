"""What is made again, and what is not, when letters change."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest

from generator.catalogue import load as loading
from generator.errors import CatalogueError
from generator.website import downloads, files, kept
from generator.website.places import NO_OPTIONS, PageOptions
from generator.website.store import FolderStore
from tests.website.sites import small_site

RATES = "taux/index.md"
ANY_DAY = math.inf
"""Nothing was used since."""


class Build:
    """A folder of letters, its store, and what the last build did."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.letters = folder / "letter_templates"
        self.cache = folder / "cache"
        self.loaded: list[str | None] = []
        self.rendered: list[str] = []
        self._watch(monkeypatch)

    def _watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        load, make = loading.load, downloads._made

        def noted_load(folder: Path, *, only: str | None = None) -> object:
            self.loaded.append(only)
            return load(folder, only=only)

        def noted_make(catalogue: object, template: object, example: object, formats: object) -> object:
            self.rendered.append(getattr(example, "path", ""))
            return make(catalogue, template, example, formats)  # type: ignore[arg-type]

        monkeypatch.setattr(loading, "load", noted_load)
        monkeypatch.setattr(downloads, "_made", noted_make)

    def run(self, options: PageOptions = NO_OPTIONS, formats: tuple[str, ...] = ("docx",)) -> dict[str, str | bytes]:
        self.loaded.clear()
        self.rendered.clear()
        store = FolderStore(self.cache)
        made = kept.site_files(self.letters, store, options, formats=formats)
        store.prune(before=ANY_DAY)
        return made

    def change(self, name: str, old: str, new: str) -> None:
        path = self.letters / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of letters with the store that their first build filled, and a copy of it as `untouched`."""
    folder = tmp_path_factory.mktemp("site")
    small_site(folder, {"rappel-amiable", "deuxieme-relance", "mise-en-demeure"})
    with pytest.MonkeyPatch.context() as monkeypatch:
        Build(folder, monkeypatch).run()
    shutil.copytree(folder, folder.with_name("untouched"))
    return folder


@pytest.fixture
def site(first_build: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """The site after its first build; in the same place each time, since what is kept remembers its place."""
    shutil.rmtree(first_build)
    shutil.copytree(first_build.with_name("untouched"), first_build)
    return Build(first_build, monkeypatch)


def test_the_same_files_come_from_the_store_and_from_the_letters(site: Build) -> None:
    again = site.run()
    assert site.loaded == []
    assert site.rendered == []
    whole = files.site_files(loading.load(site.letters), FolderStore(site.cache), NO_OPTIONS, formats=("docx",))
    assert again == whole
    assert list(again) == list(whole)


def test_a_letter_that_is_touched_is_not_made_again(site: Build) -> None:
    for path in site.letters.rglob("*.md"):
        path.touch()
    site.run()
    assert site.loaded == []


def test_notes_that_change_make_one_page_again_and_no_file(site: Build) -> None:
    site.change("mise-en-demeure/guidance.md", "## Quand l’envoyer", "## À quel moment")
    made = site.run()
    assert site.loaded == ["mise-en-demeure"]
    assert site.rendered == []
    assert "## À quel moment" in str(made["lettres/mise-en-demeure/index.md"])


def test_an_example_that_changes_is_made_again_alone(site: Build) -> None:
    site.change("rappel-amiable/examples/particulier.yml", "creditor:", "# encore\ncreditor:")
    site.run()
    assert site.loaded == ["rappel-amiable"]
    assert [Path(path).name for path in site.rendered] == ["particulier.yml"]


def test_a_shared_clause_that_changes_concerns_every_letter(site: Build) -> None:
    site.change("clauses/politesse.md", "---", "---\n# relu")
    site.run()
    assert site.loaded == [None]
    assert site.rendered == []


def test_other_options_give_other_pages_from_the_same_files(site: Build) -> None:
    made = site.run(PageOptions(letter_edit_url="https://depot.example/"))
    assert site.rendered == []
    assert "https://depot.example/rappel-amiable" in str(made["lettres/rappel-amiable/index.md"])


def test_a_lost_file_is_made_again(site: Build) -> None:
    for path in site.cache.glob("*.docx"):
        path.unlink()
    made = site.run()
    assert len(site.rendered) == sum(uri.endswith(".docx") for uri in made) > 0


def test_a_build_is_whole_when_another_one_forgets_all_that_it_needs(site: Build) -> None:
    class Shared(FolderStore):
        def get(self, key: str) -> bytes | None:
            FolderStore(site.cache).prune(before=ANY_DAY)
            return super().get(key)

    made = site.run()
    assert kept.site_files(site.letters, Shared(site.cache), NO_OPTIONS, formats=("docx",)) == made


def test_a_letter_that_goes_leaves_nothing(site: Build) -> None:
    before = len(list(site.cache.iterdir()))
    shutil.rmtree(site.letters / "deuxieme-relance")
    made = site.run()
    assert site.loaded == []
    assert not any("deuxieme-relance" in uri for uri in made)
    assert "deuxieme-relance" not in str(made["lettres/index.md"])
    assert len(list(site.cache.iterdir())) < before


def test_a_broken_letter_is_told_each_time(site: Build) -> None:
    with (site.letters / "rappel-amiable/letter.md").open("a", encoding="utf-8") as letter:
        letter.write("\n\n{{ debtor.nmae }}\n")
    for _ in range(2):
        with pytest.raises(CatalogueError, match="nmae"):
            site.run()


def test_the_rates_are_kept_with_the_rest(site: Build) -> None:
    assert str(site.run()[RATES]).startswith("---")
