"""Expressions of the usual forms, read without jinja2: its parser judges all others, and gives the same for these.

Most letters ask nothing else, and a check of one letter then need not import jinja2, a twentieth of its time.
"""

from __future__ import annotations

import re

from generator.letter.nodes import And, Compare, Count, Expression, Given, In, Literal, Not, Or, Path, Plural, Several

_NAME = "[a-z_][a-z0-9_]*"
_PATH = rf"(?!(?:not|and|or|in|is|if|else|true|false|none)\b){_NAME}(?:\.{_NAME})*"
_TEXT = r"""(?:"[^"'\\\n{}]*"|'[^"'\\\n{}]*')"""
_VALUE = re.compile(rf"({_PATH})((?: *\| *{_NAME})*)", re.ASCII)
_JOINED = re.compile(r" +(and|or) +", re.ASCII)
_QUESTION = re.compile(
    rf"(?P<no>not +)?(?P<path>{_PATH})"
    rf"(?: +is +(?P<is_not>not +)?(?P<test>given|several|plural)"
    rf"|(?P<count> *\| *count)? *(?P<sign>[=!]=|[<>]=?) *(?P<other>{_TEXT}|0|[1-9][0-9]{{0,8}}|{_PATH})"
    rf"| +in +\((?P<options>{_TEXT}(?:, *{_TEXT})+)\))?",
    re.ASCII,
)
_TESTS: dict[str, type[Given] | type[Several] | type[Plural]] = {"given": Given, "several": Several, "plural": Plural}


def plain_value(text: str) -> tuple[Path, tuple[str, ...]] | None:
    """A field and its filters: « invoice.amount | money »; None for anything else."""
    found = _VALUE.fullmatch(text)
    if found is None:
        return None
    return _path(found[1]), tuple(name.strip() for name in found[2].split("|")[1:])


def plain_condition(text: str) -> Expression | None:
    """Questions joined by « and », or by « or »: « invoices is several and not letter.deadline is given »."""
    pieces = _JOINED.split(text)
    questions = [_question(piece) for piece in pieces[::2]]
    known = tuple(question for question in questions if question is not None)
    if len(known) < len(questions) or len(set(pieces[1::2])) > 1:
        return None
    if len(known) == 1:
        return known[0]
    return And(known) if pieces[1] == "and" else Or(known)


def _question(text: str) -> Expression | None:
    if text.startswith("not (") and text.endswith(")"):
        inside = _question(text.removeprefix("not (").removesuffix(")").strip(" "))
        return Not(inside) if inside is not None else None
    found = _QUESTION.fullmatch(text)
    if found is None:
        return None
    path = _path(found["path"])
    question: Expression = path
    if found["test"]:
        question = Not(_TESTS[found["test"]](path)) if found["is_not"] else _TESTS[found["test"]](path)
    elif found["sign"]:
        one = Count(path) if found["count"] else path
        question = Compare(found["sign"], one, _operand(found["other"]))  # type: ignore[arg-type]  # closed by _QUESTION
    elif found["options"]:
        question = In(path, tuple(option[1:-1] for option in re.findall(_TEXT, found["options"])))
    return Not(question) if found["no"] else question


def _operand(text: str) -> Literal | Path:
    if text[0] in "\"'":
        return Literal(text[1:-1])
    return Literal(int(text)) if text.isdigit() else _path(text)


def _path(text: str) -> Path:
    return Path(tuple(text.split(".")))
