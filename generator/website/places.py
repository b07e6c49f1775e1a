"""Addresses: those that the generator gives among the sources of a site, and those its pages lead to."""

from __future__ import annotations

from dataclasses import dataclass

CATALOGUE_PAGE = "lettres/index.md"
RATES_PAGE = "taux/index.md"

STYLES = ("assets/letter.css", "assets/relance.css")
"""Style sheets of every page, in the order in which they are read."""

SCRIPTS = ("assets/relance.js",)
FORMATS = {"pdf": "PDF", "docx": "DOCX"}
"""Ending of a download's name → what it is called on its link."""

FAVICON = "assets/favicon.svg"


def letter_page_at(letter_id: str) -> str:
    """The page of a letter."""
    return f"lettres/{letter_id}/index.md"


def download_at(letter_id: str, example: str, ending: str) -> str:
    """A filled example, beside the page of its letter."""
    return f"lettres/{letter_id}/{letter_id}-{example}.{ending}"


def is_letter_page(uri: str) -> bool:
    """Whether a page is one letter's: there may be a thousand, and none stands in the menu."""
    return uri.startswith("lettres/") and uri.endswith(".md") and uri.count("/") > 1


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOptions:
    """``letter_edit_url`` is the address of the letters' folders, ending in a slash; empty for no link to them."""

    letter_edit_url: str = ""


NO_OPTIONS = PageOptions()
