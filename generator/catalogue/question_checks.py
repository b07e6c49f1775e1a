"""The questions of a letter: each can be answered, and its answer serves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalogue.fields import PLAN
from generator.catalogue.judging import Check, Letter, problem
from generator.catalogue.lines import line_of
from generator.catalogue.model import PLAN_COUNT, PLAN_FIRST_DAY, PLAN_OPTIONS, PLAN_QUESTIONS, Question, Template
from generator.errors import Problem, ValueRefused
from generator.messages import did_you_mean, listed, quoted
from generator.values import VALUE_TYPES


def _questions(letter: Letter) -> Iterator[Problem]:
    draft = letter.draft
    names = [question.name for question in draft.template.questions]
    for index, question in enumerate(draft.template.questions):
        line = line_of(draft.lines, "questions", index)
        for message, hint in (*_faults_of(question, names[:index]), *_faults_in_plan(question, names)):
            yield problem(draft.path, line, "question", message, hint)


def _unused(letter: Letter) -> Iterator[Problem]:
    draft = letter.draft
    for index, question in enumerate(draft.template.questions):
        if not _is_used(question, draft.template):
            line = line_of(draft.lines, "questions", index)
            message = f"la question {quoted(question.name)} ne sert à rien dans la lettre"
            yield problem(draft.path, line, "unused-question", message, "employez sa réponse, ou retirez-la")


def _is_used(question: Question, template: Template) -> bool:
    """Whether the letter reads its answer, or the plan that is made of it."""
    read = template.used_paths
    in_plan = question.name in PLAN_QUESTIONS and any(path.startswith(f"{PLAN}.") for path in read)
    return in_plan or f"answers.{question.name}" in read


def _faults_in_plan(question: Question, asked: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What keeps the answer from making a payment plan."""
    kind, known = PLAN_QUESTIONS.get(question.name), PLAN_OPTIONS.get(question.name, frozenset())
    if kind is None:
        return
    if question.type != kind:
        yield f"la question {quoted(question.name)} fait l’échéancier : son type est {kind}", f'type: "{kind}"'
    if unknown := {option.value for option in question.options} - known:
        yield f"l’échéancier ne connaît pas {listed(sorted(unknown), 'ni')}", f"options : {listed(sorted(known))}"
    if question.name in (PLAN_COUNT, PLAN_FIRST_DAY) and not question.is_required:
        yield f"sans {quoted(question.name)}, pas d’échéancier", 'required: "true"'
    if PLAN_COUNT not in asked:
        yield f"la question {quoted(question.name)} va avec un échéancier", f"posez aussi {quoted(PLAN_COUNT)}"
    if question.name == PLAN_COUNT and PLAN_FIRST_DAY not in asked:
        yield "l’échéancier n’a pas de première date", f"posez aussi {quoted(PLAN_FIRST_DAY)}"


def _faults_of(question: Question, before: Iterable[str]) -> Iterator[tuple[str, str]]:
    if question.name in before:
        yield f"la question {quoted(question.name)} est posée deux fois", "un nom par question"
    if question.type not in VALUE_TYPES:
        yield (
            f"type {quoted(question.type)} inconnu{did_you_mean(question.type, VALUE_TYPES)}",
            f"types : {listed(VALUE_TYPES)}",
        )
        return
    for name, text in (("default", question.default), ("example", question.example)):
        if text and not question.options:
            try:
                VALUE_TYPES[question.type].parse(text)
            except ValueRefused as refused:
                yield f"« {name} » de la question {quoted(question.name)} : {refused.message}", refused.hint


QUESTION_CHECKS: tuple[Check, ...] = (
    Check(id="question", reason="une question mal typée ne reçoit pas de réponse", of_letter=_questions),
    Check(
        id="unused-question",
        reason="on ne demande rien à quelqu’un pour n’en rien faire",
        of_letter=_unused,
    ),
)
