"""Every example of a catalogue, produced and held against the text expected beside it.

An example is a claim and the letter as it must read. Its day is the claim's ``letter.on``, so that it
never depends on the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.readings import Readings
from generator.errors import ContentError, Problem
from generator.filling import filled
from generator.render import RENDERERS

if TYPE_CHECKING:
    from datetime import date

    from generator.catalogue.model import Catalogue, Example, Template
    from generator.claim import Claim
    from generator.letter.nodes import Document, When
    from generator.letter.situation import Answers
    from generator.produce import Prepared

REFUSED, EXPECTED = "example-refused", "expected"
"""Ids of what is said of an example: no letter comes of it; its letter is not the one expected."""

T = TypeVar("T")


class ProducedExample(Struct, frozen=True, kw_only=True):
    """One example made into a letter, and its text now."""

    template: Template
    example: Example
    answers: Answers
    document: Document
    text: str
    taken: Mapping[int, When]
    """The letter's branches that show, by the identity of what is in them."""


def prepare_example(catalogue: Catalogue, template: Template, example: Example) -> Prepared:
    """The filled letter of one example; raises ContentError with the example's file in each problem."""
    from generator.produce import prepare

    return _of_claim(example, lambda claim, on: prepare(catalogue, template, claim, on=on))


def produce_examples(catalogue: Catalogue) -> Iterator[ProducedExample]:
    """Each example of each letter, in the catalogue's order; raises at the first that fails."""
    for template in catalogue.templates.values():
        for example in template.examples:
            yield _produced(catalogue, template, example, _answers(catalogue, template, example))


def _produced(catalogue: Catalogue, template: Template, example: Example, answers: Answers) -> ProducedExample:
    taken: dict[int, When] = {}
    document = _in_file(example, lambda: filled(catalogue, template, answers, taken=taken))
    text = RENDERERS["txt"](document).decode()
    return ProducedExample(
        template=template, example=example, answers=answers, document=document, text=text, taken=taken
    )


# --- the claim of an example ----------------------------------------------------------------------


def _answers(catalogue: Catalogue, template: Template, example: Example) -> dict[str, Any]:
    from generator.answers import answer

    return _of_claim(example, lambda claim, on: answer(catalogue, template, claim, on=on).answers)


def _of_claim(example: Example, make: Callable[[Claim, date], T]) -> T:
    """What is made of an example's claim on its own day."""
    from generator import strict_yaml
    from generator.claim import read

    loaded = strict_yaml.load_once(example.claim_text, path=example.path)
    claim = read(loaded.data, lines=loaded.lines, path=example.path)
    if (on := claim.letter.on) is None:
        message, hint = "un exemple porte sa date", "ajoutez letter.on"
        raise ContentError([Problem(path=example.path, field="letter.on", message=message, hint=hint)])
    return _in_file(example, lambda: make(claim, on))


def _in_file(example: Example, make: Callable[[], T]) -> T:
    """What is made, or why not, with the example's file in each problem."""
    try:
        return make()
    except ContentError as error:
        raise type(error)([replace(each, path=each.path or example.path) for each in error.problems]) from error


_PROSE = frozenset(
    {"tree", "email", "sms", "phone", "guidance", "examples", "kept_texts", "used_paths", "used_clauses"}
)
"""Fields of a letter that follow from its words: no claim is answered by them."""


def _facts_of(template: Template) -> tuple[object, ...]:
    """All of a letter that a claim may be answered by."""
    return (template.tree.info, *(getattr(template, n) for n in template.__struct_fields__ if n not in _PROSE))


# --- checking -------------------------------------------------------------------------------------


def check_example(
    catalogue: Catalogue, template: Template, example: Example, readings: Readings | None = None
) -> tuple[ProducedExample | None, list[Problem]]:
    """An example made into a letter, and what is wrong with it: a refused claim, a text that is missing or differs.

    ``readings`` are of this very letter of this catalogue.
    """

    def answers(faults: list[Problem]) -> dict[str, Any] | None:
        try:
            return _answers(catalogue, template, example)
        except ContentError as error:
            faults += [replace(each, check=REFUSED) for each in error.problems]
            return None

    problems: list[Problem] = []
    key = ("example", example.claim_text, _facts_of(template))
    found = (readings or Readings()).once(key, dict, problems, answers)
    if found is None:
        return None, problems
    try:
        produced = _produced(catalogue, template, example, found)
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
