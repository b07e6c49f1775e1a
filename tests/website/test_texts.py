from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from generator.law.statement import make_statement
from generator.values import money, percent
from generator.website import texts
from tests.builders import make_claim, make_invoice

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "generator/website/texts").glob("*.md"))]


NOT_FRENCH = {
    "straight apostrophe": r"'",
    "ordinary space before a mark": r" [;:!?»]",
    "no space before a mark": r"[\w)*»][;!?](?=\s|$)",
    "no space before a colon": r"[\w)»]\*{0,2}:(?=\s|$)",
    "ordinary space after a guillemet": r"« ",
    "ordinary space before a unit": r"\d (?:€|%|jours?\b|points\b)",
    "ordinary space in a reference": r"\bart\. |n° ",
}


def prose(page: Path) -> str:
    """What is read: no code, no link's target, no attribute, no entity, and no key of the front matter."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"```.*?```|`[^`]*`|<[^>]+>|\]\([^)]*\)|\{ [#.][^}]*\}|&\w+;", "", text, flags=re.DOTALL)
    return re.sub(r"(?m)^[a-z_]+:(?: |$)", "", text)


@pytest.mark.parametrize("fault", NOT_FRENCH)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_are_set_as_french_is(page: Path, fault: str) -> None:
    assert re.findall(f".{{0,30}}(?:{NOT_FRENCH[fault]})", prose(page)) == []


def test_a_place_without_a_value_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        texts.fill("lettres")


def test_a_place_filled_with_nothing_leaves_no_hole() -> None:
    names = re.findall(r"\$(\w+)", (files(texts.__name__) / "lettre.md").read_text(encoding="utf-8"))
    page = texts.fill("lettre", **dict.fromkeys(names, ""))
    assert "\n\n\n" not in page
    assert page.endswith("\n")


def test_the_home_page_computes_as_the_law_does() -> None:
    page = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    invoice = make_invoice(
        amount=Decimal("10000.00"), issued_on=date(2026, 4, 1), performed_on=date(2026, 3, 30), due_on=date(2026, 5, 1)
    )
    statement = make_statement(make_claim(invoices=(invoice,)), date(2026, 9, 1))
    sums = [statement.principal, *(part.interest for part in statement.segments), statement.indemnity, statement.total]
    shown = [html.unescape(found) for found in re.findall(r"<dd[^>]*>(.*?)</dd>", page)]
    assert shown == [money.format(sum_) for sum_ in sums]
    for part in statement.segments:
        assert f"Pénalités, {part.days}\u00a0jours à {percent.format(part.annual_rate)}" in page


REFUSED = {
    "contractual-rate-consumer": "taux-consommateur",
    "contractual-rate-public": "taux-acheteur-public",
    "foreign-debtor": "debiteur-etranger",
    "insolvency": "procedure-collective",
    "prescribed-consumer": "prescription-consommateur",
}
"""The program's refusals, and where the page of refused cases explains each."""


@pytest.mark.parametrize(("check", "anchor"), REFUSED.items())
def test_what_the_program_refuses_is_explained_on_a_page(check: str, anchor: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    page = (ROOT / "docs/cas-refuses.md").read_text(encoding="utf-8")
    assert f'check="{check}"' in code
    assert f"{{ #{anchor} }}" in page


def test_every_refused_case_has_a_reason_and_a_way_out() -> None:
    page = (ROOT / "docs/cas-refuses.md").read_text(encoding="utf-8")
    cases = re.split(r"(?m)^### ", page)[1:]
    assert len(cases) > 12
    for case in cases[:-1]:
        assert "*À la place*" in case
