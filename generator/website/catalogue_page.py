"""The page of all letters: one table, each row of which is a letter's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.website import texts
from generator.website.markdown import scrolled, table

HEAD = ("Lettre", "Étape", "Pour", "Envoi", "Quand")


def catalogue_page(rows: Iterable[Sequence[str]]) -> str:
    """Every letter in the order of the ladder."""
    return texts.fill("lettres", letters=scrolled(table(HEAD, rows), "Les lettres", name="letters"))
