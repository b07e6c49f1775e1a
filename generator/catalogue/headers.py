"""The front matter of a letter's files, read: pydantic at the door, records of the catalogue behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.catalogue.lines import line_of
from generator.catalogue.model import Deadline, Header, LegalBasis, Moment, Option, Question, Review
from generator.catalogue.reading import load_yaml, right_fields, validate
from generator.catalogue.schema import (
    DeadlineModel,
    LegalBasisModel,
    LetterModel,
    QuestionModel,
    VersionModel,
    WhenModel,
)
from generator.claim import DebtorKind
from generator.errors import Problem


def read_header(text: str, path: str, problems: list[Problem]) -> tuple[Header, Mapping[str, int]] | None:
    """The front matter of `letter.md`, with the lines of its keys.

    What is right of one that is not; None where nothing can be made of it.
    """
    loaded = load_yaml(text, path, problems)
    model = (validate(LetterModel, loaded, path, problems) or _salvaged(loaded.data)) if loaded else None
    if loaded is None or model is None:
        return None
    header = Header(
        title=model.title,
        subject=model.subject,
        summary=model.summary,
        stage=model.stage,
        tone=model.tone,
        audiences=model.audiences,
        channels=model.channels,
        when=_moment(model.when) if model.when else None,
        deadline=Deadline(**model.deadline.model_dump()) if model.deadline else None,
        questions=tuple(map(_question, model.questions)),
        legal_basis=make_legal_basis(model.legal_basis),
        status=model.status,
        review=Review(**model.review.model_dump()) if model.review else None,
        version=model.version,
    )
    return header, loaded.lines


def read_subject(text: str, path: str, problems: list[Problem]) -> tuple[str, int] | None:
    """The subject of another version of a letter, with its line: all that its front matter holds."""
    loaded = load_yaml(text, path, problems)
    model = validate(VersionModel, loaded, path, problems) if loaded else None
    return (model.subject, line_of(loaded.lines, "subject")) if loaded and model else None


def _salvaged(data: object) -> LetterModel | None:
    """What is right in a front matter that is not, so that faults in the body are told at the same time."""
    right = {name: value for name, value in right_fields(LetterModel, data).items() if value and name in _TELLING}
    asked = data if isinstance(data, dict) else {}
    if not asked or ("questions" in asked and "questions" not in right):
        return None  # the body would only be told that its answers are unknown
    if "deadline" in asked:
        right.setdefault("deadline", DeadlineModel.model_construct(default_days=15, min_days=8, max_days=30))
    return LetterModel.model_construct(None, **{**_UNKNOWN, **right})


_TELLING = ("subject", "audiences", "questions", "deadline")
"""What of a front matter changes what its body may say."""
_UNKNOWN: Mapping[str, Any] = {
    "title": "",
    "subject": "",
    "summary": "",
    "stage": "",
    "tone": "",
    "audiences": tuple(kind.value for kind in DebtorKind),
    "channels": (),
    "legal_basis": (
        LegalBasisModel.model_construct(article="", checked_on=date.min, url="", for_=(), confidence="high"),
    ),
    "status": "draft",
    "version": "0.0.0",
}


def _moment(model: WhenModel) -> Moment:
    return Moment(
        min_days=model.after_due_min_days, max_days=model.after_due_max_days, days_before=model.before_due_days
    )


def make_legal_basis(models: tuple[LegalBasisModel, ...]) -> tuple[LegalBasis, ...]:
    """The articles that a text rests on."""
    return tuple(
        LegalBasis(
            article=model.article,
            checked_on=model.checked_on,
            url=model.url,
            audiences=model.for_,
            confidence=model.confidence,
        )
        for model in models
    )


def _question(model: QuestionModel) -> Question:
    return Question(
        name=model.name,
        label=model.label,
        type=model.type,
        help=model.help,
        example=model.example,
        options=tuple(Option(value=option.value, label=option.label) for option in model.options),
        default=model.default,
        is_required=model.required,
        only_for=model.only_for,
    )
