"""Broken catalogues: each folder of `bad/` changes the small catalogue, and names the problems it must give.

A case holds the files that differ; `removed.txt` names those that are missing, `problems.txt` what must be
said, one problem a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Problem
from tests.catalogue.small import problems_of, small

BAD = Path(__file__).parent / "bad"
CASES = sorted(path for path in BAD.iterdir() if path.is_dir())


def files_of(case: Path) -> dict[str, str]:
    changed = {path.relative_to(case).as_posix(): path.read_text("utf-8") for path in case.rglob("*") if path.is_file()}
    del changed["problems.txt"]
    removed = changed.pop("removed.txt", "").split()
    return {name: text for name, text in {**small(), **changed}.items() if name not in removed}


def said(problem: Problem) -> str:
    return f"[{problem.check}] {problem}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_catalogue_says_all_that_is_wrong_and_where(case: Path) -> None:
    expected = (case / "problems.txt").read_text("utf-8").splitlines()
    assert [said(problem) for problem in problems_of(files_of(case))] == expected


def test_there_are_cases() -> None:
    assert len(CASES) > 20
