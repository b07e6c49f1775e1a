"""What is known where a piece of the tree stands, and what each branch of a condition says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from msgspec import Struct, field
from msgspec.structs import replace

from generator.letter.blank.making import Maker, Plan
from generator.letter.controls import TICKED
from generator.letter.known import Known, full, paths_in, without_numbers
from generator.letter.nodes import And, Control, Each, Expression, Node, Option, Or, Path, When


class Alternative(Struct, frozen=True):
    """A branch that may show: its condition (None for the otherwise), what is known in it, its nodes.

    ``says`` is what a reader learns from its showing: it leaves out which of several conditions failed.
    """

    condition: Expression | None
    known: Known
    says: Known
    children: tuple[Node, ...]


class Scope(Struct, frozen=True, kw_only=True):
    """A place in the tree: what the form is made with, what is known there, which items it speaks of."""

    plan: Plan
    maker: Maker
    known: Known
    part: str
    items: Mapping[str, str] = field(default_factory=dict)  # loop item → concrete path
    only: Mapping[str, int] = field(default_factory=dict)  # list → the one item that is spoken of
    in_table: bool = False

    def _alternatives(self, node: When) -> list[Alternative]:
        """The branches that may show, the otherwise too unless one before it surely does."""
        out: list[Alternative] = []
        known = says = self.known
        for branch in node.branches:
            holds = known.truth(branch.condition, self.items)
            if holds is False:
                continue
            if holds:
                return [*out, Alternative(branch.condition, known, says, branch.children)]
            condition = known.simplified(branch.condition, self.items)
            inside = known.assuming(condition, holds=True, items=self.items)
            said = says.assuming(condition, holds=True, items=self.items)
            out.append(Alternative(condition, inside, said, branch.children))
            known = known.assuming(condition, holds=False, items=self.items)
            if not isinstance(condition, And | Or):
                says = says.assuming(condition, holds=False, items=self.items)
        return [*out, Alternative(None, known, says, node.otherwise)]

    def _inside(self, alternative: Alternative) -> Self:
        return replace(self, known=alternative.known)

    def _spoken(self, alternative: Alternative) -> Self:
        """Inside a branch on « if the list has items », in a line: the form has room for the first of them."""
        inner = self._inside(alternative)
        if isinstance(alternative.condition, Path):
            path = full(alternative.condition, self.items)
            if without_numbers(path) in self.plan.slots and path not in self.only:
                return inner._speaking_of(path, 0)
        return inner

    def _sets(self, alternatives: Sequence[Alternative]) -> list[tuple[tuple[str, str], ...]]:
        """What showing each of some alternatives says of the claim."""
        conditions = [each.condition for each in alternatives if each.condition]
        paths = dict.fromkeys(self.known.real(path) for c in conditions for path in paths_in(c, self.items))
        return [tuple(self._learnt(each.says, paths)) for each in alternatives]

    def _learnt(self, known: Known, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        for path in paths:
            if path in self.plan.slots or (
                self.known.is_given(path) is not None and self.known.value(path) is not None
            ):
                continue
            value = known.value(path)
            if isinstance(value, bool):
                yield (path, TICKED if value else "no")
            elif isinstance(value, str):
                yield (path, value)
            elif known.is_absent(path) or value is not None:
                yield (path, "")  # a sum that is nothing
            elif path in known.positive or (known.is_given(path) and not self.known.is_given(path)):
                yield (path, "*")

    def _check(self, shown: Alternative, alternatives: Sequence[Alternative], passage: str) -> Control:
        sets = self._sets([shown, alternatives[-1]])
        path = self._about([shown])
        if isinstance(shown.condition, Path) and without_numbers(path) in self.plan.slots:
            return self._slot_check(path, 0, passage)
        is_kept = shown.condition is not None and self.plan.usual.truth(shown.condition, self.items) is True
        return self.maker.check(path, Option("", sets[0]), Option("", sets[1]), is_kept=is_kept, passage=passage)

    def _about(self, alternatives: Sequence[Alternative]) -> str:
        """The first open field that the alternatives depend on."""
        for each in alternatives:
            for path in paths_in(each.condition, self.items) if each.condition else ():
                if self.known.value(real := self.known.real(path)) is None:
                    return real
        return "passage"

    def _usual(self, alternatives: Sequence[Alternative]) -> int:
        """The alternative that shows when nothing out of the ordinary was answered; the first if none would."""
        usual = self.plan.usual
        chosen = next(
            (n for n, each in enumerate(alternatives) if each.condition and usual.truth(each.condition, self.items)),
            len(alternatives) - 1,
        )
        sets = self._sets(alternatives)[chosen]
        contradicted = any(value not in ("", "*") and usual.value(path) not in (None, value) for path, value in sets)
        return 0 if contradicted else chosen

    def _lists(self, condition: Expression | None) -> set[str]:
        """The lists that a condition is about, if it is about nothing else."""
        paths = list(paths_in(condition, self.items)) if condition else []
        lists = {without_numbers(self.known.list_behind(path) or path) for path in paths}
        return lists if lists <= self.plan.slots.keys() else set()

    def _speaking_of(self, path: str, number: int) -> Self:
        """The same where a list has just one item, that of this number."""
        known = replace(self.known, counts={**self.known.counts, path: 1})
        return replace(self, known=known, only={**self.only, path: number})

    def _slot_check(self, path: str, number: int, passage: str) -> Control:
        item = f"{path}.{number}"
        return self.maker.check(
            item, Option("", ((item, "*"),)), Option("", ((item, ""),)), is_kept=False, passage=passage
        )

    def _at(self, node: Each, path: str, number: int) -> Self:
        return replace(self, items={**self.items, node.item: f"{path}.{number}"})
