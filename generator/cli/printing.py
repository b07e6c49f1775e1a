"""What every command prints in the same way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from generator.errors import Problem

EXIT_CONTENT, EXIT_BUG, EXIT_INTERRUPTED = 1, 3, 130


def echo_json(data: object) -> None:
    """Data for a program."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem for a program."""
    return {name: getattr(problem, name) for name in ("path", "line", "field", "check", "message", "hint")}


def annotation(level: str, problem: Problem) -> str:
    """A problem on its line, as GitHub's workflow commands write it."""

    def escaped(text: str, also: str = "") -> str:
        for character in f"%\r\n{also}":
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    place = f"file={escaped(problem.path, ':,')}" + (f",line={problem.line}" if problem.line else "")
    words = f"{problem.message} → {problem.hint}" if problem.hint else problem.message
    return f"::{level} {place},title={escaped(problem.check or 'relance', ':,')}::{escaped(words)}"


def report(problems: Iterable[Problem]) -> None:
    """What forbids to go on, and how many."""
    shown = list(problems)
    for problem in shown:
        click.echo(str(problem), err=True)
    if len(shown) > 1:
        click.echo(f"{len(shown)} problèmes.", err=True)


def warn(warnings: Iterable[Problem]) -> None:
    """What a person should look at, and forbids nothing."""
    for warning in warnings:
        click.echo(f"Attention : {warning}", err=True)


def report_bug() -> None:
    """The trace of the error that nobody caught, and what to do with it."""
    import traceback

    click.echo(traceback.format_exc(), err=True)
    click.echo(
        "C’est une erreur de Relance, pas de votre fichier. Envoyez cette trace aux auteurs du projet, sans les noms ni"
        " les montants de votre dossier.",
        err=True,
    )
