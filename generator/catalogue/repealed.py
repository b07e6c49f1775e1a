"""Repealed and renumbered articles: the numbers that no letter and no note may cite any more.

The list is data (`repealed.yml`), each with the article that replaced it, since when, and by which text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from msgspec import Struct, convert

from generator import strict_yaml
from generator.catalogue.articles import Citation, citations
from generator.errors import Problem
from generator.messages import quoted
from generator.values import dates

CHECK = "repealed-article"


class RepealedArticle(Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    number: str
    replaced_by: str
    since: date
    source: str


class RepealedText(Struct, frozen=True, forbid_unknown_fields=True):
    """A decree or an act; ``text`` is its kind and number, « décret 2013-269 »."""

    text: str
    replaced_by: str
    since: date
    source: str


class Repealed(Struct, frozen=True, forbid_unknown_fields=True):
    checked_on: date
    articles: tuple[RepealedArticle, ...]
    texts: tuple[RepealedText, ...]


@cache
def repealed() -> Repealed:
    """The list, read once."""
    name = "repealed.yml"
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return convert(strict_yaml.load(text, path=name).data, Repealed)


def repealed_in(text: str, path: str) -> list[Problem]:
    """A problem for each repealed number that ``text`` cites."""
    found: list[tuple[int, str, RepealedArticle | RepealedText]] = [*_articles(text), *_texts(text)]
    return [
        Problem(
            path=path,
            line=text.count("\n", 0, offset) + 1,
            message=f"{quoted(cited)} n’est plus le bon texte depuis le {dates.format(entry.since)} ({entry.source})",
            hint=f"citez {entry.replaced_by}",
            check=CHECK,
        )
        for offset, cited, entry in found
    ]


def _articles(text: str) -> Iterator[tuple[int, str, RepealedArticle]]:
    for citation in citations(text):
        article = _repealed_article(citation)
        if article is not None:
            yield citation.offset, citation.number, article


def is_repealed(citation: Citation) -> bool:
    """Whether an article is one of the list."""
    return _repealed_article(citation) is not None


def _repealed_article(citation: Citation) -> RepealedArticle | None:
    article = _by_number().get(citation.number)
    return article if article is not None and citation.code in ("", article.code) else None


@cache
def _by_number() -> dict[str, RepealedArticle]:
    return {article.number: article for article in repealed().articles}


def _texts(text: str) -> Iterator[tuple[int, str, RepealedText]]:
    for entry in repealed().texts:
        kind, number = entry.text.split(" ")
        pattern = rf"\b{kind}\s+(?:n°\s*)?{number}\b"
        for found in re.finditer(pattern, text, re.IGNORECASE) if number in text else ():
            yield found.start(), entry.text, entry
