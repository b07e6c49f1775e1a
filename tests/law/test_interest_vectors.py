from __future__ import annotations

import pytest

from tests.law.interest_vectors import PATH, Case, load, outcome, rewritten


@pytest.mark.parametrize("case", load()["worked"], ids=lambda case: str(case["id"]))
def test_a_case_worked_by_hand_comes_out_as_worked(case: Case) -> None:
    assert outcome(case["given"]) == case["expected"]


@pytest.mark.parametrize("case", load()["worked"], ids=lambda case: str(case["id"]))
def test_a_case_worked_by_hand_shows_its_working_and_adds_up(case: Case) -> None:
    expected = case["expected"]
    assert case["working"]
    if "error" not in expected:
        cents = {key: round(float(expected[key]) * 100) for key in ("principal", "interest", "indemnity", "total")}
        assert cents["interest"] == sum(round(float(segment["interest"]) * 100) for segment in expected["segments"])
        assert cents["total"] == cents["principal"] + cents["interest"] + cents["indemnity"]


def test_generated_cases_have_not_drifted() -> None:
    assert PATH.read_text(encoding="utf-8") == rewritten(), "meant? rewrite them: python -m tests.law.interest_vectors"
