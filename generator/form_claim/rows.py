"""From paths to groups: lists without gaps, and addresses, which are typed in one field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.values import address
from generator.values.text import parse as parse_text

CARE_OF = re.compile(r"[àa] l['’]attention (?:de |d['’])\s*", re.IGNORECASE)
"""« À l’attention du » is left as it stands: the letter would say « de »."""
SERVICE = re.compile(
    r"(?:[àa] l['’]attention|service|direction|pôle|bureau|département|division|cellule|secrétariat|agence comptable)"
    r"\b",
    re.IGNORECASE,
)
"""How a line of an address begins that names a service rather than a street."""


# --- addresses ------------------------------------------------------------------------------------


def debtor(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Name first; then, before the street, whom it may concern and a service."""
    name, *rest = lines
    yield "debtor.name", parse_text(name)
    street: list[str] = []
    for line in rest:
        if found := CARE_OF.match(line):
            yield "debtor.contact", line[found.end() :]
        elif SERVICE.match(line) and not street:
            yield "debtor.service", line
        else:
            street.append(line)
    yield from address_of("debtor", street)


def address_of(group: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    """The fields of an address; raises ValueRefused."""
    read = address.parse("\n".join(lines))
    for number, line in enumerate(read.lines):
        yield f"{group}.address.lines.{number}", line
    yield f"{group}.address.postcode", read.postcode
    yield f"{group}.address.city", read.city
    if read.country != address.FRANCE:
        yield f"{group}.address.country", read.country


# --- from paths to groups -------------------------------------------------------------------------


def without_empty(flat: Mapping[str, str], rows: dict[str, str]) -> dict[str, str]:
    """The rows of each list without gaps: the third one is the second where the second is empty."""
    typed = {path: value for path, value in flat.items() if value}
    out: dict[str, str] = {}
    for path, value in typed.items():
        parts = path.split(".")
        for index, part in enumerate(parts):
            if part.isdigit():
                group = ".".join(path.split(".")[:index])
                parts[index] = str(sorted({_number(other, group) for other in typed} - {-1}).index(int(part)))
        new = ".".join(parts)
        rows[new] = path
        out[new] = value
    return out


def _number(path: str, group: str) -> int:
    """The row of ``group`` that a path is in, -1 if it is in none."""
    head = path.removeprefix(f"{group}.").partition(".")[0]
    return int(head) if path.startswith(f"{group}.") and head.isdigit() else -1


def nested(flat: Mapping[str, str]) -> dict[str, Any]:
    """Groups within groups, lists where the path has numbers."""
    data: dict[str, Any] = {}
    for path in sorted(flat, key=_sort_key):
        _put(data, path.split("."), flat[path])
    return data


def _sort_key(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in path.split(".")]


def _put(node: Any, parts: list[str], value: str) -> None:
    """The value at a path; a number makes a list."""
    head, *rest = parts
    if not rest:
        if isinstance(node, list):
            node.append(value)
        else:
            node[head] = value
        return
    empty: Any = [] if rest[0].isdigit() else {}
    if isinstance(node, list):
        if int(head) == len(node):
            node.append(empty)
        _put(node[int(head)], rest, value)
    else:
        _put(node.setdefault(head, empty), rest, value)
