"""Opening a Word file that somebody sent: what it is where it is none, and never more of it than a form may hold.

A zip says how large its parts are, and may lie: no part is read further than the limit. A part with a document type
is refused, as Word does: nothing is then left to expand.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from lxml import etree
from msgspec import Struct

from generator.errors import ClaimRefused, Problem
from generator.messages import NBSP
from generator.render.ooxml.package import PACKAGE, R

ZIP, OLE, RICH_TEXT = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
"""How a Word file begins; one that is encrypted or older than 2007; one that is rich text."""

MAX_PARTS, MAX_PART = 1_000, 20_000_000
"""Parts of a file, and bytes of one: a form has some twenty, of 300 000 bytes at most."""

_AGAIN = "reprenez le fichier d’origine, ou enregistrez-le de nouveau"
_AS_DOCX = "enregistrez-le au format Word (.docx)"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Package(Struct, frozen=True, kw_only=True):
    """The parts of a Word file that is open."""

    zip: zipfile.ZipFile
    path: str

    @property
    def names(self) -> list[str]:
        """Their names, as the zip lists them."""
        return self.zip.namelist()

    def part(self, name: str) -> Any:
        """A part as XML, None where it is missing or empty (LibreOffice empties data)."""
        data = self._bytes(name)
        if not data:
            return None
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError:
            refuse(self.path, f"ce fichier Word est abîmé{NBSP}: {name} ne se lit pas", _AGAIN)

    def main_part(self) -> str:
        """The part that holds the text."""
        relationships = self.part("_rels/.rels")
        every = (
            relationships.iterchildren(f"{{{PACKAGE}/relationships}}Relationship") if relationships is not None else ()
        )
        for one in every:
            if one.get("Type") in (f"{R}/officeDocument", f"{_STRICT}/officeDocument"):
                return posixpath.normpath(str(one.get("Target", ""))).lstrip("/")
        return ""

    def _bytes(self, name: str) -> bytes:
        if name not in self.names:
            return b""
        try:
            with self.zip.open(name) as part:
                data = part.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            refuse(self.path, f"ce fichier Word est abîmé{NBSP}: {name} ne se lit pas", _AGAIN)
        if len(data) > MAX_PART:
            refuse(self.path, f"ce fichier Word est démesuré{NBSP}: {name} dépasse {MAX_PART // 1_000_000} Mo", _AGAIN)
        return data


def opened(data: bytes, path: str) -> Package:
    """The package; raises ClaimRefused with what kind of file it is instead."""
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            refuse(path, "ce fichier Word est protégé par un mot de passe", "enregistrez-le sans mot de passe")
        refuse(path, "ce fichier est d’un Word d’avant 2007 (.doc)", _AS_DOCX)
    if data.startswith(RICH_TEXT):
        refuse(path, "ce fichier est au format RTF, qui n’a pas de champs", "reprenez le fichier d’avant (.docx)")
    try:
        found = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        is_cut = b"PK\x05\x06" not in data[-70_000:]
        refuse(
            path, f"ce fichier Word est {'tronqué : sa fin manque' if is_cut else 'abîmé et ne s’ouvre pas'}", _AGAIN
        )
    return _checked(Package(zip=found, path=path))


def _checked(package: Package) -> Package:
    names = package.names
    if len(names) > MAX_PARTS or len(names) != len(set(names)):
        refuse(package.path, "ce fichier n’est pas fait comme un fichier Word", _AGAIN)
    if "mimetype" in names:
        refuse(package.path, "ce fichier est au format OpenDocument (.odt)", _AS_DOCX)
    if package.main_part() not in names:
        refuse(package.path, "ce fichier n’est pas un document Word", "donnez le formulaire rempli (.docx)")
    return package


def refuse(path: str, message: str, hint: str) -> NoReturn:
    """The file is no form that can be read."""
    raise ClaimRefused([Problem(path=path, message=message, hint=hint, check="form-file")])


def custom_properties(package: Package) -> Mapping[str, str]:
    """The file's own properties, by their names."""
    root = package.part("docProps/custom.xml")
    return dict(_properties(root)) if root is not None else {}


def _properties(root: Any) -> Iterator[tuple[str, str]]:
    for one in root.iterchildren("{*}*"):
        yield one.get("name", ""), "".join(one.itertext())


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
