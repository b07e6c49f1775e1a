"""The controls of a blank form: found, changed, named, described. What makes them is in `blank/making.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from generator.letter.nodes import (
    Block,
    BulletList,
    Control,
    Emphasis,
    Heading,
    Inline,
    Link,
    ListItem,
    Node,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from generator.messages import NBSP, listed

CHECK, CHOICE, ALTERNATIVE = "check", "choice", "alternative"
ADDRESS, RECIPIENT = "address", "recipient"
TICKED = "yes"
"""The default of a check whose passage is kept."""

SHOWN, WORDS = "shown", "words"
"""First part of the paths of passages and of turns of phrase: they are no fields of the claim."""

_WORD = re.compile(r"[^\W\d_]{3}")


def controls_in(nodes: Iterable[object]) -> Iterator[Control]:
    """Every control below some nodes of a document, in reading order."""
    for node in nodes:
        if isinstance(node, Control):
            yield node
        for name in ("children", "items", "caption", "columns", "label", "rows", "cells"):
            below = getattr(node, name, ())
            if isinstance(below, tuple) and not isinstance(node, Control):
                yield from controls_in(
                    cell for part in below for cell in (part if isinstance(part, tuple) else (part,))
                )


AnyNode = TypeVar("AnyNode", bound=Node)
Change = Callable[[Control], Control]


def kept_with(nodes: Iterable[AnyNode], within: str) -> tuple[AnyNode, ...]:
    """The nodes, their controls saying which passage they stand in; one in an inner passage has said so already."""
    return changed(nodes, lambda control: replace(control, within=control.within or within))


def captioned(lines: Iterable[Block], *, has_words: bool = False) -> tuple[Block, ...]:
    """The lines, what is typed in a control named in it where no word before it does.

    Among the words of a sentence (``has_words``) figures and days need no name.
    """
    return tuple(_captioned_block(line, has_words) for line in lines)


def _captioned_block(line: AnyNode, has_words: bool) -> AnyNode:
    made: Any = line  # each case gives back what it was given
    match made:
        case Paragraph(children) | ListItem(children):
            made = replace(made, children=tuple(_captioned(children, has_words)))
        case BulletList() | OrderedList():
            items: tuple[Any, ...] = made.items
            made = replace(made, items=tuple(_captioned_block(item, has_words) for item in items))
        case Table(rows=rows):
            made = replace(made, rows=tuple(_captioned_block(row, has_words) for row in rows))
        case Row(cells) if not any(control.type in _FIGURES for control in controls_in([made])):
            made = replace(made, cells=tuple(tuple(_captioned(cell, has_words)) for cell in cells))
    same: AnyNode = made
    return same


def _captioned(nodes: Iterable[Inline], has_words: bool) -> Iterator[Inline]:
    announced = False
    for node in nodes:
        if isinstance(node, Control) and node.room and (not announced or node.rows > 1) and _has_name(node, has_words):
            yield replace(node, caption=_last_words(node.label))
        else:
            yield node
        announced = _announces(node)


def _has_name(control: Control, has_words: bool) -> bool:
    return control.type != CHOICE and not (has_words and control.type in _NAMED_BY_SHAPE)


def _announces(node: Inline) -> bool:
    if isinstance(node, Control):
        return node.type == CHOICE
    return isinstance(node, Text) and _WORD.search(node.text) is not None


def _last_words(label: str) -> str:
    """« Facture 2 : description » → « Description »: the words around say the rest."""
    _, _, last = label.rpartition(f"{NBSP}: ")
    return f"{last[:1].upper()}{last[1:]}"


def changed(nodes: Iterable[AnyNode], change: Change) -> tuple[AnyNode, ...]:
    """The nodes with each control changed."""
    return tuple(_changed(node, change) for node in nodes)


def _changed(node: AnyNode, change: Change) -> AnyNode:
    made: Any = node  # each case gives back what it was given
    match made:
        case Control():
            made = change(made)
        case Table():
            made = replace(made, caption=changed(made.caption, change), rows=changed(made.rows, change))
        case Row():
            made = replace(made, cells=tuple(changed(cell, change) for cell in made.cells))
        case BulletList():
            made = replace(made, items=changed(made.items, change))
        case OrderedList():
            made = replace(made, items=changed(made.items, change))
        case Paragraph() | ListItem() | Heading() | Strong() | Emphasis() | Link():
            made = replace(made, children=changed(made.children, change))
    same: AnyNode = made
    return same


def described(control: Control) -> str:
    """What is said of a control to who cannot see where it stands, or points at it."""
    parts = [control.label]
    if control.type == "date":
        parts[0] += " (JJ/MM/AAAA)"
    if control.help:
        parts.append(control.help)
    if control.type == CHOICE:
        parts.append(f"Choix{NBSP}: {listed([option.text for option in control.options])}.")
    return ". ".join(part.removesuffix(".") for part in parts) if len(parts) > 1 else parts[0]


def sample(control: Control) -> str:
    """Words as long as what a line of the control has room for, by which its width is measured."""
    if control.type == CHOICE:
        return max((option.text for option in control.options), key=len)
    if control.type in (CHECK, ALTERNATIVE):
        return _BOX
    return (_DIGIT if control.type in _FIGURES else _LETTER) * control.room


_BOX, _DIGIT, _LETTER = "0", "0", "z"
_NAMED_BY_SHAPE = frozenset({"money", "date", "percent", "integer", "iban", "bic"})
_FIGURES = frozenset({"money", "date", "percent", "integer", "siren", "siret", "phone"})
