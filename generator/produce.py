"""Where a claim meets a template: answers, statement, document, bytes.

Everything that may keep a letter from leaving is gathered here and raised together: what the law
refuses, what the letter does not serve, what is missing (by its French label), what the paper
cannot hold. *Today* is always a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from generator.claim import Channel, Claim, DebtorKind
from generator.claim.model import as_text
from generator.errors import ClaimRefused, Problem, RateUnknown, ValueRefused
from generator.law.admissibility import is_foreign, refusals
from generator.law.admissibility import warnings as law_warnings
from generator.law.calendar import deadline
from generator.law.cover import Cover
from generator.law.instalments import Interval, Plan, make_plan
from generator.law.statement import Statement, StatementLine, last_covered_day, make_statement
from generator.letter.fill import fill, plain_text
from generator.letter.nodes import Document, When
from generator.messages import NBSP, listed, quoted
from generator.render import RENDERERS, Renderer
from generator.render.paper import check as check_paper
from generator.values import VALUE_TYPES
from generator.values.choice import member

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Question, Template

FORMATS = ("pdf", "docx", "html", "txt", "eml")
"""What a letter can be written as, by the ending of the file's name."""
DEMAND_STAGES = frozenset({"formal_notice"})
"""Stages of which a foreign debtor needs another law than ours."""
COVERS: Mapping[str, Cover] = {
    "before_due": Cover.COMING,
    "dispute_answer": Cover.DISPUTED,
    "accessories": Cover.SETTLED_LATE,
}
"""What the letters of a stage are about, where that is not what is overdue."""


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
        return tuple(_labelled(self.catalogue, dict.fromkeys(found)))


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


def prepare(
    catalogue: Catalogue, template: Template, claim: Claim, *, on: date, taken: dict[int, When] | None = None
) -> Prepared:
    """The filled document and what led to it; raises ClaimRefused with every reason at once.

    ``taken`` gets the letter's branches that show, as `fill` gives them.
    """
    channel = claim.letter.channel or member(Channel, template.channels[0])
    cover = cover_of(catalogue, template)
    answers, problems = _typed_answers(template, claim)
    problems += _not_served(template, claim, channel)
    problems += refusals(claim, on, cover=cover)
    stop = claim.letter.interest_until or on
    covered = last_covered_day(claim, cover=cover)
    is_provisional = covered is not None and covered < stop
    statement: Statement | None = None
    plan: Plan | None = None
    try:
        stopped_on = covered if is_provisional and covered else stop
        statement = make_statement(claim, on, interest_until=stopped_on, cover=cover)
        plan = plan_of(answers, statement)
    except (ClaimRefused, RateUnknown) as error:
        problems += error.problems if isinstance(error, ClaimRefused) else (Problem(message=str(error)),)
    days, deadline_problems = _deadline_days(template, claim)
    problems += deadline_problems
    deadline_on = deadline(on, days, channel, _postcode(claim)) if days else None
    problems += _plan_before_answer(plan, deadline_on)
    if statement is None or problems:
        raise ClaimRefused(_labelled(catalogue, dict.fromkeys(problems), template))
    context = context_of(
        claim,
        statement,
        on=on,
        channel=channel,
        deadline_on=deadline_on,
        is_provisional=is_provisional,
        answers=answers,
        plan=plan,
    )
    context["template"] = template_answers(template)
    document = fill(template.tree, context, taken=taken)
    if document.missing:
        raise ClaimRefused(_missing(catalogue, template, document.missing))
    return Prepared(
        template=template,
        answers=context,
        statement=statement,
        document=document,
        catalogue=catalogue,
        claim=claim,
        on=on,
        is_provisional=is_provisional,
    )


def cover_of(catalogue: Catalogue, template: Template) -> Cover:
    """What a letter is about, by its stage."""
    stage = catalogue.vocabulary.stages.get(template.stage)
    return COVERS.get(template.stage, Cover.OVERDUE) if stage is None or stage.claims else Cover.NONE


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


# --- the context --------------------------------------------------------------------------------


def context_of(
    claim: Claim,
    statement: Statement,
    *,
    on: date,
    channel: Channel,
    deadline_on: date | None,
    is_provisional: bool,
    answers: Mapping[str, Any],
    plan: Plan | None = None,
) -> dict[str, Any]:
    """What a tree's holes take, as nested mappings of typed values; the paths are those of `fields.yml`."""
    context = claim.model_dump(exclude={"invoices", "answers", "events"})
    shown = statement.counted_lines or statement.lines
    by_number = {invoice.number: invoice for invoice in claim.invoices}
    context["invoices"] = [_invoice_of(by_number[line.number].model_dump(), line) for line in shown]
    context["letter"] |= {
        "on": on,
        "channel": channel,
        "deadline": deadline_on,
        "place": claim.creditor.address.city,
    }
    context["statement"] = _statement_of(statement) | {
        "is_provisional": is_provisional,
        "oldest_due_on": min(line.due_on for line in shown),
        "invoice_count": len(shown),
    }
    if plan:
        context["plan"] = asdict(plan) | {"instalments": [asdict(one) for one in plan.instalments]}
    context["answers"] = dict(answers)
    return context


def template_answers(template: Template) -> dict[str, Any]:
    """What a letter may say of its own model: its title, its version, the day as of which its law was checked."""
    info = template.tree.info
    return {"title": info.title, "version": info.version, "law_checked_on": info.law_checked_on}


def _invoice_of(invoice: dict[str, Any], line: StatementLine) -> dict[str, Any]:
    computed = asdict(line)
    segments = computed.pop("segments")
    return invoice | computed | {"segments": [asdict(segment) for segment in segments]}


def _statement_of(statement: Statement) -> dict[str, Any]:
    values = asdict(statement)
    for name in ("lines", "warnings"):
        values.pop(name)
    values["segments"] = [
        asdict(segment) | {"invoice_number": line.number} for line in statement.lines for segment in line.segments
    ]
    return values


def plan_of(answers: Mapping[str, Any], statement: Statement) -> Plan | None:
    """The payment plan that the answers describe (`catalogue.model.PLAN_QUESTIONS`); None without its number and date.

    It covers the principal, or the whole account where its accessories are spread too.
    """
    count, first_on = answers.get("instalment_count"), answers.get("first_instalment_on")
    if count is None or first_on is None:
        return None
    return make_plan(
        amount=statement.total if answers.get("plan_accessories") == "include" else statement.principal,
        count=count,
        first_on=first_on,
        on=statement.on,
        interval=member(Interval, answers.get("instalment_interval") or Interval.MONTH.value),
        first_amount=answers.get("first_instalment_amount"),
    )


# --- what may keep a letter from leaving ----------------------------------------------------------


def _typed_answers(template: Template, claim: Claim) -> tuple[dict[str, Any], list[Problem]]:
    """The letter's own questions answered: given, else default, each of its type."""
    problems: list[Problem] = []
    known = {question.name: question for question in template.questions}
    for name in claim.answers:
        if name not in known:
            problems.append(
                Problem(
                    field=f"answers.{name}",
                    message=f"cette lettre ne pose pas la question {quoted(name)}",
                    hint=f"ses questions{NBSP}: {listed(known, 'et')}" if known else "retirez-la",
                    check="answers",
                )
            )
    answers: dict[str, Any] = {}
    for name, question in known.items():
        try:
            answers[name] = _typed_answer(question, claim)
        except ValueRefused as error:
            problems.append(Problem(field=f"answers.{name}", message=error.message, hint=error.hint, check="answers"))
            continue
        if question.is_required and answers[name] is None and _is_asked(question, claim):
            problems.append(_missing_field(f"answers.{name}"))
    return answers, problems


def _typed_answer(question: Question, claim: Claim) -> Any:
    raw = claim.answers.get(question.name)
    served = _is_asked(question, claim)
    if raw in (None, ""):
        raw = question.default if served else None
    if raw is None:
        return False if question.type == "yes_no" else None
    raw = as_text(raw)
    if not served:
        raise ValueRefused(
            f"la question {quoted(question.name)} ne se pose pas pour ce régime", "retirez cette réponse"
        )
    if question.options:
        values = [option.value for option in question.options]
        if raw not in values:
            raise ValueRefused(f"{quoted(raw)} n’est pas l’une des réponses possibles", listed(values))
        return raw
    return VALUE_TYPES[question.type].parse(raw)


def _is_asked(question: Question, claim: Claim) -> bool:
    """Whether the question is asked for this debtor's regime."""
    return not question.only_for or claim.debtor.kind.value in question.only_for


def _not_served(template: Template, claim: Claim, channel: Channel) -> list[Problem]:
    problems: list[Problem] = []
    if claim.debtor.kind.value not in template.audiences:
        problems.append(
            Problem(
                field="debtor.kind",
                message=f"la lettre {quoted(template.id)} ne s’adresse pas à ce client",
                hint=f"elle sert pour{NBSP}: {listed(template.audiences)}",
                check="audience",
            )
        )
    if channel.value not in template.channels:
        problems.append(
            Problem(
                field="letter.channel",
                message=f"cette lettre ne part pas par {quoted(channel.value)}",
                hint=f"choisissez {listed(template.channels)}",
                check="channel",
            )
        )
    if claim.debtor.address is None and channel in (Channel.POST, Channel.REGISTERED):
        problems.append(
            Problem(
                field="debtor.address",
                message="il manque l’adresse du client, et la lettre part par la poste",
                hint=f"ajoutez address{NBSP}: {{lines, postcode, city}}",
                check="missing",
            )
        )
    if template.stage in DEMAND_STAGES and is_foreign(claim.debtor.address):
        problems.append(
            Problem(
                field="debtor.address.country",
                message=f"pas de mise en demeure pour un client à l’étranger{NBSP}: une autre loi peut s’appliquer",
                hint=f"voir la page {quoted('Cas refusés')}",
                check="foreign-debtor",
            )
        )
    return problems


def _deadline_days(template: Template, claim: Claim) -> tuple[int | None, list[Problem]]:
    limits, asked = template.deadline, claim.letter.deadline_days
    if limits is None:
        return None, []
    days = limits.default_days if asked is None else asked
    if limits.min_days <= days <= limits.max_days:
        return days, []
    return None, [
        Problem(
            field="letter.deadline_days",
            message=f"un délai de {days} jours ne convient pas à cette lettre",
            hint=f"entre {limits.min_days} et {limits.max_days} jours",
            check="deadline",
        )
    ]


def _plan_before_answer(plan: Plan | None, deadline_on: date | None) -> list[Problem]:
    """A first instalment that falls due before the debtor must have answered."""
    if plan is None or deadline_on is None or plan.first_on > deadline_on:
        return []
    show = VALUE_TYPES["date"].format
    return [
        Problem(
            field="answers.first_instalment_on",
            message=f"le {show(plan.first_on)} vient avant la fin du délai de réponse, le {show(deadline_on)}",
            hint="choisissez une date plus tardive, ou donnez un délai plus court (letter.deadline_days)",
            check="instalments",
        )
    ]


def _postcode(claim: Claim) -> str:
    """Where the debtor's holidays are: Alsace-Moselle and overseas have their own."""
    address = claim.debtor.address
    return address.postcode or "" if address else ""


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


def _missing(catalogue: Catalogue, template: Template, paths: Iterable[str]) -> list[Problem]:
    return _labelled(catalogue, map(_missing_field, paths), template)


def _missing_field(path: str) -> Problem:
    return Problem(field=path, message="information manquante", hint="la lettre en a besoin", check="missing")


def _labelled(catalogue: Catalogue, problems: Iterable[Problem], template: Template | None = None) -> list[Problem]:
    """Problems on a field open with its French label."""
    labels = {path: field.label for path, field in catalogue.fields.items()}
    for question in template.questions if template else ():
        labels[f"answers.{question.name}"] = question.label
    out: list[Problem] = []
    for problem in problems:
        generic = ".".join("[]" if part.isdigit() else part for part in problem.field.split(".")).replace(".[]", "[]")
        label = labels.get(generic)
        out.append(replace(problem, message=f"{label}{NBSP}: {problem.message}") if label else problem)
    return out
