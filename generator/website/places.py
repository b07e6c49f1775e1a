"""Addresses: those that the generator gives among the sources of a site, and those its pages lead to."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.forms import Form

CATALOGUE_PAGE = "lettres/index.md"
RATES_PAGE = "taux/index.md"
ARTICLES_PAGE = "articles/index.md"
CALCULATOR_PAGE = "calculateur/index.md"

STYLES = ("assets/letter.css", "assets/relance.css")
"""Style sheets of every page, in the order in which they are read."""

SCRIPTS = ("assets/relance.js",)
FORMATS = {"pdf": "PDF", "docx": "DOCX"}
"""Ending of a download's name → what it is called on its link."""

FAVICON = "assets/favicon.svg"
ADVICE_STYLE = "assets/advice.css"
"""The style of the questionnaire and of the plan, which their pages alone ask for."""
APP_STYLE = "assets/app.css"
"""The style of the form that fills letters, which their pages alone ask for."""
FIGURES_STYLE = "assets/figures.css"
"""The style of the calculator and of the charts, which their pages alone ask for."""
STYLE_PARTS = {
    "assets/relance.css": ("relance_home", "relance_letter", "relance_tables"),
    APP_STYLE: ("app_rows", "app_letter"),
}
"""What follows in a style sheet that is written in several files, in this order: by its name in `assets/styles/`."""
APP = "assets/app"
"""Folder of the page that fills letters, as `browser/build.mjs` writes it."""

SHARED_DATA = "lettres/commun.json"
"""What that page knows of all letters."""
ADVICE_PAGE = "quelle-lettre/index.md"
ADVICE_DATA = "quelle-lettre/conseil.json"
"""What the questionnaire of the home page knows."""


def is_app_built() -> bool:
    """Whether the script that fills letters stands among the assets."""
    return (resources.files("generator.website") / APP / "main.js").is_file()


def letter_page_at(letter_id: str) -> str:
    """The page of a letter."""
    return f"lettres/{letter_id}/index.md"


def letter_data_at(letter_id: str) -> str:
    """What the page that fills letters knows of one, beside the page of the letter."""
    return f"lettres/{letter_id}/lettre.json"


def download_at(letter_id: str, example: str, ending: str) -> str:
    """A filled example, beside the page of its letter."""
    return f"lettres/{letter_id}/{letter_id}-{example}.{ending}"


REGIMES = {"professional": "professionnel", "consumer": "particulier", "public_body": "acheteur-public"}
"""The regimes as addresses name them."""


def form_at(form: Form, ending: str) -> str:
    """A blank form, beside the page of its letter: « mise-en-demeure-vierge-particulier-je-une-facture.pdf »."""
    sender = "je" if form.sender == "sole_trader" else "nous"
    count = "une-facture" if form.invoices == 1 else "plusieurs-factures"
    regime = REGIMES[form.regime]
    return f"lettres/{form.letter}/{form.letter}-vierge-{regime}-{sender}-{count}.{ending}"


def is_former_page(uri: str) -> bool:
    """Whether a page shows a published version of a letter, wherever the site is put."""
    folder, _, rest = uri.rpartition("/versions/")
    return folder.rpartition("/")[0].endswith("lettres") and rest.count("/") == 1


def is_letter_page(uri: str) -> bool:
    """Whether a page is one letter's: there may be a thousand, and none stands in the menu."""
    return uri.startswith("lettres/") and uri.endswith(".md") and uri.count("/") > 1


class PageOptions(Struct, frozen=True, kw_only=True):
    """``letter_edit_url`` is the address of the letters' folders, ending in a slash; empty for no link to them.

    ``text_edit_url`` is the same, where the forge opens a file to be written; ``issue_url`` is the form for a letter
    that is wrong, with its query begun.
    ``has_form``: the script that fills letters was built, so that their pages have a place for it. ``has_blanks``:
    blank forms are offered too. ``makes_files_later``: files that are not kept are only named, and made when someone
    asks for them (`on_demand`).
    """

    letter_edit_url: str = ""
    text_edit_url: str = ""
    issue_url: str = ""
    has_form: bool = False
    has_blanks: bool = False
    makes_files_later: bool = False


NO_OPTIONS = PageOptions()
