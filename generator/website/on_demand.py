"""A letter's file made when someone asks for it: under `mkdocs serve`, a saved letter does not wait for its PDFs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.catalogue.load import load
from generator.catalogue.model import Catalogue, Template
from generator.forms import forms_of
from generator.website.downloads import Download, show_examples
from generator.website.form_downloads import show_form
from generator.website.places import FORMATS, download_at, form_at
from generator.website.store import Store

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_FILE = re.compile(rf"lettres/(?P<letter>[a-z0-9-]+)/[a-z0-9-]+\.(?P<format>{'|'.join(FORMATS)})")

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def make_file(folder: Path, uri: str, store: Store) -> Download | None:
    """The filled example or the blank form at an address of the site, made now if it is not kept; None for neither.

    Raises what `load` and the renderers raise.
    """
    asked = _FILE.fullmatch(uri)
    if asked is None or not (folder / asked["letter"] / "letter.md").is_file():
        return None
    catalogue = load(folder, only=asked["letter"], is_judged=False)
    template = catalogue.templates[asked["letter"]]
    return next(_made(catalogue, template, uri, asked["format"], store), None)


def _made(catalogue: Catalogue, template: Template, uri: str, format: str, store: Store) -> Iterator[Download]:
    for example in template.examples:
        if download_at(template.id, example.name, format) == uri:
            for shown in show_examples(catalogue, replace(template, examples=(example,)), store, formats=[format]):
                yield from shown.downloads
    for form in forms_of(template):
        if form_at(form, format) == uri:
            yield from show_form(catalogue, template, form, store, formats=[format]).downloads


class Files:
    """The same, before a server's own pages: a file that the site does not have yet is made, then handed over."""

    def __init__(self, rest: WSGIApplication, make: Callable[[str], Download | None], *, mount_path: str) -> None:
        """``mount_path`` is where the site is put, « / » or « /relance/ »."""
        self._rest = rest
        self._make = make
        self._mount_path = mount_path
        self._one_at_a_time = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        uri = environ["PATH_INFO"].removeprefix(self._mount_path)
        if not _FILE.fullmatch(uri):
            return self._rest(environ, start_response)
        with self._one_at_a_time:
            made = self._make(uri)
        if made is None or made.data is None:
            return self._rest(environ, start_response)
        start_response("200 OK", [("Content-Type", _TYPES[made.format]), ("Content-Length", str(len(made.data)))])
        return [made.data]
