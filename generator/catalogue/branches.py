"""The branches of a letter that a debtor whom it serves may read, each under a key that says the same words alike.

What no example shows, nobody has read. The same branch in two letters, or in a letter and its e-mail, is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field, msgpack

from generator.catalogue.draft import Draft, Version
from generator.catalogue.facts import Facts, full_path, truth, with_groups
from generator.catalogue.places import Guide
from generator.errors import Problem
from generator.letter.nodes import (
    LEAVES,
    Each,
    Node,
    Table,
    Text,
    Value,
    When,
    inside,
)
from generator.messages import quoted

CHECK = "unread-branch"
_Keyed = tuple[str, tuple[Node, ...]]
"""A branch with its key."""


class Keys(Struct, frozen=True):
    """Keys of branches, found once for each: clauses and the frame stand in many letters."""

    found: dict[int, dict[int, str]] = field(default_factory=dict)
    """The keys of the branches of a node, by its identity and theirs."""
    told: dict[str, Problem] = field(default_factory=dict)
    """What is said of a branch, by its key: looking for its place is slow."""
    parts: dict[tuple[object, ...], tuple[_Keyed, ...]] = field(default_factory=dict)
    """The branches of a part that may be read, with their keys, by its identity and what is known."""
    _held: list[object] = field(default_factory=list)

    def of_part(self, version: Version, part: str, regimes: Sequence[Facts]) -> tuple[_Keyed, ...]:
        """The branches of a part that at least one regime may reach, each with its key."""
        blocks = version.tree.parts[part]
        identity = (id(blocks), *(facts.key for facts in regimes))
        if identity not in self.parts:
            self._held.append(blocks)
            around = with_groups(version.paths[part])
            different = {facts.settling(around): facts for facts in regimes}
            self.parts[identity] = self._branches(blocks, tuple(different.values()), {})
        return self.parts[identity]

    def _branches(
        self, nodes: Iterable[Node], regimes: tuple[Facts, ...], items: Mapping[str, str]
    ) -> tuple[_Keyed, ...]:
        """Every branch with words that at least one regime may reach."""
        found: list[_Keyed] = []
        self._gather(nodes, regimes, items, found)
        return tuple(found)

    def _gather(
        self, nodes: Iterable[Node], regimes: tuple[Facts, ...], items: Mapping[str, str], found: list[_Keyed]
    ) -> None:
        for node in nodes:
            if type(node) in LEAVES:
                continue
            if type(node) is When:
                keys = self.of(node)
                for children, reached in _reached(node, regimes, items):
                    if children and reached:
                        found.append((keys[id(children)], children))
                        self._gather(children, reached, items, found)
            elif type(node) is Each:
                self._gather(node.children, regimes, {**items, node.item: full_path(node.path, items)}, found)
            elif type(node) is Table and not items:
                found.extend(self._of_table(node, regimes))
            else:
                self._gather(inside(node), regimes, items, found)

    def _of_table(self, table: Table, regimes: tuple[Facts, ...]) -> tuple[_Keyed, ...]:
        """The branches of a table, which stands in many letters."""
        identity = (id(table), *(facts.key for facts in regimes))
        if identity not in self.parts:
            self._held.append(table)
            self.parts[identity] = self._branches(inside(table), regimes, {})
        return self.parts[identity]

    def of(self, node: When) -> Mapping[int, str]:
        """The keys of its branches with words, by the identity of what is in them."""
        keys = self.found.get(id(node))
        if keys is None:
            self._held.append(node)  # an identity is another's once its object is gone
            alike = hashlib.blake2b(msgpack.encode(node), digest_size=12).hexdigest()
            branches = enumerate((*(branch.children for branch in node.branches), node.otherwise))
            keys = {id(children): f"{alike} {number}" for number, children in branches if children}
            self.found[id(node)] = keys
        return keys


def unread_branches(
    draft: Draft, regimes: Sequence[Facts], shown: Collection[str], keys: Keys
) -> Iterator[tuple[str, Problem]]:
    """Each branch that a debtor of one of ``regimes`` may read and no example of the letter shows, with its fault."""
    guide = Guide(draft.library)
    seen: set[str] = set(shown)
    for version in draft.versions:
        for part in version.tree.parts:
            for key, children in keys.of_part(version, part, regimes):
                if key not in seen:
                    seen.add(key)
                    if key not in keys.told:
                        keys.told[key] = _problem(version, part, children, guide)
                    yield key, keys.told[key]


def _problem(version: Version, part: str, children: tuple[Node, ...], guide: Guide) -> Problem:
    leaf = next(_leaves(children), None)
    source = version.sources[part]
    place = guide.place(leaf, leaf.text if isinstance(leaf, Text) else "", version.tree.parts[part], source)
    words = " ".join(each.text if isinstance(each, Text) else f"{{{{ {each.path} }}}}" for each in _leaves(children))
    return Problem(
        path=place.path,
        line=place.line,
        message=f"aucun exemple ne montre cette branche : {quoted(words.strip() or 'vide')}",
        hint="ajoutez un dossier qui la fait paraître dans examples/",
        check=CHECK,
    )


def _reached(
    node: When, regimes: tuple[Facts, ...], items: Mapping[str, str]
) -> Iterator[tuple[tuple[Node, ...], tuple[Facts, ...]]]:
    """The branches of a node, each with the regimes that may reach it."""
    left = regimes
    for branch in node.branches:
        judged = [(facts, truth(branch.condition, facts, items)) for facts in left]
        yield branch.children, tuple([facts for facts, holds in judged if holds is not False])
        left = tuple([facts for facts, holds in judged if not holds])
    yield node.otherwise, left


def _leaves(nodes: Iterable[Node]) -> Iterator[Text | Value]:
    for node in nodes:
        if type(node) is Text or type(node) is Value:
            yield node
        else:
            yield from _leaves(inside(node))
