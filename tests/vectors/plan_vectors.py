"""Plans and their calendar files as Python makes them, for the page, which makes them too: ``plan.json``.

    python -m tests.vectors.plan_vectors

``letters`` is the ladder as the page gets it; a claim is the plain data of a file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from generator.catalogue.load import load as load_catalogue
from generator.catalogue.model import Catalogue
from generator.claim import ReminderChannel, read
from generator.plan import LADDER, make_plan, to_ics
from generator.website.bundle import summary_json
from tests.builders import claim_data
from tests.vectors.snapshot import CATALOGUE
from tests.vectors.typed_json import FOLDER, Json, text_of

NAME = "plan.json"
KINDS = ("professional", "consumer", "public_body")
POSTCODES = ("75002", "67000", "97400")
STAGES = (None, None, "reminder", "second_reminder", "formal_notice")


def content() -> Json:
    """The file."""
    catalogue = load_catalogue(CATALOGUE)
    letters = [summary_json(one) for one in catalogue.templates.values() if one.stage in LADDER]
    return {
        "about": "Plans of claims as seen on a day, and the calendar file of each.",
        "letters": letters,
        "cases": [case(catalogue, claim, on, has_file=number % 3 == 0) for number, (claim, on) in enumerate(claims())],
    }


def case(catalogue: Catalogue, data: dict[str, Any], on: date, *, has_file: bool) -> Json:
    """A claim, a day, what is planned, and for some the calendar file."""
    claim = read(data)
    made = make_plan(catalogue, claim, on=on)
    planned = {"claim": data, "on": on.isoformat(), "plan": made.to_json()}
    return planned | ({"ics": to_ics(made, claim, on=on).decode()} if has_file else {})


def claims() -> Iterator[tuple[dict[str, Any], date]]:
    """The same ninety each time: every kind, before and after the date, with and without what was sent."""
    draw = random.Random(20261122)  # noqa: S311  # the same cases each time, nothing secret
    for number in range(90):
        kind = KINDS[number % 3]
        due = date(2024, 1, 1) + timedelta(days=draw.randrange(1400))
        on = due + timedelta(days=draw.choice((-40, -7, -1, 0, 1, 5, 20, 45, 200, 800, 1900)))
        data = claim_data(
            debtor__kind=kind,
            debtor__name=draw.choice(("Société Modèle", "Commune d’Essai, service « achats » ; annexe n° 2", "É")),
            debtor__address__postcode=draw.choice(POSTCODES),
            invoices__0__issued_on=(due - timedelta(days=30)).isoformat(),
            invoices__0__due_on=due.isoformat(),
            invoices__0__performed_on=draw.choice((None, (due - timedelta(days=35)).isoformat())),
            reminders=_reminders(draw, due, on),
            letter=draw.choice((None, {"channel": "electronic_registered"})),
        )
        data["debtor"].pop("siren", None)
        if kind == "public_body":
            data["debtor"]["ccag"] = draw.choice(("yes", "no", "unknown"))
        if kind == "consumer":
            data["debtor"]["natural_person"] = draw.choice(("yes", "no"))
        if draw.random() < 0.2:
            data["debtor"]["insolvency"] = {
                "opened_on": (due + timedelta(days=draw.randrange(-90, 30))).isoformat(),
            }
        if draw.random() < 0.3:
            data["invoices"].append(_second_invoice(data["invoices"][0], due + timedelta(days=draw.randrange(60))))
        data["creditor"] = {name: data["creditor"][name] for name in ("name", "address")}
        yield {name: value for name, value in data.items() if value is not None}, on


def _second_invoice(first: dict[str, Any], due: date) -> dict[str, Any]:
    issued = due - timedelta(days=30)
    return {**first, "number": "F-2026-002", "issued_on": issued.isoformat(), "due_on": due.isoformat()} | {
        "performed_on": issued.isoformat()
    }


def _reminders(draw: random.Random, due: date, on: date) -> list[dict[str, str]]:
    days = sorted(draw.randrange(-10, 60) for _ in range(draw.randrange(4)))
    sent = [due + timedelta(days=count) for count in days if due + timedelta(days=count) <= on]
    found = []
    for day in sent:
        stage = draw.choice(STAGES)
        channel = draw.choice(list(ReminderChannel)).value
        found.append({"sent_on": day.isoformat(), "channel": channel} | ({"stage": stage} if stage else {}))
    return found


def written() -> str:
    """The text of the file."""
    return text_of(content())


if __name__ == "__main__":
    (FOLDER / NAME).write_text(written(), encoding="utf-8")
