"""What a debtor of one regime may read: a tree without the branches that cannot be reached.

Branches whose condition is known are decided; the others stay side by side as a `Choice`. Nothing
here walks through every combination of branches: a passage is read a few times, so that each
alternative is met, and each pair of alternatives that stand next to each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, product
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.catalogue.facts import Facts, full_path, truth
from generator.letter.known import prefixes
from generator.letter.nodes import (
    BulletList,
    Each,
    Emphasis,
    Expression,
    Heading,
    LineBreak,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Path,
    Row,
    Strong,
    Table,
    Text,
    Value,
    When,
    paths_of,
)

OPEN, CLOSE = "⟦", "⟧"
"""Around a path, in the text that rules read: « payer ⟦statement.total⟧ »."""
PAIRED_ALTERNATIVES = 4
"""Up to so many alternatives, each is read beside each of the next choice; further ones are read once."""


class Leaf(Struct, frozen=True):
    """Words, or a value: its ``path``. ``node`` is the tree's own node, by which its place is found."""

    text: str
    path: str
    node: Text | Value | LineBreak
    is_strong: bool


class Choice(Struct, frozen=True):
    """Alternatives of which one will show, which is not known yet; choices on the same conditions go together."""

    conditions: tuple[Expression, ...]
    alternatives: tuple[tuple[Reached, ...], ...]


class Loop(Struct, frozen=True):
    """What is repeated, perhaps never."""

    path: str
    children: tuple[Reached, ...]


class Passage(Struct, frozen=True, dict=True):
    """A paragraph, a heading, a list item, a cell of the table so named: what is read in one go."""

    part: str
    children: tuple[Reached, ...]
    table: str = ""
    is_total: bool = False

    @cached_property
    def found(self) -> dict[object, tuple[Any, ...]]:
        """What rules that look at a passage alone found in it, by their ids."""
        return {}

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf that may be read, in order."""
        return tuple(leaves(self.children))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The ways it may read, each alternative met at least once."""
        return tuple({reading.text: reading for reading in map(Reading, _ways(self.children))}.values())


Reached = Leaf | Choice | Loop | Passage


class Reading:
    """One way a passage may read: its leaves in order, their text joined; ``folded`` is what rules search."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self.leaves = tuple(leaves)
        self.text = "".join(leaf.text for leaf in self.leaves)
        self.folded = fold(self.text)

    def leaf_at(self, offset: int) -> tuple[Leaf, int]:
        """The leaf that holds ``offset``, and the offset in it."""
        for leaf in self.leaves:
            if offset < len(leaf.text):
                return leaf, offset
            offset -= len(leaf.text)
        raise IndexError(offset)

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Its sentences, folded, each with where it starts; a full stop after « art. » ends none."""
        starts = [0, *(found.end() for found in _SENTENCE_END.finditer(self.text)), len(self.text)]
        pieces = [(a, self.folded[a:b]) for a, b in pairwise(starts)]
        return tuple((start, piece) for start, piece in pieces if piece.strip())


_SENTENCE_END = re.compile(
    r"(?<!\bart\.)(?<!\barts\.)(?<!\bal\.)(?<!\bM\.)(?<!\b[LRDP]\.)(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Ý«⟦])"
)

_FOLDED = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in range(0xC0, 0x180)
    if len(unicodedata.normalize("NFD", chr(code))) > 1
} | {ord("’"): "'", 0xA0: " ", 0x202F: " "}


def fold(text: str) -> str:
    """Small letters without accents, plain spaces and apostrophes; as long as ``text``."""
    return text.translate(_FOLDED).lower()


# --- reaching ---------------------------------------------------------------------------------


class Memory(Struct, frozen=True):
    """What was reached already, by the identity of nodes: letters share much, and regimes almost everything."""

    parts: dict[tuple[object, ...], ReachedPart] = field(default_factory=dict)
    blocks: dict[tuple[object, ...], tuple[Reached, ...]] = field(default_factory=dict)
    conditions: dict[int, frozenset[str]] = field(default_factory=dict)
    around: dict[int, frozenset[str]] = field(default_factory=dict)
    facts: dict[tuple[object, ...], Facts] = field(default_factory=dict)
    """What is known of letters to a regime, by what it depends on: letters ask few different questions."""
    groups: dict[tuple[object, ...], PartGroup] = field(default_factory=dict)
    held: list[object] = field(default_factory=list)
    """What the identities are of: one that is no longer held could be another's."""


def reach(part: str, nodes: Iterable[Node], facts: Facts, memory: Memory) -> ReachedPart:
    """What can be read in ``nodes`` of a part of a letter, when ``facts`` are known."""
    return ReachedPart(tuple(_Pruning(part, facts, memory, {}).blocks(nodes)))


class ReachedPart(Struct, frozen=True, dict=True):
    """What can be read in a part of a letter."""

    nodes: tuple[Reached, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in order."""
        return tuple(passages(self.nodes))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf, in order."""
        return tuple(leaves(self.nodes))

    @cached_property
    def paths(self) -> frozenset[str]:
        """The values that may be printed, and the groups they are in."""
        printed = {leaf.path for leaf in self.leaves if leaf.path}
        return frozenset(path for inner in printed for path in prefixes(inner))

    @cached_property
    def folded(self) -> str:
        """All that may be read, for searching: a word that is not in here is nowhere."""
        return "\n".join(reading.folded for passage in self.passages for reading in passage.readings)

    @cached_property
    def identities(self) -> frozenset[int]:
        """The identities of the tree's nodes that are reached."""
        return frozenset(id(leaf.node) for leaf in self.leaves)


class PartGroup(Struct, frozen=True, dict=True):
    """Parts of a letter that stand together in others too, such as those of the frame."""

    parts: Mapping[str, ReachedPart]

    @cached_property
    def read(self) -> tuple[ReachedPart, ...]:
        """Those in which something may be read."""
        return tuple(part for part in self.parts.values() if part.nodes)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The values that may be printed, and the groups they are in."""
        return frozenset[str]().union(*(part.paths for part in self.read))

    @cached_property
    def identities(self) -> frozenset[int]:
        """The identities of the tree's nodes that are reached."""
        return frozenset[int]().union(*(part.identities for part in self.read))

    @cached_property
    def found(self) -> dict[object, tuple[Any, ...]]:
        """What rules that look at one passage at a time found in them, by their ids."""
        return {}


class _Pruning(Struct, frozen=True):
    part: str
    facts: Facts
    memory: Memory
    items: Mapping[str, str]
    table: str = ""
    is_total: bool = False

    def blocks(self, nodes: Iterable[Node]) -> Iterator[Reached]:
        for node in nodes:
            yield from self._once(node)

    def _once(self, node: Node) -> Iterable[Reached]:
        """What is reached in a block, found once for all that is known and settles its conditions alike."""
        key = self._key_of(id(node), (node,))
        if key not in self.memory.blocks:
            self.memory.blocks[key] = tuple(self._block(node))
        return self.memory.blocks[key]

    def _key_of(self, identity: int, nodes: Iterable[Node]) -> tuple[object, ...]:
        """What is reached in ``nodes`` is the same wherever this is."""
        if identity not in self.memory.conditions:
            self.memory.conditions[identity] = frozenset(_conditions(nodes, self.items))
        return identity, self.facts.settling(self.memory.conditions[identity])

    def _block(self, node: Node) -> Iterator[Reached]:
        match node:
            case When() | Each():
                yield from self._branching(node, _Pruning.blocks)
            case Paragraph(children) | ListItem(children) | Heading(_, children):
                yield from self._passage(children)
            case BulletList(items) | OrderedList(items):
                yield from self.blocks(items)
            case Table():
                yield from self._table(node)
            case _:
                yield from self.inline((node,))

    def _rows(self, rows: Iterable[Node]) -> Iterator[Reached]:
        for node in rows:
            match node:
                case Row(cells, is_total):
                    inner = replace(self, is_total=is_total)
                    for cell in cells:
                        yield from inner._cell(cell)
                case When() | Each():
                    yield from self._branching(node, _Pruning._rows)

    def _cell(self, cell: tuple[Node, ...]) -> Iterable[Reached]:
        key = self._key_of(id(cell), cell)
        if key not in self.memory.blocks:
            self.memory.blocks[key] = tuple(self._passage(cell))
        return self.memory.blocks[key]

    def _passage(self, children: Iterable[Node]) -> Iterator[Passage]:
        reached = tuple(self.inline(children))
        if reached:
            yield Passage(self.part, reached, self.table, self.is_total)

    def _table(self, table: Table) -> Iterator[Reached]:
        inner = replace(self, table=table.name)
        yield from inner._passage(table.caption)
        shown = [column.condition is None or self._holds(column.condition) is not False for column in table.columns]
        for column, is_shown in zip(table.columns, shown, strict=True):
            if is_shown:
                yield from inner._passage(column.label)
        yield from inner._rows(_without_columns(table.rows, shown))

    def inline(self, nodes: Iterable[Node], is_strong: bool = False) -> Iterator[Reached]:
        for node in nodes:
            match node:
                case When() | Each():
                    yield from self._branching(node, lambda inner, children: inner.inline(children, is_strong))
                case Text(text):
                    yield Leaf(text, "", node, is_strong)
                case Value(path, _):
                    full = full_path(path, self.items)
                    yield Leaf(f"{OPEN}{full}{CLOSE}", full, node, is_strong)
                case LineBreak():
                    yield Leaf(" ", "", node, is_strong)
                case Strong(children):
                    yield from self.inline(children, True)
                case Emphasis(children) | Link(_, children):
                    yield from self.inline(children, is_strong)

    def _branching(
        self, node: When | Each, inside: Callable[[_Pruning, Iterable[Node]], Iterator[Reached]]
    ) -> Iterator[Reached]:
        if isinstance(node, Each):
            path = full_path(node.path, self.items)
            if path not in self.facts.absent:
                inner = replace(self, items={**self.items, node.item: path})
                yield Loop(path, tuple(inside(inner, node.children)))
            return
        alternatives = [tuple(inside(self, children)) for children in self._alternatives(node)]
        if len(alternatives) == 1:
            yield from alternatives[0]
        elif any(alternatives):
            yield Choice(tuple(branch.condition for branch in node.branches), tuple(alternatives))

    def _alternatives(self, node: When) -> Iterator[Sequence[Node]]:
        """The branches that may show; the ``else`` too unless one before it surely does."""
        for branch in node.branches:
            holds = self._holds(branch.condition)
            if holds is not False:
                yield branch.children
            if holds:
                return
        yield node.otherwise

    def _holds(self, condition: Expression) -> bool | None:
        return truth(condition, self.facts, self.items)


def _conditions(nodes: Iterable[Node], items: Mapping[str, str]) -> Iterator[str]:
    """The paths that conditions and loops in ``nodes`` read, and the groups around them."""
    for node in nodes:
        match node:
            case When(branches, otherwise):
                for branch in branches:
                    yield from _read_by(branch.condition, items)
                    yield from _conditions(branch.children, items)
                yield from _conditions(otherwise, items)
            case Each(path, item, children):
                full = full_path(path, items)
                yield from prefixes(full)
                yield from _conditions(children, {**items, item: full})
            case Table(_, caption, columns, rows):
                yield from _conditions((*caption, *rows), items)
                for column in columns:
                    yield from _conditions(column.label, items)
                    if column.condition is not None:
                        yield from _read_by(column.condition, items)
            case Row(cells):
                for cell in cells:
                    yield from _conditions(cell, items)
            case BulletList(children) | OrderedList(children):
                yield from _conditions(children, items)
            case Paragraph(children) | ListItem(children) | Heading(_, children):
                yield from _conditions(children, items)
            case Strong(children) | Emphasis(children) | Link(_, children):
                yield from _conditions(children, items)


def _read_by(condition: Expression, items: Mapping[str, str]) -> Iterable[str]:
    if not items:
        return _read_at_top(condition)
    return (path for read in paths_of(condition) for path in prefixes(full_path(Path(tuple(read.split("."))), items)))


@lru_cache(maxsize=4096)
def _read_at_top(condition: Expression) -> frozenset[str]:
    """The same outside loops, where letters ask the same questions again and again."""
    return frozenset(path for read in paths_of(condition) for path in prefixes(read))


def _without_columns(rows: Iterable[Node], shown: Sequence[bool]) -> Iterator[Node]:
    for node in rows:
        match node:
            case Row(cells, is_total):
                yield Row(tuple(c for c, is_shown in zip(cells, shown, strict=False) if is_shown), is_total)
            case When(branches, otherwise):
                kept = tuple(type(b)(b.condition, tuple(_without_columns(b.children, shown))) for b in branches)
                yield When(kept, tuple(_without_columns(otherwise, shown)))
            case Each(path, item, children):
                yield Each(path, item, tuple(_without_columns(children, shown)))


# --- reading ----------------------------------------------------------------------------------


def passages(reached: Iterable[Reached]) -> Iterator[Passage]:
    """Every passage that may be read, in order."""
    for node in reached:
        match node:
            case Passage():
                yield node
            case Loop(_, children):
                yield from passages(children)
            case Choice(_, alternatives):
                for alternative in alternatives:
                    yield from passages(alternative)


def leaves(reached: Iterable[Reached]) -> list[Leaf]:
    """Every leaf that may be read, in order."""
    found: list[Leaf] = []
    _gather(reached, found)
    return found


def _gather(reached: Iterable[Reached], found: list[Leaf]) -> None:
    for node in reached:
        match node:
            case Leaf():
                found.append(node)
            case Passage():
                found.extend(node.leaves)
            case Loop(_, children):
                _gather(children, found)
            case Choice(_, alternatives):
                for alternative in alternatives:
                    _gather(alternative, found)


def count(reached: Iterable[Reached], measure: Callable[[Passage], tuple[int, int]]) -> tuple[int, int]:
    """Least and most of ``measure`` over the alternatives; what is in a loop may show twice, or not at all."""
    least = most = 0
    for node in reached:
        low, high = _count_one(node, measure)
        least, most = least + low, most + high
    return least, most


def _count_one(node: Reached, measure: Callable[[Passage], tuple[int, int]]) -> tuple[int, int]:
    match node:
        case Passage():
            return measure(node)
        case Loop(_, children):
            return 0, 2 * count(children, measure)[1]
        case Choice(_, alternatives):
            counts = [count(alternative, measure) for alternative in alternatives]
            return min(low for low, _ in counts), max(high for _, high in counts)
    return 0, 0


def _ways(children: Sequence[Reached]) -> Iterator[list[Leaf]]:
    conditions = set[tuple[Expression, ...]]()
    paired = range(min(_widest(children, conditions), PAIRED_ALTERNATIVES))
    if len(conditions) <= 1:
        yield from (_one_way(children, (pick, pick)) for pick in paired)
    else:
        yield from (_one_way(children, picks) for picks in product(paired, paired))
    yield from _further(children)


def _further(children: Iterable[Reached]) -> Iterator[list[Leaf]]:
    """Alternatives beyond the paired ones, each by itself: a long list of cases costs no more than its length."""
    for child in children:
        match child:
            case Choice(_, alternatives):
                yield from (leaves(alternative) for alternative in alternatives[PAIRED_ALTERNATIVES:])
                for alternative in alternatives[:PAIRED_ALTERNATIVES]:
                    yield from _further(alternative)
            case Loop(_, inner):
                yield from _further(inner)


def _widest(children: Iterable[Reached], conditions: set[tuple[Expression, ...]]) -> int:
    """The most alternatives of one choice; what is chosen by is added to ``conditions``."""
    widest = 1
    for child in children:
        if isinstance(child, Choice):
            conditions.add(child.conditions)
            inner = [_widest(alternative, conditions) for alternative in child.alternatives]
            widest = max(widest, len(child.alternatives), *inner)
        elif isinstance(child, Loop):
            widest = max(widest, _widest(child.children, conditions))
    return widest


def _one_way(children: Iterable[Reached], picks: tuple[int, int]) -> list[Leaf]:
    """One way to read: every other condition takes the first pick, the rest the second."""
    out: list[Leaf] = []
    met: dict[tuple[Expression, ...], int] = {}

    def walk(nodes: Iterable[Reached]) -> None:
        for node in nodes:
            match node:
                case Leaf():
                    out.append(node)
                case Loop(_, inner):
                    walk(inner)
                case Choice(conditions, alternatives):
                    pick = picks[met.setdefault(conditions, len(met)) % 2]
                    walk(alternatives[min(pick, len(alternatives) - 1)])

    walk(children)
    return out
