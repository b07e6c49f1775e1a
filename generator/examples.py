"""Every example of a catalogue, produced and held against the text expected beside it.

An example is a claim and the letter as it must read. Its day is the claim's ``letter.on``, so that it
never depends on the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import strict_yaml
from generator.claim import read as read_claim
from generator.errors import ContentError, Problem
from generator.produce import Prepared, prepare
from generator.render import RENDERERS

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Example, Template


@dataclass(frozen=True, kw_only=True, slots=True)
class ProducedExample:
    """One example made into a letter, and its text now."""

    template: Template
    example: Example
    prepared: Prepared
    text: str


def prepare_example(catalogue: Catalogue, template: Template, example: Example) -> Prepared:
    """The filled letter of one example; raises ContentError with the example's file in each problem."""
    loaded = strict_yaml.load(example.claim_text, path=example.path)
    claim = read_claim(loaded.data, lines=loaded.lines, path=example.path)
    if claim.letter.on is None:
        raise ContentError(
            [
                Problem(
                    path=example.path, field="letter.on", message="un exemple porte sa date", hint="ajoutez letter.on"
                )
            ]
        )
    return prepare(catalogue, template, claim, on=claim.letter.on)


def produce_examples(catalogue: Catalogue) -> Iterator[ProducedExample]:
    """Each example of each letter, in the catalogue's order; raises at the first that fails."""
    for template in catalogue.templates.values():
        for example in template.examples:
            prepared = prepare_example(catalogue, template, example)
            text = RENDERERS["txt"](prepared.document).decode()
            yield ProducedExample(template=template, example=example, prepared=prepared, text=text)


def check_examples(catalogue: Catalogue) -> list[Problem]:
    """What is wrong with the examples: refused claims, texts that are missing or differ."""
    problems: list[Problem] = []
    for template in catalogue.templates.values():
        for example in template.examples:
            problems.extend(_check_example(catalogue, template, example))
    return problems


def _check_example(catalogue: Catalogue, template: Template, example: Example) -> list[Problem]:
    try:
        prepared = prepare_example(catalogue, template, example)
    except ContentError as error:
        return [_at(problem, example.path) for problem in error.problems]
    text = RENDERERS["txt"](prepared.document).decode()
    expected_path = example.path.removesuffix(".yml") + ".txt"
    if example.expected_text is None:
        return [
            Problem(path=expected_path, message="texte attendu absent", hint="relance accept l’écrit", check="expected")
        ]
    if text != example.expected_text:
        line = _first_difference(text, example.expected_text)
        return [
            Problem(
                path=expected_path,
                line=line,
                message="la lettre ne se lit plus comme attendu",
                hint="relisez, puis relance accept",
                check="expected",
            )
        ]
    return []


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    return next((n for n, (a, b) in enumerate(pairs, start=1) if a != b), min(one.count("\n"), other.count("\n")) + 1)


def _at(problem: Problem, path: str) -> Problem:
    from dataclasses import replace

    return problem if problem.path else replace(problem, path=path)
