"""The letter language, read: text and tags from a source, expressions from a tag.

jinja2's lexer finds the tags and its parser reads each expression; neither ever runs. Everything
that is not in the language is refused here, with its line and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from generator.errors import Problem
from generator.letter.expressions import Refused, condition_in, environment, value_in
from generator.letter.nodes import Expression, Path

if TYPE_CHECKING:
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


class _Raw(Struct, frozen=True):
    kind: str  # words, hole or tag
    text: str
    line: int


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
    raws = _plain_tokens(text) or (list(_tokens(text, refuse)) if text else [])
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
        return condition_in(source.text)
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


_USUAL = r"""[a-z0-9_ .|,<>=\n]++|!=|"[^"'\\\n{}]*"|'[^"'\\\n{}]*'"""
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
        for line, kind, value in environment().lex(text):
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
    if position and raws[position - 1].text.rpartition("\n")[2].strip():  # as where words or a tag come before it
        return False
    before = "".join(raw.text if raw.kind == "words" else "x" for raw in raws[max(0, position - 3) : position])
    after = "".join(raw.text if raw.kind == "words" else "x" for raw in raws[position + 1 : position + 4])
    return not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()


# --- tags -------------------------------------------------------------------------------------


def _hole(raw: _Raw, line: int, alone: bool) -> Hole:
    path, filters = value_in(raw.text)
    return Hole(path, filters, line, alone)


def _tag(raw: _Raw, line: int, alone: bool) -> Tag:
    keyword, _, rest = raw.text.partition(" ")
    rest = rest.strip()
    if keyword in ("else", "endif", "endfor"):
        if rest:
            raise Refused(f"« {keyword} » ne prend rien : « {rest} »", f"écrivez {{% {keyword} %}}")
        return Tag(keyword, line, alone)
    if keyword in ("if", "elif"):
        return Tag(keyword, line, alone, condition=condition_in(rest))
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


class _Refuse(Protocol):
    """Type of the callback that records a problem at a line of the source."""

    def __call__(self, line: int, message: str, hint: str = "") -> None: ...
