"""Words within a line: values become controls, alternatives a choice, a check or passages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.letter.blank.scope import Alternative, Scope
from generator.letter.blank.shapes import (
    SENTENCE,
    closed,
    factored,
    given_paths,
    in_sentences,
    on_lines,
    plainest,
    pure,
    without_edge,
    words_of,
)
from generator.letter.blank.turns import LONGEST_CHOICE, absorbed
from generator.letter.controls import TICKED, controls_in, kept_with
from generator.letter.fill import LAST_SEPARATOR, SEPARATOR, tidy
from generator.letter.known import full, without_numbers
from generator.letter.nodes import (
    And,
    Control,
    Each,
    Emphasis,
    Filled,
    Inline,
    LineBreak,
    Link,
    Node,
    Option,
    Strong,
    Text,
    Value,
    When,
)
from generator.messages import NBSP
from generator.values.formatters import FORMATTERS

UNITS: Mapping[str, tuple[Text, ...]] = {
    "money": (Text(f"{NBSP}€"),),
    "money_short": (Text(f"{NBSP}€"),),
    "percent": (Text(f"{NBSP}%"),),
}
"""What a formatter adds to the figures: it stands beside the control, and is not typed."""


class Lines(Scope, frozen=True, kw_only=True):
    """Makes the lines of a place."""

    def inline(self, nodes: Iterable[Node]) -> list[Inline]:
        """What the nodes of a line become, before turns of phrase take in the words around them."""
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
                        made, rest = closed(made, waiting[0].text)
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

    def _turns(self, alternatives: Sequence[Alternative], bodies: Sequence[Sequence[Node]]) -> list[Inline]:
        """Alternatives within a line; what they begin and end with alike stands once."""
        before, runs, after = self._runs(alternatives, bodies)
        if self.in_table:
            return [*before, *plainest(runs), *after]
        return [*before, *self._turn(alternatives, runs), *after]

    def _runs(
        self, alternatives: Sequence[Alternative], bodies: Sequence[Sequence[Node]]
    ) -> tuple[list[Inline], list[list[Inline]], list[Inline]]:
        runs = [self._spoken(each).inline(body) for each, body in zip(alternatives, bodies, strict=True)]
        return factored([list(in_sentences(run)) for run in runs])

    def _turn(self, alternatives: Sequence[Alternative], runs: Sequence[list[Inline]]) -> list[Inline]:
        texts = [pure(run) for run in runs]
        if all(text is not None for text in texts):
            return self._phrases(alternatives, [text or "" for text in texts])
        if not runs[-1]:
            if len(runs) > 2:
                return runs[0]
            return self._insertion(alternatives, runs[0])
        if texts[-1] is not None and all(isinstance(node, Control) for node in runs[0]):
            return runs[-1]  # « Madame, Monsieur » where nobody says better
        return self._passages(alternatives, runs)

    def _phrases(self, alternatives: Sequence[Alternative], texts: Sequence[str]) -> list[Inline]:
        """Words only: a choice, or checks where a line does not hold them."""
        first = alternatives[0].condition
        if len(set(texts)) == 1 or (isinstance(first, And) and self._lists(first)):
            return [Text(texts[0])]  # « Paiements et avoirs » is right where there is but one of them too
        if len(texts) == 2 and not texts[1].strip() and SENTENCE.fullmatch(texts[0]):
            return self._kept_if_ticked(alternatives, [Text(texts[0])])
        if max(map(len, texts)) > LONGEST_CHOICE:
            return self._passages(alternatives, [[Text(text)] for text in texts])
        options = [Option(text, sets) for text, sets in zip(texts, self._sets(alternatives), strict=True)]
        return [self.maker.choice(options, self._usual(alternatives), self._about(alternatives))]

    def _insertion(self, alternatives: Sequence[Alternative], run: list[Inline]) -> list[Inline]:
        """Words with a control, or nothing: a sentence has a check, a few words stay, others are left out."""
        if SENTENCE.fullmatch(words_of(run)):
            return self._kept_if_ticked(alternatives, run)
        asked = set(given_paths(alternatives[0].condition, self.items))
        has_own = any(control.path in asked for control in controls_in(run)) or not words_of(run).strip("… ")
        is_aside = bool(self.only) and words_of(run).strip().startswith("(")
        return run if has_own and not is_aside else []

    def _kept_if_ticked(self, alternatives: Sequence[Alternative], run: list[Inline]) -> list[Inline]:
        check = self._check(alternatives[0], alternatives, words_of(run))
        kept = kept_with(without_edge(run), f"{check.path}={TICKED}")
        return [LineBreak(), check, Text(NBSP), *kept, LineBreak()]

    def _passages(self, alternatives: Sequence[Alternative], runs: Sequence[list[Inline]]) -> list[Inline]:
        """Long or with controls: each has its own control before it."""
        options = [Option(words_of(run), sets) for run, sets in zip(runs, self._sets(alternatives), strict=True)]
        controls = self.maker.alternatives(self._about(alternatives), options, self._usual(alternatives))
        out: list[Inline] = []
        for control, run in zip(controls, runs, strict=True):
            kept = kept_with(without_edge(run), f"{control.path}={control.state}")
            out += [LineBreak(), control, Text(NBSP), *kept]
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

    def _line(self, children: Iterable[Node]) -> tuple[Inline, ...]:
        line = on_lines(absorbed(self.maker, self.inline(children)))
        return tidy(tuple(line))


def _bare_value(nodes: Sequence[Node]) -> Value | None:
    """The hole that a loop repeats, if it repeats nothing else; a condition may keep some of them out."""
    match nodes:
        case [Value() as value]:
            return value
        case [When([branch], ())]:
            return _bare_value(branch.children)
    return None
