"""Broken catalogues: each folder of `bad/` changes the small catalogue, and names the problems it must give.

A case holds the files that differ; `removed.txt` names those that are missing, `problems.txt` what must be said, one
problem a line: its check, file, line, words and remedy. Where there is a file `with-examples`, the case has whole
claims as examples, which are made into letters.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from generator.catalogue.folder import letter_folders
from generator.catalogue.load import Bench, examine, make_bench
from generator.catalogue.writing_checks import WRITING_CHECKS
from generator.errors import Problem
from generator.review.examining import review
from generator.review.known import known_checks
from generator.review.levels import WARNINGS
from tests.catalogue.small import small

BAD = Path(__file__).parent / "bad"
CASES = sorted(path for path in BAD.iterdir() if path.is_dir())
PAGES = {"": frozenset[str](), "lettres/essai/": frozenset({"quand-lenvoyer"}), "guide/ton/": frozenset({"nous"})}
SIZE = {"yaml-size", "yaml-depth", "yaml-character"}
"""What takes a huge or an unreadable file: `tests/strict_yaml` has these."""


def files_of(case: Path) -> dict[str, str]:
    changed = {path.relative_to(case).as_posix(): path.read_text("utf-8") for path in case.rglob("*") if path.is_file()}
    del changed["problems.txt"]
    changed.pop("with-examples", None)
    removed = changed.pop("removed.txt", "").split()
    return {name: text for name, text in {**small(), **changed}.items() if name not in removed}


def said(problem: Problem) -> str:
    return f"[{problem.check}] {problem}"


def expected(case: Path) -> list[str]:
    return (case / "problems.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_catalogue_says_all_that_is_wrong_and_where(case: Path) -> None:
    found = review(files_of(case), pages=PAGES, with_examples=(case / "with-examples").exists())
    assert [said(problem) for problem in found] == expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_letters_are_judged_alike_beside_what_they_share_prepared_and_read_again(case: Path) -> None:
    files = files_of(case)
    bench = make_bench(files, root="letter_templates")
    if bench.shared.workshop is None:  # the fields cannot be read: no letter is made
        return
    read_again = pickle.loads(pickle.dumps(prepared(make_bench(files, root="letter_templates"))))  # noqa: S301
    for id, texts in letter_folders(files).items():
        told = [examine(each, id, texts).problems for each in (bench, read_again)]
        assert told[0] == told[1]


def prepared(bench: Bench) -> Bench:
    assert bench.shared.workshop is not None
    dated, undated = bench.shared.workshop.shared[True], bench.shared.workshop.shared[False]
    dated.prepare(bench.shared.workshop.frame)
    undated.prepare(bench.shared.workshop.frame, like=dated)
    return bench


def test_the_small_catalogue_is_right() -> None:
    assert review(small(), pages=PAGES, with_examples=False) == ()


def test_every_check_has_a_case_and_every_case_a_check() -> None:
    planted = {line.partition("]")[0].removeprefix("[") for case in CASES for line in expected(case)}
    assert planted == set(known_checks()) - SIZE


def test_every_check_says_why_and_where_to_read_more() -> None:
    for check in known_checks().values():
        assert len(check.reason) > 20, check.id
        assert check.link.startswith(("contribuer/controles/#", "https://")), check.id


def test_warnings_are_those_of_the_checks() -> None:
    assert {check.id for check in WRITING_CHECKS if check.is_warning} == WARNINGS
