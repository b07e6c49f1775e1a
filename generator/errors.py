"""Problems and errors: what is wrong, where, with which value, and what to do.

::

    GeneratorError                what `cli` turns into an exit code; everything else is a bug
    ├── ContentError              some content is wrong; carries every Problem at once (exit 1)
    │   ├── CatalogueError        letter_templates/
    │   └── ClaimRefused          a claim that is malformed, incomplete, or that no letter may serve
    ├── ValueRefused              one text that is not a value of its type (also a ValueError)
    ├── RateUnknown               a day that no dated value covers
    ├── InvoiceUnreadable         an e-invoice that cannot be read
    └── RenderFailed              a document that cannot be set (missing glyph, missing library)

Messages are French for those who write or fill letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong, or worth a warning.

    ``path`` is the file as its author knows it (empty where there is none), ``line`` counts from 1,
    ``field`` is a path in a claim such as ``invoices.0.amount``. ``message`` says what is wrong and
    repeats the value; ``hint`` says what to do. ``check`` is the stable id of the rule.
    """

    message: str
    path: str = ""
    line: int | None = None
    field: str = ""
    hint: str = ""
    check: str = ""

    def __str__(self) -> str:
        place = self.path
        if self.line is not None:
            place = f"{place}:{self.line}"
        if self.field:
            place = f"{place}  {self.field}".strip()
        text = f"{place}  {self.message}" if place else self.message
        return f"{text} → {self.hint}" if self.hint else text

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Reading order: file, line, field, message."""
        return (self.path, self.line or 0, self.field, self.message)


class GeneratorError(Exception):
    """Base of every error this project raises on purpose."""


class ContentError(GeneratorError):
    """Content is wrong; ``problems`` holds all of them, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda p: p.sort_key))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CatalogueError(ContentError):
    """The catalogue cannot be loaded."""


class ClaimRefused(ContentError):
    """The claim is malformed or incomplete, or the law says no letter may be made of it."""


class ValueRefused(GeneratorError, ValueError):
    """A text is not a value of its type; ``message`` repeats the text, ``hint`` is the remedy."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message} → {hint}" if hint else message)


class RateUnknown(GeneratorError):
    """No dated value covers ``day``; ``half_year`` is its name, like ``2027-S1``."""

    def __init__(self, message: str, *, day: date, half_year: str = "") -> None:
        self.day = day
        self.half_year = half_year
        super().__init__(message)


class InvoiceUnreadable(GeneratorError):
    """An e-invoice could not be read; the message says which part and why."""


class RenderFailed(GeneratorError):
    """A document cannot be set on paper; the message says why and what to do."""
