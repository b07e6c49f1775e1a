"""What a check is, and what it is given: a file, a letter, or the catalogue as a whole.

A check is an object: an id that its problems carry, the reason for it, where to read more, the function that finds
faults and, where a fault can be mended without judgement, the one that mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from generator.catalogue.draft import Draft
from generator.catalogue.model import Catalogue
from generator.catalogue.wording import View
from generator.errors import Problem

PAGE = "contribuer/controles/"
"""The page of the site that tells every check, each under its id."""


class File(Struct, frozen=True, kw_only=True):
    """A file of the catalogue: ``path`` as it is shown, ``name`` in the catalogue, its text."""

    path: str
    name: str
    text: str
    pages: Mapping[str, frozenset[str]] | None = None
    """The pages of the site (« lettres/mise-en-demeure/ »), each with its anchors; None where they are not known."""

    @property
    def is_example(self) -> bool:
        """A claim, or the text that it must give."""
        return "/examples/" in f"/{self.name}"

    @property
    def is_yaml(self) -> bool:
        """Facts, without a body."""
        return self.name.endswith(".yml")

    @property
    def is_notes(self) -> bool:
        """Prose for the site, not in the letter language."""
        return self.name.endswith("guidance.md") or "/" not in self.name

    def line_at(self, offset: int) -> int:
        """The line that holds a character, from 1."""
        return self.text.count("\n", 0, offset) + 1


class Letter(Struct, frozen=True, kw_only=True):
    """A letter that compiles, what each regime may read of it, and the words and clauses that letters share."""

    draft: Draft
    views: tuple[View, ...]
    files: Mapping[str, str]
    """The files of its folder by their shown path."""
    catalogue: Catalogue
    has_vocabulary: bool = True


class Shelf(Struct, frozen=True, kw_only=True):
    """What letters share, and what of it they use."""

    catalogue: Catalogue
    files: Mapping[str, str]
    """The files that are no letter's, by their shown path."""
    used_clauses: frozenset[str] = frozenset()
    used_paths: frozenset[str] = frozenset()
    given_paths: frozenset[str] = frozenset()
    """Those that the program gave to the examples; none where no example was made into a letter."""
    letters: frozenset[str] = frozenset()
    """The ids of the letters that were read, those that do not compile among them."""
    is_part: bool = False
    """Some letters were not read: what they use is not known."""
    has_vocabulary: bool = True
    lines: Mapping[str, int] | None = None
    """Lines of the keys of `fields.yml`."""


class Check(Struct, frozen=True, kw_only=True):
    """A rule about files, letters or the catalogue. A warning forbids nothing; ``mend`` gives the text mended."""

    id: str
    reason: str  # French
    source: str = ""  # an address, where the reason has one
    is_warning: bool = False
    of_file: Callable[[File], Iterable[Problem]] | None = None
    of_letter: Callable[[Letter], Iterable[Problem]] | None = None
    of_shared: Callable[[Shelf], Iterable[Problem]] | None = None
    """Looks at the shared files alone, whatever letters do with them."""
    of_catalogue: Callable[[Shelf], Iterable[Problem]] | None = None
    mend: Callable[[File], str] | None = None

    @property
    def link(self) -> str:
        """Where to read more: an address, else a place on the site."""
        return self.source or f"{PAGE}#{self.id}"


def problem(path: str, line: int | None, check: str, message: str, hint: str) -> Problem:
    """A problem of a check."""
    return Problem(path=path, line=line, message=message, hint=hint, check=check)
