"""What either syntax is built into, under rules that both share."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from msgspec import Struct, field

from generator.errors import Problem
from generator.messages import FIELD_LENGTH, MAX_PROBLEMS, quoted, shown, too_many_problems

MAX_DEPTH = 20
MAX_NODES = 100_000

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""What a file holds: text, nothing, lists and groups of named fields."""


class Stop(Exception):
    """Reading further would be useless or costly; the problems so far say why."""


_DROPPED = object()
"""Stands for the key of a value that has no place: a repeated or unusable key."""


class _Frame(Struct):
    """A list or group being read."""

    container: list[Plain] | dict[str, Plain]
    path: str
    key: object = None


class Builder(Struct):
    """Receives openings, keys, scalars and closings from either syntax; applies the common rules."""

    path: str
    root: Plain = None
    lines: dict[str, int] = field(default_factory=lambda: {"": 1})
    problems: list[Problem] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    nodes: int = 0
    awaits_key: bool = False
    """Whether the next scalar names a field."""

    def problem(self, line: int, message: str, hint: str, check: str, *, at: str | None = None) -> None:
        """Note a problem, at the field being read if no other is given; stop when there are too many."""
        place = shown(self.where() if at is None else at, FIELD_LENGTH)
        if len(self.problems) == MAX_PROBLEMS:
            message, hint = too_many_problems(), "vérifiez que c’est le bon fichier"
        self.problems.append(Problem(path=self.path, line=line, field=place, message=message, hint=hint, check=check))
        if len(self.problems) > MAX_PROBLEMS:
            raise Stop

    def where(self) -> str:
        """Return the path of the value to come."""
        if not self.frames:
            return ""
        frame = self.frames[-1]
        key = str(len(frame.container)) if isinstance(frame.container, list) else frame.key
        return _within(frame.path, key) if isinstance(key, str) else frame.path

    def key(self, name: str | None, line: int) -> None:
        """Take the name of a field; refuse it when it is there already, or unusable."""
        frame = self.frames[-1]
        fields = frame.container
        assert isinstance(fields, dict)
        if name is None:
            self.problem(line, "un nom de champ manque", "écrivez-le avant le deux-points", "yaml-key")
        elif name in fields:
            repeated = _within(frame.path, name)
            first = self.lines[repeated]
            self.problem(
                line,
                f"la clé {quoted(name)} est répétée, elle est déjà à la ligne {first}",
                "gardez l’une des deux",
                "yaml-duplicate-key",
                at=repeated,
            )
        else:
            frame.key, self.awaits_key = name, False
            self.lines.setdefault(_within(frame.path, name), line)
            # Taken at once, so that a repetition is seen even if the value is refused.
            fields[name] = None
            return
        self.drop_key()

    def drop_key(self) -> None:
        """Make the value to come go nowhere."""
        self.frames[-1].key, self.awaits_key = _DROPPED, False

    def value(self, value: Plain, line: int) -> None:
        """Put a value where it belongs."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(line, f"le fichier a plus de {MAX_NODES} valeurs", "découpez-le", "yaml-size")
        if not self.frames:
            self.root, self.lines[""] = value, line
            return
        frame = self.frames[-1]
        container = frame.container
        if isinstance(container, list):
            self.lines.setdefault(self.where(), line)
            container.append(value)
        else:
            if isinstance(frame.key, str):
                container[frame.key] = value
            frame.key, self.awaits_key = None, True

    def open(self, container: list[Plain] | dict[str, Plain], line: int) -> None:
        """Enter a list or a group of fields."""
        if len(self.frames) == MAX_DEPTH:
            self.stop(line, f"plus de {MAX_DEPTH} niveaux emboîtés", "simplifiez le fichier", "yaml-depth")
        path = self.where()
        self.value(container, line)
        self.frames.append(_Frame(container, path))
        self.awaits_key = isinstance(container, dict)

    def close(self) -> None:
        """Leave the list or group."""
        self.frames.pop()
        self.awaits_key = bool(self.frames) and isinstance(self.frames[-1].container, dict)

    def stop(self, line: int, message: str, hint: str, check: str) -> NoReturn:
        """Note a problem and read no further."""
        self.problem(line, message, hint, check)
        raise Stop


def _within(path: str, key: str) -> str:
    """The path of a field in the group at ``path``."""
    return f"{path}.{key}" if path else key.lstrip(".")


def line_finder(text: str) -> Callable[[int], int]:
    """Return a function from a position in the text to its line number."""
    starts = [match.end() for match in re.finditer("\r\n|\r|\n", text)]
    return lambda position: bisect.bisect_right(starts, position) + 1
