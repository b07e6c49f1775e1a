"""A catalogue that was read and checked: what the rest of the program works with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.letter.nodes import LetterTree
from generator.letter.schema import FieldType

if TYPE_CHECKING:
    from generator.catalogue.advice import Advice


class Term(Struct, frozen=True, kw_only=True):
    """One word of a closed list; ``claims``: for a stage, whether its letters claim a sum."""

    id: str
    label: str
    description: str
    claims: bool = True


class Vocabulary(Struct, frozen=True, kw_only=True):
    """The closed lists, each in its order: the stages are the ladder."""

    stages: Mapping[str, Term]
    audiences: Mapping[str, Term]
    channels: Mapping[str, Term]
    tones: Mapping[str, Term]


class Field(Struct, frozen=True, kw_only=True):
    """What a field is called, and its type; ``options`` is (id, label) of each choice."""

    path: str
    label: str
    help: str
    example: str
    type: FieldType
    is_computed: bool
    options: tuple[tuple[str, str], ...] = ()


class Option(Struct, frozen=True, kw_only=True):
    value: str
    label: str


class Question(Struct, frozen=True, kw_only=True):
    """A letter's own question; ``only_for`` names the regimes it is asked for, all of them if empty."""

    name: str
    label: str
    type: str
    help: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    default: str | None = None
    is_required: bool = False
    only_for: tuple[str, ...] = ()


PLAN_QUESTIONS: Mapping[str, str] = {
    "instalment_count": "integer",
    "first_instalment_on": "date",
    "instalment_interval": "choice",
    "first_instalment_amount": "money",
    "plan_accessories": "choice",
}
"""Questions whose answers make the payment plan that a letter reads as ``plan``, with their types."""
PLAN_COUNT, PLAN_FIRST_DAY = "instalment_count", "first_instalment_on"
"""Those that no plan can do without; a letter has a plan when it asks the first one."""
PLAN_OPTIONS: Mapping[str, frozenset[str]] = {
    "instalment_interval": frozenset({"week", "fortnight", "month"}),
    "plan_accessories": frozenset({"waive", "include", "reserve"}),
}
"""What their choices may be: a plan steps by these, and covers the accessories where they are included."""


class LegalBasis(Struct, frozen=True, kw_only=True):
    """An article that a text rests on; ``audiences`` are the regimes it concerns, all of them if empty."""

    article: str
    checked_on: date
    url: str
    audiences: tuple[str, ...]
    confidence: str


class Deadline(Struct, frozen=True, kw_only=True):
    default_days: int
    min_days: int
    max_days: int


class Moment(Struct, frozen=True, kw_only=True):
    """When a letter is sent: in days after the due date, None leaving that side open; or so many days before it."""

    min_days: int | None
    max_days: int | None
    days_before: int | None = None


class Review(Struct, frozen=True, kw_only=True):
    """Who read a letter, by which capacity, when, and what the reading covered."""

    by: str
    on: date
    scope: str


class Header(Struct, frozen=True, kw_only=True):
    """The front matter of `letter.md`, its keys in the order in which they are written."""

    title: str
    subject: str
    summary: str
    stage: str
    tone: str
    audiences: tuple[str, ...]
    channels: tuple[str, ...]
    when: Moment | None
    deadline: Deadline | None
    questions: tuple[Question, ...]
    legal_basis: tuple[LegalBasis, ...]
    status: str
    review: Review | None
    version: str


class Release(Struct, frozen=True, kw_only=True):
    """A version of a letter that was published; its wording and its texts are known by their fingerprints."""

    id: str
    version: str
    on: date
    wording: str
    texts: str


class Clause(Struct, frozen=True, kw_only=True):
    """A shared passage; an optional one stands only under a question that was ticked."""

    name: str
    path: str
    title: str
    audiences: tuple[str, ...]
    is_optional: bool
    legal_basis: tuple[LegalBasis, ...]
    source: str


class Example(Struct, frozen=True, kw_only=True):
    """A claim and the letter as it must read; ``expected_text`` is None until it is accepted."""

    name: str
    path: str
    claim_text: str
    expected_text: str | None


class Template(Struct, frozen=True, kw_only=True):
    """One letter of the catalogue. ``folder`` is its path as shown in problems; ``guidance`` is Markdown."""

    id: str
    folder: str
    title: str
    summary: str
    stage: str
    tone: str
    audiences: tuple[str, ...]
    channels: tuple[str, ...]
    moment: Moment | None
    deadline: Deadline | None
    questions: tuple[Question, ...]
    legal_basis: tuple[LegalBasis, ...]
    status: str
    review: Review | None
    version: str
    tree: LetterTree
    email: LetterTree | None
    sms: LetterTree | None
    phone: LetterTree | None
    guidance: str
    examples: tuple[Example, ...]
    kept_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The examples as they read in each version that was published, by version, then by the example's name."""
    used_paths: frozenset[str] = field(default=frozenset())
    used_clauses: frozenset[str] = field(default=frozenset())


class Catalogue(Struct, frozen=True, kw_only=True):
    """Every letter, in the order of the ladder, with the words and passages they share.

    ``advice`` says which letter to send when; None where the catalogue has no such table, or was only half read.
    """

    root_name: str
    templates: Mapping[str, Template]
    fields: Mapping[str, Field]
    vocabulary: Vocabulary
    clauses: Mapping[str, Clause]
    tables: Mapping[str, str] = field(default_factory=dict)
    """The caption of each table, still in the letter language, by the name that places it."""
    releases: tuple[Release, ...] = ()
    """The versions that were published, oldest first."""
    changes: frozenset[str] = frozenset()
    """The versions that `CHANGELOG.md` tells, each as « mise-en-demeure 0.2.0 »."""
    advice: Advice | None = None
