"""Makes the controls of a blank form: what each asks for, in which words, with how much room.

A computed field has a control too, since on paper someone must write it; what is read back never takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.letter.controls import (
    ALTERNATIVE,
    CHECK,
    CHOICE,
    RECIPIENT,
    SHOWN,
    TICKED,
    WORDS,
)
from generator.letter.known import Known, without_numbers
from generator.letter.nodes import Control, Option
from generator.messages import NBSP

RECIPIENT_ROWS, ADDRESS_ROWS = 6, 4
LONG_LINE = 68
"""Characters that a line of the letter surely holds; a longer text gets several."""
LISTING = 52
"""Characters of an enumeration: the numbers of a few invoices."""
MAX_TEXT = 300
_PASSAGE_EXCERPT = 90

_TEXT_ROOMS: Mapping[str, tuple[int, int]] = {
    # last part of a path → characters shown, characters typed at most
    "name": (68, 100),
    "place": (22, 100),
    "number": (14, 60),
    "invoice_number": (14, 60),
    "order_reference": (40, 60),
    "description": (27, MAX_TEXT),
}
_ROOMS: Mapping[str, tuple[int, int]] = {
    # type → characters shown, characters typed at most
    "money": (16, 18),
    "date": (10, 10),
    "percent": (6, 8),
    "integer": (4, 6),
    "siren": (12, 14),
    "siret": (18, 20),
    "iban": (36, 42),
    "bic": (12, 11),
    "vat_number": (18, 20),
    "phone": (18, 24),
    "email": (48, 120),
}


class FieldWords(Struct, frozen=True, kw_only=True):
    """What is said of a field: its type, and, in French, its name, what to know to fill it, what it looks like.

    ``answers`` gives the words of each answer of a choice. ``max_length`` is 0 where the type alone limits it.
    """

    type: str
    label: str
    help: str = ""
    example: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    is_required: bool = False
    is_computed: bool = False
    max_length: int = 0


class Plan(Struct, frozen=True, kw_only=True):
    """What a blank form is made with.

    ``words`` speak of each field, by its path without numbers; ``items`` name an item of each list; ``slots`` are
    how many items of a list the form has room for where nobody knows how many there will be; ``usual`` is what is
    known when nothing out of the ordinary was answered, and says which passages are kept at first.
    """

    known: Known
    usual: Known
    words: Mapping[str, FieldWords]
    items: Mapping[str, str]
    slots: Mapping[str, int]
    form: str
    title: str
    note: str
    """Said at the foot of each page of a form that has passages to keep or not."""


class Maker(Struct):
    """Makes the controls of one form. Two that differ never share a path: the second is called « path~2 »."""

    plan: Plan
    made: dict[str, Control] = field(default_factory=dict)

    # -- values

    def value(self, path: str, format: str) -> Control:
        """The control of a hole; an amount in words is not the one in figures."""
        if format == "money_words":
            return self._in_words(path)
        words = self.plan.words.get(without_numbers(path)) or FieldWords(type="text", label=path, is_computed=True)
        kind = words.type if words.type in _ROOMS else "text"
        room, limit = _ROOMS.get(kind) or _text_room(path, words)
        rows = 1 if room <= LONG_LINE else 2
        return self.registered(
            Control(
                path=path,
                type=kind,
                label=self.label(path),
                help=words.help if _first_of_its_kind(path) else "",
                example=words.example,
                is_required=words.is_required and _first_of_its_kind(path),
                is_computed=words.is_computed,
                room=min(room, LONG_LINE),
                rows=rows,
                max_length=words.max_length or limit,
            )
        )

    def _in_words(self, path: str) -> Control:
        label = f"{self.label(path)}, en toutes lettres"
        control = Control(
            path=f"{WORDS}.{path}", type="text", label=label, is_computed=True, room=LONG_LINE, max_length=MAX_TEXT
        )
        return self.registered(control)

    def listing(self, path: str) -> Control:
        """One control for what a loop would enumerate, such as the numbers of all invoices."""
        words = self.plan.words.get(path)
        label = words.label if words else path
        control = Control(
            path=path,
            type="text",
            label=f"{label}, pour chacune",
            is_computed=True,
            room=LISTING,
            max_length=MAX_TEXT,
        )
        return self.registered(control)

    def address(self, path: str, type: str) -> Control:
        """Several lines in one: a name above them for the recipient."""
        words = self.plan.words[path]
        rows = RECIPIENT_ROWS if type == RECIPIENT else ADDRESS_ROWS
        return self.registered(
            Control(
                path=path,
                type=type,
                label=words.label,
                help=words.help,
                example=words.example,
                is_required=True,
                room=38,
                rows=rows,
                max_length=500,
            )
        )

    # -- choices

    def choice(self, options: Iterable[Option], default: int, about: str) -> Control:
        """Turns of phrase of which one is chosen, equal ones being one; registered once its words are whole."""
        merged: dict[str, Option] = {}
        chosen = ""
        for number, option in enumerate(options):
            kept = merged.get(option.text)
            merged[option.text] = option if kept is None else replace(kept, sets=_common(kept.sets, option.sets))
            chosen = option.text if number == default else chosen
        every = tuple(merged.values())
        return Control(
            path=_path_of(every, about),
            type=CHOICE,
            label=self._choice_label(about),
            help=self._help(about),
            options=every,
            default=chosen,
            is_computed=not any(option.sets for option in every),
        )

    def check(self, path: str, ticked: Option, unticked: Option, *, is_kept: bool, passage: str) -> Control:
        """A passage to keep or not; one about a yes/no question is that question."""
        is_question = ticked.sets == ((path, TICKED),)
        return self.registered(
            Control(
                path=path if is_question else f"{SHOWN}.{path}",
                type=CHECK,
                label=self._passage_label(path, passage),
                help=self._help(path),
                options=(ticked, unticked),
                default=TICKED if is_kept else "",
                is_computed=not (ticked.sets or unticked.sets),
            )
        )

    def alternatives(self, path: str, options: Iterable[Option], default: int) -> list[Control]:
        """A control for each of several passages of which one is kept."""
        every = tuple(options)
        first = Control(
            path=f"{SHOWN}.{path}",
            type=ALTERNATIVE,
            label=self._choice_label(path),
            help=self._help(path),
            options=every,
            default=str(default),
            is_computed=not any(option.sets for option in every),
        )
        first = self.registered(first)
        return [
            replace(first, state=number, label=f"{first.label}{NBSP}: {_excerpt(option.text)}")
            for number, option in enumerate(every)
        ]

    # -- words

    def label(self, path: str) -> str:
        """What a field is called, its list's items told apart: « Facture 2 : montant à payer »."""
        words = self.plan.words.get(without_numbers(path))
        return self._within(path, words.label if words else path)

    def _within(self, path: str, label: str) -> str:
        places = ", ".join(self._places(path))
        return f"{places}{NBSP}: {_lowered(label)}" if places else label

    def _places(self, path: str) -> Iterator[str]:
        parts = path.split(".")
        for number, part in enumerate(parts):
            if part.isdigit():
                group = without_numbers(".".join(parts[:number]))
                if self.plan.known.count(group) == 1:
                    continue
                name = self.plan.items.get(group, "Élément")
                yield f"{name} {int(part) + 1}"

    def _choice_label(self, path: str) -> str:
        words = self.plan.words.get(without_numbers(path))
        return self._within(path, f"Au choix{NBSP}: {_lowered(words.label) if words else 'ces mots'}")

    def _passage_label(self, path: str, passage: str) -> str:
        words = self.plan.words.get(without_numbers(path))
        if words and words.type == "yes_no":
            return words.label
        return f"Cochez pour garder{NBSP}: {_excerpt(passage)}"

    def _help(self, path: str) -> str:
        words = self.plan.words.get(without_numbers(path))
        return words.help if words and _first_of_its_kind(path) else ""

    def registered(self, control: Control) -> Control:
        """The control under a path that no different one has."""
        name, number = control.path, 1
        while (known := self.made.get(name)) and not _is_same(known, control):
            number += 1
            name = f"{control.path}~{number}"
        control = replace(control, path=name)
        self.made.setdefault(name, control)
        return control


# --- small rules ----------------------------------------------------------------------------------


def _is_same(one: Control, other: Control) -> bool:
    return (one.type, one.options) == (other.type, other.options)


def _common(one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What two options that read alike both say; a choice between their values is left open."""
    return tuple(pair for pair in one if pair in other)


def _path_of(options: tuple[Option, ...], about: str) -> str:
    """The field that a choice answers, where it answers one and nothing else."""
    answered = {path for option in options for path, _ in option.sets}
    values = [value for option in options for _, value in option.sets]
    complete = all(len(option.sets) == 1 for option in options)
    if len(answered) == 1 and complete and not {"", "*"} & set(values):
        return answered.pop()
    return f"{WORDS}.{about}"


def _text_room(path: str, words: FieldWords) -> tuple[int, int]:
    """Names are long, references short; for the rest the example tells."""
    last = path.rpartition(".")[2]
    if last in _TEXT_ROOMS:
        return _TEXT_ROOMS[last]
    return max(14, min(2 * LONG_LINE, round(len(words.example) * 1.3))), MAX_TEXT


def _first_of_its_kind(path: str) -> bool:
    """Whether every number in the path is the first: what is said once need not be said on each row."""
    return all(part == "0" for part in path.split(".") if part.isdigit())


def _lowered(label: str) -> str:
    """« Montant à payer » → « montant à payer »; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _excerpt(text: str) -> str:
    compact = re.sub(r"\s+", " ", text).strip()
    if len(compact) > _PASSAGE_EXCERPT:
        compact = compact[: compact.rfind(" ", 0, _PASSAGE_EXCERPT)] + "…"
    return f"«{NBSP}{compact}{NBSP}»"
