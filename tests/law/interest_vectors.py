"""The interest vectors: ``tests/vectors/interest.json``, read by pytest and by vitest.

``worked`` cases are written by hand with their working and never rewritten. ``generated`` ones hold what the code gives
today, so that a drift is seen; after a change that is meant, rewrite them with ``python -m tests.law.interest_vectors``
and read the diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

from generator.claim import Allocation, DayCount, DebtorKind
from generator.errors import ClaimRefused, RateUnknown
from generator.law.interest import DatedAmount
from generator.law.working import work_out
from generator.values.choice import member

PATH = Path(__file__).parents[1] / "vectors" / "interest.json"

Case: TypeAlias = dict[str, Any]


def load() -> Case:
    """The file as it is."""
    content: Case = json.loads(PATH.read_text(encoding="utf-8"))
    return content


def outcome(given: Case) -> Case:
    """What the code says of a case: its working, warnings by their check, or the error that refuses it."""
    try:
        working = work_out(
            kind=member(DebtorKind, given["debtor"]),
            amount=Decimal(given["amount"]),
            due_on=_day(given.get("due")),
            until=date.fromisoformat(given["until"]),
            payments=[
                DatedAmount(on=date.fromisoformat(payment["on"]), amount=Decimal(payment["amount"]))
                for payment in given.get("payments", [])
            ],
            contractual_rate=Decimal(given["contract_rate"]) if "contract_rate" in given else None,
            formal_notice_on=_day(given.get("formal_notice")),
            allocation=member(Allocation, given.get("allocation", "interest_first")),
            day_count=member(DayCount, given.get("day_count", "act_365")),
        )
    except RateUnknown as error:
        return {"error": "rate-unknown", "half_year": error.half_year}
    except ClaimRefused as error:
        return {"error": "refused", "checks": [problem.check for problem in error.problems]}
    return working.to_json() | {"warnings": [warning.check for warning in working.warnings]}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def generated() -> list[Case]:
    """The generated cases with their outcome."""
    return [{"given": given, "expected": outcome(given)} for given in _inputs()]


def _inputs() -> Iterator[Case]:
    """Delays that cross half-years, leap days and unknown rates, under each regime and each way of counting."""
    delays = [
        ("2019-12-31", "2020-12-31"),
        ("2023-06-30", "2024-02-29"),
        ("2024-02-28", "2024-07-01"),
        ("2025-12-30", "2026-07-02"),
        ("2026-11-30", "2026-12-31"),
        ("2026-12-31", "2027-01-01"),
    ]
    for (due, until), debtor, day_count in product(delays, DebtorKind, DayCount):
        given = {"debtor": debtor.value, "amount": "7654.32", "due": due, "until": until, "day_count": day_count.value}
        yield given | ({"formal_notice": due} if debtor is DebtorKind.CONSUMER else {})
    payments = [
        [{"on": "2025-03-01", "amount": "12.34"}],
        [{"on": "2025-06-30", "amount": "1000.00"}, {"on": "2025-06-30", "amount": "500.00"}],
        [{"on": "2025-02-14", "amount": "800.00"}, {"on": "2026-01-01", "amount": "3000.00"}],
        [{"on": "2025-12-31", "amount": "9876.54"}],
    ]
    for paid, allocation, rate in product(payments, Allocation, (None, "9.75")):
        part_paid: Case = {"debtor": "professional", "amount": "9876.54", "due": "2025-01-31", "until": "2026-03-15"}
        part_paid |= {"payments": paid, "allocation": allocation.value}
        yield part_paid | ({"contract_rate": rate} if rate else {})


def rewritten() -> str:
    """The text of the file with its generated cases made again."""
    return json.dumps(load() | {"generated": generated()}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(rewritten(), encoding="utf-8")
