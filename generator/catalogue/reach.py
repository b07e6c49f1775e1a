"""What a debtor of one regime may read: a tree without the branches that cannot be reached.

Branches whose condition is known are decided; the others stay side by side as a `Choice`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from generator.catalogue.facts import Facts, full_path, truth
from generator.catalogue.reached import CLOSE, OPEN, Choice, Leaf, Loop, PartGroup, Passage, Reached, ReachedPart
from generator.letter.known import prefixes
from generator.letter.nodes import (
    LEAVES,
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
    inside,
    paths_of,
)


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


class _Pruning(Struct, frozen=True):
    part: str
    facts: Facts
    memory: Memory
    items: Mapping[str, str]
    table: str = ""
    is_total: bool = False

    def blocks(self, nodes: Iterable[Node]) -> list[Reached]:
        found: list[Reached] = []
        for node in nodes:
            found.extend(self._once(node))
        return found

    def _once(self, node: Node) -> Sequence[Reached]:
        """What is reached in a block, found once for all that is known and settles its conditions alike."""
        key = self._key_of(id(node), (node,))
        reached = self.memory.blocks.get(key)
        if reached is None:
            reached = self.memory.blocks[key] = tuple(self._block(node))
        return reached

    def _key_of(self, identity: int, nodes: Iterable[Node]) -> tuple[object, ...]:
        """What is reached in ``nodes`` is the same wherever this is."""
        conditions = self.memory.conditions.get(identity)
        if conditions is None:
            conditions = self.memory.conditions[identity] = _conditions(nodes, self.items)
        return identity, self.facts.settling(conditions)

    def _block(self, node: Node) -> Sequence[Reached]:
        match node:
            case Paragraph(children) | ListItem(children) | Heading(_, children):
                return self._passage(children)
            case When() | Each():
                return self._branching(node, _Pruning.blocks)
            case BulletList(items) | OrderedList(items):
                return self.blocks(items)
            case Table():
                return self._table(node)
        return self.inline((node,))

    def _rows(self, rows: Iterable[Node]) -> list[Reached]:
        found: list[Reached] = []
        for node in rows:
            match node:
                case Row(cells, is_total):
                    inner = replace(self, is_total=is_total)
                    for cell in cells:
                        found.extend(inner._cell(cell))
                case When() | Each():
                    found.extend(self._branching(node, _Pruning._rows))
        return found

    def _cell(self, cell: tuple[Node, ...]) -> Sequence[Reached]:
        key = self._key_of(id(cell), cell)
        reached = self.memory.blocks.get(key)
        if reached is None:
            reached = self.memory.blocks[key] = tuple(self._passage(cell))
        return reached

    def _passage(self, children: Iterable[Node]) -> list[Reached]:
        reached = tuple(self.inline(children))
        return [Passage(self.part, reached, self.table, self.is_total)] if reached else []

    def _table(self, table: Table) -> list[Reached]:
        inner = replace(self, table=table.name)
        found = inner._passage(table.caption)
        shown = [column.condition is None or self._holds(column.condition) is not False for column in table.columns]
        for column, is_shown in zip(table.columns, shown, strict=True):
            if is_shown:
                found += inner._passage(column.label)
        return found + inner._rows(_without_columns(table.rows, shown))

    def inline(self, nodes: Iterable[Node], is_strong: bool = False) -> list[Reached]:
        found: list[Reached] = []
        for node in nodes:
            match node:
                case Text(text):
                    found.append(Leaf(text, "", node, is_strong))
                case Value(path, _):
                    full = full_path(path, self.items)
                    found.append(Leaf(f"{OPEN}{full}{CLOSE}", full, node, is_strong))
                case When() | Each():
                    found += self._branching(node, _Pruning._strong if is_strong else _Pruning.inline)
                case LineBreak():
                    found.append(Leaf(" ", "", node, is_strong))
                case Strong(children):
                    found += self.inline(children, True)
                case Emphasis(children) | Link(_, children):
                    found += self.inline(children, is_strong)
        return found

    def _strong(self, nodes: Iterable[Node]) -> list[Reached]:
        return self.inline(nodes, True)

    def _branching(
        self, node: When | Each, inside: Callable[[_Pruning, Iterable[Node]], list[Reached]]
    ) -> list[Reached]:
        if isinstance(node, Each):
            path = full_path(node.path, self.items)
            if path in self.facts.absent:
                return []
            inner = replace(self, items={**self.items, node.item: path})
            return [Loop(path, tuple(inside(inner, node.children)))]
        alternatives = [inside(self, children) for children in self._alternatives(node)]
        if len(alternatives) == 1:
            return alternatives[0]
        if not any(alternatives):
            return []
        return [Choice(tuple(branch.condition for branch in node.branches), tuple(map(tuple, alternatives)))]

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


def _conditions(nodes: Iterable[Node], items: Mapping[str, str]) -> frozenset[str]:
    """The paths that conditions and loops in ``nodes`` read, and the groups around them."""
    found: set[str] = set()
    _add_conditions(nodes, items, found)
    return frozenset(found)


def _add_conditions(nodes: Iterable[Node], items: Mapping[str, str], found: set[str]) -> None:
    for node in nodes:
        if type(node) in LEAVES:
            continue
        if type(node) is When:
            for branch in node.branches:
                found.update(_read_by(branch.condition, items))
        elif type(node) is Table:
            for column in node.columns:
                if column.condition is not None:
                    found.update(_read_by(column.condition, items))
        if type(node) is Each:
            full = full_path(node.path, items)
            found.update(prefixes(full))
            _add_conditions(node.children, {**items, node.item: full}, found)
        else:
            _add_conditions(inside(node), items, found)


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
