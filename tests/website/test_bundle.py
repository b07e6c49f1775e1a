from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.catalogue.load import load
from generator.catalogue.model import Catalogue, Field, Option, Question
from generator.law.data_files import law_data_json
from generator.letter.schema import ListOf, Record, Scalar
from generator.letter.tree_json import from_json, to_json
from generator.website.bundle import bundle
from generator.website.shared_data import BUNDLE_VERSION
from tests.website.catalogues import make_catalogue, make_template

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "letter_templates")


def read(catalogue: Catalogue, uri: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(bundle(catalogue)[uri])
    return content


def words(**changes: Any) -> dict[str, Any]:
    """What the page is told of one field."""
    field = Field(path="debtor.name", label="Nom", help="", example="", type=Scalar("text"), is_computed=False)
    made = replace(field, **changes)
    shared = read(replace(make_catalogue(), fields={made.path: made}), "lettres/commun.json")
    told: dict[str, Any] = shared["fields"][made.path]
    return told


def test_there_is_one_file_for_each_letter_beside_its_page_and_one_for_all(catalogue: Catalogue) -> None:
    assert set(bundle(catalogue)) == {
        "lettres/commun.json",
        *(f"lettres/{letter_id}/lettre.json" for letter_id in catalogue.templates),
    }


def test_the_page_walks_the_trees_that_the_renderers_walk(catalogue: Catalogue) -> None:
    for template in catalogue.templates.values():
        letter = read(catalogue, f"lettres/{template.id}/lettre.json")
        trees = {"tree": template.tree, "email": template.email, "sms": template.sms, "phone": template.phone}
        for name, tree in trees.items():
            assert (from_json(letter[name]) if tree else letter.get(name)) == tree
            assert tree is None or letter[name] == to_json(tree)


def test_every_file_says_its_version(catalogue: Catalogue) -> None:
    assert {json.loads(content)["version"] for content in bundle(catalogue).values()} == {BUNDLE_VERSION}


def test_every_field_of_the_claim_has_its_words(catalogue: Catalogue) -> None:
    fields = read(catalogue, "lettres/commun.json")["fields"]
    assert set(fields) == set(catalogue.fields)
    assert fields["debtor.kind"]["options"][0] == {"value": "professional", "label": "Un professionnel"}
    assert fields["invoices[].amount"]["type"] == "money"
    assert fields["creditor.address.lines"]["items"] == "text"
    assert fields["statement.total"]["computed"] is True


def test_the_law_is_that_of_the_data_files(catalogue: Catalogue) -> None:
    assert read(catalogue, "lettres/commun.json")["law"] == law_data_json()


def test_the_list_of_letters_follows_the_ladder(catalogue: Catalogue) -> None:
    letters = read(catalogue, "lettres/commun.json")["letters"]
    assert [letter["id"] for letter in letters] == list(catalogue.templates)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({}, {"label": "Nom", "type": "text"}),
        ({"help": "Une aide", "example": "X"}, {"help": "Une aide", "example": "X"}),
        ({"type": Scalar("siren", optional=True)}, {"type": "siren", "optional": True}),
        ({"type": Record(optional=True)}, {"type": "group", "optional": True}),
        ({"type": ListOf(Record())}, {"type": "list"}),
        ({"type": ListOf(Scalar("text"))}, {"type": "list", "items": "text"}),
        ({"is_computed": True}, {"computed": True}),
        ({"options": (("a", "A"),)}, {"options": [{"value": "a", "label": "A"}]}),
    ],
)
def test_a_field_says_what_it_is_and_nothing_more(field: dict[str, Any], expected: dict[str, Any]) -> None:
    assert words(**field) == {"label": "Nom", "type": "text"} | expected


def test_a_question_says_what_it_asks_and_of_whom() -> None:
    asked = Question(
        name="decision",
        label="Avez-vous décidé ?",
        type="choice",
        help="Une aide",
        options=(Option(value="will", label="Oui"),),
        default="will",
        only_for=("professional",),
    )
    needed = Question(name="signed_on", label="Signé le", type="date", example="2026-01-01", is_required=True)
    letter = read(make_catalogue(make_template(questions=(asked, needed))), "lettres/rappel-amiable/lettre.json")
    assert letter["questions"] == [
        {
            "name": "decision",
            "label": "Avez-vous décidé ?",
            "type": "choice",
            "help": "Une aide",
            "options": [{"value": "will", "label": "Oui"}],
            "default": "will",
            "only_for": ["professional"],
        },
        {"name": "signed_on", "label": "Signé le", "type": "date", "example": "2026-01-01", "required": True},
    ]


def test_a_letter_without_a_deadline_nor_an_e_mail_says_nothing_of_them() -> None:
    letter = read(make_catalogue(make_template(deadline=None)), "lettres/rappel-amiable/lettre.json")
    assert "deadline" not in letter
    assert "email" not in letter


def test_the_files_are_small_and_their_french_is_not_escaped(catalogue: Catalogue) -> None:
    for content in bundle(catalogue).values():
        assert b"\\u00e9" not in content
        assert b'": ' not in content
