"""How much the clauses and tables that a text places may add to it.

A clause may include others. Two inclusions in each of 24 clauses are sixteen million in the letter: what an inclusion
brings is counted before anything is expanded. A name between braces may stand for a table of hundreds of cells.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct, field

from generator.errors import Problem
from generator.letter.language import MAX_NESTING, Tag
from generator.letter.schema import Library

MAX_INCLUSIONS = 200
"""Clauses that one part of a letter may place, those that clauses include counted each time."""
MAX_EXPANDED = 100_000
"""Characters of all those clauses."""
MAX_TABLES = 12
"""Tables of one part, those of its clauses counted each time."""

_INCLUSION = re.compile(r"""\binclude\s+["']([a-z0-9/_-]+\.md)["']""")
"""At least what the language takes for one: what is missed here is not weighed."""
_NAME = re.compile(r"\{\{[-+]?\s*([a-z0-9_]+)\s*[-+]?\}\}")
_MOST = f"au plus {MAX_INCLUSIONS} clauses, {MAX_TABLES} tableaux et {MAX_EXPANDED} caractères : retirez-en"


class _Weight(Struct, frozen=True):
    """What an inclusion brings: clauses, their tables and characters, and how deep they are nested."""

    clauses: int
    tables: int
    characters: int
    height: int


class Allowance(Struct):
    """What one part of a letter may still include."""

    library: Library
    clauses: int = MAX_INCLUSIONS
    characters: int = MAX_EXPANDED
    tables: int = MAX_TABLES
    _weights: dict[str, _Weight] = field(default_factory=dict)
    _is_spent: bool = False

    def refusals(self, tag: Tag, path: str) -> list[Problem] | None:
        """None where the clause that ``tag`` names may be placed; else what to say, nothing the second time.

        A clause that does not exist weighs nothing: whoever places it says so.
        """
        try:
            weight = self._weigh(tag.name, path, tag.line, ())
        except _Refused as refused:
            return [refused.problem]
        if (
            weight.clauses <= self.clauses
            and weight.characters <= self.characters
            and weight.tables <= max(self.tables, 0)
        ):
            self.clauses -= weight.clauses
            self.characters -= weight.characters
            self.tables -= weight.tables
            return None
        message = f"trop d’inclusions : avec celles que « {tag.name} » contient, le texte ne tient plus dans une lettre"
        return self._spent(_problem(path, tag.line, message, _MOST))

    def refusals_of_table(self, name: str, path: str, line: int) -> list[Problem] | None:
        """None where one more table may be placed; else what to say, nothing the second time."""
        self.tables -= 1
        if self.tables >= 0:
            return None
        message = f"trop de tableaux : avec « {name} », le texte ne tient plus dans une lettre"
        return self._spent(_problem(path, line, message, _MOST))

    def _spent(self, problem: Problem) -> list[Problem]:
        was_spent, self._is_spent = self._is_spent, True
        return [] if was_spent else [problem]

    def _weigh(self, name: str, path: str, line: int, including: tuple[str, ...]) -> _Weight:
        """Each clause is weighed once; raises _Refused for a ring, or a chain that is too long."""
        if name in including:
            raise _Refused(_problem(path, line, f"« {name} » s’inclut elle-même", "retirez l’une des inclusions"))
        known = self._weights.get(name)
        if len(including) + (known.height if known else 1) > MAX_NESTING:
            raise _Refused(_problem(path, line, "trop d’inclusions imbriquées", "rapprochez les clauses"))
        if known:
            return known
        clauses = tables = characters = height = 0
        if (source := self.library.clauses.get(name)) is not None:
            clauses, characters = 1, len(source.text)
            tables = sum(found[1] in self.library.tables for found in _NAME.finditer(source.text))
            for inner, lines_before in _inclusions(source.text):
                weight = self._weigh(inner, source.path, source.first_line + lines_before, (*including, name))
                clauses, characters = clauses + weight.clauses, characters + weight.characters
                tables += weight.tables
                height = max(height, weight.height)
        self._weights[name] = _Weight(clauses, tables, characters, height + 1)
        return self._weights[name]


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@lru_cache(maxsize=1024)
def _inclusions(text: str) -> tuple[tuple[str, int], ...]:
    """The clauses that a text names, each with the number of lines before it."""
    return tuple((found[1], text.count("\n", 0, found.start())) for found in _INCLUSION.finditer(text))


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path=path, line=line, message=message, hint=hint, check="language")
