"""What the page that fills letters is given: JSON, one file for each letter and one that all letters share.

The trees are those that every renderer walks, the words are those of `fields.yml`, the rates those of `law/data/`:
nothing is written twice. `browser/src/bundle.ts` has the types; a page refuses another version than its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.catalogue.model import Catalogue, Field, LegalBasis, Question, Template, Term
from generator.law.data_files import law_data_json
from generator.letter.schema import ListOf, Record, Scalar
from generator.letter.tree_json import to_json
from generator.website.places import SHARED_DATA, letter_data_at
from generator.website.shared_data import BUNDLE_VERSION, Json, as_bytes, shared_json


def bundle(catalogue: Catalogue) -> dict[str, bytes]:
    """The files, by their address from the root of the site."""
    letters = catalogue.templates.values()
    shared = shared_json(words_json(catalogue), [summary_json(template) for template in letters])
    return {**{letter_data_at(one.id): as_bytes(letter_json(one)) for one in letters}, SHARED_DATA: as_bytes(shared)}


def words_json(catalogue: Catalogue) -> Json:
    """What no letter changes: words of the fields, closed lists, the law's numbers."""
    vocabulary = catalogue.vocabulary
    return {
        "fields": {path: _field(field) for path, field in catalogue.fields.items()},
        "vocabulary": {
            "stages": _terms(vocabulary.stages),
            "audiences": _terms(vocabulary.audiences),
            "channels": _terms(vocabulary.channels),
            "tones": _terms(vocabulary.tones),
        },
        "law": law_data_json(),
    }


def summary_json(template: Template) -> Json:
    """A letter in the list of all of them, with what a plan needs of it."""
    return _given(
        id=template.id,
        title=template.title,
        stage=template.stage,
        audiences=list(template.audiences),
        channels=list(template.channels),
        days_before=template.moment.days_before if template.moment else None,
        deadline_days=template.deadline.default_days if template.deadline else None,
    )


def letter_json(template: Template) -> Json:
    """What the page must know of one letter."""
    deadline = template.deadline
    return {"version": BUNDLE_VERSION, **summary_json(template)} | _given(
        summary=template.summary,
        tone=template.tone,
        status=template.status,
        deadline=deadline
        and {
            "default_days": deadline.default_days,
            "min_days": deadline.min_days,
            "max_days": deadline.max_days,
        },
        questions=[_question(question) for question in template.questions],
        legal_basis=[_basis(basis) for basis in template.legal_basis],
        tree=to_json(template.tree),
        email=template.email and to_json(template.email),
        sms=template.sms and to_json(template.sms),
        phone=template.phone and to_json(template.phone),
    )


def _field(field: Field) -> Json:
    type_ = field.type
    return _given(
        label=field.label,
        help=field.help or None,
        example=field.example or None,
        type=type_.type if isinstance(type_, Scalar) else "group" if isinstance(type_, Record) else "list",
        items=type_.item.type if isinstance(type_, ListOf) and isinstance(type_.item, Scalar) else None,
        optional=getattr(type_, "optional", False) or None,
        computed=field.is_computed or None,
        options=_options(field.options),
    )


def _question(question: Question) -> Json:
    return _given(
        name=question.name,
        label=question.label,
        type=question.type,
        help=question.help or None,
        example=question.example or None,
        options=_options((option.value, option.label) for option in question.options),
        default=question.default,
        required=question.is_required or None,
        only_for=list(question.only_for) or None,
    )


def _basis(basis: LegalBasis) -> Json:
    return _given(
        article=basis.article,
        checked_on=basis.checked_on.isoformat(),
        url=basis.url or None,
        audiences=list(basis.audiences),
        confidence=basis.confidence,
    )


def _terms(terms: Mapping[str, Term]) -> list[Json]:
    return [{"id": term.id, "label": term.label, "description": term.description} for term in terms.values()]


def _options(options: Iterable[tuple[str, str]]) -> list[Json] | None:
    return [{"value": value, "label": label} for value, label in options] or None


def _given(**values: Any) -> Json:
    """The values that are not None."""
    return {name: value for name, value in values.items() if value is not None}
