"""All that the generator adds to a site, by address: pages, downloads, the site's own assets.

Pure functions over a catalogue: what each letter brings, and what is there once. Two shells use them: the MkDocs
plugin (by `kept`, which makes only what changed) and `export`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

from msgspec import Struct

from generator.catalogue.model import Catalogue, Template
from generator.render import theme
from generator.website.advice_page import advice_files
from generator.website.articles_page import Cited, articles_page, cited_by
from generator.website.bundle import letter_json, summary_json, words_json
from generator.website.calculator_page import calculator_page
from generator.website.catalogue_files import catalogue_files
from generator.website.catalogue_page import catalogue_page
from generator.website.downloads import Download, ShownExample, show_examples
from generator.website.form_downloads import ShownForm, show_forms
from generator.website.former_page import former_pages
from generator.website.guide import GuidePage
from generator.website.page_assets import page_assets
from generator.website.pages import catalogue_row, letter_page
from generator.website.places import (
    ADVICE_PAGE,
    ADVICE_STYLE,
    APP,
    APP_STYLE,
    ARTICLES_PAGE,
    CALCULATOR_PAGE,
    CATALOGUE_PAGE,
    FAVICON,
    FIGURES_STYLE,
    FORMATS,
    RATES_PAGE,
    SCRIPTS,
    SHARED_DATA,
    STYLE_PARTS,
    STYLES,
    PageOptions,
    letter_data_at,
    letter_page_at,
)
from generator.website.rates_files import rates_files
from generator.website.rates_page import rates_page
from generator.website.shared_data import Json, as_bytes, shared_json
from generator.website.store import Store

LETTER_STYLE = STYLES[0]
_ASSETS = (ADVICE_STYLE, FIGURES_STYLE, *SCRIPTS, FAVICON)

ROUNDING = 2
"""Millimetres that a column as wide as the paper may lack, for its border and in whole pixels."""

PRINTED = "relance-letter"
"""The name of the paper on which a letter filled in the page is printed."""

_PAGE = re.compile(r"@page\s*")
_NARROW_WINDOW = re.compile(r"@media screen and \(max-width:[^)]*\)")


class LetterFiles(Struct, frozen=True, kw_only=True):
    """What one letter brings to a site: its row in the catalogue, its page, its examples.

    ``former`` are the pages of its published versions.
    ``data`` is what the page that fills letters knows of it, ``summary`` what it knows from another one.
    """

    id: str
    title: str
    row: Sequence[str]
    page: str
    former: Mapping[str, str]
    examples: tuple[ShownExample, ...]
    forms: tuple[ShownForm, ...]
    data: bytes
    summary: Json
    cited: tuple[Cited, ...]

    @property
    def downloads(self) -> Iterator[Download]:
        """Its files: filled examples, then blank forms."""
        for example in self.examples:
            yield from example.downloads
        for form in self.forms:
            yield from form.downloads


def site_files(
    catalogue: Catalogue, store: Store, options: PageOptions, *, formats: Iterable[str] = tuple(FORMATS)
) -> dict[str, str | bytes]:
    """The whole: text for a page or an asset, bytes for a download."""
    wanted = tuple(formats)
    letters = [
        letter_files(catalogue, template, store, options, formats=wanted) for template in catalogue.templates.values()
    ]
    pages = {letter_page_at(letter.id): letter.page for letter in letters}
    downloads = (file for letter in letters for file in letter.downloads)
    advice = advice_files(catalogue.advice, {one.id: one.title for one in letters}) if catalogue.advice else {}
    answers = [GuidePage(uri, page) for uri, page in advice.items() if uri == ADVICE_PAGE]
    return {
        CATALOGUE_PAGE: catalogue_page(letter.row for letter in letters),
        ARTICLES_PAGE: articles_page(((letter.id, letter.title, letter.cited) for letter in letters), answers),
        **pages,
        **{uri: page for letter in letters for uri, page in letter.former.items()},
        **{file.uri: file.data for file in downloads if file.data is not None},
        **{letter_data_at(letter.id): letter.data for letter in letters},
        SHARED_DATA: as_bytes(shared_json(words_json(catalogue), [letter.summary for letter in letters])),
        **catalogue_files(catalogue),
        **advice,
        **common_files(),
        **page_assets(store),
    }


def letter_files(
    catalogue: Catalogue, template: Template, store: Store, options: PageOptions, *, formats: Iterable[str]
) -> LetterFiles:
    """One letter's part."""
    wanted = tuple(formats)
    later = options.makes_files_later
    blanks = wanted if options.has_blanks else ()
    shown = show_examples(catalogue, template, store, formats=wanted, makes_files_later=later)
    forms = show_forms(catalogue, template, store, formats=blanks, makes_files_later=later)
    return LetterFiles(
        id=template.id,
        title=template.title,
        row=catalogue_row(catalogue, template),
        page=letter_page(catalogue, template, shown, options, forms),
        former=former_pages(catalogue, template),
        examples=shown,
        forms=forms,
        data=as_bytes(letter_json(template)),
        summary=summary_json(template),
        cited=cited_by(catalogue, template),
    )


def common_files() -> dict[str, str]:
    """What does not depend on the catalogue: rates, calculator, our style and scripts, icon, the letters' own style."""
    folder = resources.files("generator.website")
    own = {uri: (folder / uri).read_text(encoding="utf-8") for uri in _ASSETS}
    letter = theme.letter_css()
    styles = {
        LETTER_STYLE: column_css(f"{letter}\n{theme.screen_css()}"),
        **{uri: whole_style(folder, uri) for uri in STYLE_PARTS},
    }
    styles[APP_STYLE] += paper_css(letter)
    app = app_files(folder / APP)
    pages = {RATES_PAGE: rates_page(), CALCULATOR_PAGE: calculator_page(has_script=f"{APP}/calculator.js" in app)}
    return {**pages, **rates_files(), **own, **styles, **app}


def whole_style(folder: Traversable, uri: str) -> str:
    """A style sheet with the files that follow in it: a page asks for one."""
    parts = (f"assets/styles/{name}.css" for name in STYLE_PARTS[uri])
    return "\n".join((folder / each).read_text(encoding="utf-8") for each in (uri, *parts))


def app_files(folder: Traversable) -> dict[str, str]:
    """The page that fills letters, as it was built; none where it was not: the letters can be read all the same."""
    built = sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []
    return {f"{APP}/{file.name}": file.read_text(encoding="utf-8") for file in built}


def column_css(css: str) -> str:
    """A letter's style sheet for a page of the site, where it stands in a column.

    `@page` would set how the whole page prints; what the letter does in a narrow window it does in a column that
    is narrower than its paper; and under the class of its sheet, named twice, its rules win over the theme's.
    """
    narrow = f"@container relance-sheet (width < {theme.sheet().paper.width - ROUNDING:g}mm)"
    return f".relance-sheet.relance-sheet {{\n{_NARROW_WINDOW.sub(narrow, _without_page_rules(css))}\n}}\n"


def paper_css(css: str) -> str:
    """How a letter filled in the page prints: its paper's rules, under a name that `app.css` gives to it alone."""
    rules = (rule for rule in _page_rules(css) if "letter-tall" not in rule.partition("{")[0])
    return "".join(f"\n{_PAGE.sub(f'@page {PRINTED}', rule, count=1)}\n" for rule in rules)


def _page_rules(css: str) -> Iterator[str]:
    start = css.find("@page")
    while start != -1:
        end = _end_of_block(css, start)
        yield css[start:end]
        start = css.find("@page", end)


def _without_page_rules(css: str) -> str:
    for rule in _page_rules(css):
        css = css.replace(rule, "", 1)
    return css


def _end_of_block(css: str, start: int) -> int:
    depth = 0
    for index in range(css.index("{", start), len(css)):
        depth += {"{": 1, "}": -1}.get(css[index], 0)
        if depth == 0:
            return index + 1
    return len(css)
