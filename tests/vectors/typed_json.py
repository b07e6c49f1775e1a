"""How the vectors write typed values and filled documents, so that Python and TypeScript read the same.

An amount is ``{"money": "12.50"}``, a rate ``{"percent": "12.15"}``, a day ``{"date": "2026-11-21"}``; texts,
choices, whole numbers, yes or no and null are themselves.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.letter.nodes import Document, LetterTree
from generator.letter.tree_json import to_json

FOLDER = Path(__file__).parent

Json = dict[str, Any]


def encoded(value: object, name: str = "") -> Any:
    """A value as JSON; ``name`` is its field, which tells a rate from an amount."""
    if isinstance(value, Mapping):
        return {key: encoded(item, key) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encoded(item, name) for item in value]
    if isinstance(value, Decimal):
        # A rate without the zeros that a sum of rates leaves: 12.40 is 12.4.
        return {"percent": f"{value.normalize():f}"} if name.endswith("rate") else {"money": f"{value:.2f}"}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return str(value) if isinstance(value, str) else value


def decoded(value: Any) -> Any:
    """The value that its JSON stands for."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    match list(value.items()):
        case [("money" | "percent", str(number))]:
            return Decimal(number)
        case [("date", str(day))]:
            return date.fromisoformat(day)
    return {key: decoded(item) for key, item in value.items()}


def document_json(document: Document) -> Json:
    """A filled document without its metadata."""
    parts = to_json(LetterTree(info=document.info, parts=document.parts))["parts"]
    return {"title": document.title, "author": document.author, "missing": list(document.missing), "parts": parts}


def fingerprint(content: object) -> str:
    """A short hash that is the same in both languages: keys in order, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def changed(data: Any, changes: Sequence[Sequence[Any]]) -> Any:
    """Plain data with each ``[path, value]`` put in its place.

    Null takes the field out; ``{"items": [1, 1]}`` gives a list these of its items.
    """
    for path, value in changes:
        data = _with(data, path.split("."), value)
    return data


def _with(data: Any, path: Sequence[str], value: Any) -> Any:
    """A copy along the path; what lies beside it is shared."""
    if not path:
        is_choice = isinstance(value, dict) and list(value) == ["items"]
        return [data[index] for index in value["items"]] if is_choice else value
    name, *rest = path
    if isinstance(data, list):
        place = int(name)
        return [*data[:place], _with(data[place], rest, value), *data[place + 1 :]]
    if value is None and not rest:
        return {key: item for key, item in data.items() if key != name}
    return {**data, name: _with(data.get(name, {}), rest, value)}


def load(name: str) -> Json:
    """A file of vectors; one that nobody reads is compressed."""
    data = (FOLDER / name).read_bytes()
    content: Json = json.loads(gzip.decompress(data) if name.endswith(".gz") else data)
    return content


def text_of(content: Json) -> str:
    """A file of vectors as it is written: lists of cases one a line, so that a difference shows which one."""
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {_section(part)}" for name, part in content.items()) + "\n}\n"


def _section(part: object) -> str:
    if isinstance(part, list) and part:
        return "[\n" + ",\n".join(_line(item) for item in part) + "\n]"
    if isinstance(part, dict) and part:
        return "{\n" + ",\n".join(f"{json.dumps(name)}: {_line(item)}" for name, item in part.items()) + "\n}"
    return _line(part)


def _line(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
