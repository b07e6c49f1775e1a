"""Names for what a build keeps: a hash of all that it was made from, so that it is never shown when out of date.

Nothing heavy is imported here: a build in which nothing changed should not load what makes letters.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

_MAKERS = ("weasyprint", "pydyf", "fonttools", "fontpkg-arimo", "pyphen", "pikepdf", "jinja2", "lxml", "holidays")
_PAGE_MAKERS = ("markdown", "nh3", "pydantic")
_NATIVE = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}
_MAKE_LETTERS = ("catalogue", "claim", "law", "letter", "render", "strict_yaml", "values")
_MAKE_PAGES = (*_MAKE_LETTERS, "website")


@cache
def letter_makers() -> str:
    """The code, the data and the libraries that make letters; the fonts come with their own library."""
    return digest([_sources(_MAKE_LETTERS), json.dumps(library_versions())])


@cache
def page_makers() -> str:
    """The same for pages."""
    versions = {name: _version(name) for name in _PAGE_MAKERS}
    return digest([letter_makers(), _sources(_MAKE_PAGES), json.dumps(versions)])


def digest(words: Iterable[str]) -> str:
    """One word for several; their limits count."""
    found = hashlib.sha256()
    for word in words:
        data = word.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(data) + data)
    return found.hexdigest()


def digest_files(files: Iterable[tuple[str, bytes]]) -> str:
    """One word for files and their names, whatever their order."""
    return digest(f"{name}\0{hashlib.sha256(data).hexdigest()}" for name, data in sorted(files))


def _sources(folders: Iterable[str]) -> str:
    return digest_files(_package_files(set(folders)))


def _package_files(folders: set[str]) -> Iterator[tuple[str, bytes]]:
    for item in resources.files("generator").iterdir():
        if item.name in folders:
            yield from _files(item, item.name)
        elif item.name.endswith(".py"):
            yield item.name, item.read_bytes()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        path = f"{name}/{item.name}"
        if item.is_dir() and item.name != "__pycache__":
            yield from _files(item, path)
        elif item.is_file():
            yield path, item.read_bytes()


# --- versions -----------------------------------------------------------------------------------


def library_versions() -> dict[str, str]:
    """Versions of what sets a letter; a library that is not there is said to be so."""
    found = {name: _version(name) for name in _MAKERS}
    found |= {name: _native_version(name, function) for name, function in _NATIVE.items()}
    return found | {"python": platform.python_version()}


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _native_version(library: str, function: str) -> str:
    """Asked of the library itself: Debian updates it without telling Python."""
    try:
        call = getattr(_library(library), function)
    except (OSError, AttributeError):
        return ""
    call.restype = ctypes.c_char_p
    answer: bytes = call()
    return answer.decode()


def _library(name: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(f"lib{name}.so.0")  # looking a name up starts a program, on Linux
    except OSError:
        return ctypes.CDLL(ctypes.util.find_library(name) or name)
