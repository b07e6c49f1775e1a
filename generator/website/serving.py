"""What `mkdocs serve` keeps in memory between two builds, so that a saved letter is soon on its page.

Every build goes through the whole of MkDocs, with all that it checks; but a page of which nothing changed is not
parsed, indexed and set again: it gets what the last build made of it. « Nothing » is a hash of the page's text and of
all that surrounds it: the configuration, the files that it may link to, the menu with its titles, the theme's
templates. What this cannot see (another plugin, a hook, an extension that reads files) makes it keep nothing.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from msgspec import Struct, field

from generator.website.keys import digest

PLUGINS = frozenset({"search", "material/search", "relance"})
EXTENSIONS = frozenset({"abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc"})
"""Those whose pages come from their own text alone."""

SEARCH = "material/search"
UNCHANGED = "relance-unchanged.html"
"""The template of a page that was set already: it is empty."""

_PLACE_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")

Entry = Mapping[str, Any]
"""A part of a page in the theme's search index."""


class _Kept(Struct, kw_only=True):
    """A page as the last build made it.

    ``anchors`` are the places that it has, ``links`` those that it leads to in other files, by their address among the
    sources: MkDocs holds them against each other at each build. ``shown_as`` is the hash of what ``output`` was set
    from, its menu included; empty before.
    """

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: Mapping[str, dict[str, str]]
    shown_as: str = ""
    output: str = ""
    entries: tuple[Entry, ...] = ()


class _Build(Struct):
    """One build: what it may take over, the hash of what surrounds its pages, what it will leave."""

    is_known: bool
    around: str
    kept: dict[str, _Kept] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    markdown: str = ""
    heard: int = 0
    entries_before: int = 0
    shown_as: dict[str, str] = field(default_factory=dict)
    set_already: set[str] = field(default_factory=set)


class Memory:
    """The pages of the last build, by the hash of what each was made from; the plugin tells it each of MkDocs' events.

    Used for one build after the other, never for two at once.
    """

    def __init__(self) -> None:
        self._last: dict[str, _Kept] = {}
        self._build = _Build(is_known=False, around="")
        self._templates = _Compiled()
        self._heard = _Heard()

    def begin(self, config: MkDocsConfig, files: Files) -> None:
        """All files are known, and no page was read.

        From here on, what MkDocs says is heard: a page of which it complains is made again, to complain again.
        """
        logging.getLogger("mkdocs").addHandler(self._heard)
        self._last = self._build.kept or self._last
        listed = sorted(f"{file.src_uri}\0{file.dest_uri}\0{file.inclusion}" for file in files)
        around = digest([*_told(config), *listed])
        self._build = _Build(is_known=_is_known(config), around=around)

    # --- a page, read ---------------------------------------------------------------------------

    def to_parse(self, markdown: str, page: Page) -> str:
        """What MkDocs should parse: nothing, where it did already."""
        build, uri = self._build, page.file.src_uri
        key = digest([build.around, uri, repr(page.meta), markdown])
        build.keys[uri], build.markdown, build.heard = key, markdown, self._heard.count
        if not build.is_known or key not in self._last:
            return markdown
        build.kept[key] = self._last[key]
        return ""

    def parsed(self, content: str, page: Page, files: Files) -> str:
        """The page's HTML, with all that parsing tells of it."""
        build, key = self._build, self._build.keys[page.file.src_uri]
        kept = build.kept.get(key)
        if kept is None:
            if build.is_known and self._heard.count == build.heard:
                build.kept[key] = _read(content, page)
            return content
        page.markdown, page.title, page.toc = build.markdown, kept.title, kept.toc
        page.present_anchor_ids = kept.anchors
        links = {files.get_file_from_path(uri): places for uri, places in kept.links.items()}
        page.links_to_anchors = {file: places for file, places in links.items() if file is not None}
        return kept.content

    # --- a page, set ----------------------------------------------------------------------------

    def all_read(self, env: jinja2.Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        """Every title is known: find the pages that would be set as they were."""
        logging.getLogger("mkdocs").removeHandler(self._heard)
        env.bytecode_cache = self._templates
        build = self._build
        menu = digest([repr(list(_menu(nav.items))), *_state_of(config.theme.dirs)])
        for file in files.documentation_pages():
            key = build.keys.get(file.src_uri, "")
            kept, page = build.kept.get(key), file.page
            if kept is None or page is None:
                continue
            build.shown_as[file.src_uri] = shown_as = digest([key, menu])
            if shown_as == kept.shown_as:
                build.set_already.add(file.src_uri)
                page.meta = {**page.meta, "template": UNCHANGED}

    def before_search(self, page: Page, config: MkDocsConfig) -> None:
        """What follows is the search's own reading of the page, which for an unchanged page is empty."""
        self._build.entries_before = len(_entries(config))
        if page.file.src_uri in self._build.set_already:
            page.content = ""

    def was_set(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """The page as a browser gets it, its part of the search index in place."""
        build, uri = self._build, page.file.src_uri
        kept, entries = build.kept.get(build.keys[uri]), _entries(config)
        if kept is None:
            return output
        if uri in build.set_already:
            entries[build.entries_before :] = kept.entries
            return kept.output
        kept.shown_as, kept.output = build.shown_as.get(uri, ""), output
        kept.entries = tuple(entries[build.entries_before :])
        return output


def _is_known(config: MkDocsConfig) -> bool:
    """Whether pages come from what `Memory` looks at."""
    is_plain = PLUGINS.issuperset(config.plugins) and EXTENSIONS.issuperset(config.markdown_extensions)
    return is_plain and not config.hooks and config.theme.name == "material"


def _told(config: MkDocsConfig) -> Iterator[str]:
    """All that the configuration says, and its file, for what is an object in it shows nothing of itself."""
    if config.config_file_path:
        yield Path(config.config_file_path).read_text(encoding="utf-8")
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    said = {**config, "theme": repr(config.theme), "plugins": plugins}
    yield from (f"{name}: {_PLACE_IN_MEMORY.sub('', repr(value))}" for name, value in sorted(said.items()))


def _read(content: str, page: Page) -> _Kept:
    links = page.links_to_anchors or {}
    return _Kept(
        content=content,
        toc=page.toc,
        title=page.title,
        anchors=page.present_anchor_ids,
        links={file.src_uri: places for file, places in links.items()},
    )


def _menu(items: Iterable[Any]) -> Iterator[tuple[object, ...]]:
    """What every page shows of the others."""
    for item in items:
        url, meta = getattr(item, "url", ""), getattr(item, "meta", {})
        yield (type(item).__name__, item.title, url, meta, tuple(_menu(item.children or ())))


def _entries(config: MkDocsConfig) -> list[Entry]:
    search = config.plugins.get(SEARCH)
    entries: list[Entry] = getattr(getattr(search, "search_index", None), "entries", [])
    return entries


def _state_of(folders: Sequence[str]) -> Iterator[str]:
    """The files of a theme, with their dates; its thousands of icons are in a hidden folder."""
    for folder in folders:
        for path in _visible(folder):
            state = Path(path).stat()
            yield f"{path}\0{state.st_mtime_ns}\0{state.st_size}"


# --- templates ----------------------------------------------------------------------------------


class Visible(jinja2.FileSystemLoader):
    """Templates of folders, of which MkDocs leaves hidden ones out anyway: fourteen thousand icons in the theme."""

    def list_templates(self) -> list[str]:
        """Their names, in order."""
        found = {Path(path).relative_to(root).as_posix() for root in self.searchpath for path in _visible(root)}
        return sorted(found)


def _visible(folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        yield from (f"{where}{os.sep}{name}" for name in sorted(files))


class _Compiled(jinja2.BytecodeCache):
    """Templates as Jinja compiled them, by their name and the hash of their source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if the source is the same."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


class _Heard(logging.Handler):
    """How often MkDocs said something."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        self.count += 1
