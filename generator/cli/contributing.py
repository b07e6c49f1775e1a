"""`relance check | accept | diff`: for those who write the letters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.inputs import catalogue_folder, read_catalogue
from generator.cli.options import Day, catalogue_option, json_option
from generator.cli.printing import EXIT_CONTENT, annotation, echo_json, problem_json, report, warn
from generator.errors import ContentError, Problem


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="Sortie.")
@click.option("--today", type=Day(), help="Vérifie aussi que le droit est à jour ce jour-là (taux, relectures).")
@catalogue_option
@json_option
def check(path: Path | None, form: str, today: date | None, catalogue: Path | None, as_json: bool) -> None:
    """Vérifie un catalogue : langage, champs, règles de rédaction, exemples et leurs textes."""
    problems = _problems_of(path or catalogue)
    warnings: tuple[Problem, ...] = ()
    if today is not None and not problems:
        problems, warnings = _out_of_date(path or catalogue, today)
    if as_json or form == "json":
        echo_json([problem_json(problem) for problem in problems])
    elif form == "github":
        for level, found in (("error", problems), ("warning", warnings)):
            for problem in found:
                click.echo(annotation(level, problem))
    else:
        report(problems)
        warn(warnings)
    if problems:
        raise click.exceptions.Exit(EXIT_CONTENT)
    if not as_json and form == "text" and not warnings:
        click.echo("Rien à signaler.", err=True)


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@catalogue_option
def accept(path: Path | None, catalogue: Path | None) -> None:
    """Réécrit le texte attendu de chaque exemple, et dit lesquels changent."""
    from generator.examples import produce_examples
    from generator.files import write_whole

    folder = catalogue_folder(path or catalogue)
    for produced in produce_examples(read_catalogue(folder)):
        if produced.text == produced.example.expected_text:
            continue
        target = folder / produced.template.id / "examples" / f"{produced.example.name}.txt"
        write_whole(target, produced.text.encode())
        click.echo(str(target))


@click.command("diff")
@click.argument("letter_id", metavar="[LETTRE]", required=False)
@click.argument("revision", metavar="[RÉVISION]", default="HEAD")
@catalogue_option
def diff_command(letter_id: str | None, revision: str, catalogue: Path | None) -> None:
    """Ce qui change dans une lettre, telle qu’on la lit, depuis une révision de git."""
    from generator.diff import changes

    moved = changes(catalogue_folder(catalogue), revision, letter_id)
    for change in moved:
        click.echo(f"{change.letter}, exemple {change.example}")
        for line in change.lines():
            click.echo(f"  {line}")
    if not moved:
        click.echo("Aucune lettre ne change.", err=True)


def _problems_of(path: Path | None) -> tuple[Problem, ...]:
    from generator.examples import check_examples

    try:
        catalogue = read_catalogue(path)
    except ContentError as error:
        return error.problems
    return tuple(check_examples(catalogue))


def _out_of_date(path: Path | None, today: date) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is out of date, and what soon will be."""
    from generator.currency import findings

    found = findings(read_catalogue(path), today)
    return (
        tuple(each.problem for each in found if not each.is_warning),
        tuple(each.problem for each in found if each.is_warning),
    )
