"""The whole verdict of a folder, kept until one byte of what it depends on changes.

Importing what examines a letter takes longer than examining it: nothing of it is imported here. The key covers every
file of the catalogue, the pages of `docs/` beside it, the program's own files and the state of its libraries.
"""

from __future__ import annotations

import hashlib
import pickle
from itertools import chain
from pathlib import Path

from generator.errors import Problem
from generator.files import cache_folder, forget_oldest, keep_bytes, libraries_state, read_kept_object
from generator.review.state import code_state, folder_state

KEPT = 50
"""Verdicts kept at most; the oldest go first."""


def verdict(folder: Path, *, only: str | None = None) -> tuple[Problem, ...]:
    """What `review_folder` finds, and raises; nothing is examined where nothing changed since the last time."""
    place = cache_folder() / "verdicts" / f"{_key(folder, only)}.kept"
    found = _read(place)
    if found is None:
        from generator.review.kept import review_folder

        found = review_folder(folder, only=only)
        keep_bytes(place, pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
        forget_oldest(place.parent, KEPT)
    return found


def _key(folder: Path, only: str | None) -> str:
    digest = hashlib.blake2b(digest_size=20)
    known = (folder.as_posix(), only or "", libraries_state(), code_state())
    for part in chain(
        known, folder_state(folder, only), folder_state(folder.absolute().parent / "docs", None, ending=".md")
    ):
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _read(place: Path) -> tuple[Problem, ...] | None:
    """The verdict that was kept, if it can be used."""
    found = read_kept_object(place)
    return found if isinstance(found, tuple) else None
