"""What was read of a letter's texts, kept between two checks: nothing more is read, and nothing else is said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.review.kept as kept
from generator.catalogue.model import Header
from generator.catalogue.readings import Readings
from generator.catalogue.schema import LetterModel
from generator.errors import Problem

CATALOGUE = Path(__file__).parent.parent / "letter_templates"
LETTER = "mise-en-demeure"
SLOW = ("pydantic", "stdnum", "holidays")

Edit = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RELANCE_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "letter_templates"
    shutil.copytree(CATALOGUE, place)
    return place


def edited(path: Path, edit: Edit) -> None:
    text = path.read_text("utf-8")
    path.write_text(edit(text), "utf-8")
    assert path.read_text("utf-8") != text


def test_only_prose_changed_takes_no_library_that_reads_facts_and_claims(folder: Path) -> None:
    seen = "import sys; from pathlib import Path; from generator.review.verdict import verdict; "
    seen += f"print(len(verdict(Path(sys.argv[1]), only={LETTER!r})), [n for n in {SLOW!r} if n in sys.modules])"

    def said() -> str:
        done = subprocess.run([sys.executable, "-c", seen, str(folder)], capture_output=True, text=True, check=True)
        return done.stdout

    assert said().startswith("0 ['pydantic', 'stdnum', 'holidays'")
    letter = folder / LETTER / "letter.md"
    edited(letter, lambda text: text + "\nUn mot de plus, TODO.\n")
    prose = said()
    assert prose.endswith(" []\n")
    assert not prose.startswith("0 ")
    edited(letter, lambda text: text.replace('title: "', 'title: "Autre ', 1))
    assert "pydantic" in said()


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("letter.md", lambda text: text.replace("\nversion: ", "\nveersion: ", 1)),
        ("letter.md", lambda text: text.replace('default_days: "', 'default_days: "1', 1)),
        ("letter.md", lambda text: text.replace('  - "professional"\n', "", 1).replace('["professional", ', "[", 1)),
        ("letter.md", lambda text: text + "\nAvant le {{ letter.deadline | date }}.\n"),
        ("email.md", lambda text: text + "\nMerci !\n"),
        ("guidance.md", lambda text: text + "\nTODO\n"),
        ("examples/*.yml", lambda text: text.replace("amount: ", "amount: 1", 1).replace("amount: 1", "amount: x", 1)),
        ("examples/*.yml", lambda text: text.replace("postcode", "code_postal", 1)),
        ("examples/*.txt", lambda text: text.replace("e", "é", 1)),
    ],
)
def test_a_letter_read_before_is_told_what_one_read_anew_is_told(folder: Path, name: str, edit: Edit) -> None:
    def told() -> list[Problem]:
        return list(kept.review_folder(folder, only=LETTER))

    assert told() == []
    edited(min((folder / LETTER).glob(name)), edit)
    after = told()
    shutil.rmtree(folder.parent / "cache")
    assert after == told()
    assert after


def test_an_example_that_is_refused_is_not_told_of_its_branches_too(folder: Path) -> None:
    edited(min((folder / LETTER).glob("examples/*.yml")), lambda text: text.replace("postcode", "code_postal"))
    found = {problem.check for problem in kept.review_folder(folder, only=LETTER)}
    assert "example-refused" in found
    assert "unread-branch" not in found


def test_what_had_a_fault_is_read_each_time() -> None:
    readings, fault = Readings(), Problem(message="faute")

    def read(problems: list[Problem]) -> str:
        problems.append(fault)
        return "lu"

    for _ in range(2):
        told: list[Problem] = []
        assert readings.once("texte", str, told, read) == "lu"
        assert told == [fault]
    assert readings.used == {}


def test_what_was_right_is_read_once() -> None:
    before = Readings()
    assert before.once(("a", 1), str, [], lambda _: "lu") == "lu"
    after = Readings(before.used)
    assert after.once(("a", 1), str, [], lambda _: "relu") == "lu"
    assert after.once(("a", 2), str, [], lambda _: "relu") == "relu"
    assert after.once(("a", 1), dict, [], lambda _: {}) == {}  # what was kept is of another kind: damaged


def test_the_record_of_a_front_matter_has_the_keys_of_its_model_in_their_order() -> None:
    assert Header.__struct_fields__ == tuple(LetterModel.model_fields)
