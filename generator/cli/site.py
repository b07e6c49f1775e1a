"""`relance export | finish`: the site, for any builder."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.inputs import read_catalogue
from generator.cli.options import catalogue_option
from generator.cli.printing import warn


@click.command()
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path, file_okay=False))
@catalogue_option
def export(folder: Path, catalogue: Path | None) -> None:
    """Écrit les pages et les téléchargements du site dans un dossier, pour tout autre générateur."""
    from generator.website.export import export as export_site

    count = export_site(read_catalogue(catalogue), folder)
    click.echo(f"{count} fichiers dans {folder}", err=True)


@click.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, file_okay=False, exists=True))
def finish(site: Path) -> None:
    """Achève un site construit : politique de sécurité, recherche sans accents, liste hors ligne."""
    from generator.website.finish import finish_folder

    warn(finish_folder(site).warnings)
