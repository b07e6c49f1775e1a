"""`relance check | new | accept` on folders: what is found, kept, mended and made."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import generator.review.kept as kept
from generator.catalogue.folder import SHARED_FOLDERS, read_folder
from generator.catalogue.judging import File
from generator.catalogue.load import load
from generator.catalogue.writing_checks import MENDING
from generator.cli import relance
from generator.errors import Problem
from generator.review import state, verdict
from generator.review.examining import examine_letter, review
from generator.review.mending import mend
from generator.website.bundle import bundle
from tests.builders import claim_data
from tests.catalogue.small import small

CATALOGUE = Path(__file__).parent.parent / "letter_templates"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(relance, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RELANCE_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "letter_templates"
    write(place, small())
    return place


def write(place: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, "utf-8")


# --- new ------------------------------------------------------------------------------------------


def test_a_new_letter_passes_every_check_beside_the_others(tmp_path: Path) -> None:
    place = tmp_path / "letter_templates"
    shutil.copytree(CATALOGUE, place)
    made = run("new", "releve-de-compte", "--title", "Relevé de « compte »", "--catalogue", place)
    assert made.exit_code == 0, made.output
    checked = run("check", place / "releve-de-compte")
    assert (checked.exit_code, checked.output.strip()) == (0, "Rien à signaler.")
    claim = tmp_path / "claim.json"
    claim.write_text(json.dumps(claim_data()))
    filled = run("fill", "releve-de-compte", claim, "-o", tmp_path / "a.txt", "--catalogue", place)
    assert filled.exit_code == 0, filled.output
    assert "reste à payer" in (tmp_path / "a.txt").read_text()
    assert "lettres/releve-de-compte/lettre.json" in bundle(load(place))
    again = run("new", "releve-de-compte", "--catalogue", place)
    assert again.exit_code != 0


@pytest.mark.parametrize("name", ["Avis", "../avis", "a/b", "é", "", "clauses/x"])
def test_a_name_that_is_no_address_is_refused_and_nothing_is_written(folder: Path, name: str) -> None:
    before = sorted(folder.rglob("*"))
    assert run("new", name, "--catalogue", folder).exit_code != 0
    assert sorted(folder.parent.rglob("avis*")) == []
    assert sorted(folder.rglob("*")) == before


# --- check ----------------------------------------------------------------------------------------


def found(*words: str | Path) -> list[dict[str, object]]:
    data: list[dict[str, object]] = json.loads(run("check", *words, "--format", "json").stdout)
    return data


def test_what_is_found_is_told_to_programs_with_its_file_line_check_and_remedy(folder: Path) -> None:
    letter = folder / "essai" / "letter.md"
    letter.write_text(letter.read_text().replace("Madame, Monsieur,", "Madame, Monsieur, TODO"))
    mine = [each for each in found(folder) if each["check"] == "placeholder"]
    assert [(each["path"], each["line"], each["level"]) for each in mine] == [(letter.as_posix(), 15, "error")]
    assert {"path", "line", "check", "message", "hint"} <= mine[0].keys()
    line = next(line for line in run("check", folder, "--format", "github").stdout.splitlines() if "TODO" in line)
    assert line.startswith(f"::error file={letter.as_posix()},line=15,title=placeholder::")


@pytest.mark.parametrize("place", ["", "essai", "essai/letter.md", "essai/examples/consumer.yml"])
def test_a_letter_is_checked_alone_by_its_folder_or_by_one_of_its_files(folder: Path, place: str) -> None:
    write(folder, {"autre/letter.md": "rien\n", "autre/guidance.md": "Notes.\n"})
    paths = {
        str(each["path"]).removeprefix(f"{folder.as_posix()}/").partition("/")[0] for each in found(folder / place)
    }
    assert ("autre" in paths) == (place == "")
    assert "essai" in paths  # its examples are no whole claims


def test_a_warning_stops_nobody(folder: Path) -> None:
    clean = review(small(), with_examples=False)
    assert clean == ()
    text = small()["essai/guidance.md"].replace("échéance.", "échéance. ")
    (warning,) = review(small() | {"essai/guidance.md": text}, with_examples=False)
    assert warning.check == "trailing-space"


def test_the_checks_are_listed_for_people_and_for_programs() -> None:
    listed = json.loads(run("check", "--list", "--format", "json").stdout)
    assert {"id", "reason", "link", "level", "fix"} == set(listed[0])
    assert "typography" in run("check", "--list").stdout


# --- kept -----------------------------------------------------------------------------------------


def names(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


def test_what_was_found_is_kept_until_something_that_it_depends_on_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined: list[str] = []
    examine = examine_letter

    def noted(bench: object, id: str, *rest: object, **options: object) -> object:
        examined.append(id)
        return examine(bench, id, *rest, **options)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(kept, "examine_letter", noted)
    write(folder, {f"autre/{name.removeprefix('essai/')}": text for name, text in small().items() if "essai" in name})
    first = kept.review_folder(folder)
    assert sorted(examined) == ["autre", "essai"]
    assert names(kept.review_folder(folder)) == names(first)
    assert names(first) == names(review(read_folder(folder, None, []), root=folder.as_posix(), pages={}))
    assert len(examined) == 2
    (folder / "essai" / "guidance.md").write_text("## Quand\n\nTODO\n")
    assert "placeholder" in {problem.check for problem in kept.review_folder(folder)}
    assert examined[2:] == ["essai"]
    (folder / "clauses" / "paiement.md").write_text(small()["clauses/paiement.md"] + "\nSans autre avis.\n")
    kept.review_folder(folder)
    assert sorted(examined[3:]) == ["autre", "essai"]


def test_a_damaged_report_is_made_again(folder: Path) -> None:
    first = kept.review_folder(folder)
    for path in (folder.parent / "cache" / "reviews").iterdir():
        path.write_bytes(b"\x80\x04nothing")
    assert names(kept.review_folder(folder)) == names(first)


def test_nothing_is_imported_nor_examined_where_nothing_changed(folder: Path) -> None:
    seen = "import sys; from pathlib import Path; from generator.review.verdict import verdict; "
    seen += "found = verdict(Path(sys.argv[1])); print(len(found), 'pydantic' in sys.modules)"

    def said() -> str:
        done = subprocess.run([sys.executable, "-c", seen, str(folder)], capture_output=True, text=True, check=True)
        return done.stdout

    first = said()
    assert first.endswith("True\n")
    assert said() == first.replace("True", "False")
    (folder / "essai" / "guidance.md").write_text("## Quand\n\nTODO\n")
    assert said() not in (first, first.replace("True", "False"))


def test_a_verdict_holds_until_something_that_it_depends_on_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined: list[str | None] = []

    def noted(place: Path, *, only: str | None) -> tuple[Problem, ...]:
        examined.append(only)
        return ()

    monkeypatch.setattr(kept, "review_folder", noted)

    def is_examined(only: str | None = "essai") -> bool:
        before = len(examined)
        verdict.verdict(folder, only=only)
        return len(examined) > before

    write(folder, {f"autre/{name.removeprefix('essai/')}": text for name, text in small().items() if "essai" in name})
    assert [is_examined(), is_examined(), is_examined(None), is_examined(None)] == [True, False, True, False]
    write(folder, {"autre/letter.md": "autre"})
    assert [is_examined(), is_examined(None)] == [False, True]
    (folder / "autre" / "letter.md").unlink()
    assert is_examined()  # a page that notes may link to
    write(folder.parent, {"docs/aide.md": "## Aide\n", "docs/image.svg": "<svg/>"})
    assert is_examined()
    write(folder.parent, {"docs/image.svg": "<svg></svg>"})
    (folder / "essai" / ".letter.md.swp").write_text("editor")
    assert not is_examined()
    (folder / "essai" / "lien.md").symlink_to(folder / "fields.yml")
    assert is_examined()
    for path in (folder.parent / "cache" / "verdicts").iterdir():
        path.write_bytes(b"\x80\x04nothing")
    assert [is_examined(), is_examined()] == [True, False]
    monkeypatch.setattr(verdict, "code_state", lambda: "other code")
    assert is_examined()


def test_the_light_module_knows_the_shared_folders() -> None:
    assert state.SHARED_FOLDERS == SHARED_FOLDERS


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_find_what_one_finds(folder: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    for number in range(4):
        copy = {f"copie-{number}/{name.removeprefix('essai/')}": text for name, text in small().items()}
        write(folder, {name: text for name, text in copy.items() if name.split("/")[1] in ("letter.md", "guidance.md")})
    alone = names(kept.review_folder(folder))
    shutil.rmtree(folder.parent / "cache")
    monkeypatch.setattr(kept, "WORTH_SHARING", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: [method])
    assert names(kept.review_folder(folder)) == alone
    assert len(alone) > 10


# --- mending --------------------------------------------------------------------------------------

UNTIDY = {
    "essai/guidance.md": '## Quand l\'envoyer\n\nAprès «l’échéance»: jamais avant!  \nVoyez "la note"... \n',
    "essai/letter.md": small()["essai/letter.md"]
    .replace('title: "Essai"\n', "")
    .replace('status: "draft"', 'status: "draft"\ntitle: "L\'essai"'),
}


def test_what_needs_no_judgement_is_mended_and_told(folder: Path) -> None:
    write(folder, UNTIDY)
    done = run("check", folder, "--fix")
    assert "typography" in done.output
    assert "key-order" in done.output
    after = {each["check"] for each in found(folder)}
    assert not after & {check.id for check in MENDING}
    notes = (folder / "essai" / "guidance.md").read_text()
    said = "Après «\u00a0l’échéance\u00a0»\u00a0: jamais avant\u202f!  \nVoyez «\u00a0la note\u00a0»…\n"
    assert notes == f"## Quand l’envoyer\n\n{said}"
    assert load(folder).templates["essai"].title == "L’essai"


def test_a_catalogue_that_is_right_is_left_alone() -> None:
    files = read_folder(CATALOGUE, None, [])
    assert list(mend(files, CATALOGUE.as_posix())) == []


@given(
    st.text(alphabet="ab1 \n«»\"'“”:;!?…€%.{}|%#*_`-\u00a0\\", max_size=80),
    st.sampled_from(["guidance.md", "letter.md"]),
)
def test_mending_twice_is_mending_once_and_leaves_nothing_that_it_mends(text: str, name: str) -> None:
    file = {f"essai/{name}": text}
    for mended in mend(file, "x"):
        file = {mended.name: mended.text}
        assert list(mend(file, "x")) == []
        for check in MENDING:
            assert check.of_file is not None
            assert check.mend is not None
            one = File(path="x", name=mended.name, text=mended.text)
            assert check.mend(one) == mended.text


# --- accept ---------------------------------------------------------------------------------------


def test_accepting_shows_the_prose_that_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELANCE_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "letter_templates"
    shutil.copytree(CATALOGUE, place)
    letter = place / "rappel-amiable" / "letter.md"
    text = letter.read_text()
    start = text.index("---\n", 4) + 4
    letter.write_text(text[:start] + text[start:].replace("Merci", "Grand merci", 1))
    done = run("accept", place / "rappel-amiable")
    assert done.exit_code == 0, done.output
    assert any(line.startswith("  +") and "Grand merci" in line for line in done.output.splitlines())
    assert run("accept", place / "rappel-amiable").output == ""


def test_accepting_says_which_example_lacks_an_answer(tmp_path: Path) -> None:
    place = tmp_path / "letter_templates"
    shutil.copytree(CATALOGUE, place)
    letter = place / "rappel-amiable" / "letter.md"
    question = '  - name: "promised_on"\n    label: "Promis pour"\n    type: "date"\n    required: "true"\n'
    letter.write_text(letter.read_text().replace("questions:\n", f"questions:\n{question}", 1))
    refused = run("accept", place / "rappel-amiable").exception
    assert "rappel-amiable/examples/" in str(refused)
    assert "Promis pour" in str(refused)
