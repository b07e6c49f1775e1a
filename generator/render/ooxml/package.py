"""The package of a Word letter: what is the same in all of them, and how it all is zipped.

`constant_parts` is what the browser gets as files; a letter adds its body, footers, numbering, links and
properties. The zip holds fixed dates and a fixed order, so that the same letter gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from generator.render.ooxml.paragraphs import link_id
from generator.render.ooxml.properties import application
from generator.render.ooxml.settings import font_table, settings, theme
from generator.render.ooxml.styles import styles_xml
from generator.render.ooxml.xml import DECLARATION, escape
from generator.render.theme import sheet

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = {
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/footer2.xml": f"{_WORD}.footer+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}

_WORD_PARTS = ("styles", "settings", "fontTable", "numbering")

# Before 1980 a zip knows no date.
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


@cache
def constant_parts() -> Mapping[str, str]:
    """Parts that no letter changes, by their name in the package."""
    measures = sheet()
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/app.xml": application(),
        "word/fontTable.xml": font_table(measures),
        "word/settings.xml": settings(),
        "word/styles.xml": styles_xml(measures),
        "word/theme/theme1.xml": theme(measures),
    }


def zipped(parts: Mapping[str, str]) -> bytes:
    """The package as a file: content types first, as readers of streams expect, then by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            package.writestr(entry, parts[name].encode("utf-8"))
    return buffer.getvalue()


# --- what a letter adds -----------------------------------------------------------------------


def document_relationships(links: Sequence[str], more: Sequence[tuple[str, str, str]] = ()) -> str:
    """What `word/document.xml` refers to, its links included; ``more`` are id, type and target of other parts."""
    parts = [(f"rId{name}", f"{R}/{name}", f"{name}.xml") for name in _WORD_PARTS]
    parts += [("rIdFirst", f"{R}/footer", "footer1.xml"), ("rIdNext", f"{R}/footer", "footer2.xml")]
    parts += [("rIdTop", f"{R}/header", "header1.xml"), ("rIdtheme", f"{R}/theme", "theme/theme1.xml")]
    return relationships((*parts, *more), links)


def link_relationships(links: Sequence[str]) -> str:
    """What a footer refers to."""
    return relationships((), links)


def relationships(parts: Sequence[tuple[str, str, str]], links: Sequence[str] = ()) -> str:
    """A part of relationships: to other parts by id, type and target, and to addresses outside."""
    inner = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in parts)
    outer = "".join(
        f'<Relationship Id="{link_id(number)}" Type="{R}/hyperlink" Target="{escape(href)}" TargetMode="External"/>'
        for number, href in enumerate(links, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}{outer}</Relationships>'


# --- what is the same in all ------------------------------------------------------------------


def content_types(more: Mapping[str, str] = MappingProxyType({})) -> str:
    """The kind of each part; ``more`` are those that only a blank form has."""
    every = {**_TYPES, **more}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in every.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _package_relationships() -> str:
    return relationships(
        (
            ("rId1", f"{R}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{R}/extended-properties", "docProps/app.xml"),
            ("rId4", f"{R}/custom-properties", "docProps/custom.xml"),
        )
    )
