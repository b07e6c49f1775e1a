"""A small environment of fields for the tests of the letter language."""

from __future__ import annotations

from generator.letter.compile import Compilation
from generator.letter.schema import ColumnSource, Library, ListOf, Record, RowSource, Scalar, Source, TableSource

ENVIRONMENT = Record(
    {
        "creditor": Record(
            {
                "name": Scalar("text"),
                "status": Scalar("choice", optional=True, options=("company", "sole_trader", "association")),
                "siren": Scalar("siren", optional=True),
                "signatory": Record({"name": Scalar("text"), "capacity": Scalar("text", optional=True)}, optional=True),
            }
        ),
        "debtor": Record(
            {
                "name": Scalar("text"),
                "contact": Scalar("text", optional=True),
                "kind": Scalar("choice", options=("professional", "consumer", "public_body")),
                "natural_person": Scalar("yes_no"),
            }
        ),
        "invoices": ListOf(
            Record(
                {
                    "number": Scalar("text"),
                    "amount": Scalar("money"),
                    "due_on": Scalar("date"),
                    "paid": Scalar("money"),
                    "performed_on": Scalar("date", optional=True),
                }
            )
        ),
        "statement": Record(
            {
                "total": Scalar("money"),
                "interest": Scalar("money"),
                "annual_rate": Scalar("percent", optional=True),
                "indemnity_count": Scalar("integer"),
            }
        ),
        "letter": Record({"deadline": Scalar("date", optional=True)}),
        "lines": ListOf(Scalar("text")),
    }
)

CLAUSES = {
    "clauses/merci.md": Source("clauses/merci.md", "Merci à {{ debtor.contact }}.", 4),
    "clauses/salut.md": Source("clauses/salut.md", "Bonjour {{ debtor.name }}.\n\nÀ bientôt.", 4),
    "clauses/a.md": Source("clauses/a.md", '{% include "clauses/b.md" %}', 1),
    "clauses/b.md": Source("clauses/b.md", '{% include "clauses/a.md" %}', 1),
}

TABLES = {
    "invoice_table": TableSource(
        "invoice_table",
        "tables.yml",
        "Factures",
        (ColumnSource("N°"), ColumnSource("Montant", "end"), ColumnSource("Réglé", "end", "statement.interest > 0")),
        (
            RowSource(
                ("{{ invoice.number }}", "{{ invoice.amount | money }}", "{{ invoice.paid | money }}"),
                each="invoice in invoices",
            ),
            RowSource(("Total", "{{ statement.total | money }}", ""), when="invoices is several", is_total=True),
        ),
    ),
}


def compilation() -> Compilation:
    return Compilation(ENVIRONMENT, Library(CLAUSES, TABLES), [])
