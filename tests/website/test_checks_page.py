"""The page of checks: each check has its place there, where its problems send their reader."""

from __future__ import annotations

import re
from pathlib import Path

import markdown as python_markdown

from generator.catalogue.judging import PAGE
from generator.catalogue.load import RULES, load
from generator.review.known import known_checks
from generator.website.catalogue_files import CHECKS_PAGE, catalogue_files
from generator.website.checks_words import FOUND

ROOT = Path(__file__).parents[2]


def test_every_check_stands_on_its_page_under_its_id() -> None:
    source = catalogue_files(load(ROOT / "letter_templates", is_judged=False))[CHECKS_PAGE]
    page = python_markdown.markdown(
        source.split("\n---\n", 1)[1], extensions=["attr_list", "md_in_html", "tables", "toc"]
    )
    anchors = re.findall(r'<code id="([^"]*)"', page)
    assert anchors == list(known_checks())
    assert f"{len(anchors)} contrôles" in page
    assert "<code>{% if debtor.kind != 'consumer' %}</code>" in page
    assert f"{PAGE}index.md" == CHECKS_PAGE
    assert f"{CHECKS_PAGE}\n" in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_every_check_that_is_no_rule_says_what_it_finds_and_what_to_do() -> None:
    assert set(FOUND) == set(known_checks()) - {rule.id for rule in RULES}
