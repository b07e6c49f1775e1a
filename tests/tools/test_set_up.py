"""Setting up: what is missing is installed or named, what is there is left alone."""

import subprocess
from pathlib import Path

import pytest

from tools import set_up

ROOT = Path(__file__).parent.parent.parent
PACKAGES = """
# a comment
[site]
python3-venv           # a reason
libpango-1.0-0

[test]
chromium
"""


@pytest.mark.parametrize(
    ("group", "names"),
    [("site", ["python3-venv", "libpango-1.0-0"]), ("test", ["python3-venv", "libpango-1.0-0", "chromium"])],
)
def test_a_group_holds_those_before_it(group: str, names: list[str]) -> None:
    assert set_up.read_packages(PACKAGES, group) == names


def test_venv_comes_first_of_the_packages_asked_for() -> None:
    text = (ROOT / "debian-packages.txt").read_text("utf-8")
    assert set_up.read_packages(text, "site")[0] == "python3-venv"


@pytest.mark.parametrize("answer", ["exit 1", "rm /nothing/there"])
def test_an_old_python_is_refused_in_words(tmp_path: Path, answer: str) -> None:
    old = tmp_path / "python"
    old.write_text(f"#!/bin/sh\n{answer}\n", "utf-8")
    old.chmod(0o755)
    made = subprocess.run(
        ["make", "--silent", "set-up-site", f"PYTHON={old}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode
    assert f"Relance needs Python 3.11 or newer; {old} is not." in made.stderr


@pytest.mark.parametrize(
    ("there", "missing"),
    [(set(), ["qpdf", "chromium-headless-shell"]), ({"chromium"}, ["qpdf"]), ({"chromium-headless-shell"}, ["qpdf"])],
)
def test_either_of_two_packages_will_do(monkeypatch: pytest.MonkeyPatch, there: set[str], missing: list[str]) -> None:
    monkeypatch.setattr(set_up, "installed_packages", lambda names: there & set(names))
    assert set_up.missing_packages(["qpdf", "chromium-headless-shell | chromium"]) == missing


def test_without_a_way_to_be_root_the_line_to_type_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "missing_packages", lambda names: list(names)[1:])
    monkeypatch.setattr(set_up, "root_prefix", lambda: None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(set_up.SetUpError) as refusal:
        set_up.install_packages(["make", "libpango-1.0-0", "qpdf"])
    assert "\n    sudo apt-get install --yes --no-install-recommends libpango-1.0-0 qpdf\n" in str(refusal.value)


def test_nothing_is_run_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[object] = []
    monkeypatch.setattr(set_up, "missing_packages", lambda names: [])
    monkeypatch.setattr(set_up, "run", commands.append)
    set_up.install_packages(["qpdf"])
    assert commands == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two locks."""
    (tmp_path / "requirements").mkdir()
    for name in ("requirements/site.txt", "requirements/test.txt", "pyproject.toml"):
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "stale"),
    [("requirements/site.txt", {"site"}), ("requirements/test.txt", {"test"}), ("pyproject.toml", {"project"})],
)
def test_the_stamp_says_what_changed(project: Path, changed: str, stale: set[str]) -> None:
    before = set_up.wanted_stamp("test", project)
    (project / changed).write_text("another", "utf-8")
    after = set_up.wanted_stamp("test", project)
    assert {name for name in before if before[name] != after[name]} == stale


def test_another_python_or_another_place_makes_everything_stale(project: Path) -> None:
    stamp = set_up.wanted_stamp("test", project, "3.11.2")
    other = set_up.wanted_stamp("test", project, "3.11.3")
    moved = set_up.wanted_stamp("test", project.rename(project.with_name("moved")), "3.11.2")
    assert all(len({stamp[name], other[name], moved[name]}) == 3 for name in stamp)


def test_a_stamp_is_read_as_it_was_written(project: Path) -> None:
    stamp = set_up.wanted_stamp("site", project)
    set_up.write_stamp(project / "stamp", stamp)
    assert set_up.read_stamp(project / "stamp") == stamp
    assert set_up.read_stamp(project / "none") == {}


def pins(name: str) -> set[str]:
    """The lines of a lock that name a version."""
    return {
        line.rstrip(" \\") for line in (ROOT / "requirements" / f"{name}.txt").read_text().splitlines() if "==" in line
    }


def test_the_larger_lock_holds_the_smaller_one() -> None:
    assert pins("site")
    assert pins("site") - pins("test") == set()


@pytest.mark.parametrize("name", set_up.GROUPS)
def test_a_lock_names_no_registry(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert "://" not in text
    assert "--hash=sha256:" in text
