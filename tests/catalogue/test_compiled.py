"""The compiled letter kept between two runs: the same letter, made anew when anything it is made of changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.catalogue import compiled
from generator.catalogue.load import load
from generator.errors import CatalogueError

SOURCE = Path(__file__).parents[2] / "letter_templates"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RELANCE_CACHE", str(tmp_path / "cache"))
    copy = tmp_path / "letter_templates"
    shutil.copytree(SOURCE, copy)
    return copy


def kept(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache" / "letters").glob("*.kept"))


def test_what_is_kept_is_what_would_be_loaded(folder: Path) -> None:
    first = compiled.load_letter(folder, "rappel-amiable")
    assert len(kept(folder)) == 1
    again = compiled.load_letter(folder, "rappel-amiable")
    direct = load(folder, only="rappel-amiable")
    assert first.templates == again.templates == direct.templates
    assert again.fields == direct.fields


@pytest.mark.parametrize("name", ["rappel-amiable/letter.md", "clauses/paiement.md", "tables.yml", "frame/sender.md"])
def test_a_change_in_any_of_its_files_is_seen(folder: Path, name: str) -> None:
    compiled.load_letter(folder, "rappel-amiable")
    path = folder / name
    path.write_text(path.read_text().rstrip() + "\n\n", encoding="utf-8")
    compiled.load_letter(folder, "rappel-amiable")
    assert len(kept(folder)) == 2


def test_another_letter_does_not_count(folder: Path) -> None:
    compiled.load_letter(folder, "rappel-amiable")
    (folder / "mise-en-demeure" / "letter.md").write_text("rien")
    assert compiled.load_letter(folder, "rappel-amiable").templates
    assert len(kept(folder)) == 1


def test_a_damaged_file_is_made_again(folder: Path) -> None:
    compiled.load_letter(folder, "rappel-amiable")
    kept(folder)[0].write_bytes(b"broken")
    assert compiled.load_letter(folder, "rappel-amiable").templates["rappel-amiable"].tree.parts["body"]


def test_a_folder_that_cannot_be_written_is_no_obstacle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "taken").write_text("a file, not a folder")
    monkeypatch.setenv("RELANCE_CACHE", str(folder.parent / "taken"))
    assert compiled.load_letter(folder, "rappel-amiable").templates


def test_a_broken_letter_is_refused_and_not_kept(folder: Path) -> None:
    letter = folder / "rappel-amiable" / "letter.md"
    letter.write_text(letter.read_text() + "\n{{ debtor.nmae }}\n")
    with pytest.raises(CatalogueError, match="nmae"):
        compiled.load_letter(folder, "rappel-amiable")
    assert kept(folder) == []
