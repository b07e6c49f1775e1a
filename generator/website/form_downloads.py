"""The blank forms that a letter's page offers, each made once: kept under a hash of all that it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.model import Catalogue, Template
from generator.forms import RENDERERS, Form, forms_of
from generator.website.downloads import Download
from generator.website.keys import digest, letter_makers
from generator.website.places import form_at
from generator.website.store import Store


class ShownForm(Struct, frozen=True, kw_only=True):
    """A blank form, in each format."""

    form: Form
    downloads: tuple[Download, ...]


def show_forms(
    catalogue: Catalogue, template: Template, store: Store, *, formats: Iterable[str], makes_files_later: bool = False
) -> tuple[ShownForm, ...]:
    """The forms of a letter, by regime, then by who writes, then by number of invoices.

    With ``makes_files_later``, those that are not kept are named, and not made.
    """
    wanted = [name for name in formats if name in RENDERERS]
    shared = _shared_key(catalogue, template) if wanted else ""
    return tuple(
        ShownForm(form=form, downloads=tuple(_downloads(catalogue, form, shared, store, wanted, makes_files_later)))
        for form in (forms_of(template) if wanted else ())
    )


def show_form(
    catalogue: Catalogue, template: Template, form: Form, store: Store, *, formats: Iterable[str]
) -> ShownForm:
    """One of them."""
    made = _downloads(catalogue, form, _shared_key(catalogue, template), store, formats, makes_files_later=False)
    return ShownForm(form=form, downloads=tuple(made))


def _shared_key(catalogue: Catalogue, template: Template) -> str:
    """Changes with the letter's words, and with what its fields are called."""
    unordered: frozenset[str] = frozenset()
    letter = replace(template, guidance="", examples=(), used_paths=unordered, used_clauses=unordered)
    return digest([letter_makers(), repr(letter), repr(sorted(catalogue.fields.items()))])


def _downloads(
    catalogue: Catalogue, form: Form, shared: str, store: Store, formats: Iterable[str], makes_files_later: bool
) -> Iterator[Download]:
    for name in formats:
        key = f"{digest([shared, str(form)])}.{name}"
        data = store.get(key)
        if data is None and not makes_files_later:
            data = RENDERERS[name](catalogue, form)
            store.put(key, data)
        yield Download(uri=form_at(form, name), key=key, format=name, data=data)
