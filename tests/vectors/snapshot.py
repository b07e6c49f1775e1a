"""The catalogue as it was when the vectors were last made: ``snapshot.json.gz``, as the page gets it.

    python -m tests.vectors.snapshot

The other vectors are made from it, so that a letter may be edited without making them again; pytest says when a
letter uses something that the snapshot does not know. Make it again before them: ``filling_vectors``,
``claim_vectors``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator import strict_yaml
from generator.catalogue.load import load as load_catalogue
from generator.catalogue.model import Catalogue, Deadline, Field, Option, Question, Template, Vocabulary
from generator.letter.nodes import LetterTree
from generator.letter.schema import Scalar
from generator.letter.tree_json import from_json
from generator.website.bundle import bundle
from generator.website.places import SHARED_DATA, letter_data_at
from tests.vectors.typed_json import FOLDER, Json, load, text_of

NAME = "snapshot.json.gz"
VERSIONS = ("tree", "email", "sms", "phone")
"""The trees of a letter, as the page's file names them."""
CATALOGUE = Path(__file__).parents[2] / "letter_templates"


def content() -> Json:
    """The file, from the letters as they are now."""
    catalogue = load_catalogue(CATALOGUE)
    files = {uri: json.loads(content) for uri, content in bundle(catalogue).items()}
    return {
        "about": "The letters, the words and the examples that the vectors are made from.",
        "shared": files[SHARED_DATA],
        "letters": {id: files[letter_data_at(id)] for id in catalogue.templates},
        "examples": {
            f"{template.id}/{example.name}": strict_yaml.load(example.claim_text, path=example.path).data
            for template in catalogue.templates.values()
            for example in template.examples
        },
    }


@cache
def snapshot() -> Json:
    """The file as it is."""
    return load(NAME)


@cache
def catalogue() -> Catalogue:
    """The catalogue of the snapshot: what `produce` reads of one."""
    shared = snapshot()["shared"]
    return Catalogue(
        root_name="snapshot",
        templates={id: _template(letter) for id, letter in snapshot()["letters"].items()},
        fields={path: _field(path, words) for path, words in shared["fields"].items()},
        vocabulary=Vocabulary(stages={}, audiences={}, channels={}, tones={}),
        clauses={},
    )


def _field(path: str, words: Json) -> Field:
    return Field(
        path=path,
        label=words["label"],
        help="",
        example="",
        type=Scalar(words["type"]),
        is_computed=words.get("computed", False),
    )


def _template(letter: Json) -> Template:
    return Template(
        id=letter["id"],
        folder=letter["id"],
        title=letter["title"],
        summary=letter["summary"],
        stage=letter["stage"],
        tone=letter["tone"],
        audiences=tuple(letter["audiences"]),
        channels=tuple(letter["channels"]),
        moment=None,
        deadline=Deadline(**letter["deadline"]) if "deadline" in letter else None,
        questions=tuple(_question(question) for question in letter["questions"]),
        legal_basis=(),
        status=letter["status"],
        review=None,
        version=letter["tree"]["info"]["version"],
        tree=from_json(letter["tree"]),
        email=_tree(letter, "email"),
        sms=_tree(letter, "sms"),
        phone=_tree(letter, "phone"),
        guidance="",
        examples=(),
    )


def _tree(letter: Json, version: str) -> LetterTree | None:
    return from_json(letter[version]) if version in letter else None


def _question(question: Json) -> Question:
    return Question(
        name=question["name"],
        label=question["label"],
        type=question["type"],
        options=tuple(Option(**option) for option in question.get("options", ())),
        default=question.get("default"),
        is_required=question.get("required", False),
        only_for=tuple(question.get("only_for", ())),
    )


def trees() -> Iterator[tuple[str, Json]]:
    """Every tree of the snapshot by its name: letters, e-mails, text messages, phone scripts."""
    for id, letter in snapshot()["letters"].items():
        yield from ((f"{id}/{version}", letter[version]) for version in VERSIONS if version in letter)


TODAY = date(2026, 11, 21)
"""The day of a claim that names none."""


def parts_of(node: Any) -> Iterator[str]:
    """The kinds of node, the formatters and the operators that a tree uses."""
    if isinstance(node, list):
        for item in node:
            yield from parts_of(item)
    elif isinstance(node, dict):
        yield from (
            f"{name} {node[name]}" for name in ("kind", "format", "operator") if isinstance(node.get(name), str)
        )
        for item in node.values():
            yield from parts_of(item)


if __name__ == "__main__":
    (FOLDER / NAME).write_bytes(gzip.compress(text_of(content()).encode(), mtime=0))
