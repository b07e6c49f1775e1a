"""Made files kept on disk between builds, under `.cache/relance/`; safe to delete at any time."""

from __future__ import annotations

from pathlib import Path


class FolderStore:
    """A store in a folder. What a build did not ask for is forgotten by `prune`."""

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

    def prune(self) -> None:
        """Forget what this store was not asked for: an old letter, an old version of a library."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._asked:
                    path.unlink(missing_ok=True)
