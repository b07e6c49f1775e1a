"""What was read of texts, kept so that a text that did not change is not read again.

While a letter is written, its prose changes and its facts and examples seldom do; reading these takes libraries that
judging prose does without.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from msgspec import Struct, field

from generator.errors import Problem

T = TypeVar("T")


class Readings(Struct, frozen=True):
    """``known`` from before; ``used`` are those that served since, to be kept for the next time."""

    known: Mapping[Hashable, object] = field(default_factory=dict)
    used: dict[Hashable, object] = field(default_factory=dict)

    def once(
        self, key: Hashable, kind: type[T], problems: list[Problem], read: Callable[[list[Problem]], T | None]
    ) -> T | None:
        """What ``read`` gives, a ``kind``; ``key`` holds all that it depends on.

        What had something wrong with it is read each time, so that it is said each time: ``read`` adds it to the list.
        """
        found = self.known.get(key)
        if not isinstance(found, kind):
            faults: list[Problem] = []
            made = read(faults)
            problems += faults
            if faults or made is None:
                return made
            found = made
        self.used[key] = found
        return found
