"""`relance schemas | release`: what is derived from the letters and kept beside them."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.inputs import catalogue_folder, read_catalogue
from generator.cli.options import catalogue_option


@click.command()
@catalogue_option
def schemas(catalogue: Path | None) -> None:
    """Réécrit les schémas que lisent les éditeurs, et les nomme dans chaque fichier."""
    from generator.catalogue.json_schema import schema_files, with_modeline
    from generator.files import read_text, write_whole

    folder = catalogue_folder(catalogue)
    for name, text in schema_files(read_catalogue(folder)).items():
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
