"""The command line: `relance list | show | check | fill | blank | claim-from | interest | export | finish`.

The only place that prints and exits. Heavy imports wait until a command needs them. Exit codes: 1 the
content has problems, 2 wrong usage, 3 a bug (with a trace to send).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli_french import speak_french
from generator.errors import ContentError, GeneratorError, Problem, ValueRefused

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue, Template
    from generator.claim import Claim
    from generator.law.working import Working

EXIT_CONTENT, EXIT_BUG, EXIT_INTERRUPTED = 1, 3, 130
speak_french()

FORMATS = ("pdf", "docx", "html", "txt", "eml")


def main() -> None:
    """Run the command line; the one handler that catches everything."""
    try:
        sys.exit(relance.main(prog_name="relance", standalone_mode=False))
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.exit(EXIT_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ContentError as error:
        _report(error.problems)
        sys.exit(EXIT_CONTENT)
    except GeneratorError as error:
        click.echo(f"Erreur : {error}", err=True)
        sys.exit(EXIT_CONTENT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_CONTENT)
    except Exception:
        _report_bug()
        sys.exit(EXIT_BUG)


class _Day(click.ParamType[Any]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from generator.values import dates

        if isinstance(value, date):
            return value
        try:
            return dates.parse(value)
        except ValueRefused as error:
            self.fail(str(error), param, ctx)


class _Amount(click.ParamType[Any]):
    name = "montant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from generator.values import money

        try:
            return money.parse(value) if isinstance(value, str) else value
        except ValueRefused as error:
            self.fail(str(error), param, ctx)


class _Rate(click.ParamType[Any]):
    name = "taux"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from generator.values import percent

        try:
            return percent.parse(value) if isinstance(value, str) else value
        except ValueRefused as error:
            self.fail(str(error), param, ctx)


class _Payment(click.ParamType[Any]):
    name = "date=montant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        day, sign, amount = value.partition("=")
        if not sign:
            self.fail(f"« {value} » : écrivez DATE=MONTANT, par exemple 2026-07-01=400", param, ctx)
        return (_Day().convert(day, param, ctx), _Amount().convert(amount, param, ctx))


catalogue_option = click.option(
    "--catalogue",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier des lettres (défaut : ./letter_templates, sinon celui du paquet).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Sortie JSON, pour un programme.")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMANDE…",
)
@click.version_option(package_name="relance", message="relance %(version)s")
def relance() -> None:
    """Lettres de relance françaises : du dossier d’impayé au PDF, au DOCX et au courriel.

    Information, pas conseil juridique. Rien de ce que vous écrivez ne quitte votre machine.
    """


@relance.command("list")
@catalogue_option
@json_option
def list_letters(catalogue: Path | None, as_json: bool) -> None:
    """Les lettres du catalogue."""
    loaded = _catalogue(catalogue)
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
        _echo_json(letters)
        return
    width = max(len(str(letter["id"])) for letter in letters)
    for letter in letters:
        click.echo(f"{letter['id']!s:<{width}}  {letter['title']} — {letter['summary']}")


@relance.command()
@click.argument("letter_id", metavar="LETTRE")
@catalogue_option
@json_option
def show(letter_id: str, catalogue: Path | None, as_json: bool) -> None:
    """Une lettre : à quoi elle sert, ses questions, ses textes de loi."""
    from generator.catalogue.summary import describe

    loaded = _catalogue(catalogue)
    description = describe(loaded, _template(loaded, letter_id))
    if as_json:
        _echo_json(description.data)
    else:
        click.echo(description.text)


@relance.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="Sortie.")
@click.option("--today", type=_Day(), help="Vérifie aussi que le droit est à jour ce jour-là (taux, relectures).")
@catalogue_option
@json_option
def check(path: Path | None, form: str, today: date | None, catalogue: Path | None, as_json: bool) -> None:
    """Vérifie un catalogue : langage, champs, règles de rédaction, exemples et leurs textes."""
    problems = _problems_of(path or catalogue)
    warnings: tuple[Problem, ...] = ()
    if today is not None and not problems:
        problems, warnings = _out_of_date(path or catalogue, today)
    if as_json or form == "json":
        _echo_json([_problem_json(problem) for problem in problems])
    elif form == "github":
        for level, found in (("error", problems), ("warning", warnings)):
            for problem in found:
                click.echo(_annotation(level, problem))
    else:
        _report(problems)
        _warn(warnings)
    if problems:
        raise click.exceptions.Exit(EXIT_CONTENT)
    if not as_json and form == "text" and not warnings:
        click.echo("Rien à signaler.", err=True)


@relance.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@catalogue_option
def accept(path: Path | None, catalogue: Path | None) -> None:
    """Réécrit le texte attendu de chaque exemple, et dit lesquels changent."""
    from generator.examples import produce_examples
    from generator.files import write_whole

    folder = _folder(path or catalogue)
    for produced in produce_examples(_catalogue(folder)):
        if produced.text == produced.example.expected_text:
            continue
        target = folder / produced.template.id / "examples" / f"{produced.example.name}.txt"
        write_whole(target, produced.text.encode())
        click.echo(str(target))


@relance.command()
@click.argument("letter_id", metavar="LETTRE")
@click.argument("claim_file", metavar="DOSSIER", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    "outputs",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Fichier à écrire, en .pdf, .docx, .html, .txt ou .eml ; plusieurs -o font plusieurs fichiers.",
)
@click.option("--on", type=_Day(), help="Date de la lettre (défaut : letter.on du dossier, sinon aujourd’hui).")
@click.option("--set", "changes", multiple=True, metavar="CHAMP=VALEUR", help="Change un champ du dossier.")
@catalogue_option
@json_option
def fill(
    letter_id: str,
    claim_file: Path,
    outputs: tuple[Path, ...],
    on: date | None,
    changes: tuple[str, ...],
    catalogue: Path | None,
    as_json: bool,
) -> None:
    """Remplit une lettre avec un dossier (YAML ou JSON) et l’écrit."""
    import gc

    gc.disable()  # one letter, then the process ends: walking the same objects again took a tenth of its time
    from generator.files import write_whole
    from generator.produce import produce

    formats = [_format_of(output) for output in outputs]
    loaded, template = _one_letter(catalogue, letter_id)
    claim = _claim(claim_file, changes)
    day = on or claim.letter.on or _today()
    produced = [produce(loaded, template, claim, on=day, format=form) for form in formats]
    for output, letter in zip(outputs, produced, strict=True):
        write_whole(output, letter.data)
    _warn(produced[0].warnings)
    if as_json:
        _echo_json(
            {
                "files": [str(output) for output in outputs],
                "total": str(produced[0].statement.total),
                "warnings": [str(warning) for warning in produced[0].warnings],
            }
        )


@relance.command()
@click.argument("letter_id", metavar="LETTRE")
@click.option("--debtor", required=True, type=click.Choice(["professional", "consumer", "public_body"]))
@click.option(
    "--sender",
    type=click.Choice(["sole_trader", "company", "association"]),
    default="sole_trader",
    show_default=True,
    help="Qui écrit : « je » pour un entrepreneur individuel, « nous » pour une société ou une association.",
)
@click.option(
    "--invoices",
    type=click.IntRange(1, 4),
    default=4,
    show_default=True,
    help="Nombre de factures que le formulaire peut porter ; 1 donne une lettre au singulier.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Fichier à écrire, en .pdf ou .docx.",
)
@catalogue_option
def blank(letter_id: str, debtor: str, sender: str, invoices: int, output: Path, catalogue: Path | None) -> None:
    """Écrit une lettre vierge : un formulaire à remplir à l’écran ou à la main."""
    from generator.claim import CreditorStatus, DebtorKind
    from generator.files import write_whole
    from generator.forms import RENDERERS, Form
    from generator.values.choice import member

    ending = _ending(output, RENDERERS)
    loaded, template = _one_letter(catalogue, letter_id)
    form = Form(
        letter=template.id,
        regime=member(DebtorKind, debtor),
        sender=member(CreditorStatus, sender),
        invoices=invoices,
    )
    write_whole(output, RENDERERS[ending](loaded, form))


@relance.command("claim-from")
@click.argument("form_file", metavar="FORMULAIRE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Dossier à écrire, en .yml ou .json.",
)
@catalogue_option
def claim_from(form_file: Path, output: Path, catalogue: Path | None) -> None:
    """Lit un formulaire rempli et en tire un dossier, que « relance fill » met en lettre."""
    from generator.claim import dump
    from generator.files import read_bytes, write_whole
    from generator.form_claim import claim_of, file_of
    from generator.render.form_read import read

    ending = _ending(output, ("yml", "yaml", "json"))
    name = str(form_file)
    values = read(read_bytes(form_file), path=name)
    loaded = _catalogue(catalogue)
    found = claim_of(loaded, values, path=name)
    if ending == "json":
        text = json.dumps(dump(found.claim), ensure_ascii=False, indent=2) + "\n"
    else:
        text = file_of(loaded, found)
    write_whole(output, text.encode())
    _warn(found.warnings)


@relance.command()
@click.option("--debtor", required=True, type=click.Choice(["professional", "consumer", "public_body"]))
@click.option("--amount", required=True, type=_Amount(), help="Montant à payer, TVA comprise.")
@click.option("--due", required=True, type=_Day(), help="Date d’échéance.")
@click.option("--until", required=True, type=_Day(), help="Dernier jour compté.")
@click.option("--payment", "payments", multiple=True, type=_Payment(), help="Règlement partiel : DATE=MONTANT.")
@click.option("--contract-rate", type=_Rate(), help="Taux du contrat, en pour cent par an.")
@click.option("--formal-notice", type=_Day(), help="Date de la mise en demeure (consommateur).")
@click.option(
    "--allocation",
    type=click.Choice(["interest_first", "principal_first"]),
    default="interest_first",
    show_default=True,
)
@click.option("--day-count", type=click.Choice(["act_365", "act_act"]), default="act_365", show_default=True)
@json_option
def interest(
    debtor: str,
    amount: Any,
    due: date,
    until: date,
    payments: tuple[Any, ...],
    contract_rate: Any,
    formal_notice: date | None,
    allocation: str,
    day_count: str,
    as_json: bool,
) -> None:
    """Calcule les pénalités de retard, période par période, avec leur source."""
    from generator.claim import Allocation, DayCount, DebtorKind
    from generator.law.interest import DatedAmount
    from generator.law.working import work_out
    from generator.values.choice import member

    working = work_out(
        kind=member(DebtorKind, debtor),
        amount=amount,
        due_on=due,
        until=until,
        payments=[DatedAmount(on=day, amount=paid) for day, paid in payments],
        contractual_rate=contract_rate,
        formal_notice_on=formal_notice,
        allocation=member(Allocation, allocation),
        day_count=member(DayCount, day_count),
    )
    if as_json:
        _echo_json(working.to_json())
        return
    _echo_working(working)
    _warn(working.warnings)


@relance.command()
@click.argument("claim_file", metavar="DOSSIER", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Écrit aussi un calendrier.")
@click.option("--on", type=_Day(), help="Jour d’où l’on regarde (défaut : letter.on du dossier, sinon aujourd’hui).")
@catalogue_option
@json_option
def plan(claim_file: Path, ics: Path | None, on: date | None, catalogue: Path | None, as_json: bool) -> None:
    """Les étapes qui restent, datées, et le dernier jour pour agir."""
    from generator.files import write_whole
    from generator.plan import make_plan, to_ics
    from generator.values import dates

    claim = _claim(claim_file, ())
    day = on or claim.letter.on or _today()
    made = make_plan(_catalogue(catalogue), claim, on=day)
    if ics is not None:
        write_whole(ics, to_ics(made, claim, on=day))
    if as_json:
        _echo_json(made.to_json())
        return
    for step in made.steps:
        mark = "✓" if step.is_done else " "
        law = f" ({step.article})" if step.article else ""
        click.echo(f"{mark} {dates.format(step.on):<18} {step.title} – {step.reason}{law}")


@relance.command("diff")
@click.argument("letter_id", metavar="[LETTRE]", required=False)
@click.argument("revision", metavar="[RÉVISION]", default="HEAD")
@catalogue_option
def diff_command(letter_id: str | None, revision: str, catalogue: Path | None) -> None:
    """Ce qui change dans une lettre, telle qu’on la lit, depuis une révision de git."""
    from generator.diff import changes

    moved = changes(_folder(catalogue), revision, letter_id)
    for change in moved:
        click.echo(f"{change.letter}, exemple {change.example}")
        for line in change.lines():
            click.echo(f"  {line}")
    if not moved:
        click.echo("Aucune lettre ne change.", err=True)


@relance.command()
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path, file_okay=False))
@catalogue_option
def export(folder: Path, catalogue: Path | None) -> None:
    """Écrit les pages et les téléchargements du site dans un dossier, pour tout autre générateur."""
    from generator.website.export import export as export_site

    count = export_site(_catalogue(catalogue), folder)
    click.echo(f"{count} fichiers dans {folder}", err=True)


@relance.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, file_okay=False, exists=True))
def finish(site: Path) -> None:
    """Achève un site construit : politique de sécurité, recherche sans accents, liste hors ligne."""
    from generator.website.finish import finish_folder

    finish_folder(site)


# --- the edges ----------------------------------------------------------------------------------


def _folder(path: Path | None) -> Path:
    if path is not None:
        return path
    local = Path("letter_templates")
    if local.is_dir():
        return local
    bundled = Path(__file__).parent / "bundled" / "letter_templates"
    if bundled.is_dir():
        return bundled
    return Path(__file__).parent.parent / "letter_templates"


def _catalogue(path: Path | None) -> Catalogue:
    from generator.catalogue.load import load

    return load(_folder(path))


def _one_letter(path: Path | None, letter_id: str) -> tuple[Catalogue, Template]:
    """The letter alone, read without judging its words; the whole catalogue only to name its neighbours."""
    from generator.catalogue.compiled import load_letter

    folder = _folder(path)
    if "/" not in letter_id and (folder / letter_id / "letter.md").is_file():
        catalogue = load_letter(folder, letter_id)
        if letter_id in catalogue.templates:
            return catalogue, catalogue.templates[letter_id]
    catalogue = _catalogue(path)
    return catalogue, _template(catalogue, letter_id)


def _template(catalogue: Catalogue, letter_id: str) -> Template:
    from generator.messages import did_you_mean, quoted

    try:
        return catalogue.templates[letter_id]
    except KeyError:
        known = ", ".join(catalogue.templates)
        raise click.UsageError(
            f"pas de lettre {quoted(letter_id)}{did_you_mean(letter_id, catalogue.templates)} Lettres : {known}."
        ) from None


def _claim(path: Path, changes: Iterable[str]) -> Claim:
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


def _format_of(output: Path) -> str:
    return _ending(output, FORMATS)


def _ending(output: Path, endings: Iterable[str]) -> str:
    ending, known = output.suffix.lower().removeprefix("."), list(endings)
    if ending not in known:
        raise click.UsageError(f"« {output} » : le nom finit par .{', .'.join(known)}")
    return ending


def _problems_of(path: Path | None) -> tuple[Problem, ...]:
    from generator.examples import check_examples

    try:
        catalogue = _catalogue(path)
    except ContentError as error:
        return error.problems
    return tuple(check_examples(catalogue))


def _out_of_date(path: Path | None, today: date) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is out of date, and what soon will be."""
    from generator.currency import findings

    found = findings(_catalogue(path), today)
    return (
        tuple(each.problem for each in found if not each.is_warning),
        tuple(each.problem for each in found if each.is_warning),
    )


def _today() -> date:
    from datetime import datetime

    return datetime.now().astimezone().date()


# --- printing -------------------------------------------------------------------------------------


def _echo_working(working: Working) -> None:
    from generator.values import dates, integer, money, percent

    rows = [("Du", "Au", "Jours", "Base", "Taux", "Pénalités")]
    for segment in working.segments:
        rows.append(
            (
                dates.format_short(segment.first_day),
                dates.format_short(segment.last_day),
                integer.format(segment.days),
                money.format(segment.principal),
                percent.format(segment.annual_rate),
                money.format(segment.interest),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    if working.segments:
        for row in rows:
            click.echo("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))
        click.echo("")
        for source in dict.fromkeys((segment.source, segment.article) for segment in working.segments):
            click.echo(f"{source[0]} ({source[1]})")
        click.echo("")
    sums = {"Reste dû": working.principal, "Pénalités": working.interest, "Indemnité forfaitaire": working.indemnity}
    for label, amount in {label: amount for label, amount in sums.items() if amount}.items():
        click.echo(f"{label:<22} {money.format(amount):>16}")
    click.echo(f"{'Total':<22} {money.format(working.total):>16}")


def _echo_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in ("path", "line", "field", "check", "message", "hint")}


def _annotation(level: str, problem: Problem) -> str:
    """A problem on its line, as GitHub's workflow commands write it."""

    def escaped(text: str, also: str = "") -> str:
        for character in f"%\r\n{also}":
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    place = f"file={escaped(problem.path, ':,')}" + (f",line={problem.line}" if problem.line else "")
    words = f"{problem.message} → {problem.hint}" if problem.hint else problem.message
    return f"::{level} {place},title={escaped(problem.check or 'relance', ':,')}::{escaped(words)}"


def _report(problems: Iterable[Problem]) -> None:
    shown = list(problems)
    for problem in shown:
        click.echo(str(problem), err=True)
    if len(shown) > 1:
        click.echo(f"{len(shown)} problèmes.", err=True)


def _warn(warnings: Iterable[Problem]) -> None:
    for warning in warnings:
        click.echo(f"Attention : {warning}", err=True)


def _report_bug() -> None:
    import traceback

    click.echo(traceback.format_exc(), err=True)
    click.echo(
        "C’est une erreur de Relance, pas de votre fichier. Envoyez cette trace aux auteurs du projet, sans les noms ni"
        " les montants de votre dossier.",
        err=True,
    )
