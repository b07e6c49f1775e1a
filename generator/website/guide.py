"""What the pages of `docs/` say of the law: the day their texts were read, and the articles that they cite.

A page says its day to its readers, « État des textes au 21 novembre 2026 »: that sentence is the day's only home,
and a page that cites the law without it is a mistake. So is an article whose code cannot be told from the page, one
that was repealed, and a page that nobody has read again for a year (`out_of_date`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from generator.catalogue.articles import Citation, citations
from generator.errors import Problem, ValueRefused
from generator.messages import quoted

FOR_CONTRIBUTORS = "contribuer/"
"""Pages that speak of the letters, not of the law."""
OLDEST_READING = timedelta(days=365)

_READ_ON = re.compile(r"État des textes au ([^.<\n]+?)[.<\n]")
_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_SECTION = re.compile(r"^#{1,3} ", re.MULTILINE)
_TEXT_OF_LAW = re.compile(
    r"\b(?P<kind>loi|ordonnance|décret)\s+n°\s*(?P<number>\d{2,4}-\d+)\s+du\s+"
    r"(?P<day>\d{1,2}(?:er)?)\s+(?P<month>[a-zéû]+)\s+(?P<year>\d{4})(?P<article>,\s+art\.\s+)?",
    re.IGNORECASE,
)
_DECISION = re.compile(r"\bCass\.|\bCAA\b|\bCE,\s")
_DETAIL = re.compile(r",?\s+(I{1,3}|IV|V)\b")
_RESERVE = re.compile(r"à\s+confirmer|de\s+mémoire|de\s+seconde\s+main|non\s+vérifié|une\s+seule\s+source|\bRéserve\b")

_END_OF_SENTENCE = re.compile(r"\n|\||(?<!\bart)(?<!Cass)(?<!\b[Cc]iv)(?<!\b[Cc]om)(?<!crim)\.[\s*]")


class Article(Struct, frozen=True, order=True):
    """A code and a number; or the name of a text of law, and no number."""

    code: str
    number: str = ""
    detail: str = ""

    def __str__(self) -> str:
        detail = f", {self.detail}" if self.detail else ""
        return f"{self.code}, art. {self.number}{detail}" if self.number else self.code


class Mention(Struct, frozen=True):
    """An article in a page; ``is_sure``: the page cites it without a reserve."""

    article: Article
    is_sure: bool
    line: int


class GuidePage(Struct, frozen=True, dict=True):
    """A page of `docs/`, by its address among the sources."""

    uri: str
    text: str

    @property
    def title(self) -> str:
        """As the menu shows it."""
        found = _TITLE.search(self.text)
        return found[1] if found else self.uri

    @property
    def shown_day(self) -> str:
        """The day that the page says its texts were read, as its readers see it; empty where it says none."""
        found = _READ_ON.search(self.text)
        return found[1] if found else ""

    @cached_property
    def read_on(self) -> date | None:
        """The same as a day; None also where it is none."""
        from generator.values import dates  # not at the top: a build in which nothing changed loads nothing heavy

        try:
            return dates.parse(self.shown_day) if self.shown_day else None
        except ValueRefused:
            return None

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every article of a code, as it stands; an article of an act or a decree goes with its act."""
        own = {found.end() for found in _TEXT_OF_LAW.finditer(self.text) if found["article"]}
        return tuple(citation for citation in citations(self.text) if citation.offset not in own)

    @cached_property
    def sentence_ends(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence or cell ends, and where the next one begins."""
        return tuple(found.span() for found in _END_OF_SENTENCE.finditer(self.text))

    @property
    def speaks_of_law(self) -> bool:
        """Whether it cites an article, a text or a decision."""
        return bool(self.citations or _TEXT_OF_LAW.search(self.text) or _DECISION.search(self.text))

    def line_of(self, offset: int) -> int:
        """The line of a place in the page."""
        return self.text.count("\n", 0, offset) + 1


def guide_pages(texts: Mapping[str, str]) -> tuple[GuidePage, ...]:
    """The pages that speak to readers."""
    return tuple(GuidePage(uri, texts[uri]) for uri in sorted(texts) if not uri.startswith(FOR_CONTRIBUTORS))


def mentions(pages: Iterable[GuidePage], known: Iterable[str]) -> dict[str, tuple[Mention, ...]]:
    """What each page cites, by its address; ``known`` are articles as the letters cite them."""
    several = tuple(pages)
    codes = _codes(several, known)
    return {page.uri: tuple(_mentions(page, codes)) for page in several}


def articles_in(words: str) -> list[Article]:
    """The articles and the texts that a few words name: those of a letter's legal basis."""
    acts = [Article(_name_of(found)) for found in _TEXT_OF_LAW.finditer(words)]
    return acts or [Article(citation.code, citation.number) for citation in citations(words)]


def problems(pages: Iterable[GuidePage], known: Iterable[str] = ()) -> list[Problem]:
    """Pages without their day, articles without a code, articles that were repealed."""
    from generator.catalogue.repealed import repealed_in

    several = tuple(pages)
    codes = _codes(several, known)
    found: list[Problem] = []
    for page in several:
        path = f"docs/{page.uri}"
        found += repealed_in(page.text, path)
        if page.speaks_of_law and page.read_on is None:
            found.append(
                Problem(
                    path=path,
                    message="cette page cite le droit sans dire quand il a été lu",
                    hint="écrivez « État des textes au 21 novembre 2026. », à la date de votre lecture",
                    check="law-without-date",
                )
            )
        found += [
            Problem(
                path=path,
                line=page.line_of(citation.offset),
                message=f"de quel code est l’article {quoted(citation.number)} ?",
                hint="nommez le code dans la même parenthèse : « (Code civil, art. 2244) »",
                check="article-without-code",
            )
            for citation, code in _with_codes(page, codes)
            if not code
        ]
    return found


def out_of_date(pages: Iterable[GuidePage], today: date) -> Iterator[Problem]:
    """Pages whose texts nobody has read again for a year."""
    for page in pages:
        if page.read_on is not None and today - page.read_on > OLDEST_READING:
            yield Problem(
                path=f"docs/{page.uri}",
                message=f"les textes de cette page n’ont pas été relus depuis le {page.shown_day}",
                hint="relisez ses articles, puis changez la date qu’elle montre",
                check="checked-long-ago",
            )


# --- whose article ------------------------------------------------------------------------------


def _codes(pages: Iterable[GuidePage], known: Iterable[str]) -> Mapping[str, str]:
    """Number → code, where the whole site cites that number of one code only."""
    named = {(c.number, c.code) for page in pages for c in page.citations if c.code}
    named |= {(c.number, c.code) for article in known for c in citations(article) if c.code}
    count = Counter(number for number, _ in named)
    return {number: code for number, code in named if count[number] == 1}


def _with_codes(page: GuidePage, codes: Mapping[str, str]) -> Iterator[tuple[Citation, str]]:
    """Each citation with its code: the one named beside it, the only one there is, else the last named in its part."""
    starts = [found.start() for found in _SECTION.finditer(page.text)]
    parts = groupby(page.citations, key=lambda citation: sum(start <= citation.offset for start in starts))
    for _, cited in parts:
        last: dict[bool, str] = {}
        for citation in cited:
            shape = citation.number[0].isdigit()  # « 1344 » and « L441-10 » are never of one code
            code = citation.code or codes.get(citation.number, "") or last.get(shape, "")
            if citation.code:
                last[shape] = citation.code
            yield citation, code


def _mentions(page: GuidePage, codes: Mapping[str, str]) -> Iterator[Mention]:
    for citation, code in _with_codes(page, codes):
        if code:
            detail = _DETAIL.match(page.text, _end_of(page.text, citation))
            article = Article(code, citation.number, detail[1] if detail else "")
            yield Mention(article, _is_sure(page, citation.offset), page.line_of(citation.offset))
    for found in _TEXT_OF_LAW.finditer(page.text):
        yield Mention(Article(_name_of(found)), _is_sure(page, found.start()), page.line_of(found.start()))


def _name_of(act: re.Match[str]) -> str:
    return f"{act['kind'].capitalize()} n° {act['number']} du {act['day']} {act['month']} {act['year']}"


def _end_of(text: str, citation: Citation) -> int:
    """Where the cited number ends: « L. 441-10 » is longer than its usual form."""
    left, end = len(citation.number), citation.offset
    while left and end < len(text):
        left -= text[end].upper() in "LRD-0123456789"
        end += 1
    return end


def _is_sure(page: GuidePage, offset: int) -> bool:
    """Whether the sentence or the cell of a citation has no reserve."""
    index = bisect_right(page.sentence_ends, offset, key=lambda end: end[1])
    start = page.sentence_ends[index - 1][1] if index else 0
    stop = page.sentence_ends[index][0] if index < len(page.sentence_ends) else len(page.text)
    return _RESERVE.search(page.text, start, stop) is None
