"""To publish a version of a letter: what is written so that it stays as it was, and readable.

Texts by name in, texts by name out; `relance release` reads and writes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from generator.catalogue.json_schema import modeline
from generator.catalogue.model import Catalogue, Release, Template
from generator.catalogue.permanence import (
    CHANGES,
    RELEASED,
    is_after,
    next_version,
    releases_of,
    texts_of,
    wording_of,
)
from generator.errors import CatalogueError, GeneratorError
from generator.examples import check_examples
from generator.values import dates

FIRST = "première publication."
_OPENING = """\
# Les versions publiées, dans l’ordre. « relance release » écrit ce fichier : on n’y change rien à la main.
"""
_CHANGES_OPENING = """\
# Ce qui change dans les lettres

Une ligne pour chaque version publiée, la plus récente en haut.
"""


def release(catalogue: Catalogue, letter: Template, *, on: date, change: str, changes: str) -> dict[str, str]:
    """The files to write, by their names in the catalogue; ``changes`` is the text of the log of changes.

    ``change`` is what the log says of this version, unless it already tells it. Raises GeneratorError where the version
    cannot be published, CatalogueError where an example does not read as it is expected to.
    """
    before = releases_of(catalogue, letter.id)
    _refuse(letter, before)
    told = f"{letter.id} {letter.version}" in catalogue.changes
    if before and not told and not change:
        raise GeneratorError(f"dites ce qui change : relance release {letter.id} --change '…'")
    texts = _texts(catalogue, letter)
    entry = Release(id=letter.id, version=letter.version, on=on, wording=wording_of(letter), texts=texts_of(texts))
    files = {f"{letter.id}/versions/{letter.version}/{name}.txt": text for name, text in texts.items()}
    files[RELEASED] = _released((*catalogue.releases, entry))
    if not told:
        files[CHANGES] = _with_line(
            changes, f"- **{letter.id} {letter.version}** ({dates.format(on)})\u00a0: {change or FIRST}"
        )
    return files


def _refuse(letter: Template, before: Iterable[Release]) -> None:
    versions = {release.version: release for release in before}
    if letter.version in versions:
        known = versions[letter.version]
        if known.wording == wording_of(letter):
            raise GeneratorError(f"{letter.id} {letter.version} est publiée depuis le {dates.format(known.on)}")
        raise GeneratorError(
            f"le texte a changé depuis {letter.version} : montez d’abord « version » à {next_version(letter.version)}"
            f" dans {letter.folder}/letter.md"
        )
    for last in list(versions)[-1:]:
        if not is_after(letter.version, last):
            raise GeneratorError(f"la version {letter.version} vient avant {last}, qui est publiée")


def _texts(catalogue: Catalogue, letter: Template) -> Mapping[str, str]:
    """The examples as they read, which must be as they are expected to."""
    if problems := check_examples(replace(catalogue, templates={letter.id: letter})):
        raise CatalogueError(problems)
    return {example.name: example.expected_text or "" for example in letter.examples}


def _released(releases: Iterable[Release]) -> str:
    lines = [modeline(RELEASED), _OPENING.rstrip("\n"), "released:"]
    for each in releases:
        facts = {"id": each.id, "version": each.version, "on": each.on.isoformat()}
        facts |= {"wording": each.wording, "texts": each.texts}
        for mark, (name, value) in zip(("  - ", *("    ",) * 4), facts.items(), strict=True):
            lines.append(f"{mark}{name}: {json.dumps(value)}")
    return "\n".join(lines) + "\n"


def _with_line(changes: str, line: str) -> str:
    """The log with a line above the others."""
    lines = (changes or _CHANGES_OPENING).rstrip("\n").split("\n")
    place = next((n for n, each in enumerate(lines) if each.startswith("- ")), None)
    if place is None:
        return "\n".join([*lines, "", line]) + "\n"
    return "\n".join([*lines[:place], line, *lines[place:]]) + "\n"
