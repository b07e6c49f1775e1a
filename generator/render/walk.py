"""Reading a document from end to end: its words, and the fields that they came from.

A document has no hole and no branch left (`nodes`); one that has is a fault of ours, and said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn

from generator.letter.controls import sample
from generator.letter.nodes import (
    PARTS,
    BulletList,
    Control,
    Document,
    Emphasis,
    Filled,
    Heading,
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


def unfilled(node: object) -> NoReturn:
    """A tree where a document was expected."""
    raise TypeError(f"a document holds no {type(node).__name__}: fill the tree first")


def leaves(document: Document) -> Iterator[tuple[str, str]]:
    """Each text with the field that it came from, or, for words of the template, its part of the letter."""
    for part in PARTS:
        for block in document.parts.get(part, ()):
            for leaf in texts(block):
                yield (leaf.text, leaf.path if isinstance(leaf, Filled) else part)


def texts(node: Node) -> Iterator[Text | Filled]:
    """The texts of a node, in reading order; a control counts as the longest value it has room for."""
    match node:
        case Text() | Filled():
            yield node
        case LineBreak():
            yield Text("\n")
        case Control():
            yield Filled(sample(node), node.path)
        case _:
            for child in children(node):
                yield from texts(child)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below a node."""
    match node:
        case Strong() | Emphasis() | Link() | Paragraph() | Heading() | ListItem():
            yield from node.children
        case BulletList() | OrderedList():
            yield from node.items
        case Row():
            yield from (child for cell in node.cells for child in cell)
        case Table():
            yield from node.caption
            yield from (child for column in node.columns for child in column.label)
            yield from node.rows
        case _:
            unfilled(node)


def plain(nodes: Iterable[Node]) -> str:
    """The words of some nodes, without their dress."""
    return "".join(leaf.text for node in nodes for leaf in texts(node))
