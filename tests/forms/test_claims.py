"""From a claim to a filled form and back: the same claim, the same letter, and what is lost is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from generator.claim import Claim, dump
from generator.errors import ClaimRefused
from generator.form_claim import FormClaim
from generator.form_claim import claim_of as from_form
from generator.forms import SEVERAL, Form, make_form, render_pdf
from generator.letter.nodes import Document
from generator.produce import Prepared, prepare
from generator.render.form_docx import render as render_docx
from generator.render.form_read import read
from generator.render.text import render as as_text
from tests.forms.claims import entries_of, examples, flat, form_for, said_of
from tests.forms.filling import by_pikepdf, entries_for
from tests.letters import catalogue
from tests.render.word_forms import Entries, controls_of, in_body, in_data

Fill = Callable[[Form, Document, Entries], bytes]


def fits(name: str) -> bool:
    """Whether the form has a row for each invoice, and the letter is about them all."""
    template, claim = examples()[name]
    assert claim.letter.on
    statement = prepare(catalogue(), template, claim, on=claim.letter.on).statement
    return len(claim.invoices) <= SEVERAL and all(line.is_counted for line in statement.lines)


FITTING = tuple(name for name in examples() if fits(name))
ONE_OF_EACH = tuple({(examples()[name][0].id, examples()[name][1].debtor.kind): name for name in FITTING}.values())
"""An example of each letter and regime."""


def as_pdf(form: Form, document: Document, entries: Entries) -> bytes:
    return by_pikepdf(render_pdf(catalogue(), form), entries_for(document, entries))


def as_word_data(form: Form, document: Document, entries: Entries) -> bytes:
    return in_data(render_docx(document), document, entries)


def as_word_text(form: Form, document: Document, entries: Entries) -> bytes:
    return in_body(render_docx(document), document, entries)


@cache
def document_of(form: Form) -> Document:
    return make_form(catalogue(), form)


@cache
def round_trip(name: str, fill: Fill) -> FormClaim:
    template, claim = examples()[name]
    form = form_for(template, claim)
    document = document_of(form)
    entries = entries_of(document, said_of(template, claim))
    return from_form(catalogue(), read(fill(form, document, entries)))


def lost(name: str, found: Claim) -> set[str]:
    """The paths of the claim that did not come back as they were."""
    before, after = dict(flat(dump(examples()[name][1]))), dict(flat(dump(found)))
    return {path for path, value in before.items() if after.get(path) != value}


@pytest.mark.parametrize("name", FITTING)
def test_a_word_form_gives_back_each_value_that_it_asks(name: str) -> None:
    holds_what_it_asks(name, round_trip(name, as_word_data))


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_form_gives_the_same_claim_whatever_its_kind(name: str) -> None:
    found = round_trip(name, as_pdf)
    holds_what_it_asks(name, found)
    assert found.claim == round_trip(name, as_word_text).claim == round_trip(name, as_word_data).claim


def holds_what_it_asks(name: str, found: FormClaim) -> None:
    template, claim = examples()[name]
    document = document_of(form_for(template, claim))
    asked = {control.path for control in controls_of(document) if not control.is_computed}
    # A form is for paper: it leaves an e-mail to who fills the letter itself.
    by_email = {"letter.channel"} if claim.letter.channel == "email" else set()
    assert lost(name, found.claim) & asked <= by_email
    assert found.form == form_for(template, claim)


def prepared(name: str, claim: Claim) -> Prepared | None:
    template, original = examples()[name]
    assert original.letter.on
    try:
        return prepare(catalogue(), template, claim, on=original.letter.on)
    except ClaimRefused:
        return None


def test_sums_that_the_claim_no_longer_gives_are_told_and_many_letters_are_the_same() -> None:
    same = []
    for name in FITTING:
        found, before = round_trip(name, as_word_data), prepared(name, examples()[name][1])
        after = prepared(name, found.claim)
        assert before
        if after is None or before.statement.total != after.statement.total:
            assert {"form-computed"} <= {warning.check for warning in found.warnings}, name
        elif as_text(before.document) == as_text(after.document):
            same.append(name)
    assert len(same) >= 14
    assert len({name.partition("--")[0] for name in same}) == 8
