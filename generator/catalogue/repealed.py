"""Repealed and renumbered articles: the numbers that no letter and no note may cite any more.

The list is data (`repealed.yml`), each with the article that replaced it, since when, and by which text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from pydantic import Field

from generator.catalogue.articles import Citation, citations
from generator.catalogue.reading import load_yaml, validate
from generator.catalogue.schema import Day, Model, Words
from generator.errors import Problem
from generator.messages import quoted
from generator.values import dates

CHECK = "repealed-article"


class RepealedArticle(Model):
    code: Words
    number: Words
    replaced_by: Words
    since: Day
    source: Words


class RepealedText(Model):
    """A decree or an act; ``text`` is its kind and number, « décret 2013-269 »."""

    text: Words
    replaced_by: Words
    since: Day
    source: Words


class Repealed(Model):
    checked_on: Day
    articles: tuple[RepealedArticle, ...] = Field(min_length=1)
    texts: tuple[RepealedText, ...]


@cache
def repealed() -> Repealed:
    """The list, read once."""
    problems: list[Problem] = []
    name = "repealed.yml"
    loaded = load_yaml(resources.files(__package__).joinpath(name).read_text("utf-8"), name, problems)
    read = validate(Repealed, loaded, name, problems) if loaded else None
    if read is None:
        raise ValueError("\n".join(map(str, problems)))
    return read


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
        for found in re.finditer(rf"\b{kind}\s+(?:n°\s*)?{number}\b", text, re.IGNORECASE):
            yield found.start(), entry.text, entry
