"""Whether the law is still up to date: said on a day given, never read from the clock."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from generator.currency import findings
from tests.letters import catalogue

FOLDER = Path(__file__).parent.parent / "letter_templates"
CATALOGUE = catalogue()
CHECKED = max(basis.checked_on for template in CATALOGUE.templates.values() for basis in template.legal_basis)


def ids(today: date) -> list[tuple[str, bool]]:
    return sorted({(finding.problem.check, finding.is_warning) for finding in findings(CATALOGUE, today)})


def test_nothing_is_said_while_every_rate_is_known_and_read() -> None:
    assert ids(date(2026, 11, 22)) == []


def test_a_half_year_that_starts_soon_without_its_rate_is_a_warning() -> None:
    assert ids(date(2026, 12, 15)) == [("rate-missing", True)]


def test_a_half_year_in_use_without_its_rate_is_a_problem() -> None:
    found = findings(CATALOGUE, date(2027, 1, 1))
    assert sorted(finding.problem.path for finding in found if not finding.is_warning) == [
        "generator/law/data/legal_interest_rate.yml",
        "generator/law/data/refinancing_rate.yml",
    ]
    assert all("2027-S1" in finding.problem.message for finding in found)


def test_an_article_unread_for_a_year_is_a_warning_with_its_letter() -> None:
    later = CHECKED.replace(year=CHECKED.year + 1, day=CHECKED.day + 1)
    stale = [finding for finding in findings(CATALOGUE, later) if finding.problem.check == "checked-long-ago"]
    assert stale
    assert all(finding.is_warning for finding in stale)
    assert any(finding.problem.path.endswith("mise-en-demeure/letter.md") for finding in stale)
    assert any(finding.problem.path.endswith("letter_templates/advice.yml") for finding in stale)
    clauses = {clause.path for clause in CATALOGUE.clauses.values() if clause.legal_basis}
    assert clauses
    assert clauses <= {finding.problem.path for finding in stale}


def run(*words: str, folder: Path = FOLDER) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "check", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_says_it_as_text_json_and_annotations() -> None:
    assert run("--today", "2026-11-22").returncode == 0
    late = run("--today", "2027-02-01", "--format", "json")
    assert late.returncode == 1
    assert {problem["check"] for problem in json.loads(late.stdout)} == {"rate-missing"}
    annotated = run("--today", "2027-02-01", "--format", "github").stdout
    assert annotated.startswith("::error file=generator/law/data/")


def test_a_rate_that_is_missing_is_told_beside_the_faults_of_a_catalogue(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "letter_templates")
    (folder / "rappel-amiable" / "guidance.md").unlink()
    said = json.loads(run("--today", "2027-02-01", "--format", "json", folder=folder).stdout)
    assert {"files", "rate-missing"} <= {problem["check"] for problem in said}


def test_a_page_of_the_guide_unread_for_a_year_is_a_warning(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "letter_templates")
    (tmp_path / "docs/guide").mkdir(parents=True)
    for name, year in (("vieux", 2025), ("neuf", 2026)):
        page = f"# Une page\n\nÉtat des textes au 20 novembre {year}. Code civil, art. 2224.\n"
        (tmp_path / f"docs/guide/{name}.md").write_text(page, encoding="utf-8")
    done = run("--today", "2026-11-22", "--format", "json", folder=folder)
    assert done.returncode == 0
    (said,) = json.loads(done.stdout)
    assert (said["path"], said["check"], said["level"]) == ("docs/guide/vieux.md", "checked-long-ago", "warning")
