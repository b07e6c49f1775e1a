"""What the site says of its law for others: the rates as files, the index of articles."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from generator.law.data_files import refinancing_rate
from generator.website.articles_page import articles_page, cited_by
from generator.website.rates_files import LEGAL_INTEREST_CSV, RATES_JSON, REFINANCING_CSV, rates_files
from tests.letters import catalogue

CATALOGUE = catalogue()


def test_the_csv_has_every_value_with_its_source() -> None:
    rows = list(csv.DictReader(io.StringIO(rates_files()[REFINANCING_CSV])))
    assert [Decimal(row["rate"]) for row in rows] == [value.value for value in refinancing_rate().values]
    assert all(row["source"] and row["confidence"] in ("high", "medium") for row in rows)
    legal = list(csv.DictReader(io.StringIO(rates_files()[LEGAL_INTEREST_CSV])))
    assert {"half_year": "2026-S1", "individuals": "6.67", "other_cases": "2.62"}.items() <= next(
        row for row in legal if row["half_year"] == "2026-S1"
    ).items()


def test_the_json_says_the_same_and_until_when_it_was_checked() -> None:
    data = json.loads(rates_files()[RATES_JSON])
    assert data["ecb_refinancing_rate"]["checked_up_to"] == "2026-11-21"
    assert len(data["ecb_refinancing_rate"]["values"]) == len(refinancing_rate().values)


def test_every_article_of_every_letter_is_in_the_index_with_its_letters() -> None:
    page = articles_page((each.id, each.title, cited_by(CATALOGUE, each)) for each in CATALOGUE.templates.values())
    lines = page.replace("\\", "").splitlines()
    for template in CATALOGUE.templates.values():
        for basis in template.legal_basis:
            cited = [line for line in lines if f"{basis.article} |" in line or f"[{basis.article}]" in line]
            assert len(cited) == 1, basis.article
            assert f"lettres/{template.id}/index.md" in cited[0]
    line = next(line for line in lines if "1344-1" in line)
    assert "../lettres/mise-en-demeure/index.md" in line
    assert "21\u00a0novembre\u00a02026" in line
