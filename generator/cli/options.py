"""Options and kinds of value that several commands take."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from generator.errors import ValueRefused


class _Parsed(click.ParamType[Any], ABC):
    """A value that `generator.values` reads; what it refuses is wrong usage, in its own words."""

    @abstractmethod
    def parse(self, text: str) -> Any:
        """The value of a word of the command line; raises ValueRefused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self.parse(value)
        except ValueRefused as error:
            self.fail(str(error), param, ctx)


class Day(_Parsed):
    name = "date"

    def parse(self, text: str) -> date:
        """See `values.dates`."""
        from generator.values import dates

        return dates.parse(text)


class Amount(_Parsed):
    name = "montant"

    def parse(self, text: str) -> Decimal:
        """See `values.money`."""
        from generator.values import money

        return money.parse(text)


class Rate(_Parsed):
    name = "taux"

    def parse(self, text: str) -> Decimal:
        """See `values.percent`."""
        from generator.values import percent

        return percent.parse(text)


class Payment(_Parsed):
    name = "date=montant"

    def parse(self, text: str) -> tuple[date, Decimal]:
        """A day and an amount, joined by an equals sign."""
        day, sign, amount = text.partition("=")
        if not sign:
            raise ValueRefused(f"« {text} » : écrivez DATE=MONTANT, par exemple 2026-07-01=400")
        return Day().parse(day), Amount().parse(amount)


catalogue_option = click.option(
    "--catalogue",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier des lettres (défaut : ./letter_templates, sinon celui du paquet).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Sortie JSON, pour un programme.")


def ending_of(output: Path, endings: Iterable[str]) -> str:
    """What the name of a file to write ends with; one of `endings`, or the usage is wrong."""
    ending, known = output.suffix.lower().removeprefix("."), list(endings)
    if ending not in known:
        raise click.UsageError(f"« {output} » : le nom finit par .{', .'.join(known)}")
    return ending
