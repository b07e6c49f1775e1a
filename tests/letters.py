"""The real letters, read and compiled once for all the tests of a process: it takes half a second."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.catalogue.load import load
from generator.catalogue.model import Catalogue

FOLDER = Path(__file__).parents[1] / "letter_templates"


@cache
def catalogue() -> Catalogue:
    """Every letter, judged as `relance check` judges them; nothing in it can be changed."""
    return load(FOLDER)
