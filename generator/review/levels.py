"""Which problems forbid to publish, and which are only to be looked at."""

from __future__ import annotations

from typing import Literal

from generator.errors import Problem

WARNINGS = frozenset({"key-order", "trailing-space"})
"""Ids of the checks that only warn; a test holds them to the checks themselves, which are slow to import."""


def level_of(problem: Problem) -> Literal["error", "warning"]:
    """The level of a problem, as GitHub names it."""
    return "warning" if problem.check in WARNINGS else "error"
