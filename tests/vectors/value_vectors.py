"""Rewrite the generated half of formatting.json and validation.json.

    python -m tests.vectors.value_vectors

Each file has ``by_hand`` (worked out from the rule by a person, never rewritten) and ``generated``
(made here from a fixed list of inputs). pytest and vitest read both; a test fails when the generated
half is not what this module makes. A case of validation.json has ``expected``, the value as a file
would hold it, or ``error`` and ``hint``.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from msgspec.structs import asdict

from generator.claim.model import as_text
from generator.errors import ValueRefused
from generator.values import VALUE_TYPES
from generator.values.address import PostalAddress
from generator.values.formatters import FORMATTERS

FOLDER = Path(__file__).parent

Case: TypeAlias = dict[str, Any]


def formatting() -> list[Case]:
    """Cases {format, input, expected}; the input is the value as a file would hold it."""
    return [
        {"format": name, "input": as_text(value), "expected": FORMATTERS[name](value)}
        for name, values in _SHOWN.items()
        for value in values
    ]


def validation() -> list[Case]:
    """Cases {type, input} with {expected} or {error, hint}."""
    return [judged(kind, text) for kind, texts in _WRITTEN.items() for text in texts]


def judged(kind: str, text: str) -> Case:
    """Return the case that this text makes."""
    case: Case = {"type": kind, "input": text}
    try:
        return case | {"expected": plain(VALUE_TYPES[kind].parse(text))}
    except ValueRefused as refused:
        return case | {"error": refused.message, "hint": refused.hint}


def plain(value: object) -> object:
    """Return a value as JSON holds it: an address as a group, anything else as text."""
    if isinstance(value, PostalAddress):
        return asdict(value) | {"lines": list(value.lines)}
    return as_text(value)


def _days() -> Iterable[date]:
    """The ends of every month, in a leap year and in a common one."""
    starts = [date(year, month, 1) for year in (2024, 2026) for month in range(1, 13)]
    return itertools.chain.from_iterable((start, start - timedelta(days=1)) for start in starts)


_AMOUNTS = [
    Decimal(sign + whole + cents)
    for sign, whole, cents in itertools.product(
        ("", "-"), ("0", "1", "12", "123", "1234", "12345", "999999", "1000000", "9999999999"), (".00", ".05", ".90")
    )
]
_PERCENTS = [Decimal(text) for text in ("0", "0.5", "2.62", "8.25", "10", "12.15", "12.4", "3.125", "0.0625", "1000")]
_SHOWN: dict[str, Iterable[Any]] = {
    "money": _AMOUNTS,
    "money_short": _AMOUNTS,
    "money_words": [*_AMOUNTS, *(Decimal(whole) for whole in range(2, 101)), *map(Decimal, (280, 700, 1980, 71080))],
    "date": list(_days()),
    "date_short": list(_days()),
    "percent": _PERCENTS,
    "integer": [0, 1, 12, 123, 1234, 12345, 123456, 1234567],
}

_SPACES = (" ", "\u00a0", "\u202f", "\u2009")
_ENDS = ("", "€", " €", "\u00a0€", " EUR", " euros")
_WRITTEN: dict[str, Iterable[str]] = {
    "money": [
        *(f"1{space}234,5{end}" for space in _SPACES for end in _ENDS),
        *(f"{whole}{mark}{cents}" for whole in ("0", "7", "1200", "0012") for mark in ".," for cents in ("5", "05")),
        *(f"{whole}{mark}{rest}" for whole in ("1", "12", "123", "1234") for mark in ".," for rest in ("200", "2345")),
        *(f"{a}200{b}00" for a, b in (("1.", ","), ("1,", "."), ("1.", "."), ("1,", ","), ("1'", "."), ("1’", ","))),
    ],
    "date": [
        *(f"{year}-{month:02}-{day}" for year in (2024, 2026) for month in range(1, 13) for day in (29, 30, 31)),
        *(f"{day}/{month}/2026" for day in ("1", "01", "31", "32") for month in ("2", "02", "12", "13")),
    ],
    "percent": [f"{number}{end}" for number in ("0", "8,25", "12.15", "12,1234", "1000") for end in ("", "%", " %")],
    "integer": [f"1{space}234" for space in _SPACES],
}


def rewritten(text: str, generated: list[Case]) -> str:
    """Return the file with its generated half made anew."""
    cases = json.loads(text) | {"generated": generated}
    return "\n".join(["{", ",\n".join(_section(name, part) for name, part in cases.items()), "}"]) + "\n"


def _section(name: str, part: object) -> str:
    """One case a line, so that a difference shows which one."""
    if not isinstance(part, list):
        return f"  {_json(name)}: {_json(part)}"
    return f"  {_json(name)}: [\n" + ",\n".join(f"    {_json(case)}" for case in part) + "\n  ]"


def _json(value: object) -> str:
    # Spaces that look alike are written as escapes; the rest stays readable.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        char if char.isprintable() and (char == " " or not char.isspace()) else _escape(char) for char in text
    )


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1]


FILES = {"formatting.json": formatting, "validation.json": validation}


def main() -> None:
    """Rewrite both files in place."""
    for name, make in FILES.items():
        path = FOLDER / name
        path.write_text(rewritten(path.read_text(encoding="utf-8"), make()), encoding="utf-8")


if __name__ == "__main__":
    main()
