"""The rates as files for others to reuse, at addresses that do not change: CSV and JSON, each value with its source.

Texts of the law's own data files: a number is written as its source writes it, with a point.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.law.data_files import law_data_json

REFINANCING_CSV = "taux/refinancement.csv"
LEGAL_INTEREST_CSV = "taux/interet-legal.csv"
RATES_JSON = "taux/taux.json"

REFINANCING_COLUMNS = ("effective", "rate", "source", "confidence")
LEGAL_INTEREST_COLUMNS = ("half_year", "individuals", "other_cases", "source", "confidence")


def rates_files() -> dict[str, str]:
    """Address → text."""
    data: Mapping[str, Any] = law_data_json()
    refinancing, legal = data["refinancing_rate"], data["legal_interest_rate"]
    shared = {
        "about": "Taux du retard de paiement en France, en pour cent par an. Chaque valeur porte sa source. CC0 1.0.",
        "ecb_refinancing_rate": refinancing,
        "legal_interest_rate": legal,
    }
    return {
        REFINANCING_CSV: _csv(REFINANCING_COLUMNS, refinancing["values"]),
        LEGAL_INTEREST_CSV: _csv(LEGAL_INTEREST_COLUMNS, legal["values"]),
        RATES_JSON: json.dumps(shared, ensure_ascii=False, indent=1) + "\n",
    }


def _csv(columns: Iterable[str], values: Iterable[Mapping[str, object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(columns), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(values)
    return out.getvalue()
