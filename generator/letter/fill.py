"""Fills a tree: holes take values, branches are chosen, loops repeated. The result is a Document.

The page does the same in TypeScript (`browser/src/letter/fill.ts`); `tests/vectors/filling.json` holds the
two together. A value is only ever text in a node: nothing here looks into it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.letter.nodes import (
    And,
    Block,
    BulletList,
    Column,
    Compare,
    Control,
    Count,
    Document,
    Each,
    Emphasis,
    Expression,
    Filled,
    Given,
    Heading,
    In,
    Inline,
    LetterTree,
    LineBreak,
    Link,
    ListItem,
    Literal,
    Node,
    Not,
    Or,
    OrderedList,
    Paragraph,
    Path,
    Plural,
    Row,
    Several,
    Strong,
    Table,
    Text,
    Value,
    When,
)
from generator.values.formatters import FORMATTERS

Answers = Mapping[str, Any]
"""Nested mappings, sequences and typed values, by field name."""

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
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


class _Filler(Struct):
    answers: Answers
    items: Mapping[str, tuple[Any, str]] = field(default_factory=dict)  # loop item → (value, concrete path)
    missing: list[str] = field(default_factory=list)
    taken: dict[int, When] | None = None  # identity of a branch's children → what it is a branch of

    # -- values

    def look_up(self, path: Path) -> tuple[Any, str]:
        """The value at ``path`` (None if absent) and its concrete path; own keys of mappings only."""
        first = path.parts[0]
        if first in self.items:
            value, concrete = self.items[first]
        else:
            value, concrete = self.answers.get(first), first
        for part in path.parts[1:]:
            value = value.get(part) if isinstance(value, (dict, Mapping)) else None  # a dict is told at once
            concrete = f"{concrete}.{part}"
        return value, concrete

    def sequence(self, path: Path) -> tuple[Sequence[Any], str]:
        value, concrete = self.look_up(path)
        return (value if isinstance(value, Sequence) and not isinstance(value, str) else ()), concrete

    def holds(self, expression: Expression) -> bool:
        match expression:
            case And(operands):
                return all(self.holds(operand) for operand in operands)
            case Or(operands):
                return any(self.holds(operand) for operand in operands)
            case Not(operand):
                return not self.holds(operand)
            case Given(path):
                return is_given(self.look_up(path)[0])
            case Several(path):
                return len(self.sequence(path)[0]) > 1
            case Plural(path):
                sender = self.look_up(path)[0]
                return not (isinstance(sender, Mapping) and sender.get("status") == "sole_trader")
            case In(item, options):
                return self.look_up(item)[0] in options
            case Compare(sign, left, right):
                return self._compare(sign, self._operand(left), self._operand(right))
            case Path():
                return bool(self.look_up(expression)[0])
            case Literal(value):
                return bool(value)
            case Count(path):
                return bool(self.sequence(path)[0])

    def _operand(self, expression: Expression) -> Any:
        match expression:
            case Literal(value):
                return value
            case Count(path):
                return len(self.sequence(path)[0])
            case Path():
                return self.look_up(expression)[0]
        raise TypeError(expression)

    @staticmethod
    def _compare(sign: str, left: Any, right: Any) -> bool:
        """Absent values equal nothing and come before nothing."""
        if left is None or right is None:
            return sign == "!="
        if isinstance(left, int) and isinstance(right, Decimal):
            left = Decimal(left)
        return bool(_OPERATORS[sign](left, right))

    def _value(self, node: Value) -> Filled:
        value, concrete = self.look_up(node.path)
        if not is_given(value):
            self.missing.append(concrete)
            return Filled("", concrete)
        return Filled(FORMATTERS[node.format].format(value), concrete)

    # -- nodes

    def inline(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for node in nodes:
            match node:
                case Text() | LineBreak():
                    out.append(node)
                case Value():
                    out.append(self._value(node))
                case Strong(children):
                    out.append(Strong(self.inline(children)))
                case Emphasis(children):
                    out.append(Emphasis(self.inline(children)))
                case Link(href, children):
                    out.append(Link(href, self.inline(children)))
                case When():
                    out.extend(self.inline(self.chosen(node)))
                case Each():
                    out.extend(self._enumeration(node))
                case Filled() | Control():
                    out.append(node)
                case _:
                    raise TypeError(node)
        return tuple(out)

    def chosen(self, node: When) -> tuple[Node, ...]:
        children = next((b.children for b in node.branches if self.holds(b.condition)), node.otherwise)
        if self.taken is not None:
            self.taken[id(children)] = node
        return children

    def each(self, node: Each) -> Iterator[_Filler]:
        """A filler for each item, missing values shared."""
        values, concrete = self.sequence(node.path)
        for index, value in enumerate(values):
            yield replace(self, items={**self.items, node.item: (value, f"{concrete}.{index}")})

    def _enumeration(self, node: Each) -> tuple[Inline, ...]:
        """« A, B et C »; items that come to nothing are left out."""
        filled = [filler.inline(node.children) for filler in self.each(node)]
        items = [item for item in filled if any(not isinstance(child, Text) or child.text.strip() for child in item)]
        out: list[Inline] = []
        for index, item in enumerate(items):
            if index:
                out.append(Text(LAST_SEPARATOR if index == len(items) - 1 else SEPARATOR))
            out.extend(item)
        return tuple(out)

    def blocks(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        out: list[Block] = []
        for node in nodes:
            match node:
                case Paragraph(children):
                    if tidied := tidy(self.inline(children)):
                        out.append(Paragraph(tidied))
                case Heading(level, children):
                    out.append(Heading(level, tidy(self.inline(children))))
                case BulletList(items):
                    if made := tuple(self._items(items)):
                        out.append(BulletList(made))
                case OrderedList(items):
                    out.append(OrderedList(tuple(self._items(items))))
                case Table():
                    out.append(self._table(node))
                case When():
                    out.extend(self.blocks(self.chosen(node)))
                case Each():
                    for filler in self.each(node):
                        out.extend(filler.blocks(node.children))
                case _:
                    raise TypeError(node)
        return tuple(out)

    def _items(self, nodes: Iterable[Node]) -> Iterator[ListItem]:
        for node in nodes:
            match node:
                case ListItem(children):
                    if tidied := tidy(self.inline(children)):
                        yield ListItem(tidied)
                case When():
                    yield from self._items(self.chosen(node))
                case Each():
                    for filler in self.each(node):
                        yield from filler._items(node.children)
                case _:
                    raise TypeError(node)

    # -- tables

    def _table(self, table: Table) -> Table:
        kept = [i for i, column in enumerate(table.columns) if column.condition is None or self.holds(column.condition)]
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


def is_given(value: object) -> bool:
    """Whether an optional value is there: not None, not an empty text, list or group."""
    return value is not None and value != "" and value != () and value != [] and value != {}


# --- seams: spaces where a branch came to nothing -----------------------------------------------


_CLOSE = frozenset(",.)\u00a0\u202f")
"""What stands close to the word before it."""


def tidy(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The run without the stray ordinary spaces that an empty branch leaves; () if no ink is left.

    Only literal text changes: a space before another, before , . ) or a no-break space, and at either
    end of a line. Values keep every character.
    """
    if len(nodes) == 1 and isinstance(alone := nodes[0], (Text, Filled)):  # most cells of a table
        if isinstance(alone, Filled):
            return nodes
        return (Text(alone.text.strip(" ")),) if alone.text.strip() else ()
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
            case Strong(children):
                if made := tuple(_rebuilt(children, texts)):
                    yield Strong(made)
            case Emphasis(children):
                if made := tuple(_rebuilt(children, texts)):
                    yield Emphasis(made)
            case Link(href, children):
                if made := tuple(_rebuilt(children, texts)):
                    yield Link(href, made)
            case Text():
                if text := next(texts):
                    yield node if text == node.text else Text(text)
            case _:
                next(texts)
                yield node
