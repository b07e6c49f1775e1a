"""Whole claims made into letters, in Python and in the page: ``claims.json``.

    python -m tests.vectors.claim_vectors

Each example of ``snapshot.json.gz``, as it is and changed in every way that moves the law: regime, dates, payments,
credit notes, rate, insolvency, channel, answers. A case gives the words of the letter (examples), or a fingerprint of
all that Python makes of it: the letter, its e-mail, its statement, its warnings, or why there is none.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias

from generator.claim import read
from generator.errors import ClaimRefused, Problem
from generator.letter.fill import fill, plain_text
from generator.produce import Prepared, prepare
from tests.vectors.filling_vectors import HOSTILE
from tests.vectors.reading_vectors import plain
from tests.vectors.snapshot import TODAY, catalogue, snapshot
from tests.vectors.typed_json import FOLDER, Json, changed, document_json, encoded, fingerprint, text_of

NAME = "claims.json"
DRAWN = 1500
"""How many changed claims: enough of them, however many examples there are."""
_PAPER = frozenset({"address-lines", "address-width", "address-length", "footer-lines", "missing-glyph"})
"""Checks of the paper, which the page makes elsewhere."""

Draw: TypeAlias = random.Random
Change: TypeAlias = tuple[str, Any]


def content() -> Json:
    """The file."""
    draw = random.Random(20261121)  # noqa: S311  # the same cases each time, nothing secret
    examples = list(snapshot()["examples"].items())
    drawn = [
        {"example": name, "changes": [list(change) for change in _changes(draw, name, data)]}
        for name, data in (examples[index % len(examples)] for index in range(DRAWN))
    ]
    return rejudged({"about": "Claims made into letters.", "today": TODAY.isoformat(), "examples": {}, "drawn": drawn})


def rejudged(file: Json) -> Json:
    """The file with what Python makes of its cases today."""
    return file | {
        "examples": {name: _words(name, data) for name, data in snapshot()["examples"].items()},
        "drawn": [_judged(case["example"], case["changes"]) for case in file["drawn"]],
    }


def _words(name: str, data: Json) -> Json:
    """The letter of an example, part by part."""
    made = _prepared(name, data)
    return {part: [plain_text([block]) for block in blocks] for part, blocks in made.document.parts.items() if blocks}


def _judged(name: str, changes: list[list[Any]]) -> Json:
    found = outcome(name, changed(snapshot()["examples"][name], changes))
    return {"example": name, "changes": changes, "summary": _summary(found), "expected": fingerprint(found)}


def _summary(found: Json) -> str:
    """What a person looks for first when a case has changed: the total, or what refuses the claim."""
    if "problems" in found:
        return " ".join(sorted({check for _, _, _, check in found["problems"]}))
    total: str = found["answers"]["statement"]["total"]["money"]
    return total


def outcome(name: str, data: object) -> Json:
    """All that Python makes of a claim."""
    try:
        made = _prepared(name, data)
    except ClaimRefused as refused:
        return {"problems": [plain(problem) for problem in refused.problems]}
    email = made.template.email
    return {
        "answers": encoded(made.answers),
        "warnings": _warnings(made.warnings),
        "letter": document_json(made.document),
        "email": document_json(fill(email, made.answers)) if email else None,
    }


def _prepared(name: str, data: object) -> Prepared:
    claim = read(data)
    template = catalogue().templates[name.partition("/")[0]]
    return prepare(catalogue(), template, claim, on=claim.letter.on or TODAY)


def _warnings(warnings: tuple[Problem, ...]) -> list[list[str]]:
    return [plain(problem) for problem in warnings if problem.check not in _PAPER]


# --- changes ------------------------------------------------------------------------------------


def _changes(draw: Draw, name: str, data: Json) -> Iterator[Change]:
    """A few changes to different fields."""
    letter = snapshot()["letters"][name.partition("/")[0]]
    on = date.fromisoformat(data["letter"]["on"])
    kinds: list[Callable[[], Change]] = [lambda kind=kind: _change(draw, kind, on) for kind in _VALUES]  # type: ignore[misc]
    answers = [question for question in letter["questions"] for _ in range(2)]
    kinds += [lambda question=question: _answer(draw, question) for question in answers]  # type: ignore[misc]
    for make in draw.sample(kinds, k=draw.choice((1, 1, 2, 3, 4, 6))):
        path, value = make()
        yield path, value
        if path == "debtor.kind" and draw.random() < 0.7:
            # Else most claims of another regime are refused for the questions that it is not asked.
            yield "answers", {}


def _change(draw: Draw, path: str, on: date) -> Change:
    values = _VALUES[path]
    return path, values(draw, on) if callable(values) else draw.choice(values)


def _answer(draw: Draw, question: Json) -> Change:
    values: list[Any] = [None, "", "zzz", *(option["value"] for option in question.get("options", ()))]
    values += {"yes_no": ["yes", "no"], "date": ["2026-05-05", "1er mai 2026"], "text": [draw.choice(HOSTILE)]}.get(
        question["type"], ["12"]
    ) * 3
    return f"answers.{question['name']}", draw.choice(values)


def _day(start: int, end: int) -> Callable[[Draw, date], str]:
    """A day so many days before or after the letter's."""
    return lambda draw, on: (on + timedelta(days=draw.randrange(start, end))).isoformat()


def _payments(draw: Draw, on: date) -> list[Json]:
    return [
        {"paid_on": _day(-200, 20)(draw, on), "amount": draw.choice(("1", "50,5", "100.00", "399.99", "1000", "5000"))}
        for _ in range(draw.randrange(4))
    ]


def _credit_notes(draw: Draw, on: date) -> list[Json]:
    return [{"issued_on": day["paid_on"], "amount": day["amount"], "number": "AV-1"} for day in _payments(draw, on)[:1]]


def _reminders(draw: Draw, on: date) -> list[Json]:
    return [
        {
            "sent_on": _day(-300, 1)(draw, on),
            "channel": draw.choice(
                ("post", "registered", "electronic_registered", "email", "phone", "sms", "in_person")
            ),
            "stage": draw.choice(("reminder", "second_reminder", "formal_notice", "autre")),
            "outcome": draw.choice(HOSTILE[:12]),
        }
        for _ in range(draw.randrange(4))
    ]


def _events(draw: Draw, on: date) -> list[Json]:
    kinds = ("acknowledgement", "court_claim", "enforcement")
    return [{"on": _day(-2500, 30)(draw, on), "kind": draw.choice(kinds)} for _ in range(draw.randrange(1, 3))]


def _insolvency(draw: Draw, on: date) -> Json:
    return {"opened_on": _day(-400, 10)(draw, on), "kind": "liquidation judiciaire"}


def _invoices(draw: Draw, on: date) -> list[Json]:
    """Up to eight invoices, of which some are settled, not yet due, or very old."""
    return [
        {
            "number": f"F-{number}",
            "issued_on": (issued := on - timedelta(days=draw.choice((20, 60, 120, 700, 1500, 2200)))).isoformat(),
            "due_on": (due := issued + timedelta(days=draw.choice((0, 15, 30, 45, 60, 90)))).isoformat(),
            "performed_on": draw.choice((None, issued.isoformat())),
            "amount": draw.choice(("0.01", "99.99", "1200", "123456.78", "9999999999.99")),
            "payments": draw.choice(([], [{"paid_on": (due + timedelta(days=9)).isoformat(), "amount": "0.01"}])),
        }
        for number in range(draw.randrange(1, 9))
    ]


def _name(draw: Draw, on: date) -> str:
    return draw.choice(HOSTILE)


_AMOUNTS = ("0.01", "1", "333,33", "1200.00", "98 765,43 €", "9999999999.99", "x", None)
_PARTS = ("0", "0.01", "10", "99.99", "1000000", None)
_VALUES: dict[str, tuple[Any, ...] | Callable[[Draw, date], Any]] = {
    "debtor.kind": ("professional", "consumer", "public_body"),
    "debtor.natural_person": ("yes", "no"),
    "debtor.ccag": ("yes", "no", "unknown", None),
    "debtor.name": _name,
    "debtor.contact": _name,
    "debtor.service": _name,
    "debtor.address": (None, {"lines": ["1 rue X"], "postcode": "97133", "city": "Gustavia"}),
    "debtor.address.postcode": ("67000", "97150", "97400", "98800", "57100", "1000", "75002"),
    "debtor.address.country": ("Belgique", "La Réunion", "FRANCE", "Nouvelle-Calédonie"),
    "debtor.insolvency": _insolvency,
    "creditor.status": ("company", "sole_trader", "association", None),
    "creditor.name": _name,
    "creditor.iban": (None, "FR7630006000011234567890189"),
    "creditor.signatory": (None, {"name": "*M*", "capacity": "gérante"}),
    "creditor.in_liquidation": ("yes", "no"),
    "invoices": _invoices,
    "invoices.0.amount": _AMOUNTS,
    "invoices.0.number": _name,
    "invoices.0.issued_on": _day(-400, 5),
    "invoices.0.due_on": _day(-300, 30),
    "invoices.0.performed_on": _day(-2300, 30),
    "invoices.0.received_on": _day(-300, 30),
    "invoices.0.disputed_amount": _PARTS,
    "invoices.0.not_yet_due_amount": _PARTS,
    "invoices.0.payments": _payments,
    "invoices.0.credit_notes": _credit_notes,
    "invoices.0.description": _name,
    "terms.late_payment_rate": ("0", "2,5 %", "6", "8.25", "15", "40", "999.9999", None),
    "terms.allocation": ("interest_first", "principal_first"),
    "terms.day_count": ("act_365", "act_act"),
    "terms.clause": _name,
    "letter.on": _day(-300, 500),
    "letter.channel": ("post", "registered", "electronic_registered", "email", None),
    "letter.deadline_days": ("1", "8", "15", "30", "60", "100", "x"),
    "letter.interest_until": _day(-60, 10),
    "letter.show_version": ("yes", "no", None),
    "reminders": _reminders,
    "events": _events,
}


if __name__ == "__main__":
    (FOLDER / NAME).write_text(text_of(content()), encoding="utf-8")
