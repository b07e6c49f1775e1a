"""One compiled letter, kept in the user's cache folder between two runs of `relance fill`.

Reading, parsing and typing a letter costs as much as setting it on paper, and gives the same tree until a file
changes. The key covers every file that the letter is made of, the code that compiles it and its libraries; what is
kept is a pickle, in a folder that only its owner writes, as Python keeps its own bytecode. Where nothing can be kept,
the letter is compiled each time.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path

from generator.catalogue.model import Catalogue
from generator.files import cache_folder, forget_oldest, keep_bytes, libraries_state, read_kept_object

SHARED = frozenset({"clauses", "frame"})
CODE = ("catalogue", "claim", "letter", "values")
"""Packages whose change makes another tree."""
KEPT = 40
"""Letters kept at most; the oldest go first."""


def load_letter(folder: Path, letter_id: str) -> Catalogue:
    """The catalogue with this letter alone, its wording not judged; raises CatalogueError as `load` does."""
    key = _key(folder, letter_id)
    kept = cache_folder() / "letters" / f"{key}.kept" if key else None
    if kept is not None and (found := _read(kept)) is not None:
        return found
    from generator.catalogue.load import load

    catalogue = load(folder, only=letter_id, is_judged=False)
    if kept is not None:
        _keep(kept, catalogue)
    return catalogue


def _key(folder: Path, letter_id: str) -> str:
    """What the compiled letter depends on; empty where that cannot be told, and nothing is kept."""
    digest = hashlib.sha256(f"{folder.as_posix()}\0{letter_id}\0{libraries_state()}".encode())
    try:
        for path in _sources(folder, letter_id):
            if path.is_symlink():
                return ""
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        package = Path(__file__).parents[1]
        for path in sorted(source for name in CODE for source in (package / name).rglob("*.py")):
            state = path.stat()
            digest.update(f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    except OSError:
        return ""
    return digest.hexdigest()


def _sources(folder: Path, letter_id: str) -> Iterator[Path]:
    """The files of the letter and those it shares with others."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            if path.name in SHARED or path.name == letter_id:
                yield from (found for found in sorted(path.rglob("*")) if not found.is_dir() or found.is_symlink())
        else:
            yield path


def _read(path: Path) -> Catalogue | None:
    """The letter that was kept, if it can be used."""
    found = read_kept_object(path)
    return found if isinstance(found, Catalogue) else None


def _keep(path: Path, catalogue: Catalogue) -> None:
    keep_bytes(path, pickle.dumps(catalogue, protocol=pickle.HIGHEST_PROTOCOL))
    forget_oldest(path.parent, KEPT)
