"""The face of the fields: a simple TrueType font with WinAnsiEncoding, the only kind that every viewer can type with.

WeasyPrint's own fields name a composite font (Type 0, Identity-H): what pdftk, MuPDF and others write with it shows
as boxes or not at all. Ours holds the letters of that encoding, cut from the letters' face, and is kept beside it.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.errors import RenderFailed
from generator.render.fonts import REGULAR, Face, face_files, keep

ENCODING = "cp1252"
"""WinAnsiEncoding, which every viewer can type in: é, œ, €, « » and ’ are in it, U+202F is not."""
_FIRST_CODE, _LAST_CODE = 32, 255


class FieldFace(Struct, frozen=True, kw_only=True):
    """A face as a simple TrueType font of a PDF: ``widths`` from code 32 to 255, lengths in thousandths."""

    name: str
    data: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int

    def width(self, text: str) -> float:
        """How long a text is, in multiples of the size."""
        return sum(self.widths[code - _FIRST_CODE] for code in codes(text) if code >= _FIRST_CODE) / 1000


def field_text(text: str) -> str:
    """A text as the fields of a form hold it: poppler writes no no-break space, whose code it takes for a space's."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def codes(text: str) -> bytes:
    """The codes of a text in the face."""
    return field_text(text).encode(ENCODING, "replace")


@cache
def field_face(face: Face) -> FieldFace:
    """A face with the letters of `ENCODING` only, kept as a file beside the others."""
    whole = face_files()[face]
    path = whole.with_name(f"fields-{face.file_name}")
    try:
        if not path.exists():
            content = io.BytesIO()
            _cut(whole, face).save(content)
            keep(path, content.getvalue())
        return _described(path)
    except OSError as error:
        raise RenderFailed(
            f"la police des champs ne peut pas être préparée dans {path.parent}\u00a0: {error}"
        ) from error


def _cut(whole: Path, face: Face) -> Any:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[6], notdef_outline=True, drop_tables=_NO_TABLES
    )
    font = TTFont(io.BytesIO(whole.read_bytes()), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=bytes(range(_FIRST_CODE, _LAST_CODE + 1)).decode(ENCODING, "ignore"))
    cutter.subset(font)
    # A name of its own: a viewer must not take a Arimo that is installed for this one.
    name = f"RelanceForm-{'Bold' if face.weight > REGULAR.weight else 'Regular'}"
    for record in font["name"].names:
        record.string = name
    return font


_NO_TABLES = ["GDEF", "GPOS", "GSUB", "DSIG", "STAT", "MVAR", "HVAR", "avar", "gasp", "meta", "LTSH", "VDMX", "hdmx"]


def _described(path: Path) -> FieldFace:
    from fontTools.ttLib import TTFont

    with TTFont(path) as font:
        return _measured(path.read_bytes(), font)


def _measured(data: bytes, font: Any) -> FieldFace:
    scale = 1000 / font["head"].unitsPerEm
    cmap, advances = font.getBestCmap(), font["hmtx"]

    def width(code: int) -> int:
        character = bytes([code]).decode(ENCODING, "ignore")
        glyph = cmap.get(ord(character)) if character else None
        return round(advances[glyph][0] * scale) if glyph else 0

    head, os2 = font["head"], font["OS/2"]
    return FieldFace(
        name=font["name"].getDebugName(6),
        data=data,
        widths=tuple(width(code) for code in range(_FIRST_CODE, _LAST_CODE + 1)),
        box=tuple(round(getattr(head, side) * scale) for side in ("xMin", "yMin", "xMax", "yMax")),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
        cap_height=round(os2.sCapHeight * scale),
    )
