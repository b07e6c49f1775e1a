"""Claims as they are written, read or refused: ``reading.json``, read by pytest and by vitest.

    python -m tests.vectors.reading_vectors

A case is a base and its changes; it gives the typed claim and how a file would hold it, or every problem.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from generator.claim import dump, read
from generator.errors import ClaimRefused, Problem
from tests.builders import claim_data
from tests.vectors.typed_json import FOLDER, Json, changed, encoded, fingerprint, text_of

NAME = "reading.json"
DRAWN = 400


def content() -> Json:
    """The file."""
    draw = random.Random(20261121)  # noqa: S311  # the same cases each time, nothing secret
    drawn = [_without_clash(draw.sample(_ALONE, k=draw.randrange(2, 7))) for _ in range(DRAWN)]
    wholes: list[object] = [None, "x", "", [], ["x"], {}, {"creditor": {}}, _too_many()]
    return rejudged(
        {
            "about": "Claims: the typed claim, and the text that a file would hold, or every problem.",
            "base": claim_data(),
            "cases": [{"changes": [change]} for change in _ALONE],
            "drawn": [{"changes": changes} for changes in drawn],
            "whole": [{"data": data} for data in wholes],
        }
    )


def _without_clash(changes: list[list[Any]]) -> list[list[Any]]:
    """At most one change to each field, or to what holds it."""
    kept: list[list[Any]] = []
    for path, value in changes:
        if not any(path.startswith(other) or other.startswith(path) for other, _ in kept):
            kept.append([path, value])
    return kept


def _too_many() -> Json:
    return {"invoices": [{"number": str(number), "typo": "x"} for number in range(205)]}


def rejudged(file: Json) -> Json:
    """The file with what Python makes of its cases today: one change refused is said in full, the rest summed up."""
    base = file["base"]
    return file | {
        "read": judged(base),
        "cases": [_said({"changes": one["changes"]}, changed(base, one["changes"])) for one in file["cases"]],
        "drawn": [_summed({"changes": one["changes"]}, changed(base, one["changes"])) for one in file["drawn"]],
        "whole": [_summed({"data": one["data"]}, one["data"]) for one in file["whole"]],
    }


def _said(case: Json, data: object) -> Json:
    found = judged(data)
    return case | (found if "problems" in found else {"expected": fingerprint(found)})


def _summed(case: Json, data: object) -> Json:
    return case | {"expected": fingerprint(judged(data))}


def judged(data: object) -> Json:
    """The claim and how a file would hold it, or its problems."""
    try:
        claim = read(data)
    except ClaimRefused as refused:
        return {"problems": [plain(problem) for problem in refused.problems]}
    return {"claim": encoded(claim.model_dump()), "dump": dump(claim)}


def plain(problem: Problem) -> list[str]:
    """A problem without its place in a file."""
    return [problem.field, problem.message, problem.hint, problem.check]


def _changes() -> Iterator[list[Any]]:
    """Every field with good and bad values; null takes it out, an empty text leaves it blank."""
    for path, values in _VALUES.items():
        yield from ([path, value] for value in (None, "", "  ", *values))
    yield from ([path, value] for path, value in _SHAPES)


_TEXTS = (
    "É. O’Brien & fils",
    "*x*",
    "a\u200fb",
    "x" * 301,
    "a\nb",
    "e\u0301",
    "🙂",
    "1\ufffd",
    "\u200dx",
    "l\u0327\u0301\u0302\u0303\u0304",
)
_AMOUNTS = ("1234,5", "1 234,50 €", "0", "1.200", "1.200,00", "-5", "12,345", "1e3", "NaN", "99999999999", "12")
_DAYS = ("2026-03-05", "05/03/2026", "1er mars 2026", "31/02/2026", "2026-13-01", "1989-12-31", "demain", "2025-12-31")
_YES_NO = ("oui", "no", "TRUE", "peut-être")
_VALUES: dict[str, tuple[Any, ...]] = {
    "creditor.name": _TEXTS,
    "creditor.status": ("company", "sole_trader", "compani", "société", "Entrepreneur individuel"),
    "creditor.legal_form": (
        *("S.A.R.L.", "sas au capital variable", "EI", "Micro-entreprise", "auto entrepreneur", "Association loi 1901"),
        *(
            "GIE",
            "Société coopérative",
            "Entrepreneur individuel à responsabilité limitée",
            "SAVANT",
            "microentrepreneur",
        ),
    ),
    "creditor.share_capital": _AMOUNTS,
    "creditor.in_liquidation": _YES_NO,
    "creditor.vat_exempt": _YES_NO,
    "creditor.siren": ("732 829 320", "73282932000074", "732829321", "abc", "73282932"),
    "creditor.registration": _TEXTS,
    "creditor.rna": ("W691000001", "x" * 61),
    "creditor.vat_number": ("44732829320", "FR 44 732 829 320", "DE123456789", "XX123", "FR45732829320"),
    "creditor.email": ("a@b.fr", "a@b", "a b@c.fr", "é@é.fr"),
    "creditor.phone": ("+33 6 12 34 56 78", "0033(0)612345678", "+32 2 555 12 12", "douze", "12"),
    "creditor.iban": (
        "FR76 3000 6000 0112 3456 7890 189",
        "FR7630006000011234567890188",
        "DE89370400440532013000",
        "x",
    ),
    "creditor.bic": ("agrifrppxxx", "AGRIZZPP", "AGRI", "AGR1FRPP"),
    "creditor.signatory": ({"name": "X"}, {"capacity": "gérante"}, {}, "X", ["X"]),
    "creditor.address.lines": (
        ["a", "b"],
        [],
        [""],
        ["x"] * 6,
        ["x", "a\tb"],
        "12 rue",
        [["a"]],
        {"a": "b"},
        ["", *["x"] * 5],
    ),
    "creditor.address.postcode": ("69002", "1000", "69 002", "SW1A 1AA"),
    "creditor.address.city": _TEXTS[:3],
    "creditor.address.country": ("france", "FR", "Belgique", "x" * 61),
    "debtor.kind": ("consumer", "public_body", "profesional", "consommateur", "Acheteur Public"),
    "debtor.name": _TEXTS[:4],
    "debtor.natural_person": _YES_NO,
    "debtor.contact": ("la comptabilité",),
    "debtor.address": (
        {},
        {"lines": ["x"]},
        "12 rue",
        {"lines": ["x"], "postcode": "B-1000", "city": "Liège", "country": "Belgique"},
    ),
    "debtor.siren": ("987654324", "123"),
    "debtor.service": ("DAF",),
    "debtor.ccag": ("yes", "unknown", "oui", "maybe"),
    "debtor.insolvency": ({"opened_on": "2026-05-04"}, {"opened_on": "x", "kind": "y"}, {"kind": "z"}, "oui"),
    "invoices.0.number": ("F-2", "x" * 61, "a\nb"),
    "invoices.0.kind": ("deposit", "progress", "balance", "facture", "depot"),
    "invoices.0.issued_on": _DAYS,
    "invoices.0.received_on": _DAYS,
    "invoices.0.due_on": _DAYS,
    "invoices.0.performed_on": _DAYS,
    "invoices.0.amount": _AMOUNTS,
    "invoices.0.disputed_amount": _AMOUNTS,
    "invoices.0.not_yet_due_amount": _AMOUNTS,
    "invoices.0.description": ("mot " * 100, "x" * 501),
    "invoices.0.order_reference": ("BC 1",),
    "invoices.0.payments": (
        [],
        [{"paid_on": "2026-04-10", "amount": "100"}],
        [{"paid_on": "2026-02-10", "amount": "1100"}, {"paid_on": "2026-04-10", "amount": "200,01"}],
        [{"paid_on": "x", "amount": "0"}, {}, "y"],
        "100",
    ),
    "invoices.0.credit_notes": (
        [{"issued_on": "2026-04-10", "amount": "100", "number": "A-1"}],
        [{"issued_on": "2026-04-10", "amount": "1200,01"}],
        [{"amount": "x"}],
    ),
    "terms.late_payment_rate": ("12,15 %", "12.3456", "12.34567", "0", "-1", "1000,5", "BCE + 10", "10.00"),
    "terms.clause": ("article 7", "x" * 501),
    "terms.allocation": ("principal_first", "principal"),
    "terms.day_count": ("act_act", "act/act"),
    "reminders": (
        [{"sent_on": "2026-04-15", "channel": "email", "stage": "reminder", "outcome": "promis"}],
        [{"sent_on": "2026-07-15", "channel": "phone", "received_on": "2026-07-14"}, {"channel": "fax"}],
        {"sent_on": "2026-04-15"},
    ),
    "events": ([{"on": "2026-04-15", "kind": "acknowledgement"}], [{"on": "x", "kind": "letter"}]),
    "letter.on": _DAYS,
    "letter.channel": ("registered", "email", "fax", "lettre recommandée électronique"),
    "letter.deadline_days": ("15", "0", "366", "1 000", "quinze"),
    "letter.interest_until": _DAYS[:3],
    "letter.show_version": _YES_NO,
    "answers": ({"x": "y", "z": ["a"], "t": None}, {}, "x", ["x"]),
}
_SHAPES: tuple[tuple[str, Any], ...] = (
    ("creditor", "x"),
    ("creditor", None),
    ("creditor", ["x"]),
    ("creditor.address", "x"),
    ("creditor.address", None),
    ("creditor.nmae", "x"),
    ("creditor.__proto__", {"polluted": "true"}),
    ("creditor.adress", {"ville": "Lyon"}),
    ("debtor", {}),
    ("debtor.constructor", "x"),
    ("invoices", []),
    ("invoices", None),
    ("invoices", "F-1"),
    ("invoices", {"0": {}}),
    ("invoices", [{}, "x", None]),
    ("invoices.0", "F-1"),
    ("invoices.0.montant", "12"),
    ("invoices.0.due", "2026-01-01"),
    ("terms", "12 %"),
    ("terms", {}),
    ("letter", None),
    ("letter", []),
    ("late_payment_rate", "10"),
    ("x" * 200, "y"),
    ("invoices.0.amount", ["12"]),
    ("invoices.0.amount", {"value": "12"}),
    ("creditor.name", ["A", "B"]),
)
_ALONE = list(_changes())


if __name__ == "__main__":
    (FOLDER / NAME).write_text(text_of(content()), encoding="utf-8")
