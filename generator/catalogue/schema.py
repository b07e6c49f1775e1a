"""What the files of the catalogue may hold: pydantic at the door, one model for each kind of file.

`strict_yaml` keeps every scalar as its text, so the few that are not text are read here: « true »
and « false », whole numbers, ISO dates. A key that is not named here is refused.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from generator.messages import quoted

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Folder names and names of examples: they are addresses on the site."""


def _yes_no(value: object) -> bool:
    if value == "true":
        return True
    if value == "false":
        return False
    raise ValueError(f"{quoted(str(value))} n’est ni true ni false")


def _whole_number(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value):
        return int(value)
    raise ValueError(f"{quoted(str(value))} n’est pas un nombre entier")


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"{quoted(str(value))} n’est pas une date ; écrivez AAAA-MM-JJ")


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Number = Annotated[int, BeforeValidator(_whole_number)]
Day = Annotated[date, BeforeValidator(_day)]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# --- vocabulary.yml ---------------------------------------------------------------------------


class TermModel(Model):
    """One word of a closed list, under its id; ``order`` ranks it in menus, pages and, for a stage, the ladder."""

    label: Words
    description: Words = ""
    order: Number


class VocabularyModel(Model):
    """`vocabulary.yml`: the stages of the ladder, the regimes, the channels, the tones."""

    stages: dict[Word, TermModel] = Field(min_length=1)
    audiences: dict[Word, TermModel] = Field(min_length=1)
    channels: dict[Word, TermModel] = Field(min_length=1)
    tones: dict[Word, TermModel] = Field(min_length=1)


# --- fields.yml -------------------------------------------------------------------------------


class WordsModel(Model):
    """What a field is called; ``options`` gives the label of each choice."""

    label: Words
    help: Words = ""
    example: Words = ""
    options: dict[Word, Words] = {}


class ComputedModel(WordsModel):
    """A field that the program adds to what was asked; ``type`` is a kind of value, or « list »."""

    type: Word
    optional: YesNo = False


class FieldsModel(Model):
    """`fields.yml`: the words of every field of the claim, and the computed fields with their types."""

    asked: dict[str, WordsModel]
    computed: dict[str, ComputedModel] = {}


# --- tables.yml -------------------------------------------------------------------------------


class ColumnModel(Model):
    label: str
    align: Literal["start", "end"] = "start"
    when: Words = ""


class RowModel(Model):
    """A row; ``for`` repeats it (« invoice in invoices »), ``when`` leaves it out."""

    cells: tuple[str, ...] = Field(min_length=1)
    for_: Words = Field(default="", alias="for")
    when: Words = ""
    total: YesNo = False


class TableModel(Model):
    caption: Words
    columns: tuple[ColumnModel, ...] = Field(min_length=1)
    rows: tuple[RowModel, ...] = Field(min_length=1)
    row_headers: YesNo = False


TablesModel = dict[Word, TableModel]


# --- front matter -----------------------------------------------------------------------------


class OptionModel(Model):
    value: Word
    label: Words


class QuestionModel(Model):
    """A letter's own question; its answer is read as ``answers.<name>``."""

    name: Word
    label: Words
    type: Word
    help: Words = ""
    example: Words = ""
    options: tuple[OptionModel, ...] = ()
    default: Words | None = None
    required: YesNo = False
    only_for: tuple[Word, ...] = ()

    @model_validator(mode="after")
    def _choices_have_options(self) -> QuestionModel:
        if (self.type == "choice") != bool(self.options):
            raise ValueError(f"la question {quoted(self.name)} : « options » va avec le type choice, et lui seul")
        if self.default is not None and self.options and self.default not in {o.value for o in self.options}:
            raise ValueError(f"la question {quoted(self.name)} : {quoted(self.default)} n’est pas l’une de ses options")
        if self.required and (self.default is not None or self.type == "yes_no"):
            raise ValueError(f"la question {quoted(self.name)} a une réponse par défaut : « required » est de trop")
        return self


class LegalBasisModel(Model):
    """An article that the letter or its notes rest on, and the day someone read it."""

    article: Words
    checked_on: Day
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] = ""
    for_: tuple[Word, ...] = Field(default=(), alias="for")
    confidence: Literal["high", "medium"] = "high"


class DeadlineModel(Model):
    """Days given to pay, counted from the day the letter should be presented."""

    default_days: Number
    min_days: Number
    max_days: Number

    @model_validator(mode="after")
    def _in_order(self) -> DeadlineModel:
        if not 1 <= self.min_days <= self.default_days <= self.max_days:
            raise ValueError("le délai : il faut 1 ≤ min_days ≤ default_days ≤ max_days")
        return self


class WhenModel(Model):
    """Where the letter stands in the ladder: in days after the due date, or so many days before it."""

    before_due_days: Number | None = None
    after_due_min_days: Number | None = None
    after_due_max_days: Number | None = None


class ReviewModel(Model):
    """Who read the letter, by which capacity, when, and what the reading covered."""

    by: Words
    on: Day
    scope: Words = ""


class LetterModel(Model):
    """The front matter of `letter.md`."""

    title: Words
    subject: Words
    summary: Words
    stage: Word
    tone: Word
    audiences: tuple[Word, ...] = Field(min_length=1)
    channels: tuple[Word, ...] = Field(min_length=1)
    when: WhenModel | None = None
    deadline: DeadlineModel | None = None
    questions: tuple[QuestionModel, ...] = ()
    legal_basis: tuple[LegalBasisModel, ...] = Field(min_length=1)
    status: Literal["draft", "reviewed"]
    review: ReviewModel | None = None
    version: Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$")]

    @model_validator(mode="after")
    def _reviewed_by_someone(self) -> LetterModel:
        if (self.status == "reviewed") != (self.review is not None):
            raise ValueError("« review » (by, on) va avec le statut reviewed, et lui seul")
        return self


class VersionModel(Model):
    """The front matter of `email.md`, `sms.md` or `phone.md`, which may be left out: the subject is the letter's."""

    subject: Words


class ClauseModel(Model):
    """The front matter of a clause; an ``optional`` one stands only under a question that was ticked."""

    title: Words
    audiences: tuple[Word, ...] = Field(min_length=1)
    optional: YesNo = False
    legal_basis: tuple[LegalBasisModel, ...] = ()


Raw = dict[str, Any]
