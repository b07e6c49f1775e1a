"""Walks Markdown's elements into nodes, pairing tags among siblings: both ends of a tag stand at the same level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Problem
from generator.letter.check import Checker, Facts, Scope, facts
from generator.letter.language import MAX_NESTING, Hole, Tag
from generator.letter.nodes import (
    Block,
    Branch,
    BulletList,
    Each,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Text,
    When,
    paths_of,
)
from generator.letter.prose import SLOT, slot_of, spaced
from generator.letter.schema import Library, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_REFUSED_ELEMENTS = {
    "h1": "le titre de niveau 1 est l’objet de la lettre : commencez à « ## »",
    "blockquote": "une lettre n’a pas de citation en bloc",
    "pre": "retirez le retrait en début de ligne",
    "code": "retirez les accents graves",
    "hr": "séparez par des paragraphes",
    "img": "une lettre n’a pas d’image",
}


_AROUND_SLOTS = re.compile(f"({SLOT.pattern})")
_LEVEL_HINT = "ouvrez et fermez la balise dans le même paragraphe, ou chacune seule sur sa ligne"


class Surroundings(Protocol):
    """The compilation that a walk is part of: what it draws on, and what it notes."""

    library: Library
    problems: list[Problem]
    used_paths: set[str]

    def include(self, tag: Tag, scope: Scope, including: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks of the clause that ``tag`` names."""

    def place_table(self, hole: Hole, scope: Scope, including: tuple[str, ...]) -> tuple[Table, ...]:
        """Return the table that ``hole`` names with its texts compiled; nothing where it is one too many."""


N = TypeVar("N")


class Walker(Struct):
    """Walks Markdown's elements into nodes, at one scope that narrows inside branches and loops."""

    compilation: Surroundings
    source: Source
    scope: Scope
    slots: Sequence[Hole | Tag]
    including: tuple[str, ...]
    depth: int = 0

    # -- blocks

    def blocks(self, elements: Iterable[Element]) -> tuple[Block, ...]:
        """Return the blocks that the elements of one level make, their tags paired."""
        items: list[Element | Hole | Tag] = [self._sole_slot(element) or element for element in elements]
        return self._nest(items, self._block)

    def _sole_slot(self, element: Element) -> Hole | Tag | None:
        """The block tag or table that a paragraph consists of."""
        text = (element.text or "").strip()
        if element.tag != "p" or len(element) or len(text) != 1 or not SLOT.match(text):
            return None
        slot = slot_of(text, self.slots)
        if isinstance(slot, Tag):
            return slot if slot.alone else None
        return slot if self._is_table(slot) else None

    def _is_table(self, hole: Hole) -> bool:
        return not hole.filters and len(hole.path.parts) == 1 and hole.path.parts[0] in self.compilation.library.tables

    def _block(self, item: Element | Hole | Tag, walker: Walker) -> tuple[Block, ...]:
        if isinstance(item, Tag):
            return self.compilation.include(item, walker.scope, self.including)
        if isinstance(item, Hole):
            return self.compilation.place_table(item, walker.scope, self.including)
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
        self._refuse(self._line_of(element), f"« {tag} » n’a pas sa place dans une lettre", hint)
        return ()

    def _list_item(self, element: Element) -> ListItem:
        blocks = [child for child in element if str(child.tag) in ("p", "ul", "ol", "blockquote", "pre")]
        if any(str(child.tag) != "p" for child in blocks) or len(blocks) > 1:
            self._refuse(
                self._line_of(element), "une liste dans une liste, ou deux paragraphes dans un point", "aplatissez"
            )
            return ListItem(())
        return ListItem(self.inline_of(blocks[0] if blocks else element))

    # -- inline

    def inline_of(self, element: Element) -> tuple[Inline, ...]:
        """The inline nodes of an element, French spacing applied over the whole run."""
        return self._nest(spaced(self._run(element), self.slots), self._inline)

    def _run(self, element: Element) -> list[Element | str]:
        """An element's text and children in order, each slot a string of its own."""
        run: list[Element | str] = []

        def add(text: str | None) -> None:
            if text:
                run.extend(filter(None, _AROUND_SLOTS.split(text)))

        add((element.text or "").lstrip())
        for child in element:
            run.append(child)
            add(child.tail.lstrip("\n") if child.tag == "br" and child.tail else child.tail)
        return run

    def _inline(self, item: Element | str | Hole | Tag, walker: Walker) -> tuple[Inline, ...]:
        if isinstance(item, str):
            return (Text(item),)
        if isinstance(item, Tag):
            self._refuse(item.line, "« include » a sa propre ligne", "mettez la balise seule sur sa ligne")
            return ()
        if isinstance(item, Hole):
            return walker._hole(item)
        return walker._inline_element(item)

    def _hole(self, hole: Hole) -> tuple[Inline, ...]:
        if self._is_table(hole):
            self._refuse(hole.line, f"« {hole.path} » est un tableau", "mettez-le seul sur sa ligne")
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
        self._refuse(self._line_of(element), f"« {tag} » n’a pas sa place ici", _REFUSED_ELEMENTS.get(tag, "du texte"))
        return ()

    def _link(self, element: Element) -> tuple[Inline, ...]:
        href = element.get("href", "")
        if SLOT.search(href):
            self._refuse(self._line_of(element), "un champ dans l’adresse d’un lien", "écrivez l’adresse en clair")
            return ()
        if not re.match(r"https://[^\s]+$|mailto:[^\s]+$", href):
            self._refuse(self._line_of(element), f"lien « {href} »", "une adresse https:// complète")
            return ()
        return (Link(href, self.inline_of(element)),)

    # -- tags

    def _nest(self, items: Sequence[object], leaf: Callable[..., tuple[N, ...]]) -> tuple[N, ...]:
        """Pairs the tags among ``items`` and turns the rest into nodes with ``leaf(item, walker)``."""
        nodes, rest = self._sequence(list(items), leaf)
        while rest:
            tag = rest[0]
            assert isinstance(tag, Tag)
            self._refuse(tag.line, f"« {tag.keyword} » sans balise ouvrante à ce niveau", _LEVEL_HINT)
            more, rest = self._sequence(rest[1:], leaf)
            nodes += more
        return nodes

    def _sequence(self, items: list[object], leaf: Callable[..., tuple[N, ...]]) -> tuple[tuple[N, ...], list[object]]:
        nodes: list[N] = []
        while items:
            item = items[0]
            if type(item) is not Tag or item.keyword == "include":
                nodes.extend(leaf(item, self))
                items = items[1:]
            elif item.keyword in ("if", "for"):
                if self.depth >= MAX_NESTING:
                    self._refuse(item.line, f"plus de {MAX_NESTING} balises imbriquées", "simplifiez")
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
                self._refuse(opening.line, "« if » sans « endif » au même niveau", _LEVEL_HINT)
                break
            if closing.keyword == "endif":
                items = items[1:]
                break
            if tag.keyword == "else":
                self._refuse(closing.line, f"« {closing.keyword} » après « else »", "« else » vient en dernier")
        return (When(tuple(branches), otherwise),), items  # type: ignore[return-value,arg-type]

    def _for(self, items: list[object], leaf: Callable[..., tuple[N, ...]]) -> tuple[tuple[N, ...], list[object]]:
        opening = items[0]
        assert isinstance(opening, Tag)
        assert opening.path is not None
        item_type = Checker(self.scope, opening.line, self.compilation.problems).list_item(opening.path)
        self.compilation.used_paths.add(str(opening.path))
        if opening.item in self.scope.items or opening.item in self.scope.environment.fields:
            self._refuse(opening.line, f"« {opening.item} » est déjà le nom d’un champ", "choisissez un autre nom")
        scope = self.scope if item_type is None else self.scope.within(opening.item, item_type)
        inside = replace(self, scope=scope, depth=self.depth + 1)
        before = len(self.compilation.problems)
        children, items = inside._sequence(items[1:], leaf)
        if item_type is None:  # the loop itself was refused: what it holds cannot be judged
            del self.compilation.problems[before:]
        if items and isinstance(items[0], Tag) and items[0].keyword == "endfor":
            items = items[1:]
        else:
            self._refuse(opening.line, "« for » sans « endfor » au même niveau", _LEVEL_HINT)
        return (Each(opening.path, opening.item, children),), items  # type: ignore[return-value,arg-type]

    # -- problems

    def _refuse(self, line: int, message: str, hint: str = "") -> None:
        self.compilation.problems.append(
            Problem(path=self.source.path, line=line, message=message, hint=hint, check="language")
        )

    def _line_of(self, element: Element) -> int:
        """The line where an element's first words stand; the first line where they cannot be found."""
        words = next((text for text in element.itertext() if text.strip()), "")
        start = SLOT.split(words.strip())[0].strip()[:30] or element.get("href", "") or element.get("src", "")
        for number, line in enumerate(self.source.text.split("\n"), start=self.source.first_line):
            if start and start in line:
                return number
        return self.source.first_line
