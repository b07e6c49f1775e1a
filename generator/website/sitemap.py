"""The sitemap held against the pages: one that names a missing page, or forgets one, misleads search engines.

Source: sitemaps.org, protocol 0.9.
"""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from generator.errors import Problem
from generator.website.offline import address
from generator.website.places import is_former_page

SITEMAP = "sitemap.xml"
COMPRESSED = "sitemap.xml.gz"
_ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)


def check(files: Mapping[str, bytes]) -> list[Problem]:
    """Every page in the sitemap, and every address of the sitemap a page; a site without one is left alone."""
    named = locations(files[SITEMAP].decode()) if SITEMAP in files else []
    if not named:
        return []
    root = min((_path(location) for location in named), key=len)  # the home page, wherever the site is put
    addresses = {_path(location).removeprefix(root) for location in named}
    indexed = [uri for uri in files if uri.endswith(".html") and uri != "404.html" and not is_former_page(uri)]
    pages = {address(uri).removeprefix("./") for uri in indexed}
    missing = [_problem("page absente du plan du site", page, "missing") for page in sorted(pages - addresses)]
    unknown = [_problem(f"page inexistante : {page}", SITEMAP, "unknown") for page in sorted(addresses - pages)]
    return missing + unknown


def without_former(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sitemap without the former versions of letters, which are not for search engines; and its compressed twin."""
    if SITEMAP not in files:
        return {}
    named = files[SITEMAP].decode()
    kept = _ENTRY.sub(lambda entry: "" if any(map(_is_former, locations(entry[0]))) else entry[0], named)
    if kept == named:
        return {}
    finished = {SITEMAP: kept.encode()}
    if COMPRESSED in files:
        finished[COMPRESSED] = gzip.compress(finished[SITEMAP], mtime=0)
    return finished


def _is_former(location: str) -> bool:
    return is_former_page(f"{_path(location)}index.html")


def _problem(message: str, path: str, check: str) -> Problem:
    return Problem(message=message, path=path or "./", check=f"sitemap-{check}")


def locations(sitemap: str) -> list[str]:
    """The addresses that the sitemap names."""
    return [html.unescape(found) for found in _LOCATION.findall(sitemap)]


def _path(location: str) -> str:
    return unquote(urlsplit(location).path)
