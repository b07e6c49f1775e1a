"""Fixed indemnity for recovery costs (indemnité forfaitaire pour frais de recouvrement).

Owed by right by a professional who is late (Code de commerce, art. L441-10, II and D441-5) and by a public buyer
(Code de la commande publique, art. L2192-13 and D2192-35); once for each invoice, whatever the delay. It bears no
interest and no VAT. Never owed by a consumer: no text says so, and the creditor keeps the cost of amicable recovery
(Code des procédures civiles d'exécution, art. L111-8).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.claim import DebtorKind
from generator.law.data_files import AmountName, amount
from generator.law.dated_values import DatedValue

_AMOUNTS: Mapping[DebtorKind, AmountName] = {
    DebtorKind.PROFESSIONAL: AmountName.PROFESSIONAL_RECOVERY_INDEMNITY,
    DebtorKind.PUBLIC_BODY: AmountName.PUBLIC_RECOVERY_INDEMNITY,
}


def recovery_indemnity(kind: DebtorKind, first_day_late: date) -> DatedValue | None:
    """The indemnity of one invoice that is late since that day; None where no text grants one."""
    if kind not in _AMOUNTS:
        return None
    series = amount(_AMOUNTS[kind])
    return series.in_force_on(first_day_late) if series.values[0].effective <= first_day_late else None
