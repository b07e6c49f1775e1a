"""Compiling a letter, remembering what came from where and what can be used again.

Most letters share their frame, tables and clauses. What stands by itself compiles the same in each: once
for letters with a deadline, once for those without, and once for each type that the answers it reads have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from generator.errors import Problem
from generator.letter.check import Doubts, Scope
from generator.letter.compile import Compilation
from generator.letter.language import Tag
from generator.letter.nodes import Block, Table, Text, Value
from generator.letter.schema import Library, Record, Source, TableSource

Leaf: TypeAlias = Text | Value
DEADLINE = "letter.deadline"
_ANSWER = re.compile(r"\banswers\.([a-z0-9_]+)")


class Compiled(Struct, frozen=True):
    """Something compiled, what it reads, and the clauses its nodes came from."""

    blocks: tuple[Block, ...]
    paths: frozenset[str]
    clauses: dict[str, frozenset[int]]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled with the leaves themselves: they have other identities where they are read again."""
        leaves = {id(leaf): leaf for leaf in _leaves(self.blocks)}
        clauses = {
            name: tuple(leaves[identity] for identity in identities if identity in leaves)
            for name, identities in self.clauses.items()
        }
        return _read_again, (self.blocks, self.paths, clauses)


def _read_again(blocks: tuple[Block, ...], paths: frozenset[str], clauses: Mapping[str, tuple[Leaf, ...]]) -> Compiled:
    return Compiled(blocks, paths, {name: frozenset(map(id, leaves)) for name, leaves in clauses.items()})


class Tracing(Compilation):
    """A compilation that knows which leaves came from which clause, and shares tables and clauses."""

    shared: Shared | None = None
    leaves: dict[str, frozenset[int]] = field(default_factory=dict)

    def clause(self, tag: Tag, scope: Scope, including: tuple[str, ...]) -> tuple[Block, ...]:
        """The blocks of a clause, which are noted as its own."""
        ready = self.shared.clause(tag.name, self.environment) if self.shared and not scope.items else None
        if ready is not None:
            self._take(ready)
            self.used_clauses.add(tag.name)
            return ready.blocks
        blocks = Compilation.clause(self, tag, scope, including)
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


class Shared(Struct):
    """What letters of one environment share. A source that does not stand by itself is left to each letter."""

    environment: Record
    library: Library
    _parts: dict[Source, Compiled] = field(default_factory=dict)
    _clauses: dict[tuple[object, ...], Compiled | None] = field(default_factory=dict)
    _tables: dict[str, Compiled | None] = field(default_factory=dict)
    _answers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def prepare(self, frame: Mapping[str, Source], like: Shared | None = None) -> None:
        """Compile what is right and the same for every letter, so that it can be kept with what letters share.

        What does not read the deadline is that of ``like``: whether letters have one is all that parts the two.
        """
        if like is not None:
            self._parts |= {source: made for source, made in like._parts.items() if _is_timeless(made)}
            self._clauses |= {key: made for key, made in like._clauses.items() if _is_timeless(made)}
            self._tables |= {name: made for name, made in like._tables.items() if _is_timeless(made)}
        for part, source in frame.items():
            problems: list[Problem] = []
            self.part(source, part, problems)
            if problems:  # they are told with the first letter, and a part that reads answers is each letter's own
                del self._parts[source]
        nobody = replace(self.environment, fields={**self.environment.fields, "answers": Record({})})
        for name in self.library.clauses:
            if not self._answers_of(name, set()):
                self.clause(name, nobody)
        for table in self.library.tables.values():
            self.table(table)

    def part(self, source: Source, name: str, problems: list[Problem]) -> Compiled:
        """A part of the frame; its problems are told once."""
        if source not in self._parts:
            tracing = Tracing(self.environment, self.library, problems, shared=self)
            self._parts[source] = tracing.compiled(tracing.part(source, name))
        return self._parts[source]

    def clause(self, name: str, environment: Record) -> Compiled | None:
        """A clause that compiles without the letter around it, whose answers are those of ``environment``."""
        if name not in self._answers:
            self._answers[name] = tuple(sorted(self._answers_of(name, set())))
        answers = environment.fields["answers"]
        assert isinstance(answers, Record)
        types = {answer: answers.fields[answer] for answer in self._answers[name] if answer in answers.fields}
        key = (name, *types.items())
        if key not in self._clauses:
            self._clauses[key] = None  # while it compiles: it is asked for here again, and is not ready
            self._clauses[key] = self._clause(name, replace(answers, fields=types))
        return self._clauses[key]

    def _clause(self, name: str, answers: Record) -> Compiled | None:
        source = self.library.clauses.get(name)
        if source is None:
            return None
        environment = replace(self.environment, fields={**self.environment.fields, "answers": answers})
        tracing = Tracing(environment, self.library, Doubts(), shared=self)
        scope = Scope.at_top(environment, source.path)
        blocks = Tracing.clause(tracing, Tag("include", 1, True, name=name), scope, ())
        return None if tracing.problems else tracing.compiled(blocks)

    def _answers_of(self, name: str, seen: set[str]) -> set[str]:
        """The answers that a clause reads, or those that it includes."""
        source = self.library.clauses.get(name)
        if source is None or name in seen:
            return set()
        seen.add(name)
        included = (self._answers_of(other, seen) for other in self.library.clauses if other in source.text)
        return set(_ANSWER.findall(source.text)).union(*included)

    def table(self, source: TableSource) -> Compiled | None:
        """A table that compiles without the letter around it."""
        if source.name not in self._tables:
            tracing = Tracing(self.environment, self.library, Doubts())
            table = Compilation.table(tracing, source, Scope.at_top(self.environment, source.path))
            self._tables[source.name] = None if tracing.problems else tracing.compiled((table,))
        return self._tables[source.name]


def _is_timeless(made: Compiled | None) -> bool:
    return made is not None and DEADLINE not in made.paths


def leaf_identities(nodes: Iterable[object]) -> frozenset[int]:
    """The identities of all texts and values in ``nodes``, however deep."""
    return frozenset(map(id, _leaves(nodes)))


def _leaves(nodes: Iterable[object]) -> Iterator[Leaf]:
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, (Text, Value)):
            yield node
        else:
            waiting.extend(getattr(node, name) for name in _CONTENT if hasattr(node, name))


_CONTENT = ("children", "items", "branches", "otherwise", "caption", "columns", "rows", "cells", "label")
"""Attributes of nodes that hold other nodes."""
