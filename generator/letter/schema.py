"""Types of the fields that a letter may read: the environment its expressions are checked against.

A scalar's ``type`` is the name of a kind of value (`generator.values.VALUE_TYPES`). The catalogue
builds the environment from the claim's models, the computed fields and the letter's own questions;
this package only reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct, field


class Scalar(Struct, frozen=True):
    """One value. ``options`` are the ids of a choice; ``optional`` means that it may be absent."""

    type: str
    optional: bool = False
    options: tuple[str, ...] = ()


class Record(Struct, frozen=True):
    """Named fields, such as the creditor; an optional record is guarded as a whole."""

    fields: Mapping[str, FieldType] = field(default_factory=dict)
    optional: bool = False


class ListOf(Struct, frozen=True):
    """Items of one type, such as the invoices. An absent list is an empty one."""

    item: Record | Scalar


FieldType: TypeAlias = Scalar | Record | ListOf


class Source(Struct, frozen=True):
    """A text in the letter language and where it stands: its file, and the line its first line has there."""

    path: str
    text: str
    first_line: int = 1


class ColumnSource(Struct, frozen=True):
    label: str
    align: str = "start"
    when: str = ""
    line: int = 1


class RowSource(Struct, frozen=True):
    """A row of a table; ``each`` is « invoice in invoices » where it is repeated."""

    cells: tuple[str, ...]
    each: str = ""
    when: str = ""
    is_total: bool = False
    line: int = 1


class TableSource(Struct, frozen=True):
    """A table as `tables.yml` has it, each text still in the letter language."""

    name: str
    path: str
    caption: str
    columns: tuple[ColumnSource, ...]
    rows: tuple[RowSource, ...]
    row_headers: bool = False
    line: int = 1


class Library(Struct, frozen=True):
    """What templates may draw on by name: clauses to include, tables to place."""

    clauses: Mapping[str, Source] = field(default_factory=dict)
    tables: Mapping[str, TableSource] = field(default_factory=dict)
