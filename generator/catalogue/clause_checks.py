"""Clauses: used, only for their regimes, and only where the sender wanted them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue.draft import Version
from generator.catalogue.judging import Check, Letter, Shelf, problem
from generator.catalogue.model import Clause
from generator.catalogue.wording import Supposing, View
from generator.errors import Problem
from generator.messages import quoted


def _unused(shelf: Shelf) -> Iterator[Problem]:
    for clause in () if shelf.is_part else shelf.catalogue.clauses.values():
        if clause.name not in shelf.used_clauses:
            yield problem(clause.path, None, "unused-clause", "aucune lettre n’emploie cette clause", "retirez-la")


def _for_another_regime(letter: Letter) -> Iterator[Problem]:
    for clause, view in _reached(letter):
        if view.regime not in clause.audiences:
            message = f"la clause {quoted(clause.name)} ne sert pas pour {quoted(view.regime)}"
            yield _included(clause, view, "clause-regime", message, "gardez-la par {% if debtor.kind == … %}")


def _unasked(letter: Letter) -> Iterator[Problem]:
    for clause, view in _reached(letter):
        if clause.is_optional and _is_reached(clause, view.supposing(Supposing.NOTHING_TICKED)):
            message = f"la clause facultative {quoted(clause.name)} paraît sans que l’expéditeur l’ait voulue"
            yield _included(clause, view, "optional-clause", message, "mettez-la sous une réponse : {% if answers.… %}")


def _without_contract(letter: Letter) -> Iterator[Problem]:
    for clause, view in _reached(letter):
        if clause.is_optional and view.version.name == "letter" and not _encloses_contract(view):
            message = f"la clause {quoted(clause.name)} cite un contrat qui n’est pas dans les pièces jointes"
            yield _included(clause, view, "contract-enclosure", message, "listez le contrat dans enclosures.md")


def _reached(letter: Letter) -> Iterator[tuple[Clause, View]]:
    """Each clause with each view that may show it."""
    for view in letter.views:
        for name in view.version.clauses:
            clause = letter.catalogue.clauses[name]
            if _is_reached(clause, view):
                yield clause, view


def _included(clause: Clause, view: View, check: str, message: str, hint: str) -> Problem:
    """A problem on the line that includes the clause."""
    return problem(view.version.sources["body"].path, _line_of_include(view.version, clause), check, message, hint)


def _is_reached(clause: Clause, view: View) -> bool:
    return view.reads(view.version.clauses[clause.name])


_CONTRACT = re.compile(r"\b(contrat|conditions generales|devis|commande|marche)")


def _encloses_contract(view: View) -> bool:
    return bool(_CONTRACT.search(view.parts["enclosures"].folded))


def _line_of_include(version: Version, clause: Clause) -> int:
    body = version.sources["body"]
    offset = body.text.find(clause.name)
    return body.first_line + (body.text.count("\n", 0, offset) if offset >= 0 else 0)


CLAUSE_CHECKS: tuple[Check, ...] = (
    Check(id="unused-clause", reason="une clause que rien n’emploie n’est plus relue", of_catalogue=_unused),
    Check(
        id="clause-regime",
        reason="une clause ne vaut que pour les régimes de son en-tête",
        of_letter=_for_another_regime,
    ),
    Check(
        id="optional-clause",
        reason="une clause facultative ne joue que si l’expéditeur l’a voulue",
        of_letter=_unasked,
    ),
    Check(
        id="contract-enclosure",
        reason="qui invoque une clause du contrat joint le contrat",
        of_letter=_without_contract,
    ),
)
