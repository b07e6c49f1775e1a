"""Articles that letters, notes and clauses cite: in force, and read by somebody on a known day."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.articles import citations, numbers
from generator.catalogue.judging import Check, File, Letter, Shelf, problem
from generator.catalogue.model import Clause, Template
from generator.catalogue.repealed import CHECK as REPEALED
from generator.catalogue.repealed import is_repealed, repealed_in
from generator.errors import Problem
from generator.messages import quoted


def _repealed(file: File) -> Iterator[Problem]:
    if not file.is_example and file.name.endswith((".md", ".yml")):
        yield from repealed_in(file.text, file.path)


def _cited_by_letter(letter: Letter) -> Iterator[Problem]:
    """An article that a letter or its notes cite is in its legal basis or a clause's, with the day it was read."""
    template = letter.draft.template
    clauses = [letter.catalogue.clauses[name] for name in template.used_clauses]
    listed_here = _listed(template).union(*map(_listed, clauses))
    for path, text in letter.files.items():
        if path.endswith(".md"):
            yield from _unlisted(path, text, listed_here)


def _cited_by_clauses(shelf: Shelf) -> Iterator[Problem]:
    for clause in shelf.catalogue.clauses.values():
        yield from _unlisted(clause.path, shelf.files[clause.path], _listed(clause))


def _listed(source: Template | Clause) -> frozenset[str]:
    return numbers("\n".join(basis.article for basis in source.legal_basis))


def _unlisted(path: str, text: str, known: frozenset[str]) -> Iterator[Problem]:
    for citation in citations(text):
        if citation.number not in known and not is_repealed(citation):
            line = text.count("\n", 0, citation.offset) + 1
            message = f"l’article {quoted(citation.number)} est cité et ne figure pas dans « legal_basis »"
            yield problem(path, line, "legal-basis", message, "ajoutez-le avec la date où vous l’avez lu (checked_on)")


ARTICLE_CHECKS: tuple[Check, ...] = (
    Check(id=REPEALED, reason="un article abrogé décrédibilise la lettre", of_file=_repealed),
    Check(
        id="legal-basis",
        reason="ce qui est cité a été lu, à une date connue",
        of_letter=_cited_by_letter,
        of_shared=_cited_by_clauses,
    ),
)
