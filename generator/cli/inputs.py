"""The edges where commands read: the catalogue, a letter, a claim, the clock."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Template
    from generator.claim import Claim

_PACKAGE = Path(__file__).parent.parent


def catalogue_folder(path: Path | None) -> Path:
    """The folder that is asked for, else `./letter_templates`, else the package's own."""
    if path is not None:
        return path
    local = Path("letter_templates")
    if local.is_dir():
        return local
    bundled = _PACKAGE / "bundled" / "letter_templates"
    if bundled.is_dir():
        return bundled
    return _PACKAGE.parent / "letter_templates"


def letter_place(path: Path | None) -> tuple[Path, str | None]:
    """The catalogue that holds ``path``, and the letter where it is one, or a file of one."""
    if path is not None:
        for place in (path, *path.absolute().parents[:3]):
            if (place / "letter.md").is_file():
                return (path.parent if place == path else place.parent), place.name
            if (place / "vocabulary.yml").is_file():
                return place, None
    return catalogue_folder(path), None


def read_catalogue(path: Path | None) -> Catalogue:
    """The whole catalogue, checked; raises CatalogueError with every problem."""
    from generator.catalogue.load import load

    return load(catalogue_folder(path))


def one_letter(path: Path | None, letter_id: str) -> tuple[Catalogue, Template]:
    """The letter alone, read without judging its words; the whole catalogue only to name its neighbours."""
    from generator.catalogue.compiled import load_letter

    folder = catalogue_folder(path)
    if "/" not in letter_id and (folder / letter_id / "letter.md").is_file():
        catalogue = load_letter(folder, letter_id)
        if letter_id in catalogue.templates:
            return catalogue, catalogue.templates[letter_id]
    catalogue = read_catalogue(path)
    return catalogue, letter_named(catalogue, letter_id)


def letter_named(catalogue: Catalogue, letter_id: str) -> Template:
    """The letter of that id; another id is wrong usage, and the message names its neighbour."""
    from generator.messages import did_you_mean, quoted

    try:
        return catalogue.templates[letter_id]
    except KeyError:
        known = ", ".join(catalogue.templates)
        raise click.UsageError(
            f"pas de lettre {quoted(letter_id)}{did_you_mean(letter_id, catalogue.templates)} Lettres : {known}."
        ) from None


def read_claim(path: Path, changes: Iterable[str]) -> Claim:
    """The claim of a file, or of the standard input for « - », each « path=value » of `changes` applied."""
    from generator import strict_yaml
    from generator.claim import read
    from generator.files import read_text

    text = sys.stdin.read() if str(path) == "-" else read_text(path)
    name = "entrée standard" if str(path) == "-" else str(path)
    is_json = path.suffix.lower() == ".json" or (str(path) == "-" and text.lstrip().startswith("{"))
    loaded = (strict_yaml.load_json if is_json else strict_yaml.load)(text, path=name)
    data = loaded.data
    for change in changes:
        data = _changed(data, change)
    return read(data, lines=loaded.lines, path=name)


def _changed(data: Any, change: str) -> Any:
    """The claim's data with « path=value » applied; groups and lists on the way are made where missing."""
    path, sign, value = change.partition("=")
    if not sign or not path:
        raise click.UsageError(f"--set {change} : écrivez CHAMP=VALEUR, par exemple debtor.name=« Société Modèle »")
    return _with(data, path.split("."), value, path)


def _with(data: Any, parts: list[str], value: str, path: str) -> Any:
    if not parts:
        return value
    head, rest = parts[0], parts[1:]
    if head.isdigit():
        items = list(data or ())
        index = int(head)
        if index > len(items):
            raise click.UsageError(f"--set {path} : la liste n’a que {len(items)} éléments")
        items[index : index + 1] = [_with(items[index] if index < len(items) else None, rest, value, path)]
        return items
    if data is not None and not isinstance(data, dict):
        raise click.UsageError(f"--set {path} : « {head} » n’est pas dans un groupe de champs")
    return {**(data or {}), head: _with((data or {}).get(head), rest, value, path)}


def today() -> date:
    """The day of this machine: the only clock that a command reads."""
    from datetime import datetime

    return datetime.now().astimezone().date()
