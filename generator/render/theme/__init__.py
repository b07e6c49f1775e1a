"""The sheet of a letter, typed: `sheet.yml` read once, and what is derived from it.

`letter.css` names measures as custom properties and holds none itself. They are put in here, as text: WeasyPrint
takes no `var()` in `@page`, and resolves the others again for each element of each letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert, to_builtins
from msgspec.structs import asdict

from generator import strict_yaml
from generator.render.words import page_of

MAX_PAGES = 99
"""Pages that the first page can count, see `first_page_counter`."""
MAX_ROWS = 9
"""Lines of the tallest field of a form."""


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of measures."""


class Paper(_Part, frozen=True):
    width: float
    height: float


class Margin(_Part, frozen=True):
    """``first_top`` is the first page's, ``next_top`` that of the others."""

    left: float
    right: float
    bottom: float
    first_top: float
    next_top: float


class Area(_Part, frozen=True):
    """A rectangle, from the sheet's top left corner."""

    left: float
    right: float
    top: float
    bottom: float


class Window(_Part, frozen=True):
    """The envelope's window, and what of the sheet is seen through it."""

    always: Area
    ever: Area
    width: float
    height: float


class AddressBlock(Area, frozen=True):
    """Where the recipient's lines stand, how many they may be, and the sizes to try, widest first."""

    lines: int
    lines_with_country: int
    characters: int
    sizes: tuple[float, ...]
    leading: float

    @property
    def width(self) -> float:
        """The longest line that the block takes, in millimetres."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """What its lines may fill, in millimetres."""
        return self.bottom - self.top


class Screen(_Part, frozen=True):
    """A window under ``narrow`` shows the letter without the sheet, with ``padding`` around it."""

    narrow: float
    padding: float
    gap: float
    backdrop: str
    shadow: str


class SenderBlock(_Part, frozen=True):
    """The ``tight_`` measures are of use in Word only, where the sender stands above the address, not beside it."""

    width: float
    tight_top: float
    tight_leading: float


class FoldMarks(_Part, frozen=True):
    first: float
    second: float
    left: float
    width: float
    thickness: float


class SignatureBlock(_Part, frozen=True):
    left: float
    room: float


class FooterBlock(_Part, frozen=True):
    bottom: float
    number_width: float
    tall_margin: float


class ListMeasures(_Part, frozen=True):
    indent: float


class EnclosuresBlock(_Part, frozen=True):
    indent: float


class TableMeasures(_Part, frozen=True):
    rule: float
    strong_rule: float
    padding: float
    gutter: float
    dense_gutter: float
    short_rows: int


class Colours(_Part, frozen=True):
    ink: str
    grey: str
    rule: str
    tint: str


class FontNames(_Part, frozen=True):
    """``family`` is the PDF's own face, ``fallback`` a browser's, ``word`` the DOCX's."""

    family: str
    fallback: str
    word: str


class TextStyle(_Part, frozen=True):
    """Points; ``leading`` is a multiple of the size, ``before`` and ``after`` are spaces around the block."""

    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    italic: bool = False
    grey: bool = False


class Styles(_Part, frozen=True):
    text: TextStyle
    sender_name: TextStyle
    sender: TextStyle
    place_date: TextStyle
    delivery: TextStyle
    references: TextStyle
    subject: TextStyle
    heading_2: TextStyle
    heading_3: TextStyle
    list_item: TextStyle
    caption: TextStyle
    table: TextStyle
    table_dense: TextStyle
    table_head: TextStyle
    signature: TextStyle
    enclosures: TextStyle
    footer: TextStyle
    notice: TextStyle


class NoticeStrip(_Part, frozen=True):
    top: float
    height: float


class FormMeasures(_Part, frozen=True):
    """Multiples of the size of the letters, but for ``caption`` (points), ``rule``, the strip and ``reset_width``."""

    line: float
    drop: float
    check: float
    check_drop: float
    row: float
    padding: float
    gap: float
    caption: float
    rule: float
    notice: NoticeStrip
    reset_width: float


class Sheet(_Part, frozen=True):
    """All of `sheet.yml`."""

    paper: Paper
    margin: Margin
    window: Window
    clear: Area
    address: AddressBlock
    screen: Screen
    sender: SenderBlock
    fold_marks: FoldMarks
    signature: SignatureBlock
    footer: FooterBlock
    enclosures: EnclosuresBlock
    list: ListMeasures
    table: TableMeasures
    form: FormMeasures
    colours: Colours
    font: FontNames
    styles: Styles


@cache
def sheet() -> Sheet:
    """The measures of every letter."""
    data = strict_yaml.load(_read("sheet.yml"), path="sheet.yml").data
    return convert(data, Sheet, strict=False)  # its numbers are texts


@cache
def letter_css() -> str:
    """The letter on paper, without a `var()` left in it."""
    return "\n".join((first_page_counter(), column_classes(), _with_measures("letter.css")))


@cache
def screen_css() -> str:
    """What a browser adds to `letter_css`: the sheet on a desk, or its words alone in a narrow window."""
    return _with_measures("screen.css")


def _with_measures(name: str) -> str:
    measures = css_measures(sheet())
    return re.sub(r"var\(--letter-([a-z0-9-]+)\)", lambda found: measures[found[1]], _read(name))


def css_measures(measures: Sheet) -> dict[str, str]:
    """Each measure by its name in `letter.css`, less the ``--letter-``, with its unit."""
    apart = {"styles", "address", "form"}
    given = dict(_flat({name: part for name, part in to_builtins(measures).items() if name not in apart}))
    given |= _form(measures.form)
    address = measures.address
    given |= {f"address-{name}": f"{getattr(address, name):g}mm" for name in ("left", "right", "top", "bottom")}
    given |= {"address-leading": f"{address.leading:g}"}
    given |= {f"address-size-{step}": f"{size:g}pt" for step, size in enumerate(address.sizes)}
    for name, style in asdict(measures.styles).items():
        given |= _style(name.replace("_", "-"), style, measures.colours)
    return given


def form_css(widths: Iterable[int]) -> str:
    """What a blank form adds to `letter_css`: a class for each width, in tenths of the size, and for each height."""
    row = sheet().form.row
    classes = [f".letter-em-{width} {{ width: {width / 10:g}em; }}" for width in sorted(set(widths))]
    classes += [f".letter-rows-{rows} {{ height: {rows * row:g}em; }}" for rows in range(2, MAX_ROWS + 1)]
    return "\n".join((_with_measures("form.css"), *classes))


def first_page_counter() -> str:
    """The page number of a first page, as a counter style over the number of pages: nothing where there is one page.

    CSS has no condition on the number of pages; a list of texts, of which the first is empty, serves as one.
    """
    texts = " ".join(f'"{page_of(1, pages)}"' for pages in range(2, MAX_PAGES + 1))
    return f'@counter-style letter-first-page {{ system: fixed 1; symbols: "" {texts}; }}'


def column_classes() -> str:
    """A class for each whole percent of a table's width: an attribute may carry no style of its own."""
    return "\n".join(f".letter-w-{share} {{ width: {share}%; }}" for share in range(1, 101))


def shell() -> str:
    """The page around a letter, a Jinja template; no value of a letter is ever part of it."""
    return _read("letter.html.j2")


def _read(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


def _flat(measures: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in measures.items():
        name = f"{prefix}{key}".replace("_", "-")
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}-")
        else:
            yield name, f"{value:g}mm" if isinstance(value, float) else str(value)


def _form(form: FormMeasures) -> Iterator[tuple[str, str]]:
    for name in ("line", "drop", "check", "check_drop", "row", "padding"):
        yield f"form-{name.replace('_', '-')}", f"{getattr(form, name):g}em"
    yield from _flat(to_builtins(form.notice), "form-notice-")
    yield "form-reset-width", f"{form.reset_width:g}mm"


def _style(name: str, style: TextStyle, colours: Colours) -> dict[str, str]:
    return {
        f"{name}-size": f"{style.size:g}pt",
        f"{name}-leading": f"{style.leading:g}",
        f"{name}-before": f"{style.before:g}pt",
        f"{name}-after": f"{style.after:g}pt",
        f"{name}-weight": "bold" if style.bold else "normal",
        f"{name}-slant": "italic" if style.italic else "normal",
        f"{name}-colour": colours.grey if style.grey else colours.ink,
    }
