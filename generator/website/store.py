"""What a build keeps for the next one, under `.cache/relance/`; safe to delete at any time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Protocol

GRACE = 6 * 3600
"""Seconds during which nothing is forgotten after its last use: much longer than any build."""


class Store(Protocol):
    """Bytes by key; losing them costs time only. What no build asked for lately may be forgotten."""

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``, None if it is gone."""

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""

    def keep(self, key: str) -> bool:
        """Whether there is something under ``key``, which then is not forgotten."""


class Forgetful:
    """A store that keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """Nothing."""

    def put(self, key: str, data: bytes) -> None:
        """Nothing is kept."""

    def keep(self, key: str) -> bool:
        """Nothing was."""
        return False


class FolderStore:
    """A store in a folder, which several builds may share: what one of them used lately, no other one forgets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was kept, None where it was not."""
        try:
            return (self._folder / key).read_bytes() if self.keep(key) else None
        except FileNotFoundError:  # someone emptied the folder meanwhile
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep a file, whole: two builds may make the same one at once."""
        self._asked.add(key)
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=f"{key}.", suffix=".new", delete=False) as beside:
            beside.write(data)
        Path(beside.name).replace(self._folder / key)

    def keep(self, key: str) -> bool:
        """Whether a file is there, without reading it; its date becomes that of its last use."""
        self._asked.add(key)
        try:
            os.utime(self._folder / key)
        except FileNotFoundError:
            return False
        return True

    def prune(self, *, before: float) -> None:
        """Forget an old letter, an old version of a library: what this build did not ask for, nor any since ``before``.

        ``before`` is in seconds, as files are dated.
        """
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._asked and _used_on(path) < before:
                    path.unlink(missing_ok=True)


def _used_on(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another build forgot it meanwhile
        return 0
