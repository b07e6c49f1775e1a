"""The statement (décompte): what the law lets the creditor claim on a day.

Principal, interest segment by segment, recovery indemnity, total. Only what is certain and due is counted: the
disputed part and what is not yet due are left out of the claim and of the interest. The principal shown is always
amount - paid - credited - disputed - not yet due, and the interest the sum of the printed segments, so that the lines
add up whichever way payments are allocated (Code civil, art. 1343-1).

Once the principal is paid, what its delay has cost may still be claimed: every payment is then taken to have gone to
the principal, whatever was agreed, since the letter calls it paid; interest stops with the last payment. The strict
order of art. 1343-1 would leave principal owing: this reading asks for the least.

A credit note corrects the price: it lowers the principal from the due date on, as if the invoice had been issued for
less. Nothing settles the point; this reading asks for the least.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from generator.claim import ZERO, Allocation, Claim, DayCount, DebtorKind, Invoice
from generator.errors import ClaimRefused, Problem, RateUnknown
from generator.law.balance import balance_on, claimed_on, credited_by, paid_by, total
from generator.law.cover import Cover, is_covered, settled_late_on
from generator.law.data_files import legal_interest_rate, refinancing_rate
from generator.law.due_date import DueDate, due_date, due_date_problems
from generator.law.indemnity import recovery_indemnity
from generator.law.interest import ONE_DAY, Accrual, DatedAmount, Segment, accrue, interest_on
from generator.law.rate_basis import RateBasis
from generator.law.rate_warnings import contractual_rate_warnings, values_to_confirm
from generator.law.rates import RatePeriod
from generator.law.regime import Regime, contractual_rate_problem, regime_of
from generator.messages import NBSP, quoted
from generator.values import dates
from generator.values.money import round_to_cents

_T = TypeVar("_T")


class StatementLine(Struct, frozen=True, kw_only=True):
    """One invoice: what is left of it, and what its delay has cost."""

    number: str
    issued_on: date
    due_on: date
    due_by_law: bool
    amount: Decimal
    paid: Decimal
    credited: Decimal
    disputed: Decimal
    not_yet_due: Decimal
    balance: Decimal
    """amount - paid - credited"""
    claimed: Decimal
    """balance - disputed - not_yet_due"""
    is_overdue: bool
    is_counted: bool
    """Whether the sums cover it: what the letter is about."""
    settled_on: date | None
    """The last payment of an invoice that was paid late and of which nothing is claimed any more."""
    days_late: int
    interest: Decimal
    indemnity: Decimal
    segments: tuple[Segment, ...]
    interest_base: Decimal
    """What bears interest from the next day on: more than ``claimed`` when payments went to interest first."""


class Statement(Struct, frozen=True, kw_only=True):
    """The account of a claim; its sums cover the invoices of its `Cover`, its lines every invoice."""

    kind: DebtorKind
    on: date
    stopped_on: date
    amount: Decimal
    paid: Decimal
    credited: Decimal
    disputed: Decimal
    not_yet_due: Decimal
    principal: Decimal
    interest: Decimal
    indemnity: Decimal
    indemnity_count: int
    indemnity_unit: Decimal
    total: Decimal
    daily_interest: Decimal
    annual_rate: Decimal | None
    rate_basis: RateBasis
    rate_source: str
    rate_article: str
    day_count: DayCount
    allocation: Allocation
    lines: tuple[StatementLine, ...]
    segments: tuple[Segment, ...]
    warnings: tuple[Problem, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether interest stops before the day of the statement, « à parfaire »."""
        return self.stopped_on < self.on

    @property
    def counted_lines(self) -> tuple[StatementLine, ...]:
        """The lines that the sums cover."""
        return tuple(line for line in self.lines if line.is_counted)


def make_statement(
    claim: Claim,
    on: date,
    *,
    formal_notice_on: date | None = None,
    interest_until: date | None = None,
    cover: Cover = Cover.OVERDUE,
) -> Statement:
    """What may be claimed on a day; raises `RateUnknown` where a rate is missing, `ClaimRefused` where facts are.

    ``formal_notice_on``: the day a consumer received or was presented the formal notice; without it no interest runs.
    ``interest_until`` stops the interest on another day, `last_covered_day` when the next rate is not published; what
    is overdue, paid and owed is still judged on ``on``. ``cover`` says which invoices the sums are about.
    """
    due_dates = _due_dates(claim)
    regime = regime_of(claim.debtor.kind, claim.terms.late_payment_rate, formal_notice_on)
    period = _Period(on=on, stopped_on=interest_until or on, cover=cover, allocation=_allocation(claim, cover))
    lines = tuple(
        _line(claim, regime, invoice, due, period) for invoice, due in zip(claim.invoices, due_dates, strict=True)
    )
    return _statement(claim, regime, lines, period)


class _Period(Struct, frozen=True, kw_only=True):
    """The day of a statement, the last day of its interest, what it covers, and how payments are allocated in it."""

    on: date
    stopped_on: date
    cover: Cover
    allocation: Allocation


def _allocation(claim: Claim, cover: Cover) -> Allocation:
    return Allocation.PRINCIPAL_FIRST if cover is Cover.SETTLED_LATE else claim.terms.allocation


def last_covered_day(
    claim: Claim, *, formal_notice_on: date | None = None, cover: Cover = Cover.OVERDUE
) -> date | None:
    """The last day to which the known rates carry interest; None where no later day needs another rate."""
    if cover in (Cover.COMING, Cover.NONE):
        return None
    regime = regime_of(claim.debtor.kind, claim.terms.late_payment_rate, formal_notice_on)
    covered = refinancing_rate().last_covered_day
    payments = [payment.paid_on for invoice in claim.invoices for payment in invoice.payments]
    if cover is Cover.SETTLED_LATE and max(payments, default=date.min) <= covered:
        return None
    if regime.basis is RateBasis.LEGAL_PROFESSIONAL:
        return covered
    if regime.basis is RateBasis.LEGAL_INTEREST:
        return legal_interest_rate().last_covered_day
    if regime.basis is RateBasis.PUBLIC_BODY:
        due_dates = [due_date(claim.debtor.kind, invoice) for invoice in claim.invoices]
        return covered if any(due is not None and due.day >= covered for due in due_dates) else None
    return None


def _due_dates(claim: Claim) -> tuple[DueDate, ...]:
    """The due date of each invoice; refuses at once every one that is missing, and a rate that cannot serve."""
    kind = claim.debtor.kind
    problem = contractual_rate_problem(kind, claim.terms.late_payment_rate)
    problems = [*due_date_problems(claim), *([problem] if problem else [])]
    if problems:
        raise ClaimRefused(problems)
    return tuple(due for invoice in claim.invoices if (due := due_date(kind, invoice)))


def _line(claim: Claim, regime: Regime, invoice: Invoice, due: DueDate, period: _Period) -> StatementLine:
    on = period.on
    claimed = claimed_on(invoice, on)
    is_overdue = due.day < on and claimed > 0
    is_counted = is_covered(period.cover, invoice, due.day, on)
    settled_on = settled_late_on(invoice, due.day, on)
    is_late = is_counted and (is_overdue or period.cover is Cover.SETTLED_LATE)
    accrual = _accrual(claim, regime, invoice, due, period) if is_late else _NO_ACCRUAL
    indemnity = recovery_indemnity(claim.debtor.kind, due.day + ONE_DAY) if is_late else None
    return StatementLine(
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=due.day,
        due_by_law=due.by_law,
        amount=invoice.amount,
        paid=paid_by(invoice, on),
        credited=credited_by(invoice, on),
        disputed=invoice.disputed_amount,
        not_yet_due=invoice.not_yet_due_amount,
        balance=balance_on(invoice, on),
        claimed=claimed,
        is_overdue=is_overdue,
        is_counted=is_counted,
        settled_on=settled_on,
        days_late=((settled_on or on) - due.day).days if is_overdue or settled_on else 0,
        interest=accrual.interest,
        indemnity=indemnity.value if indemnity else ZERO,
        segments=accrual.segments,
        interest_base=accrual.base,
    )


_NO_ACCRUAL = Accrual(segments=(), base=ZERO, unpaid_interest=ZERO)


def _accrual(claim: Claim, regime: Regime, invoice: Invoice, due: DueDate, period: _Period) -> Accrual:
    first_day = regime.first_day(due.day)
    if regime.rule is None or first_day is None:
        return _NO_ACCRUAL
    received = [payment for payment in invoice.payments if payment.paid_on <= period.on]
    return accrue(
        principal=claimed_on(invoice, period.on) + paid_by(invoice, period.on),
        first_day=first_day,
        last_day=period.stopped_on,
        rule=regime.rule,
        payments=[DatedAmount(on=payment.paid_on, amount=payment.amount) for payment in received],
        allocation=period.allocation,
        day_count=claim.terms.day_count,
        invoice_number=invoice.number,
    )


def _statement(claim: Claim, regime: Regime, lines: tuple[StatementLine, ...], period: _Period) -> Statement:
    counted = [line for line in lines if line.is_counted]
    principal, interest = total(line.claimed for line in counted), total(line.interest for line in counted)
    indemnities = [line.indemnity for line in counted if line.indemnity]
    rate = _current_rate(regime, counted, period.stopped_on)
    return Statement(
        kind=claim.debtor.kind,
        on=period.on,
        stopped_on=period.stopped_on,
        amount=total(line.amount for line in counted),
        paid=total(line.paid for line in counted),
        credited=total(line.credited for line in counted),
        disputed=total(line.disputed for line in counted),
        not_yet_due=total(line.not_yet_due for line in counted),
        principal=principal,
        interest=interest,
        indemnity=total(indemnities),
        indemnity_count=len(indemnities),
        indemnity_unit=indemnities[-1] if indemnities else ZERO,
        total=principal + interest + total(indemnities),
        daily_interest=_daily_interest(claim, counted, rate, period.stopped_on),
        annual_rate=rate.annual_rate,
        rate_basis=regime.basis,
        rate_source=rate.source,
        rate_article=rate.article,
        day_count=claim.terms.day_count,
        allocation=period.allocation,
        lines=lines,
        segments=tuple(segment for line in lines for segment in line.segments),
        warnings=_warnings(claim, lines, period.on),
    )


class _CurrentRate(Struct, frozen=True, kw_only=True):
    annual_rate: Decimal | None = None
    source: str = ""
    article: str = ""


def _current_rate(regime: Regime, counted: Sequence[StatementLine], stopped_on: date) -> _CurrentRate:
    """The rate that runs on the last day; no single one where public invoices have each their own."""
    last: Sequence[Segment | RatePeriod] = [line.segments[-1] for line in counted if line.segments]
    if not last and regime.rule and regime.basis is not RateBasis.PUBLIC_BODY:
        try:
            last = list(regime.rule(stopped_on, stopped_on))
        except RateUnknown:
            # Nothing is claimed at that rate: the letter simply does not state it.
            last = []
    return _CurrentRate(
        annual_rate=_only({found.annual_rate for found in last}),
        source=_only({found.source for found in last}) or "",
        article=_only({found.article for found in last}) or "",
    )


def _only(values: Iterable[_T]) -> _T | None:
    """The value that all share, if they do."""
    found = list(values)
    return found[0] if len(found) == 1 else None


def _daily_interest(claim: Claim, counted: Iterable[StatementLine], rate: _CurrentRate, stopped_on: date) -> Decimal:
    """What one more day costs, at the balance and the rate of the last day; one fraction, divided once."""
    day = stopped_on + ONE_DAY
    weighted = total(
        line.interest_base * annual_rate
        for line in counted
        if (annual_rate := line.segments[-1].annual_rate if line.segments else rate.annual_rate) is not None
    )
    return round_to_cents(interest_on(weighted, Decimal(1), day, day, claim.terms.day_count))


def _warnings(claim: Claim, lines: Sequence[StatementLine], on: date) -> tuple[Problem, ...]:
    segments = [segment for line in lines for segment in line.segments]
    return (
        *values_to_confirm(segments),
        *contractual_rate_warnings(claim.terms.late_payment_rate, segments),
        *_dated_after(claim, on),
        *_settled_late(claim, lines),
    )


def _dated_after(claim: Claim, on: date) -> Iterable[Problem]:
    for place, invoice in enumerate(claim.invoices):
        dated = [(f"payments.{i}.paid_on", "règlement", paid.paid_on) for i, paid in enumerate(invoice.payments)]
        dated += [
            (f"credit_notes.{i}.issued_on", "avoir", note.issued_on) for i, note in enumerate(invoice.credit_notes)
        ]
        for field, word, day in dated:
            if day > on:
                yield Problem(
                    field=f"invoices.{place}.{field}",
                    message=f"{word} du {dates.format(day)}, postérieur au décompte du {dates.format(on)}{NBSP}: "
                    "il n’est pas compté",
                    hint="vérifiez la date",
                    check="dated-after-statement",
                )


def _settled_late(claim: Claim, lines: Sequence[StatementLine]) -> Iterable[Problem]:
    for place, (invoice, line) in enumerate(zip(claim.invoices, lines, strict=True)):
        if line.settled_on and not line.is_counted and claim.debtor.kind is not DebtorKind.CONSUMER:
            yield Problem(
                field=f"invoices.{place}",
                message=f"la facture {quoted(invoice.number)} n’a plus rien à payer{NBSP}: "
                "elle n’est pas comptée, pénalités et indemnité de son retard comprises",
                hint=f"pour les réclamer, envoyez la lettre {quoted('Pénalités seules')}",
                check="settled-late",
            )
