"""Lists whose items depend on branches and loops: these move into the list, and neighbouring lists become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.letter.nodes import Block, Branch, BulletList, Each, Node, OrderedList, When, inside


def tidy_lists(blocks: tuple[Block, ...], refuse: Callable[[str, str], None]) -> tuple[Block, ...]:
    """Branches and loops that hold only list items move into the list; neighbouring lists become one."""
    out: list[Block] = []
    for block in blocks:
        hoisted = _hoisted(block, refuse)
        last = out[-1] if out else None
        if type(last) is BulletList and type(hoisted) is BulletList:
            out[-1] = BulletList(last.items + hoisted.items)
            continue
        if last is not None and _is_numbered(last) and _is_numbered(hoisted):
            refuse("une condition ou une boucle dans une liste numérotée", "employez une liste à tirets")
        out.append(hoisted)
    return tuple(out)


def _hoisted(block: Block, refuse: Callable[[str, str], None]) -> Block:
    if type(block) is When:
        branches = tuple(
            Branch(branch.condition, tidy_lists(branch.children, refuse))  # type: ignore[arg-type]  # block level
            for branch in block.branches
        )
        block = When(branches, tidy_lists(block.otherwise, refuse))  # type: ignore[arg-type]  # block level
        if _only(block, BulletList):
            return BulletList(
                (When(tuple(Branch(b.condition, _items(b.children)) for b in branches), _items(block.otherwise)),)
            )
    elif type(block) is Each:
        block = Each(block.path, block.item, tidy_lists(block.children, refuse))  # type: ignore[arg-type]
        if _only(block, BulletList):
            return BulletList((Each(block.path, block.item, _items(block.children)),))
        if _only(block, OrderedList):
            refuse("une boucle dans une liste numérotée", "employez une liste à tirets")
    return block


def _is_numbered(block: Block) -> bool:
    return type(block) is OrderedList or _only(block, OrderedList)


def _only(node: Node, kind: type[BulletList] | type[OrderedList]) -> bool:
    """Whether a branch or loop holds nothing but lists of one kind, in every branch that holds anything."""
    children = inside(node) if type(node) is When or type(node) is Each else ()
    return bool(children) and all(type(child) is kind for child in children)


def _items(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(item for node in nodes if isinstance(node, BulletList) for item in node.items)
