"""Every example of a catalogue, produced and held against the text expected beside it.

An example is a claim and the letter as it must read. Its day is the claim's ``letter.on``, so that it
never depends on the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator import strict_yaml
from generator.claim import read as read_claim
from generator.errors import ContentError, Problem
from generator.produce import Prepared, prepare
from generator.render import RENDERERS

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Example, Template
    from generator.letter.nodes import When

REFUSED, EXPECTED = "example-refused", "expected"
"""Ids of what is said of an example: no letter comes of it; its letter is not the one expected."""


class ProducedExample(Struct, frozen=True, kw_only=True):
    """One example made into a letter, and its text now."""

    template: Template
    example: Example
    prepared: Prepared
    text: str
    taken: Mapping[int, When]
    """The letter's branches that show, by the identity of what is in them."""


def prepare_example(
    catalogue: Catalogue, template: Template, example: Example, *, taken: dict[int, When] | None = None
) -> Prepared:
    """The filled letter of one example; raises ContentError with the example's file in each problem."""
    loaded = strict_yaml.load_once(example.claim_text, path=example.path)
    claim = read_claim(loaded.data, lines=loaded.lines, path=example.path)
    if claim.letter.on is None:
        message, hint = "un exemple porte sa date", "ajoutez letter.on"
        raise ContentError([Problem(path=example.path, field="letter.on", message=message, hint=hint)])
    try:
        return prepare(catalogue, template, claim, on=claim.letter.on, taken=taken)
    except ContentError as error:
        raise type(error)([replace(each, path=each.path or example.path) for each in error.problems]) from error


def produce_examples(catalogue: Catalogue) -> Iterator[ProducedExample]:
    """Each example of each letter, in the catalogue's order; raises at the first that fails."""
    for template in catalogue.templates.values():
        for example in template.examples:
            yield _produced(catalogue, template, example)


def _produced(catalogue: Catalogue, template: Template, example: Example) -> ProducedExample:
    taken: dict[int, When] = {}
    prepared = prepare_example(catalogue, template, example, taken=taken)
    text = RENDERERS["txt"](prepared.document).decode()
    return ProducedExample(template=template, example=example, prepared=prepared, text=text, taken=taken)


def check_example(
    catalogue: Catalogue, template: Template, example: Example
) -> tuple[ProducedExample | None, list[Problem]]:
    """An example made into a letter, and what is wrong with it: a refused claim, a text that is missing or differs."""
    try:
        produced = _produced(catalogue, template, example)
    except ContentError as error:
        return None, [replace(each, check=REFUSED) for each in error.problems]
    expected_path = example.path.removesuffix(".yml") + ".txt"
    if example.expected_text is None:
        message, hint, line = "texte attendu absent", "relance accept l’écrit", None
    elif produced.text != example.expected_text:
        message, hint = "la lettre ne se lit plus comme attendu", "relisez, puis relance accept"
        line = _first_difference(produced.text, example.expected_text)
    else:
        return produced, []
    return produced, [Problem(path=expected_path, line=line, message=message, hint=hint, check=EXPECTED)]


def check_examples(catalogue: Catalogue) -> list[Problem]:
    """What is wrong with the examples of every letter."""
    return [
        problem
        for template in catalogue.templates.values()
        for example in template.examples
        for problem in check_example(catalogue, template, example)[1]
    ]


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    return next((n for n, (a, b) in enumerate(pairs, start=1) if a != b), min(one.count("\n"), other.count("\n")) + 1)
