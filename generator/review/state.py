"""What a verdict depends on, as the disk shows it: a catalogue's files, the pages beside it, the program's own code."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SHARED_FOLDERS = frozenset({"clauses", "frame", "schemas"})
"""Those of `generator.catalogue.folder`, which is slow to import; a test holds them together."""
JUDGE_NOTHING = frozenset({"website", "browser", "__pycache__"})
"""Folders of the program whose files are no part of any verdict."""
LARGE = 1_000_000
"""Bytes from which on a file is refused without being read: its size says enough."""
MANY = 50_000
"""Files and folders that a catalogue may have."""


@cache
def code_state() -> str:
    """The state of the program's own files, as they were when it was first asked for: other code finds other things."""
    states = ((entry.name, entry.stat()) for entry in _sources(str(Path(__file__).parents[1])))
    return "\0".join(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states)


def _sources(place: str) -> Iterator[os.DirEntry[str]]:
    for entry in _entries(place):
        if entry.is_dir():
            if entry.name not in JUDGE_NOTHING:
                yield from _sources(entry.path)
        elif entry.name.endswith((".py", ".yml")):
            yield entry


def folder_state(folder: Path, only: str | None, *, ending: str = "") -> Iterator[str | bytes]:
    """Names, kinds and bytes of what is read below a folder; of other letters than ``only``, whether they are there.

    Links are not followed. With more files than a catalogue may have, no two states are alike.
    """
    waiting, count = [("", str(folder))], 0
    while waiting:
        within, place = waiting.pop()
        yield within
        for entry in _entries(place):
            name = f"{within}{entry.name}"
            count += 1
            if entry.is_dir(follow_symlinks=False):
                if only is not None and not within and entry.name not in SHARED_FOLDERS | {only}:
                    yield f"{name} {(Path(entry.path) / 'letter.md').is_file()}"
                else:
                    waiting.append((f"{name}/", entry.path))
            elif name.endswith(ending):
                yield f"{name} {entry.is_symlink()}"
                yield _content(entry)
            if count > MANY:
                yield os.urandom(16)
                return


def _entries(place: str) -> list[os.DirEntry[str]]:
    """What is in a folder, files of editors and systems left out; nothing where it cannot be read."""
    try:
        with os.scandir(place) as found:
            return sorted((each for each in found if not _is_hidden(each.name)), key=lambda entry: entry.name)
    except OSError:
        return []


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.endswith("~")


def _content(entry: os.DirEntry[str]) -> str | bytes:
    try:
        size = entry.stat(follow_symlinks=False).st_size
        is_read = size <= LARGE and entry.is_file(follow_symlinks=False)
        return Path(entry.path).read_bytes() if is_read else str(size)
    except OSError as error:
        return str(error.errno)
