"""A claim as a file that people read: YAML, each value in quotes, the name of its field beside it.

``strict_yaml.load`` gives back the same data, comments apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.strict_yaml import Plain

INDENT = "  "


def write(data: Mapping[str, Plain], *, labels: Mapping[str, str], heading: str = "") -> str:
    """The file; ``labels`` name the fields by their path, « invoices[].amount », ``heading`` opens it."""
    opening = [f"# {line}" for line in heading.splitlines()]
    return "\n".join([*opening, *_group(data, "", labels, 0)]) + "\n"


def _group(group: Mapping[str, Plain], path: str, labels: Mapping[str, str], depth: int) -> Iterator[str]:
    for name, value in group.items():
        yield from _field(name, value, f"{path}.{name}".lstrip("."), labels, depth)


def _field(name: str, value: Plain, path: str, labels: Mapping[str, str], depth: int) -> Iterator[str]:
    margin, comment = INDENT * depth, f"  # {labels[path]}" if path in labels else ""
    if isinstance(value, Mapping):
        yield f"{margin}{name}:{comment}"
        yield from _group(value, path, labels, depth + 1)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        yield f"{margin}{name}:{comment}"
        for item in value:
            yield from _item(item, f"{path}[]", labels, depth + 1)
    elif isinstance(value, list):
        yield f"{margin}{name}: [{', '.join(_quoted(item) for item in value)}]{comment}"
    else:
        yield f"{margin}{name}: {_quoted(value)}{comment}"


def _item(item: Plain, path: str, labels: Mapping[str, str], depth: int) -> Iterator[str]:
    """An item of a list, its dash in the margin of its first line."""
    lines = list(_group(item, path, labels, depth + 1)) if isinstance(item, Mapping) else [_quoted(item)]
    margin = INDENT * depth
    yield f"{margin}- {lines[0].lstrip()}"
    yield from lines[1:]


def _quoted(value: Plain) -> str:
    """In double quotes, whose escapes are those of JSON."""
    return "null" if value is None else json.dumps(value, ensure_ascii=False)
