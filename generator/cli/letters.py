"""`relance fill | blank | claim-from`: letters, blank forms, and claims read from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.inputs import one_letter, read_catalogue, read_claim, today
from generator.cli.options import Day, catalogue_option, ending_of, json_option
from generator.cli.printing import echo_json, warn

if TYPE_CHECKING:
    from generator.render import Renderer

FORMATS = ("pdf", "docx", "html", "txt", "eml")
WITH_PDF = frozenset({"pdf", "eml"})
"""Formats that are a PDF or carry one."""


@click.command()
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
@click.option("--on", type=Day(), help="Date de la lettre (défaut : letter.on du dossier, sinon aujourd’hui).")
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
    formats = [ending_of(output, FORMATS) for output in outputs]
    with _renderers(formats) as renderers:
        from generator.files import write_whole
        from generator.produce import produce

        loaded, template = one_letter(catalogue, letter_id)
        claim = read_claim(claim_file, changes)
        day = on or claim.letter.on or today()
        produced = [produce(loaded, template, claim, on=day, format=form, renderers=renderers) for form in formats]
    for output, letter in zip(outputs, produced, strict=True):
        write_whole(output, letter.data)
    warn(produced[0].warnings)
    if as_json:
        echo_json(
            {
                "files": [str(output) for output in outputs],
                "total": str(produced[0].statement.total),
                "warnings": [str(warning) for warning in produced[0].warnings],
            }
        )


@contextmanager
def _renderers(formats: Sequence[str]) -> Iterator[Mapping[str, Renderer]]:
    """How each format is made; where one holds a PDF, its engine is made ready from here on."""
    from generator.render import RENDERERS, beside

    if WITH_PDF.isdisjoint(formats):
        yield RENDERERS
        return
    with beside.started() as render_pdf:
        yield {**RENDERERS, "pdf": render_pdf}


@click.command()
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

    ending = ending_of(output, RENDERERS)
    loaded, template = one_letter(catalogue, letter_id)
    form = Form(
        letter=template.id,
        regime=member(DebtorKind, debtor),
        sender=member(CreditorStatus, sender),
        invoices=invoices,
    )
    write_whole(output, RENDERERS[ending](loaded, form))


@click.command("claim-from")
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

    ending = ending_of(output, ("yml", "yaml", "json"))
    name = str(form_file)
    values = read(read_bytes(form_file), path=name)
    loaded = read_catalogue(catalogue)
    found = claim_of(loaded, values, path=name)
    if ending == "json":
        text = json.dumps(dump(found.claim), ensure_ascii=False, indent=2) + "\n"
    else:
        text = file_of(loaded, found)
    write_whole(output, text.encode())
    warn(found.warnings)
