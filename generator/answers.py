"""What a template's holes take of a claim, on a day: the claim's own values, what the law makes of them, answers.

Everything that may keep a letter from leaving before it is written is gathered here and raised together: what the
law refuses, what the letter does not serve, what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from generator.claim import Channel, Claim
from generator.claim.model import as_text
from generator.errors import ClaimRefused, Problem, RateUnknown, ValueRefused
from generator.filling import labelled, missing_field
from generator.law.admissibility import is_foreign, refusals
from generator.law.calendar import deadline
from generator.law.cover import Cover
from generator.law.instalments import Interval, Plan, make_plan
from generator.law.statement import Statement, StatementLine, last_covered_day, make_statement
from generator.messages import NBSP, listed, quoted
from generator.values import VALUE_TYPES
from generator.values.choice import member

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Question, Template

DEMAND_STAGES = frozenset({"formal_notice"})
"""Stages of which a foreign debtor needs another law than ours."""
COVERS: Mapping[str, Cover] = {
    "before_due": Cover.COMING,
    "dispute_answer": Cover.DISPUTED,
    "accessories": Cover.SETTLED_LATE,
}
"""What the letters of a stage are about, where that is not what is overdue."""


class Answered(Struct, frozen=True, kw_only=True):
    """What a letter is filled with, and the account that it rests on; ``is_provisional`` where rates are to come."""

    answers: dict[str, Any]
    statement: Statement
    is_provisional: bool


def answer(catalogue: Catalogue, template: Template, claim: Claim, *, on: date) -> Answered:
    """The claim made ready for ``template`` on a day; raises ClaimRefused with every reason at once."""
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
        raise ClaimRefused(labelled(catalogue, dict.fromkeys(problems), template))
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
    return Answered(answers=context, statement=statement, is_provisional=is_provisional)


def cover_of(catalogue: Catalogue, template: Template) -> Cover:
    """What a letter is about, by its stage."""
    stage = catalogue.vocabulary.stages.get(template.stage)
    return COVERS.get(template.stage, Cover.OVERDUE) if stage is None or stage.claims else Cover.NONE


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
            problems.append(missing_field(f"answers.{name}"))
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
