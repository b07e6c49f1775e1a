"""The examples of the catalogue as the site shows them: the letter to read, its e-mail, its PDF and DOCX.

Making the files takes a third of a second a letter, so they are kept from one build to the next under the
hash of all that they depend on: the letter and its claim, our code, the theme, the fonts, the rates, and
the libraries that set them. A key that misses one of these would show an old letter.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import itertools
import json
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Protocol

from generator.catalogue.model import Catalogue, Example, Template
from generator.examples import prepare_example
from generator.letter.typography import space
from generator.produce import Prepared, email_text
from generator.render import RENDERERS
from generator.render.html import fragment

FORMATS = {"pdf": "PDF", "docx": "DOCX"}
"""Ending of a download's name → what it is called on its link."""

SUBJECT_LEVEL = 3
"""Level of the letter's subject among the headings of its page."""

_ORDINARY = re.compile(r"(?:professionnel|particulier|acheteur-public)(?:-une-facture)?")
"""Names of the examples that a page opens first, where a letter has them."""

_MAKERS = ("weasyprint", "pydyf", "fonttools", "fontpkg-arimo", "pyphen", "pikepdf", "jinja2", "lxml", "holidays")
_NATIVE = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}
_MAKE_LETTERS = ("catalogue", "claim", "law", "letter", "render", "values")


class Store(Protocol):
    """Bytes kept between builds; losing them costs time only."""

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``, None if it is gone."""

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""


class Forgetful:
    """A store that keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """Nothing."""

    def put(self, key: str, data: bytes) -> None:
        """Nothing is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A file offered on a page, at ``uri`` from the root of the site."""

    uri: str
    format: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownExample:
    """An example as its page shows it. ``letter`` is HTML of our own, made of escaped text.

    ``description`` is what its author says of it; ``is_plain`` is false where a rate was missing, so that the sum
    is not final.
    """

    name: str
    audience: str
    invoice_count: int
    is_plain: bool
    description: str
    letter: str
    email_subject: str
    email_body: str
    downloads: tuple[Download, ...]


def show_examples(
    catalogue: Catalogue, store: Store, *, formats: Iterable[str] = tuple(FORMATS)
) -> dict[str, tuple[ShownExample, ...]]:
    """For each letter, its examples by regime, the plainest first; raises what `prepare_example` raises."""
    order = list(catalogue.vocabulary.audiences)
    wanted = tuple(formats)
    shown: dict[str, tuple[ShownExample, ...]] = {}
    for template in catalogue.templates.values():
        examples = [_show(catalogue, template, example, store, wanted) for example in template.examples]
        shown[template.id] = tuple(sorted(examples, key=lambda one: (order.index(one.audience), *_plainness(one))))
    return shown


def _plainness(example: ShownExample) -> tuple[bool, bool, int, int]:
    """A final sum; the name of the ordinary case; few invoices; a short letter."""
    is_ordinary = _ORDINARY.fullmatch(example.name) is not None
    return (not example.is_plain, not is_ordinary, example.invoice_count, len(example.letter))


def _show(
    catalogue: Catalogue, template: Template, example: Example, store: Store, formats: tuple[str, ...]
) -> ShownExample:
    key = example_key(template, example)
    kept = {name: store.get(f"{key}.{name}") for name in ("json", *formats)}
    files = {name: data for name, data in kept.items() if data is not None}
    if len(files) < len(kept):
        files = dict(_made(catalogue, template, example, formats))
        for name, data in files.items():
            store.put(f"{key}.{name}", data)
    return _shown(template, example, files)


def _made(
    catalogue: Catalogue, template: Template, example: Example, formats: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    prepared = prepare_example(catalogue, template, example)
    yield "json", json.dumps(_read_on_the_page(prepared), ensure_ascii=False).encode()
    for name in formats:
        yield name, RENDERERS[name](prepared.document)


def _read_on_the_page(prepared: Prepared) -> dict[str, object]:
    subject, body = email_text(prepared)
    return {
        "audience": str(prepared.answers["debtor"]["kind"]),
        "invoice_count": len(prepared.answers["invoices"]),
        "is_plain": not prepared.answers["statement"]["is_provisional"],
        "letter": fragment(prepared.document, heading_level=SUBJECT_LEVEL),
        "email_subject": subject,
        "email_body": body,
    }


def _shown(template: Template, example: Example, kept: Mapping[str, bytes]) -> ShownExample:
    downloads = [
        Download(uri=f"lettres/{template.id}/{template.id}-{example.name}.{name}", format=name, data=data)
        for name, data in kept.items()
        if name != "json"
    ]
    return ShownExample(
        name=example.name,
        description=description_of(example.claim_text),
        downloads=tuple(downloads),
        **json.loads(kept["json"]),
    )


def description_of(claim_text: str) -> str:
    """The comment that opens an example's file: what its author wants it to show."""
    lines = claim_text.splitlines()
    opening = itertools.takewhile(lambda line: line.startswith("#"), lines)
    return space(" ".join(line.lstrip("#").strip() for line in opening))


# --- keys ---------------------------------------------------------------------------------------


def example_key(template: Template, example: Example) -> str:
    """Changes with anything that could change the example's letter."""
    unordered: frozenset[str] = frozenset()
    letter = replace(template, guidance="", examples=(), used_paths=unordered, used_clauses=unordered)
    digest = hashlib.sha256(makers_key().encode())
    for words in (repr(letter), example.name, example.claim_text):
        digest.update(b"\0" + words.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def makers_key() -> str:
    """The code, the data and the libraries that make letters, in one word."""
    digest = hashlib.sha256()
    for name, data in sorted(_sources()):
        digest.update(name.encode() + b"\0" + data + b"\0")
    digest.update(json.dumps(library_versions()).encode())
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, bytes]]:
    package = resources.files("generator")
    for item in package.iterdir():
        if item.name in _MAKE_LETTERS:
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
