"""The letter language, read: text and tags from a source, expressions from a tag.

jinja2's lexer finds the tags and its parser reads each expression; neither ever runs. Everything
that is not in the language is refused here, with its line and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from generator.errors import Problem
from generator.letter.nodes import And, Compare, Count, Expression, Given, In, Literal, Not, Or, Path, Plural, Several
from generator.letter.plain_expressions import plain_condition, plain_value

if TYPE_CHECKING:
    import jinja2
    from jinja2 import nodes as jinja_nodes

    from generator.letter.schema import Source

MAX_SOURCE = 30_000
"""Characters in one source; longer ones are refused (a letter has a few thousand)."""
MAX_TAGS = 2_000
MAX_NESTING = 25
MAX_BRACKETS = 200
"""Opening brackets in one source: Markdown looks for a link at each, again and again."""

_PRIVATE = re.compile("[\ue000-\uf8ff\ufff9-\ufffc\U000f0000-\U0010ffff]")
_TEXT_ONLY = re.compile(r"<[A-Za-z/!?]|&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor", "include")


class Words(Struct, frozen=True):
    """Literal text of the source."""

    text: str
    line: int


class Hole(Struct, frozen=True):
    """``{{ path | formatter }}``; ``filters`` in their order."""

    path: Path
    filters: tuple[str, ...]
    line: int
    alone: bool


class Tag(Struct, frozen=True):
    """``{% keyword … %}``. ``condition`` for if and elif, ``item``/``path`` for for, ``name`` for include."""

    keyword: str
    line: int
    alone: bool
    condition: Expression | None = None
    item: str = ""
    path: Path | None = None
    name: str = ""


Piece = Words | Hole | Tag


class Refused(Exception):
    """A construct outside the language, until its place is known."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


class _Raw(Struct, frozen=True):
    kind: str  # words, hole or tag
    text: str
    line: int


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    # Only its lexer and parser serve: nothing is ever rendered with it.
    return jinja2.Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701


def read(source: Source, problems: list[Problem]) -> list[Piece]:
    """The pieces of ``source``; what is refused is added to ``problems`` and left out."""
    pieces, refused = _read(source)
    problems += refused
    return list(pieces)


@lru_cache(maxsize=128)
def _read(source: Source) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    """What `read` gives: the same clauses come again in every letter, and each letter when a place is looked for."""
    problems: list[Problem] = []
    return tuple(_pieces(source, problems)), tuple(problems)


def _pieces(source: Source, problems: list[Problem]) -> list[Piece]:
    def refuse(line: int, message: str, hint: str = "") -> None:
        problems.append(
            Problem(path=source.path, line=source.first_line + line - 1, message=message, hint=hint, check="language")
        )

    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_SOURCE:
        refuse(1, f"texte de {len(text)} caractères", f"{MAX_SOURCE} au plus : scindez-le en clauses")
        return []
    if text.count("[") > MAX_BRACKETS:
        refuse(1, f"plus de {MAX_BRACKETS} crochets ouvrants", "une lettre a peu de liens")
        return []
    if _PRIVATE.search(text) or _TEXT_ONLY.search(text) or _CONTROL.search(text.replace("\n", "")):
        for number, content in enumerate(text.split("\n"), start=1):
            _refuse_characters(content, number, refuse)
    raws = _plain_tokens(text) or list(_tokens(text, refuse))
    if sum(raw.kind != "words" for raw in raws) > MAX_TAGS:
        refuse(1, f"plus de {MAX_TAGS} champs et balises", "scindez la lettre")
        return []
    pieces: list[Piece] = []
    for position, raw in enumerate(raws):
        line = source.first_line + raw.line - 1
        if raw.kind == "words":
            pieces.append(Words(raw.text, line))
            continue
        try:
            alone = _stands_alone(raws, position)
            pieces.append(_hole(raw, line, alone) if raw.kind == "hole" else _tag(raw, line, alone))
        except Refused as error:
            refuse(raw.line, error.message, error.hint)
    return pieces


def read_condition(source: Source, problems: list[Problem]) -> Expression | None:
    """One condition that stands by itself, such as a table column's ``when``."""
    try:
        return _condition_in(source.text)
    except Refused as error:
        problems.append(
            Problem(path=source.path, line=source.first_line, message=error.message, hint=error.hint, check="language")
        )
        return None


def read_loop(source: Source, problems: list[Problem]) -> tuple[str, Path] | None:
    """« invoice in invoices », as a table row writes it."""
    try:
        return _loop(source.text)
    except Refused as error:
        problems.append(
            Problem(path=source.path, line=source.first_line, message=error.message, hint=error.hint, check="language")
        )
        return None


def _refuse_characters(content: str, line: int, refuse: _Refuse) -> None:
    if found := _PRIVATE.search(content):
        refuse(line, f"caractère à usage privé U+{ord(found[0]):04X}", "retirez-le")
    if found := _CONTROL.search(content):
        refuse(line, f"caractère de contrôle U+{ord(found[0]):04X}", "retirez-le")
    if found := _TEXT_ONLY.search(content):
        refuse(line, f"HTML dans le texte : « {found[0]} »", "écrivez du Markdown, et le caractère lui-même")


# --- tokens -----------------------------------------------------------------------------------


_USUAL = r"""[a-z0-9_ .|,<>=\n]|!=|"[^"'\\\n{}]*"|'[^"'\\\n{}]*'"""
_TAG = re.compile(rf"\{{(?P<kind>[{{%])(?P<inside>(?:{_USUAL}|\((?:{_USUAL})*\))*)[}}%]\}}", re.ASCII)
_BRACE = re.compile(r"[{}]")


def _plain_tokens(text: str) -> list[_Raw]:
    """What `_tokens` gives for a text in which each tag is plain; nothing for any other, where jinja2 has to judge.

    Its lexer takes a third of the time in which a letter is compiled, mostly to find that nothing is special.
    """
    raws: list[_Raw] = []
    at, line = 0, 1
    for found in _TAG.finditer(text):
        kind, words = found["kind"], text[at : found.start()]
        if text[found.end() - 2] != _CLOSING[kind] or _BRACE.search(words) or "raw" in found["inside"]:
            return []
        if words:
            raws.append(_Raw("words", words, line))
            line += words.count("\n")
        raws.append(_Raw("hole" if kind == "{" else "tag", found["inside"].strip(), line))
        line += found["inside"].count("\n")
        at = found.end()
    if _BRACE.search(text, at):
        return []
    if at < len(text):
        raws.append(_Raw("words", text[at:], line))
    return raws


_CLOSING = {"{": "}", "%": "%"}


def _tokens(text: str, refuse: _Refuse) -> Iterator[_Raw]:
    """Words, holes and tags of ``text``, from jinja2's lexer."""
    from jinja2 import TemplateSyntaxError

    opened: list[tuple[int, str]] = []
    inside = ""
    # The lexer drops whitespace around « {%- »; the language refuses it, and what was dropped no longer matters.
    try:
        for line, kind, value in _environment().lex(text):
            if kind in ("raw_begin", "raw_end"):
                refuse(line, "la balise « raw » n’existe pas ici", "écrivez le texte sans accolades doubles")
            elif kind == "comment_begin":
                refuse(line, "un commentaire n’a pas sa place dans une lettre", "mettez-le dans guidance.md")
            elif kind.startswith(("linestatement", "linecomment", "comment")):
                continue
            elif kind in ("variable_begin", "block_begin"):
                _refuse_whitespace_control(value, line, refuse)
                opened, inside = [(line, kind)], ""
            elif kind in ("variable_end", "block_end"):
                _refuse_whitespace_control(value, line, refuse)
                begin, what = opened.pop()
                yield _Raw("hole" if what == "variable_begin" else "tag", inside.strip(), begin)
                if value.endswith("\n"):
                    yield _Raw("words", "\n", line)
            elif opened:
                inside += value
            elif kind == "data":
                yield _Raw("words", value, line)
    except TemplateSyntaxError as error:
        refuse(error.lineno, "balise mal formée", "vérifiez les accolades : {{ … }} et {% … %}")
        return
    if opened:
        refuse(opened[-1][0], "balise ouverte et jamais fermée", "ajoutez }} ou %}")


def _refuse_whitespace_control(value: str, line: int, refuse: _Refuse) -> None:
    if value.strip()[2:3] in ("-", "+") or value.strip()[:1] in ("-", "+"):
        refuse(line, f"« {value.strip()} » : pas de tiret ni de plus dans une balise", "les blancs sont réglés seuls")


def _stands_alone(raws: list[_Raw], position: int) -> bool:
    """Whether the tag at ``position`` is the only thing on its line."""
    before = "".join(raw.text if raw.kind == "words" else "x" for raw in raws[max(0, position - 3) : position])
    after = "".join(raw.text if raw.kind == "words" else "x" for raw in raws[position + 1 : position + 4])
    return not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()


# --- tags -------------------------------------------------------------------------------------


def _hole(raw: _Raw, line: int, alone: bool) -> Hole:
    path, filters = _value_in(raw.text)
    return Hole(path, filters, line, alone)


@lru_cache(maxsize=4096)
def _value_in(text: str) -> tuple[Path, tuple[str, ...]]:
    """Path and filters of a hole; the same few come again in every letter."""
    return plain_value(text) or _parsed_value(text)


def _parsed_value(text: str) -> tuple[Path, tuple[str, ...]]:
    from jinja2 import nodes as n

    node = _parse_expression(text)
    filters: list[str] = []
    while isinstance(node, n.Filter):
        _refuse_arguments(node)
        filters.append(node.name)
        node = node.node if node.node is not None else n.Const(None)
    return _path(node), tuple(reversed(filters))


@lru_cache(maxsize=4096)
def _condition_in(text: str) -> Expression:
    """The condition of a tag; the same few come again in every letter."""
    return plain_condition(text) or _parsed_condition(text)


def _parsed_condition(text: str) -> Expression:
    return _condition(_parse_expression(text))


def _tag(raw: _Raw, line: int, alone: bool) -> Tag:
    keyword, _, rest = raw.text.partition(" ")
    rest = rest.strip()
    if keyword in ("else", "endif", "endfor"):
        if rest:
            raise Refused(f"« {keyword} » ne prend rien : « {rest} »", f"écrivez {{% {keyword} %}}")
        return Tag(keyword, line, alone)
    if keyword in ("if", "elif"):
        return Tag(keyword, line, alone, condition=_condition_in(rest))
    if keyword == "for":
        item, path = _loop(rest)
        return Tag(keyword, line, alone, item=item, path=path)
    if keyword == "include":
        return Tag(keyword, line, alone, name=_include_name(rest))
    raise Refused(f"balise « {keyword} » inconnue", "le langage a : " + ", ".join(_KEYWORDS))


def _include_name(rest: str) -> str:
    found = re.fullmatch(r"""(["'])([a-z0-9/_-]+\.md)\1""", rest)
    if not found or ".." in found[2] or found[2].startswith("/"):
        raise Refused(f"inclusion « {rest} »", 'écrivez le nom en toutes lettres : {% include "clauses/nom.md" %}')
    return found[2]


def _loop(text: str) -> tuple[str, Path]:
    found = re.fullmatch(r"([a-z_]+)\s+in\s+([a-z_.]+)", text.strip())
    if not found:
        raise Refused(f"boucle « {text} »", "écrivez {% for facture in invoices %}, sans filtre ni condition")
    return found[1], Path(tuple(found[2].split(".")))


# --- expressions ------------------------------------------------------------------------------


def _parse_expression(text: str) -> jinja_nodes.Expr:
    from jinja2 import TemplateSyntaxError
    from jinja2 import nodes as n
    from jinja2.parser import Parser

    if len(text) > 500:
        raise Refused("expression de plus de 500 caractères", "scindez-la en plusieurs balises")
    try:
        parser = Parser(_environment(), text, state="variable")
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


class _Refuse(Protocol):
    """Type of the callback that records a problem at a line of the source."""

    def __call__(self, line: int, message: str, hint: str = "") -> None: ...
