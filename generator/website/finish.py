"""What a built site still needs, whatever built it: policy, search without accents, sitemap, links, offline copy.

Built files → the files to write. Run by the MkDocs plugin after a build, and by ``relance finish SITE``
for any other builder. Finishing a finished site changes nothing.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.errors import Problem
from generator.website import links, offline, page_head, search_index, sitemap
from generator.website.places import is_former_page

SEARCH_INDEX = "search/search_index.json"


class Finished(Struct, frozen=True):
    """The files to write, and what a person should look at; nothing in it forbids publishing."""

    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]


def finish(files: Mapping[str, bytes]) -> Finished:
    """All steps; the offline list comes last because it names the contents of the others."""
    finished: dict[str, bytes] = {}
    warnings: list[Problem] = []
    for uri in sorted(files):
        if uri.endswith(".html"):
            page = files[uri].decode()
            is_former = is_former_page(uri)
            finished[uri] = page_head.finish_page(page, offline=_way_to_worker(uri), is_former=is_former).encode()
            warnings += page_head.refused_by_policy(page, uri=uri)
    finished.update(_search(files))
    finished.update(sitemap.without_former(files))
    warnings += sitemap.check(ChainMap(finished, _mutable(files)))
    warnings += links.check(files)
    finished[offline.WORKER] = offline.worker(ChainMap(finished, _mutable(files)))
    return Finished(_changed(finished, files), tuple(warnings))


def search_only(files: Mapping[str, bytes]) -> Finished:
    """What is also useful while writing, when the page that reloads itself cannot have a policy."""
    return Finished(_changed(_search(files), files), ())


def finish_folder(site: Path) -> Finished:
    """Finish a site on disk; each file is written whole."""
    return _written(finish(Folder(site)), site)


def complete_search_in(site: Path) -> Finished:
    """`search_only` for a site on disk."""
    return _written(search_only(Folder(site)), site)


def _search(files: Mapping[str, bytes]) -> dict[str, bytes]:
    if SEARCH_INDEX not in files or not search_index.is_for_material(files[SEARCH_INDEX]):
        return {}
    return {SEARCH_INDEX: search_index.complete(files[SEARCH_INDEX])}


def _way_to_worker(uri: str) -> str:
    # The page of a missing address is shown at any depth: no relative way leads out of it.
    return "" if uri == "404.html" else offline.way_to_worker(uri)


def _changed(finished: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {uri: data for uri, data in finished.items() if uri not in files or files[uri] != data}


def _mutable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    # ChainMap only reads its later maps, but is typed for dicts.
    return files  # type: ignore[return-value]


def _written(finished: Finished, site: Path) -> Finished:
    for uri, data in finished.files.items():
        _write_whole(site / uri, data)
    return finished


def _write_whole(path: Path, data: bytes) -> None:
    """A reader of the site meets the old file or the new one, never half of it."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)


class Folder(Mapping[str, bytes]):
    """The files under a folder, read when they are asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]

    def __getitem__(self, uri: str) -> bytes:
        try:
            return (self._root / uri).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise KeyError(uri) from None

    def __contains__(self, uri: object) -> bool:
        return isinstance(uri, str) and (self._root / uri).is_file()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
