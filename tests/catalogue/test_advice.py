"""The table of « Quelle lettre envoyer ? »: whole, held to the letters, and refused where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from generator.advice import advise, lateness
from generator.catalogue.advice import Advice, Decision, decide, read_advice, situations
from generator.catalogue.advice_checks import advice_problems
from generator.errors import Problem
from tests.letters import catalogue

FILE = Path(__file__).parents[2] / "letter_templates" / "advice.yml"
CATALOGUE = catalogue()
TODAY = date(2026, 11, 21)


def table(text: str) -> tuple[Advice | None, list[Problem]]:
    problems: list[Problem] = []
    return read_advice(text, "advice.yml", problems), problems


def advice() -> Advice:
    assert CATALOGUE.advice is not None
    return CATALOGUE.advice


def every_combination(client: str) -> list[dict[str, str]]:
    """The whole product of the answers offered to a client, an invoice being owed."""
    facts = [fact for fact in advice().facts if fact not in ("debt", "debtor")]
    values = [advice().values(fact, client) for fact in facts]
    return [{"debt": "invoice", "debtor": client, **dict(zip(facts, found, strict=True))} for found in product(*values)]


@pytest.mark.parametrize("client", ["professional", "consumer", "non_professional", "public_body", "foreign"])
def test_every_combination_is_answered_and_as_the_course_of_questions_answers_it(client: str) -> None:
    courses = [(facts, found) for facts, found in situations(advice(), {"debt": "invoice", "debtor": client})]
    combinations = every_combination(client)
    assert len(combinations) > 100
    for facts in combinations:
        whole = decide(advice(), facts)
        assert whole.outcome
        assert [found for course, found in courses if course.items() <= facts.items()] == [whole]


ADVISED = {
    *("rappel-avant-echeance", "rappel-amiable", "deuxieme-relance", "mise-en-demeure", "confirmation-appel"),
    *("reponse-contestation", "proposition-echeancier", "accord-echeancier", "penalites-seules"),
}
"""The letters that the questionnaire sends to; a new one joins them with its rule, after its own review."""


def test_every_answer_is_reached_and_every_stage_and_letter_is_advised() -> None:
    reached = {found.outcome for _, found in situations(advice())}
    assert reached == set(advice().outcomes)
    advised = {advice().outcomes[name].letter for name in reached} - {""}
    assert ADVISED <= advised <= set(CATALOGUE.templates)
    stages = {CATALOGUE.templates[letter].stage for letter in advised}
    assert stages == {template.stage for template in CATALOGUE.templates.values()}


def answer(debtor: str, due_on: date | None = None, **facts: str) -> str:
    known = {"debt": "invoice", "debtor": debtor, **facts}
    return advise(advice(), known, due_on, today=TODAY).outcome


SILENT = {"answer": "nothing", "state": "no"}


def test_the_ladder_is_climbed() -> None:
    due_on = TODAY - timedelta(days=20)
    steps = [answer("professional", due_on, sent=sent, **SILENT) for sent in ("nothing", "reminder", "second_reminder")]
    assert steps == ["reminder", "second-reminder", "notice"]
    assert answer("professional", due_on, sent="formal_notice", **SILENT) == "after-notice"


@pytest.mark.parametrize(
    ("debtor", "due_on", "found"),
    [
        ("professional", TODAY, "not_due"),
        ("professional", TODAY - timedelta(days=1), "recent"),
        ("professional", TODAY - timedelta(days=30), "recent"),
        ("professional", TODAY - timedelta(days=31), "late"),
        ("professional", TODAY - timedelta(days=61), "long"),
        ("consumer", date(2024, 11, 21), "near_limit"),  # its last day
        ("consumer", date(2024, 11, 20), "expired"),
        ("non_professional", date(2024, 11, 20), "long"),  # five years
        ("public_body", date(2022, 6, 1), "near_limit"),  # 31 December 2026
        ("public_body", date(2021, 12, 31), "expired"),
        ("foreign", date(2022, 1, 1), "near_limit"),
    ],
)
def test_lateness_follows_the_day_and_the_period_of_the_law(debtor: str, due_on: date, found: str) -> None:
    assert lateness(advice(), debtor, due_on, today=TODAY) == found


def test_a_prescribed_consumer_gets_no_letter_and_a_public_body_gets_the_demand_that_interrupts() -> None:
    told = {"sent": "nothing", **SILENT}
    assert answer("consumer", date(2023, 1, 1), **told) == "expired-consumer"
    assert answer("public_body", date(2022, 6, 1), **told) == "notice-public-limit"
    assert advice().outcomes["expired-consumer"].letter == ""


def test_insolvency_comes_before_everything() -> None:
    for answer_ in advice().values("answer", "professional"):
        found = answer("professional", date(2026, 5, 1), answer=answer_, sent="nothing", state="insolvent_before")
        assert found == "insolvent"


def test_questions_that_change_nothing_are_not_asked() -> None:
    assert decide(advice(), {"debt": "rent"}) == Decision(outcome="rent")
    known = {"debt": "invoice", "debtor": "public_body"}
    assert decide(advice(), known) == Decision(ask="lateness")
    assert decide(advice(), {**known, "lateness": "not_due"}) == Decision(outcome="before-due")


def test_what_is_to_be_checked_is_what_concerns_the_client() -> None:
    notice = advice().outcomes["notice"]
    articles: Mapping[str, list[str]] = {
        client: [check.article for check in advice().checks_for(notice, client)]
        for client in ("professional", "consumer", "public_body")
    }
    assert any("L218-2" in article for article in articles["consumer"])
    assert not any("Code de commerce" in article for article in (*articles["consumer"], *articles["public_body"]))
    for check in advice().checks.values():
        assert (check.checked_on is not None) == bool(check.article)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('{debt: ["rent"]}', '{debt: ["rant"]}', "rant"),
        ('outcome: "rent"}', 'outcome: "loyer"}', "loyer"),
        ('checks: ["registry"]', 'checks: ["registre"]', "registre"),
        ('letter: "rappel-amiable"', 'letter: "rappel-amiable"\n    title: "Deux"', "l’un des deux"),
        (
            '    checked_on: "2026-11-21"\n    for: ["professional"]\n  chorus',
            '    for: ["professional"]\n  chorus',
            "relu",
        ),
        ('max_days: "60"}', 'max_days: "20"}', "croissent"),
        ('for: ["foreign"]', 'for: ["abroad"]', "abroad"),
        ("L441-9, I", "L441-6, I", "L441-6"),
    ],
)
def test_a_planted_fault_is_found(old: str, new: str, told: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    _, problems = table(text.replace(old, new, 1))
    assert any(told in str(problem) for problem in problems), problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('  - {when: {sent: ["nothing"]}, outcome: "reminder"}\n', "", "aucune règle"),
        ('outcome: "rent"}', 'outcome: "credit"}', "aucune situation ne mène"),
        ('letter: "rappel-amiable"', 'letter: "rappel-amical"', "n’existe pas"),
        ('letter: "penalites-seules"', 'letter: "proposition-echeancier"', "n’est pas pour"),
        ('letter: "rappel-avant-echeance"', 'letter: "rappel-amiable"', "ne s’envoie pas à ce moment"),
        ('outcome: "notice-long"', 'outcome: "reminder"', "ne s’envoie pas à ce moment"),
    ],
)
def test_a_table_that_does_not_fit_the_letters_is_refused(old: str, new: str, told: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    read, problems = table(text.replace(old, new, 1))
    assert read is not None, problems
    found = advice_problems(read, CATALOGUE.templates, "advice.yml")
    assert any(told in str(problem) for problem in found), found
