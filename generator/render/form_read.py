"""Reading a filled form back, PDF or Word: the file says by its first bytes what it is."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from generator.errors import ClaimRefused, Problem
from generator.messages import listed
from generator.render.form_values import FormValues

READERS: Mapping[str, tuple[tuple[bytes, ...], str]] = MappingProxyType(
    {
        "PDF": ((b"%PDF-",), "acroform.reading"),
        # A zip; then what Word encrypts or wrote before 2007, and rich text, which are refused by name.
        "DOCX": ((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"), "ooxml.form_reading"),
    }
)
"""Name of a kind of form → how its files begin, and the module whose ``read`` reads it."""

_PREAMBLE = 1024
"""Bytes that may stand before the beginning of a PDF (PDF 32000-1, annex H.3.4.1)."""


def read(data: bytes, *, path: str = "") -> FormValues:
    """What the form says; raises ClaimRefused where the file is no form of ours, in words."""
    for first_bytes, module in READERS.values():
        if any(beginning in data[:_PREAMBLE] for beginning in first_bytes):
            values: FormValues = import_module(f"generator.render.{module}").read(data, path=path)
            return values
    message = "ce fichier est vide" if not data else f"ce fichier n’est ni un {listed(READERS, 'ni un')}"
    hint = "donnez le formulaire rempli, tel que vous l’avez enregistré"
    raise ClaimRefused([Problem(path=path, message=message, hint=hint, check="form-file")])
