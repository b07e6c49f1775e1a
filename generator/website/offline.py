"""The offline copy: which files of a built site a browser keeps after one visit.

Styles, scripts and the search index come first, then the pages, the shallowest before the deepest, within
a budget: nobody should download a thousand letters to read one. A filled example is kept once it is opened.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from importlib import resources

WORKER = "sw.js"
BUDGET = 6_000_000
"""Bytes before compression; the site with its first letters takes a third of it."""

# Rarer alphabets of the letters' face wait until a name needs them.
_SUPPORT = re.compile(r"\.(?:css|js|json|svg|png|ico|woff2|latin\.bin)$")
# The theme brings a stemmer for each of thirty languages; a French page loads two of these files.
_UNUSED = re.compile(r"/lunr/(?!min/lunr\.(?:fr|stemmer\.support)\.)|\.map$")
_NOT_A_VISIT = {"404.html", WORKER}


def worker(files: Mapping[str, bytes]) -> bytes:
    """The service worker of this site: its list of files, then our own script."""
    kept = kept_files(files)
    facts = {"version": version(files, kept), "files": [address(uri) for uri in kept]}
    script = resources.files("generator.website").joinpath("assets", "service-worker.js").read_text(encoding="utf-8")
    return f"self.relance = {json.dumps(facts, ensure_ascii=False)};\n{script}".encode()


def kept_files(files: Mapping[str, bytes], *, budget: int = BUDGET) -> list[str]:
    """The files kept at the first visit, in the order in which they matter."""
    kept: list[str] = []
    for uri in _by_use(files):
        budget -= len(files[uri])
        if budget < 0:
            break
        kept.append(uri)
    return kept


def _by_use(uris: Iterable[str]) -> list[str]:
    visited = [uri for uri in uris if uri not in _NOT_A_VISIT and not _UNUSED.search(uri)]
    support = sorted(uri for uri in visited if _SUPPORT.search(uri))
    pages = sorted((uri for uri in visited if uri.endswith(".html")), key=lambda uri: (uri.count("/"), uri))
    return support + pages


def version(files: Mapping[str, bytes], kept: Iterable[str]) -> str:
    """Changes with any kept file, so that a browser knows its copy is old."""
    digest = hashlib.sha256()
    for uri in kept:
        digest.update(uri.encode() + b"\0" + hashlib.sha256(files[uri]).digest())
    return digest.hexdigest()[:16]


def address(uri: str) -> str:
    """The address of a file from the site's root: ``lettres/index.html`` is visited as ``lettres/``."""
    folder, name = posixpath.split(uri)
    if name != "index.html":
        return uri
    return f"{folder}/" if folder else "./"


def way_to_worker(page_uri: str) -> str:
    """The relative way from a page to the service worker, which stands at the root."""
    return "../" * page_uri.count("/") + WORKER
