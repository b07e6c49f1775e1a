"""Fills a tree: holes take values, branches are chosen, loops repeated. The result is a Document.

The page does the same in TypeScript (`browser/src/letter/fill.ts`); `tests/vectors/filling.json` holds the
two together. A value is only ever text in a node: nothing here looks into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from msgspec import field

from generator.letter.nodes import (
    LEAVES,
    Block,
    BulletList,
    Column,
    Control,
    Document,
    Each,
    Emphasis,
    Filled,
    Heading,
    Inline,
    LetterTree,
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
    Value,
    When,
    inside,
)
from generator.letter.situation import Answers, Situation, is_given
from generator.values.formatters import FORMATTERS

SEPARATOR, LAST_SEPARATOR = ", ", " et "
"""Between the items of an enumeration, and before its last one."""


def fill(tree: LetterTree, answers: Answers, *, taken: dict[int, When] | None = None) -> Document:
    """The document that ``tree`` gives with ``answers``; ``taken`` gets the branches that show, by identity.

    A hole without a value becomes ``Filled("", path)`` and its path is listed in ``missing``, in
    reading order; whether that is an error is for the caller to say (`produce` refuses, the page shows it).
    """
    filler = _Filler(answers, taken=taken)
    parts = {name: filler.blocks(blocks) for name, blocks in tree.parts.items()}
    subject = plain_text(parts.get("subject", ()))
    author = answers.get("creditor", {}).get("name") or ""
    return Document(
        info=tree.info,
        title=subject or tree.info.title,
        author=str(author),
        parts=parts,
        missing=tuple(dict.fromkeys(filler.missing)),
    )


def show(tree: LetterTree, answers: Answers, *, taken: dict[int, When]) -> None:
    """Add the branches that show to ``taken``, as `fill` does, and fill nothing."""
    situation = Situation(answers, taken=taken)
    for blocks in tree.parts.values():
        _show(situation, blocks)


def _show(situation: Situation, nodes: Iterable[Node], columns: Sequence[int] = ()) -> None:
    for node in nodes:
        if type(node) in LEAVES:
            continue
        if type(node) is When:
            _show(situation, situation.chosen(node), columns)
        elif type(node) is Each:
            for within in situation.each(node):
                _show(within, node.children, columns)
        elif type(node) is Table:
            kept = situation.columns(node)
            _show(situation, (child for index in kept for child in node.columns[index].label))
            _show(situation, (*node.caption, *node.rows), kept)
        elif type(node) is Row:
            _show(situation, (child for index in columns for child in node.cells[index]))
        else:
            _show(situation, inside(node))


def plain_text(nodes: Iterable[Node]) -> str:
    """The words of filled nodes, marks dropped; blocks are joined by a space."""
    return " ".join(filter(None, (_words(node) for node in nodes)))


def _words(node: Node) -> str:
    match node:
        case Text(text) | Filled(text, _):
            return text
        case LineBreak():
            return " "
        case Strong(children) | Emphasis(children) | Paragraph(children) | ListItem(children):
            return "".join(_words(child) for child in children)
        case Link(_, children) | Heading(_, children):
            return "".join(_words(child) for child in children)
        case BulletList(items) | OrderedList(items):
            return plain_text(items)
        case Table(_, _, _, rows):
            return plain_text(rows)
        case Row(cells):
            return " ".join("".join(_words(child) for child in cell) for cell in cells)
    return ""


class _Filler(Situation):
    missing: list[str] = field(default_factory=list)
    """The holes without a value, in reading order; fillers of one letter share it."""

    # -- inline

    def inline(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for node in nodes:
            if type(node) is Text:  # most of them are
                out.append(node)
            else:
                out += _INLINE[type(node)](self, node)
        return tuple(out)

    def filled(self, node: Value) -> tuple[Inline, ...]:
        value, concrete = self.value(node.path), self.concrete(node.path)
        if not is_given(value):
            self.missing.append(concrete)
            return (Filled("", concrete),)
        return (Filled(FORMATTERS[node.format].format(value), concrete),)

    def enumeration(self, node: Each) -> tuple[Inline, ...]:
        """« A, B et C »; items that come to nothing are left out."""
        filled = [filler.inline(node.children) for filler in self.each(node)]
        items = [item for item in filled if any(not isinstance(child, Text) or child.text.strip() for child in item)]
        out: list[Inline] = []
        for index, item in enumerate(items):
            if index:
                out.append(Text(LAST_SEPARATOR if index == len(items) - 1 else SEPARATOR))
            out.extend(item)
        return tuple(out)

    # -- blocks

    def blocks(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        out: list[Block] = []
        for node in nodes:
            out += _BLOCKS[type(node)](self, node)
        return tuple(out)

    def paragraph(self, node: Paragraph) -> tuple[Block, ...]:
        children = tidy(self.inline(node.children))
        return (Paragraph(children),) if children else ()

    def bullet_list(self, node: BulletList) -> tuple[Block, ...]:
        items = tuple(self.list_items(node.items))
        return (BulletList(items),) if items else ()

    def list_items(self, nodes: Iterable[Node]) -> Iterator[ListItem]:
        for node in nodes:
            match node:
                case ListItem(children):
                    if tidied := tidy(self.inline(children)):
                        yield ListItem(tidied)
                case When():
                    yield from self.list_items(self.chosen(node))
                case Each():
                    for filler in self.each(node):
                        yield from filler.list_items(node.children)
                case _:
                    raise TypeError(node)

    # -- tables

    def table(self, table: Table) -> Table:
        kept = self.columns(table)
        columns = tuple(Column(tidy(self.inline(table.columns[i].label)), table.columns[i].align) for i in kept)
        rows = tuple(self._rows(table.rows, kept))
        return Table(table.name, tidy(self.inline(table.caption)), columns, rows, table.row_headers)

    def _rows(self, nodes: Iterable[Node], kept: Sequence[int]) -> Iterator[Row]:
        for node in nodes:
            match node:
                case Row(cells, is_total):
                    yield Row(tuple(tidy(self.inline(cells[i])) for i in kept), is_total)
                case When():
                    yield from self._rows(self.chosen(node), kept)
                case Each():
                    for filler in self.each(node):
                        yield from filler._rows(node.children, kept)
                case _:
                    raise TypeError(node)


_INLINE: Mapping[type[Node], Callable[[_Filler, Any], tuple[Inline, ...]]] = {
    Text: lambda _, text: (text,),
    Value: _Filler.filled,
    When: lambda filler, when: filler.inline(filler.chosen(when)),
    Strong: lambda filler, strong: (Strong(filler.inline(strong.children)),),
    Each: _Filler.enumeration,
    LineBreak: lambda _, line_break: (line_break,),
    Link: lambda filler, link: (Link(link.href, filler.inline(link.children)),),
    Emphasis: lambda filler, emphasis: (Emphasis(filler.inline(emphasis.children)),),
    Filled: lambda _, filled: (filled,),
    Control: lambda _, control: (control,),
}
_BLOCKS: Mapping[type[Node], Callable[[_Filler, Any], Iterable[Block]]] = {
    Paragraph: _Filler.paragraph,
    When: lambda filler, when: filler.blocks(filler.chosen(when)),
    Each: lambda filler, each: (block for inner in filler.each(each) for block in inner.blocks(each.children)),
    Heading: lambda filler, heading: (Heading(heading.level, tidy(filler.inline(heading.children))),),
    BulletList: _Filler.bullet_list,
    OrderedList: lambda filler, ordered: (OrderedList(tuple(filler.list_items(ordered.items))),),
    Table: lambda filler, table: (filler.table(table),),
}
"""How each node is filled; one that is in neither has no place there."""


# --- seams: spaces where a branch came to nothing -----------------------------------------------


_CLOSE = frozenset(",.)\u00a0\u202f")
"""What stands close to the word before it."""
_EMPTY = "  "
"""How a node without words reads: as stray spaces, since it may have to go."""
_STRAY = re.compile(" (?:[ ,.)\u00a0\u202f\n]|(?<=[\n\u00a0\u202f] ))")
"""A space with one of these after it, or before it; its first character is what makes the search quick."""


def tidy(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The run without the stray ordinary spaces that an empty branch leaves; () if no ink is left.

    Only literal text changes: a space before another, before , . ) or a no-break space, and at either
    end of a line. Values keep every character.
    """
    line = _read(nodes)
    if not _STRAY.search(f"\n{line}\n") and not line.isspace():  # as most are
        return nodes
    leaves = list(_leaves(nodes))
    texts = [leaf.text if isinstance(leaf, (Text, Filled)) else "" for leaf in leaves]
    if not any(text.strip() for text in texts) and not any(isinstance(leaf, (Filled, Control)) for leaf in leaves):
        return ()
    before = "\n"  # last character so far; a line break at the start of a run
    owner = -1  # the literal leaf that ends with it
    for index, leaf in enumerate(leaves):
        if isinstance(leaf, LineBreak):
            _strip_end(texts, owner, before)
            before, owner = "\n", -1
            continue
        if isinstance(leaf, Text):
            if before in " \n\u00a0\u202f":
                texts[index] = texts[index].lstrip(" ")
            if texts[index][:1] in _CLOSE and before == " " and owner >= 0:
                texts[owner] = texts[owner].rstrip(" ")
        if texts[index]:
            before, owner = texts[index][-1], index if isinstance(leaf, Text) else -1
        elif isinstance(leaf, (Filled, Control)):
            before, owner = "\ufffc", -1
    _strip_end(texts, owner, before)
    return tuple(_rebuilt(nodes, iter(texts)))


def _read(nodes: Iterable[Inline]) -> str:
    return "".join([_READ[type(node)](node) or _EMPTY for node in nodes])


_READ: Mapping[type[Inline], Callable[[Any], str]] = {
    Text: attrgetter("text"),
    Filled: attrgetter("text"),
    LineBreak: lambda _: "\n",
    Control: lambda _: "\ufffc",
    Strong: lambda strong: _read(strong.children),
    Emphasis: lambda emphasis: _read(emphasis.children),
    Link: lambda link: _read(link.children),
}
"""How a filled run reads, node by node."""


def _strip_end(texts: list[str], owner: int, before: str) -> None:
    if owner >= 0 and before == " ":
        texts[owner] = texts[owner].rstrip(" ")


def _leaves(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        if isinstance(node, (Strong, Emphasis, Link)):
            yield from _leaves(node.children)
        else:
            yield node


def _rebuilt(nodes: Iterable[Inline], texts: Iterator[str]) -> Iterator[Inline]:
    for node in nodes:
        match node:
            case Text():
                if text := next(texts):
                    yield node if text == node.text else Text(text)
            case Strong(children):
                if made := tuple(_rebuilt(children, texts)):
                    yield Strong(made)
            case Emphasis(children):
                if made := tuple(_rebuilt(children, texts)):
                    yield Emphasis(made)
            case Link(href, children):
                if made := tuple(_rebuilt(children, texts)):
                    yield Link(href, made)
            case _:
                next(texts)
                yield node
