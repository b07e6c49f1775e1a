"""Front matter: the YAML facts between two « --- » lines, above a Markdown body.

The YAML keeps its place: it is handed on with an empty line for the first « --- », so that the
lines its reader reports are those of the file.
"""

from __future__ import annotations

from msgspec import Struct

from generator.errors import Problem

FENCE = "---"


class Parts(Struct, frozen=True):
    """A file cut in two: ``facts`` is YAML (None without front matter), ``body`` starts at ``body_line``."""

    facts: str | None
    body: str
    body_line: int


def split(text: str, path: str, problems: list[Problem], *, required: bool = True) -> Parts | None:
    """Cuts ``text`` after its front matter; None where a required one is missing or one never ends."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        if not required:
            return Parts(None, text, 1)
        _refuse(
            problems, path, "le fichier ne commence pas par « --- »", "ouvrez-le par l’en-tête YAML, entre deux « --- »"
        )
        return None
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return Parts("\n".join(["", *lines[1:index]]), "\n".join(lines[index + 1 :]), index + 2)
    _refuse(
        problems, path, "l’en-tête ouvert par « --- » n’est jamais fermé", "ajoutez une ligne « --- » après l’en-tête"
    )
    return None


def _refuse(problems: list[Problem], path: str, message: str, hint: str) -> None:
    problems.append(Problem(path=path, line=1, message=message, hint=hint, check="front-matter"))
