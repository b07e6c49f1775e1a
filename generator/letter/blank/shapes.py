"""Shapes of what was made, and rules on them that need to know nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from generator.letter.blank.scope import Alternative
from generator.letter.controls import TICKED, controls_in, kept_with
from generator.letter.known import full
from generator.letter.nodes import (
    And,
    Block,
    BulletList,
    Control,
    Expression,
    Filled,
    Given,
    Inline,
    LineBreak,
    ListItem,
    Node,
    Or,
    OrderedList,
    Paragraph,
    Table,
    Text,
)
from generator.messages import NBSP

Made: TypeAlias = Block | ListItem
"""What a block of the tree becomes: an item of a list is met like a paragraph."""

SENTENCE = re.compile(r"\s*[A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ].*[.!?…]\s*", re.DOTALL)

PUNCTUATION = re.compile(r"[\u00a0\u202f ]?[.,;:!?…)»]+")

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…] )(?=[A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ])")

_SPACES = re.compile(" {2,}")


def are_lines(alternatives: Sequence[Alternative]) -> bool:
    """Whether each branch is one line of the same kind, or nothing."""
    kinds = {type(child) for each in alternatives for child in each.children}
    return len(kinds) == 1 and kinds <= {Paragraph, ListItem} and all(len(each.children) <= 1 for each in alternatives)


def single(alternatives: Sequence[Alternative]) -> list[Alternative]:
    """Without what only says two others at once, and without an empty otherwise."""
    shown = [each for each in alternatives if each.children]
    simple = [each for each in shown if not isinstance(each.condition, And)]
    return simple if len(simple) > 1 else shown


def given_paths(condition: Expression | None, items: Mapping[str, str]) -> Iterator[str]:
    """The fields that a condition wants to be there."""
    match condition:
        case Given(path):
            yield full(path, items)
        case And(operands) | Or(operands):
            for operand in operands:
                yield from given_paths(operand, items)


def asks(condition: Expression | None) -> bool:
    """Whether a branch shows the answer to a question that need not be answered."""
    return any(path.startswith("answers.") for path in given_paths(condition, {}))


def name_last(block: Block) -> Block:
    """« EI » may stand before the name as well (Code de commerce, art. R526-27): after it, a gap would come between."""
    match block:
        case Paragraph((Control() as name, Text(text))) if text.strip() == "EI":
            return Paragraph((Text("EI "), name))
    return block


def is_about(block: Made, group: str) -> bool:
    """Whether a block asks for a field of the group."""
    return any(control.path.startswith(f"{group}.") for control in controls_in([block]))


def checked(check: Control, blocks: tuple[Made, ...]) -> Iterator[Made]:
    """The blocks, the check at the head of each: what is not ticked is no part of the letter."""
    state = str(check.state) if check.type == "alternative" else TICKED
    for block in kept_with(blocks, f"{check.path}={state}"):
        yield _headed(check, block)


def _headed(check: Control, block: Made) -> Made:
    """The check before the first words of a block, unless these have one of their own."""
    match block:
        case Paragraph(children) | ListItem(children) if not _has_check(children):
            return replace(block, children=(check, Text(NBSP), *children))
        case BulletList(items):
            return BulletList(tuple(_headed(check, item) for item in items if isinstance(item, ListItem)))
        case OrderedList(items):
            return OrderedList(tuple(one for item in items if isinstance(one := _headed(check, item), ListItem)))
        case Table(caption=caption):
            return replace(block, caption=(check, Text(NBSP), *caption))
    return block


def _has_check(children: Sequence[Inline]) -> bool:
    return bool(children) and isinstance(children[0], Control) and children[0].type in ("check", "alternative")


def words_of(nodes: Iterable[Node]) -> str:
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
    return words_of(below)


def pure(run: Iterable[Inline]) -> str | None:
    """The words of a run that holds nothing else."""
    texts = [node.text for node in run if isinstance(node, Text)]
    return "".join(texts) if len(texts) == len(list(run)) else None


def plainest(runs: Sequence[list[Inline]]) -> list[Inline]:
    """In a cell: the value where there is one, else what stands without any condition."""
    with_control = next((run for run in runs if any(controls_in(run))), None)
    return with_control if with_control is not None else runs[-1]


def closed(made: list[Inline], text: str) -> tuple[list[Inline], str]:
    """Passages side by side, each with the mark that ends their sentence; and the text without it."""
    mark = PUNCTUATION.match(text)
    if mark is None or not any(isinstance(node, Control) and node.type == "alternative" for node in made):
        return made, text
    out: list[Inline] = []
    for node in made:
        if isinstance(node, Control) and node.type == "alternative" and node.state:
            out.insert(len(out) - 1, Text(mark[0]))
        out.append(node)
    return [*out[:-1], Text(mark[0]), out[-1]], text[mark.end() :]


def on_lines(nodes: Iterable[Inline]) -> list[Inline]:
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


def without_edge(run: list[Inline]) -> list[Inline]:
    """The run without what joined its first words to those before it: a check stands there."""
    if run and isinstance(run[0], Text):
        return [Text(run[0].text.lstrip(" ,")), *run[1:]]
    return run


def factored(runs: Sequence[list[Inline]]) -> tuple[list[Inline], list[list[Inline]], list[Inline]]:
    """What all runs begin with, what they differ in, what they end with."""
    before = _shared(runs)
    rest = [run[len(before) :] for run in runs]
    after = _shared([run[::-1] for run in rest])[::-1]
    return before, [run[: len(run) - len(after)] for run in rest], after


def in_sentences(run: Iterable[Inline]) -> Iterator[Inline]:
    """The run with a text for each sentence, so that those that are alike are seen."""
    for node in joined(run):
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


def joined(nodes: Iterable[Inline]) -> Iterator[Inline]:
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
