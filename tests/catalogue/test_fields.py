"""Fields: types from the claim, words from `fields.yml`, answers from a letter's questions."""

from __future__ import annotations

import pytest

from generator.catalogue.claim_fields import record_of
from generator.catalogue.fields import is_leaf, paths_of
from generator.catalogue.load import build
from generator.catalogue.model import Catalogue
from generator.claim import Claim
from generator.letter.schema import FieldType, ListOf, Scalar
from tests.catalogue.small import PAY, found, letter, problems_of, small

CLAIM = dict(paths_of(record_of(Claim)))

TYPES: list[tuple[str, FieldType]] = [
    ("creditor.name", Scalar("text")),
    ("creditor.siren", Scalar("siren", optional=True)),
    ("creditor.iban", Scalar("iban", optional=True)),
    ("creditor.bic", Scalar("bic", optional=True)),
    ("creditor.email", Scalar("email", optional=True)),
    ("creditor.phone", Scalar("phone", optional=True)),
    ("creditor.vat_number", Scalar("vat_number", optional=True)),
    ("creditor.vat_exempt", Scalar("yes_no")),
    ("creditor.share_capital", Scalar("money", optional=True)),
    ("creditor.address.lines", ListOf(Scalar("text"))),
    ("creditor.status", Scalar("choice", optional=True, options=("company", "sole_trader", "association"))),
    ("debtor.kind", Scalar("choice", options=("professional", "consumer", "public_body"))),
    ("debtor.insolvency.opened_on", Scalar("date")),
    ("invoices[].number", Scalar("text")),
    ("invoices[].amount", Scalar("money")),
    ("invoices[].due_on", Scalar("date", optional=True)),
    ("invoices[].payments[].paid_on", Scalar("date")),
    ("terms.late_payment_rate", Scalar("percent", optional=True)),
    ("letter.deadline_days", Scalar("integer", optional=True)),
]


@pytest.mark.parametrize(("path", "expected"), TYPES)
def test_the_claim_gives_its_types(path: str, expected: FieldType) -> None:
    assert CLAIM[path] == expected


def test_every_field_of_the_claim_has_a_type() -> None:
    assert len([path for path, field in CLAIM.items() if is_leaf(field)]) > 50
    assert "answers" not in CLAIM


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build(small())


def test_words_and_types_are_together(catalogue: Catalogue) -> None:
    field = catalogue.fields["debtor.kind"]
    assert (field.label, field.is_computed) == ("Champ", False)
    assert dict(field.options) == {"professional": "professional", "consumer": "consumer", "public_body": "public_body"}
    assert catalogue.fields["statement.total"].type == Scalar("money")
    assert catalogue.fields["statement.total"].is_computed


READABLE = [
    "{{ letter.on | date }}",
    "{{ statement.total | money }}",
    "{% for invoice in invoices %}{{ invoice.claimed | money }} {{ invoice.due_on | date }}{% endfor %}",
    "{% for segment in statement.segments %}{{ segment.interest | money }}{% endfor %}",
    '{% if letter.channel == "post" %}Par la poste.{% endif %}',
]


@pytest.mark.parametrize("words", READABLE)
def test_a_letter_reads_what_is_asked_and_what_is_computed(words: str) -> None:
    files = small("receipt", body=f"{words}\n\n{PAY}\n", deadline="", audiences=("professional",))
    assert [str(problem) for problem in problems_of(files)] == []


def test_no_letter_reads_what_interrupts_prescription() -> None:
    assert "types" in found(small(body=letter_body("{% for event in events %}{{ event.on | date }}{% endfor %}")))


def test_the_deadline_is_given_where_the_letter_has_one() -> None:
    words = "Le {{ letter.deadline | date }}."
    assert "types" not in found(small(body=letter_body(words)))
    assert "types" in found(small(body=letter_body(words), deadline=""))


ANSWERS = [
    ('type: "text"', "{{ answers.x }}", True),
    ('type: "text"', "{% if answers.x is given %}{{ answers.x }}{% endif %}", False),
    ('type: "text", required: "true"', "{{ answers.x }}", False),
    ('type: "text", default: "a"', "{{ answers.x }}", False),
    ('type: "text", required: "true", only_for: ["consumer"]', "{{ answers.x }}", True),
    ('type: "yes_no"', "{% if answers.x %}Oui.{% endif %}", False),
    ('type: "money", required: "true"', "{{ answers.x | money }}", False),
    ('type: "money", required: "true"', "{{ answers.x | date }}", True),
]


@pytest.mark.parametrize(("question", "words", "is_refused"), ANSWERS)
def test_an_answer_has_the_type_of_its_question(question: str, words: str, is_refused: bool) -> None:
    files = small(questions=f'  - {{name: "x", label: "?", {question}}}', body=letter_body(words))
    assert ("types" in found(files)) is is_refused


def letter_body(words: str) -> str:
    return letter().split("---\n", 2)[2] + f"\n{words}\n"
