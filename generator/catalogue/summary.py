"""A letter described for `relance show`: what it is for, what it asks, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.catalogue.model import Catalogue, Question, Template
from generator.letter.tree_json import to_json
from generator.messages import NBSP


class Description(Struct, frozen=True):
    """The same facts for a program (``data``, the compiled tree included) and for a person (``text``)."""

    data: dict[str, Any]
    text: str


def describe(catalogue: Catalogue, template: Template) -> Description:
    """Describe one letter of the catalogue."""
    return Description(_data(template), "\n".join(_lines(catalogue, template)))


def _data(template: Template) -> dict[str, Any]:
    return {
        "id": template.id,
        "title": template.title,
        "summary": template.summary,
        "stage": template.stage,
        "tone": template.tone,
        "audiences": list(template.audiences),
        "channels": list(template.channels),
        "version": template.version,
        "status": template.status,
        "deadline": (
            {
                "default_days": template.deadline.default_days,
                "min_days": template.deadline.min_days,
                "max_days": template.deadline.max_days,
            }
            if template.deadline
            else None
        ),
        "questions": [_question(question) for question in template.questions],
        "legal_basis": [
            {
                "article": basis.article,
                "checked_on": basis.checked_on.isoformat(),
                "audiences": list(basis.audiences),
                "confidence": basis.confidence,
                "url": basis.url,
            }
            for basis in template.legal_basis
        ],
        "examples": [example.name for example in template.examples],
        "tree": to_json(template.tree),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "label": question.label,
        "type": question.type,
        "options": [option.value for option in question.options],
        "default": question.default,
        "required": question.is_required,
        "only_for": list(question.only_for),
    }


def _lines(catalogue: Catalogue, template: Template) -> Iterator[str]:
    words = catalogue.vocabulary
    yield f"{template.title} ({template.id}, version {template.version})"
    yield template.summary
    yield ""
    yield f"Étape{NBSP}: {words.stages[template.stage].label}"
    yield f"Pour{NBSP}: {', '.join(words.audiences[audience].label for audience in template.audiences)}"
    yield f"Envoi{NBSP}: {', '.join(words.channels[channel].label for channel in template.channels)}"
    if template.deadline:
        limits = template.deadline
        yield (f"Délai donné{NBSP}: {limits.default_days}{NBSP}jours (de {limits.min_days} à {limits.max_days})")
    if template.questions:
        yield ""
        yield "Questions (sous « answers » dans le dossier)"
        for question in template.questions:
            yield f"  {question.name}{NBSP}: {question.label}{_choices(question)}"
    yield ""
    yield "Textes"
    for basis in template.legal_basis:
        yield f"  {basis.article} (vérifié le {basis.checked_on.isoformat()})"


def _choices(question: Question) -> str:
    parts = [" | ".join(option.value for option in question.options)] if question.options else []
    if question.default is not None:
        parts.append(f"par défaut {question.default}")
    return f" [{', '.join(parts)}]" if parts else ""
