"""What the pages for developers name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*sorted((ROOT / "architecture").rglob("*.md")), ROOT / "CONTRIBUTING.md"]
DECISIONS = sorted((ROOT / "architecture/decisions").glob("0*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_file_that_is_named_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = re.findall(r"`((?:generator|letter_templates|tests|benchmarks|tools)/[\w./-]*)`", text)
    linked = [way for way in re.findall(r"\]\(([^)#:]+)\)", text) if not way.startswith("http")]
    missing = [name for name in named if not (ROOT / name).exists()]
    assert missing + [way for way in linked if not (page.parent / way).exists()] == []


def test_every_decision_says_what_was_settled_and_what_it_costs() -> None:
    contents = (ROOT / "architecture/decisions/README.md").read_text("utf-8")
    assert len(DECISIONS) >= 8
    for number, page in enumerate(DECISIONS, start=1):
        text = page.read_text("utf-8")
        title = text.splitlines()[0].removeprefix(f"# {number}. ")
        assert f"{number}. [{title}]({page.name})" in contents
        for part in ("**To settle.**", "**Chosen.**", "**Costs.**", "**Brings.**"):
            assert part in text, (page.name, part)
