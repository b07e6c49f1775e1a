"""Compiles a template to its tree: tags to branches, Markdown to blocks, every expression checked.

The source is read once into pieces (`language`), its prose becomes Markdown's elements (`prose`), these are walked
into nodes (`walker`), and lists are put in order (`lists`).
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from generator.errors import Problem
from generator.lazy import lazy
from generator.letter import language
from generator.letter.check import Checker, Scope, facts
from generator.letter.inclusions import Allowance
from generator.letter.language import Hole, Tag
from generator.letter.lists import tidy_lists
from generator.letter.nodes import (
    PARTS,
    Block,
    Branch,
    Column,
    Each,
    Expression,
    Inline,
    Node,
    Paragraph,
    Row,
    Table,
    When,
    paths_of,
)
from generator.letter.prose import markdown_elements, with_marks
from generator.letter.schema import ColumnSource, Library, Record, RowSource, Source, TableSource
from generator.letter.walker import Walker


class Compilation(Struct, dict=True):
    """One template being compiled: its environment and library, the problems found, what it used."""

    environment: Record
    library: Library
    problems: list[Problem]
    used_paths: set[str] = field(default_factory=set)
    used_clauses: set[str] = field(default_factory=set)

    @lazy
    def allowance(self) -> Allowance:
        """How much of the library this template may still include."""
        return Allowance(self.library)

    # -- entry points --------------------------------------------------------------------------

    def part(self, source: Source, name: str = "body") -> tuple[Block, ...]:
        """The blocks of one part of a letter (`nodes.PARTS`); outside the body each source line is a paragraph."""
        if name not in PARTS:
            raise ValueError(name)
        scope = Scope.at_top(self.environment, source.path)
        return self._blocks(source, scope, lines=name not in ("body", "subject"), including=())

    def inline(self, source: Source, scope: Scope | None = None) -> tuple[Inline, ...]:
        """One paragraph: a subject line, a table cell."""
        scope = scope or Scope.at_top(self.environment, source.path)
        blocks = self._blocks(source, scope, lines=False, including=())
        if not blocks:
            return ()
        if len(blocks) > 1 or not isinstance(blocks[0], Paragraph):
            self._refuse(source.path, source.first_line, "une seule ligne de texte ici", "retirez listes et titres")
            return ()
        return blocks[0].children

    def condition(self, source: Source, scope: Scope | None = None) -> Expression | None:
        """A condition that stands by itself."""
        condition = language.read_condition(source, self.problems)
        if condition is not None:
            scope = scope or Scope.at_top(self.environment, source.path)
            Checker(scope, source.first_line, self.problems).condition(condition)
            self.used_paths.update(paths_of(condition))
        return condition

    def place_table(self, hole: Hole, scope: Scope, including: tuple[str, ...]) -> tuple[Table, ...]:
        """The table that ``hole`` names; those of a clause were counted with it."""
        name = str(hole.path)
        if not including and (refusals := self.allowance.refusals_of_table(name, scope.path, hole.line)) is not None:
            self.problems += refusals
            return ()
        return (self.table(self.library.tables[name], scope),)

    def table(self, source: TableSource, scope: Scope) -> Table:
        """A table with its texts compiled; columns and rows that nothing fills are conditional."""
        scope = replace(scope, path=source.path)
        columns = tuple(self._column(source, column, scope) for column in source.columns)
        rows = tuple(self._row(source, row, scope) for row in source.rows)
        caption = self.inline(Source(source.path, source.caption, source.line), scope)
        return Table(source.name, caption, columns, rows, source.row_headers)

    # -- tables --------------------------------------------------------------------------------

    def _column(self, table: TableSource, column: ColumnSource, scope: Scope) -> Column:
        label = self.inline(Source(table.path, column.label, column.line), scope)
        if column.align not in ("start", "end"):
            self._refuse(table.path, column.line, f"alignement « {column.align} »", "start ou end")
        condition = self.condition(Source(table.path, column.when, column.line), scope) if column.when else None
        return Column(label, "end" if column.align == "end" else "start", condition)

    def _row(self, table: TableSource, row: RowSource, scope: Scope) -> Node:
        if len(row.cells) != len(table.columns):
            self._refuse(
                table.path,
                row.line,
                f"{len(row.cells)} cellules pour {len(table.columns)} colonnes",
                "une cellule par colonne, vide au besoin",
            )
        inner, loop = scope, None
        if row.each:
            loop = language.read_loop(Source(table.path, row.each, row.line), self.problems)
            if loop is not None:
                item = Checker(scope, row.line, self.problems).list_item(loop[1])
                self.used_paths.add(str(loop[1]))
                if item is None:
                    return Row((), row.is_total)
                inner = scope.within(loop[0], item)
        condition = self.condition(Source(table.path, row.when, row.line), inner) if row.when else None
        if condition is not None:
            inner = inner.knowing(facts(condition, holds=True))
        cells = tuple(self.inline(Source(table.path, cell, row.line), inner) for cell in row.cells)
        node: Node = Row(cells, row.is_total)
        if condition is not None:
            node = When((Branch(condition, (node,)),))
        return Each(loop[1], loop[0], (node,)) if loop is not None else node

    # -- blocks --------------------------------------------------------------------------------

    def _blocks(self, source: Source, scope: Scope, *, lines: bool, including: tuple[str, ...]) -> tuple[Block, ...]:
        pieces = language.read(source, self.problems)
        slots: list[Hole | Tag] = []
        prose = with_marks(pieces, slots, lines=lines)
        if not prose.strip():
            return ()
        walker = Walker(self, source, scope, slots, including)
        blocks = walker.blocks(markdown_elements(prose))
        return tidy_lists(blocks, lambda message, hint: self._refuse(source.path, source.first_line, message, hint))

    def include(self, tag: Tag, scope: Scope, including: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks of the clause that ``tag`` names, read in the scope it stands in."""
        if not including and (refusals := self.allowance.refusals(tag, scope.path)) is not None:
            self.problems += refusals
            return ()
        return self.clause(tag, scope, including)

    def clause(self, tag: Tag, scope: Scope, including: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the same, once it is known to be neither too much nor a ring."""
        source = self.library.clauses.get(tag.name)
        if source is None:
            known = ", ".join(sorted(self.library.clauses)) or "aucune"
            self._refuse(scope.path, tag.line, f"clause « {tag.name} » inconnue", f"clauses : {known}")
            return ()
        self.used_clauses.add(tag.name)
        return self._blocks(source, replace(scope, path=source.path), lines=False, including=(*including, tag.name))

    def _refuse(self, path: str, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(path=path, line=line, message=message, hint=hint, check="language"))
