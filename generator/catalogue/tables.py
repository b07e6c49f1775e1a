"""Rules about the tables of sums: no nil line, and a total that is the sum of its lines.

A formal notice tells the debtor the extent of the debt; a total that its lines do not make is
ambiguous, and a line « 0,00 € » claims what is not owed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalogue.reached import Leaf, Passage, leaves
from generator.catalogue.wording import Finding, Judged, Regime, Rule, Stage, View
from generator.letter.nodes import Each, Expression, Node, Row, Table, Value, When, paths_of
from generator.messages import quoted

TOTAL = "statement.total"
_MAY_BE_NIL = frozenset(
    f"statement.{name}" for name in ("paid", "credited", "disputed", "not_yet_due", "interest", "indemnity")
)
_PRINCIPAL = (
    frozenset({"statement.principal"}),
    frozenset({"invoices.claimed"}),
    frozenset({"statement.amount", "statement.paid", "statement.credited"}),
)
"""Lines that make up the principal, one way or another."""
_ACCESSORIES = frozenset({"statement.interest", "statement.indemnity"})


# --- nil lines --------------------------------------------------------------------------------


def _no_nil_line(view: View) -> Iterator[Finding]:
    """A sum that may be nil stands under a condition that speaks of it."""
    for part, blocks in view.version.tree.parts.items():
        if _MAY_BE_NIL.isdisjoint(view.version.paths[part]):
            continue
        for table, guards in _tables(blocks, frozenset()):
            for value, known in _values(table.rows, guards, table):
                if str(value.path) in _MAY_BE_NIL - known:
                    message = f"{quoted(str(value.path))} peut être nul, et sa ligne s’imprimerait"
                    yield Finding(part, value, "", message)


def _tables(nodes: Iterable[Node], guards: frozenset[str]) -> Iterator[tuple[Table, frozenset[str]]]:
    """Every table, with the paths that the conditions around it speak of."""
    for node in nodes:
        if type(node) is Table:
            yield node, guards
        elif type(node) is When:
            for children, inner in _branches(node, guards):
                yield from _tables(children, inner)
        elif type(node) is Each:
            yield from _tables(node.children, guards)


def _values(nodes: Iterable[Node], guards: frozenset[str], table: Table) -> Iterator[tuple[Value, frozenset[str]]]:
    """Every value in rows, with the paths that the conditions around it, its column's included, speak of."""
    for node in nodes:
        if type(node) is Value:
            yield node, guards
        elif type(node) is Row:
            for column, cell in zip(table.columns, node.cells, strict=False):
                yield from _values(cell, guards | _read_by(column.condition), table)
        elif type(node) is When:
            for children, inner in _branches(node, guards):
                yield from _values(children, inner, table)
        elif type(node) is Each:
            yield from _values(node.children, guards, table)


def _branches(node: When, guards: frozenset[str]) -> Iterator[tuple[tuple[Node, ...], frozenset[str]]]:
    for branch in node.branches:
        yield branch.children, guards | _read_by(branch.condition)
    yield node.otherwise, guards


def _read_by(condition: Expression | None) -> frozenset[str]:
    return frozenset() if condition is None else paths_of(condition)


# --- totals -----------------------------------------------------------------------------------


def _total_is_the_sum(view: View) -> Iterator[Finding]:
    """A table that totals the claim has a line for each sum in that total."""
    for name, cells in _cells(view).items():
        lines = {leaf.path for cell in cells if not cell.is_total for leaf in leaves(cell.children)}
        for cell in cells:
            for leaf in _totals(cell):
                if not _adds_up(lines, view.regime):
                    message = f"le total du tableau {quoted(name)} n’est pas la somme de ses lignes"
                    yield Finding(cell.part, leaf.node, "", message)


def _adds_up(lines: set[str], regime: str) -> bool:
    accessories = frozenset() if regime == Regime.CONSUMER else _ACCESSORIES
    return accessories <= lines and any(principal <= lines for principal in _PRINCIPAL)


def _has_statement(view: View) -> Iterator[Finding]:
    """The total of a demand is shown line by line."""
    if not any(_totals(cell) for cells in _cells(view).values() for cell in cells):
        yield Finding("body", None, "", "le décompte manque : aucun tableau n’aboutit à {{ statement.total | money }}")


def _cells(view: View) -> dict[str, list[Passage]]:
    """The cells that may be read, by table."""
    found: dict[str, list[Passage]] = {}
    for passage in view.passages:
        if passage.table:
            found.setdefault(passage.table, []).append(passage)
    return found


def _totals(cell: Passage) -> list[Leaf]:
    return [leaf for leaf in leaves(cell.children) if leaf.path == TOTAL] if cell.is_total else []


TABLES: tuple[Rule, ...] = (
    Judged(
        id="nil-line",
        reason='gardez la ligne, ou sa colonne : when: "statement.interest > 0"',
        judging=_no_nil_line,
        all_versions=True,
        same_for_all=True,
    ),
    Judged(
        id="total-of-lines",
        paths=frozenset({TOTAL}),
        reason="il faut une ligne pour le principal, une pour les pénalités ou intérêts, une pour l’indemnité",
        judging=_total_is_the_sum,
        all_versions=True,
    ),
    Judged(
        id="formal-notice-statement",
        reason="placez {{ statement_table }} : le débiteur doit connaître l’étendue de sa dette",
        stages=frozenset({Stage.FORMAL_NOTICE}),
        regimes=frozenset({Regime.PROFESSIONAL, Regime.PUBLIC_BODY}),
        judging=_has_statement,
    ),
    Judged(
        id="accessories-statement",
        reason="placez {{ statement_table }} : ce que le retard a coûté se montre ligne à ligne",
        stages=frozenset({Stage.ACCESSORIES}),
        judging=_has_statement,
    ),
)
"""Every rule about tables."""
