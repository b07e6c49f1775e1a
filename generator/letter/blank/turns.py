"""Turns of phrase take the end of their sentence with them, so that no gap shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from generator.letter.blank.making import Maker
from generator.letter.blank.shapes import PUNCTUATION, joined
from generator.letter.nodes import Control, Emphasis, Inline, Link, Strong, Text

LONGEST_CHOICE = 84
"""Characters of a turn of phrase that still stands on one line; longer ones are passages."""
LONGEST_GAP = 8
"""Characters that a turn of phrase may leave open before it is given up for the usual one."""

_SENTENCE_END = re.compile(r"[^.!?…]*(?:[.!?…](?=\s|$)|$)")

_OPEN = re.compile(r"[ \u00a0\u202f]*(?:[.,;:!?…)]|$)")

_LAST_WORD = re.compile(r"\S+\s?$")


def absorbed(maker: Maker, nodes: list[Inline]) -> list[Inline]:
    """The line, each choice grown by the words after it, and by the word before it if it may say nothing.

    A control is as wide as the longest of its texts: within a sentence a shorter one would leave a gap.
    """
    out: list[Inline] = []
    waiting = list(joined(nodes))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Strong | Emphasis | Link):
            node = replace(node, children=tuple(absorbed(maker, list(node.children))))
        if isinstance(node, Control) and node.type == "choice" and _follows(node, out):
            waiting = list(joined([Text(node.default), *waiting]))
            if out and isinstance(out[-1], Text):
                waiting = list(joined([out.pop(), *waiting]))
            continue
        if not (isinstance(node, Control) and node.type == "choice"):
            out.append(node)
            if isinstance(node, Control) and node.rows > 1 and waiting and isinstance(waiting[0], Text):
                waiting[0] = Text(PUNCTUATION.sub("", waiting[0].text, count=1))  # it would stand on a line by itself
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
    mark = PUNCTUATION.match(text)
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
