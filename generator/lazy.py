"""Properties that are found when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801  # reads as `property` does
    """A property that is found once: `functools.cached_property` without the lock that it takes until Python 3.12.

    Most of what is kept so is small, and the lock costs more than to find it.
    """

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> T:
        found = instance.__dict__[self._name] = self._find(instance)
        return found
