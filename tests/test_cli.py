"""The command line: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator.cli.printing import EXIT_BUG, EXIT_CONTENT
from tests.builders import claim_data

CATALOGUE = str(Path(__file__).parent.parent / "letter_templates")
RELANCE = [sys.executable, "-m", "generator"]


def run(*words: str, cwd: Path | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RELANCE, *words], capture_output=True, text=True, check=False, cwd=cwd, **options)


@pytest.fixture
def claim_file(tmp_path: Path) -> Path:
    path = tmp_path / "claim.json"
    path.write_text(json.dumps(claim_data()))
    return path


def fill(claim: Path, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return run("fill", "mise-en-demeure", str(claim), "-o", str(output), "--catalogue", CATALOGUE, *more)


def test_help_comes_at_once_and_in_french() -> None:
    start = time.perf_counter()
    done = run("--help")
    elapsed = time.perf_counter() - start
    assert done.returncode == 0
    assert "Lettres de relance" in done.stdout
    assert "Affiche cette aide" in done.stdout
    assert "Commands" not in done.stdout
    assert elapsed < 1.5  # 0.3 s is measured by benchmarks/; here only a heavy import would show


@pytest.mark.parametrize("heavy", ["pydantic", "weasyprint", "jinja2", "lxml", "holidays", "mkdocs"])
def test_help_imports_nothing_heavy(heavy: str) -> None:
    code = (
        "import sys\nfrom generator.cli import relance\n"
        "try: relance(['--help'])\nexcept SystemExit: pass\n"
        f"sys.exit({heavy!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_letters_are_listed_for_people_and_for_programs() -> None:
    assert "mise-en-demeure" in run("list", "--catalogue", CATALOGUE).stdout
    letters = json.loads(run("list", "--json", "--catalogue", CATALOGUE).stdout)
    assert {"rappel-amiable", "deuxieme-relance", "mise-en-demeure"} <= {letter["id"] for letter in letters}


def test_a_letter_is_shown_with_its_questions_and_its_tree() -> None:
    assert "Code civil, art. 1344" in run("show", "mise-en-demeure", "--catalogue", CATALOGUE).stdout
    data = json.loads(run("show", "mise-en-demeure", "--json", "--catalogue", CATALOGUE).stdout)
    assert data["tree"]["version"] == 1
    assert "decision" in [question["name"] for question in data["questions"]]


def test_a_letter_that_does_not_exist_is_wrong_usage_and_names_its_neighbour(claim_file: Path, tmp_path: Path) -> None:
    done = run("fill", "mise-en-demeur", str(claim_file), "-o", str(tmp_path / "x.pdf"), "--catalogue", CATALOGUE)
    assert done.returncode == 2
    assert "mise-en-demeure" in done.stderr


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "txt", "eml"])
def test_a_claim_becomes_a_file(claim_file: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"lettre.{ending}"
    done = fill(claim_file, output)
    assert done.returncode == 0, done.stderr
    assert output.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_several_outputs_of_one_claim_in_one_run(claim_file: Path, tmp_path: Path) -> None:
    done = fill(claim_file, tmp_path / "a.txt", "-o", str(tmp_path / "b.html"), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["total"] == "1264.77"
    assert (tmp_path / "b.html").exists()


def test_yaml_on_standard_input_and_a_changed_field(tmp_path: Path) -> None:
    done = run(
        "fill",
        "mise-en-demeure",
        "-",
        "-o",
        str(tmp_path / "a.txt"),
        "--catalogue",
        CATALOGUE,
        "--set",
        "debtor.name=Établissements Modèle",
        "--set",
        "invoices.0.amount=2400",
        input=json.dumps(claim_data()),
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "a.txt").read_text()
    assert "Établissements Modèle" in text
    assert "2\u202f400,00" in text


def test_a_refused_claim_says_everything_and_leaves_the_old_file(tmp_path: Path) -> None:
    claim = tmp_path / "claim.yml"
    claim.write_text(
        "creditor: {name: Atelier Exemple, address: {lines: [1 rue A], postcode: '69001', city: Lyon}}\n"
        "debtor: {kind: client, name: Société Modèle, colour: red}\n"
        "invoices:\n"
        "  - {number: F-1, issued_on: 2026-02-30, due_on: 2026-03-31, amount: '1.200,00'}\n"
    )
    output = tmp_path / "lettre.pdf"
    output.write_bytes(b"old")
    done = fill(claim, output)
    assert done.returncode == 1
    assert output.read_bytes() == b"old"
    for words in ("claim.yml:2", "debtor.kind", "client", "colour", "claim.yml:4", "2026-02-30", "1.200,00"):
        assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_is_said(claim_file: Path, tmp_path: Path) -> None:
    done = fill(claim_file, tmp_path / "nulle-part" / "lettre.pdf")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "nulle-part" in done.stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["fill", "mise-en-demeure", "absent.yml", "-o", "x.pdf"], 1),
        (["fill", "mise-en-demeure", "absent.yml", "-o", "x.odt"], 2),
        (["fill", "mise-en-demeure", "absent.yml"], 2),
        (["rien"], 2),
        (["interest", "--debtor", "client", "--amount", "1", "--due", "2026-01-01", "--until", "2026-02-01"], 2),
        (
            [
                "interest",
                "--debtor",
                "professional",
                "--amount",
                "1.200,00",
                "--due",
                "2026-01-01",
                "--until",
                "2026-02-01",
            ],
            2,
        ),
        (["interest", "--debtor", "professional", "--amount", "12", "--due", "2026-02-30", "--until", "2026-03-01"], 2),
        (
            [
                "interest",
                "--debtor",
                "consumer",
                "--amount",
                "12",
                "--due",
                "2026-02-20",
                "--until",
                "2026-03-01",
                "--contract-rate",
                "9",
            ],
            1,
        ),
    ],
)
def test_exit_codes(words: list[str], status: int) -> None:
    done = run(*words, "--catalogue", CATALOGUE) if words[0] == "fill" else run(*words)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


def test_interest_prints_its_working_and_gives_it_as_json() -> None:
    words = [
        "interest",
        "--debtor",
        "professional",
        "--amount",
        "10000",
        "--due",
        "2026-05-01",
        "--until",
        "2026-09-01",
    ]
    assert "413,76" in run(*words).stdout
    data = json.loads(run(*words, "--json").stdout)
    assert list(data) == ["segments", "interest", "indemnity", "principal", "total", "day_count", "warnings"]
    assert list(data["segments"][0]) == [
        "from",
        "to",
        "days",
        "principal",
        "annual_rate",
        "interest",
        "source",
        "article",
    ]
    assert (data["interest"], data["total"]) == ("413.76", "10453.76")


def test_an_unknown_half_year_is_named() -> None:
    done = run(
        "interest", "--debtor", "professional", "--amount", "100", "--due", "2026-12-20", "--until", "2027-01-05"
    )
    assert done.returncode == 1
    assert "2027-S1" in done.stderr


def test_check_finds_nothing_in_the_catalogue_and_says_where_in_a_broken_one(tmp_path: Path) -> None:
    assert run("check", "--catalogue", CATALOGUE).returncode == 0
    copy = tmp_path / "letter_templates"
    subprocess.run(["cp", "-r", CATALOGUE, copy], check=True)
    letter = copy / "rappel-amiable" / "letter.md"
    letter.write_text(letter.read_text() + "\n{{ debtor.nmae }}\n")
    done = run("check", str(copy), "--json")
    assert done.returncode == 1
    problems = json.loads(done.stdout)
    assert any("debtor.nmae" in p["message"] and p["path"].endswith("letter.md") and p["line"] for p in problems)


def test_a_bug_says_so_and_ends_with_three(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import generator.cli as cli

    def broken(**_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(cli.relance, "main", broken)
    assert cli.run() == EXIT_BUG
    assert "planted" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, EXIT_CONTENT), (errno.EIO, EXIT_BUG)])
def test_a_full_disk_is_no_bug(
    number: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import generator.cli as cli

    def broken(**_: object) -> None:
        raise OSError(number, "planted")

    monkeypatch.setattr(cli.relance, "main", broken)
    assert cli.run() == code
    assert ("plus de place" in capsys.readouterr().err) == (code == EXIT_CONTENT)


def test_finish_says_what_the_policy_of_the_site_would_block(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<html><head></head><body><p style="color: red">Bonjour</p></body></html>')
    done = run("finish", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Attention" in done.stderr
    assert "index.html" in done.stderr
