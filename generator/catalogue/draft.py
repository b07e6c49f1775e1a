"""A letter that is compiled and not judged yet, with the sources it came from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.catalogue.model import Template
from generator.letter.nodes import LetterTree
from generator.letter.schema import Library, Source


class Version(Struct, frozen=True, kw_only=True):
    """One tree of a letter: the letter itself, its e-mail, its text message or its phone script, with its sources."""

    name: str  # letter, email, sms or phone
    tree: LetterTree
    sources: Mapping[str, Source]
    paths: Mapping[str, frozenset[str]]
    """For each part, the paths it reads."""
    clauses: Mapping[str, frozenset[int]]
    """For each clause it includes, the identities of its leaves."""


class Draft(Struct, frozen=True, kw_only=True):
    """A template with what its checks need and its readers do not."""

    template: Template
    versions: tuple[Version, ...]
    library: Library
    lines: Mapping[str, int]
    """Lines of the front matter's keys in `letter.md`."""

    @property
    def path(self) -> str:
        """Its `letter.md`."""
        return f"{self.template.folder}/letter.md"
