"""Paragraphs, lists and tables: what may show or not gets its check, what repeats its room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.letter.blank.lines import Lines
from generator.letter.blank.scope import Alternative
from generator.letter.blank.shapes import (
    Made,
    are_lines,
    asks,
    checked,
    given_paths,
    is_about,
    name_last,
    pure,
    single,
    words_of,
)
from generator.letter.blank.turns import absorbed
from generator.letter.controls import ADDRESS, RECIPIENT, captioned, controls_in
from generator.letter.fill import tidy
from generator.letter.known import full, paths_in, without_numbers
from generator.letter.nodes import (
    Block,
    BulletList,
    Column,
    Each,
    Given,
    Heading,
    ListItem,
    Node,
    Option,
    Or,
    OrderedList,
    Paragraph,
    Path,
    Row,
    Table,
    When,
)


class Blocks(Lines, frozen=True, kw_only=True):
    """Makes the blocks of a place."""

    # -- parts

    def part_of(self, blocks: Iterable[Node]) -> tuple[Block, ...]:
        """A part of the letter; an address of unknown length comes last in it, and the recipient is one control."""
        made = tuple(block for block in self.blocks(blocks) if not isinstance(block, ListItem))
        if self.part == "recipient" and made:
            return captioned([Paragraph((self.maker.address("recipient", RECIPIENT),))])
        if self.part == "sender":
            kept = (name_last(block) for block in made if not is_about(block, "creditor.address"))
            return captioned([*kept, Paragraph((self.maker.address("creditor.address", ADDRESS),))])
        return captioned(made, has_words=self.part not in ("place_date", "signature"))

    # -- blocks

    def blocks(self, nodes: Iterable[Node]) -> tuple[Made, ...]:
        """What the nodes become, one after the other."""
        return tuple(block for node in nodes for block in self._block(node))

    def _block(self, node: Node) -> Iterator[Made]:
        match node:
            case Paragraph(children):
                yield from self._paragraph(Paragraph, children)
            case ListItem(children):
                yield from self._paragraph(ListItem, children)
            case Heading(level, children):
                yield Heading(level, self._line(children))
            case BulletList(items):
                if made := self.blocks(items):
                    yield BulletList(made)
            case OrderedList(items):
                yield OrderedList(self.blocks(items))  # type: ignore[arg-type]  # its items stay items
            case Table():
                yield self._table(node)
            case When():
                yield from self._choose_block(node)
            case Each():
                yield from self._repeat(node)
            case _:
                raise TypeError(node)

    def _paragraph(self, kind: type[Paragraph] | type[ListItem], children: Iterable[Node]) -> Iterator[Made]:
        if line := self._line(children):
            yield kind(line)

    def _choose_block(self, node: When) -> Iterator[Made]:
        alternatives = self._alternatives(node)
        if len(alternatives) == 1 and (slots := self._slots(node)) is not None:
            yield from slots
            return
        (first, *rest) = alternatives
        if not rest:
            yield from self._inside(first).blocks(first.children)
            return
        slots = self._slots(node)
        if slots is not None:
            yield from slots
        elif are_lines(alternatives):
            yield from self._one_of_lines(alternatives)
        else:
            yield from self._passages_of_blocks(alternatives)

    def _passages_of_blocks(self, alternatives: Sequence[Alternative]) -> Iterator[Made]:
        """A check for each; where one of them always shows, a choice between them."""
        first, last = alternatives[0], alternatives[-1]
        if not last.children:
            for alternative in single(alternatives):
                yield from self._passage(alternative, [alternative, last])
        elif isinstance(first.condition, Given) and not asks(first.condition):
            yield from self._inside(first).blocks(first.children)
        else:
            yield from self._one_of_blocks(alternatives)

    def _one_of_blocks(self, alternatives: Sequence[Alternative]) -> Iterator[Made]:
        bodies = [self._inside(each).blocks(each.children) for each in alternatives]
        options = [Option(words_of(body), sets) for body, sets in zip(bodies, self._sets(alternatives), strict=True)]
        controls = self.maker.alternatives(self._about(alternatives), options, self._usual(alternatives))
        for control, body in zip(controls, bodies, strict=True):
            if body:
                yield from checked(control, body)

    def _one_of_lines(self, alternatives: Sequence[Alternative]) -> Iterator[Made]:
        """Branches of one line each are turns of phrase of that line."""
        shapes = [child for each in alternatives for child in each.children]
        lines = [getattr(each.children[0], "children", ()) if each.children else () for each in alternatives]
        before, runs, after = self._runs(alternatives, lines)
        is_choice = lines[-1] or (len(lines) > 2 and self.part != "enclosures")
        if not is_choice or any(pure(run) is None for run in runs):
            yield from self._passages_of_blocks(alternatives)
            return
        made = [*before, *self._phrases(alternatives, [pure(run) or "" for run in runs]), *after]
        if line := tidy(tuple(absorbed(self.maker, made))):
            yield ListItem(line) if isinstance(shapes[0], ListItem) else Paragraph(line)

    def _passage(self, shown: Alternative, alternatives: Sequence[Alternative]) -> Iterator[Made]:
        """A passage with its check, unless what it asks for stands on a line of its own or has checks already."""
        made = self._inside(shown).blocks(shown.children)
        if not made or self.in_table or self._is_optional_line(shown, made) or self._checks_itself(shown, made):
            yield from made
            return
        yield from checked(self._check(shown, alternatives, words_of(made)), made)

    def _is_optional_line(self, shown: Alternative, made: tuple[Made, ...]) -> bool:
        """Outside the body, a line that is there for its value: it may stay empty."""
        asked = set(given_paths(shown.condition, self.items))
        return self.part not in ("body", "enclosures") and any(c.path in asked for c in controls_in(made))

    def _checks_itself(self, shown: Alternative, made: tuple[Made, ...]) -> bool:
        """A passage each part of which has its check: without any of them it still says the truth."""
        checked = {without_numbers(c.path).removeprefix("shown.") for c in controls_in(made) if c.type == "check"}
        parts = self._lists(shown.condition)
        if not parts and isinstance(shown.condition, Or):
            parts = {without_numbers(self.known.real(path)) for path in paths_in(shown.condition, self.items)}
        return bool(parts) and parts <= checked

    # -- lists of unknown length

    def _slots(self, node: When) -> list[Made] | None:
        """« if reminders »: a copy of the passage for each reminder that the form has room for."""
        if len(node.branches) != 1 or node.otherwise:
            return None
        condition = node.branches[0].condition
        if not isinstance(condition, Path):
            return None
        path = full(condition, self.items)
        slots = self.plan.slots.get(without_numbers(path))
        if slots is None or path in self.only or self.known.count(path) is not None:
            return None
        return [block for number in range(slots) for block in self._slot(path, number, node.branches[0].children)]

    def _slot(self, path: str, number: int, children: Iterable[Node]) -> Iterator[Made]:
        inner = self._speaking_of(path, number)
        made = inner.blocks(children)
        if made:
            yield from checked(self._slot_check(path, number, words_of(made)), made)

    def _repeat(self, node: Each) -> Iterator[Made]:
        path = self.known.real(full(node.path, self.items))
        count = self.known.count(path)
        if path in self.only or (count is not None and without_numbers(path) not in self.plan.slots):
            if path not in self.only and count and count > 1 and self._is_aside(node):
                return
            for number in [self.only[path]] if path in self.only else range(count or 0):
                yield from self._at(node, path, number).blocks(node.children)
            return
        if count == 0:
            return
        for number in range(self.plan.slots.get(without_numbers(path), 2)):
            inner = self._speaking_of(path, number)._at(node, path, number)
            made = inner.blocks(node.children)
            if self.in_table:
                yield from made
            elif made:
                yield from checked(self._slot_check(path, number, words_of(made)), made)

    def _is_aside(self, node: Each) -> bool:
        """Lines outside the body that each row may have: too many that stay empty."""
        return self.part not in ("body", "enclosures") and all(isinstance(child, When) for child in node.children)

    # -- tables

    def _table(self, table: Table) -> Table:
        inner = replace(self, in_table=True)
        shown = [i for i, column in enumerate(table.columns) if inner._is_shown(column)]
        columns = tuple(Column(inner._line(table.columns[i].label), table.columns[i].align) for i in shown)
        rows = tuple(inner._rows(table.rows, shown))
        return Table(table.name, inner._line(table.caption), columns, rows, table.row_headers)

    def _is_shown(self, column: Column) -> bool:
        """A column that only some claims need is left out: what it holds is said under the table."""
        return column.condition is None or self.known.truth(column.condition, self.items) is True

    def _rows(self, nodes: Iterable[Node], shown: Sequence[int]) -> Iterator[Row]:
        for node in nodes:
            match node:
                case Row(cells, is_total):
                    yield Row(tuple(self._line(cells[i]) for i in shown), is_total)
                case When():
                    first = self._alternatives(node)[0]
                    yield from self._inside(first)._rows(first.children, shown)
                case Each():
                    path = self.known.real(full(node.path, self.items))
                    count = self.known.count(path)
                    for number in range(self.plan.slots.get(without_numbers(path), 2) if count is None else count):
                        yield from self._at(node, path, number)._rows(node.children, shown)
                case _:
                    raise TypeError(node)
