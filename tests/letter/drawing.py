"""A tree drawn as text, one node a line, so that a case can be read and corrected by eye."""

from __future__ import annotations

from collections.abc import Iterator

from generator.letter.nodes import (
    And,
    BulletList,
    Compare,
    Count,
    Each,
    Emphasis,
    Expression,
    Filled,
    Given,
    Heading,
    In,
    LineBreak,
    Link,
    ListItem,
    Literal,
    Node,
    Not,
    Or,
    OrderedList,
    Paragraph,
    Path,
    Plural,
    Row,
    Several,
    Strong,
    Table,
    Text,
    Value,
    When,
)

_VISIBLE = {"\u00a0": "␣", "\u202f": "·"}


def draw(nodes: tuple[Node, ...]) -> str:
    """The drawing of ``nodes``; ␣ is a no-break space, · a narrow one."""
    return "\n".join(line for node in nodes for line in _lines(node, 0))


def expression(value: Expression) -> str:
    match value:
        case Path():
            return str(value)
        case Literal(constant):
            return repr(constant)
        case Count(path):
            return f"count({path})"
        case Given(path):
            return f"given({path})"
        case Several(path):
            return f"several({path})"
        case Plural(path):
            return f"plural({path})"
        case In(item, options):
            return f"{item} in {'|'.join(options)}"
        case Compare(sign, left, right):
            return f"{expression(left)} {sign} {expression(right)}"
        case Not(operand):
            return f"not({expression(operand)})"
        case And(operands):
            return " & ".join(expression(operand) for operand in operands)
        case Or(operands):
            return " | ".join(expression(operand) for operand in operands)


def _visible(text: str) -> str:
    for character, sign in _VISIBLE.items():
        text = text.replace(character, sign)
    return text


def _lines(node: Node, depth: int) -> Iterator[str]:
    pad = "  " * depth
    match node:
        case Text(text):
            yield f'{pad}"{_visible(text)}"'
        case Filled(text, path):
            yield f"{pad}[{path}: {_visible(text)}]"
        case Value(path, form):
            yield f"{pad}{{{path} | {form}}}"
        case LineBreak():
            yield f"{pad}break"
        case Strong(children) | Emphasis(children) | Paragraph(children) | ListItem(children):
            yield f"{pad}{type(node).__name__.lower()}"
            yield from _all(children, depth + 1)
        case Link(href, children):
            yield f"{pad}link {href}"
            yield from _all(children, depth + 1)
        case Heading(level, children):
            yield f"{pad}heading {level}"
            yield from _all(children, depth + 1)
        case BulletList(items) | OrderedList(items):
            yield f"{pad}{'list' if isinstance(node, BulletList) else 'numbered'}"
            yield from _all(items, depth + 1)
        case Each(path, item, children):
            yield f"{pad}each {item} in {path}"
            yield from _all(children, depth + 1)
        case When(branches, otherwise):
            for index, branch in enumerate(branches):
                yield f"{pad}{'elif' if index else 'if'} {expression(branch.condition)}"
                yield from _all(branch.children, depth + 1)
            if otherwise:
                yield f"{pad}else"
                yield from _all(otherwise, depth + 1)
        case Table(name, caption, columns, rows, row_headers):
            yield f"{pad}table {name}{' with row headers' if row_headers else ''}"
            yield f"{pad}  caption"
            yield from _all(caption, depth + 2)
            for column in columns:
                when = f" if {expression(column.condition)}" if column.condition is not None else ""
                yield f"{pad}  column {column.align}{when}"
                yield from _all(column.label, depth + 2)
            yield from _all(rows, depth + 1)
        case Row(cells, is_total):
            yield f"{pad}{'total' if is_total else 'row'}"
            for cell in cells:
                yield f"{pad}  cell"
                yield from _all(cell, depth + 2)


def _all(nodes: tuple[Node, ...], depth: int) -> Iterator[str]:
    for node in nodes:
        yield from _lines(node, depth)
