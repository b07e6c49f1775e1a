"""The index of the law: each article that a letter rests on, and the letters that cite it.

When an article changes, this page says what to read again.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from generator.website import texts
from generator.website.markdown import link, scrolled, table, text
from generator.website.places import ARTICLES_PAGE, letter_page_at

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Template

HEAD = ("Article", "Lettres", "Relu le", "Certitude")
CERTAINTY = {"high": "établi", "medium": "à confirmer"}


Cited = tuple[str, str, str, str, str]
"""An article as one letter has it: article, day of reading (ISO, then as people read it), certainty, its address."""


def articles_page(letters: Iterable[tuple[str, str, Iterable[Sequence[str]]]]) -> str:
    """Every article in the order of the codes; ``letters`` gives id, title and what each letter cites (`cited_by`)."""
    found: dict[str, list[tuple[str, str, Sequence[str]]]] = {}
    for letter_id, title, cited in letters:
        for each in cited:
            found.setdefault(each[0], []).append((letter_id, title, each))
    rows = [_row(article, uses) for article, uses in sorted(found.items(), key=lambda item: _order(item[0]))]
    return texts.fill("articles", articles=scrolled(table(HEAD, rows), "Les articles cités", name="articles"))


def cited_by(catalogue: Catalogue, template: Template) -> tuple[Cited, ...]:
    """What a letter rests on, its clauses included."""
    from generator.values import dates

    clauses = (catalogue.clauses[name] for name in sorted(template.used_clauses) if name in catalogue.clauses)
    return tuple(
        (basis.article, basis.checked_on.isoformat(), dates.format(basis.checked_on), basis.confidence, basis.url)
        for basis in (*template.legal_basis, *(basis for clause in clauses for basis in clause.legal_basis))
    )


def _row(article: str, uses: list[tuple[str, str, Sequence[str]]]) -> tuple[str, ...]:
    letters = {letter_id: title for letter_id, title, _ in uses}
    here = posixpath.dirname(ARTICLES_PAGE)
    _, oldest = min((each[1], each[2]) for _, _, each in uses)
    url = next((each[4] for _, _, each in uses if each[4]), "")
    certain = all(each[3] == "high" for _, _, each in uses)
    return (
        link(article, url) if url else text(article),
        ", ".join(link(title, posixpath.relpath(letter_page_at(id_), here)) for id_, title in letters.items()),
        oldest,
        CERTAINTY["high" if certain else "medium"],
    )


def _order(article: str) -> tuple[str, str]:
    """By code, then by article."""
    code, _, number = article.partition(", ")
    return (code.casefold(), number)
