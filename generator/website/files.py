"""All that the generator adds to a site, by address: pages, downloads, the site's own assets.

One pure function, two shells: the MkDocs plugin hands the files to a build, `export` writes them to a folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import resources

from generator.catalogue.model import Catalogue
from generator.render import theme
from generator.website.downloads import FORMATS, Store, show_examples
from generator.website.pages import NO_OPTIONS, PageOptions, pages

STYLES = ("assets/letter.css", "assets/relance.css")
"""Style sheets of every page, in the order in which they are read."""

SCRIPTS = ("assets/relance.js",)
FAVICON = "assets/favicon.svg"
ROUNDING = 2
"""Millimetres that a column as wide as the paper may lack, for its border and in whole pixels."""

_NARROW_WINDOW = re.compile(r"@media screen and \(max-width:[^)]*\)")
_ASSETS = ("relance.css", "relance.js", "favicon.svg")


def site_files(
    catalogue: Catalogue, store: Store, options: PageOptions = NO_OPTIONS, *, formats: Iterable[str] = tuple(FORMATS)
) -> dict[str, str | bytes]:
    """Text for a page or an asset, bytes for a download."""
    shown = show_examples(catalogue, store, formats=formats)
    examples = (example for letter in shown.values() for example in letter)
    downloads = {file.uri: file.data for example in examples for file in example.downloads}
    return {**pages(catalogue, shown, options), **downloads, **assets()}


def assets() -> Mapping[str, str]:
    """Our style, our script, the icon, and the letter's own style sheet."""
    folder = resources.files("generator.website") / "assets"
    own = {f"assets/{name}": (folder / name).read_text(encoding="utf-8") for name in _ASSETS}
    return {**own, "assets/letter.css": column_css(f"{theme.letter_css()}\n{theme.screen_css()}")}


def column_css(css: str) -> str:
    """A letter's style sheet for a page of the site, where it stands in a column.

    `@page` would set how the whole page prints; what the letter does in a narrow window it does in a column that
    is narrower than its paper; and under the class of its sheet, named twice, its rules win over the theme's.
    """
    narrow = f"@container relance-sheet (width < {theme.sheet().paper.width - ROUNDING:g}mm)"
    return f".relance-sheet.relance-sheet {{\n{_NARROW_WINDOW.sub(narrow, _without_page_rules(css))}\n}}\n"


def _without_page_rules(css: str) -> str:
    kept: list[str] = []
    while (start := css.find("@page")) != -1:
        kept.append(css[:start])
        css = css[_end_of_block(css, start) :]
    return "".join([*kept, css])


def _end_of_block(css: str, start: int) -> int:
    depth = 0
    for index in range(css.index("{", start), len(css)):
        depth += {"{": 1, "}": -1}.get(css[index], 0)
        if depth == 0:
            return index + 1
    return len(css)


def is_letter_page(uri: str) -> bool:
    """Whether a page is one letter's: there may be a thousand, and none stands in the menu."""
    return uri.startswith("lettres/") and uri.endswith(".md") and uri.count("/") > 1
