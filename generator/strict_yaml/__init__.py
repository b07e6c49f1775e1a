"""The one reader of YAML (and of JSON): what a person typed, as text, and on which line.

Every scalar stays the text of the file: ``no`` is "no" and ``0012`` is "0012"; only an empty one,
``null`` and ``~`` are None. What makes YAML surprising is refused by name, all at once: repeated
keys, anchors and aliases, tags, merge keys, several documents. Limits of size, depth and number
keep a hostile file from costing more than a glance.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from generator.errors import ContentError
from generator.messages import NBSP
from generator.strict_yaml.building import MAX_DEPTH, MAX_NODES, Builder, Plain, Stop, line_finder
from generator.strict_yaml.json_tokens import read_json
from generator.strict_yaml.yaml_events import read_yaml

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Loaded", "Plain", "load", "load_json", "load_once"]

MAX_BYTES = 1_000_000


class Loaded(Struct, frozen=True):
    """Content of a file; ``lines`` gives the line of each field path, "" being the whole file."""

    data: Plain
    lines: dict[str, int]


def load(text: str, *, path: str) -> Loaded:
    """Read YAML; raise `ContentError` with every problem found."""
    return _load(text, path, read_yaml)


@lru_cache(maxsize=64)
def load_once(text: str, *, path: str) -> Loaded:
    """What `load` gives, read once for those who only look at it: a check and then the claim, of one example."""
    return load(text, path=path)


def load_json(text: str, *, path: str) -> Loaded:
    """Read JSON under the same rules, numbers and true/false kept as their text."""
    return _load(text, path, read_json)


def _load(text: str, path: str, read: Callable[[Builder, str], None]) -> Loaded:
    builder = Builder(path)
    # After a Stop, the problems found before are reported with the one that stopped.
    with contextlib.suppress(Stop):
        read(builder, _readable(builder, text))
    if builder.problems:
        raise ContentError(builder.problems)
    return Loaded(builder.root, builder.lines)


# YAML takes U+0085, U+2028 and U+2029 for ends of line: refused here, they cannot move lines about.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _readable(builder: Builder, text: str) -> str:
    """Return the text without its byte order mark, unreadable characters noted and blanked out."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        builder.stop(1, f"le fichier dépasse {MAX_BYTES // 1_000_000}{NBSP}Mo", "découpez-le", "yaml-size")
    text = text.removeprefix("\ufeff")
    if not _UNREADABLE.search(text):
        return text
    line_of = line_finder(text)
    for match in _UNREADABLE.finditer(text):
        builder.problem(
            line_of(match.start()),
            f"caractère illisible U+{ord(match[0]):04X}",
            "effacez-le, et enregistrez le fichier en UTF-8",
            "yaml-character",
        )
    return _UNREADABLE.sub(" ", text)
