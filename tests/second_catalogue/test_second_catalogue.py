"""A catalogue of another matter: the same commands check it, fill it and export it.

`catalogue/` holds what is its own. The words of a claim's fields are the program's, in `fields.yml` of the first
catalogue; they are put beside it here rather than copied in the repository, with the one computed field it prints.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from generator.cli import relance

HERE = Path(__file__).parent / "catalogue"
ROOT_OF_LETTERS = Path(__file__).parents[2] / "letter_templates"
COMPUTED = """\
computed:
  "letter.place":
    type: "text"
    label: "Lieu d’où la lettre est datée"
"""
CLAIM = HERE / "resiliation/examples/telephone.yml"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second") / "lettres"
    shutil.copytree(HERE, folder)
    asked, _, _ = (ROOT_OF_LETTERS / "fields.yml").read_text("utf-8").partition("\ncomputed:")
    (folder / "fields.yml").write_text(f"{asked}\n{COMPUTED}", encoding="utf-8")
    return folder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(relance, [str(word) for word in words])


def test_it_has_no_problem(catalogue: Path) -> None:
    result = run("check", "--catalogue", catalogue)
    assert result.output.strip() == "Rien à signaler."
    assert result.exit_code == 0


def test_it_is_listed_by_its_own_words(catalogue: Path) -> None:
    result = run("list", "--catalogue", catalogue, "--json")
    assert [letter["id"] for letter in json.loads(result.output)] == ["resiliation"]


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "txt"])
def test_a_letter_that_claims_nothing_is_filled(catalogue: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / f"lettre.{format}"
    result = run("fill", "resiliation", CLAIM, "--catalogue", catalogue, "--output", target)
    assert result.exit_code == 0, result.output
    if format == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(target).pages)
        assert "31 décembre 2026" in text.replace("\u00a0", " ").replace("\u202f", " ")
        assert "29,90" not in text
    else:
        assert target.stat().st_size > 300


def test_a_question_that_it_needs_is_asked(catalogue: Path, tmp_path: Path) -> None:
    claim = tmp_path / "sans-numero.yml"
    claim.write_text(CLAIM.read_text("utf-8").replace("contract_number: AB-1042, ", ""), encoding="utf-8")
    result = run("fill", "resiliation", claim, "--catalogue", catalogue, "--output", tmp_path / "x.pdf")
    assert "Numéro du contrat" in str(result.exception)


def test_a_letter_of_debts_still_wants_a_debt(tmp_path: Path) -> None:
    claim = tmp_path / "payee.yml"
    claim.write_text(CLAIM.read_text("utf-8").partition("answers:")[0], encoding="utf-8")
    result = run("fill", "rappel-amiable", claim, "--catalogue", ROOT_OF_LETTERS, "--output", tmp_path / "x.pdf")
    assert "rien à réclamer" in str(result.exception)


def test_its_pages_are_exported(catalogue: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "pages", "--catalogue", catalogue)
    assert result.exit_code == 0, result.output
    page = (tmp_path / "pages/lettres/resiliation/index.md").read_text("utf-8")
    assert "Résilier un abonnement" in page
    assert (tmp_path / "pages/lettres/resiliation/resiliation-telephone.pdf").read_bytes().startswith(b"%PDF")
    assert "1211" in (tmp_path / "pages/articles/index.md").read_text("utf-8")
