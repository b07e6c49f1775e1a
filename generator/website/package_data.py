"""The generator's own data files, which someone may change while `mkdocs serve` runs: rates, words, styles.

Programs read them once and remember; when one of them changes, all that was remembered is forgotten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
WATCHED = tuple(
    _PACKAGE / name
    for name in (
        "law/data",
        "catalogue/repealed.yml",
        "render/theme",
        "website/assets",
        "website/texts",
        "website/theme",
    )
)
"""Files and folders."""


def state() -> dict[str, tuple[int, int]]:
    """Date and size of each file."""
    return {str(path): (found.st_mtime_ns, found.st_size) for path in _files() for found in [path.stat()]}


def _files() -> Iterator[Path]:
    for place in WATCHED:
        for path in [place, *place.rglob("*")]:
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                yield path


def forget() -> None:
    """Empty the caches of the generator's functions: they hold what was read, and what was made of it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("generator."):
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()
