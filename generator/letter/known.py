"""What a blank form knows before anyone fills it, and which conditions that settles.

A condition is true, false, or open (None). A path is looked up as it stands (``invoices.0.paid``), then without
its numbers (``invoices.paid``). Inside a branch more is known than outside: `assuming` adds what its condition says.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from generator.letter.nodes import (
    And,
    Compare,
    Count,
    Expression,
    Given,
    In,
    Literal,
    Not,
    Or,
    Path,
    Plural,
    Several,
)

Truth: TypeAlias = bool | None
Constant: TypeAlias = str | int | bool | Decimal

_OPERATORS: dict[str, Callable[[Constant, Constant], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    # The checker has seen that both sides are of one kind.
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPPOSITES = {"==": "!=", "!=": "=="}


class Known(Struct, frozen=True, kw_only=True):
    """Facts by path.

    ``possible`` are the answers that a choice still has, ``counts`` the length of a list,
    ``positive`` the sums that are more than nothing, ``aliases`` the computed fields that another one repeats,
    ``lists`` the sums that are more than nothing where a list has items.
    """

    values: Mapping[str, Constant] = field(default_factory=dict)
    possible: Mapping[str, frozenset[str]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    positive: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)

    # -- looking up

    def real(self, path: str) -> str:
        """The path that ``path`` repeats, itself most often."""
        return self.aliases.get(path) or self.aliases.get(without_numbers(path), path)

    def list_behind(self, path: str) -> str | None:
        """The list whose items make up the sum at ``path``: « invoices.0.paid » → « invoices.0.payments »."""
        listed = self.lists.get(without_numbers(path))
        if listed is None:
            return None
        group = path.rpartition(".")[0]
        return f"{group}.{listed.rpartition('.')[2]}" if without_numbers(group) == listed.rpartition(".")[0] else listed

    def value(self, path: str) -> Constant | None:
        """The value at a path, where it is known."""
        for name in names(path):
            if name in self.values:
                return self.values[name]
            if len(options := self.possible.get(name, frozenset())) == 1:
                return next(iter(options))
        return None

    def options(self, path: str) -> frozenset[str] | None:
        """The answers that a choice still has; None where that is not known."""
        return next((self.possible[name] for name in names(path) if name in self.possible), None)

    def count(self, path: str) -> int | None:
        """How long a list is."""
        if self.is_absent(path):
            return 0
        return next((self.counts[name] for name in names(path) if name in self.counts), None)

    def is_absent(self, path: str) -> bool:
        """Whether a field is known to be missing; so is one of a missing group."""
        return bool(self.absent) and not all(self.absent.isdisjoint(prefixes(name)) for name in names(path))

    def is_given(self, path: str) -> Truth:
        """Whether a field is there."""
        if self.is_absent(path):
            return False
        return True if self.value(path) is not None or any(name in self.given for name in names(path)) else None

    # -- judging

    def truth(self, condition: Expression, items: Mapping[str, str]) -> Truth:
        """Whether ``condition`` holds; ``items`` gives the path that each loop item stands for."""
        match condition:  # most often first: to ask of a class that it is not costs more than all that follows
            case Compare(">", Path() as path, Literal(0)) if listed := self.list_behind(full(path, items)):
                return self._holds(listed)
            case Compare(sign, left, right):
                return self._compare(sign, left, right, items)
            case Given(path):
                return self.is_given(self.real(full(path, items)))
            case Plural(path):
                status = self.value(f"{full(path, items)}.status")
                return None if status is None else status != "sole_trader"
            case Several(path):
                count = self.count(self.real(full(path, items)))
                return None if count is None else count > 1
            case Path():
                return self._holds(self.real(full(condition, items)))
            case And(operands):
                return _all(self.truth(operand, items) for operand in operands)
            case Or(operands):
                return _not(_all(_not(self.truth(operand, items)) for operand in operands))
            case Not(operand):
                return _not(self.truth(operand, items))
            case In(item, options):
                return self._in(self.real(full(item, items)), frozenset(options))
            case Count(path):
                return self._holds(self.real(full(path, items)))
            case Literal(value):
                return bool(value)

    def _holds(self, path: str) -> Truth:
        if (count := self.count(path)) is not None:
            return count > 0
        value = self.value(path)
        return None if value is None else bool(value)

    def _in(self, path: str, options: frozenset[str]) -> Truth:
        if self.is_absent(path):
            return False
        value = self.value(path)
        left = self.options(path) if value is None else frozenset({str(value)})
        if not left:
            return None
        return True if left <= options else False if left.isdisjoint(options) else None

    def _compare(self, sign: str, left: Expression, right: Expression, items: Mapping[str, str]) -> Truth:
        one, other = self._operand(left, items), self._operand(right, items)
        if isinstance(one, str) and one.startswith("=") and one == other:
            return sign in ("==", "<=", ">=")
        if isinstance(left, Path) and isinstance(right, Literal):
            path = self.real(full(left, items))
            if self.is_absent(path):
                return sign == "!="
            if path in self.positive and isinstance(right.value, int):
                return True if sign in (">", ">=", "!=") and right.value <= 0 else None
            if sign in _OPPOSITES and isinstance(right.value, str):
                among = self._in(path, frozenset({right.value}))
                return among if sign == "==" else _not(among)
        if any(side is None or (isinstance(side, str) and side.startswith("=")) for side in (one, other)):
            return None
        assert one is not None
        assert other is not None
        return _OPERATORS[sign](one, other)

    def _operand(self, operand: Expression, items: Mapping[str, str]) -> Constant | None:
        """A side of a comparison: its value, else « =path », by which one and the same field is told."""
        match operand:
            case Literal(value):
                return value
            case Count(path):
                return self.count(self.real(full(path, items)))
            case Path():
                path_ = self.real(full(operand, items))
                value_ = self.value(path_)
                return f"={path_}" if value_ is None else value_
        return None

    def simplified(self, condition: Expression, items: Mapping[str, str]) -> Expression:
        """The condition without what is settled already, of one that is not settled as a whole."""
        if not isinstance(condition, And | Or):
            return condition
        left = [self.simplified(each, items) for each in condition.operands if self.truth(each, items) is None]
        return left[0] if len(left) == 1 else type(condition)(tuple(left)) if left else condition

    # -- learning

    def assuming(self, condition: Expression, *, holds: bool, items: Mapping[str, str]) -> Known:
        """What is known besides where ``condition`` holds, or where it does not."""
        match condition:
            case And(operands) | Or(operands) if isinstance(condition, And) == holds:
                known = self
                for operand in operands:
                    known = known.assuming(operand, holds=holds, items=items)
                return known
            case Not(operand):
                return self.assuming(operand, holds=not holds, items=items)
            case Given(path):
                name = self.real(full(path, items))
                if holds:
                    return replace(self, given=self.given | {name})
                return replace(self, absent=self.absent | {name})
            case Path():
                return self._learning_truth(self.real(full(condition, items)), holds)
            case In(item, options):
                return self._narrowing(self.real(full(item, items)), frozenset(options), holds)
            case Compare("==" | "!=" as sign, Path() as path, Literal(str() as value)):
                return self._narrowing(self.real(full(path, items)), frozenset({value}), (sign == "==") == holds)
            case Compare(">", Path() as path, Literal(0)) if listed := self.list_behind(full(path, items)):
                return self._learning_truth(listed, holds)
            case Compare(">", Path() as path, Literal(0)):
                name = self.real(full(path, items))
                if holds:
                    return replace(self, positive=self.positive | {name})
                return replace(self, values={**self.values, name: 0})
        return self

    def _learning_truth(self, path: str, holds: bool) -> Known:
        return replace(self, values={**self.values, path: holds})

    def _narrowing(self, path: str, options: frozenset[str], holds: bool) -> Known:
        left = self.options(path)
        if left is None:
            return replace(self, possible={**self.possible, path: options}) if holds else self
        return replace(self, possible={**self.possible, path: left & options if holds else left - options})


def paths_in(condition: Expression, items: Mapping[str, str]) -> Iterator[str]:
    """The paths that a condition is about, in order."""
    match condition:
        case And(operands) | Or(operands):
            for operand in operands:
                yield from paths_in(operand, items)
        case Not(operand):
            yield from paths_in(operand, items)
        case Given(path) | Several(path) | Count(path) | Plural(path) | In(path, _):
            yield full(path, items)
        case Compare(_, left, right):
            yield from paths_in(left, items)
            yield from paths_in(right, items)
        case Path():
            yield full(condition, items)


def full(path: Path, items: Mapping[str, str]) -> str:
    """« payment.amount » inside its loops → « invoices.0.payments.1.amount »."""
    parts = path.parts
    return ".".join((items[parts[0]], *parts[1:]) if parts[0] in items else parts)


@lru_cache(maxsize=8192)
def without_numbers(path: str) -> str:
    """« invoices.0.amount » → « invoices.amount »."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


@lru_cache(maxsize=8192)
def names(path: str) -> tuple[str, ...]:
    """A path, and the same without its numbers."""
    generic = without_numbers(path)
    return (path,) if generic == path else (path, generic)


@lru_cache(maxsize=8192)
def prefixes(path: str) -> tuple[str, ...]:
    """« a.b.c » → a, a.b, a.b.c."""
    parts = path.split(".")
    return tuple(".".join(parts[:length]) for length in range(1, len(parts) + 1))


def _all(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    if False in found:
        return False
    return None if None in found else True


def _not(value: Truth) -> Truth:
    return None if value is None else not value
