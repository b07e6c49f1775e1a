"""What the page that fills letters is given: JSON, one file for each letter and one that all letters share.

The trees are those that every renderer walks, the words are those of `fields.yml`, the rates those of `law/data/`:
nothing is written twice. `browser/src/bundle.ts` has the types; a page refuses another version than its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from generator.catalogue.model import Catalogue, Field, LegalBasis, Question, Template, Term
from generator.law.data_files import law_data_json
from generator.letter.schema import ListOf, Record, Scalar
from generator.letter.tree_json import to_json

BUNDLE_VERSION = 1
"""Version of the JSON form; changes with anything that a page already open could not read."""

SHARED_URI = "lettres/commun.json"

Json: TypeAlias = dict[str, Any]


def bundle(catalogue: Catalogue) -> dict[str, bytes]:
    """The files, by their address from the root of the site."""
    letters = {letter_uri(id): letter_json(template) for id, template in catalogue.templates.items()}
    return {uri: _bytes(content) for uri, content in {SHARED_URI: shared_json(catalogue), **letters}.items()}


def letter_uri(id: str) -> str:
    """Where a letter's file is, beside its page."""
    return f"lettres/{id}/lettre.json"


def shared_json(catalogue: Catalogue) -> Json:
    """Words of the fields, closed lists, the list of letters, and the law's numbers."""
    vocabulary = catalogue.vocabulary
    return {
        "version": BUNDLE_VERSION,
        "fields": {path: _field(field) for path, field in catalogue.fields.items()},
        "vocabulary": {
            "stages": _terms(vocabulary.stages),
            "audiences": _terms(vocabulary.audiences),
            "channels": _terms(vocabulary.channels),
            "tones": _terms(vocabulary.tones),
        },
        "letters": [_summary(template) for template in catalogue.templates.values()],
        "law": law_data_json(),
    }


def letter_json(template: Template) -> Json:
    """What the page must know of one letter."""
    deadline = template.deadline
    return {"version": BUNDLE_VERSION, **_summary(template)} | _given(
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


def _summary(template: Template) -> Json:
    return {
        "id": template.id,
        "title": template.title,
        "stage": template.stage,
        "audiences": list(template.audiences),
        "channels": list(template.channels),
    }


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


def _bytes(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
