"""What a change does to a letter as its reader sees it, read from a small history of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.diff import changes
from generator.errors import GeneratorError

SOURCE = Path(__file__).parent.parent / "letter_templates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "letter_templates"
    shutil.copytree(SOURCE, copy)
    identity = ["-c", "user.name=Essai", "-c", "user.email=essai@example.invalid"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "Start"]):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)
    return copy


def test_nothing_moves_while_nothing_changes(folder: Path) -> None:
    assert changes(folder, "HEAD", "rappel-amiable") == []


def test_a_changed_sentence_is_shown_in_each_example_it_touches(folder: Path) -> None:
    clause = folder / "clauses" / "politesse.md"
    clause.write_text(clause.read_text().replace("salutations distinguées", "salutations choisies"))
    moved = changes(folder, "HEAD", "rappel-amiable")
    assert moved
    assert {change.letter for change in moved} == {"rappel-amiable"}
    lines = list(moved[0].lines())
    assert any(line.startswith("-") and "distinguées" in line for line in lines)
    assert any(line.startswith("+") and "choisies" in line for line in lines)


def test_an_unknown_revision_is_said_in_words(folder: Path) -> None:
    with pytest.raises(GeneratorError, match="révision"):
        changes(folder, "nulle-part", "rappel-amiable")


def test_an_unknown_letter_is_said_in_words(folder: Path) -> None:
    with pytest.raises(GeneratorError, match="rien-de-tel"):
        changes(folder, "HEAD", "rien-de-tel")
