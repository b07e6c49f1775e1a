"""What the expressions of a letter come to, where its answers are known: values, lists, conditions.

The page does the same in TypeScript (`browser/src/letter/fill.ts`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Self

from msgspec import Struct, field
from msgspec.structs import replace

from generator.letter.nodes import (
    And,
    Compare,
    Count,
    Each,
    Expression,
    Given,
    In,
    Literal,
    Node,
    Not,
    Or,
    Path,
    Plural,
    Several,
    Table,
    When,
)

Answers = Mapping[str, Any]
"""Nested mappings, sequences and typed values, by field name."""

_GROUP, _LIST = (dict, Mapping), (list, tuple, Sequence)
"""What groups and lists are, most often first: to be asked for a Mapping costs more than to be found a dict."""
_ABSENT: tuple[object, ...] = (None, "", (), [], {})


class Situation(Struct):
    """What paths stand for at a place of a letter."""

    answers: Answers
    """The items of the loops around the place come before what bears the same name."""
    items: Mapping[str, str] = field(default_factory=dict)
    """Where the item of each loop comes from: ``invoice`` is ``invoices.0``."""
    taken: dict[int, When] | None = None
    """What each branch that shows is a branch of, by the identity of its children, if anybody asks."""

    def value(self, path: Path) -> Any:
        """The value at ``path``, None if absent; own keys of mappings only."""
        value: Any = self.answers
        try:
            for part in path.parts:
                value = value.get(part)
        except AttributeError:  # of what is no group
            return None
        return value

    def concrete(self, path: Path) -> str:
        """« invoice.amount » inside its loop → « invoices.0.amount »."""
        first, *rest = path.parts
        return ".".join((self.items.get(first, first), *rest))

    def sequence(self, path: Path) -> Sequence[Any]:
        """The list at ``path``, an empty one if absent."""
        value = self.value(path)
        return value if isinstance(value, _LIST) and not isinstance(value, str) else ()

    def holds(self, condition: Expression) -> bool:
        """Whether a condition holds; what is absent equals nothing and comes before nothing."""
        return _CONDITIONS[type(condition)](self, condition)

    def chosen(self, node: When) -> tuple[Node, ...]:
        """The branch that shows."""
        children = node.otherwise
        for branch in node.branches:
            if self.holds(branch.condition):
                children = branch.children
                break
        if self.taken is not None:
            self.taken[id(children)] = node
        return children

    def columns(self, table: Table) -> list[int]:
        """The numbers of the columns that show."""
        conditions = (column.condition for column in table.columns)
        return [i for i, condition in enumerate(conditions) if condition is None or self.holds(condition)]

    def each(self, node: Each) -> Iterator[Self]:
        """The situation inside a loop, for each of its items."""
        place = self.concrete(node.path)
        for index, value in enumerate(self.sequence(node.path)):
            items = {**self.items, node.item: f"{place}.{index}"}
            yield replace(self, answers={**self.answers, node.item: value}, items=items)


def is_given(value: object) -> bool:
    """Whether an optional value is there: not None, not an empty text, list or group."""
    return value not in _ABSENT


# --- conditions ---------------------------------------------------------------------------------


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _compare(situation: Situation, condition: Compare) -> bool:
    left, right = _operand(situation, condition.left), _operand(situation, condition.right)
    if left is None or right is None:
        return condition.operator == "!="
    if isinstance(left, int) and isinstance(right, Decimal):
        left = Decimal(left)
    return bool(_OPERATORS[condition.operator](left, right))


def _operand(situation: Situation, expression: Expression) -> Any:
    return _OPERANDS[type(expression)](situation, expression)


def _is_plural(situation: Situation, condition: Plural) -> bool:
    sender = situation.value(condition.path)
    return not (isinstance(sender, _GROUP) and sender.get("status") == "sole_trader")


_OPERANDS: Mapping[type[Expression], Callable[[Situation, Any], Any]] = {
    Path: Situation.value,
    Literal: lambda _, literal: literal.value,
    Count: lambda situation, count: len(situation.sequence(count.path)),
}
_CONDITIONS: Mapping[type[Expression], Callable[[Situation, Any], bool]] = {
    And: lambda situation, both: all(situation.holds(operand) for operand in both.operands),
    Or: lambda situation, either: any(situation.holds(operand) for operand in either.operands),
    Not: lambda situation, negation: not situation.holds(negation.operand),
    Given: lambda situation, given: is_given(situation.value(given.path)),
    Several: lambda situation, several: len(situation.sequence(several.path)) > 1,
    Plural: _is_plural,
    In: lambda situation, among: situation.value(among.item) in among.options,
    Compare: _compare,
    Path: lambda situation, path: bool(situation.value(path)),
    Literal: lambda _, literal: bool(literal.value),
    Count: lambda situation, count: bool(situation.sequence(count.path)),
}
"""How each kind of expression is judged. Looked up by its class, which costs less than asking of class after class."""
