"""What a stranger's text goes through, one function for each way in: none may do anything but refuse it in words.

A target takes any text. It returns where the text was read or refused (`GeneratorError`); anything else is a fault,
and so is a second of work for a text of 100 kB (`held`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from generator import strict_yaml
from generator.catalogue.articles import citations
from generator.catalogue.guidance import guidance_html
from generator.catalogue.load import build
from generator.catalogue.repealed import repealed_in
from generator.claim import read as read_claim
from generator.errors import GeneratorError
from tests.catalogue.small import letter, small

ROOT = Path(__file__).parents[2]
MOST = 100_000
"""Characters of a text that has a second."""
SECOND = 1.0

SMALL = small()


def yaml(text: str) -> None:
    strict_yaml.load(text, path="a.yml")


def json(text: str) -> None:
    strict_yaml.load_json(text, path="a.json")


def claim(text: str) -> None:
    loaded = strict_yaml.load(text, path="a.yml")
    read_claim(loaded.data, lines=loaded.lines, path="a.yml")


def front_matter(text: str) -> None:
    build(SMALL | {"essai/letter.md": text})


def body(text: str) -> None:
    build(SMALL | {"essai/letter.md": letter(body=text)})


def clause(text: str) -> None:
    build(SMALL | {"clauses/paiement.md": text})


def fields(text: str) -> None:
    build(SMALL | {"fields.yml": text})


def tables(text: str) -> None:
    build(SMALL | {"tables.yml": text})


def guidance(text: str) -> None:
    made = guidance_html(text)
    assert "<script" not in made.lower()
    citations(text)
    repealed_in(text, "a.md")


TARGETS: Mapping[str, Callable[[str], None]] = {
    target.__name__: target for target in (yaml, json, claim, front_matter, body, clause, fields, tables, guidance)
}

SEEDS: Mapping[str, tuple[str, ...]] = {
    "yaml": ("letter_templates/vocabulary.yml", "letter_templates/tables.yml"),
    "json": ("tests/vectors/calendar.json",),
    "claim": ("letter_templates/*/examples/*.yml",),
    "front_matter": ("letter_templates/*/letter.md",),
    "body": ("letter_templates/clauses/*.md", "letter_templates/*/email.md"),
    "clause": ("letter_templates/clauses/*.md",),
    "fields": ("letter_templates/vocabulary.yml",),
    "tables": ("letter_templates/tables.yml",),
    "guidance": ("letter_templates/*/guidance.md",),
}
"""Real files that a fuzzer starts from."""


def seeds(name: str) -> list[str]:
    """The texts to start from, the shortest first."""
    paths = [path for pattern in SEEDS[name] for path in sorted(ROOT.glob(pattern))]
    return sorted((path.read_text(encoding="utf-8") for path in paths), key=len)


def held(name: str, text: str, *, seconds: float = SECOND) -> None:
    """Give a text to a target; AssertionError where it takes too long, its own error where it crashes."""
    start = time.process_time()
    try:
        TARGETS[name](text)
    except GeneratorError as error:
        said = str(error)
    else:
        said = "read"
    assert said
    taken = time.process_time() - start
    assert taken < seconds, f"{name}: {taken:.2f} s for {len(text)} characters"
