from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.claim import DebtorKind
from generator.law.indemnity import recovery_indemnity


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        (DebtorKind.PROFESSIONAL, "Code de commerce, art. D441-5"),
        (DebtorKind.PUBLIC_BODY, "Code de la commande publique, art. D2192-35"),
    ],
)
def test_a_late_professional_or_public_body_owes_forty_euros(kind: DebtorKind, article: str) -> None:
    indemnity = recovery_indemnity(kind, date(2026, 4, 1))
    assert indemnity is not None
    assert (indemnity.value, indemnity.article) == (Decimal("40.00"), article)


def test_a_consumer_never_owes_it() -> None:
    assert recovery_indemnity(DebtorKind.CONSUMER, date(2026, 4, 1)) is None


def test_no_one_owes_it_for_a_delay_that_began_before_the_text() -> None:
    assert recovery_indemnity(DebtorKind.PROFESSIONAL, date(2012, 12, 31)) is None
    assert recovery_indemnity(DebtorKind.PROFESSIONAL, date(2013, 1, 1)) is not None
