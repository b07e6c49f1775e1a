"""« Quelle lettre envoyer ? » as Python answers it, for the page, which answers by the same table: ``advice.json``.

    python -m tests.vectors.advice_vectors

``courses`` are all the ways through the questions, each value by its place among those of its fact; ``dates`` give the
lateness of a due date.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from generator.advice import lateness
from generator.catalogue.advice import Advice, read_advice, situations
from generator.errors import Problem
from generator.website.advice_page import advice_json
from tests.vectors.snapshot import CATALOGUE
from tests.vectors.typed_json import FOLDER, Json, text_of

NAME = "advice.json"
TODAY = date(2026, 11, 21)


def advice() -> Advice:
    """The table as it is now."""
    problems: list[Problem] = []
    read = read_advice((CATALOGUE / "advice.yml").read_text(encoding="utf-8"), "advice.yml", problems)
    assert read is not None, problems
    return read


def content() -> Json:
    """The file."""
    table = advice()
    handed = {name: value for name, value in advice_json(table, {}).items() if name != "law"}
    return {
        "about": "The table of the questionnaire, every course through it and its outcome, how late due dates are.",
        "advice": handed,
        "facts": list(table.facts),
        "courses": [
            [*(facts.get(fact, "") for fact in table.facts), found.outcome] for facts, found in situations(table)
        ],
        "today": TODAY.isoformat(),
        "dates": [
            [debtor, due.isoformat(), lateness(table, debtor, due, today=TODAY)] for debtor, due in _dates(table)
        ],
    }


def _dates(table: Advice) -> Iterator[tuple[str, date]]:
    draw = random.Random(20261122)  # noqa: S311  # the same cases each time, nothing secret
    for debtor in table.values("debtor"):
        for days in (-400, -1, 0, 1, 30, 31, 60, 61):
            yield debtor, TODAY - timedelta(days=days)
        for _ in range(30):
            yield debtor, TODAY - timedelta(days=draw.randrange(400, 2300))


def written() -> str:
    """The text of the file."""
    return text_of(content())


if __name__ == "__main__":
    (FOLDER / NAME).write_text(written(), encoding="utf-8")
