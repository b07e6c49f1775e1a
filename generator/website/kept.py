"""The site's files from a folder of letters, making only what changed since the last build.

What a letter brings is kept under the hash of its files, of the files that letters share, and of the code; a build
in which nothing changed reads the store, and does not even load what makes letters (hence the imports inside
functions). The checks of a catalogue as a whole are those of a full load: the first build, and `relance check`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from generator.website.articles_page import articles_page
from generator.website.catalogue_page import catalogue_page
from generator.website.guide import GuidePage, problems
from generator.website.keys import digest, digest_files, page_makers
from generator.website.page_assets import page_assets
from generator.website.places import (
    ADVICE_PAGE,
    ARTICLES_PAGE,
    CATALOGUE_PAGE,
    SHARED_DATA,
    PageOptions,
    letter_data_at,
    letter_page_at,
)
from generator.website.shared_data import as_bytes, shared_json
from generator.website.store import Store

if TYPE_CHECKING:
    from generator.catalogue.model import Catalogue

SHARED = ("clauses", "frame", "schemas")
"""Folders of a catalogue that are no letter."""


class KeptLetter(Struct, frozen=True, kw_only=True):
    """What one letter brings, as the store has it.

    ``rank`` is the letter's place in the ladder; ``former`` are the pages of its published versions.
    ``files`` gives for each address the key of its bytes; ``parts`` are
    the keys of what its next page will need; ``data`` and ``summary`` are those of `LetterFiles`.
    """

    id: str
    title: str
    rank: int
    row: Sequence[str]
    page: str
    former: Mapping[str, str]
    files: Mapping[str, str]
    parts: Sequence[str]
    data: str
    summary: Mapping[str, object]
    cited: Sequence[Sequence[str]]


class _Found(Struct, frozen=True):
    """A letter with the bytes of its files: once they are read, no other build can forget them."""

    letter: KeptLetter
    files: Mapping[str, bytes]


def site_files(
    folder: Path, store: Store, options: PageOptions, *, formats: Iterable[str], guide: Sequence[GuidePage] = ()
) -> dict[str, str | bytes]:
    """All files of the site; raises what `load` and the renderers raise. ``guide`` are the pages of `docs/`."""
    wanted = tuple(formats)
    shared, letters = _read(folder)
    base = digest([shared, page_makers(), repr(options), *wanted])
    keys = {name: f"{digest([base, files])}.letter" for name, files in letters.items()}
    kept = {name: _kept(store, key) for name, key in keys.items()}
    missing = [name for name, found in kept.items() if found is None]
    for catalogue in _load(folder, missing, is_whole=len(missing) * 2 > len(letters)):
        _keep_shelf(catalogue, base, store)
        for made in _make(catalogue, store, options, wanted):
            kept[made.letter.id] = made
            store.put(keys[made.letter.id], msgspec.json.encode(made.letter))
    complete = [one for one in kept.values() if one is not None]
    complete.sort(key=lambda one: (one.letter.rank, one.letter.id))
    found = [one.letter for one in complete]
    advice = _advice(folder, base, store, found)
    answers = [GuidePage(uri, str(page)) for uri, page in advice.items() if uri == ADVICE_PAGE]
    return {
        **_pages(found, [*guide, *answers]),
        **{uri: data for one in complete for uri, data in one.files.items()},
        **{letter_data_at(letter.id): letter.data.encode() for letter in found},
        **_shelf(folder, base, store, found),
        **advice,
        **_common(base, store),
        **page_assets(store),
    }


def _read(folder: Path) -> tuple[str, dict[str, str]]:
    """A word for the files that letters share, and one for those of each letter."""
    shared: list[tuple[str, bytes]] = []
    letters: dict[str, list[tuple[str, bytes]]] = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith(".") for part in parts):
            continue
        is_letter = len(parts) > 1 and parts[0] not in SHARED
        (letters.setdefault(parts[0], []) if is_letter else shared).append(("/".join(parts), path.read_bytes()))
    return digest_files(shared), {name: digest_files(files) for name, files in letters.items()}


def _kept(store: Store, key: str) -> _Found | None:
    data = store.get(key)
    if data is None:
        return None
    letter = msgspec.json.decode(data, type=KeptLetter)
    files = {uri: store.get(needed) for uri, needed in letter.files.items()}
    there = {uri: file for uri, file in files.items() if file is not None}
    has_parts = [store.keep(needed) for needed in letter.parts]
    return _Found(letter, there) if len(there) == len(files) and all(has_parts) else None


def _load(folder: Path, missing: Sequence[str], *, is_whole: bool) -> Iterator[Catalogue]:
    """What makes the missing letters: the catalogue, or parts of it when they are few."""
    if not missing:
        return
    from generator.catalogue.load import load

    if is_whole:
        yield load(folder)
    else:
        yield from (load(folder, only=name) for name in missing)


def _make(catalogue: Catalogue, store: Store, options: PageOptions, formats: Sequence[str]) -> Iterator[_Found]:
    from generator.website.files import letter_files

    ladder = list(catalogue.vocabulary.stages)
    for template in catalogue.templates.values():
        made = letter_files(catalogue, template, store, options, formats=formats)
        files = {file.uri: file for file in made.downloads if file.data is not None}
        letter = KeptLetter(
            id=template.id,
            title=template.title,
            rank=ladder.index(template.stage),
            row=made.row,
            page=made.page,
            former=made.former,
            files={uri: file.key for uri, file in files.items()},
            parts=[example.key for example in made.examples],
            data=made.data.decode(),
            summary=made.summary,
            cited=made.cited,
        )
        yield _Found(letter, {uri: file.data for uri, file in files.items() if file.data is not None})


def _pages(letters: Sequence[KeptLetter], guide: Sequence[GuidePage]) -> dict[str, str | bytes]:
    pages = {letter_page_at(letter.id): letter.page for letter in letters}
    return {
        CATALOGUE_PAGE: catalogue_page(letter.row for letter in letters),
        ARTICLES_PAGE: articles_page(((letter.id, letter.title, letter.cited) for letter in letters), guide),
        **pages,
        **{uri: page for letter in letters for uri, page in letter.former.items()},
    }


def _keep_shelf(catalogue: Catalogue, base: str, store: Store) -> None:
    """Keep what letters share, if it is not."""
    if not all([store.keep(f"{base}.words"), store.keep(f"{base}.catalogue")]):
        _make_shelf(catalogue, base, store)


def _make_shelf(catalogue: Catalogue, base: str, store: Store) -> tuple[bytes, bytes]:
    """What letters share: words for the page that fills them, pages and schemas for those who write them."""
    from generator.website.bundle import words_json
    from generator.website.catalogue_files import catalogue_files

    words = as_bytes(words_json(catalogue))
    files = json.dumps(catalogue_files(catalogue), ensure_ascii=False).encode()
    store.put(f"{base}.words", words)
    store.put(f"{base}.catalogue", files)
    return words, files


def _shelf(folder: Path, base: str, store: Store, letters: Iterable[KeptLetter]) -> dict[str, str | bytes]:
    """What letters share, and what the page that fills letters knows of all of them."""
    words, files = (store.get(f"{base}.{name}") for name in ("words", "catalogue"))
    if words is None or files is None:
        from generator.catalogue.load import load

        words, files = _make_shelf(load(folder), base, store)
    summaries = (dict(letter.summary) for letter in letters)
    return {SHARED_DATA: as_bytes(shared_json(json.loads(words), summaries)), **json.loads(files)}


def _advice(folder: Path, base: str, store: Store, letters: Iterable[KeptLetter]) -> dict[str, str | bytes]:
    """The page and the data of « Quelle lettre envoyer ? »; none where the catalogue has no such table."""
    path = folder / "advice.yml"
    if not path.is_file():
        return {}
    titles = {letter.id: letter.title for letter in letters}
    key = f"{digest([base, json.dumps(titles)])}.advice"
    kept = store.get(key)
    if kept is None:
        from generator.website.advice_page import advice_files_of

        kept = json.dumps(advice_files_of(path.read_text(encoding="utf-8"), titles), ensure_ascii=False).encode()
        store.put(key, kept)
    files: dict[str, str | bytes] = json.loads(kept)
    return files


def _common(base: str, store: Store) -> dict[str, str | bytes]:
    """The pages and assets that depend on no letter."""
    kept = store.get(f"{base}.common")
    if kept is None:
        from generator.website.files import common_files

        kept = json.dumps(common_files(), ensure_ascii=False).encode()
        store.put(f"{base}.common", kept)
    files: dict[str, str | bytes] = json.loads(kept)
    return files


# --- what is wrong with the pages of docs/ ------------------------------------------------------


def guide_problems(guide: Sequence[GuidePage], store: Store) -> list[str]:
    """What `guide.problems` says of these pages, as it is shown."""
    key = f"{digest([page_makers(), *(word for page in guide for word in (page.uri, page.text))])}.guide"
    kept = store.get(key)
    if kept is None:
        kept = json.dumps([str(problem) for problem in problems(guide)], ensure_ascii=False).encode()
        store.put(key, kept)
    found: list[str] = json.loads(kept)
    return found
