"""Compiles a template to its tree: tags to branches, Markdown to blocks, every expression checked.

The source is read once into pieces. Each hole and tag becomes one private-use character, so that
Python-Markdown sees plain prose with opaque letters in it (`**{{ x }}**` works, and a value can never
be Markdown). Its element tree is then walked into nodes, and tags are paired among siblings: an
opening and a closing tag must stand at the same level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from generator.errors import Problem
from generator.letter import language, typography
from generator.letter.check import DIGIT_FORMATS, Checker, Facts, Scope, facts
from generator.letter.language import MAX_NESTING, Hole, Piece, Tag, Words
from generator.letter.nodes import (
    PARTS,
    Block,
    Branch,
    BulletList,
    Column,
    Each,
    Emphasis,
    Expression,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Literal,
    Node,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    When,
)
from generator.letter.schema import ColumnSource, Record, RowSource, Source, TableSource

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_FIRST = 0xF0000
_SLOT = re.compile("[\U000f0000-\U000ffffd]")
_REFUSED_ELEMENTS = {
    "h1": "le titre de niveau 1 est l’objet de la lettre : commencez à « ## »",
    "blockquote": "une lettre n’a pas de citation en bloc",
    "pre": "retirez le retrait en début de ligne",
    "code": "retirez les accents graves",
    "hr": "séparez par des paragraphes",
    "img": "une lettre n’a pas d’image",
}


@dataclass(frozen=True, slots=True)
class Library:
    """What templates may draw on by name: clauses to include, tables to place."""

    clauses: Mapping[str, Source] = field(default_factory=dict)
    tables: Mapping[str, TableSource] = field(default_factory=dict)


@dataclass(slots=True)
class Compilation:
    """One template being compiled: its environment and library, the problems found, what it used."""

    environment: Record
    library: Library
    problems: list[Problem]
    used_paths: set[str] = field(default_factory=set)
    used_clauses: set[str] = field(default_factory=set)

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
        prose = _prose(pieces, slots, lines=lines)
        if not prose.strip():
            return ()
        walker = _Walker(self, source, scope, slots, including)
        blocks = walker.blocks(_markdown_elements(prose))
        return _tidy_lists(blocks, lambda message, hint: self._refuse(source.path, source.first_line, message, hint))

    def include(self, tag: Tag, scope: Scope, including: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks of the clause that ``tag`` names, read in the scope it stands in."""
        source = self.library.clauses.get(tag.name)
        if source is None:
            known = ", ".join(sorted(self.library.clauses)) or "aucune"
            self._refuse(scope.path, tag.line, f"clause « {tag.name} » inconnue", f"clauses : {known}")
            return ()
        if tag.name in including:
            self._refuse(scope.path, tag.line, f"« {tag.name} » s’inclut elle-même", "retirez l’une des inclusions")
            return ()
        if len(including) >= MAX_NESTING:
            self._refuse(scope.path, tag.line, "trop d’inclusions imbriquées", "rapprochez les clauses")
            return ()
        self.used_clauses.add(tag.name)
        return self._blocks(source, replace(scope, path=source.path), lines=False, including=(*including, tag.name))

    def _refuse(self, path: str, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(path=path, line=line, message=message, hint=hint, check="language"))


def _prose(pieces: Sequence[Piece], slots: list[Hole | Tag], *, lines: bool) -> str:
    """The source with each hole and tag as one private-use character; block tags on lines of their own."""
    out: list[str] = []
    for piece in pieces:
        if isinstance(piece, Words):
            out.append(piece.text.replace("\n", "\n\n") if lines else piece.text)
            continue
        slots.append(piece)
        mark = chr(_FIRST + len(slots) - 1)
        is_block = piece.alone and (isinstance(piece, Tag) or (not lines and piece.path.parts[-1].endswith("_table")))
        out.append(f"\n\n{mark}\n\n" if is_block else mark)
    return "".join(out)


@cache
def _markdown() -> Markdown:
    """Python-Markdown without what a letter has not; one serves for all: building it costs as much as its work."""
    from markdown import Markdown

    md = Markdown(extensions=[])
    md.preprocessors.deregister("html_block")
    md.treeprocessors.deregister("prettify")
    for name in ("html", "entity", "automail"):
        md.inlinePatterns.deregister(name)
    return md


def _markdown_elements(prose: str) -> list[Element]:
    md = _markdown().reset()
    lines = prose.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    for treeprocessor in md.treeprocessors:
        changed = treeprocessor.run(root)  # type: ignore[arg-type]  # the stub allows None; the parser never gives it
        root = root if changed is None else changed
    return list(root)  # type: ignore[arg-type]  # likewise


N = TypeVar("N")


@dataclass(slots=True)
class _Walker:
    """Walks Markdown's elements into nodes, at one scope that narrows inside branches and loops."""

    compilation: Compilation
    source: Source
    scope: Scope
    slots: Sequence[Hole | Tag]
    including: tuple[str, ...]
    depth: int = 0

    # -- blocks

    def blocks(self, elements: Iterable[Element]) -> tuple[Block, ...]:
        items: list[Element | Hole | Tag] = [self._sole_slot(element) or element for element in elements]
        return self._nest(items, self._block)

    def _sole_slot(self, element: Element) -> Hole | Tag | None:
        """The block tag or table that a paragraph consists of."""
        text = (element.text or "").strip()
        if element.tag != "p" or len(element) or len(text) != 1 or not _SLOT.match(text):
            return None
        slot = self.slots[ord(text) - _FIRST]
        if isinstance(slot, Tag):
            return slot if slot.alone else None
        return slot if self._is_table(slot) else None

    def _is_table(self, hole: Hole) -> bool:
        return not hole.filters and len(hole.path.parts) == 1 and hole.path.parts[0] in self.compilation.library.tables

    def _block(self, item: Element | Hole | Tag, walker: _Walker) -> tuple[Block, ...]:
        if isinstance(item, Tag):
            return self.compilation.include(item, walker.scope, self.including)
        if isinstance(item, Hole):
            return (self.compilation.table(self.compilation.library.tables[str(item.path)], walker.scope),)
        return walker._element(item)

    def _element(self, element: Element) -> tuple[Block, ...]:
        tag = str(element.tag)
        if tag == "p":
            children = self.inline_of(element)
            return (Paragraph(children),) if children else ()
        if tag in ("h2", "h3"):
            return (Heading(int(tag[1]), self.inline_of(element)),)
        if tag == "ul":
            return (BulletList(tuple(self._list_item(child) for child in element)),)
        if tag == "ol":
            return (OrderedList(tuple(self._list_item(child) for child in element)),)
        hint = _REFUSED_ELEMENTS.get(tag, "le langage a paragraphes, listes, titres ## et ###")
        self.refuse(self._line_of(element), f"« {tag} » n’a pas sa place dans une lettre", hint)
        return ()

    def _list_item(self, element: Element) -> ListItem:
        blocks = [child for child in element if str(child.tag) in ("p", "ul", "ol", "blockquote", "pre")]
        if any(str(child.tag) != "p" for child in blocks) or len(blocks) > 1:
            self.refuse(
                self._line_of(element), "une liste dans une liste, ou deux paragraphes dans un point", "aplatissez"
            )
            return ListItem(())
        return ListItem(self.inline_of(blocks[0] if blocks else element))

    # -- inline

    def inline_of(self, element: Element) -> tuple[Inline, ...]:
        """The inline nodes of an element, French spacing applied over the whole run."""
        return self._nest(_spaced(self._run(element), self.slots), self._inline)

    def _run(self, element: Element) -> list[Element | str]:
        """An element's text and children in order, each slot a string of its own."""
        run: list[Element | str] = []

        def add(text: str | None) -> None:
            run.extend(piece for piece in re.split(f"({_SLOT.pattern})", text or "") if piece)

        add((element.text or "").lstrip())
        for child in element:
            run.append(child)
            add(child.tail.lstrip("\n") if child.tag == "br" and child.tail else child.tail)
        return run

    def _inline(self, item: Element | str | Hole | Tag, walker: _Walker) -> tuple[Inline, ...]:
        if isinstance(item, str):
            return (Text(item),)
        if isinstance(item, Tag):
            self.refuse(item.line, "« include » a sa propre ligne", "mettez la balise seule sur sa ligne")
            return ()
        if isinstance(item, Hole):
            return walker._hole(item)
        return walker._inline_element(item)

    def _hole(self, hole: Hole) -> tuple[Inline, ...]:
        if self._is_table(hole):
            self.refuse(hole.line, f"« {hole.path} » est un tableau", "mettez-le seul sur sa ligne")
            return ()
        value = Checker(self.scope, hole.line, self.compilation.problems).value(hole.path, hole.filters)
        self.compilation.used_paths.add(str(hole.path))
        return (value,) if value is not None else ()

    def _inline_element(self, element: Element) -> tuple[Inline, ...]:
        tag = str(element.tag)
        if tag == "br":
            return (LineBreak(),)
        if tag in ("strong", "em"):
            kind = Strong if tag == "strong" else Emphasis
            return (kind(self.inline_of(element)),)
        if tag == "a":
            return self._link(element)
        self.refuse(self._line_of(element), f"« {tag} » n’a pas sa place ici", _REFUSED_ELEMENTS.get(tag, "du texte"))
        return ()

    def _link(self, element: Element) -> tuple[Inline, ...]:
        href = element.get("href", "")
        if _SLOT.search(href):
            self.refuse(self._line_of(element), "un champ dans l’adresse d’un lien", "écrivez l’adresse en clair")
            return ()
        if not re.match(r"https://[^\s]+$|mailto:[^\s]+$", href):
            self.refuse(self._line_of(element), f"lien « {href} »", "une adresse https:// complète")
            return ()
        return (Link(href, self.inline_of(element)),)

    # -- tags

    def _nest(self, items: Sequence[object], leaf: Callable[..., tuple[N, ...]]) -> tuple[N, ...]:
        """Pairs the tags among ``items`` and turns the rest into nodes with ``leaf(item, walker)``."""
        nodes, rest = self._sequence(list(items), leaf)
        while rest:
            tag = rest[0]
            assert isinstance(tag, Tag)
            self.refuse(tag.line, f"« {tag.keyword} » sans balise ouvrante à ce niveau", _LEVEL_HINT)
            more, rest = self._sequence(rest[1:], leaf)
            nodes += more
        return nodes

    def _sequence(self, items: list[object], leaf: Callable[..., tuple[N, ...]]) -> tuple[tuple[N, ...], list[object]]:
        nodes: list[N] = []
        while items:
            item = items[0]
            if not isinstance(item, Tag) or item.keyword == "include":
                nodes.extend(leaf(item, self))
                items = items[1:]
            elif item.keyword in ("if", "for"):
                if self.depth >= MAX_NESTING:
                    self.refuse(item.line, f"plus de {MAX_NESTING} balises imbriquées", "simplifiez")
                    return tuple(nodes), []
                opened = self._if if item.keyword == "if" else self._for
                made, items = opened(items, leaf)
                nodes.extend(made)
            else:
                break
        return tuple(nodes), items

    def _if(self, items: list[object], leaf: Callable[..., tuple[N, ...]]) -> tuple[tuple[N, ...], list[object]]:
        opening = items[0]
        assert isinstance(opening, Tag)
        branches: list[Branch] = []
        otherwise: tuple[N, ...] = ()
        known: Facts = frozenset()
        while True:
            tag = items[0]
            assert isinstance(tag, Tag)
            branch_facts = known
            if tag.condition is not None:
                Checker(self.scope.knowing(known), tag.line, self.compilation.problems).condition(tag.condition)
                self.compilation.used_paths.update(paths_of(tag.condition))
                branch_facts = known | facts(tag.condition, holds=True)
                known = known | facts(tag.condition, holds=False)
            inside = replace(self, scope=self.scope.knowing(branch_facts), depth=self.depth + 1)
            children, items = inside._sequence(items[1:], leaf)
            if tag.condition is not None:
                branches.append(Branch(tag.condition, children))  # type: ignore[arg-type]  # nodes of one level
            else:
                otherwise = children
            closing = items[0] if items else None
            if not isinstance(closing, Tag) or closing.keyword == "endfor":
                self.refuse(opening.line, "« if » sans « endif » au même niveau", _LEVEL_HINT)
                break
            if closing.keyword == "endif":
                items = items[1:]
                break
            if tag.keyword == "else":
                self.refuse(closing.line, f"« {closing.keyword} » après « else »", "« else » vient en dernier")
        return (When(tuple(branches), otherwise),), items  # type: ignore[return-value,arg-type]

    def _for(self, items: list[object], leaf: Callable[..., tuple[N, ...]]) -> tuple[tuple[N, ...], list[object]]:
        opening = items[0]
        assert isinstance(opening, Tag)
        assert opening.path is not None
        item_type = Checker(self.scope, opening.line, self.compilation.problems).list_item(opening.path)
        self.compilation.used_paths.add(str(opening.path))
        if opening.item in self.scope.items or opening.item in self.scope.environment.fields:
            self.refuse(opening.line, f"« {opening.item} » est déjà le nom d’un champ", "choisissez un autre nom")
        scope = self.scope if item_type is None else self.scope.within(opening.item, item_type)
        inside = replace(self, scope=scope, depth=self.depth + 1)
        before = len(self.compilation.problems)
        children, items = inside._sequence(items[1:], leaf)
        if item_type is None:  # the loop itself was refused: what it holds cannot be judged
            del self.compilation.problems[before:]
        if items and isinstance(items[0], Tag) and items[0].keyword == "endfor":
            items = items[1:]
        else:
            self.refuse(opening.line, "« for » sans « endfor » au même niveau", _LEVEL_HINT)
        return (Each(opening.path, opening.item, children),), items  # type: ignore[return-value,arg-type]

    # -- problems

    def refuse(self, line: int, message: str, hint: str = "") -> None:
        self.compilation.problems.append(
            Problem(path=self.source.path, line=line, message=message, hint=hint, check="language")
        )

    def _line_of(self, element: Element) -> int:
        """The line where an element's first words stand; the first line where they cannot be found."""
        words = next((text for text in element.itertext() if text.strip()), "")
        start = _SLOT.split(words.strip())[0].strip()[:30] or element.get("href", "") or element.get("src", "")
        for number, line in enumerate(self.source.text.split("\n"), start=self.source.first_line):
            if start and start in line:
                return number
        return self.source.first_line


_LEVEL_HINT = "ouvrez et fermez la balise dans le même paragraphe, ou chacune seule sur sa ligne"


def _spaced(run: list[Element | str], slots: Sequence[Hole | Tag]) -> list[object]:
    """The run with French spacing over its literal text, slots turned into their holes and tags.

    Rules see the whole run: a slot written in digits counts as a number, any other as a word; a
    tag or an element inside counts for nothing, so that « {% if x %} ; » is spaced like « ; ».
    """
    marks: list[str] = []
    for item in run:
        if isinstance(item, str) and _SLOT.fullmatch(item):
            slot = slots[ord(item) - _FIRST]
            digits = isinstance(slot, Hole) and bool(DIGIT_FORMATS.intersection(slot.filters))
            marks.append(typography.NUMBER_SLOT if digits else typography.SLOT)
        elif isinstance(item, str):
            marks.append(_unwrapped(item))
        else:
            marks.append(typography.SLOT)
    spaced = iter(re.split(f"([{typography.SLOT}{typography.NUMBER_SLOT}])", typography.space("".join(marks))))
    texts = list(spaced)
    out: list[object] = []
    others = [item for item in run if not isinstance(item, str) or _SLOT.fullmatch(item)]
    for index, text in enumerate(texts):
        if index % 2 == 0:
            if text:
                out.append(text)
        else:
            other = others[index // 2]
            out.append(slots[ord(other) - _FIRST] if isinstance(other, str) else other)
    return out


def _unwrapped(text: str) -> str:
    """Text on one line: a line's end and the blanks around it are one space."""
    first, *others = text.split("\n")
    if not others:
        return text
    *middle, last = others
    return " ".join([first.rstrip(), *(part.strip() for part in middle), last.lstrip()])


def _tidy_lists(blocks: tuple[Block, ...], refuse: Callable[[str, str], None]) -> tuple[Block, ...]:
    """Branches and loops that hold only list items move into the list; neighbouring lists become one."""
    out: list[Block] = []
    for block in blocks:
        hoisted = _hoisted(block, refuse)
        last = out[-1] if out else None
        if isinstance(last, BulletList) and isinstance(hoisted, BulletList):
            out[-1] = BulletList(last.items + hoisted.items)
            continue
        if (isinstance(hoisted, OrderedList) or _only(hoisted, OrderedList)) and (
            isinstance(last, OrderedList) or (last is not None and _only(last, OrderedList))
        ):
            refuse("une condition ou une boucle dans une liste numérotée", "employez une liste à tirets")
        out.append(hoisted)
    return tuple(out)


def _hoisted(block: Block, refuse: Callable[[str, str], None]) -> Block:
    if isinstance(block, When):
        branches = tuple(
            Branch(branch.condition, _tidy_lists(branch.children, refuse))  # type: ignore[arg-type]  # block level
            for branch in block.branches
        )
        block = When(branches, _tidy_lists(block.otherwise, refuse))  # type: ignore[arg-type]  # block level
        if _only(block, BulletList):
            return BulletList(
                (When(tuple(Branch(b.condition, _items(b.children)) for b in branches), _items(block.otherwise)),)
            )
    elif isinstance(block, Each):
        block = Each(block.path, block.item, _tidy_lists(block.children, refuse))  # type: ignore[arg-type]
        if _only(block, BulletList):
            return BulletList((Each(block.path, block.item, _items(block.children)),))
        if _only(block, OrderedList):
            refuse("une boucle dans une liste numérotée", "employez une liste à tirets")
    return block


def _only(node: Node, kind: type[BulletList] | type[OrderedList]) -> bool:
    """Whether a branch or loop holds nothing but lists of one kind, in every branch that holds anything."""
    if isinstance(node, When):
        children = [child for branch in node.branches for child in branch.children] + list(node.otherwise)
    elif isinstance(node, Each):
        children = list(node.children)
    else:
        return False
    return bool(children) and all(isinstance(child, kind) for child in children)


def _items(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(item for node in nodes if isinstance(node, BulletList) for item in node.items)


def paths_of(expression: Expression) -> set[str]:
    """Every path that an expression reads, dotted."""
    from generator.letter.nodes import And, Compare, Count, Given, In, Not, Or, Path, Plural, Several

    match expression:
        case Path():
            return {str(expression)}
        case Given(path) | Several(path) | Plural(path) | Count(path) | In(path, _):
            return {str(path)}
        case Not(operand):
            return paths_of(operand)
        case And(operands) | Or(operands):
            return set().union(*(paths_of(operand) for operand in operands))
        case Compare(_, left, right):
            return paths_of(left) | paths_of(right)
        case Literal():
            return set()
