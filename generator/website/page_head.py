"""What the head of each built page says: the content security policy, and how the page is shared.

The promise of the site is that nothing typed on it leaves it. The policy makes the browser hold it:
no other origin, no form submission, no script but the site's files and the theme's own inline ones,
known by their hash; a script that stands in what a page says is not one of them. Source: W3C, Content Security
Policy Level 3.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.errors import Problem

START, END = "<!-- relance -->", "<!-- /relance -->"
"""Around what is added, so that finishing a finished site changes nothing."""

POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's icons are masks in data: addresses
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "form-action": ("'none'",),
    "base-uri": ("'self'",),
}

_ADDED = re.compile(re.escape(START) + ".*?" + re.escape(END), re.DOTALL)
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_DATA_TYPE = re.compile(r"""\btype\s*=\s*["']?(?!module|(?:text|application)/javascript)[\w+./-]+""", re.IGNORECASE)
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL | re.IGNORECASE)
"""What a page says, where the theme marks it: its own scripts stand around."""
_HAS_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_REFUSED_BY_POLICY = {
    "script": (re.compile(r"<article\b.*<script\b(?![^>]*\bsrc).*</article>", re.DOTALL | re.IGNORECASE), "script"),
    "style": (re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE), "attribut style"),
    "style-element": (re.compile(r"<style\b", re.IGNORECASE), "élément <style>"),
    "handler": (re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE), "gestionnaire on…"),
    "origin": (
        re.compile(r"<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
        "ressource d’un autre site",
    ),
    "stylesheet": (
        re.compile(r"<link\b(?=[^>]*rel=[\"']?stylesheet)[^>]*href\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
        "feuille de style d’un autre site",
    ),
}


class Described(Struct, frozen=True):
    """What a page says of itself, read from its head."""

    title: str
    description: str
    canonical: str
    language: str


def finish_page(page: str, *, offline: str, is_former: bool = False) -> str:
    """The page with its policy and its description for sharing; ``offline`` is the way to the service worker.

    A former version of a letter is not for search engines.
    """
    bare = _ADDED.sub("", page)
    head = _HEAD.search(bare)
    if head is None:
        return bare
    lines = [policy_tag(bare), '<meta name="referrer" content="no-referrer">', *sharing_tags(described(bare))]
    if is_former:
        lines.append(_tag("name", "robots", "noindex"))
    if offline:
        lines.append(_tag("name", "relance:offline", offline))
    return bare[: head.end()] + START + "".join(lines) + END + bare[head.end() :]


def policy_tag(page: str) -> str:
    """The policy as a ``<meta>``: a static site has no say over its host's headers."""
    hashes = tuple(f"'sha256-{digest}'" for digest in inline_script_hashes(page))
    sources = {**POLICY, "script-src": (*POLICY["script-src"], *hashes)}
    content = "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def inline_script_hashes(page: str) -> tuple[str, ...]:
    """The hashes of the scripts that the page runs and that stand in it, each once."""
    return tuple(dict.fromkeys(_digest(code) for code in _inline_scripts(page)))


def _inline_scripts(page: str) -> Iterable[str]:
    for script in _SCRIPT.finditer(_ARTICLE.sub("", page)):
        attributes = script["attributes"]
        if not _HAS_SOURCE.search(attributes) and not _DATA_TYPE.search(attributes):
            yield script["code"]


def _digest(code: str) -> str:
    # A browser hashes the text after its newlines were made one kind.
    text = code.replace("\r\n", "\n").replace("\r", "\n")
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def described(page: str) -> Described:
    """Title, description, canonical address and language, empty where the page has none."""
    return Described(
        title=_first(page, r"<title>(.*?)</title>"),
        description=_first(page, r'<meta name="description" content="([^"]*)"'),
        canonical=_first(page, r'<link rel="canonical" href="([^"]*)"'),
        language=_first(page, r'<html[^>]*\blang="([^"]*)"'),
    )


def _first(page: str, pattern: str) -> str:
    found = re.search(pattern, page, re.DOTALL | re.IGNORECASE)
    return html.unescape(found[1]).strip() if found else ""


def sharing_tags(page: Described) -> Sequence[str]:
    """Open Graph, from what the page already says; no picture, so nothing to fetch."""
    values = {
        "og:type": "website",
        "og:title": page.title,
        "og:description": page.description,
        "og:url": page.canonical,
        "og:locale": "fr_FR" if page.language == "fr" else "",
    }
    return [_tag("property", name, value) for name, value in values.items() if value]


def _tag(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{html.escape(content)}">'


def refused_by_policy(page: str, *, uri: str) -> list[Problem]:
    """What stands in a page and would be silently blocked: better said at build than met by a reader."""
    bare = _SCRIPT.sub(lambda script: f"<script{script['attributes']}></script>", _ADDED.sub("", page))
    return [
        Problem(
            message=f"{name} refusé par la politique de sécurité du site",
            path=uri,
            hint="mettez le style ou le code dans un fichier du site",
            check=f"site-policy-{check}",
        )
        for check, (pattern, name) in _REFUSED_BY_POLICY.items()
        if pattern.search(bare)
    ]
