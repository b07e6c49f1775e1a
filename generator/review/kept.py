"""The review of a folder: what was found in a letter is kept between two runs, letters new or changed are examined.

The key of a letter covers its own files, those that all letters share, the code that examines, and the libraries. What
is kept is in the user's cache folder, as for `relance fill`; where nothing can be kept, every letter is examined each
time. Many letters at once are shared between the processors.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from msgspec import MsgspecError, Struct, msgpack

from generator.catalogue.branches import Keys
from generator.catalogue.folder import SHARED_FOLDERS, letter_folders, read_folder
from generator.catalogue.load import Bench, make_bench, without_collector
from generator.catalogue.readings import Readings
from generator.errors import Problem
from generator.files import cache_folder, forget_oldest, keep_bytes, libraries_state, read_kept, read_kept_object
from generator.review.examining import (
    Report,
    across,
    examine_letter,
    files_of_no_letter,
    in_reading_order,
    names_and_links,
    writing_of,
)
from generator.review.pages import pages_of
from generator.review.state import code_state

WORTH_SHARING = 24
"""Letters to examine from which on a second process saves more than it costs."""
SHARE = 8
"""Letters that a process is given at once."""
KEPT = 2000
"""Reports kept at most; the oldest go first."""

KEPT_SHARED = 20
"""The same for what letters share."""

T = TypeVar("T")
Texts = Mapping[str, str]


def review_folder(folder: Path, *, only: str | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong in a catalogue, or in one letter of it and what letters share."""
    with without_collector():
        return _review(folder, only)


def _review(folder: Path, only: str | None) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    root, files = folder.as_posix(), read_folder(folder, only, problems)
    letters = letter_folders(files)
    names = letters if only is None else {path.parent.name for path in folder.glob("*/letter.md")}
    pages = pages_of(folder, {id: texts.get("guidance.md", "") for id, texts in letters.items()}, names)
    shared = {name: text for name, text in files.items() if "/" not in name or name.split("/")[0] in SHARED_FOLDERS}
    common = _digest(root, libraries_state(), code_state(), *chain(*sorted(shared.items())))
    own = _shared(common, shared, root)
    places = {id: _place("reviews", common, id, *chain(*sorted(texts.items()))) for id, texts in letters.items()}
    reports = {id: report for id, place in places.items() if (report := _report(read_kept(place))) is not None}
    new = {id: texts for id, texts in letters.items() if id not in reports}
    reports |= examined(own.bench, new, places, {id: _place("readings", common, id) for id in new})
    if new:
        forget_oldest(cache_folder() / "reviews", KEPT)
        forget_oldest(cache_folder() / "readings", KEPT)
    strays = {name: text for name, text in files_of_no_letter(files).items() if name not in shared}
    found = [*problems, *own.bench.problems, *own.writing, *writing_of(strays, root)]
    found += names_and_links(files, root, pages)
    found += across(own.bench, files, {id: reports[id] for id in letters}, is_part=only is not None)
    return in_reading_order([*found, *(problem for report in reports.values() for problem in report.problems)])


# --- what letters share ---------------------------------------------------------------------------


class _Shared(Struct, frozen=True, kw_only=True):
    """What letters share, read and judged by itself."""

    bench: Bench
    writing: tuple[Problem, ...]


def _shared(common: str, files: Texts, root: str) -> _Shared:
    """The same as the last time where none of it changed, which it seldom does while a letter is written."""
    place = _place("shared", common)
    found = _read(place, _Shared)
    if found is None:
        found = _Shared(bench=make_bench(files, root=root), writing=tuple(writing_of(files, root)))
        if (workshop := found.bench.shared.workshop) is not None:
            dated, undated = workshop.shared[True], workshop.shared[False]
            dated.prepare(workshop.frame)
            undated.prepare(workshop.frame, like=dated)
        keep_bytes(place, pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
        forget_oldest(place.parent, KEPT_SHARED)
    return found


# --- examining ------------------------------------------------------------------------------------


def examined(
    bench: Bench, letters: Mapping[str, Texts], places: Mapping[str, Path], reading_places: Mapping[str, Path]
) -> dict[str, Report]:
    """Each letter's report, which is kept at its place; made by as many processes as there is work for.

    Of a few letters, what was read of their texts is kept too: they are being written, and will be examined again.
    """
    workers, keys = min(os.cpu_count() or 1, len(letters) // WORTH_SHARING), Keys()
    if workers < 2:
        return {id: report for id, report, _ in _examined_here(bench, keys, letters, places, reading_places)}
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    waiting, reports = list(letters.items()), dict[str, Report]()
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    if method == "fork":
        # What the first letter brings in, libraries and patterns, every process then has.
        reports = {id: report for id, report, _ in _examined_here(bench, keys, dict([waiting.pop(0)]), places)}
    # Elsewhere a process begins anew, with what is known of trees by their identities: nothing yet.
    context = multiprocessing.get_context(method)
    # A few at a time: two processors are seldom equally free.
    shares = [dict(waiting[start : start + SHARE]) for start in range(0, len(waiting), SHARE)]
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(bench, keys)) as pool:
        found = pool.map(_share, shares, ({id: places[id] for id in share} for share in shares))
        return reports | {id: _decoder().decode(data) for share in found for id, data in share}


_begun: list[tuple[Bench, Keys]] = []
"""In a process of a pool: what letters share, and what is known of their branches."""


def _begin(bench: Bench, keys: Keys) -> None:
    gc.disable()
    _begun[:] = [(bench, keys)]


def _share(letters: Mapping[str, Texts], places: Mapping[str, Path]) -> list[tuple[str, bytes]]:
    ((bench, keys),) = _begun
    return [(id, data) for id, _, data in _examined_here(bench, keys, letters, places)]


def _examined_here(
    bench: Bench,
    keys: Keys,
    letters: Mapping[str, Texts],
    places: Mapping[str, Path],
    reading_places: Mapping[str, Path] = MappingProxyType({}),
) -> Iterator[tuple[str, Report, bytes]]:
    """Each letter's report, and what is kept of it."""
    for id, texts in letters.items():
        place = reading_places.get(id)
        readings = Readings(_read(place, dict) or {}) if place else Readings()
        report = examine_letter(bench, id, texts, keys, readings)
        if place and readings.used != readings.known:
            keep_bytes(place, pickle.dumps(readings.used, protocol=pickle.HIGHEST_PROTOCOL))
        data = msgpack.encode(report)
        keep_bytes(places[id], data)
        yield id, report, data


# --- keeping --------------------------------------------------------------------------------------


def _digest(*texts: str) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for text in texts:
        data = text.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _place(kind: str, *texts: str) -> Path:
    return cache_folder() / kind / f"{_digest(*texts)}.kept"


@cache
def _decoder() -> msgpack.Decoder[Report]:
    return msgpack.Decoder(Report)


def _report(data: bytes | None) -> Report | None:
    """A report that was kept, if it can be used."""
    try:
        return _decoder().decode(data) if data is not None else None
    except MsgspecError:  # damaged: it is made again
        return None


def _read(place: Path, kind: type[T]) -> T | None:
    """What was kept, if it can be used."""
    found = read_kept_object(place)
    return found if isinstance(found, kind) else None
