"""Compiling a letter, remembering what came from where and what can be used again.

Most letters share their frame, tables and clauses. What reads no answer compiles the same in each, so
it is compiled once for letters with a deadline and once for those without.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.errors import Problem
from generator.letter.check import Scope
from generator.letter.compile import Compilation, Library
from generator.letter.language import Tag
from generator.letter.nodes import Block, Table, Text, Value
from generator.letter.schema import Record, Source, TableSource


@dataclass(frozen=True, slots=True)
class Compiled:
    """Something compiled, what it reads, and the clauses its nodes came from."""

    blocks: tuple[Block, ...]
    paths: frozenset[str]
    clauses: dict[str, frozenset[int]]


@dataclass(slots=True)
class Tracing(Compilation):
    """A compilation that knows which leaves came from which clause, and shares tables and clauses."""

    shared: Shared | None = None
    leaves: dict[str, frozenset[int]] = field(default_factory=dict)

    def include(self, tag: Tag, scope: Scope, including: tuple[str, ...]) -> tuple[Block, ...]:
        """The blocks of a clause, which are noted as its own."""
        ready = self.shared.clause(tag.name) if self.shared and not scope.items else None
        if ready is not None and tag.name not in including:
            self._take(ready)
            self.used_clauses.add(tag.name)
            return ready.blocks
        blocks = Compilation.include(self, tag, scope, including)
        self.leaves[tag.name] = self.leaves.get(tag.name, frozenset()) | leaf_identities(blocks)
        return blocks

    def table(self, source: TableSource, scope: Scope) -> Table:
        """A table, compiled for this letter only where it depends on its place."""
        ready = self.shared.table(source) if self.shared and not scope.items else None
        if ready is None:
            return Compilation.table(self, source, scope)
        self._take(ready)
        (table,) = ready.blocks
        assert isinstance(table, Table)
        return table

    def _take(self, ready: Compiled) -> None:
        self.used_paths |= ready.paths
        for name, leaves in ready.clauses.items():
            self.used_clauses.add(name)
            self.leaves[name] = self.leaves.get(name, frozenset()) | leaves

    def compiled(self, blocks: tuple[Block, ...]) -> Compiled:
        """What this compilation made."""
        return Compiled(blocks, frozenset(self.used_paths), dict(self.leaves))


@dataclass(slots=True)
class Shared:
    """What letters of one environment share. A source that does not stand by itself is left to each letter."""

    environment: Record
    library: Library
    _parts: dict[Source, Compiled] = field(default_factory=dict)
    _clauses: dict[str, Compiled | None] = field(default_factory=dict)
    _tables: dict[str, Compiled | None] = field(default_factory=dict)

    def part(self, source: Source, name: str, problems: list[Problem]) -> Compiled:
        """A part of the frame; its problems are told once."""
        if source not in self._parts:
            tracing = Tracing(self.environment, self.library, problems, shared=self)
            self._parts[source] = tracing.compiled(tracing.part(source, name))
        return self._parts[source]

    def clause(self, name: str) -> Compiled | None:
        """A clause that compiles without the letter around it."""
        if name not in self._clauses:
            self._clauses[name] = None  # while it compiles, so that one that includes itself is refused
            self._clauses[name] = self._clause(name)
        return self._clauses[name]

    def _clause(self, name: str) -> Compiled | None:
        source = self.library.clauses.get(name)
        if source is None or self._reads_answers(name, set()):
            return None
        tracing = Tracing(self.environment, self.library, [], shared=self)
        scope = Scope.at_top(self.environment, source.path)
        blocks = Tracing.include(tracing, Tag("include", 1, True, name=name), scope, ())
        return None if tracing.problems else tracing.compiled(blocks)

    def _reads_answers(self, name: str, seen: set[str]) -> bool:
        source = self.library.clauses.get(name)
        if source is None or name in seen:
            return False
        included = [other for other in self.library.clauses if other in source.text]
        return "answers" in source.text or any(self._reads_answers(other, seen | {name}) for other in included)

    def table(self, source: TableSource) -> Compiled | None:
        """A table that compiles without the letter around it."""
        if source.name not in self._tables:
            tracing = Tracing(self.environment, self.library, [])
            table = Compilation.table(tracing, source, Scope.at_top(self.environment, source.path))
            self._tables[source.name] = None if tracing.problems else tracing.compiled((table,))
        return self._tables[source.name]


def leaf_identities(nodes: Iterable[object]) -> frozenset[int]:
    """The identities of all texts and values in ``nodes``, however deep."""
    found: set[int] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, Text | Value):
            found.add(id(node))
        else:
            waiting.extend(getattr(node, name) for name in _CONTENT if hasattr(node, name))
    return frozenset(found)


_CONTENT = ("children", "items", "branches", "otherwise", "caption", "columns", "rows", "cells", "label")
"""Attributes of nodes that hold other nodes."""
