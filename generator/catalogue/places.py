"""Where the words of a tree stand in the files it was compiled from.

A tree has no line numbers: it is what pages and renderers get. A rule that finds fault with a node
asks here. Holes come in the same order in a source and in its tree, so that a node is looked for
between the holes around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from generator.errors import Problem
from generator.letter.inclusions import Allowance
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
    Text,
    Value,
    When,
)
from generator.letter.schema import Library, Source, TableSource


class Place(Struct, frozen=True):
    path: str
    line: int


_Piece = tuple[str, Words | Hole]
"""A file, and words or a hole of it."""


class Guide:
    """Finds nodes of one letter; what it found of a part is kept for the next question."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._indexes: dict[int, _Index] = {}

    def place(self, node: Node | None, excerpt: str, blocks: tuple[Node, ...], source: Source) -> Place:
        """Where ``excerpt`` of ``node`` stands, in the source of ``blocks`` or a clause or table it draws on."""
        if node is None:
            return Place(source.path, source.first_line)
        if id(blocks) not in self._indexes:
            self._indexes[id(blocks)] = _index(blocks, source, self.library)
        index = self._indexes[id(blocks)]
        index.read_to(id(node))
        if id(node) in index.places:
            return index.places[id(node)]
        span = index.spans.get(id(node))
        return span.place_of(excerpt) if span else Place(source.path, source.first_line)


class _Span(Struct, frozen=True):
    """Where a text stands in words of a file."""

    path: str
    words: Words
    start: int
    end: int

    def place_of(self, excerpt: str) -> Place:
        found = _search(excerpt, self.words.text, self.start, self.end)
        return Place(self.path, self.words.line + self.words.text.count("\n", 0, found[0] if found else self.start))


class _Index(Struct, frozen=True):
    """Leaves of a part by identity: values and cells with their place, texts with the words they come from."""

    left: Iterator[int]
    """The identities of the leaves that are still to be read; each is placed as it is read."""
    places: dict[int, Place] = field(default_factory=dict)
    spans: dict[int, _Span] = field(default_factory=dict)

    def read_to(self, identity: int) -> None:
        """Place the leaves as far as the one that is asked for."""
        if identity not in self.places and identity not in self.spans:
            any(found == identity for found in self.left)


def _index(blocks: Iterable[Node], source: Source, library: Library) -> _Index:
    """Leaves and source in step: holes and words come in the same order in both."""
    places, spans = dict[int, Place](), dict[int, _Span]()
    pieces = list(_pieces(source, library, Allowance(library)))

    def read() -> Iterator[int]:
        at, offset = 0, 0  # what is before was met
        for leaf, cell in _leaves(blocks, library):
            if cell is not None:
                places[id(leaf)] = cell
            elif isinstance(leaf, Value | Table):
                at, offset = _next_hole(pieces, at), 0
                if at < len(pieces):
                    path, hole = pieces[at]
                    places[id(leaf)] = Place(path, hole.line)
                    at += 1
            elif isinstance(leaf, Text) and (found := _next_words(pieces, at, offset, leaf.text)):
                at, span = found
                offset, spans[id(leaf)] = span.end, span
            yield id(leaf)

    return _Index(read(), places, spans)


def _next_hole(pieces: Sequence[_Piece], at: int) -> int:
    return next((i for i in range(at, len(pieces)) if isinstance(pieces[i][1], Hole)), len(pieces))


def _next_words(pieces: Sequence[_Piece], at: int, offset: int, text: str) -> tuple[int, _Span] | None:
    """The words that ``text`` comes from, before the next hole: as they are, else as an author may have typed them."""
    until = _next_hole(pieces, at)
    for search in (_plainly, _typed):
        for index in range(at, until):
            path, piece = pieces[index]
            assert isinstance(piece, Words)
            if found := search(text, piece.text, offset if index == at else 0, len(piece.text)):
                return index, _Span(path, piece, *found)
    return None


def _search(wanted: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where ``wanted`` is in ``text``, as it is or as its author may have typed it."""
    return _plainly(wanted, text, start, end) or _typed(wanted, text, start, end)


def _plainly(wanted: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    at = _plain(text).find(_plain(wanted), start, end)
    return (at, at + len(wanted)) if at >= 0 else None


def _typed(wanted: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    found = _loosely(wanted).search(text, start, end)
    return found.span() if found else None


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """``text`` with plain spaces and apostrophes, as long: most of what an author types differs by these alone."""
    return text.translate(_PLAIN)


_PLAIN = {ord("\n"): " ", 0xA0: " ", 0x202F: " ", ord("’"): "'"}


def _pieces(source: Source, library: Library, allowance: Allowance | None = None) -> Iterator[tuple[str, Words | Hole]]:
    """Words and holes of ``source`` in order, clauses in their places; ``allowance`` is that of a whole part."""
    ignored: list[Problem] = []
    for piece in read(source, ignored):
        if isinstance(piece, Tag):
            clause = library.clauses.get(piece.name)
            if clause is not None and not (allowance and allowance.refusals(piece, source.path) is not None):
                yield from _pieces(clause, library)
        else:
            yield source.path, piece


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


def _loosely(text: str) -> re.Pattern[str]:
    """``text`` as its author may have typed it: other spaces, straight apostrophes, Markdown's marks between."""
    words = re.findall(r"\w+|[^\w\s]", text)
    return re.compile(r"[\s*_]*".join("['’]" if word in "'’" else re.escape(word) for word in words))
