"""The three regimes: what bears interest for each kind of debtor, from which day, at which rate.

A professional and a public buyer owe interest by right from the day after the due date (Code de commerce, art.
L441-10, II; Code de la commande publique, art. L2192-13). A consumer owes the legal interest rate from the day after
the formal notice, if one was given (Code civil, art. 1231-6 and 1344-1). A contractual rate serves against a
professional only.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from generator.claim import DebtorKind
from generator.errors import Problem
from generator.law.interest import ONE_DAY
from generator.law.rate_basis import RateBasis
from generator.law.rates import (
    RateRule,
    contractual_rate,
    legal_rate,
    professional_default_rate,
    public_buyer_rate,
)
from generator.messages import NBSP
from generator.values import percent


class Regime(Struct, frozen=True, kw_only=True):
    """How interest runs for one debtor; ``rule`` is None where none runs."""

    basis: RateBasis
    rule: RateRule | None
    formal_notice_on: date | None = None

    def first_day(self, due_on: date | None) -> date | None:
        """The first day that bears interest, None when nothing makes it run."""
        reasons = [day for day in (due_on, self.formal_notice_on) if day is not None]
        return max(reasons) + ONE_DAY if reasons and self.rule else None


def regime_of(kind: DebtorKind, agreed_rate: Decimal | None, formal_notice_on: date | None = None) -> Regime:
    """The regime of a debtor; the rate agreed, if any, is one that `contractual_rate_problem` accepts."""
    if kind is DebtorKind.PUBLIC_BODY:
        return Regime(basis=RateBasis.PUBLIC_BODY, rule=public_buyer_rate)
    if kind is DebtorKind.CONSUMER:
        if formal_notice_on is None:
            return Regime(basis=RateBasis.NONE, rule=None)
        return Regime(basis=RateBasis.LEGAL_INTEREST, rule=legal_rate, formal_notice_on=formal_notice_on)
    if agreed_rate is not None:
        return Regime(basis=RateBasis.CONTRACT, rule=contractual_rate(agreed_rate))
    return Regime(basis=RateBasis.LEGAL_PROFESSIONAL, rule=professional_default_rate)


def contractual_rate_problem(kind: DebtorKind, agreed_rate: Decimal | None) -> Problem | None:
    """Why a contractual rate cannot serve against this debtor, if it cannot."""
    if agreed_rate is None or kind is DebtorKind.PROFESSIONAL:
        return None
    rate = percent.format(agreed_rate)
    if kind is DebtorKind.CONSUMER:
        return Problem(
            field="terms.late_payment_rate",
            message=f"un taux convenu ({rate}) ne se réclame pas à un consommateur{NBSP}: "
            "une telle pénalité risque d’être une clause abusive (Code de la consommation, art. L212-1 et R212-2)",
            hint="retirez ce taux, l’intérêt au taux légal court sans clause après la mise en demeure",
            check="contractual-rate-consumer",
        )
    return Problem(
        field="terms.late_payment_rate",
        message=f"un taux convenu ({rate}) ne s’applique pas à un acheteur public{NBSP}: "
        "le taux des intérêts moratoires est fixé par le Code de la commande publique, art. R2192-31",
        hint="retirez ce taux, celui du texte est calculé",
        check="contractual-rate-public",
    )
