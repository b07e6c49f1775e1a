"""A letter as a PDF that every reader can hear: tagged (PDF/UA-1), with language, title and author, its face embedded.

WeasyPrint lays out the same article as the HTML renderer, with the same style sheet. Its fonts, its parsed style
sheet and its fetcher are made once in a process. Nothing is fetched but our own face, no clock is read: the same
document gives the same bytes, with the same versions of WeasyPrint, Pango and HarfBuzz.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any, TypeAlias

from msgspec import Struct

from generator.errors import RenderFailed
from generator.letter.nodes import Document
from generator.render import fonts, html, paper, pdf_tags, theme

VARIANT = "pdf/ua-1"

INSTALL_PANGO = """\
la bibliothèque Pango, dont la mise en page du PDF a besoin, n’est pas installée → selon votre système :
  Debian, Ubuntu : sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  macOS : brew install pango
  Windows : installez MSYS2, puis, dans son terminal, pacman -S mingw-w64-ucrt-x86_64-pango
Sans elle, le DOCX, la page HTML et le texte restent possibles."""

_HARMLESS = ("HarfBuzz-Subset",)
"""Words of a warning that changes no page: without HarfBuzz's subsetter fontTools does the same, more slowly."""

Finisher: TypeAlias = Callable[[Any, Any], None]

_lock = threading.Lock()


def render(document: Document) -> bytes:
    """The letter as a PDF; refuses a character that its face cannot draw."""
    return write(checked_source(document))


def checked_source(document: Document) -> str:
    """The page that WeasyPrint is given; raises RenderFailed for a character that the letter's face cannot draw."""
    refused = paper.missing_glyphs(document)
    if refused:
        raise RenderFailed("\n".join(str(problem) for problem in refused))
    return source(document)


def source(document: Document) -> str:
    """The page that WeasyPrint is given."""
    return html.page(document, html.article(document, heading_level=1, has_footer_first=True))


def write(page: str, finisher: Finisher = pdf_tags.finish, **options: Any) -> bytes:
    """A page of ours as PDF; what WeasyPrint warns of is an error, for nobody would read it.

    ``finisher`` has the last word on WeasyPrint's document and pydyf's PDF before they are written.
    """
    engine = load_engine()
    # Pango's font map and the collected warnings belong to one letter at a time.
    with _lock, _warnings_refused():
        try:
            written: bytes = engine.parse(page).write_pdf(finisher=finisher, **engine.options, **options)
        except engine.fetch_refused as error:
            raise RenderFailed(f"une lettre ne peut rien aller chercher\u00a0: {error}") from error
    return written


class Engine(Struct, frozen=True, kw_only=True):
    """WeasyPrint, and what its letters share."""

    weasyprint: ModuleType
    fetcher: Any
    fetch_refused: type[BaseException]
    options: dict[str, Any]

    def parse(self, page: str) -> Any:
        """A page ready to be laid out; it may fetch nothing that the engine may not."""
        return self.weasyprint.HTML(string=page, url_fetcher=self.fetcher)


@cache
def load_engine() -> Engine:
    """The engine of this process, made at its first letter."""
    weasyprint = _import_weasyprint()
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    with _warnings_refused():
        fetcher = _fetcher()
        font_config, counter_style = FontConfiguration(), CounterStyle()
        css = weasyprint.CSS(
            string=stylesheet(),
            url_fetcher=fetcher,
            font_config=font_config,
            counter_style=counter_style,
        )
    options = {
        "font_config": font_config,
        "counter_style": counter_style,
        "stylesheets": [css],
        "pdf_variant": VARIANT,
    }
    return Engine(weasyprint=weasyprint, fetcher=fetcher, fetch_refused=FatalURLFetchingError, options=options)


def _import_weasyprint() -> ModuleType:
    try:
        import weasyprint
    except OSError as error:
        raise RenderFailed(INSTALL_PANGO) from error
    module: ModuleType = weasyprint
    return module


def _fetcher() -> Any:
    """Fetches `data:` and the face's files, nothing else: no value, link or image can reach disk or network."""
    from weasyprint.urls import URLFetcher

    allowed = frozenset(path.as_uri() for path in fonts.face_files().values())

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith("data:") and url not in allowed:
                raise ValueError(f"a letter may not fetch {url}")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols={"data", "file"}, fail_on_errors=True)


def stylesheet() -> str:
    """The style sheet of a letter on paper, its faces included."""
    return f"{_font_faces()}\n{theme.letter_css()}"


def _font_faces() -> str:
    family = theme.sheet().font.family
    return "\n".join(
        f"@font-face {{ font-family: {family}; font-weight: {face.weight}; font-style: {face.style}; "
        f'src: url("{path.as_uri()}"); }}'
        for face, path in fonts.face_files().items()
    )


class _Collector(logging.Handler):
    """Keeps what one thread logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.thread == self.thread and not any(words in message for words in _HARMLESS):
            self.messages.append(message)


@contextmanager
def _warnings_refused() -> Iterator[None]:
    """Raise what WeasyPrint only logs."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise RenderFailed("la mise en page du PDF a signalé\u00a0: " + "\u00a0; ".join(collector.messages))
