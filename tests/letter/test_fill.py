"""Filling: values are text, branches are chosen, loops repeat, and no value changes the shape."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.letter.fill import fill, plain_text, tidy
from generator.letter.nodes import Document, Filled, Inline, LetterTree, LineBreak, Strong, Table, Text, TreeInfo
from generator.letter.schema import Source
from generator.letter.tree_json import from_json, to_json
from tests.letter.drawing import draw
from tests.letter.environment import compilation

INFO = TreeInfo(id="essai", title="Essai", version="1.0.0", law_checked_on=date(2026, 11, 21))


def tree(source: str) -> LetterTree:
    compiling = compilation()
    body = compiling.part(Source("letter.md", source))
    assert [str(problem) for problem in compiling.problems] == []
    return LetterTree(info=INFO, parts={"body": body})


def invoice(number: str, amount: str = "100.00") -> dict[str, Any]:
    return {
        "number": number,
        "amount": Decimal(amount),
        "due_on": date(2026, 3, 1),
        "paid": Decimal("0.00"),
        "performed_on": None,
    }


def answers(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "creditor": {"name": "Atelier Exemple", "status": "company", "siren": None, "signatory": None},
        "debtor": {"name": "Société Modèle", "contact": None, "kind": "professional", "natural_person": False},
        "invoices": [invoice("F-1")],
        "statement": {
            "total": Decimal("1234.50"),
            "interest": Decimal("0.00"),
            "annual_rate": None,
            "indemnity_count": 1,
        },
        "letter": {"deadline": None},
        "lines": ["12 rue des Essais"],
    }
    return base | changes


def text_of(source: str, **changes: Any) -> str:
    return plain_text(fill(tree(source), answers(**changes)).parts["body"])


def test_values_are_written_by_their_formatter() -> None:
    assert text_of("Total : {{ statement.total | money }}") == "Total\u00a0: 1\u202f234,50\u00a0€"


def test_the_first_branch_that_holds_is_taken() -> None:
    source = '{% if debtor.kind == "consumer" %}C{% elif statement.total > 1000 %}P{% else %}A{% endif %}'
    assert text_of(source) == "P"
    assert text_of(source, debtor=answers()["debtor"] | {"kind": "consumer"}) == "C"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [(["A"], "A."), (["A", "B"], "A et B."), (["A", "B", "C"], "A, B et C.")],
)
def test_a_loop_in_a_sentence_enumerates_in_french(numbers: list[str], expected: str) -> None:
    source = "{% for invoice in invoices %}{{ invoice.number }}{% endfor %}."
    assert text_of(source, invoices=[invoice(number) for number in numbers]) == expected


def test_the_sender_says_nous_unless_a_sole_trader() -> None:
    source = "{% if creditor is plural %}nous{% else %}je{% endif %}"
    assert text_of(source) == "nous"
    assert text_of(source, creditor={"name": "X", "status": "sole_trader"}) == "je"
    assert text_of(source, creditor={"name": "X", "status": None}) == "nous"


def test_an_empty_branch_leaves_no_stray_space_and_no_empty_paragraph() -> None:
    source = (
        "Madame {% if debtor.contact is given %}{{ debtor.contact }}{% endif %}, bonjour.\n\n"
        "{% if debtor.contact is given %}{{ debtor.contact }}{% endif %}"
    )
    document = fill(tree(source), answers())
    assert draw(document.parts["body"]) == 'paragraph\n  "Madame"\n  ", bonjour."'


def test_a_missing_value_is_named_by_its_concrete_path() -> None:
    source = "{% for invoice in invoices %}\n{{ invoice.number }}\n{% endfor %}"
    document = fill(tree(source), answers(invoices=[invoice("A"), invoice("")]))
    assert document.missing == ("invoices.1.number",)


def test_a_table_loses_its_conditional_columns_and_rows() -> None:
    (table,) = fill(tree("{{ invoice_table }}"), answers()).parts["body"]
    assert isinstance(table, Table)
    assert len(table.columns) == 2
    assert [len(row.cells) for row in table.rows if hasattr(row, "cells")] == [2]
    paid = answers()["statement"] | {"interest": Decimal("5.00")}
    (table,) = fill(tree("{{ invoice_table }}"), answers(statement=paid, invoices=[invoice("A"), invoice("B")])).parts[
        "body"
    ]
    assert isinstance(table, Table)
    assert len(table.columns) == 3
    assert [getattr(row, "is_total", None) for row in table.rows] == [False, False, True]


def test_the_tree_survives_its_json_form() -> None:
    whole = tree("{% if invoices is several %}\n- **{{ debtor.name }}**\n{% endif %}\n\n{{ invoice_table }}")
    data = to_json(whole)
    assert data["version"] == 1
    assert from_json(data) == whole
    with pytest.raises(ValueError, match="version"):
        from_json(data | {"version": 2})


SOURCE = """Bonjour **{{ debtor.name }}**, {% if debtor.contact is given %}*{{ debtor.contact }}* ; {% endif %}merci.

{% for invoice in invoices %}
- Facture {{ invoice.number }} : {{ invoice.amount | money }}
{% endfor %}

{{ invoice_table }}
"""
HOSTILE = st.sampled_from(
    [
        "*x*",
        "| a |",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "__proto__",
        "1. Dupont",
        "# Titre",
        "\ufffc",
        "a\U000f0001b",
    ]
) | st.text(min_size=1, max_size=40).filter(str.strip)


@given(name=HOSTILE, contact=HOSTILE, number=HOSTILE)
def test_no_text_in_a_field_changes_the_shape_of_the_letter(name: str, contact: str, number: str) -> None:
    def document(name: str, contact: str, number: str) -> Document:
        debtor = answers()["debtor"] | {"name": name, "contact": contact}
        return fill(COMPILED, answers(debtor=debtor, invoices=[invoice(number)]))

    def kinds(node: object) -> object:
        if isinstance(node, Filled):
            return "value"
        if isinstance(node, tuple):
            return tuple(kinds(child) for child in node)
        slots = [name for name in getattr(type(node), "__slots__", ()) if name != "path"]
        return (type(node).__name__, *(kinds(getattr(node, slot)) for slot in slots)) if slots else node

    hostile = document(name, contact, number)
    plain = document("Nom", "Contact", "F-1")
    assert kinds(hostile.parts["body"]) == kinds(plain.parts["body"])
    assert name in plain_text(hostile.parts["body"])


COMPILED = tree(SOURCE)


PIECES = st.text(alphabet=" ,.)a\u00a0\u202f", max_size=4)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, PIECES), st.builds(Filled, PIECES, st.just("a.b")), st.just(LineBreak())
)
RUNS = st.lists(st.one_of(LEAVES, st.builds(Strong, st.lists(LEAVES, max_size=2).map(tuple))), max_size=5).map(tuple)


@given(RUNS)
def test_a_run_that_needs_no_tidying_is_told_rightly(run: tuple[Inline, ...]) -> None:
    """What ends in a stray space is always gone through, and comes out without it."""
    assert tidy(run) == tidy((*run, Text(" ")))
