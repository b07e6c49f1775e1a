from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.claim import ZERO, Allocation, Claim, DayCount, DebtorKind
from generator.errors import ClaimRefused, RateUnknown
from generator.law.cover import Cover
from generator.law.rate_basis import RateBasis
from generator.law.statement import last_covered_day, make_statement
from tests.builders import make_claim, make_debtor, make_invoice

ON = date(2026, 8, 10)


def claim_of(kind: str = "professional", *invoices: dict[str, Any], **changes: Any) -> Claim:
    made = tuple(make_invoice(**({"number": f"F-{place}"} | facts)) for place, facts in enumerate(invoices, 1))
    return make_claim(debtor=make_debtor(kind=kind), **({"invoices": made} if made else {}), **changes)


def money(text: str) -> Decimal:
    return Decimal(text)


DECEMBER = {"issued_on": "2024-12-01", "performed_on": "2024-11-30", "due_on": "2024-12-31", "amount": "10000.00"}
PAID_IN_JULY = DECEMBER | {"payments": ({"paid_on": "2025-07-01", "amount": "4000.00"},)}


# --- between professionals -----------------------------------------------------------------------


def test_a_statement_adds_principal_interest_and_one_indemnity_for_each_overdue_invoice() -> None:
    claim = claim_of("professional", {"due_on": "2026-05-01", "amount": "10000.00"}, {"due_on": "2026-07-31"})
    statement = make_statement(claim, date(2026, 9, 1))
    assert (statement.principal, statement.interest) == (money("11200.00"), money("413.76") + money("13.05"))
    assert (statement.indemnity, statement.indemnity_count, statement.indemnity_unit) == (
        money("80.00"),
        2,
        money("40"),
    )
    assert statement.total == money("11706.81")
    assert [(s.invoice_number, s.days, s.half_year) for s in statement.segments] == [
        ("F-1", 60, "2026-S1"),
        ("F-1", 63, "2026-S2"),
        ("F-2", 32, "2026-S2"),
    ]


def test_the_current_rate_is_told_with_its_source_and_article() -> None:
    statement = make_statement(claim_of(), ON)
    assert statement.rate_basis is RateBasis.LEGAL_PROFESSIONAL
    assert statement.annual_rate == money("12.40")
    assert statement.rate_source == (
        "BCE, taux de refinancement au 1er\u00a0juillet\u00a02026\u00a0: 2,40\u00a0% + 10\u00a0points"
    )
    assert statement.rate_article == "Code de commerce, art. L441-10, II"


def test_an_invoice_that_is_not_overdue_is_shown_and_claims_nothing() -> None:
    statement = make_statement(claim_of("professional", {}, {"due_on": "2026-08-10"}), ON)
    late, due_today = statement.lines
    assert (late.is_overdue, late.days_late) == (True, 132)
    assert (due_today.is_overdue, due_today.days_late) == (False, 0)
    assert (due_today.interest, due_today.indemnity) == (ZERO, ZERO)
    assert due_today.claimed == money("1200.00")
    assert statement.principal == money("1200.00")
    assert statement.indemnity_count == 1


def test_a_claim_without_anything_overdue_gives_an_empty_account() -> None:
    statement = make_statement(claim_of("professional", {"due_on": "2026-08-31"}), ON)
    assert (statement.total, statement.daily_interest, statement.segments) == (ZERO, ZERO, ())
    assert statement.annual_rate == money("12.40")


def test_a_claim_without_anything_overdue_needs_no_rate() -> None:
    claim = claim_of("professional", {"due_on": "2027-02-28"})
    assert make_statement(claim, date(2027, 1, 10)).annual_rate is None


def test_the_disputed_part_and_what_is_not_yet_due_are_left_out_of_claim_and_interest() -> None:
    facts = {"amount": "2000.00", "disputed_amount": "300.00", "not_yet_due_amount": "100.00"}
    statement = make_statement(claim_of("professional", facts), ON)
    (line,) = statement.lines
    assert (line.balance, line.claimed) == (money("2000.00"), money("1600.00"))
    assert {segment.principal for segment in line.segments} == {money("1600.00")}
    assert statement.principal == money("1600.00")


def test_a_wholly_disputed_invoice_is_not_claimed() -> None:
    statement = make_statement(claim_of("professional", {"disputed_amount": "1200.00"}), ON)
    assert not statement.lines[0].is_overdue
    assert (statement.total, statement.indemnity_count) == (ZERO, 0)


def test_a_credit_note_lowers_the_principal_from_the_due_date_on() -> None:
    credited = claim_of("professional", {"credit_notes": ({"issued_on": "2026-07-15", "amount": "200.00"},)})
    cheaper = claim_of("professional", {"amount": "1000.00"})
    assert make_statement(credited, ON).interest == make_statement(cheaper, ON).interest
    assert make_statement(credited, ON).credited == money("200.00")


@pytest.mark.parametrize(
    ("allocation", "interest", "second_base", "total"),
    [("principal_first", "799.45", "6000.00", "6839.45"), ("interest_first", "824.45", "6498.63", "6864.45")],
)
def test_either_order_of_payment_prints_the_same_principal(
    allocation: str, interest: str, second_base: str, total: str
) -> None:
    claim = claim_of("professional", PAID_IN_JULY, terms={"late_payment_rate": "10", "allocation": allocation})
    statement = make_statement(claim, date(2025, 12, 31))
    assert (statement.principal, statement.interest) == (money("6000.00"), money(interest))
    assert statement.segments[1].principal == statement.lines[0].interest_base == money(second_base)
    assert statement.total == money(total)
    assert statement.allocation == allocation


def test_one_more_day_is_priced_at_the_balance_that_bears_interest() -> None:
    claim = claim_of("professional", PAID_IN_JULY, terms={"late_payment_rate": "10"})
    on = date(2025, 12, 31)
    statement = make_statement(claim, on)
    assert statement.daily_interest == money("1.78")  # 6498.63 x 10 % / 365 = 1.7804
    assert make_statement(claim, on + timedelta(days=100)).interest - statement.interest == money("178.05")


def test_a_day_costs_less_in_a_leap_year_of_its_real_length() -> None:
    facts = {"issued_on": "2023-11-01", "performed_on": "2023-11-01", "due_on": "2023-11-30", "amount": "36500.00"}
    terms = {"late_payment_rate": "20", "day_count": "act_act"}
    statement = make_statement(claim_of("professional", facts, terms=terms), date(2023, 12, 31))
    assert statement.day_count is DayCount.ACT_ACT
    assert statement.daily_interest == money("19.95")  # 36500 x 20 % / 366, the next day being in 2024


def test_the_rest_of_an_invoice_paid_in_part_before_its_due_date_bears_interest() -> None:
    facts = {"payments": ({"paid_on": "2026-03-15", "amount": "200.00"},)}
    assert make_statement(claim_of("professional", facts), ON).segments[0].principal == money("1000.00")


def test_a_due_date_that_the_law_sets_is_told_apart() -> None:
    (line,) = make_statement(claim_of("professional", {"due_on": None}), ON).lines
    assert (line.due_on, line.due_by_law) == (date(2026, 3, 29), True)


# --- consumers -----------------------------------------------------------------------------------


def test_a_consumer_owes_the_principal_only_before_the_formal_notice() -> None:
    statement = make_statement(claim_of("consumer"), ON)
    assert (statement.rate_basis, statement.annual_rate) == (RateBasis.NONE, None)
    assert (statement.total, statement.daily_interest) == (statement.principal, ZERO)
    assert statement.total == money("1200.00")


def test_a_consumer_owes_the_legal_rate_from_the_day_after_the_formal_notice_and_never_an_indemnity() -> None:
    claim = claim_of("consumer", {"amount": "1500.00"})
    statement = make_statement(claim, date(2026, 8, 31), formal_notice_on=date(2026, 4, 10))
    assert (statement.interest, statement.indemnity, statement.indemnity_count) == (money("15.73"), ZERO, 0)
    assert statement.rate_basis is RateBasis.LEGAL_INTEREST
    assert statement.segments[0].first_day == date(2026, 4, 11)


def test_a_formal_notice_before_the_due_date_moves_nothing() -> None:
    statement = make_statement(claim_of("consumer"), ON, formal_notice_on=date(2026, 3, 1))
    assert statement.segments[0].first_day == date(2026, 4, 1)


# --- public buyers -------------------------------------------------------------------------------


def test_a_public_buyer_keeps_the_rate_of_the_half_year_in_which_interest_began() -> None:
    statement = make_statement(claim_of("public_body", {"due_on": "2026-05-20", "amount": "12000.00"}), ON)
    assert (statement.interest, statement.indemnity) == (money("273.63"), money("40.00"))
    assert [segment.annual_rate for segment in statement.segments] == [money("10.15")]
    assert statement.rate_article == "Code de la commande publique, art. R2192-31"


def test_public_invoices_of_two_half_years_have_each_their_rate_and_no_common_one() -> None:
    claim = claim_of("public_body", {"due_on": "2026-05-20"}, {"due_on": "2026-06-30"})
    statement = make_statement(claim, ON)
    assert [segment.annual_rate for segment in statement.segments] == [money("10.15"), money("10.40")]
    assert (statement.annual_rate, statement.rate_source) == (None, "")
    assert statement.daily_interest == money("0.68")  # 0.3337 + 0.3419


def test_the_interest_of_a_day_is_rounded_once_for_all_invoices() -> None:
    invoices = [{"due_on": "2026-03-31", "amount": amount} for amount in ("0.49", "3.33", "14.43")]
    claim = claim_of("professional", *invoices, terms={"late_payment_rate": "10"})
    assert make_statement(claim, ON).daily_interest == money("0.01")  # 18.25 x 10 % / 365 = 0.005


# --- days that no rate covers --------------------------------------------------------------------


def test_a_day_without_a_published_rate_is_refused_by_name_and_the_last_covered_one_given() -> None:
    claim, on = claim_of(), date(2027, 1, 15)
    with pytest.raises(RateUnknown, match="2027-S1"):
        make_statement(claim, on)
    assert last_covered_day(claim) == date(2026, 12, 31)


def test_interest_may_stop_on_the_last_covered_day_while_the_rest_is_judged_on_the_day_of_the_letter() -> None:
    january = {"issued_on": "2026-12-01", "performed_on": "2026-11-30", "due_on": "2027-01-05"}
    payment = {"payments": ({"paid_on": "2027-01-10", "amount": "200.00"},)}
    claim = claim_of("professional", payment, january)
    statement = make_statement(claim, date(2027, 1, 15), interest_until=last_covered_day(claim))
    assert (statement.stopped_on, statement.is_provisional) == (date(2026, 12, 31), True)
    assert max(segment.last_day for segment in statement.segments) == date(2026, 12, 31)
    assert (statement.paid, statement.principal) == (money("200.00"), money("2200.00"))
    assert (statement.indemnity_count, [line.days_late for line in statement.lines]) == (2, [290, 10])
    assert not make_statement(claim, date(2026, 12, 31)).is_provisional


@pytest.mark.parametrize(
    ("claim", "last_day"),
    [
        (claim_of("professional", terms={"late_payment_rate": "15"}), None),
        (claim_of("consumer"), None),
        (claim_of("public_body"), None),
        (claim_of("public_body", {"due_on": "2026-12-31", "amount": "10.00"}), date(2026, 12, 31)),
    ],
)
def test_a_rate_that_is_fixed_needs_no_later_one(claim: Claim, last_day: date | None) -> None:
    assert last_covered_day(claim) == last_day
    assert make_statement(claim, date(2027, 2, 1), interest_until=last_day).principal > 0


def test_the_last_covered_day_can_be_asked_of_a_claim_that_is_to_be_refused() -> None:
    assert last_covered_day(claim_of("public_body", {"due_on": None, "performed_on": None})) is None


def test_a_consumers_formal_notice_needs_the_legal_rate() -> None:
    assert last_covered_day(claim_of("consumer"), formal_notice_on=date(2026, 6, 1)) == date(2026, 12, 31)


# --- refusals and warnings -----------------------------------------------------------------------


def test_what_cannot_be_computed_is_refused_all_at_once() -> None:
    claim = claim_of("consumer", {"due_on": None}, {"due_on": None}, terms={"late_payment_rate": "10"})
    with pytest.raises(ClaimRefused) as refused:
        make_statement(claim, ON)
    assert sorted(problem.check for problem in refused.value.problems) == [
        "contractual-rate-consumer",
        "due-date-missing",
        "due-date-missing",
    ]


def checks(claim: Claim, on: date = ON, **options: Any) -> list[str]:
    return [warning.check for warning in make_statement(claim, on, **options).warnings]


def test_a_value_to_confirm_is_named_once() -> None:
    claim = claim_of("consumer", {}, {"due_on": "2026-04-30"})
    statement = make_statement(claim, ON, formal_notice_on=date(2026, 6, 15))
    (warning,) = statement.warnings
    assert warning.check == "value-to-confirm"
    assert "2e\u00a0semestre\u00a02026" in warning.message
    assert checks(claim_of()) == []


def test_a_payment_or_a_credit_note_of_a_later_day_is_not_counted_and_said() -> None:
    facts = {
        "payments": ({"paid_on": "2026-08-11", "amount": "200.00"},),
        "credit_notes": ({"issued_on": "2026-08-12", "amount": "100.00"},),
    }
    claim = claim_of("professional", facts)
    statement = make_statement(claim, ON)
    assert (statement.paid, statement.credited) == (ZERO, ZERO)
    assert [warning.field for warning in statement.warnings] == [
        "invoices.0.payments.0.paid_on",
        "invoices.0.credit_notes.0.issued_on",
    ]


def test_an_invoice_settled_late_is_left_out_and_said() -> None:
    settled = {"payments": ({"paid_on": "2026-06-01", "amount": "1200.00"},)}
    claim = claim_of("professional", {}, settled)
    assert checks(claim) == ["settled-late"]
    assert make_statement(claim, ON).indemnity_count == 1
    in_time = {"payments": ({"paid_on": "2026-03-31", "amount": "1200.00"},)}
    assert checks(claim_of("professional", {}, in_time)) == []


# --- sums ----------------------------------------------------------------------------------------

cents = st.integers(1, 50_000).map(lambda n: Decimal(n) / 100)
moments = st.dates(date(2025, 7, 1), date(2026, 8, 31))
facts_of_invoices = st.builds(
    lambda due_on, parts, paid_on: {
        "issued_on": date(2025, 5, 30),
        "performed_on": date(2025, 5, 20),
        "due_on": due_on,
        "amount": sum(parts),
        "disputed_amount": parts[0],
        "not_yet_due_amount": parts[1],
        "credit_notes": ({"issued_on": "2025-12-01", "amount": parts[2]},),
        "payments": ({"paid_on": paid_on, "amount": parts[3]},),
    },
    moments,
    st.lists(cents, min_size=5, max_size=5),
    moments,
)


@given(
    st.sampled_from(DebtorKind),
    st.lists(facts_of_invoices, min_size=1, max_size=3),
    st.sampled_from(Allocation),
    st.sampled_from(DayCount),
    moments,
    moments,
)
def test_the_printed_lines_always_add_up(
    kind: DebtorKind,
    invoices: list[dict[str, Any]],
    allocation: Allocation,
    day_count: DayCount,
    on: date,
    formal_notice_on: date,
) -> None:
    claim = claim_of(kind.value, *invoices, terms={"allocation": allocation.value, "day_count": day_count.value})
    statement = make_statement(claim, on, formal_notice_on=formal_notice_on)
    rest = statement.amount - statement.paid - statement.credited - statement.disputed - statement.not_yet_due
    assert statement.principal == rest == sum(line.claimed for line in statement.lines if line.is_overdue)
    assert statement.interest == sum(segment.interest for segment in statement.segments)
    assert statement.interest == sum(line.interest for line in statement.lines)
    assert statement.indemnity == statement.indemnity_count * statement.indemnity_unit
    assert statement.total == statement.principal + statement.interest + statement.indemnity
    assert statement.indemnity == 0 or kind is not DebtorKind.CONSUMER
    assert all(line.due_on < on for line in statement.counted_lines)


# --- what a letter is about ------------------------------------------------------------------------

MAY = {"issued_on": "2026-04-01", "due_on": "2026-05-01", "amount": "10000.00"}
PAID_LATE = MAY | {"payments": ({"paid_on": "2026-09-01", "amount": "10000.00"},)}
COMING_UP = {"due_on": "2026-12-15", "amount": "500.00"}


@pytest.mark.parametrize(
    ("kind", "facts", "terms", "interest", "indemnity"),
    [
        ("professional", PAID_LATE, {}, "413.76", "40.00"),  # T3, stopped by the payment
        (
            "public_body",  # P1
            {
                "due_on": "2026-05-20",
                "amount": "12000.00",
                "payments": ({"paid_on": "2026-08-10", "amount": "12000.00"},),
            },
            {},
            "273.63",
            "40.00",
        ),
        (
            "professional",  # I1: on 10 000, then on 6 000, whatever was agreed of the order
            DECEMBER
            | {
                "payments": (
                    {"paid_on": "2025-07-01", "amount": "4000.00"},
                    {"paid_on": "2025-12-31", "amount": "6000.00"},
                )
            },
            {"late_payment_rate": "10", "allocation": "interest_first"},
            "799.45",
            "40.00",
        ),
        ("consumer", PAID_LATE, {}, "0.00", "0.00"),
    ],
)
def test_what_a_delay_has_cost_is_claimed_once_the_principal_is_paid(
    kind: str, facts: dict[str, Any], terms: dict[str, str], interest: str, indemnity: str
) -> None:
    statement = make_statement(claim_of(kind, facts, terms=terms), date(2026, 11, 2), cover=Cover.SETTLED_LATE)
    assert (statement.principal, statement.interest, statement.indemnity) == (ZERO, money(interest), money(indemnity))
    assert statement.total == money(interest) + money(indemnity)
    assert statement.allocation is Allocation.PRINCIPAL_FIRST
    assert statement.daily_interest == ZERO
    assert "settled-late" not in {warning.check for warning in statement.warnings}


def test_the_delay_of_an_invoice_is_counted_to_its_last_payment() -> None:
    statement = make_statement(claim_of("professional", PAID_LATE), ON, cover=Cover.SETTLED_LATE)
    assert [line.settled_on for line in statement.lines] == [None], "paid after the day of the statement"
    statement = make_statement(claim_of("professional", PAID_LATE), date(2026, 11, 2), cover=Cover.SETTLED_LATE)
    (line,) = statement.counted_lines
    assert (line.settled_on, line.days_late, line.is_overdue) == (date(2026, 9, 1), 123, False)


def test_interest_of_what_was_paid_needs_no_later_rate() -> None:
    claim = claim_of("professional", PAID_LATE)
    assert last_covered_day(claim, cover=Cover.SETTLED_LATE) is None
    assert make_statement(claim, date(2027, 3, 1), cover=Cover.SETTLED_LATE).interest == money("413.76")
    later = claim_of("professional", MAY | {"payments": ({"paid_on": "2027-02-01", "amount": "10000.00"},)})
    assert last_covered_day(later, cover=Cover.SETTLED_LATE) == date(2026, 12, 31)


def test_what_is_paid_in_time_or_not_in_full_is_not_settled_late() -> None:
    in_time = MAY | {"payments": ({"paid_on": "2026-05-01", "amount": "10000.00"},)}
    in_part = MAY | {"payments": ({"paid_on": "2026-06-01", "amount": "9999.99"},)}
    statement = make_statement(claim_of("professional", in_time, in_part, MAY), ON, cover=Cover.SETTLED_LATE)
    assert statement.counted_lines == ()
    assert (statement.total, statement.segments) == (ZERO, ())


def test_what_is_disputed_or_not_yet_due_does_not_keep_an_invoice_from_being_settled() -> None:
    facts = {
        "due_on": "2026-08-31",
        "amount": "1500.00",
        "disputed_amount": "200.00",
        "not_yet_due_amount": "100.00",
        "payments": ({"paid_on": "2026-09-01", "amount": "1200.00"},),
    }
    statement = make_statement(claim_of("professional", facts), date(2026, 11, 2), cover=Cover.SETTLED_LATE)
    assert [(segment.principal, segment.interest) for segment in statement.segments] == [
        (money("1200.00"), money("0.41"))
    ]


def test_a_letter_before_the_due_date_counts_what_is_coming_and_nothing_on_top() -> None:
    claim = claim_of("professional", MAY, COMING_UP, {"due_on": "2026-08-10", "amount": "80.00"}, PAID_LATE)
    statement = make_statement(claim, ON, cover=Cover.COMING)
    assert [line.number for line in statement.counted_lines] == ["F-2", "F-3"]
    assert statement.principal == statement.total == money("580.00")
    assert (statement.interest, statement.indemnity, statement.segments) == (ZERO, ZERO, ())
    assert last_covered_day(claim, cover=Cover.COMING) is None


def test_an_answer_to_a_dispute_counts_wholly_disputed_invoices_too() -> None:
    disputed = {"due_on": "2026-05-01", "amount": "900.00", "disputed_amount": "900.00"}
    in_part = MAY | {"disputed_amount": "1000.00"}
    claim = claim_of("professional", disputed, in_part, {}, COMING_UP | {"disputed_amount": "500.00"})
    statement = make_statement(claim, ON, cover=Cover.DISPUTED)
    assert [line.number for line in statement.counted_lines] == ["F-1", "F-2", "F-3"]
    assert (statement.disputed, statement.principal) == (money("1900.00"), money("10200.00"))
    assert {segment.invoice_number for segment in statement.segments} == {"F-2", "F-3"}
    assert statement.indemnity_count == 2
