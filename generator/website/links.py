"""Links inside a built site: each leads to a file, and to a place in it that is there.

MkDocs checks what it reads as Markdown; this looks at the pages as they came out, the theme's and the generated
ones included. Links to other sites are the monthly job's (`tools/links.py`).
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from generator.errors import Problem
from generator.messages import quoted

_LINK = re.compile(r"""<(?:a|link|script|img|source|use)\b[^>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PLACE = re.compile(r"""\s(?:id|name)=(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""")
_CANONICAL = re.compile(r"""<link rel="canonical" href="([^"]*)">""")
_CODE = re.compile(r"<script\b[^>]*>.*?</script\s*>", re.DOTALL)


def check(files: Mapping[str, bytes]) -> list[Problem]:
    """A problem for each link of a page that leads nowhere, told once for a page."""
    names = frozenset(files)
    texts = {uri: _without_code(files[uri].decode()) for uri in names if uri.endswith(".html")}
    places: dict[str, frozenset[str]] = {}
    root = _root(texts.get("index.html", ""))
    found: dict[tuple[str, str], None] = {}
    for uri in sorted(texts):
        for link in dict.fromkeys(_links(texts[uri])):
            target, anchor = _target(uri, link, root)
            if target is None:
                continue
            if target not in names:
                found[uri, link] = None
            elif anchor and target in texts:
                if target not in places:
                    places[target] = frozenset(_places(texts[target]))
                if anchor not in places[target]:
                    found[uri, link] = None
    return [
        Problem(
            path=uri, message=f"le lien {quoted(link)} ne mène nulle part", hint="corrigez l’adresse", check="site-link"
        )
        for uri, link in found
    ]


def _without_code(page: str) -> str:
    return _CODE.sub(lambda code: code[0].partition(">")[0] + "></script>", page)


def _links(page: str) -> Iterator[str]:
    for found in _LINK.finditer(page):
        yield html.unescape(found[1] or found[2] or found[3] or "")


def _places(page: str) -> Iterator[str]:
    for found in _PLACE.finditer(page):
        yield html.unescape(found[1] or found[2] or found[3])


def _root(home: str) -> str:
    """Where the site is put, « / » or « /relance/ »: the page of a missing address starts its links there."""
    found = _CANONICAL.search(home)
    return urlsplit(html.unescape(found[1])).path or "/" if found else "/"


def _target(uri: str, link: str, root: str) -> tuple[str | None, str]:
    """The file that a link of a page names, and the place in it; no file for a link that leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None, ""
    path = unquote(parts.path)
    if path.startswith("/"):
        target = path.removeprefix(root) if path.startswith(root) else path
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
        target += "/" if path.endswith(("/", ".")) and target != "." else ""
    target = "" if target in (".", "./") else target
    if not target or target.endswith("/"):
        target += "index.html"
    anchor = unquote(parts.fragment)
    is_data = anchor.startswith(":~:") or "=" in anchor  # words to find, a form to fill: no place in the page
    return target, "" if is_data else anchor
