"""The interest on one invoice with its working, without a claim: what ``relance interest`` prints.

The same rules as a statement's, on bare facts; unlike a statement, it also prices the delay of an invoice that has
been paid in the meantime.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from generator.claim import ZERO, Allocation, DayCount, DebtorKind
from generator.errors import ClaimRefused, Problem
from generator.law.indemnity import recovery_indemnity
from generator.law.interest import ONE_DAY, Accrual, DatedAmount, Segment, accrue
from generator.law.rate_warnings import contractual_rate_warnings, values_to_confirm
from generator.law.regime import contractual_rate_problem, regime_of
from generator.messages import NBSP
from generator.values import dates, money


class Working(Struct, frozen=True, kw_only=True):
    """Segments, sums and what to know about them; ``principal`` is what is left of the amount."""

    segments: tuple[Segment, ...]
    interest: Decimal
    indemnity: Decimal
    principal: Decimal
    day_count: DayCount
    warnings: tuple[Problem, ...]

    @property
    def total(self) -> Decimal:
        """Principal, interest and indemnity."""
        return self.principal + self.interest + self.indemnity

    def to_json(self) -> dict[str, object]:
        """Amounts and rates as text, days in ISO form, both days of a segment included."""
        return {
            "segments": [_segment_json(segment) for segment in self.segments],
            "interest": f"{self.interest:.2f}",
            "indemnity": f"{self.indemnity:.2f}",
            "principal": f"{self.principal:.2f}",
            "total": f"{self.total:.2f}",
            "day_count": self.day_count.value,
            "warnings": [_warning_text(warning) for warning in self.warnings],
        }


def work_out(
    *,
    kind: DebtorKind,
    amount: Decimal,
    due_on: date | None,
    until: date,
    payments: Sequence[DatedAmount] = (),
    contractual_rate: Decimal | None = None,
    formal_notice_on: date | None = None,
    allocation: Allocation = Allocation.INTEREST_FIRST,
    day_count: DayCount = DayCount.ACT_365,
) -> Working:
    """Interest and indemnity from the due date to ``until``; raises `ClaimRefused` and `RateUnknown`.

    Only a consumer's debt may do without a due date: its interest starts with the formal notice.
    """
    received = [payment for payment in payments if payment.on <= until]
    problems = _problems(kind, amount, due_on, contractual_rate, received)
    if problems:
        raise ClaimRefused(problems)
    regime = regime_of(kind, contractual_rate, formal_notice_on)
    first_day = regime.first_day(due_on)
    accrual = (
        _NOTHING
        if regime.rule is None or first_day is None
        else accrue(
            principal=amount,
            first_day=first_day,
            last_day=until,
            rule=regime.rule,
            payments=received,
            allocation=allocation,
            day_count=day_count,
        )
    )
    indemnity = recovery_indemnity(kind, due_on + ONE_DAY) if due_on and accrual.segments else None
    return Working(
        segments=accrual.segments,
        interest=accrual.interest,
        indemnity=indemnity.value if indemnity else ZERO,
        principal=amount - sum((payment.amount for payment in received), ZERO),
        day_count=day_count,
        warnings=(
            *values_to_confirm(accrual.segments),
            *contractual_rate_warnings(contractual_rate, accrual.segments),
            *_payments_after(payments, until),
            *_formal_notice_warnings(kind, formal_notice_on),
        ),
    )


_NOTHING = Accrual(segments=(), base=ZERO, unpaid_interest=ZERO)


def _problems(
    kind: DebtorKind, amount: Decimal, due_on: date | None, agreed_rate: Decimal | None, payments: Sequence[DatedAmount]
) -> list[Problem]:
    problems = [problem for problem in [contractual_rate_problem(kind, agreed_rate)] if problem]
    if due_on is None and kind is not DebtorKind.CONSUMER:
        problems.append(Problem(message="la date d’échéance manque", hint="indiquez-la", check="due-date-missing"))
    paid = sum((payment.amount for payment in payments), ZERO)
    if paid > amount:
        problems.append(
            Problem(
                message=f"les règlements ({money.format(paid)}) dépassent le montant ({money.format(amount)})",
                hint="n’indiquez que ce qui a été payé sur le montant",
                check="overpaid",
            )
        )
    return problems


def _payments_after(payments: Sequence[DatedAmount], until: date) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            message=f"règlement du {dates.format(payment.on)}, postérieur à l’arrêté du {dates.format(until)}{NBSP}: "
            "il n’est pas compté",
            check="dated-after-statement",
        )
        for payment in payments
        if payment.on > until
    )


def _formal_notice_warnings(kind: DebtorKind, formal_notice_on: date | None) -> tuple[Problem, ...]:
    if kind is DebtorKind.CONSUMER and formal_notice_on is None:
        message = "sans mise en demeure, un consommateur ne doit pas d’intérêts (Code civil, art. 1231-6)"
        return (Problem(message=message, check="no-formal-notice"),)
    if kind is not DebtorKind.CONSUMER and formal_notice_on is not None:
        message = "la date de mise en demeure est sans effet ici, l’intérêt court de plein droit dès l’échéance"
        return (Problem(message=message, check="formal-notice-unused"),)
    return ()


def _warning_text(warning: Problem) -> str:
    return f"{warning.message} → {warning.hint}" if warning.hint else warning.message


def _segment_json(segment: Segment) -> dict[str, object]:
    return {
        "from": segment.first_day.isoformat(),
        "to": segment.last_day.isoformat(),
        "days": segment.days,
        "principal": f"{segment.principal:.2f}",
        "annual_rate": _rate_text(segment.annual_rate),
        "interest": f"{segment.interest:.2f}",
        "source": segment.source,
        "article": segment.article,
    }


def _rate_text(rate: Decimal) -> str:
    """Two decimals, or more where the rate has more."""
    return f"{rate:.2f}" if rate == rate.quantize(Decimal("0.01")) else f"{rate.normalize():f}"
