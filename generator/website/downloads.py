"""The examples of the catalogue as the site shows them: the letter to read, its e-mail, its PDF and DOCX.

Making the files takes a third of a second a letter, so they are kept from one build to the next under the
hash of all that they depend on: the letter and its claim, our code, the theme, the fonts, the rates, and
the libraries that set them. A key that misses one of these would show an old letter.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.json_schema import MODELINE
from generator.catalogue.model import Catalogue, Example, Template
from generator.examples import prepare_example
from generator.letter.fill import plain_text
from generator.letter.nodes import BulletList, Heading
from generator.letter.typography import space
from generator.produce import Prepared, email_text, phone_script, sms_text
from generator.render import RENDERERS
from generator.render.html import fragment
from generator.website.keys import digest, letter_makers
from generator.website.places import FORMATS, download_at
from generator.website.store import Store

SUBJECT_LEVEL = 3
"""Level of the letter's subject among the headings of its page."""

_ORDINARY = re.compile(r"(?:professionnel|particulier|acheteur-public)(?:-une-facture)?")
"""Names of the examples that a page opens first, where a letter has them."""


class Download(Struct, frozen=True, kw_only=True):
    """A file offered on a page, at ``uri`` from the root of the site; ``key`` is its name in the store.

    Without ``data``, it is made when someone asks for it.
    """

    uri: str
    key: str
    format: str
    data: bytes | None


class ShownExample(Struct, frozen=True, kw_only=True):
    """An example as its page shows it. ``letter`` is HTML of our own, made of escaped text.

    ``description`` is what its author says of it; ``is_plain`` is false where a rate was missing, so that the sum
    is not final; ``key`` is the name in the store of what the page shows.
    """

    name: str
    key: str
    audience: str
    invoice_count: int
    is_plain: bool
    description: str
    letter: str
    email_subject: str
    email_body: str
    downloads: tuple[Download, ...]
    sms: str = ""
    phone: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The script of a call: each paragraph's kind (`SPOKEN`) with its lines."""


def show_examples(
    catalogue: Catalogue,
    template: Template,
    store: Store,
    *,
    formats: Iterable[str] = tuple(FORMATS),
    makes_files_later: bool = False,
) -> tuple[ShownExample, ...]:
    """The examples of a letter by regime, the plainest first; raises what `prepare_example` raises.

    With ``makes_files_later``, files that are not kept are named, and not made.
    """
    order = list(catalogue.vocabulary.audiences)
    wanted = tuple(formats)
    now = () if makes_files_later else wanted
    examples = [_show(catalogue, template, example, store, wanted, now) for example in template.examples]
    return tuple(sorted(examples, key=lambda one: (order.index(one.audience), *_plainness(one))))


def _plainness(example: ShownExample) -> tuple[bool, bool, int, int]:
    """A final sum; the name of the ordinary case; few invoices; a short letter."""
    is_ordinary = _ORDINARY.fullmatch(example.name) is not None
    return (not example.is_plain, not is_ordinary, example.invoice_count, len(example.letter))


def _show(
    catalogue: Catalogue,
    template: Template,
    example: Example,
    store: Store,
    formats: tuple[str, ...],
    now: tuple[str, ...],
) -> ShownExample:
    """An example with its ``formats``, those of ``now`` made if they are not kept."""
    key = example_key(template, example)
    files = {name: store.get(f"{key}.{name}") for name in ("json", *formats)}
    if any(files[name] is None for name in ("json", *now)):
        for name, data in _made(catalogue, template, example, now):
            files[name] = data
            store.put(f"{key}.{name}", data)
    return _shown(template, example, key, files)


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
        "sms": sms_text(prepared),
        "phone": list(_spoken(prepared)),
    }


def _spoken(prepared: Prepared) -> Iterator[tuple[str, tuple[str, ...]]]:
    script = phone_script(prepared)
    for block in script.parts["body"] if script else ():
        match block:
            case Heading():
                yield "heading", (plain_text([block]),)
            case BulletList(items):
                yield "list", tuple(plain_text([item]) for item in items)
            case _:
                yield "paragraph", (plain_text([block]),)


def _shown(template: Template, example: Example, key: str, kept: Mapping[str, bytes | None]) -> ShownExample:
    downloads = [
        Download(uri=download_at(template.id, example.name, name), key=f"{key}.{name}", format=name, data=data)
        for name, data in kept.items()
        if name != "json"
    ]
    return ShownExample(
        name=example.name,
        key=f"{key}.json",
        description=description_of(example.claim_text),
        downloads=tuple(downloads),
        **{name: _frozen(value) for name, value in json.loads(kept["json"] or b"{}").items()},
    )


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def description_of(claim_text: str) -> str:
    """The comment that opens an example's file: what its author wants it to show."""
    lines = claim_text.splitlines()
    opening = itertools.takewhile(lambda line: line.startswith("#"), lines)
    return space(" ".join(line.lstrip("#").strip() for line in opening if not line.startswith(MODELINE)))


def example_key(template: Template, example: Example) -> str:
    """Changes with anything that could change the example's letter."""
    unordered: frozenset[str] = frozenset()
    letter = replace(template, guidance="", examples=(), kept_texts={}, used_paths=unordered, used_clauses=unordered)
    read = " ".join(ShownExample.__struct_fields__)
    return digest([letter_makers(), read, repr(letter), example.name, example.claim_text])
