"""The script of the PDF forms, run in a JavaScript engine as Firefox runs it, against the vectors of the law."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from generator.claim import CreditorStatus, DebtorKind
from generator.forms import SEVERAL, Form, figures_of, render_pdf
from generator.law.half_year import half_years_between
from generator.values.choice import member
from tests.forms.filling import NODE, PDFJS
from tests.law.interest_vectors import Case, load
from tests.letters import catalogue

SCRIPT = Path(__file__).parent / "pdfjs_script.mjs"
ROWS = 6
"""Periods that the form has room for."""

Values = Mapping[str, str]


def counted(form: Form, cases: Sequence[Values]) -> list[dict[str, Any]]:
    """What the fields say once the values of each case were typed."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "form.pdf")
        path.write_bytes(render_pdf(catalogue(), form))
        done = subprocess.run(
            [NODE, SCRIPT, PDFJS],
            input=json.dumps({"form": str(path), "cases": cases}),
            text=True,
            check=True,
            capture_output=True,
            timeout=120,
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def form_of(letter: str, regime: DebtorKind, invoices: int = SEVERAL) -> Form:
    return Form(letter=letter, regime=regime, sender=CreditorStatus.COMPANY, invoices=invoices)


def amount(text: str) -> str:
    return text.replace(".", ",")


def day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")


def plain(value: object) -> str:
    return str(value).replace(" ", "")


def cases_of(regime: DebtorKind) -> Iterator[Case]:
    """The vectors that a form can hold: its days are a 365th of a year, its rates those that it knows."""
    known = figures_of(regime)["rates"]
    assert isinstance(known, dict)
    vectors = load()
    for case in (*vectors["worked"], *vectors["generated"]):
        given, expected = case["given"], case["expected"]
        segments = expected.get("segments", [])
        is_like = given["debtor"] == regime and given.get("day_count", "act_365") == "act_365"
        has_rates = "contract_rate" in given or all(_half_year(one["from"]) in known for one in segments[:1])
        if is_like and 0 < len(segments) <= ROWS and has_rates and float(expected["principal"]) > 0:
            yield case


def _half_year(iso: str) -> str:
    on = date.fromisoformat(iso)
    return half_years_between(on, on)[0].name


def typed(case: Case) -> dict[str, str]:
    """Amount and periods; rates, days, interest and totals are left to the script."""
    given, expected = case["given"], case["expected"]
    values: dict[str, str] = {}
    if "contract_rate" in given:
        values |= {
            "shown.terms.late_payment_rate": "0",
            "terms.late_payment_rate": amount(given["contract_rate"]),
        }
    values |= {"invoices.0.number": "F-1", "invoices.0.amount": amount(expected["principal"])}
    for number, segment in enumerate(expected["segments"]):
        row = f"statement.segments.{number}"
        values |= {
            f"{row}.invoice_number": "F-1",
            f"{row}.first_day": day(segment["from"]),
            f"{row}.last_day": day(segment["to"]),
            f"{row}.principal": amount(segment["principal"]),
        }
    return values


@pytest.mark.parametrize("regime", [DebtorKind.PROFESSIONAL, DebtorKind.PUBLIC_BODY])
def test_days_rates_interest_and_totals_are_those_of_the_law(regime: DebtorKind) -> None:
    cases = list(cases_of(regime))
    assert len(cases) > 5
    found = counted(form_of("mise-en-demeure", regime), [typed(case) for case in cases])
    for case, said in zip(cases, found, strict=True):
        expected = case["expected"]
        for number, segment in enumerate(expected["segments"]):
            row = f"statement.segments.{number}"
            assert said[f"{row}.days"] == str(segment["days"]), case
            assert float(said[f"{row}.annual_rate"].replace(",", ".")) == float(segment["annual_rate"]), case
            assert plain(said[f"{row}.interest"]) == amount(segment["interest"]), case
        assert plain(said["statement.interest"]) == amount(expected["interest"])
        assert plain(said["statement.indemnity"]) == amount(expected["indemnity"])
        assert plain(said["statement.total"]) == amount(expected["total"])


def test_each_invoice_adds_forty_euros_and_its_own_amount() -> None:
    amounts = ["1 200,00", "80", "999 999,99", "0,01"]
    cases = [
        {f"invoices.{number}.amount": text for number, text in enumerate(amounts[:count])} for count in (1, 2, 3, 4)
    ]
    cases[-1] |= {"invoices.0.payments.0.amount": "200,00"}
    found = counted(form_of("mise-en-demeure", member(DebtorKind, "professional")), cases)
    assert [said["statement.indemnity_count"] for said in found] == ["1", "2", "3", "4"]
    assert [said["statement.indemnity"] for said in found] == ["40,00", "80,00", "120,00", "160,00"]
    assert [said["statement.amount"] for said in found] == ["1 200,00", "1 280,00", "1 001 279,99", "1 001 280,00"]
    assert [said["statement.total"] for said in found] == ["1 240,00", "1 360,00", "1 001 399,99", "1 001 240,00"]
    assert found[-1]["invoices.0.claimed"] == "1 000,00"


def test_a_consumer_owes_no_indemnity_and_what_is_no_sum_counts_for_nothing() -> None:
    cases = [{"invoices.0.amount": text} for text in ("150,00", "cent euros", "-3", "1,234", "12345678901")]
    found = counted(form_of("mise-en-demeure", DebtorKind.CONSUMER), cases)
    assert [said["statement.principal"] for said in found] == ["150,00", "", "", "", ""]
    assert not any(path.startswith("statement.indemnity") for said in found for path in said)


@pytest.mark.parametrize(
    ("due", "paid"), [("2026-08-31", "2026-09-01"), ("2024-02-28", "2024-03-01"), ("2026-10-25", "2026-10-25")]
)
def test_days_late_run_from_the_day_after_the_due_date_to_the_payment(due: str, paid: str) -> None:
    form = form_of("penalites-seules", DebtorKind.PROFESSIONAL)
    (said,) = counted(form, [{"invoices.1.due_on": day(due), "invoices.1.settled_on": day(paid)}])
    late = (date.fromisoformat(paid) - date.fromisoformat(due)).days
    assert said.get("invoices.1.days_late", "") == (str(late) if late else "")


def test_what_someone_types_over_a_result_stays() -> None:
    case = {"invoices.0.amount": "100,00", "statement.total": "90,00", "invoices.0.number": "F-7"}
    (said,) = counted(form_of("mise-en-demeure", DebtorKind.PROFESSIONAL, 1), [case])
    assert said["statement.total"] == "90,00"


def test_whoever_fills_a_passage_keeps_it() -> None:
    case = {"reminders.0.sent_on": "05/10/2026"}
    (said,) = counted(form_of("mise-en-demeure", DebtorKind.PROFESSIONAL), [case])
    assert said["shown.reminders.0"] == "Yes"
