"""The monthly check of links, against a server on this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools import links

QUICK = links.Manners(timeout=0.5, pause=0.01, tries=2)


class _Site(BaseHTTPRequestHandler):
    """A site with one page of each kind."""

    busy = 0

    def do_GET(self) -> None:
        """Answer as the path says."""
        match self.path:
            case "/moved" | "/away":
                return self._say(301 if self.path == "/moved" else 302, location="/page")
            case "/loop":
                return self._say(302, location="/loop")
            case "/slow":
                time.sleep(1)
                return None
            case "/busy":
                type(self).busy += 1
                return self._say(503 if type(self).busy == 1 else 200)
            case "/no-head":
                return self._say(405 if self.command == "HEAD" else 200)
            case "/lying-head":
                return self._say(404 if self.command == "HEAD" else 200)
            case "/no-robots":
                return self._say(403)
            case "/page":
                return self._say(200, b'<h2 id="ici">Ici</h2><a name=l%C3%A0></a>')
        return self._say(404)

    do_HEAD = do_GET  # noqa: N815

    def _say(self, code: int, body: bytes = b"", location: str = "") -> None:
        self.send_response(code)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def verdict(url: str) -> tuple[links.Verdict, str]:
    (answer,) = links.check({url: (links.Place("docs/a.md", 1),)}, QUICK)
    return answer.verdict, answer.said


@pytest.mark.parametrize(
    ("path", "expected", "said"),
    [
        ("/page", links.Verdict.FINE, ""),
        ("/page#ici", links.Verdict.FINE, ""),
        ("/page#absente", links.Verdict.DEAD, "pas d’ancre #absente"),
        ("/page#:~:text=Ici", links.Verdict.FINE, ""),
        ("/none", links.Verdict.DEAD, "réponse 404"),
        ("/no-head", links.Verdict.FINE, ""),
        ("/lying-head", links.Verdict.FINE, ""),
        ("/no-robots", links.Verdict.UNSURE, "réponse 403"),
        ("/busy", links.Verdict.FINE, ""),
        ("/away", links.Verdict.FINE, ""),
    ],
)
def test_each_answer_of_a_site_has_its_verdict(site: str, path: str, expected: links.Verdict, said: str) -> None:
    assert verdict(site + path) == (expected, said)


def test_a_lasting_redirection_says_where_it_leads(site: str) -> None:
    assert verdict(f"{site}/moved") == (links.Verdict.MOVED, f"déplacé vers {site}/page")


@pytest.mark.parametrize("path", ["/slow", "/loop"])
def test_a_page_that_never_comes_is_unsure_and_does_not_hold_the_job(site: str, path: str) -> None:
    start = time.monotonic()
    assert verdict(site + path)[0] is links.Verdict.UNSURE
    assert time.monotonic() - start < 5


def test_a_closed_door_is_unsure(site: str) -> None:
    assert verdict("http://127.0.0.1:9/")[0] is links.Verdict.UNSURE


def test_links_are_found_where_they_stand() -> None:
    text = (
        "[Légifrance](https://www.legifrance.gouv.fr/codes/id/LEGISCTA1/), « https://a.fr/x?y=1#z ».\n\n"
        "source: 'https://b.eu/page_(mot)'; https://relance.example/ https://example.org/ http://localhost/\n"
        '<a href="https://c.fr/?a=1&amp;b=2">c</a> **https://d.fr/**\n'
    )
    assert list(links.links(text)) == [
        ("https://www.legifrance.gouv.fr/codes/id/LEGISCTA1/", 1),
        ("https://a.fr/x?y=1#z", 1),
        ("https://b.eu/page_(mot)", 3),
        ("https://c.fr/?a=1&b=2", 4),
        ("https://d.fr/", 4),
    ]


def test_the_projects_own_links_are_collected_with_every_place() -> None:
    found = links.collect()
    assert any(url.startswith("https://www.legifrance.gouv.fr/") for url in found)
    places = {place.path for several in found.values() for place in several}
    assert "docs/mentions.md" in places
    assert any(path.startswith("letter_templates/") for path in places)


def test_a_dead_link_fails_the_job_and_is_told_with_its_line(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(f"\n[bon]({site}/page) [mort]({site}/none)\n", encoding="utf-8")
    words = ["--root", str(tmp_path), "--pause", "0.01"]
    assert links.main([*words, "--report", str(tmp_path / "r.json")]) == 1
    answers = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [answer["verdict"] for answer in answers] == ["dead", "fine"]
    assert "docs/a.md:2" in capsys.readouterr().out
    (tmp_path / "docs/a.md").write_text(f"{site}/page", encoding="utf-8")
    assert links.main([*words, "--report", str(tmp_path / "r.md")]) == 0
    assert (tmp_path / "r.md").read_text("utf-8") == "1 liens vers d’autres sites.\n"
