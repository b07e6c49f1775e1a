"""What a debtor may read: leaves in passages, branches that are still open side by side, and how a passage may read.

Nothing here walks through every combination of branches: a passage is read a few times, so that each alternative is
met, and each pair of alternatives that stand next to each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, product
from typing import Any

from msgspec import Struct

from generator.lazy import lazy
from generator.letter.known import prefixes
from generator.letter.nodes import Expression, LineBreak, Text, Value

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


class Choice(Struct, frozen=True, dict=True):
    """Alternatives of which one will show, which is not known yet; choices on the same conditions go together."""

    conditions: tuple[Expression, ...]
    alternatives: tuple[tuple[Reached, ...], ...]

    @lazy
    def passages(self) -> tuple[Passage, ...]:
        """Every passage that may be read, in order."""
        return tuple(chain.from_iterable([passages(alternative) for alternative in self.alternatives]))


class Loop(Struct, frozen=True, dict=True):
    """What is repeated, perhaps never."""

    path: str
    children: tuple[Reached, ...]

    @lazy
    def passages(self) -> tuple[Passage, ...]:
        """Every passage that may be read, in order."""
        return tuple(passages(self.children))


class Passage(Struct, frozen=True, dict=True):
    """A paragraph, a heading, a list item, a cell of the table so named: what is read in one go."""

    part: str
    children: tuple[Reached, ...]
    table: str = ""
    is_total: bool = False

    @lazy
    def found(self) -> dict[object, tuple[Any, ...]]:
        """What rules that look at a passage alone found in it, by their ids."""
        return {}

    @lazy
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf that may be read, in order."""
        return tuple(leaves(self.children))

    @lazy
    def paths(self) -> frozenset[str]:
        """The values that may be printed, and the groups they are in."""
        return frozenset(chain.from_iterable([prefixes(leaf.path) for leaf in self.leaves if leaf.path]))

    @lazy
    def identities(self) -> frozenset[int]:
        """The identities of the tree's nodes that are reached."""
        return frozenset([id(leaf.node) for leaf in self.leaves])

    @lazy
    def readings(self) -> tuple[Reading, ...]:
        """The ways it may read, each alternative met at least once."""
        return tuple({reading.text: reading for reading in map(Reading, _ways(self.children))}.values())


Reached = Leaf | Choice | Loop | Passage
"""Told apart by ``type``: each class is final, and `isinstance` is slow to say no of one."""


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

    @lazy
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Its sentences, folded, each with where it starts; a full stop after « art. » ends none."""
        starts = [0, *(found.end() for found in _SENTENCE_END.finditer(self.text)), len(self.text)]
        pieces = [(a, self.folded[a:b]) for a, b in pairwise(starts)]
        return tuple((start, piece) for start, piece in pieces if piece.strip())


_SENTENCE_END = re.compile(r"[.!?…](?<!\bart\.)(?<!\barts\.)(?<!\bal\.)(?<!\bM\.)(?<!\b[LRDP]\.)\s+(?=[A-ZÀ-ÖØ-Ý«⟦])")

_FOLDED = {
    letter: unicodedata.normalize("NFD", letter)[0]
    for letter in map(chr, range(0xC0, 0x180))
    if len(unicodedata.normalize("NFD", letter)) > 1
} | {"’": "'", "\u00a0": " ", "\u202f": " "}
_FOLDABLE = frozenset(_FOLDED)


def fold(text: str) -> str:
    """Small letters without accents, plain spaces and apostrophes; as long as ``text``."""
    for character in _FOLDABLE.intersection(text):  # a text has few different ones: quicker than to translate each
        text = text.replace(character, _FOLDED[character])
    return text.lower()


# --- parts ------------------------------------------------------------------------------------


class ReachedPart(Struct, frozen=True, dict=True):
    """What can be read in a part of a letter."""

    nodes: tuple[Reached, ...]

    @lazy
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in order."""
        return tuple(passages(self.nodes))

    @lazy
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf, in order."""
        return tuple(chain.from_iterable([passage.leaves for passage in self.passages]))

    @lazy
    def paths(self) -> frozenset[str]:
        """The values that may be printed, and the groups they are in."""
        return frozenset[str]().union(*[passage.paths for passage in self.passages])

    @lazy
    def folded(self) -> str:
        """All that may be read, for searching: a word that is not in here is nowhere."""
        return "\n".join(reading.folded for passage in self.passages for reading in passage.readings)

    @lazy
    def identities(self) -> frozenset[int]:
        """The identities of the tree's nodes that are reached."""
        return frozenset[int]().union(*[passage.identities for passage in self.passages])


class PartGroup(Struct, frozen=True, dict=True):
    """Parts of a letter that stand together in others too, such as those of the frame."""

    parts: Mapping[str, ReachedPart]

    @lazy
    def read(self) -> tuple[ReachedPart, ...]:
        """Those in which something may be read."""
        return tuple(part for part in self.parts.values() if part.nodes)

    @lazy
    def paths(self) -> frozenset[str]:
        """The values that may be printed, and the groups they are in."""
        return frozenset[str]().union(*(part.paths for part in self.read))

    @lazy
    def identities(self) -> frozenset[int]:
        """The identities of the tree's nodes that are reached."""
        return frozenset[int]().union(*(part.identities for part in self.read))

    @lazy
    def found(self) -> dict[object, tuple[Any, ...]]:
        """What rules that look at one passage at a time found in them, by their ids."""
        return {}


# --- reading ----------------------------------------------------------------------------------


def passages(reached: Iterable[Reached]) -> list[Passage]:
    """Every passage that may be read, in order."""
    found: list[Passage] = []
    for node in reached:
        if type(node) is Passage:
            found.append(node)
        elif type(node) is Choice or type(node) is Loop:
            found += node.passages
    return found


def leaves(reached: Iterable[Reached]) -> list[Leaf]:
    """Every leaf that may be read, in order."""
    found: list[Leaf] = []
    _gather(reached, found)
    return found


def _gather(reached: Iterable[Reached], found: list[Leaf]) -> None:
    for node in reached:
        if type(node) is Leaf:
            found.append(node)
        elif type(node) is Choice:
            for alternative in node.alternatives:
                _gather(alternative, found)
        elif type(node) is Passage:
            found.extend(node.leaves)
        elif type(node) is Loop:
            _gather(node.children, found)


def count(reached: Iterable[Reached], measure: Callable[[Passage], tuple[int, int]]) -> tuple[int, int]:
    """Least and most of ``measure`` over the alternatives; what is in a loop may show twice, or not at all."""
    least = most = 0
    for node in reached:
        if type(node) is Passage:
            low, high = measure(node)
        elif type(node) is Choice:
            lows, highs = zip(*[count(alternative, measure) for alternative in node.alternatives], strict=True)
            low, high = min(lows), max(highs)
        elif type(node) is Loop:
            low, high = 0, 2 * count(node.children, measure)[1]
        else:
            continue
        least, most = least + low, most + high
    return least, most


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
        if type(child) is Choice:
            yield from (leaves(alternative) for alternative in child.alternatives[PAIRED_ALTERNATIVES:])
            for alternative in child.alternatives[:PAIRED_ALTERNATIVES]:
                yield from _further(alternative)
        elif type(child) is Loop:
            yield from _further(child.children)


def _widest(children: Iterable[Reached], conditions: set[tuple[Expression, ...]]) -> int:
    """The most alternatives of one choice; what is chosen by is added to ``conditions``."""
    widest = 1
    for child in children:
        if type(child) is Choice:
            conditions.add(child.conditions)
            inner = [_widest(alternative, conditions) for alternative in child.alternatives]
            widest = max(widest, len(child.alternatives), *inner)
        elif type(child) is Loop:
            widest = max(widest, _widest(child.children, conditions))
    return widest


def _one_way(children: Iterable[Reached], picks: tuple[int, int]) -> list[Leaf]:
    """One way to read: every other condition takes the first pick, the rest the second."""
    out: list[Leaf] = []
    met: dict[tuple[Expression, ...], int] = {}

    def walk(nodes: Iterable[Reached]) -> None:
        for node in nodes:
            if type(node) is Leaf:
                out.append(node)
            elif type(node) is Choice:
                pick = picks[met.setdefault(node.conditions, len(met)) % 2]
                walk(node.alternatives[min(pick, len(node.alternatives) - 1)])
            elif type(node) is Loop:
                walk(node.children)

    walk(children)
    return out
