"""`relance schemas | release`: what is derived from the letters and kept beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.inputs import catalogue_folder, letter_named, today
from generator.cli.options import Day, catalogue_option


@click.command()
@catalogue_option
def schemas(catalogue: Path | None) -> None:
    """Réécrit les schémas que lisent les éditeurs, et les nomme dans chaque fichier."""
    from generator.catalogue.json_schema import schema_files, with_modeline
    from generator.catalogue.load import load
    from generator.files import read_text, write_whole

    folder = catalogue_folder(catalogue)
    # `relance check` refuses schemas that are out of step: this is what mends them.
    for name, text in schema_files(load(folder, is_judged=False)).items():
        path = folder / name
        if not path.is_file() or read_text(path) != text:
            path.parent.mkdir(exist_ok=True)
            write_whole(path, text.encode())
            click.echo(str(path))
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".yml", ".md") or path.is_symlink():
            continue
        text = read_text(path)
        named = with_modeline(path.relative_to(folder).as_posix(), text)
        if named != text:
            write_whole(path, named.encode())
            click.echo(str(path))


@click.command()
@click.argument("letter_id", metavar="LETTRE")
@click.option("--on", type=Day(), help="Jour de la publication (défaut : aujourd’hui).")
@click.option("--change", default="", help="Ce qui change, en une phrase : une ligne de CHANGELOG.md.")
@catalogue_option
def release(letter_id: str, on: date | None, change: str, catalogue: Path | None) -> None:
    """Publie une version d’une lettre : son texte ne changera plus sous ce numéro."""
    from generator.catalogue.load import load
    from generator.catalogue.permanence import CHANGES
    from generator.files import read_text, write_whole
    from generator.release import release as released

    folder = catalogue_folder(catalogue)
    # `relance check` judges the wording; before this, a new version may lack nothing but its line in the log.
    loaded = load(folder, is_judged=False)
    log = folder / CHANGES
    files = released(
        loaded,
        letter_named(loaded, letter_id),
        on=on or today(),
        change=change,
        changes=read_text(log) if log.is_file() else "",
    )
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
        click.echo(str(path))
