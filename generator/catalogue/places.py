"""Where the words of a tree stand in the files it was compiled from.

A tree has no line numbers: it is what pages and renderers get. A rule that finds fault with a node
asks here. Holes come in the same order in a source and in its tree, so that a node is looked for
between the holes around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.errors import Problem
from generator.letter.compile import Library
from generator.letter.language import Hole, Tag, Words, read
from generator.letter.nodes import (
    Branch,
    BulletList,
    Each,
    Emphasis,
    Heading,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Value,
    When,
)
from generator.letter.schema import Source, TableSource

MAX_NESTING = 25


@dataclass(frozen=True, slots=True)
class Place:
    path: str
    line: int


def place_of(node: Node, excerpt: str, nodes: Iterable[Node], source: Source, library: Library) -> Place:
    """Where ``excerpt`` of ``node`` stands, in the source of ``nodes`` or a clause or table it draws on."""
    start = Place(source.path, source.first_line)
    pieces = list(_pieces(source, library, ()))
    position = 0
    words: list[tuple[str, Words]] = []
    for leaf, table in _leaves(nodes, library):
        if isinstance(leaf, Table):
            position = _next_hole(pieces, position) + 1
        if leaf is node and table is not None:
            return table
        if table is not None:
            continue
        if isinstance(leaf, Value):
            position = _next_hole(pieces, position) + 1
            if leaf is node:
                path, piece = pieces[min(position, len(pieces)) - 1]
                return Place(path, piece.line)
        elif leaf is node:
            words = list(_words_until_hole(pieces, position))
            return _in_words(words, str(getattr(leaf, "text", "")), excerpt) or start
    return start


def _pieces(source: Source, library: Library, including: tuple[str, ...]) -> Iterator[tuple[str, Words | Hole]]:
    """Words and holes of ``source`` in order, clauses in their places."""
    ignored: list[Problem] = []
    for piece in read(source, ignored):
        if isinstance(piece, Tag):
            clause = library.clauses.get(piece.name)
            if clause is not None and piece.name not in including and len(including) < MAX_NESTING:
                yield from _pieces(clause, library, (*including, piece.name))
        else:
            yield source.path, piece


def _next_hole(pieces: list[tuple[str, Words | Hole]], position: int) -> int:
    return next((i for i in range(position, len(pieces)) if isinstance(pieces[i][1], Hole)), len(pieces) - 1)


def _words_until_hole(pieces: list[tuple[str, Words | Hole]], position: int) -> Iterator[tuple[str, Words]]:
    for path, piece in pieces[position:]:
        if isinstance(piece, Hole):
            return
        yield path, piece


def _leaves(nodes: Iterable[Node], library: Library) -> Iterator[tuple[Node, Place | None]]:
    """Texts and values in order; those of a table with their line in `tables.yml`."""
    for node in nodes:
        match node:
            case When(branches, otherwise):
                for children in (*(branch.children for branch in branches), otherwise):
                    yield from _leaves(children, library)
            case BulletList(items) | OrderedList(items):
                yield from _leaves(items, library)
            case Paragraph(children) | ListItem(children) | Heading(_, children) | Each(_, _, children):
                yield from _leaves(children, library)
            case Strong(children) | Emphasis(children) | Link(_, children) | Branch(_, children):
                yield from _leaves(children, library)
            case Table(name):
                yield node, None
                yield from _leaves_of_table(node, library.tables[name], library)
            case _:
                yield node, None


def _leaves_of_table(table: Table, source: TableSource, library: Library) -> Iterator[tuple[Node, Place]]:
    parts: list[tuple[Iterable[Node], int]] = [(table.caption, source.line)]
    parts += [(c.label, s.line) for c, s in zip(table.columns, source.columns, strict=False)]
    parts += [((row,), s.line) for row, s in zip(table.rows, source.rows, strict=False)]
    for nodes, line in parts:
        for leaf in _cells(nodes, library):
            yield leaf, Place(source.path, line)


def _cells(nodes: Iterable[Node], library: Library) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Row(cells):
                for cell in cells:
                    yield from _cells(cell, library)
            case When(branches, otherwise):
                for children in (*(branch.children for branch in branches), otherwise):
                    yield from _cells(children, library)
            case Each(_, _, children):
                yield from _cells(children, library)
            case _:
                yield from (leaf for leaf, _ in _leaves((node,), library))


def _in_words(words: list[tuple[str, Words]], text: str, excerpt: str) -> Place | None:
    """The line of ``excerpt``: inside the whole ``text`` where that is found, else by itself."""
    for wanted in (text, excerpt):
        pattern = _loosely(wanted)
        for path, piece in words:
            found = pattern.search(piece.text) if wanted.strip() else None
            if found:
                inner = _loosely(excerpt).search(piece.text, found.start()) or found
                return Place(path, piece.line + piece.text.count("\n", 0, inner.start()))
    return Place(words[0][0], words[0][1].line) if words else None


def _loosely(text: str) -> re.Pattern[str]:
    """``text`` as its author may have typed it: other spaces, straight apostrophes, Markdown's marks between."""
    words = re.findall(r"\w+|[^\w\s]", text)
    return re.compile(r"[\s*_]*".join("['’]" if word in "'’" else re.escape(word) for word in words))
