"""Where things stand in a YAML file: its reader gives the line of each key, by its dotted place."""

from __future__ import annotations

from collections.abc import Mapping


def line_of(lines: Mapping[str, int], *place: int | str) -> int:
    """The line of ``place``, or of the nearest thing around it that has one."""
    parts = [str(part) for part in place]
    while parts and ".".join(parts) not in lines:
        parts.pop()
    return lines.get(".".join(parts), 1)
