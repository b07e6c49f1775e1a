"""The index of the law: each article that a letter rests on or a page cites, with those letters and pages.

When an article changes, this page says what to read again.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.website import texts
from generator.website.guide import Article, GuidePage, articles_in, mentions
from generator.website.markdown import link, scrolled, table, text
from generator.website.places import ARTICLES_PAGE, letter_page_at

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Template

HEAD = ("Article", "Lettres", "Pages", "Relu le", "Certitude")
CERTAINTY = {"high": "établi", "medium": "à confirmer"}


Cited = tuple[str, str, str, str, str]
"""An article as one letter has it: article, day of reading (ISO, then as people read it), certainty, its address."""


class _Row(Struct):
    """One article: who cites it, when it was read for each, what is known of it."""

    article: str
    letters: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    read: set[tuple[str, str]] = field(default_factory=set)
    certain: list[bool] = field(default_factory=list)
    url: str = ""


def articles_page(letters: Iterable[tuple[str, str, Iterable[Sequence[str]]]], guide: Iterable[GuidePage] = ()) -> str:
    """Every article in the order of the codes.

    ``letters`` gives id, title and what each letter cites (`cited_by`), ``guide`` the pages that are read beside them.
    """
    rows: dict[str, _Row] = {}
    for letter_id, title, cited in letters:
        for article, day, shown_day, certainty, url in cited:
            row = rows.setdefault(article, _Row(article))
            row.letters[letter_id] = title
            row.read.add((day, shown_day))
            row.certain.append(certainty == "high")
            row.url = row.url or url
    _add_pages(rows, tuple(guide))
    lines = [_line(row) for row in sorted(rows.values(), key=lambda row: _order(row.article))]
    return texts.fill("articles", articles=scrolled(table(HEAD, lines), "Les articles cités", name="articles"))


def _add_pages(rows: dict[str, _Row], guide: Sequence[GuidePage]) -> None:
    """What pages cite: beside the letters that cite the same, or in a row of its own."""
    by_key: dict[tuple[str, str], list[_Row]] = {}
    for row in list(rows.values()):
        for key in _keys(row.article):
            by_key.setdefault(key, []).append(row)
    cited = mentions(guide, tuple(rows))
    for page in guide:
        for mention in cited[page.uri]:
            for row in _rows_of(mention.article, rows, by_key):
                row.pages[page.uri] = page.title
                if page.read_on is not None:
                    row.read.add((page.read_on.isoformat(), page.shown_day))
                if not row.letters:  # the letters' own word on it is the surer one
                    row.certain.append(mention.is_sure)


def _rows_of(article: Article, rows: dict[str, _Row], by_key: dict[tuple[str, str], list[_Row]]) -> list[_Row]:
    """The rows that an article of a page belongs to: those of its paragraph, else of its number, else a new one."""
    found = by_key.get(_key(article), [])
    same = [row for row in found if article.detail and row.article.endswith(f", {article.detail}")]
    if found and not (article.detail and not same and not any(row.letters for row in found)):
        return same or found
    row = rows.setdefault(str(article), _Row(str(article)))
    by_key.setdefault(_key(article), []).append(row)
    return [row]


def _key(article: Article) -> tuple[str, str]:
    return (article.code.casefold(), article.number)


def _keys(article: str) -> list[tuple[str, str]]:
    """What a letter's article can be found by; one of an act or a decree by the act."""
    return [_key(one) for one in articles_in(article)]


def cited_by(catalogue: Catalogue, template: Template) -> tuple[Cited, ...]:
    """What a letter rests on, its clauses included."""
    from generator.values import dates

    clauses = (catalogue.clauses[name] for name in sorted(template.used_clauses) if name in catalogue.clauses)
    return tuple(
        (basis.article, basis.checked_on.isoformat(), dates.format(basis.checked_on), basis.confidence, basis.url)
        for basis in (*template.legal_basis, *(basis for clause in clauses for basis in clause.legal_basis))
    )


def _line(row: _Row) -> tuple[str, ...]:
    here = posixpath.dirname(ARTICLES_PAGE)
    return (
        link(row.article, row.url) if row.url else text(row.article),
        ", ".join(link(title, posixpath.relpath(letter_page_at(id_), here)) for id_, title in row.letters.items()),
        ", ".join(link(title, posixpath.relpath(uri, here)) for uri, title in row.pages.items()),
        min(row.read)[1] if row.read else "",
        CERTAINTY["high" if all(row.certain) else "medium"],
    )


def _order(article: str) -> tuple[str, str]:
    """By code, then by article."""
    code, _, number = article.partition(", ")
    return (code.casefold(), number)
