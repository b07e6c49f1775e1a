"""The body of a Word letter, written straight from the tree, part after part in reading order.

Every paragraph has a style; what is set on a paragraph itself is only what depends on its place: the space above
the address, the last item of a list, what may not be parted from the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.letter.controls import CHECK
from generator.letter.nodes import (
    Block,
    BulletList,
    Control,
    Document,
    Heading,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Table,
)
from generator.render import walk, words
from generator.render.ooxml import tables
from generator.render.ooxml.head import Arrangement, Head, arrange
from generator.render.ooxml.paragraphs import Dress, Layout, Story, paragraph, run, runs
from generator.render.ooxml.styles import BULLETS, text_width
from generator.render.ooxml.xml import points, twips
from generator.render.theme import Sheet


def body(story: Story, document: Document, sheet: Sheet) -> tuple[str, Head]:
    """What stands between the tags of `w:body`, less the section; and the head, which the section follows."""
    head = arrange(document, sheet)
    flow = "".join((_first_page(story, document, sheet, head), *_rest(story, document, sheet)))
    # Word wants a paragraph after the last table.
    return (flow if flow.endswith("</w:p>") else flow + paragraph("Normal", "")), head


# --- head -------------------------------------------------------------------------------------


def _first_page(story: Story, document: Document, sheet: Sheet, head: Head) -> str:
    """Sender, address, and the lines between the address and the subject."""
    beside = head.arrangement is Arrangement.BESIDE
    sender = _notice(document, sheet) + _sender(story, document, sheet, head)
    recipient = _recipient(story, document, sheet, head)
    lines = _between(story, document, before=0 if beside else head.after_address if recipient else None)
    return (_side_by_side(sheet, head, sender, recipient) if beside else sender + recipient) + lines


def _notice(document: Document, sheet: Sheet) -> str:
    """How to fill a blank form, above the sender, where nothing moves when it is deleted."""
    if not document.form:
        return ""
    return paragraph("FormNotice", run(words.FORM_NOTICE_WORD), Layout(indent=_sender_indent(sheet)))


def _sender(story: Story, document: Document, sheet: Sheet, head: Head) -> str:
    style = sheet.styles.sender
    is_tight = head.sender_leading != style.leading
    indent = ""
    if head.arrangement is Arrangement.BESIDE:
        indent = _sender_indent(sheet)
    layout = Layout(line=points(style.size * head.sender_leading) if is_tight else None, indent=indent)
    return "".join(
        paragraph(
            "Sender" if index else "SenderName", runs(story, _words(line)), layout if index else Layout(indent=indent)
        )
        for index, line in enumerate(document.parts.get("sender", ()))
    )


def _sender_indent(sheet: Sheet) -> str:
    """Beside the address: as wide as above it."""
    room = sheet.address.left - sheet.margin.left - sheet.sender.width
    return f'<w:ind w:left="0" w:right="{twips(room)}"/>'


def _recipient(story: Story, document: Document, sheet: Sheet, head: Head) -> str:
    sizes = sheet.address.sizes
    is_smaller = head.address_size != sizes[0]
    line_height = points(head.address_size * sheet.address.leading) if is_smaller else None
    indent = '<w:ind w:left="0"/>' if head.arrangement is Arrangement.BESIDE else ""
    dress = Dress(size=head.address_size if is_smaller else None)
    return "".join(
        paragraph(
            "Recipient",
            runs(story, _words(line), dress),
            Layout(before=None if index else head.before_address, line=line_height, indent=indent),
        )
        for index, line in enumerate(document.parts.get("recipient", ()))
    )


def _side_by_side(sheet: Sheet, head: Head, sender: str, recipient: str) -> str:
    """The one table that only sets things in place, for a sender too long to stand above the address."""
    left = twips(sheet.address.left - sheet.margin.left)
    right = twips(text_width(sheet)) - left
    height = twips(sheet.clear.bottom - head.top)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content or paragraph("Normal", "")}</w:tc>'
        for width, content in ((left, sender), (right, recipient))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{left + right}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr></w:tbl>'
    )


def _between(story: Story, document: Document, *, before: int | None) -> str:
    """Place and date, delivery, references; the first line of them all keeps the space under the address."""
    written: list[str] = []
    for name, style in (("place_date", "PlaceDate"), ("delivery", "Delivery"), ("references", "References")):
        for line in document.parts.get(name, ()):
            written.append(paragraph(style, runs(story, _words(line)), Layout(before=None if written else before)))
    return "".join(written)


def _words(line: Block) -> Iterator[Node]:
    """What stands in a line: a block outside of the body is a paragraph."""
    return walk.children(line)


# --- body and end -----------------------------------------------------------------------------


def _rest(story: Story, document: Document, sheet: Sheet) -> Iterator[str]:
    parts = document.parts
    signature = parts.get("signature", ())
    yield _subject(story, parts.get("subject", ()))
    yield from _blocks(story, parts.get("body", ()), sheet, has_signature=bool(signature))
    yield _signature(story, signature, sheet)
    yield _enclosures(story, parts.get("enclosures", ()), sheet)


def _subject(story: Story, blocks: Sequence[Block]) -> str:
    if not blocks:
        return ""
    return paragraph("Heading1", run(words.SUBJECT) + "".join(runs(story, _words(block)) for block in blocks))


def _blocks(story: Story, blocks: Sequence[Block], sheet: Sheet, *, has_signature: bool) -> Iterator[str]:
    """The salutation stays with what follows it, and the last two blocks with the signature."""
    last = len(blocks) - 1
    around = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
    for index, (previous, block, following) in enumerate(around):
        layout = Layout(
            keeps_next=(index == 0 < last) or (index >= last - 1 and has_signature),
            before=tables.space_below(sheet) if isinstance(previous, Table) else None,
        )
        if isinstance(previous, Table) and isinstance(block, Table) and not block.caption:
            yield paragraph("Normal", "")  # two tables without a paragraph between them become one
        if isinstance(block, Paragraph) and _announces(block):
            layout = replace(layout, keeps_next=True, after=_space_below_announcement(following, sheet))
        yield _block(story, block, sheet, layout)


def _announces(block: Paragraph) -> bool:
    """Whether a paragraph leads to a list or a table, which then stands close to it."""
    return walk.plain(block.children).rstrip().endswith(":")


def _space_below_announcement(following: Block | None, sheet: Sheet) -> int:
    styles = sheet.styles
    return points(styles.table.before if isinstance(following, Table) else styles.list_item.after)


def _block(story: Story, block: Node, sheet: Sheet, layout: Layout) -> str:
    match block:
        case Paragraph(children):
            return paragraph("BodyText", runs(story, children), layout)
        case Heading(level, children):
            style = "Heading2" if level <= 2 else "Heading3"
            return paragraph(style, runs(story, children), Layout(before=layout.before))
        case BulletList(items):
            return _list(story, "ListBullet", items, sheet, replace(layout, numbering=BULLETS))
        case OrderedList(ordered):
            story.ordered_lists += 1
            numbering = BULLETS + story.ordered_lists
            return _list(story, "ListNumber", ordered, sheet, replace(layout, numbering=numbering))
        case Table():
            return tables.table(story, block, sheet, layout)
        case _:
            walk.unfilled(block)


def _list(story: Story, style: str, items: Sequence[Node], sheet: Sheet, layout: Layout) -> str:
    """Items; under the last one is the space that is under a paragraph."""
    last = len(items) - 1
    return "".join(
        paragraph(
            "ListCheck" if _begins_with_check(item) else style,
            runs(story, _item_words(item)),
            replace(
                layout,
                keeps_next=layout.keeps_next and index == last,
                numbering=None if _begins_with_check(item) else layout.numbering,
                before=None if index else layout.before,
                after=points(sheet.styles.text.after) if index == last else None,
            ),
        )
        for index, item in enumerate(items)
    )


def _begins_with_check(item: Node) -> bool:
    """A check stands where the dash would: one mark is enough."""
    first = item.children[0] if isinstance(item, ListItem) and item.children else None
    return isinstance(first, Control) and first.type == CHECK


def _item_words(item: Node) -> Iterator[Node]:
    return walk.children(item) if isinstance(item, ListItem) else walk.unfilled(item)


def _signature(story: Story, lines: Sequence[Block], sheet: Sheet) -> str:
    """Name and capacity, under the room for the signature by hand."""
    last = len(lines) - 1
    return "".join(
        paragraph("Signature", runs(story, _words(line)), Layout(keeps_next=index < last))
        for index, line in enumerate(lines)
    )


def _enclosures(story: Story, lines: Sequence[Block], sheet: Sheet) -> str:
    """« P. J. », then one enclosure a line, all of them under the first one."""
    indent = twips(sheet.enclosures.indent)
    first = Layout(indent=f'<w:ind w:left="{indent}" w:hanging="{indent}"/>')
    label = f"<w:r>{_text(words.ENCLOSURES.rstrip(' '))}<w:tab/></w:r>"
    return "".join(
        paragraph("Enclosures", runs(story, _words(line)))
        if index
        else paragraph("Enclosures", label + runs(story, _words(line)), first)
        for index, line in enumerate(lines)
    )


def _text(label: str) -> str:
    return f'<w:t xml:space="preserve">{label}</w:t>'
