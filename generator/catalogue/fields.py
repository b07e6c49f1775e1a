"""The fields that a letter may read.

A path is written « invoices[].amount »: « [] » stands for each item of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.model import PLAN_COUNT, Field, Question
from generator.letter.schema import FieldType, ListOf, Record, Scalar

UNREAD = frozenset({"events", "answers"})
"""What is asked and no letter reads: events serve the law; each letter has its own answers."""
PLAN = "plan"
"""The payment plan, made from answers: read only by letters that ask for it."""
ALWAYS_GIVEN = ("letter.on", "letter.channel", "invoices[].due_on")
"""Optional in a claim, there in every letter: given with the order, by the letter, or by the law."""


def paths_of(record: Record, prefix: str = "") -> Iterator[tuple[str, FieldType]]:
    """Every path below ``record`` with its type, groups and lists included."""
    for name, field in record.fields.items():
        path = f"{prefix}{name}"
        yield path, field
        if isinstance(field, Record):
            yield from paths_of(field, f"{path}.")
        elif isinstance(field, ListOf) and isinstance(field.item, Record):
            yield from paths_of(field.item, f"{path}[].")


def is_leaf(field: FieldType) -> bool:
    """Whether a value stands there, or a plain list of values."""
    return isinstance(field, Scalar) or (isinstance(field, ListOf) and isinstance(field.item, Scalar))


def with_field(record: Record, path: str, field: FieldType) -> Record:
    """``record`` with ``field`` at ``path``; groups on the way are made."""
    name, _, rest = path.partition(".")
    if not rest:
        return replace(record, fields={**record.fields, name.removesuffix("[]"): field})
    name, is_list = name.removesuffix("[]"), name.endswith("[]")
    inner = record.fields.get(name, ListOf(Record()) if is_list else Record())
    if is_list and isinstance(inner, ListOf) and isinstance(inner.item, Record):
        changed: FieldType = ListOf(with_field(inner.item, rest, field))
    elif not is_list and isinstance(inner, Record):
        changed = with_field(inner, rest, field)
    else:
        raise KeyError(path)
    return replace(record, fields={**record.fields, name: changed})


# --- fields.yml -------------------------------------------------------------------------------


class Fields(Struct, frozen=True):
    """Every field with its words, and what a letter without questions may read."""

    words: Mapping[str, Field]
    environment: Record

    def with_answers(self, questions: Iterable[Question], audiences: Iterable[str], *, has_deadline: bool) -> Record:
        """What a letter may read: its answers too, its deadline without « is given » if it has one, its plan if any."""
        audiences = tuple(audiences)
        answers = Record({question.name: _answer_type(question, audiences) for question in questions})
        has_plan = PLAN_COUNT in answers.fields
        shared = {name: field for name, field in self.environment.fields.items() if name != PLAN or has_plan}
        record = replace(self.environment, fields={**shared, "answers": answers})
        return with_field(record, "letter.deadline", Scalar("date", optional=not has_deadline))


def _answer_type(question: Question, audiences: tuple[str, ...]) -> Scalar:
    if question.type == "yes_no":
        return Scalar("yes_no")
    asked_to_all = not question.only_for or set(audiences) <= set(question.only_for)
    is_given = asked_to_all and (question.is_required or question.default is not None)
    return Scalar(question.type, optional=not is_given, options=tuple(option.value for option in question.options))
