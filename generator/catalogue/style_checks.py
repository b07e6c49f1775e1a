"""How files are laid out. These are warnings: nobody who edits in a browser is stopped by a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue import front_matter
from generator.catalogue.judging import Check, File, problem
from generator.catalogue.model import Header
from generator.errors import Problem
from generator.messages import listed

_MEND = "relance check --fix le fait"


# --- spaces ---------------------------------------------------------------------------------------


def _trailing(file: File) -> re.Pattern[str]:
    # Two spaces at the end of a line of Markdown break the line: they may be meant.
    return re.compile(r"[ \t]+$", re.MULTILINE) if file.is_yaml else re.compile(r"(?<![ \t])[ \t]$|^[ \t]+$", re.M)


def _is_text(file: File) -> bool:
    return file.name.endswith((".md", ".yml"))


def _spaces(file: File) -> Iterator[Problem]:
    for found in _trailing(file).finditer(file.text) if _is_text(file) else ():
        line = file.line_at(found.start())
        yield problem(file.path, line, "trailing-space", "espace en fin de ligne", _MEND)
    if _is_text(file) and file.text and file.text != f"{file.text.rstrip(chr(10))}\n":
        line = file.text.rstrip("\n").count("\n") + 1
        yield problem(file.path, line, "trailing-space", "le fichier ne finit pas par un seul retour à la ligne", _MEND)


def _without_spaces(file: File) -> str:
    if not _is_text(file) or not file.text:
        return file.text
    return _trailing(file).sub("", file.text).rstrip("\n") + "\n"


# --- the order of keys ----------------------------------------------------------------------------

_KEY = re.compile(r"^([A-Za-z_]+):", re.MULTILINE)


def _keys(file: File) -> tuple[str, ...]:
    """The keys of the file's front matter in their order; none where it has none."""
    if file.name.endswith("/letter.md"):
        return Header.__struct_fields__
    if not file.name.startswith("clauses/"):
        return ()
    from generator.catalogue.schema import ClauseModel

    return tuple(ClauseModel.model_fields)


def _blocks(file: File) -> tuple[str, list[tuple[str, str]], str] | None:
    """The front matter as what opens it and one block for each key, its comments with it; and the rest of the file."""
    parts = front_matter.split(file.text, file.path, []) if _keys(file) else None
    if parts is None or parts.facts is None:
        return None
    facts = parts.facts.removeprefix("\n") + "\n"
    rest = file.text[len("---\n") + len(facts) :]
    if f"---\n{facts}{rest}" != file.text:
        return None
    starts = [_with_comments(facts, found.start()) for found in _KEY.finditer(facts)]
    names = [found[1] for found in _KEY.finditer(facts)]
    if not starts:
        return None
    blocks = [facts[start:end] for start, end in zip(starts, [*starts[1:], len(facts)], strict=True)]
    return facts[: starts[0]], list(zip(names, blocks, strict=True)), rest


def _with_comments(facts: str, start: int) -> int:
    """Where the comments above a key begin; those that speak to editors open the file."""
    while start:
        above = facts.rfind("\n", 0, start - 1) + 1
        line = facts[above:start]
        if not line.startswith("#") or line.startswith("# yaml-language-server"):
            break
        start = above
    return start


def _in_order(file: File, names: list[str]) -> list[str] | None:
    """The keys of the front matter in the order of the model; None where one is unknown or repeated."""
    order = _keys(file)
    if len(set(names)) < len(names) or not set(names) <= set(order):
        return None
    return sorted(names, key=order.index)


def _key_order(file: File) -> Iterator[Problem]:
    found = _blocks(file)
    if found is None:
        return
    names = [name for name, _ in found[1]]
    ordered = _in_order(file, names)
    if ordered is not None and names != ordered:
        first = next(name for name, wanted in zip(names, ordered, strict=True) if name != wanted)
        line = file.text[: file.text.index(f"\n{first}:") + 1].count("\n") + 1
        message = "les clés de l’en-tête ne sont pas dans l’ordre habituel"
        yield problem(file.path, line, "key-order", message, f"dans l’ordre : {listed(ordered, 'et')} ; {_MEND}")


def _reordered(file: File) -> str:
    found = _blocks(file)
    ordered = _in_order(file, [name for name, _ in found[1]]) if found else None
    if found is None or ordered is None:
        return file.text
    opening, blocks, rest = found
    by_name = dict(blocks)
    return f"---\n{opening}{''.join(by_name[name] for name in ordered)}{rest}"


STYLE_CHECKS: tuple[Check, ...] = (
    Check(
        id="key-order",
        reason="deux en-têtes rangés pareil se comparent d’un coup d’œil",
        is_warning=True,
        of_file=_key_order,
        mend=_reordered,
    ),
    Check(
        id="trailing-space",
        reason="une espace invisible fait croire qu’une ligne a changé",
        is_warning=True,
        of_file=_spaces,
        mend=_without_spaces,
    ),
)
"""Checks of layout."""
