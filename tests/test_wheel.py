"""The package that people install: in an empty folder, with neither Node nor MkDocs, it makes letters.

Its dependencies are this environment's; the project itself is the installed wheel, under the C locale.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLAIM = {
    "creditor": {
        "name": "Atelier Bécart SARL",
        "legal_form": "SARL",
        "share_capital": "10000",
        "siren": "732829320",
        "registration": "RCS Lille Métropole",
        "address": {"lines": ["12 rue des Tanneurs"], "postcode": "59000", "city": "Lille"},
    },
    "debtor": {
        "kind": "professional",
        "name": "Œuvres & Fils",
        "address": {"lines": ["3 place du Marché"], "postcode": "62000", "city": "Arras"},
    },
    "invoices": [{"number": "F-2026-041", "issued_on": "2026-03-02", "due_on": "2026-04-01", "amount": "1200.00"}],
    "letter": {"on": "2026-05-15"},
}


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel, unpacked by pip, and an empty folder to work in."""

    packages: Path
    folder: Path

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`relance`, with nothing else on the path."""
        bare = {"PATH": str(self.packages / "bin"), "HOME": str(self.folder), "LC_ALL": "C"}
        # MkDocs is no dependency of the command line: here it cannot be imported.
        paths = {"PYTHONPATH": f"{self.folder / 'hidden'}:{self.packages}"}
        return subprocess.run(
            [self.packages / "bin" / "relance", *words],
            cwd=self.folder,
            env=bare | paths | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def run(words: Sequence[str | Path]) -> None:
    """Run a Python module of this environment."""
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    run(["hatchling", "build", "--target", "wheel", "--directory", folder])
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def packages(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, installed once; nothing is written there."""
    folder = tmp_path_factory.mktemp("packages")
    run(["pip", "install", "--quiet", "--no-index", "--no-deps", "--target", folder, wheel])
    return folder


@pytest.fixture
def installed(packages: Path, tmp_path: Path) -> Installed:
    """The installed wheel, beside an empty folder with a claim."""
    folder = tmp_path / "folder"
    (folder / "hidden").mkdir(parents=True)
    (folder / "hidden" / "mkdocs.py").write_text("raise ModuleNotFoundError('mkdocs')", "utf-8")
    (folder / "claim.json").write_text(json.dumps(CLAIM), "utf-8")
    return Installed(packages, folder)


def test_the_wheel_carries_the_letters_and_no_source_of_the_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "generator/bundled/letter_templates/mise-en-demeure/letter.md" in names
    assert "generator/bundled/letter_templates/LICENSE" in names
    assert [name for name in names if "browser/" in name or "__pycache__" in name or "tests/" in name] == []


def test_the_wheel_carries_the_page_that_fills_letters_once_it_is_built(wheel: Path) -> None:
    built = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator/website/assets/app").glob("*")}
    assert built <= set(zipfile.ZipFile(wheel).namelist())


def test_it_lists_and_fills_in_an_empty_folder(installed: Installed) -> None:
    assert "relance" in installed.run("--help").stdout.lower()
    assert "mise-en-demeure" in installed.run("list").stdout
    for name, first_bytes in (("lettre.docx", b"PK"), ("lettre.pdf", b"%PDF-"), ("lettre.txt", b"")):
        made = installed.run("fill", "mise-en-demeure", "claim.json", "-o", name)
        assert made.returncode == 0, made.stderr
        assert (installed.folder / name).read_bytes().startswith(first_bytes)
    assert "1\u202f200,00\u00a0€" in (installed.folder / "lettre.txt").read_text("utf-8")


def test_without_pango_the_pdf_says_what_to_install_and_word_works(installed: Installed, tmp_path: Path) -> None:
    # The loader takes an empty file for a broken library.
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libpango-1.0.so.0").touch()
    broken = str(tmp_path / "lib")

    word = installed.run("fill", "mise-en-demeure", "claim.json", "-o", "lettre.docx", LD_LIBRARY_PATH=broken)
    assert word.returncode == 0, word.stderr
    assert (installed.folder / "lettre.docx").exists()

    pdf = installed.run("fill", "mise-en-demeure", "claim.json", "-o", "lettre.pdf", LD_LIBRARY_PATH=broken)
    assert pdf.returncode == 1
    assert "Pango" in pdf.stderr
    assert "libpango-1.0-0" in pdf.stderr
    assert "Traceback" not in pdf.stderr
    assert not (installed.folder / "lettre.pdf").exists()
