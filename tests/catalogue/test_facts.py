"""Conditions under what is known: true, false, or not known yet."""

from __future__ import annotations

import pytest

from generator.catalogue.facts import Facts, of_regime, truth, untouched, with_groups
from generator.catalogue.load import build
from generator.catalogue.model import Template
from generator.letter.language import read_condition
from generator.letter.schema import Source
from tests.catalogue.small import small

QUESTIONS = """\
  - {name: "ticked", label: "?", type: "yes_no"}
  - {name: "on", label: "?", type: "yes_no", default: "yes"}
  - {name: "note", label: "?", type: "text"}
  - {name: "way", label: "?", type: "choice", default: "a", options: [{value: a, label: A}, {value: b, label: B}]}
  - {name: "place", label: "?", type: "text", required: "true"}
  - {name: "mediator", label: "?", type: "text", only_for: ["consumer"]}
  - {name: "waive", label: "?", type: "yes_no", default: "yes", only_for: ["consumer"]}
"""
USES = (
    "\n{% if answers.ticked or answers.on or answers.way == 'b' or answers.waive %}Oui.{% endif %}"
    " {% if answers.note is given %}{{ answers.note }}{% endif %} {{ answers.place }}"
    " {% if answers.mediator is given %}{{ answers.mediator }}{% endif %}\n"
)


@pytest.fixture(scope="module")
def template() -> Template:
    body = small()["essai/letter.md"].split("---\n", 2)[2]
    return build(small(questions=QUESTIONS, body=body + USES)).templates["essai"]


def judged(condition: str, facts: Facts, items: dict[str, str] | None = None) -> bool | None:
    problems: list[object] = []
    expression = read_condition(Source("x", condition), problems)  # type: ignore[arg-type]  # a list to fill
    assert expression is not None, problems
    return truth(expression, facts, items or {})


FOR_CONSUMERS = [
    ('debtor.kind == "consumer"', True),
    ('debtor.kind != "consumer"', False),
    ('debtor.kind == "professional"', False),
    ('debtor.kind in ("professional", "public_body")', False),
    ('debtor.kind in ("professional", "consumer")', True),
    ('not (debtor.kind == "consumer")', False),
    ('debtor.kind == "consumer" and invoices is several', None),
    ('debtor.kind == "professional" and invoices is several', False),
    ('debtor.kind == "consumer" or invoices is several', True),
    ('debtor.kind == "professional" or invoices is several', None),
    ("creditor is plural", None),
    ("invoices | count > 3", None),
    ("statement.interest > 0", None),
    ("letter.deadline is given", True),
    ("answers.ticked", None),
    ("answers.mediator is given", None),
]


@pytest.mark.parametrize(("condition", "expected"), FOR_CONSUMERS)
def test_the_regime_settles_what_depends_on_it_alone(template: Template, condition: str, expected: bool | None) -> None:
    assert judged(condition, of_regime(template, "consumer")) is expected


def test_a_question_for_others_is_unanswered(template: Template) -> None:
    facts = of_regime(template, "professional")
    assert judged("answers.mediator is given", facts) is False
    assert judged("answers.waive", facts) is False


UNTOUCHED = [
    ("answers.ticked", False),
    ("answers.on", True),
    ("answers.note is given", False),
    ('answers.note == "x"', False),
    ('answers.note != "x"', True),
    ('answers.way == "a"', True),
    ('answers.way in ("b", "c")', False),
    ("answers.place is given", None),
    ("answers.waive", True),
    ("answers.mediator is given", False),
]


@pytest.mark.parametrize(("condition", "expected"), UNTOUCHED)
def test_untouched_questions_are_at_their_default(template: Template, condition: str, expected: bool | None) -> None:
    facts = untouched(of_regime(template, "consumer"), template.questions)
    assert judged(condition, facts) is expected


def test_an_untouched_question_for_others_stays_unanswered(template: Template) -> None:
    facts = untouched(of_regime(template, "professional"), template.questions)
    assert judged("answers.waive", facts) is False


ABSENT = [
    ("reminders", False),
    ("reminders is several", False),
    ("reminders | count > 0", False),
    ("reminders | count == 0", True),
    ("reminders | count <= 2", True),
    ("reminders.first is given", False),
]


@pytest.mark.parametrize(("condition", "expected"), ABSENT)
def test_an_absent_list_is_empty(condition: str, expected: bool) -> None:
    assert judged(condition, Facts().supposing(absent=["reminders"])) is expected


def test_the_item_of_a_loop_stands_for_its_list() -> None:
    facts = Facts().supposing(absent=["invoices.note"])
    assert judged("invoice.note is given", facts, {"invoice": "invoices"}) is False
    assert judged("invoice.paid > 0", facts, {"invoice": "invoices"}) is None


def test_what_is_supposed_comes_before_what_was_known() -> None:
    facts = Facts(values={"a": True}, given=frozenset({"b"})).supposing({"a": False}, absent=["b"])
    assert (judged("a", facts), judged("b is given", facts)) == (False, False)


def test_only_facts_about_what_is_read_are_relevant() -> None:
    facts = Facts(
        values={"debtor.kind": "consumer", "answers.x": True},
        given=frozenset({"letter.deadline"}),
        absent=frozenset({"reminders"}),
    )
    assert facts.settling(with_groups(["debtor.kind", "debtor.name"])) == {("debtor.kind", ("consumer", False, False))}
    assert facts.settling(with_groups(["letter.deadline"])) == {("letter.deadline", (None, True, False))}
    assert facts.settling(with_groups(["reminders.sent_on"])) == {("reminders", (None, False, True))}
    assert facts.settling(with_groups(["debtor.name"])) == frozenset()
