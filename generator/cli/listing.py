"""`relance list | show`: what the catalogue holds."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.inputs import letter_named, read_catalogue
from generator.cli.options import catalogue_option, json_option
from generator.cli.printing import echo_json


@click.command("list")
@catalogue_option
@json_option
def list_letters(catalogue: Path | None, as_json: bool) -> None:
    """Les lettres du catalogue."""
    loaded = read_catalogue(catalogue)
    letters = [
        {
            "id": template.id,
            "title": template.title,
            "stage": template.stage,
            "audiences": list(template.audiences),
            "summary": template.summary,
            "version": template.version,
        }
        for template in loaded.templates.values()
    ]
    if as_json:
        echo_json(letters)
        return
    width = max(len(str(letter["id"])) for letter in letters)
    for letter in letters:
        click.echo(f"{letter['id']!s:<{width}}  {letter['title']} — {letter['summary']}")


@click.command()
@click.argument("letter_id", metavar="LETTRE")
@catalogue_option
@json_option
def show(letter_id: str, catalogue: Path | None, as_json: bool) -> None:
    """Une lettre : à quoi elle sert, ses questions, ses textes de loi."""
    from generator.catalogue.summary import describe

    loaded = read_catalogue(catalogue)
    description = describe(loaded, letter_named(loaded, letter_id))
    if as_json:
        echo_json(description.data)
    else:
        click.echo(description.text)
