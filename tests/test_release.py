"""What was published stays: each way to break it is found, and publishing writes all that is needed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from generator.catalogue.load import build, load
from generator.catalogue.model import Catalogue, Release
from generator.catalogue.permanence import read_releases, texts_of, wording_of
from generator.cli import relance
from generator.errors import CatalogueError, GeneratorError
from generator.release import release
from tests.catalogue.small import found, problems_of, small

ROOT = Path(__file__).parents[1]
LETTER = "rappel-amiable"
DAY = date(2026, 11, 22)
TEXTS = {"professional": "Madame, Monsieur,\n"}


def published(files: dict[str, str], *, version: str = "0.1.0", log: str = "") -> dict[str, str]:
    """The small catalogue with its letter published as it stands."""
    template = build(files, is_judged=False).templates["essai"]
    entry = (
        f'  - {{id: "essai", version: "{version}", on: "2026-11-22",'
        f' wording: "{wording_of(template)}", texts: "{texts_of(TEXTS)}"}}\n'
    )
    texts = {f"essai/versions/{version}/{name}.txt": text for name, text in TEXTS.items()}
    return files | texts | {"released.yml": files.get("released.yml", "released:\n") + entry, "CHANGELOG.md": log}


def said(files: dict[str, str]) -> list[str]:
    return [f"{p.path}:{p.line} {p.message} → {p.hint}" for p in problems_of(files)]


def changed(files: dict[str, str], old: str, new: str) -> dict[str, str]:
    assert old in files["essai/letter.md"]
    return files | {"essai/letter.md": files["essai/letter.md"].replace(old, new)}


def test_a_letter_as_it_was_published_is_right() -> None:
    assert said(published(small())) == []


def test_notes_and_the_dates_of_the_law_may_change_at_any_time() -> None:
    files = changed(published(small()), 'checked_on: "2026-11-21"', 'checked_on: "2026-11-22"')
    assert said(files | {"essai/guidance.md": "## Quand l’envoyer\n\nPlus tard.\n"}) == []


@pytest.mark.parametrize(
    "change",
    [
        ("essai/letter.md", "Il reste à payer", "Il resterait à payer"),
        ("clauses/paiement.md", "par virement", "par chèque"),
        ("frame/signature.md", "{{ creditor.name }}", "{{ creditor.name }}, l’expéditeur"),
    ],
    ids=["body", "clause", "frame"],
)
def test_a_wording_that_changes_needs_a_new_version(change: tuple[str, str, str]) -> None:
    files = published(small())
    name, old, new = change
    assert old in files[name]
    [problem] = problems_of(files | {name: files[name].replace(old, new)})
    assert problem.check == "released"
    assert problem.path == "letter_templates/essai/letter.md"
    assert files["essai/letter.md"].splitlines()[(problem.line or 0) - 1] == 'version: "0.1.0"'
    assert "publiée le 22\u00a0novembre\u00a02026" in problem.message
    assert "0.2.0" in problem.hint
    assert "relance release essai" in problem.hint


def test_a_new_version_needs_a_line_in_the_log() -> None:
    files = changed(changed(published(small()), "Il reste", "Il resterait"), 'version: "0.1.0"', 'version: "0.2.0"')
    [problem] = problems_of(files)
    assert problem.hint == "ajoutez la ligne : - **essai 0.2.0** : ce qui change"
    assert said(files | {"CHANGELOG.md": "- **essai 0.2.0** : le mode.\n"}) == []


def test_a_version_does_not_go_back() -> None:
    files = changed(published(small()), 'version: "0.1.0"', 'version: "0.0.9"')
    assert "vient avant" in said(files)[0]


def test_a_published_letter_stays_under_its_name() -> None:
    files = {name.replace("essai/", "tentative/"): text for name, text in published(small()).items()}
    problems = problems_of(files)
    assert {problem.check for problem in problems} == {"released-id", "kept-version"}
    assert "« essai »" in next(p.message for p in problems if p.check == "released-id").replace("\u00a0", " ")


@pytest.mark.parametrize("text", [None, "Madame,\n"], ids=["lost", "rewritten"])
def test_the_texts_of_a_published_version_stay(text: str | None) -> None:
    files = published(small())
    name = "essai/versions/0.1.0/professional.txt"
    if text is None:
        del files[name]
    else:
        files[name] = text
    assert found(files) == {"kept-version"}


def test_a_version_that_nobody_published_has_no_texts() -> None:
    assert found(small() | {"essai/versions/0.3.0/professional.txt": "x\n"}) == {"kept-version"}


def test_a_version_is_published_once() -> None:
    files = published(published(small()))
    assert "publiée deux fois" in said(files)[0]


def test_schemas_out_of_step_are_found() -> None:
    assert found(small() | {"schemas/letter.json": "{}\n"}) == {"schemas"}


def test_schemas_out_of_step_are_mended(tmp_path: Path) -> None:
    for name, text in (small() | {"schemas/letter.json": "{}\n"}).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(relance, ["schemas", "--catalogue", str(tmp_path)])
    assert done.exit_code == 0, done.output
    load(tmp_path)


def test_only_texts_stand_among_the_versions() -> None:
    assert found(small() | {"essai/versions/0.1.0/letter.md": "x"}) >= {"files"}
    assert found(small() | {"essai/versions/un/professional.txt": "x"}) >= {"files"}


# --- publishing ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "letter_templates", only=LETTER, is_judged=False)


def test_publishing_writes_texts_fingerprints_and_a_line(catalogue: Catalogue) -> None:
    template = catalogue.templates[LETTER]
    files = release(catalogue, template, on=DAY, change="", changes="# Journal\n")
    kept = {name: text for name, text in files.items() if "/versions/" in name}
    assert set(kept) == {f"{LETTER}/versions/{template.version}/{example.name}.txt" for example in template.examples}
    assert all(text in {example.expected_text for example in template.examples} for text in kept.values())
    assert files["CHANGELOG.md"].endswith(
        f"- **{LETTER} {template.version}** (22\u00a0novembre\u00a02026)\u00a0: première publication.\n"
    )


def test_what_cannot_be_published_is_refused(catalogue: Catalogue) -> None:
    template = catalogue.templates[LETTER]
    files = release(catalogue, template, on=DAY, change="", changes="")
    [entry] = read_releases(files["released.yml"], "released.yml", [])

    def publish(before: Release, change: str) -> dict[str, str]:
        return release(replace(catalogue, releases=(before,)), template, on=DAY, change=change, changes="")

    with pytest.raises(GeneratorError, match="est publiée depuis"):
        publish(entry, "x")
    with pytest.raises(GeneratorError, match="montez d’abord"):
        publish(replace(entry, wording="0" * 64), "x")
    with pytest.raises(GeneratorError, match="vient avant"):
        publish(replace(entry, version="9.0.0"), "x")
    with pytest.raises(GeneratorError, match="dites ce qui change"):
        publish(replace(entry, version="0.0.1"), "")
    assert "plus clair" in publish(replace(entry, version="0.0.1"), "plus clair.")["CHANGELOG.md"]


def test_an_example_that_reads_otherwise_is_not_published(catalogue: Catalogue) -> None:
    template = catalogue.templates[LETTER]
    examples = (replace(template.examples[0], expected_text="Autre\n"), *template.examples[1:])
    with pytest.raises(CatalogueError):
        release(catalogue, replace(template, examples=examples), on=DAY, change="", changes="")


def test_the_command_publishes_and_the_check_then_holds_the_letter_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    shutil.copytree(ROOT / "letter_templates", folder)
    run = CliRunner().invoke(relance, ["release", LETTER, "--on", "2026-11-22", "--catalogue", str(folder)])
    assert run.exit_code == 0, run.output
    first = load(folder, only=LETTER)
    assert [each.version for each in first.releases] == list(first.templates[LETTER].kept_texts)
    clause = folder / "clauses/politesse.md"
    clause.write_text(clause.read_text("utf-8").rstrip("\n") + " Merci.\n", "utf-8")
    with pytest.raises(CatalogueError, match="le texte a changé"):
        load(folder, only=LETTER)
