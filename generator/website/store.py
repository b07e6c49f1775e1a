"""What a build keeps for the next one, under `.cache/relance/`; safe to delete at any time."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Store(Protocol):
    """Bytes by key; losing them costs time only. What a build did not ask for may be forgotten after it."""

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
    """A store in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was kept, None where it was not."""
        self._asked.add(key)
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep a file, whole: two builds may run at once."""
        self._asked.add(key)
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f"{key}.new"
        beside.write_bytes(data)
        beside.replace(self._folder / key)

    def keep(self, key: str) -> bool:
        """Whether a file is there, without reading it."""
        self._asked.add(key)
        return (self._folder / key).is_file()

    def prune(self) -> None:
        """Forget what this store was not asked for: an old letter, an old version of a library."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._asked:
                    path.unlink(missing_ok=True)
