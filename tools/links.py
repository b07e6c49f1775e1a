"""Links to other sites, asked one by one: `python tools/links.py --report links.md` (exit 1 where one is dead).

For the monthly job only: it goes on the network, so `make test` never runs it. Each host is asked one page at a
time, with a pause, a name and a limit of time; a host that refuses robots (Légifrance does) is said to be unsure,
never dead. Standard library only.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from enum import StrEnum
from http import HTTPStatus
from itertools import chain, groupby
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urldefrag, urlsplit

ROOT = Path(__file__).resolve().parent.parent
PLACES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/**/*.md",
    "letter_templates/**/*.md",
    "letter_templates/**/*.yml",
    "generator/website/texts/*.md",
    ".github/**/*.yml",
    ".github/**/*.md",
)
AGENT = "relance-links/1 (a monthly check of the links of a free documentation site)"
TIMEOUT = 20.0
"""Seconds for one answer."""
PAUSE = 1.0
"""Seconds between two questions to one host."""
TRIES = 3
MAX_PAGE = 3_000_000
"""Bytes of a page in which an anchor is looked for."""
HOSTS_AT_ONCE = 8

# A closing bracket belongs to a link that opened it.
_LINK = re.compile(r"https?://(?:[^\s<>\"'`\\^{|}()\[\]]|\([^\s<>\"'`()]*\))+")
_END_OF_SENTENCE = ".,;:!?…»’*"
# RFC 2606 and 6761: names that lead nowhere on purpose, and the one that our examples use.
_NOWHERE = re.compile(r"(?:^|\.)(?:example|invalid|test|localhost|example\.(?:com|net|org)|exemple\.fr)$")
_AFRESH = frozenset({HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.FORBIDDEN})
_LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT})
_DEAD = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_MOVED = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})


class Verdict(StrEnum):
    """``unsure``: no answer, or none for robots; a person has to look."""

    FINE = "fine"
    MOVED = "moved"
    UNSURE = "unsure"
    DEAD = "dead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """How a host is asked; seconds."""

    timeout: float = TIMEOUT
    pause: float = PAUSE
    tries: int = TRIES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands."""

    path: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What became of one link."""

    url: str
    verdict: Verdict
    said: str
    places: tuple[Place, ...]


def links(text: str) -> Iterator[tuple[str, int]]:
    """Each link to another site in a text, with its line."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in _LINK.finditer(line):
            url = html.unescape(found[0]).rstrip(_END_OF_SENTENCE)
            host = urlsplit(url).hostname or ""
            if "." in host and not _NOWHERE.search(host):
                yield url, number


def collect(root: Path = ROOT, places: Iterable[str] = PLACES) -> dict[str, tuple[Place, ...]]:
    """Every link of the project's pages, letters and law, with all its places."""
    found: dict[str, list[Place]] = {}
    for path in sorted(set(chain.from_iterable(root.glob(place) for place in places))):
        for url, line in links(path.read_text(encoding="utf-8")):
            found.setdefault(url, []).append(Place(path.relative_to(root).as_posix(), line))
    return {url: tuple(places) for url, places in found.items()}


def check(wanted: Mapping[str, tuple[Place, ...]], manners: Manners) -> list[Answer]:
    """Ask every link; hosts side by side, the links of one host in turn."""
    by_host = [list(urls) for _, urls in groupby(sorted(wanted, key=_host), key=_host)]
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        said = list(chain.from_iterable(pool.map(lambda urls: _ask_host(urls, manners), by_host)))
    answers = [Answer(url=url, verdict=verdict, said=words, places=wanted[url]) for url, verdict, words in said]
    return sorted(answers, key=lambda answer: (list(Verdict)[::-1].index(answer.verdict), answer.url))


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _ask_host(urls: Sequence[str], manners: Manners) -> list[tuple[str, Verdict, str]]:
    said = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(manners.pause)
        said.append((url, *_ask(url, manners)))
    return said


def _ask(url: str, manners: Manners) -> tuple[Verdict, str]:
    """One link; asked again where the answer may be another one later."""
    page, anchor = urldefrag(url)
    # A fragment that is a text or a route of a program is none of the page's anchors.
    wants_anchor = bool(anchor) and not anchor.startswith((":~:", "/", "!"))
    method = "GET" if wants_anchor else "HEAD"
    words = ""
    for attempt in range(manners.tries):
        if attempt:
            time.sleep(manners.pause * 2**attempt)
        try:
            with _open(page, method, manners) as answer:
                if wants_anchor and not _has_anchor(answer.read(MAX_PAGE), anchor):
                    return Verdict.DEAD, f"pas d’ancre #{anchor}"
                return (Verdict.MOVED, f"déplacé vers {answer.moved}") if answer.moved else (Verdict.FINE, "")
        except urllib.error.HTTPError as error:
            error.close()
            words = f"réponse {error.code}"
            if error.code in _DEAD and method == "GET":
                return Verdict.DEAD, words
            if method == "HEAD" and (error.code in _AFRESH or error.code in _DEAD):
                method = "GET"  # some servers answer nothing else truly
            elif error.code not in _LATER and error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
                return Verdict.UNSURE, words
        except (OSError, ValueError) as error:  # no such host, no answer in time, a certificate, a broken answer
            words = f"pas de réponse ({getattr(error, 'reason', None) or error})"
    return Verdict.UNSURE, words


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirections, and remembers where a lasting one led."""

    moved = ""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Follow with the method of the question: urllib asks again with GET."""
        if code in _MOVED:
            self.moved = newurl
        elif not self.moved:
            self.moved = ""
        return urllib.request.Request(newurl, headers=dict(req.header_items()), method=req.get_method())  # noqa: S310


class _Opened:
    def __init__(self, answer: IO[bytes], moved: str) -> None:
        self._answer, self.moved = answer, moved

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self._answer.close()

    def read(self, size: int) -> bytes:
        return self._answer.read(size)


def _open(url: str, method: str, manners: Manners) -> _Opened:
    redirects = _Redirects()
    # No handler but those of the web: a link to a file or to a proxy's own pages is not followed.
    opener = urllib.request.build_opener(redirects)
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "*/*"}, method=method)  # noqa: S310
    return _Opened(opener.open(request, timeout=manners.timeout), redirects.moved)


def _has_anchor(page: bytes, anchor: str) -> bool:
    name = re.escape(html.escape(unquote(anchor)))
    return re.search(rf"""\b(?:id|name)\s*=\s*["']?{name}["'\s>]""", page.decode("utf-8", "replace")) is not None


# --- saying it ----------------------------------------------------------------------------------

_TITLES = {
    Verdict.DEAD: "Liens morts",
    Verdict.MOVED: "Liens déplacés",
    Verdict.UNSURE: "Sans réponse certaine, à ouvrir à la main",
}


def as_markdown(answers: Sequence[Answer]) -> str:
    """What a person has to look at; a link is shown as code, so that nothing in it is markup."""
    lines = [f"{len(answers)} liens vers d’autres sites."]
    for verdict, title in _TITLES.items():
        shown = [answer for answer in answers if answer.verdict is verdict]
        if shown:
            lines += ["", f"### {title} ({len(shown)})", ""]
            lines += [f"- `{answer.url}` — {answer.said} — {_where(answer)}" for answer in shown]
    return "\n".join(lines) + "\n"


def _where(answer: Answer) -> str:
    first = ", ".join(f"{place.path}:{place.line}" for place in answer.places[:3])
    return first if len(answer.places) <= 3 else f"{first} et {len(answer.places) - 3} autres"


def as_json(answers: Sequence[Answer]) -> str:
    """The same for a program."""
    return json.dumps([asdict(answer) for answer in answers], ensure_ascii=False, indent=2) + "\n"


def main(words: Sequence[str] | None = None) -> int:
    """Check the links of a folder."""
    parser = argparse.ArgumentParser(description="Check the links to other sites.")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--report", type=Path, help="write what is wrong as Markdown (.md) or JSON (.json)")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds for one answer")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two questions to one host")
    wanted = parser.parse_args(words)
    answers = check(collect(wanted.root), Manners(timeout=wanted.timeout, pause=wanted.pause))
    report: Path | None = wanted.report
    if report is not None:
        is_json = report.suffix == ".json"
        report.write_text(as_json(answers) if is_json else as_markdown(answers), encoding="utf-8")
    print(as_markdown(answers), end="")
    return int(any(answer.verdict is Verdict.DEAD for answer in answers))


if __name__ == "__main__":
    sys.exit(main())
