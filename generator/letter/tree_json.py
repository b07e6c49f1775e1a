"""The JSON form of a tree, which the page reads: ``{"version": 1, "info": …, "parts": …}``.

A node is ``{"kind": "paragraph", …}`` with its fields; defaults are left out. A path is a list of names.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import Any

from generator.letter import nodes
from generator.letter.nodes import TREE_VERSION, LetterTree, Path, TreeInfo

_CLASSES: dict[str, type[Any]] = {
    re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): value
    for name, value in vars(nodes).items()
    if dataclasses.is_dataclass(value) and isinstance(value, type)
}
_KINDS = {value: kind for kind, value in _CLASSES.items()}


def to_json(tree: LetterTree) -> dict[str, Any]:
    """The tree as plain JSON data."""
    info = {f.name: getattr(tree.info, f.name) for f in dataclasses.fields(tree.info)}
    info["law_checked_on"] = tree.info.law_checked_on.isoformat()
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
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {"kind": _KINDS[type(value)]}
        for spec in dataclasses.fields(value):
            item = getattr(value, spec.name)
            if spec.default is dataclasses.MISSING or item != spec.default:
                out[spec.name] = _node(item)
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
