"""A letter as HTML: the page that stands alone, and the fragment that a site or the PDF takes in.

Elements say what each part is (header, address, h1, table with its caption and heads); every class name is ours
and begins with ``letter-``. Text is escaped by its type (`Markup`), so that no value can become an element, and no
attribute carries a style: the measures are classes of `letter.css`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import jinja2
from markupsafe import Markup

from generator.errors import RenderFailed
from generator.letter.nodes import (
    Block,
    BulletList,
    Column,
    Control,
    Document,
    Emphasis,
    Filled,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from generator.render import paper, theme, walk, words

SHORT_LIST_ITEMS = 6
"""Enclosures in one column; up to twice as many stay with the signature."""

WIDE = 30
"""Characters of a control that may stand on a line of its own."""

_HOLDING = ("(", "«\u00a0")
"""Ends of a text that no line breaks after."""

_SAFE_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def render(document: Document) -> bytes:
    """A page of its own, which shows the letter as a sheet and prints it as the letter."""
    css = f"{theme.letter_css()}\n{theme.screen_css()}"
    return page(document, fragment(document), css=css).encode("utf-8")


def page(document: Document, letter: str, *, css: str = "") -> str:
    """The shell around a letter; jinja2 sees the metadata and two finished texts, never a letter as a template."""
    info = document.info
    return _shell().render(
        title=document.title,
        author=document.author,
        language=info.language,
        description=info.title,
        keywords=words.keywords(info.id, info.version, info.law_checked_on.isoformat()),
        letter=Markup(letter),  # noqa: S704 - made below, of escaped text
        css=Markup(css),  # noqa: S704 - our own style sheet
    )


def fragment(document: Document, *, heading_level: int = 1) -> str:
    """The letter as one `article`, its subject a heading of ``heading_level``."""
    return article(document, heading_level=heading_level, has_footer_first=False)


def article(document: Document, *, heading_level: int, has_footer_first: bool) -> str:
    """The letter; paper wants the footer first, for what stands in a page's margin must come before that page's end."""
    footer = _group("footer", "footer", document)
    parts = (
        _head(document),
        _opening(document),
        _subject(document, heading_level),
        *_body_and_signature(document, heading_level),
        _enclosures(document),
    )
    tall = " letter-tall-footer" if paper.has_tall_footer(document) else ""
    content = _join((footer, *parts) if has_footer_first else (*parts, footer))
    return Markup('<article class="letter{}" lang="{}">{}</article>').format(tall, document.info.language, content)


@cache
def _shell() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(theme.shell())


# --- parts ----------------------------------------------------------------------------------------


def _head(document: Document) -> Markup:
    """Sender, and recipient in the window; without a recipient no room is kept for one."""
    sender = _lines(document.parts.get("sender", ()))
    recipient = _lines(document.parts.get("recipient", ()))
    blocks = [Markup('<address class="letter-sender">{}</address>').format(sender)] if sender else []
    if recipient:
        blocks.append(
            Markup('<div class="letter-recipient letter-size-{}" role="group" aria-label="{}">{}</div>').format(
                paper.fit_address(document).step, words.BLOCK_NAMES["recipient"], recipient
            )
        )
    window = " letter-window" if recipient else ""
    return Markup('<header class="letter-head{}">{}</header>').format(window, _join(blocks))


def _opening(document: Document) -> Markup:
    place_date = _line("place-date", document.parts.get("place_date", ()))
    delivery = _line("delivery", document.parts.get("delivery", ()), is_bold=theme.sheet().styles.delivery.bold)
    references = _group("div", "references", document)
    beside = " letter-beside" if paper.is_date_beside(document) else ""
    return Markup('<div class="letter-opening{}">{}{}{}</div>').format(beside, place_date, delivery, references)


def _line(name: str, blocks: Sequence[Block], *, is_bold: bool = False) -> Markup:
    return Markup('<div class="letter-{}">{}</div>').format(name, _lines(blocks, is_bold)) if blocks else Markup()


def _group(tag: str, part: str, document: Document) -> Markup:
    blocks = document.parts.get(part, ())
    if not blocks:
        return Markup()
    return Markup('<{0} class="letter-{1}" role="group" aria-label="{2}">{3}</{0}>').format(
        tag, part, words.BLOCK_NAMES[part], _lines(blocks)
    )


def _subject(document: Document, heading_level: int) -> Markup:
    blocks = document.parts.get("subject", ())
    if not blocks:
        return Markup()
    text = _join(_inlines(walk.children(block)) for block in blocks)
    return Markup('<h{0} class="letter-subject">{1}{2}</h{0}>').format(heading_level, words.SUBJECT, text)


def _body_and_signature(document: Document, heading_level: int) -> tuple[Markup, ...]:
    """The body, then its last paragraph with the signature: these two are never parted."""
    blocks = document.parts.get("body", ())
    signature = _group("div", "signature", document)
    last = blocks[-1:] if signature and isinstance(blocks[-1:], tuple) and _is_paragraph(blocks[-1:]) else ()
    rest = blocks[: len(blocks) - len(last)]
    body = Markup('<div class="letter-body">{}</div>').format(_blocks(rest, heading_level)) if rest else Markup()
    if not signature:
        return (body,)
    return (body, Markup('<div class="letter-closing">{}{}</div>').format(_blocks(last, heading_level), signature))


def _is_paragraph(blocks: Sequence[Block]) -> bool:
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


def _enclosures(document: Document) -> Markup:
    blocks = document.parts.get("enclosures", ())
    if not blocks:
        return Markup()
    label = Markup('<p class="letter-enclosures-label">{}</p>').format(words.ENCLOSURES.rstrip())
    items = _join(Markup("<li>{}</li>").format(_inlines(walk.children(block))) for block in blocks)
    short = " letter-short" if len(blocks) <= 2 * SHORT_LIST_ITEMS else ""
    columns = Markup(' class="letter-columns"') if len(blocks) > SHORT_LIST_ITEMS else Markup()
    return Markup('<div class="letter-enclosures{}">{}<ul{}>{}</ul></div>').format(short, label, columns, items)


def _lines(blocks: Iterable[Block], is_bold: bool = False) -> Markup:
    return _join(Markup("<p>{}</p>").format(_inlines(walk.children(block), is_bold)) for block in blocks)


# --- blocks ---------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], heading_level: int) -> Markup:
    return _join(_block(block, heading_level) for block in blocks)


def _block(block: Node, heading_level: int) -> Markup:
    match block:
        case Paragraph(children):
            leads = Markup(' class="letter-lead"') if walk.plain(children).rstrip().endswith(":") else Markup()
            return Markup("<p{}>{}</p>").format(leads, _inlines(children))
        case Heading(level, children):
            depth = min(level + heading_level - 1, 6)
            return Markup('<h{0} class="letter-heading-{1}">{2}</h{0}>').format(depth, level, _inlines(children))
        case BulletList(items):
            return Markup("<ul>{}</ul>").format(_join(_item(item) for item in items))
        case OrderedList(items):
            return Markup("<ol>{}</ol>").format(_join(_item(item) for item in items))
        case Table():
            return _table(block)
        case _:
            walk.unfilled(block)


def _item(item: Node) -> Markup:
    match item:
        case ListItem(children):
            ticked = Markup(' class="letter-ticked"') if _begins_with_check(children) else Markup()
            return Markup("<li{}>{}</li>").format(ticked, _inlines(children))
        case _:
            walk.unfilled(item)


def _begins_with_check(children: Sequence[Node]) -> bool:
    """A check stands where the dash would: one mark is enough."""
    return bool(children) and isinstance(children[0], Control) and children[0].type == "check"


def _table(table: Table) -> Markup:
    short = " letter-short" if len(table.rows) <= theme.sheet().table.short_rows else ""
    caption = Markup("<caption>{}</caption>").format(_inlines(table.caption)) if table.caption else Markup()
    fit = paper.fit_table(table)
    dense = " letter-dense" if fit.is_dense else ""
    columns = _join(Markup('<col class="letter-w-{}">').format(share) for share in fit.shares)
    heads = _join(
        _head_cell(column, is_corner=table.row_headers and index == 0) for index, column in enumerate(table.columns)
    )
    rows = _join(_row(row, table) for row in table.rows)
    return Markup(
        '<table class="letter-table{}{}">{}<colgroup>{}</colgroup><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(short, dense, caption, columns, heads, rows)


def _head_cell(column: Column, *, is_corner: bool) -> Markup:
    """The head of a column; the corner above the heads of rows heads no figure (W3C, WAI: two headers)."""
    tag, scope = ("td", Markup()) if is_corner else ("th", Markup(' scope="col"'))
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, scope, _align(column), _inlines(column.label))


def _row(row: Node, table: Table) -> Markup:
    if not isinstance(row, Row):
        walk.unfilled(row)
    has_header = table.row_headers or row.is_total
    cells = _join(
        _cell(cell, column, is_header=has_header and index == 0)
        for index, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
    )
    total = Markup(' class="letter-total"') if row.is_total else Markup()
    return Markup("<tr{}>{}</tr>").format(total, cells)


def _cell(cell: Sequence[Inline], column: Column, *, is_header: bool) -> Markup:
    if is_header:
        return Markup('<th scope="row"{}>{}</th>').format(_align(column), _inlines(cell))
    return Markup("<td{}>{}</td>").format(_align(column), _inlines(cell))


def _align(column: Column) -> Markup:
    return Markup(' class="letter-end"') if column.align == "end" else Markup()


# --- inline ---------------------------------------------------------------------------------------


def _inlines(nodes: Iterable[Node], is_bold: bool = False) -> Markup:
    found = list(nodes)
    made = [_inline(node, is_bold) for node in found]
    for index, node in enumerate(found):
        if isinstance(node, Control) and _may_begin_line(node, found[index - 1] if index else None):
            made[index] = Markup("<wbr>") + made[index]
    return _join(made)


def _may_begin_line(control: Control, before: Node | None) -> bool:
    """A wide control may, unless a bracket or a quotation mark holds it to the words before it."""
    is_held = isinstance(before, Text) and before.text.endswith(_HOLDING)
    return control.room > WIDE and control.rows == 1 and not is_held


def _inline(node: Node, is_bold: bool) -> Markup:
    match node:
        case Text(text) | Filled(text):
            return Markup("<br>").join(text.split("\n"))
        case Strong(children):
            return Markup("<strong>{}</strong>").format(_inlines(children, True))
        case Emphasis(children):
            return Markup("<em>{}</em>").format(_inlines(children, is_bold))
        case Link(href, children):
            return Markup('<a href="{}">{}</a>').format(_checked(href), _inlines(children, is_bold))
        case LineBreak():
            return Markup("<br>")
        case Control():
            return _control(node, is_bold)
        case _:
            walk.unfilled(node)


def _control(control: Control, is_bold: bool) -> Markup:
    """Where a control of a blank form stands: a box of the right size, which `form_pdf` makes a field.

    Every one is a check box: WeasyPrint embeds a whole font for each other kind of input.
    """
    return Markup('<input type="checkbox" class="letter-control {}" name="{}">').format(
        " ".join(_control_classes(control, is_bold)), control.path
    )


def notice(words_path: str, reset_path: str) -> Markup:
    """Where the strip above a blank form stands: what to know, and a button that empties it."""
    return Markup(
        '<div class="letter-notice"><input type="checkbox" class="letter-control letter-notice-words" name="{}">'
        '<input type="checkbox" class="letter-control letter-notice-reset" name="{}"></div>'
    ).format(words_path, reset_path)


def _control_classes(control: Control, is_bold: bool) -> Iterable[str]:
    if control.type in ("check", "alternative"):
        yield "letter-check"
        return
    yield f"letter-em-{paper.control_width(control, is_bold=is_bold)}"
    if control.rows > 1:
        yield f"letter-rows-{control.rows}"
        yield "letter-lines"


def _checked(href: str) -> str:
    """A link leads to a page, an address or a telephone: the target is the template's, never a value's."""
    if not _SAFE_LINK.match(href):
        raise RenderFailed(f"le lien «\u00a0{href}\u00a0» ne mène ni à une page, ni à une adresse, ni à un téléphone")
    return href


def _join(parts: Iterable[str]) -> Markup:
    return Markup().join(parts)
