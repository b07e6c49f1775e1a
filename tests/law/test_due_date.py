from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.claim import DebtorKind
from generator.law.due_date import DueDate, due_date, due_date_problems, end_of_month_terms, is_longer_than_allowed
from tests.builders import make_claim, make_debtor, make_invoice

PROFESSIONAL, PUBLIC, CONSUMER = DebtorKind.PROFESSIONAL, DebtorKind.PUBLIC_BODY, DebtorKind.CONSUMER
NOTHING: dict[str, Any] = {"due_on": None, "performed_on": None}


@pytest.mark.parametrize(
    ("kind", "facts", "due_on"),
    [
        (PROFESSIONAL, {"performed_on": date(2026, 2, 27)}, date(2026, 3, 29)),
        (PROFESSIONAL, {"performed_on": date(2026, 2, 27), "received_on": date(2026, 3, 4)}, date(2026, 3, 29)),
        (PROFESSIONAL, {"received_on": date(2026, 3, 4)}, date(2026, 4, 3)),
        (PROFESSIONAL, {}, None),
        (PUBLIC, {"received_on": date(2026, 3, 4)}, date(2026, 4, 3)),
        (PUBLIC, {"received_on": date(2026, 3, 4), "performed_on": date(2026, 3, 10)}, date(2026, 4, 9)),
        (PUBLIC, {"received_on": date(2026, 3, 4), "performed_on": date(2026, 2, 27)}, date(2026, 4, 3)),
        # Without proof of receipt: two days after the request of 1 March, or performance if later.
        (PUBLIC, {"performed_on": date(2026, 2, 27)}, date(2026, 4, 2)),
        (PUBLIC, {"performed_on": date(2026, 3, 20)}, date(2026, 4, 19)),
        (PUBLIC, {}, None),
        (CONSUMER, {"performed_on": date(2026, 2, 27), "received_on": date(2026, 3, 4)}, None),
        (PROFESSIONAL, {"performed_on": date(1995, 1, 1)}, date(1995, 1, 31)),
    ],
)
def test_without_an_agreed_date_the_law_sets_one_or_none(
    kind: DebtorKind, facts: dict[str, Any], due_on: date | None
) -> None:
    found = due_date(kind, make_invoice(**(NOTHING | facts)))
    assert (found.day if found else None) == due_on
    assert found is None or found.by_law


def test_an_agreed_date_stands() -> None:
    assert due_date(PROFESSIONAL, make_invoice(due_on=date(2026, 3, 31))) == DueDate(day=date(2026, 3, 31))


def test_the_article_of_a_computed_date_follows_the_regime() -> None:
    invoice = make_invoice(due_on=None, received_on=date(2026, 3, 4))
    articles = [found.article for kind in (PROFESSIONAL, PUBLIC) if (found := due_date(kind, invoice))]
    assert articles == ["Code de commerce, art. L441-10, I", "Code de la commande publique, art. R2192-10"]


@pytest.mark.parametrize(
    ("kind", "hint"), [(PROFESSIONAL, "performed_on"), (PUBLIC, "received_on"), (CONSUMER, "aucun")]
)
def test_a_date_that_cannot_be_computed_is_asked_for_on_each_invoice(kind: DebtorKind, hint: str) -> None:
    invoices = (make_invoice(), make_invoice(number="F-2", **NOTHING), make_invoice(number="F-3", **NOTHING))
    problems = due_date_problems(make_claim(debtor=make_debtor(kind=kind), invoices=invoices))
    assert [problem.field for problem in problems] == ["invoices.1.due_on", "invoices.2.due_on"]
    assert "F-2" in problems[0].message
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    ("issued_on", "day_then_month", "month_then_day"),
    [
        (date(2025, 2, 15), date(2025, 4, 30), date(2025, 4, 14)),
        (date(2024, 2, 15), date(2024, 3, 31), date(2024, 4, 14)),  # a leap year moves the first count
        (date(2026, 10, 5), date(2026, 11, 30), date(2026, 12, 15)),
    ],
)
def test_forty_five_days_end_of_month_reads_two_ways(
    issued_on: date, day_then_month: date, month_then_day: date
) -> None:
    assert end_of_month_terms(issued_on) == (day_then_month, month_then_day)


@pytest.mark.parametrize(
    ("due_on", "is_longer"),
    [
        (date(2026, 12, 4), False),  # 60 days
        (date(2026, 12, 5), True),
        (date(2026, 12, 15), False),  # end of October + 45 days
        (date(2026, 12, 16), True),
        (None, False),
    ],
)
def test_a_term_over_sixty_days_is_too_long_unless_it_ends_a_month(due_on: date | None, is_longer: bool) -> None:
    invoice = make_invoice(issued_on=date(2026, 10, 5), due_on=due_on, performed_on=date(2026, 10, 1))
    assert is_longer_than_allowed(invoice) is is_longer
