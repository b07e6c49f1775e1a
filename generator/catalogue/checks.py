"""The checks that every reading of a catalogue makes, whoever reads it.

Wording is judged by `wording.py`; what one file may hold, by `schema.py` and the letter language; prose, links and
style by `prose_checks.py`, for those who write only.
"""

from __future__ import annotations

from generator.catalogue.article_checks import ARTICLE_CHECKS
from generator.catalogue.clause_checks import CLAUSE_CHECKS
from generator.catalogue.example_checks import EXAMPLE_CHECKS
from generator.catalogue.judging import Check, File, Letter, Shelf
from generator.catalogue.permanence import PERMANENCE_CHECKS
from generator.catalogue.question_checks import QUESTION_CHECKS
from generator.catalogue.word_checks import WORD_CHECKS
from generator.errors import Problem

CHECKS: tuple[Check, ...] = (
    *WORD_CHECKS,
    *QUESTION_CHECKS,
    *ARTICLE_CHECKS,
    *CLAUSE_CHECKS,
    *EXAMPLE_CHECKS,
    *PERMANENCE_CHECKS,
)
"""Every check that is made when a catalogue is loaded."""


_OF_FILES = tuple(check for check in CHECKS if check.of_file)


def check_file(file: File, checks: tuple[Check, ...] = _OF_FILES) -> list[Problem]:
    """What is wrong with a file."""
    return [problem for check in checks if check.of_file for problem in check.of_file(file)]


def check_letter(letter: Letter, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """What is wrong with a letter that compiles."""
    return [problem for check in checks if check.of_letter for problem in check.of_letter(letter)]


def check_shared(shelf: Shelf, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """What is wrong with what letters share, whatever they do with it."""
    return [problem for check in checks if check.of_shared for problem in check.of_shared(shelf)]


def check_catalogue(shelf: Shelf, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """What is wrong with how letters use what they share."""
    return [problem for check in checks if check.of_catalogue for problem in check.of_catalogue(shelf)]
