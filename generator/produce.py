"""Where a claim meets a template: answers, statement, document, bytes.

What may keep a letter from leaving is raised together, with its French label (`answers`, `filling`); what its sender
should know beside it is a warning. *Today* is always a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from generator.answers import answer, cover_of
from generator.claim import Claim, DebtorKind
from generator.errors import ClaimRefused, Problem
from generator.filling import filled, labelled
from generator.law.admissibility import warnings as law_warnings
from generator.law.statement import Statement
from generator.letter.fill import fill, plain_text
from generator.letter.nodes import Document
from generator.messages import NBSP, quoted
from generator.render import RENDERERS, Renderer
from generator.render.paper import check as check_paper
from generator.values import VALUE_TYPES

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Template

FORMATS = ("pdf", "docx", "html", "txt", "eml")
"""What a letter can be written as, by the ending of the file's name."""


class Prepared(Struct, frozen=True, kw_only=True, dict=True):
    """A claim made ready for a template on a day: what its holes take, and what to say beside it."""

    template: Template
    answers: Mapping[str, Any]
    statement: Statement
    document: Document
    catalogue: Catalogue
    claim: Claim
    on: date
    is_provisional: bool

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What its sender, its reader or the post may stumble on; sought when somebody asks."""
        found = (
            *self.statement.warnings,
            *law_warnings(self.claim, self.on, cover=cover_of(self.catalogue, self.template)),
            *_provisional(self.is_provisional, self.statement),
            *check_paper(self.document),
        )
        return tuple(labelled(self.catalogue, dict.fromkeys(found)))


class Produced(Struct, frozen=True, kw_only=True):
    """A letter as bytes, with the document it shows and the warnings that go with it."""

    data: bytes
    document: Document
    statement: Statement
    warnings: tuple[Problem, ...]


def produce(
    catalogue: Catalogue,
    template: Template,
    claim: Claim,
    *,
    on: date,
    format: str,
    renderers: Mapping[str, Renderer] = RENDERERS,
) -> Produced:
    """The letter of ``template`` for ``claim`` dated ``on``, as ``format`` (one of `FORMATS`).

    Raises ClaimRefused with every reason at once, RenderFailed where the document cannot be set.
    """
    prepared = prepare(catalogue, template, claim, on=on)
    data = email_of(prepared, renderers) if format == "eml" else renderers[format](prepared.document)
    return Produced(data=data, document=prepared.document, statement=prepared.statement, warnings=prepared.warnings)


def prepare(catalogue: Catalogue, template: Template, claim: Claim, *, on: date) -> Prepared:
    """The filled document and what led to it; raises ClaimRefused with every reason at once."""
    answered = answer(catalogue, template, claim, on=on)
    return Prepared(
        template=template,
        answers=answered.answers,
        statement=answered.statement,
        document=filled(catalogue, template, answered.answers),
        catalogue=catalogue,
        claim=claim,
        on=on,
        is_provisional=answered.is_provisional,
    )


def email_of(prepared: Prepared, renderers: Mapping[str, Renderer] = RENDERERS) -> bytes:
    """The step's e-mail, with the letter attached as PDF and DOCX, ready to be sent by hand."""
    from generator.render import words
    from generator.render.email import Attachment, render_email

    template, creditor = prepared.template, prepared.answers["creditor"]
    if template.email is None:
        raise ClaimRefused([Problem(message=f"la lettre {quoted(template.id)} n’a pas de version courriel")])
    subject, body = email_text(prepared)
    name, info = file_stem(prepared), prepared.document.info
    return render_email(
        subject=subject,
        body=body,
        sender_name=str(creditor["name"]),
        sender_email=creditor.get("email"),
        attachments=[
            Attachment(f"{name}.{ending}", renderers[ending](prepared.document)) for ending in ("pdf", "docx")
        ],
        keywords=words.keywords(info.id, info.version, info.law_checked_on.isoformat()),
    )


def email_text(prepared: Prepared) -> tuple[str, str]:
    """Subject and text of the same step by e-mail; both empty where the letter has none."""
    if prepared.template.email is None:
        return "", ""
    filled = fill(prepared.template.email, prepared.answers)
    return plain_text(filled.parts["subject"]), RENDERERS["txt"](_body_of(filled)).decode()


def sms_text(prepared: Prepared) -> str:
    """The same step as a text message, on one line; empty where the letter has none."""
    filled = fill(prepared.template.sms, prepared.answers) if prepared.template.sms else None
    return plain_text(filled.parts["body"]) if filled else ""


def phone_script(prepared: Prepared) -> Document | None:
    """What to say on the phone at the same step, with its headings; None where the letter has no script."""
    tree = prepared.template.phone
    return _body_of(fill(tree, prepared.answers)) if tree else None


def _body_of(filled: Document) -> Document:
    return replace(filled, parts={"body": filled.parts["body"]})


def file_stem(prepared: Prepared) -> str:
    """A file name for the letter, without its ending: letter and first invoice, plain letters only."""
    import re

    number = str(prepared.answers["invoices"][0]["number"])
    return re.sub(r"[^A-Za-z0-9._-]+", "-", f"{prepared.template.id}-{number}").strip("-.")[:80]


# --- what goes with it ----------------------------------------------------------------------------


def _provisional(is_provisional: bool, statement: Statement) -> tuple[Problem, ...]:
    if not is_provisional or claim_bears_nothing(statement):
        return ()
    return (
        Problem(
            message=f"les pénalités sont arrêtées au {VALUE_TYPES['date'].format(statement.stopped_on)}{NBSP}:"
            " le taux du semestre suivant n’est pas encore publié",
            hint="refaites le décompte quand il le sera",
            check="provisional",
        ),
    )


def claim_bears_nothing(statement: Statement) -> bool:
    """Whether no interest is claimed, as on a consumer's invoice."""
    return statement.kind is DebtorKind.CONSUMER
