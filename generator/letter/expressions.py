"""Expressions of the language: a field with its filters, a condition. jinja2's parser reads what is not usual.

What it accepts and the language does not is refused here, with what to write instead.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.letter.nodes import And, Compare, Count, Expression, Given, In, Literal, Not, Or, Path, Plural, Several
from generator.letter.plain_expressions import plain_condition, plain_value

if TYPE_CHECKING:
    import jinja2
    from jinja2 import nodes as jinja_nodes

_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}


class Refused(Exception):
    """A construct outside the language, until its place is known."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


@cache
def environment() -> jinja2.Environment:
    """jinja2, of which only the lexer and the parser serve: nothing is ever rendered with it."""
    import jinja2

    return jinja2.Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701


@lru_cache(maxsize=4096)
def value_in(text: str) -> tuple[Path, tuple[str, ...]]:
    """Path and filters of a hole; the same few come again in every letter."""
    return plain_value(text) or parsed_value(text)


def parsed_value(text: str) -> tuple[Path, tuple[str, ...]]:
    """The same, read by jinja2; raises Refused."""
    from jinja2 import nodes as n

    node = _parse_expression(text)
    filters: list[str] = []
    while isinstance(node, n.Filter):
        _refuse_arguments(node)
        filters.append(node.name)
        node = node.node if node.node is not None else n.Const(None)
    return _path(node), tuple(reversed(filters))


@lru_cache(maxsize=4096)
def condition_in(text: str) -> Expression:
    """The condition of a tag; the same few come again in every letter."""
    return plain_condition(text) or parsed_condition(text)


def parsed_condition(text: str) -> Expression:
    """The same, read by jinja2; raises Refused."""
    return _condition(_parse_expression(text))


def _parse_expression(text: str) -> jinja_nodes.Expr:
    from jinja2 import TemplateSyntaxError
    from jinja2 import nodes as n
    from jinja2.parser import Parser

    if len(text) > 500:
        raise Refused("expression de plus de 500 caractères", "scindez-la en plusieurs balises")
    try:
        parser = Parser(environment(), text, state="variable")
        expression = parser.parse_expression()
        parser.stream.skip_if("eof")
    except TemplateSyntaxError:
        raise Refused(f"expression « {text} » mal formée", "un champ, ou une comparaison de deux champs") from None
    except RecursionError:
        raise Refused("expression trop imbriquée", "simplifiez-la") from None
    if not parser.stream.eos:
        raise Refused(f"expression « {text} » : « {parser.stream.current} » est de trop", "une seule expression")
    assert isinstance(expression, n.Expr)
    return expression


def _path(node: jinja_nodes.Node) -> Path:
    from jinja2 import nodes as n

    parts: list[str] = []
    while isinstance(node, n.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, n.Name):
        raise Refused(f"« {_kind(node)} » n’est pas un champ", "un champ s’écrit comme debtor.name")
    return Path((node.name, *reversed(parts)))


def _refuse_arguments(node: jinja_nodes.Filter | jinja_nodes.Test) -> None:
    if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise Refused(f"« {node.name} » ne prend pas d’argument", f"écrivez « {node.name} » seul")


def _condition(node: jinja_nodes.Node) -> Expression:
    from jinja2 import nodes as n

    if isinstance(node, n.And | n.Or):
        kind = And if isinstance(node, n.And) else Or
        operands: list[Expression] = []
        for side in (_condition(node.left), _condition(node.right)):
            operands.extend(side.operands if isinstance(side, kind) else (side,))
        return kind(tuple(operands))
    if isinstance(node, n.Not):
        return Not(_condition(node.node))
    if isinstance(node, n.Test):
        return _test(node)
    if isinstance(node, n.Compare):
        return _compare(node)
    return _path(node)


def _test(node: jinja_nodes.Test) -> Expression:
    _refuse_arguments(node)
    tests: dict[str, type[Given] | type[Several] | type[Plural]] = {
        "given": Given,
        "several": Several,
        "plural": Plural,
    }
    if node.name not in tests:
        raise Refused(f"« is {node.name} » n’existe pas", "le langage a : is given, is several, is plural")
    return tests[node.name](_path(node.node))


def _compare(node: jinja_nodes.Compare) -> Expression:
    from jinja2 import nodes as n

    if len(node.ops) != 1:
        raise Refused("comparaison en chaîne", "écrivez deux comparaisons jointes par « and »")
    operator, right = node.ops[0].op, node.ops[0].expr
    if operator in ("in", "notin"):
        if not isinstance(right, n.Tuple | n.List):
            raise Refused("« in » attend une liste écrite", 'écrivez in ("consumer", "professional")')
        options = tuple(_operand(option) for option in right.items)
        texts = tuple(o.value for o in options if isinstance(o, Literal) and isinstance(o.value, str))
        if len(texts) != len(options) or not texts:
            raise Refused("« in » compare à des textes entre guillemets", 'écrivez in ("consumer", "professional")')
        inside = In(_path(node.expr), texts)
        return inside if operator == "in" else Not(inside)
    return Compare(_OPERATORS[operator], _operand(node.expr), _operand(right))  # type: ignore[arg-type]  # closed table


def _operand(node: jinja_nodes.Node) -> Path | Literal | Count:
    from jinja2 import nodes as n

    if isinstance(node, n.Const):
        if isinstance(node.value, str | int | bool):
            return Literal(node.value)
        raise Refused(f"constante « {node.value} »", "un texte entre guillemets, un nombre entier, true ou false")
    if isinstance(node, n.Filter) and node.name == "count" and node.node is not None:
        _refuse_arguments(node)
        return Count(_path(node.node))
    return _path(node)


def _kind(node: jinja_nodes.Node) -> str:
    return {"Const": "constante", "Call": "appel", "Getitem": "crochets", "Add": "addition"}.get(
        type(node).__name__, type(node).__name__.lower()
    )
