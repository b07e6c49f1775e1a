"""The sitemap held against the pages: one that names a missing page, or forgets one, misleads search engines.

Source: sitemaps.org, protocol 0.9.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from generator.errors import Problem
from generator.website.offline import address

SITEMAP = "sitemap.xml"
_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)


def check(files: Mapping[str, bytes]) -> list[Problem]:
    """Every page in the sitemap, and every address of the sitemap a page; a site without one is left alone."""
    named = locations(files[SITEMAP].decode()) if SITEMAP in files else []
    if not named:
        return []
    root = min((_path(location) for location in named), key=len)  # the home page, wherever the site is put
    addresses = {_path(location).removeprefix(root) for location in named}
    pages = {address(uri).removeprefix("./") for uri in files if uri.endswith(".html") and uri != "404.html"}
    missing = [_problem("page absente du plan du site", page, "missing") for page in sorted(pages - addresses)]
    unknown = [_problem(f"page inexistante : {page}", SITEMAP, "unknown") for page in sorted(addresses - pages)]
    return missing + unknown


def _problem(message: str, path: str, check: str) -> Problem:
    return Problem(message=message, path=path or "./", check=f"sitemap-{check}")


def locations(sitemap: str) -> list[str]:
    """The addresses that the sitemap names."""
    return [html.unescape(found) for found in _LOCATION.findall(sitemap)]


def _path(location: str) -> str:
    return unquote(urlsplit(location).path)
