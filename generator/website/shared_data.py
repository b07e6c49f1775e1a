"""The file that all letters of the site share, put together of what was kept: nothing that makes letters is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

BUNDLE_VERSION = 1
"""Version of the JSON form; changes with anything that a page already open could not read."""

Json: TypeAlias = dict[str, Any]


def shared_json(words: Json, summaries: Iterable[Json]) -> Json:
    """The words, and the list of letters."""
    return {"version": BUNDLE_VERSION, **words, "letters": list(summaries)}


def as_bytes(content: Json) -> bytes:
    """The text of a file, as short as JSON can be."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
