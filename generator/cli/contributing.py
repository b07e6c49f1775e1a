"""`relance check | accept | diff`: for those who write the letters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.inputs import catalogue_folder, letter_place, read_catalogue
from generator.cli.options import Day, catalogue_option, json_option
from generator.cli.printing import EXIT_CONTENT, annotation, echo_json, problem_json, report, warn
from generator.errors import ContentError, Problem


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="Sortie.")
@click.option("--fix", is_flag=True, help="Réécrit d’abord ce qui se corrige tout seul, et dit quoi.")
@click.option("--list", "is_list", is_flag=True, help="Dit chaque contrôle, sa raison, où lire davantage.")
@click.option("--today", type=Day(), help="Vérifie aussi que le droit est à jour ce jour-là (taux, relectures).")
@catalogue_option
@json_option
def check(
    path: Path | None,
    form: str,
    fix: bool,
    is_list: bool,
    today: date | None,
    catalogue: Path | None,
    as_json: bool,
) -> None:
    """Vérifie un catalogue, ou une lettre : langage, champs, rédaction, typographie, liens, exemples.

    CHEMIN est un catalogue, le dossier d’une lettre ou l’un de ses fichiers.
    """
    form = "json" if as_json else form
    if is_list:
        _tell_checks(form)
        return
    folder, only = letter_place(path or catalogue)
    if fix:
        _mend(folder, only)
    found = _found(folder, only)
    if today is not None:
        is_right = not any(level == "error" for level, _ in found)
        found += _out_of_date(folder, today, has_catalogue=is_right)
    _tell(found, form)
    if any(level == "error" for level, _ in found):
        raise click.exceptions.Exit(EXIT_CONTENT)
    if form == "text" and not found:
        click.echo("Rien à signaler.", err=True)


def _tell(found: list[tuple[str, Problem]], form: str) -> None:
    if form == "json":
        echo_json([{**problem_json(problem), "level": level} for level, problem in found])
    elif form == "github":
        for level, problem in found:
            click.echo(annotation(level, problem))
    else:
        report(problem for level, problem in found if level == "error")
        warn(problem for level, problem in found if level == "warning")


def _tell_checks(form: str) -> None:
    from generator.review.known import known_checks

    known = known_checks()
    if form == "json":
        echo_json(
            [
                {"id": each.id, "reason": each.reason, "link": each.link, "level": each.level, "fix": each.is_mended}
                for each in known.values()
            ]
        )
        return
    width = max(len(id) for id in known)
    for each in known.values():
        click.echo(f"{each.id:<{width}}  {each.reason}{' (--fix)' if each.is_mended else ''}")


def _mend(folder: Path, only: str | None) -> None:
    from generator.catalogue.folder import read_folder
    from generator.files import write_whole
    from generator.messages import listed
    from generator.review.mending import mend

    files = read_folder(folder, only, [])
    for mended in mend(files, folder.as_posix()):
        write_whole(folder / mended.name, mended.text.encode())
        said = listed([f"{count} × {check}" for check, count in mended.counts.items()], "et")
        click.echo(f"{folder / mended.name} : {said}", err=True)


@click.command()
@click.argument("letter_id", metavar="NOM")
@click.option("--title", default="", help="Titre de la lettre (défaut : son nom).")
@catalogue_option
def new(letter_id: str, title: str, catalogue: Path | None) -> None:
    """Crée le dossier d’une lettre : elle passe déjà les contrôles, ses commentaires disent quoi changer."""
    from generator.catalogue.folder import read_folder
    from generator.catalogue.load import build, load
    from generator.examples import produce_examples
    from generator.files import write_whole
    from generator.scaffold import scaffold

    folder = catalogue_folder(catalogue)
    title = title or letter_id.replace("-", " ").capitalize()
    files = scaffold(load(folder, is_judged=False), letter_id, title, has_schemas=(folder / "schemas").is_dir())
    # Nothing is written before the letter was made once.
    whole = {**read_folder(folder, letter_id, []), **{f"{letter_id}/{name}": text for name, text in files.items()}}
    for produced in produce_examples(build(whole, root=folder.as_posix(), is_part=True, is_judged=False)):
        files[f"examples/{produced.example.name}.txt"] = produced.text
    for name, text in files.items():
        path = folder / letter_id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    click.echo(str(folder / letter_id))
    click.echo("Ensuite : changez les textes, « relance check », « relance accept », puis relisez les .txt.", err=True)


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@catalogue_option
def accept(path: Path | None, catalogue: Path | None) -> None:
    """Réécrit le texte attendu de chaque exemple, et montre ce qui change. CHEMIN est un catalogue ou une lettre."""
    _accept(*letter_place(path or catalogue), is_told=True)


def _accept(folder: Path, only: str | None, *, is_told: bool = False) -> None:
    """Write the texts that differ; tell each, with the lines that move."""
    from generator.catalogue.load import load
    from generator.diff import prose_diff
    from generator.examples import produce_examples
    from generator.files import write_whole

    for produced in produce_examples(load(folder, only=only, is_judged=False)):
        if produced.text == produced.example.expected_text:
            continue
        target = folder / produced.template.id / "examples" / f"{produced.example.name}.txt"
        write_whole(target, produced.text.encode())
        if is_told:
            click.echo(str(target))
            for line in prose_diff(produced.example.expected_text or "", produced.text):
                click.echo(f"  {line}")


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


def _found(folder: Path, only: str | None) -> list[tuple[str, Problem]]:
    """What is wrong, and what a person should look at, each with its level."""
    import gc

    gc.disable()  # what is read is kept to the end
    from generator.review.levels import level_of
    from generator.review.verdict import verdict

    try:
        problems = verdict(folder, only=only)
    except ContentError as error:
        problems = error.problems
    return [(level_of(problem), problem) for problem in problems]


def _out_of_date(folder: Path, today: date, *, has_catalogue: bool) -> list[tuple[str, Problem]]:
    """What is out of date, and what soon will be; where the catalogue has a fault, its articles are left out."""
    from generator.currency import findings
    from generator.website.guide import guide_pages, out_of_date

    found = findings(read_catalogue(folder) if has_catalogue else None, today)
    guide = out_of_date(guide_pages(_pages_beside(folder)), today)
    return [
        *(("warning" if each.is_warning else "error", each.problem) for each in found),
        *(("warning", problem) for problem in guide),
    ]


def _pages_beside(folder: Path) -> dict[str, str]:
    """The pages of the site that stands beside a catalogue, by their names in `docs/`; none where there is no site."""
    from generator.files import read_text

    docs = folder.resolve().parent / "docs"
    return {
        path.relative_to(docs).as_posix(): read_text(path)
        for path in sorted(docs.rglob("*.md"))
        if path.is_file() and not path.is_symlink()
    }
