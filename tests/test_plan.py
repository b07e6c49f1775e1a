"""The plan: which letter when, what was done, the last day to sue, and the calendar file."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.claim import Claim, read
from generator.errors import ClaimRefused
from generator.law.calendar import is_working_day
from generator.plan import LADDER, SHORTEST_GAP, Plan, StepKind, make_plan, to_ics
from tests.builders import claim_data
from tests.letters import catalogue

CATALOGUE = catalogue()
DUE = date(2026, 3, 31)


def claim(**changes: Any) -> Claim:
    return read(claim_data(letter=None, **changes))


def plan(on: date, **changes: Any) -> Plan:
    return make_plan(CATALOGUE, claim(**changes), on=on)


def letters(made: Plan) -> list[str]:
    return [step.letter for step in made.steps if step.kind is StepKind.LETTER]


def test_before_the_due_date_the_ladder_starts_with_the_early_reminder() -> None:
    made = plan(date(2026, 3, 10))
    assert letters(made) == ["rappel-avant-echeance", "rappel-amiable", "deuxieme-relance", "mise-en-demeure"]
    assert made.steps[0].on == date(2026, 3, 24)


def test_letters_follow_the_due_date_on_working_days() -> None:
    made = plan(date(2026, 4, 1))
    assert letters(made) == ["rappel-amiable", "deuxieme-relance", "mise-en-demeure"]
    assert [step.on for step in made.steps if step.letter] == [
        date(2026, 4, 3),
        date(2026, 4, 13),  # 12 April is a Sunday
        date(2026, 4, 28),
    ]


def test_reminders_already_sent_are_done_and_the_next_letter_waits_a_week() -> None:
    made = plan(date(2026, 4, 20), reminders=[{"sent_on": "2026-04-18", "channel": "email"}])
    assert made.steps[0].is_done
    assert made.next_step is not None
    assert made.next_step.letter == "deuxieme-relance"
    assert made.next_step.on >= date(2026, 4, 18) + SHORTEST_GAP


def test_any_number_of_reminders_leaves_the_formal_notice_to_send() -> None:
    reminders = [{"sent_on": f"2026-04-{day:02}", "channel": "phone"} for day in (3, 6, 9, 12)]
    made = plan(date(2026, 4, 13), reminders=reminders)
    assert made.next_step is not None
    assert made.next_step.letter == "mise-en-demeure"


def test_the_last_day_to_sue_is_shown_and_no_letter_moves_it() -> None:
    without, with_letters = (
        plan(date(2026, 4, 1)),
        plan(date(2026, 5, 1), reminders=[{"sent_on": "2026-04-18", "channel": "registered"}]),
    )
    last = [step.on for step in without.steps if step.kind is StepKind.LIMITATION]
    assert last == [date(2031, 2, 27)]
    assert last == [step.on for step in with_letters.steps if step.kind is StepKind.LIMITATION]


def test_a_public_contract_under_a_ccag_has_its_claim_dated() -> None:
    shown = plan(date(2026, 4, 1), debtor__kind="public_body", debtor__ccag="yes")
    hidden = plan(date(2026, 4, 1), debtor__kind="public_body", debtor__ccag="no")
    assert [step.on for step in shown.steps if step.kind is StepKind.CLAIM] == [date(2026, 6, 28)]
    assert not [step for step in hidden.steps if step.kind is StepKind.CLAIM]


def test_the_calendar_file_has_whole_days_no_amount_and_short_lines() -> None:
    file = to_ics(plan(date(2026, 4, 1)), claim(), on=date(2026, 4, 1))
    text = file.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 6
    assert "1200" not in text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260428" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert file == to_ics(plan(date(2026, 4, 1)), claim(), on=date(2026, 4, 1))


def test_names_cannot_write_in_the_calendar() -> None:
    file = to_ics(
        plan(date(2026, 4, 1)), claim(debtor__name="A;B,C\\ BEGIN:VEVENT é" + "é" * 60), on=date(2026, 4, 1)
    ).decode()
    assert "A\\;B\\,C\\\\ BEGIN:VEVENT" in file.replace("\r\n ", "")
    assert [line for line in file.split("\r\n") if line == "BEGIN:VEVENT"] == ["BEGIN:VEVENT"] * 6


@given(st.dates(date(2026, 3, 1), date(2027, 6, 30)))
def test_letters_are_in_the_order_of_the_ladder_a_week_apart_and_never_in_the_past(on: date) -> None:
    made = plan(on)
    steps = [step for step in made.steps if step.kind is StepKind.LETTER]
    stages = [CATALOGUE.templates[step.letter].stage for step in steps]
    assert stages == sorted(stages, key=LADDER.index)
    assert all(step.on >= on and is_working_day(step.on) for step in steps)
    gaps = [b.on - a.on for a, b in pairwise(steps)]
    assert all(gap >= timedelta(days=7) for gap in gaps)


def test_a_formal_notice_is_known_by_its_name_and_its_delay_is_counted_from_it() -> None:
    reminders = [
        {"sent_on": "2026-04-03", "channel": "email", "stage": "reminder"},
        {"sent_on": "2026-04-20", "channel": "electronic_registered", "stage": "formal_notice"},
    ]
    made = plan(date(2026, 4, 21), reminders=reminders)
    assert letters(made) == ["rappel-amiable", "mise-en-demeure"]
    assert made.next_step is None
    ends = [step.on for step in made.steps if step.kind is StepKind.DEADLINE]
    assert ends == [date(2026, 5, 20)]  # fifteen days to accept it, then fifteen to pay


def test_a_debt_frozen_by_a_judgment_is_declared_and_never_demanded() -> None:
    made = plan(date(2026, 6, 1), debtor__insolvency={"opened_on": "2026-05-15"})
    assert letters(made) == []
    assert [(step.kind, step.on) for step in made.steps] == [(StepKind.DECLARATION, date(2026, 7, 15))]
    assert "L622-24" in made.steps[0].article


def test_a_debt_born_after_the_judgment_is_still_asked_for() -> None:
    made = plan(date(2026, 4, 1), debtor__insolvency={"opened_on": "2026-01-15"})
    assert "mise-en-demeure" in letters(made)


def test_a_prescribed_consumer_is_sent_nothing() -> None:
    made = plan(date(2028, 4, 1), debtor__kind="consumer")
    assert letters(made) == []
    assert [step.title.partition("\u00a0")[0] for step in made.steps if step.kind is StepKind.CHECK] == [
        "Aucune lettre"
    ]


def test_a_due_date_that_is_missing_is_told() -> None:
    with pytest.raises(ClaimRefused, match="échéance"):
        plan(date(2026, 4, 1), debtor__kind="consumer", invoices__0__due_on=None)
