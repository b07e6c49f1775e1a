"""`relance interest | plan`: what a claim comes to, and what its next steps are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.inputs import read_catalogue, read_claim, today
from generator.cli.options import Amount, Day, Payment, Rate, catalogue_option, json_option
from generator.cli.printing import echo_json, warn

if TYPE_CHECKING:
    from generator.law.working import Working


@click.command()
@click.option("--debtor", required=True, type=click.Choice(["professional", "consumer", "public_body"]))
@click.option("--amount", required=True, type=Amount(), help="Montant à payer, TVA comprise.")
@click.option("--due", required=True, type=Day(), help="Date d’échéance.")
@click.option("--until", required=True, type=Day(), help="Dernier jour compté.")
@click.option("--payment", "payments", multiple=True, type=Payment(), help="Règlement partiel : DATE=MONTANT.")
@click.option("--contract-rate", type=Rate(), help="Taux du contrat, en pour cent par an.")
@click.option("--formal-notice", type=Day(), help="Date de la mise en demeure (consommateur).")
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
        echo_json(working.to_json())
        return
    _echo_working(working)
    warn(working.warnings)


@click.command()
@click.argument("claim_file", metavar="DOSSIER", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Écrit aussi un calendrier.")
@click.option("--on", type=Day(), help="Jour d’où l’on regarde (défaut : letter.on du dossier, sinon aujourd’hui).")
@catalogue_option
@json_option
def plan(claim_file: Path, ics: Path | None, on: date | None, catalogue: Path | None, as_json: bool) -> None:
    """Les étapes qui restent, datées, et le dernier jour pour agir."""
    from generator.files import write_whole
    from generator.plan import make_plan, to_ics
    from generator.values import dates

    claim = read_claim(claim_file, ())
    day = on or claim.letter.on or today()
    made = make_plan(read_catalogue(catalogue), claim, on=day)
    if ics is not None:
        write_whole(ics, to_ics(made, claim, on=day))
    if as_json:
        echo_json(made.to_json())
        return
    for step in made.steps:
        mark = "✓" if step.is_done else " "
        law = f" ({step.article})" if step.article else ""
        click.echo(f"{mark} {dates.format(step.on):<18} {step.title} – {step.reason}{law}")


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
