"""The JSON form of a tree, which the page reads: ``{"version": 1, "info": …, "parts": …}``.

A node is ``{"kind": "paragraph", …}`` with its fields; defaults are left out. A path is a list of names.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from generator.letter import nodes
from generator.letter.nodes import TREE_VERSION, LetterTree, Path, TreeInfo

_CLASSES: dict[str, type[Any]] = {
    re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): value
    for name, value in vars(nodes).items()
    if isinstance(value, type) and issubclass(value, Struct) and value.__module__ == nodes.__name__ and name[0] != "_"
}
_KINDS = {value: kind for kind, value in _CLASSES.items()}


def to_json(tree: LetterTree) -> dict[str, Any]:
    """The tree as plain JSON data."""
    info = {**asdict(tree.info), "law_checked_on": tree.info.law_checked_on.isoformat()}
    parts = {name: [_node(block) for block in blocks] for name, blocks in tree.parts.items()}
    return {"version": TREE_VERSION, "info": info, "parts": parts}


def from_json(data: dict[str, Any]) -> LetterTree:
    """The tree that ``data`` describes; ValueError for another version or an unknown node."""
    if data.get("version") != TREE_VERSION:
        raise ValueError(f"tree version {data.get('version')!r}, expected {TREE_VERSION}")
    info = TreeInfo(**{**data["info"], "law_checked_on": date.fromisoformat(data["info"]["law_checked_on"])})
    parts = {name: tuple(_read(block) for block in blocks) for name, blocks in data["parts"].items()}
    return LetterTree(info=info, parts=parts)


def _node(value: Any) -> Any:
    if isinstance(value, Path):
        return {"kind": "path", "parts": list(value.parts)}
    if isinstance(value, tuple):
        return [_node(item) for item in value]
    if isinstance(value, Struct):
        out: dict[str, Any] = {"kind": _KINDS[type(value)]}
        names, defaults = value.__struct_fields__, value.__struct_defaults__
        required = len(names) - len(defaults)
        for number, name in enumerate(names):
            item = getattr(value, name)
            if number < required or item != defaults[number - required]:
                out[name] = _node(item)
        return out
    return value


def _read(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_read(item) for item in data)
    if isinstance(data, dict):
        kind = _CLASSES.get(data.get("kind", ""))
        if kind is None:
            raise ValueError(f"unknown node {data.get('kind')!r}")
        return kind(**{name: _read(item) for name, item in data.items() if name != "kind"})
    return data
