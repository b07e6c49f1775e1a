"""The pages that notes may link to, each with its anchors; a page is read when a link names a place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from generator.catalogue.guidance import anchors_of

GENERATED = (
    "",
    "lettres/",
    "taux/",
    "articles/",
    "calculateur/",
    "quelle-lettre/",
    "contribuer/langue/",
    "contribuer/controles/",
)
"""Pages that the site makes by itself; their anchors are not known here."""


class SitePages(Mapping[str, frozenset[str]]):
    """Addresses with their anchors, by what gives the text of each page."""

    def __init__(self, texts: Mapping[str, Callable[[], str]]) -> None:
        """``texts`` is by address."""
        self._texts = texts
        self._anchors = cache(lambda page: anchors_of(texts[page]()))

    def __getitem__(self, page: str) -> frozenset[str]:
        """The anchors of a page."""
        return self._anchors(page)

    def __contains__(self, page: object) -> bool:
        """Whether the site has the page, which need not be read for that."""
        return page in self._texts

    def __iter__(self) -> Iterator[str]:
        """The addresses."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many pages there are."""
        return len(self._texts)


def pages_of(folder: Path, notes: Mapping[str, str], ids: Iterable[str]) -> SitePages:
    """What the site makes, the `docs/` beside the catalogue, and the letters ``ids``; ``notes`` are those read."""
    texts: dict[str, Callable[[], str]] = dict.fromkeys(GENERATED, str)
    docs = folder.absolute().parent / "docs"
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else ():
        name = path.relative_to(docs).with_suffix("").as_posix().removesuffix("index").removesuffix("/")
        texts[f"{name}/" if name else ""] = partial(path.read_text, "utf-8", "replace")
    for id in ids:
        texts[f"lettres/{id}/"] = partial(str, notes.get(id, ""))
    return SitePages(texts)
