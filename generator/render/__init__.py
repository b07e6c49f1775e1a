"""Renderers: a document of the letter tree becomes bytes; no clock, no network.

A renderer is imported when it is first called: listing the formats costs nothing, and a machine without Pango
still makes DOCX and text. An `.eml` is no renderer: it carries files that these have made (`email.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from generator.letter.nodes import Document


class Renderer(Protocol):
    """What a format is made by: the whole letter in, the whole file out."""

    def __call__(self, document: Document, /) -> bytes:
        """The letter as a file."""


class Format(Struct, frozen=True):
    """A file format: who makes it, and what the web calls it. Calling it renders."""

    module: str
    media_type: str

    def __call__(self, document: Document, /) -> bytes:
        """The letter as a file of this format."""
        render: Renderer = import_module(f"{__name__}.{self.module}").render
        return render(document)


RENDERERS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format("pdf", "application/pdf"),
        "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "html": Format("html", "text/html"),
        "txt": Format("text", "text/plain"),
    }
)
"""File suffix → how that file is made."""
