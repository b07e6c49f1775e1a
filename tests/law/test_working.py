from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.claim import DebtorKind
from generator.errors import ClaimRefused
from generator.law.interest import DatedAmount
from generator.law.working import Working, work_out

PROFESSIONAL, PUBLIC, CONSUMER = DebtorKind.PROFESSIONAL, DebtorKind.PUBLIC_BODY, DebtorKind.CONSUMER


def working(kind: DebtorKind = PROFESSIONAL, **changes: Any) -> Working:
    facts: dict[str, Any] = {"amount": Decimal("1200.00"), "due_on": date(2026, 8, 31), "until": date(2026, 9, 10)}
    return work_out(kind=kind, **(facts | changes))


def test_the_json_has_the_agreed_keys_and_texts_for_numbers() -> None:
    assert working(contractual_rate=Decimal("8.125")).to_json() == {
        "segments": [
            {
                "from": "2026-09-01",
                "to": "2026-09-10",
                "days": 10,
                "principal": "1200.00",
                "annual_rate": "8.125",
                "interest": "2.67",
                "source": "Taux convenu au contrat\u00a0: 8,125\u00a0%",
                "article": "Code de commerce, art. L441-10, II",
            }
        ],
        "interest": "2.67",
        "indemnity": "40.00",
        "principal": "1200.00",
        "total": "1242.67",
        "day_count": "act_365",
        "warnings": [
            "le taux convenu (8,125\u00a0%) est inférieur à trois fois le taux de l’intérêt légal\u00a0: "
            "2026-S2\u00a0: 8,25\u00a0% (Code de commerce, art. L441-10, II) → "
            "le taux du contrat a été appliqué tel quel, faites vérifier la clause"
        ],
    }


def test_whole_numbers_are_written_with_two_decimals() -> None:
    json = working(amount=Decimal(1200), contractual_rate=Decimal(15)).to_json()
    assert (json["principal"], json["indemnity"]) == ("1200.00", "40.00")
    segments = json["segments"]
    assert isinstance(segments, list)
    assert (segments[0]["annual_rate"], segments[0]["principal"]) == ("15.00", "1200.00")


def test_an_invoice_paid_in_full_but_late_still_shows_what_its_delay_cost() -> None:
    paid = DatedAmount(on=date(2026, 9, 5), amount=Decimal("1200.00"))
    late = working(payments=[paid])
    assert (late.principal, late.indemnity) == (Decimal("0.00"), Decimal("40.00"))
    assert late.segments[0].last_day == date(2026, 9, 5)
    in_time = working(payments=[DatedAmount(on=date(2026, 8, 31), amount=Decimal("1200.00"))])
    assert (in_time.total, in_time.segments) == (Decimal("0.00"), ())


def test_a_payment_after_the_last_day_is_not_counted_and_said() -> None:
    found = working(payments=[DatedAmount(on=date(2026, 9, 11), amount=Decimal("9999.00"))])
    assert found.principal == Decimal("1200.00")
    assert [warning.check for warning in found.warnings] == ["dated-after-statement"]


@pytest.mark.parametrize("kind", [PROFESSIONAL, PUBLIC])
def test_a_formal_notice_moves_nothing_but_a_consumers_interest(kind: DebtorKind) -> None:
    found = working(kind, formal_notice_on=date(2026, 9, 5))
    assert found.interest == working(kind).interest
    assert [warning.check for warning in found.warnings] == ["formal-notice-unused"]


@pytest.mark.parametrize("kind", [PROFESSIONAL, PUBLIC])
def test_only_a_consumer_may_do_without_a_due_date(kind: DebtorKind) -> None:
    with pytest.raises(ClaimRefused, match="échéance"):
        working(kind, due_on=None)
    assert working(CONSUMER, due_on=None, formal_notice_on=date(2026, 8, 31)).segments[0].days == 10
