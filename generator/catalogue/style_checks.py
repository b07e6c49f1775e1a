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


_BLANK_AT_AN_END = re.compile(r"\n(?<=[ \t]\n)")
"""Where no line ends so, nothing trails: there are fewer ends than blanks, and the search is as much quicker."""


def _trailing(file: File) -> re.Pattern[str]:
    # Two spaces at the end of a line of Markdown break the line: they may be meant.
    return re.compile(r"[ \t]+$", re.MULTILINE) if file.is_yaml else re.compile(r"(?<![ \t])[ \t]$|^[ \t]+$", re.M)


def _is_text(file: File) -> bool:
    return file.name.endswith((".md", ".yml"))


def _spaces(file: File) -> Iterator[Problem]:
    if not _is_text(file):
        return
    for found in _trailing(file).finditer(file.text) if _BLANK_AT_AN_END.search(f"{file.text}\n") else ():
        line = file.line_at(found.start())
        yield problem(file.path, line, "trailing-space", "espace en fin de ligne", _MEND)
    if file.text and (file.text.endswith("\n\n") or not file.text.endswith("\n")):
        line = file.text.rstrip("\n").count("\n") + 1
        yield problem(file.path, line, "trailing-space", "le fichier ne finit pas par un seul retour à la ligne", _MEND)


def _without_spaces(file: File) -> str:
    if not _is_text(file) or not file.text:
        return file.text
    return _trailing(file).sub("", file.text).rstrip("\n") + "\n"


# --- the order of keys ----------------------------------------------------------------------------

_KEY = re.compile(r"\n([A-Za-z_]+):")


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
    keys = list(_KEY.finditer(f"\n{facts}"))  # each key stands in the facts where its end of line does here
    if not keys:
        return None
    starts = [_with_comments(facts, key.start()) for key in keys]
    blocks = [facts[start:end] for start, end in zip(starts, [*starts[1:], len(facts)], strict=True)]
    return facts[: starts[0]], [(key[1], block) for key, block in zip(keys, blocks, strict=True)], rest


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
