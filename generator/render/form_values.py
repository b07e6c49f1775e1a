"""What a filled form says, whatever kind of file it is: texts by path, and what was chosen.

A form is read by what it says of itself; the claim is made of that elsewhere. Nothing is judged here but the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from generator.errors import Problem
from generator.messages import listed, quoted

KEPT = "yes"
"""State of a check whose passage is kept."""


class FieldMeaning(Struct, frozen=True, kw_only=True):
    """What the form says of one of its fields: see `letter.nodes.Control`.

    ``sets`` has one entry for each option; ``within`` names the passages that the field stands in, none of which may
    be kept; it is empty where the field stands outside of any, too.
    """

    type: str
    is_computed: bool = False
    sets: Sequence[Mapping[str, str]] = ()
    within: Sequence[str] = ()


class FieldValue(Struct, frozen=True, kw_only=True):
    """A field as it was found: its text, or the number of the option that is chosen (None where there is none)."""

    path: str
    label: str
    meaning: FieldMeaning
    text: str = ""
    chosen: int | None = None

    @property
    def state(self) -> str:
        """As ``within`` names it: « yes » for a check that is ticked, else the number of the option."""
        if self.meaning.type == "check":
            return KEPT if self.chosen == 0 else "no"
        return "" if self.chosen is None else str(self.chosen)


class FormValues(Struct, frozen=True, kw_only=True):
    """A filled form. ``said`` are the answers that choices give, in reading order; ``typed`` the texts by path.

    ``computed`` are those that the law says better. ``form`` says which form it is.
    """

    form: str
    typed: Mapping[str, str] = field(default_factory=dict)
    computed: Mapping[str, str] = field(default_factory=dict)
    said: Sequence[tuple[str, str]] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[Problem] = ()


def settle(form: str, fields: Sequence[FieldValue], warnings: Sequence[Problem] = ()) -> FormValues:
    """What the fields say together; one that was filled in a passage that is not kept is told, and left."""
    kept = _kept(fields)
    unused = [one for one in fields if one.text.strip() and one.path not in kept and not one.meaning.is_computed]
    texts = {one.path: one.text for one in fields if one.text.strip() and one.path in kept}
    computed = {one.path for one in fields if one.meaning.is_computed}
    return FormValues(
        form=form,
        typed={path: text for path, text in texts.items() if path not in computed},
        computed={path: text for path, text in texts.items() if path in computed},
        said=tuple(answer for one in fields if one.path in kept for answer in _answers(one)),
        labels={one.path: one.label for one in fields},
        warnings=(*warnings, *(_unused(one) for one in unused)),
    )


def _kept(fields: Sequence[FieldValue]) -> set[str]:
    """The fields that stand in no passage, or in one that is kept and itself stands in no other or in a kept one."""
    waiting = {one.path: one for one in fields}
    passages: set[str] = set()
    while found := [one for one in waiting.values() if not one.meaning.within or passages & set(one.meaning.within)]:
        for one in found:
            passages.add(f"{one.path}={one.state}")
            del waiting[one.path]
    return {one.path for one in fields} - waiting.keys()


def _answers(one: FieldValue) -> Iterator[tuple[str, str]]:
    if one.chosen is not None and one.chosen < len(one.meaning.sets):
        yield from one.meaning.sets[one.chosen].items()


def _unused(one: FieldValue) -> Problem:
    return Problem(
        field=one.path,
        message=f"{one.label} : {quoted(one.text)} n’est pas repris, la case de ce passage n’est pas cochée",
        hint="cochez-la si ce passage fait partie de la lettre",
        check="form-unticked",
    )


# --- choices --------------------------------------------------------------------------------------


def option_of(text: str, options: Sequence[str]) -> int | None:
    """The number of the option that reads like ``text``, spaces and apostrophes apart."""
    wanted = _plain(text)
    return next((number for number, option in enumerate(options) if _plain(option) == wanted), None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("'", "’").strip()


def not_an_option(path: str, label: str, text: str, options: Sequence[str]) -> Problem:
    """A choice that someone or something filled with words of its own."""
    return Problem(
        field=path,
        message=f"{label} : {quoted(text)} n’est pas l’un des choix",
        hint=f"choisissez {listed(quoted(option) for option in options if option)}",
        check="form-choice",
    )
