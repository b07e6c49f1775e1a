"""Lists whose items depend on branches and loops: these move into the list, and neighbouring lists become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.letter.nodes import Block, Branch, BulletList, Each, Node, OrderedList, When


def tidy_lists(blocks: tuple[Block, ...], refuse: Callable[[str, str], None]) -> tuple[Block, ...]:
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
            Branch(branch.condition, tidy_lists(branch.children, refuse))  # type: ignore[arg-type]  # block level
            for branch in block.branches
        )
        block = When(branches, tidy_lists(block.otherwise, refuse))  # type: ignore[arg-type]  # block level
        if _only(block, BulletList):
            return BulletList(
                (When(tuple(Branch(b.condition, _items(b.children)) for b in branches), _items(block.otherwise)),)
            )
    elif isinstance(block, Each):
        block = Each(block.path, block.item, tidy_lists(block.children, refuse))  # type: ignore[arg-type]
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
