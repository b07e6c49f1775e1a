"""A letter left to be filled: its tree becomes a document whose holes are controls.

What the regime and the sender settle is text, as in the letter itself. What stays open becomes, by its shape:

- an optional value: a control that may stay empty, its few words around it;
- two or more turns of phrase: a choice, which takes the end of its sentence with it, so that no gap shows;
- a sentence or a passage: a check before it;
- passages of which one is kept: a control before each of them;
- a list of unknown length: as many copies of its passage as the form has room for, each with its check;
- what nobody needs on paper (a column of sums that are mostly nil, a word between brackets): left out.

The document reads as a letter: it is made by the same rules, with the same blocks, and set by the same sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from generator.letter.controls import (
    ADDRESS,
    RECIPIENT,
    TICKED,
    Maker,
    Plan,
    captioned,
    controls_in,
    kept_with,
)
from generator.letter.fill import LAST_SEPARATOR, SEPARATOR, tidy
from generator.letter.known import Known, full, paths_in, without_numbers
from generator.letter.nodes import (
    And,
    Block,
    BulletList,
    Column,
    Control,
    Document,
    Each,
    Emphasis,
    Expression,
    Filled,
    Given,
    Heading,
    Inline,
    LetterTree,
    LineBreak,
    Link,
    ListItem,
    Node,
    Option,
    Or,
    OrderedList,
    Paragraph,
    Path,
    Row,
    Strong,
    Table,
    Text,
    Value,
    When,
)
from generator.values.formatters import FORMATTERS

LONGEST_GAP = 8
"""Characters that a turn of phrase may leave open before it is given up for the usual one."""
LONGEST_CHOICE = 84
"""Characters of a turn of phrase that still stands on one line; longer ones are passages."""

Made: TypeAlias = Block | ListItem
"""What a block of the tree becomes: an item of a list is met like a paragraph."""

_NBSP = "\u00a0"

UNITS: Mapping[str, tuple[Text, ...]] = {
    "money": (Text(f"{_NBSP}€"),),
    "money_short": (Text(f"{_NBSP}€"),),
    "percent": (Text(f"{_NBSP}%"),),
}
"""What a formatter adds to the figures: it stands beside the control, and is not typed."""

_SENTENCE = re.compile(r"\s*[A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ].*[.!?…]\s*", re.DOTALL)
_SENTENCE_END = re.compile(r"[^.!?…]*(?:[.!?…](?=\s|$)|$)")
_PUNCTUATION = re.compile(r"[\u00a0\u202f ]?[.,;:!?…)»]+")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…] )(?=[A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ])")
_OPEN = re.compile(r"[ \u00a0\u202f]*(?:[.,;:!?…)]|$)")
_SPACES = re.compile(" {2,}")
_LAST_WORD = re.compile(r"\S+\s?$")


def blank(tree: LetterTree, plan: Plan) -> Document:
    """The form that ``tree`` gives when only ``plan`` is known."""
    maker = Maker(plan)
    parts: dict[str, tuple[Block, ...]] = {}
    for name, blocks in tree.parts.items():
        if name != "footer":
            parts[name] = _Blanking(plan=plan, maker=maker, known=plan.known, part=name).part_of(blocks)
    made = maker.made.values()
    has_passages = any(control.type in ("check", "alternative") for control in made)
    parts["footer"] = (Paragraph((Text(plan.note),)),) if has_passages else ()
    return Document(info=tree.info, title=plan.title, author="", parts=parts, form=plan.form)


@dataclass(frozen=True, slots=True)
class _Alternative:
    """A branch that may show: its condition (None for the otherwise), what is known in it, its nodes.

    ``says`` is what a reader learns from its showing: it leaves out which of several conditions failed.
    """

    condition: Expression | None
    known: Known
    says: Known
    children: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Blanking:
    plan: Plan
    maker: Maker
    known: Known
    part: str
    items: Mapping[str, str] = field(default_factory=dict)  # loop item → concrete path
    only: Mapping[str, int] = field(default_factory=dict)  # list → the one item that is spoken of
    in_table: bool = False

    # -- parts

    def part_of(self, blocks: Iterable[Node]) -> tuple[Block, ...]:
        """A part of the letter; an address of unknown length comes last in it, and the recipient is one control."""
        made = tuple(block for block in self.blocks(blocks) if not isinstance(block, ListItem))
        if self.part == "recipient" and made:
            return captioned([Paragraph((self.maker.address("recipient", RECIPIENT),))])
        if self.part == "sender":
            kept = (_name_last(block) for block in made if not _is_about(block, "creditor.address"))
            return captioned([*kept, Paragraph((self.maker.address("creditor.address", ADDRESS),))])
        return captioned(made, has_words=self.part not in ("place_date", "signature"))

    # -- blocks

    def blocks(self, nodes: Iterable[Node]) -> tuple[Made, ...]:
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

    def _line(self, children: Iterable[Node]) -> tuple[Inline, ...]:
        line = _on_lines(_absorbed(self.maker, self.inline(children)))
        return tidy(tuple(line))

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
        elif _are_lines(alternatives):
            yield from self._one_of_lines(alternatives)
        else:
            yield from self._passages_of_blocks(alternatives)

    def _passages_of_blocks(self, alternatives: Sequence[_Alternative]) -> Iterator[Made]:
        """A check for each; where one of them always shows, a choice between them."""
        first, last = alternatives[0], alternatives[-1]
        if not last.children:
            for alternative in _single(alternatives):
                yield from self._passage(alternative, [alternative, last])
        elif isinstance(first.condition, Given) and not _asks(first.condition):
            yield from self._inside(first).blocks(first.children)
        else:
            yield from self._one_of_blocks(alternatives)

    def _one_of_blocks(self, alternatives: Sequence[_Alternative]) -> Iterator[Made]:
        bodies = [self._inside(each).blocks(each.children) for each in alternatives]
        options = [Option(_words_of(body), sets) for body, sets in zip(bodies, self._sets(alternatives), strict=True)]
        controls = self.maker.alternatives(self._about(alternatives), options, self._usual(alternatives))
        for control, body in zip(controls, bodies, strict=True):
            if body:
                yield from _checked(control, body)

    def _one_of_lines(self, alternatives: Sequence[_Alternative]) -> Iterator[Made]:
        """Branches of one line each are turns of phrase of that line."""
        shapes = [child for each in alternatives for child in each.children]
        lines = [getattr(each.children[0], "children", ()) if each.children else () for each in alternatives]
        before, runs, after = self._runs(alternatives, lines)
        is_choice = lines[-1] or (len(lines) > 2 and self.part != "enclosures")
        if not is_choice or any(_pure(run) is None for run in runs):
            yield from self._passages_of_blocks(alternatives)
            return
        made = [*before, *self._phrases(alternatives, [_pure(run) or "" for run in runs]), *after]
        if line := tidy(tuple(_absorbed(self.maker, made))):
            yield ListItem(line) if isinstance(shapes[0], ListItem) else Paragraph(line)

    def _passage(self, shown: _Alternative, alternatives: Sequence[_Alternative]) -> Iterator[Made]:
        """A passage with its check, unless what it asks for stands on a line of its own or has checks already."""
        made = self._inside(shown).blocks(shown.children)
        if not made or self.in_table or self._is_optional_line(shown, made) or self._checks_itself(shown, made):
            yield from made
            return
        yield from _checked(self._check(shown, alternatives, _words_of(made)), made)

    def _is_optional_line(self, shown: _Alternative, made: tuple[Made, ...]) -> bool:
        """Outside the body, a line that is there for its value: it may stay empty."""
        asked = set(_given_paths(shown.condition, self.items))
        return self.part not in ("body", "enclosures") and any(c.path in asked for c in controls_in(made))

    def _checks_itself(self, shown: _Alternative, made: tuple[Made, ...]) -> bool:
        """A passage each part of which has its check: without any of them it still says the truth."""
        checked = {without_numbers(c.path).removeprefix("shown.") for c in controls_in(made) if c.type == "check"}
        parts = self._lists(shown.condition)
        if not parts and isinstance(shown.condition, Or):
            parts = {without_numbers(self.known.real(path)) for path in paths_in(shown.condition, self.items)}
        return bool(parts) and parts <= checked

    def _lists(self, condition: Expression | None) -> set[str]:
        """The lists that a condition is about, if it is about nothing else."""
        paths = list(paths_in(condition, self.items)) if condition else []
        lists = {without_numbers(self.known.list_behind(path) or path) for path in paths}
        return lists if lists <= self.plan.slots.keys() else set()

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
            yield from _checked(self._slot_check(path, number, _words_of(made)), made)

    def _speaking_of(self, path: str, number: int) -> _Blanking:
        """The same where a list has just one item, that of this number."""
        known = replace(self.known, counts={**self.known.counts, path: 1})
        return replace(self, known=known, only={**self.only, path: number})

    def _slot_check(self, path: str, number: int, passage: str) -> Control:
        item = f"{path}.{number}"
        return self.maker.check(
            item, Option("", ((item, "*"),)), Option("", ((item, ""),)), is_kept=False, passage=passage
        )

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
                yield from _checked(self._slot_check(path, number, _words_of(made)), made)

    def _is_aside(self, node: Each) -> bool:
        """Lines outside the body that each row may have: too many that stay empty."""
        return self.part not in ("body", "enclosures") and all(isinstance(child, When) for child in node.children)

    def _at(self, node: Each, path: str, number: int) -> _Blanking:
        return replace(self, items={**self.items, node.item: f"{path}.{number}"})

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

    # -- inline

    def inline(self, nodes: Iterable[Node]) -> list[Inline]:
        out: list[Inline] = []
        waiting = list(nodes)
        while waiting:
            node = waiting.pop(0)
            match node:
                case Value(path, format):
                    out.extend(self._value(full(path, self.items), format))
                case Strong(children):
                    out.append(Strong(tuple(self.inline(children))))
                case Emphasis(children):
                    out.append(Emphasis(tuple(self.inline(children))))
                case Link(href, children):
                    out.append(Link(href, tuple(self.inline(children))))
                case When():
                    made = self._choose(node)
                    if waiting and isinstance(waiting[0], Text):
                        made, rest = _closed(made, waiting[0].text)
                        waiting[0] = Text(rest)
                    out.extend(made)
                case Each():
                    out.extend(self._enumerate(node))
                case Text() | LineBreak() | Filled() | Control():
                    out.append(node)
                case _:
                    raise TypeError(node)
        return out

    def _value(self, path: str, format: str) -> list[Inline]:
        """A value that is known as text, another as a control with its unit after it."""
        path = self.known.real(path)
        value = self.known.value(path)
        if value is not None:
            return [Text(FORMATTERS[format].format(value))]
        return [self.maker.value(path, format), *UNITS.get(format, ())]

    def _choose(self, node: When) -> list[Inline]:
        alternatives = self._alternatives(node)
        if len(alternatives) == 1:
            return self._inside(alternatives[0]).inline(alternatives[0].children)
        return self._turns(alternatives, [each.children for each in alternatives])

    def _turns(self, alternatives: Sequence[_Alternative], bodies: Sequence[Sequence[Node]]) -> list[Inline]:
        """Alternatives within a line; what they begin and end with alike stands once."""
        before, runs, after = self._runs(alternatives, bodies)
        if self.in_table:
            return [*before, *_plainest(runs), *after]
        return [*before, *self._turn(alternatives, runs), *after]

    def _runs(
        self, alternatives: Sequence[_Alternative], bodies: Sequence[Sequence[Node]]
    ) -> tuple[list[Inline], list[list[Inline]], list[Inline]]:
        runs = [self._spoken(each).inline(body) for each, body in zip(alternatives, bodies, strict=True)]
        return _factored([list(_in_sentences(run)) for run in runs])

    def _turn(self, alternatives: Sequence[_Alternative], runs: Sequence[list[Inline]]) -> list[Inline]:
        texts = [_pure(run) for run in runs]
        if all(text is not None for text in texts):
            return self._phrases(alternatives, [text or "" for text in texts])
        if not runs[-1]:
            if len(runs) > 2:
                return runs[0]
            return self._insertion(alternatives, runs[0])
        if texts[-1] is not None and all(isinstance(node, Control) for node in runs[0]):
            return runs[-1]  # « Madame, Monsieur » where nobody says better
        return self._passages(alternatives, runs)

    def _phrases(self, alternatives: Sequence[_Alternative], texts: Sequence[str]) -> list[Inline]:
        """Words only: a choice, or checks where a line does not hold them."""
        first = alternatives[0].condition
        if len(set(texts)) == 1 or (isinstance(first, And) and self._lists(first)):
            return [Text(texts[0])]  # « Paiements et avoirs » is right where there is but one of them too
        if len(texts) == 2 and not texts[1].strip() and _SENTENCE.fullmatch(texts[0]):
            return self._kept_if_ticked(alternatives, [Text(texts[0])])
        if max(map(len, texts)) > LONGEST_CHOICE:
            return self._passages(alternatives, [[Text(text)] for text in texts])
        options = [Option(text, sets) for text, sets in zip(texts, self._sets(alternatives), strict=True)]
        return [self.maker.choice(options, self._usual(alternatives), self._about(alternatives))]

    def _insertion(self, alternatives: Sequence[_Alternative], run: list[Inline]) -> list[Inline]:
        """Words with a control, or nothing: a sentence has a check, a few words stay, others are left out."""
        if _SENTENCE.fullmatch(_words_of(run)):
            return self._kept_if_ticked(alternatives, run)
        asked = set(_given_paths(alternatives[0].condition, self.items))
        has_own = any(control.path in asked for control in controls_in(run)) or not _words_of(run).strip("… ")
        is_aside = bool(self.only) and _words_of(run).strip().startswith("(")
        return run if has_own and not is_aside else []

    def _kept_if_ticked(self, alternatives: Sequence[_Alternative], run: list[Inline]) -> list[Inline]:
        check = self._check(alternatives[0], alternatives, _words_of(run))
        kept = kept_with(_without_edge(run), f"{check.path}={TICKED}")
        return [LineBreak(), check, Text(_NBSP), *kept, LineBreak()]

    def _passages(self, alternatives: Sequence[_Alternative], runs: Sequence[list[Inline]]) -> list[Inline]:
        """Long or with controls: each has its own control before it."""
        options = [Option(_words_of(run), sets) for run, sets in zip(runs, self._sets(alternatives), strict=True)]
        controls = self.maker.alternatives(self._about(alternatives), options, self._usual(alternatives))
        out: list[Inline] = []
        for control, run in zip(controls, runs, strict=True):
            kept = kept_with(_without_edge(run), f"{control.path}={control.state}")
            out += [LineBreak(), control, Text(_NBSP), *kept]
        return [*out, LineBreak()]

    def _enumerate(self, node: Each) -> list[Inline]:
        """« A, B et C »; a bare value is one control for all of them, for their number is not known."""
        path = self.known.real(full(node.path, self.items))
        count = self.known.count(path)
        numbers = [self.only[path]] if path in self.only else list(range(1 if count is None else count))
        if len(numbers) > 1 and (value := _bare_value(node.children)):
            return [self.maker.listing(".".join([without_numbers(path), *value.path.parts[1:]]))]
        out: list[Inline] = []
        for position, number in enumerate(numbers):
            if position:
                out.append(Text(LAST_SEPARATOR if position == len(numbers) - 1 else SEPARATOR))
            out.extend(self._at(node, path, number).inline(node.children))
        return out

    # -- what a branch says

    def _alternatives(self, node: When) -> list[_Alternative]:
        """The branches that may show, the otherwise too unless one before it surely does."""
        out: list[_Alternative] = []
        known = says = self.known
        for branch in node.branches:
            holds = known.truth(branch.condition, self.items)
            if holds is False:
                continue
            if holds:
                return [*out, _Alternative(branch.condition, known, says, branch.children)]
            condition = known.simplified(branch.condition, self.items)
            inside = known.assuming(condition, holds=True, items=self.items)
            said = says.assuming(condition, holds=True, items=self.items)
            out.append(_Alternative(condition, inside, said, branch.children))
            known = known.assuming(condition, holds=False, items=self.items)
            if not isinstance(condition, And | Or):
                says = says.assuming(condition, holds=False, items=self.items)
        return [*out, _Alternative(None, known, says, node.otherwise)]

    def _inside(self, alternative: _Alternative) -> _Blanking:
        return replace(self, known=alternative.known)

    def _spoken(self, alternative: _Alternative) -> _Blanking:
        """Inside a branch on « if the list has items », in a line: the form has room for the first of them."""
        inner = self._inside(alternative)
        if isinstance(alternative.condition, Path):
            path = full(alternative.condition, self.items)
            if without_numbers(path) in self.plan.slots and path not in self.only:
                return inner._speaking_of(path, 0)
        return inner

    def _sets(self, alternatives: Sequence[_Alternative]) -> list[tuple[tuple[str, str], ...]]:
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

    def _check(self, shown: _Alternative, alternatives: Sequence[_Alternative], passage: str) -> Control:
        sets = self._sets([shown, alternatives[-1]])
        path = self._about([shown])
        if isinstance(shown.condition, Path) and without_numbers(path) in self.plan.slots:
            return self._slot_check(path, 0, passage)
        is_kept = shown.condition is not None and self.plan.usual.truth(shown.condition, self.items) is True
        return self.maker.check(path, Option("", sets[0]), Option("", sets[1]), is_kept=is_kept, passage=passage)

    def _about(self, alternatives: Sequence[_Alternative]) -> str:
        """The first open field that the alternatives depend on."""
        for each in alternatives:
            for path in paths_in(each.condition, self.items) if each.condition else ():
                if self.known.value(real := self.known.real(path)) is None:
                    return real
        return "passage"

    def _usual(self, alternatives: Sequence[_Alternative]) -> int:
        """The alternative that shows when nothing out of the ordinary was answered; the first if none would."""
        usual = self.plan.usual
        chosen = next(
            (n for n, each in enumerate(alternatives) if each.condition and usual.truth(each.condition, self.items)),
            len(alternatives) - 1,
        )
        sets = self._sets(alternatives)[chosen]
        contradicted = any(value not in ("", "*") and usual.value(path) not in (None, value) for path, value in sets)
        return 0 if contradicted else chosen


def _bare_value(nodes: Sequence[Node]) -> Value | None:
    """The hole that a loop repeats, if it repeats nothing else; a condition may keep some of them out."""
    match nodes:
        case [Value() as value]:
            return value
        case [When([branch], ())]:
            return _bare_value(branch.children)
    return None


# --- shapes ---------------------------------------------------------------------------------------


def _are_lines(alternatives: Sequence[_Alternative]) -> bool:
    """Whether each branch is one line of the same kind, or nothing."""
    kinds = {type(child) for each in alternatives for child in each.children}
    return len(kinds) == 1 and kinds <= {Paragraph, ListItem} and all(len(each.children) <= 1 for each in alternatives)


def _single(alternatives: Sequence[_Alternative]) -> list[_Alternative]:
    """Without what only says two others at once, and without an empty otherwise."""
    shown = [each for each in alternatives if each.children]
    simple = [each for each in shown if not isinstance(each.condition, And)]
    return simple if len(simple) > 1 else shown


def _given_paths(condition: Expression | None, items: Mapping[str, str]) -> Iterator[str]:
    """The fields that a condition wants to be there."""
    match condition:
        case Given(path):
            yield full(path, items)
        case And(operands) | Or(operands):
            for operand in operands:
                yield from _given_paths(operand, items)


def _asks(condition: Expression | None) -> bool:
    """Whether a branch shows the answer to a question that need not be answered."""
    return any(path.startswith("answers.") for path in _given_paths(condition, {}))


def _name_last(block: Block) -> Block:
    """« EI » may stand before the name as well (Code de commerce, art. R526-27): after it, a gap would come between."""
    match block:
        case Paragraph((Control() as name, Text(text))) if text.strip() == "EI":
            return Paragraph((Text("EI "), name))
    return block


def _is_about(block: Made, group: str) -> bool:
    return any(control.path.startswith(f"{group}.") for control in controls_in([block]))


def _checked(check: Control, blocks: tuple[Made, ...]) -> Iterator[Made]:
    """The blocks, the check at the head of each: what is not ticked is no part of the letter."""
    state = str(check.state) if check.type == "alternative" else TICKED
    for block in kept_with(blocks, f"{check.path}={state}"):
        yield _headed(check, block)


def _headed(check: Control, block: Made) -> Made:
    """The check before the first words of a block, unless these have one of their own."""
    match block:
        case Paragraph(children) | ListItem(children) if not _has_check(children):
            return replace(block, children=(check, Text(_NBSP), *children))
        case BulletList(items):
            return BulletList(tuple(_headed(check, item) for item in items if isinstance(item, ListItem)))
        case OrderedList(items):
            return OrderedList(tuple(one for item in items if isinstance(one := _headed(check, item), ListItem)))
        case Table(caption=caption):
            return replace(block, caption=(check, Text(_NBSP), *caption))
    return block


def _has_check(children: Sequence[Inline]) -> bool:
    return bool(children) and isinstance(children[0], Control) and children[0].type in ("check", "alternative")


def _words_of(nodes: Iterable[Node]) -> str:
    """The words of nodes, an ellipsis for each control."""
    return "".join(_words(node) for node in nodes)


def _words(node: Node) -> str:
    match node:
        case Text(text) | Filled(text):
            return text
        case Control(type="check" | "alternative"):
            return ""
        case Control():
            return node.default or "…"
        case LineBreak():
            return " "
    below = getattr(node, "children", ()) or getattr(node, "items", ())
    return _words_of(below)


def _pure(run: Iterable[Inline]) -> str | None:
    """The words of a run that holds nothing else."""
    texts = [node.text for node in run if isinstance(node, Text)]
    return "".join(texts) if len(texts) == len(list(run)) else None


def _plainest(runs: Sequence[list[Inline]]) -> list[Inline]:
    """In a cell: the value where there is one, else what stands without any condition."""
    with_control = next((run for run in runs if any(controls_in(run))), None)
    return with_control if with_control is not None else runs[-1]


def _closed(made: list[Inline], text: str) -> tuple[list[Inline], str]:
    """Passages side by side, each with the mark that ends their sentence; and the text without it."""
    mark = _PUNCTUATION.match(text)
    if mark is None or not any(isinstance(node, Control) and node.type == "alternative" for node in made):
        return made, text
    out: list[Inline] = []
    for node in made:
        if isinstance(node, Control) and node.type == "alternative" and node.state:
            out.insert(len(out) - 1, Text(mark[0]))
        out.append(node)
    return [*out[:-1], Text(mark[0]), out[-1]], text[mark.end() :]


def _on_lines(nodes: Iterable[Inline]) -> list[Inline]:
    """The line without the breaks that part nothing: at its ends, or one after another."""
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, LineBreak):
            while out and _is_space(out[-1]):
                out.pop()
        is_after_break = not out or isinstance(out[-1], LineBreak)
        if not (is_after_break and (isinstance(node, LineBreak) or _is_space(node))):
            out.append(node)
    while out and (isinstance(out[-1], LineBreak) or _is_space(out[-1])):
        out.pop()
    return out


def _is_space(node: Inline) -> bool:
    return isinstance(node, Text) and not node.text.strip(" ")


def _without_edge(run: list[Inline]) -> list[Inline]:
    """The run without what joined its first words to those before it: a check stands there."""
    if run and isinstance(run[0], Text):
        return [Text(run[0].text.lstrip(" ,")), *run[1:]]
    return run


def _factored(runs: Sequence[list[Inline]]) -> tuple[list[Inline], list[list[Inline]], list[Inline]]:
    """What all runs begin with, what they differ in, what they end with."""
    before = _shared(runs)
    rest = [run[len(before) :] for run in runs]
    after = _shared([run[::-1] for run in rest])[::-1]
    return before, [run[: len(run) - len(after)] for run in rest], after


def _in_sentences(run: Iterable[Inline]) -> Iterator[Inline]:
    """The run with a text for each sentence, so that those that are alike are seen."""
    for node in _joined(run):
        if isinstance(node, Text):
            yield from (Text(piece) for piece in _BETWEEN_SENTENCES.split(node.text) if piece)
        else:
            yield node


def _shared(runs: Sequence[list[Inline]]) -> list[Inline]:
    out: list[Inline] = []
    for nodes in zip(*runs, strict=False):
        if any(node != nodes[0] for node in nodes):
            break
        out.append(nodes[0])
    return out


# --- turns of phrase take the end of their sentence with them ----------------------------------------


def _absorbed(maker: Maker, nodes: list[Inline]) -> list[Inline]:
    """The line, each choice grown by the words after it, and by the word before it if it may say nothing.

    A control is as wide as the longest of its texts: within a sentence a shorter one would leave a gap.
    """
    out: list[Inline] = []
    waiting = list(_joined(nodes))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Strong | Emphasis | Link):
            node = replace(node, children=tuple(_absorbed(maker, list(node.children))))
        if isinstance(node, Control) and node.type == "choice" and _follows(node, out):
            waiting = list(_joined([Text(node.default), *waiting]))
            if out and isinstance(out[-1], Text):
                waiting = list(_joined([out.pop(), *waiting]))
            continue
        if not (isinstance(node, Control) and node.type == "choice"):
            out.append(node)
            if isinstance(node, Control) and node.rows > 1 and waiting and isinstance(waiting[0], Text):
                waiting[0] = Text(_PUNCTUATION.sub("", waiting[0].text, count=1))  # it would stand on a line by itself
            continue
        before = after = ""
        if waiting and isinstance(waiting[0], Text):
            after, rest = _end_of_sentence(waiting[0].text, node, is_last=len(waiting) == 1)
            waiting[0] = Text(rest)
        if out and isinstance(out[-1], Text):
            is_open = any(_OPEN.match(f"{option.text}{after}") for option in node.options)
            found = _LAST_WORD.search(out[-1].text) if is_open else None
            before = found[0] if found else ""
            kept = out[-1].text[: len(out[-1].text) - len(before)]
            out[-1] = Text(kept if not kept or kept[-1] in " («\u00a0’" else f"{kept} ")
        elif out and any(option.text.startswith(" ") for option in node.options):
            out.append(Text(" "))
        if waiting and isinstance(waiting[0], Text) and not waiting[0].text:
            waiting.pop(0)
        out.append(replace(_grown(maker, node, before, after), is_last=not waiting))
    return out


def _follows(choice: Control, before: Iterable[Inline]) -> bool:
    """Whether it turns with a choice before it on the line, and would leave a gap: its usual words are right too."""
    asked = {path for node in before if isinstance(node, Control) for path in _answered(node)}
    answered, longest = _answered(choice), max(len(option.text) for option in choice.options)
    return bool(answered) and answered <= asked and longest - len(choice.default) > LONGEST_GAP


def _answered(choice: Control) -> set[str]:
    return {path for option in choice.options for path, _ in option.sets}


def _end_of_sentence(text: str, choice: Control, *, is_last: bool) -> tuple[str, str]:
    """What of the words after a choice belongs to it: the rest of the sentence, or its punctuation."""
    longest = max(len(option.text) for option in choice.options)
    found = _SENTENCE_END.match(text)
    end = found.end() if found else 0
    is_whole = end < len(text) or is_last or text[end - 1 : end] in (".", "!", "?", "…")
    if is_whole and longest + end <= LONGEST_CHOICE:
        return text[:end], text[end:]
    mark = _PUNCTUATION.match(text)
    return (mark[0], text[mark.end() :]) if mark else ("", text)


def _grown(maker: Maker, choice: Control, before: str, after: str) -> Control:
    default = f"{before}{choice.default}{after}"
    grown = replace(
        choice,
        options=tuple(replace(o, text=_squeezed(f"{before}{o.text}{after}")) for o in choice.options),
        default=_squeezed(default),
    )
    return maker.registered(replace(grown, room=max(len(option.text) for option in grown.options)))


def _squeezed(text: str) -> str:
    return re.sub(r" +(?=[ ,.)\u00a0\u202f])", "", text).strip(" ")


def _joined(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbouring texts as one."""
    pending = ""
    for node in nodes:
        if isinstance(node, Text):
            pending += node.text
            continue
        if pending:
            yield Text(_SPACES.sub(" ", pending))
            pending = ""
        yield node
    if pending:
        yield Text(_SPACES.sub(" ", pending))
