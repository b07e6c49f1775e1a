"""The vectors that vitest reads are what Python gives today: after a change that is meant, make them again."""

from __future__ import annotations

from types import ModuleType

import pytest

from generator.website.shared_data import BUNDLE_VERSION
from tests.vectors import (
    advice_vectors,
    calendar_vectors,
    claim_vectors,
    filling_vectors,
    identifier_vectors,
    plan_vectors,
    reading_vectors,
    snapshot,
)
from tests.vectors.typed_json import FOLDER, load

AGAIN = "python -m tests.vectors.{}, then read the difference"


@pytest.mark.parametrize(
    "made", [calendar_vectors, identifier_vectors, plan_vectors, advice_vectors], ids=lambda made: made.NAME
)
def test_listed_cases_have_not_drifted(made: ModuleType) -> None:
    text = (FOLDER / made.NAME).read_text(encoding="utf-8")
    assert text == made.written(), AGAIN.format(made.__name__.rpartition(".")[2])


@pytest.mark.parametrize("made", [claim_vectors, filling_vectors, reading_vectors], ids=lambda made: made.NAME)
def test_judged_cases_have_not_drifted(made: ModuleType) -> None:
    file = load(made.NAME)
    assert made.rejudged(file) == file, AGAIN.format(made.__name__.rpartition(".")[2])


def test_the_snapshot_has_the_form_that_the_page_reads() -> None:
    assert snapshot.snapshot()["shared"]["version"] == BUNDLE_VERSION, AGAIN.format("snapshot")


def test_the_snapshot_knows_all_that_the_letters_use() -> None:
    known = {part for _, tree in snapshot.trees() for part in snapshot.parts_of(tree)}
    used = {part for letter in snapshot.content()["letters"].values() for part in snapshot.parts_of(letter)}
    assert used <= known, AGAIN.format("snapshot")
