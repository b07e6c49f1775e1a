"""The letters' face as the page gets it, to be embedded in the PDF that it writes: outlines, widths, kerning.

A pack is one face in one alphabet, compressed: a header in JSON, then an advance width and a length for each
outline, then the outlines, as TrueType has them. A character has an outline of its own even where the font gives
two of them the same one, so that a reader of the PDF gets back the no-break space, not a space. The packs of one
face are numbered on, one alphabet after the other, and an outline is only ever composed of outlines of its own pack
or of those before: whoever loads the first two simply puts them end to end.
Source of the format of outlines: ISO/IEC 14496-22 (OpenType), tables `glyf` and `GPOS`.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from fontTools.ttLib import TTFont
from msgspec import Struct

from generator.render import fonts
from generator.render.fonts import Face


def _between(first: int, last: int) -> tuple[str, ...]:
    return tuple(map(chr, range(first, last + 1)))


LATIN = (
    *_between(0x20, 0x7E),
    *_between(0xA0, 0xFF),
    *"ŒœŠšŸŽžƒˆ˜\u2009\u2010\u2011–—‘’‚“”„†‡•…\u202f‰′″‹›€™−≤≥",
)
"""What a letter between French firms is written with."""

LATIN_EXTENDED = tuple(
    letter
    for letter in (*_between(0x100, 0x24F), *_between(0x2B0, 0x36F), *_between(0x1E00, 0x1EFF))
    if letter not in LATIN
)
"""Names of the rest of Europe, of Turkey and of Vietnam, with the accents that combine."""

ALPHABETS: Mapping[str, tuple[str, ...]] = {"latin": LATIN, "latin-extended": LATIN_EXTENDED}
"""Each builds on those before it."""

NAMES: Mapping[Face, str] = {
    fonts.REGULAR: "Arimo-Regular",
    fonts.BOLD: "Arimo-Bold",
    fonts.ITALIC: "Arimo-Italic",
    fonts.BOLD_ITALIC: "Arimo-BoldItalic",
}
"""What a PDF calls each face."""

KERNING = "kern"
LATIN_SCRIPT = "latn"
_NO_GLYPH = ".notdef"


def packs(face: Face) -> dict[str, bytes]:
    """Each alphabet's pack of one face."""
    # A font is written with the time of day unless it is told not to.
    with TTFont(fonts.face_files()[face], recalcTimestamp=False) as font:
        drawing = _Drawing(font, NAMES[face])
        return {name: _packed(drawing, letters) for name, letters in _drawn(font)}


def _drawn(font: Any) -> Iterator[tuple[str, list[str]]]:
    for name, letters in ALPHABETS.items():
        yield name, [letter for letter in letters if ord(letter) in font.getBestCmap()]


def _packed(drawing: _Drawing, letters: list[str]) -> bytes:
    facts = {} if drawing.has_begun else {"name": drawing.name, **_facts(drawing.font)}
    outlines = drawing.draw(letters)
    header = {"characters": "".join(letters), "kerning": drawing.kerning(letters), **facts}
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    numbers = [outline.advance for outline in outlines] + [len(outline.data) for outline in outlines]
    content = b"".join(
        (
            struct.pack(">II", len(head), len(outlines)),
            head,
            struct.pack(f">{len(numbers)}H", *numbers),
            *(outline.data for outline in outlines),
        )
    )
    return zlib.compress(content, 9)


# --- outlines -------------------------------------------------------------------------------------


class Outline(Struct, frozen=True):
    """One glyph as the table `glyf` has it, without its hints, and how far it moves the pen."""

    data: bytes
    advance: int


class _Drawing:
    """A face whose glyphs are numbered as they are asked for; fontTools asks it for the numbers of components."""

    extended = False  # fontTools asks that too: no glyph of ours has a part's number beyond 65 535

    def __init__(self, font: Any, name: str) -> None:
        self.font = font
        self.name = name
        self._numbers: dict[str, int] = {}
        self._count = 0
        self._letters: set[str] = set()

    @property
    def has_begun(self) -> bool:
        """Whether a pack of this face was made already."""
        return self._count > 0

    def getGlyphID(self, name: str) -> int:  # noqa: N802 - fontTools' own name, of its table of outlines
        """The number of a glyph that a composed one refers to."""
        return self._numbers[name]

    def draw(self, letters: list[str]) -> list[Outline]:
        """A glyph for each letter, then those that only serve to compose them."""
        names = [] if self.has_begun else [_NO_GLYPH]
        names += [self.font.getBestCmap()[ord(letter)] for letter in letters]
        for number, name in enumerate(names, start=self._count):
            self._numbers.setdefault(name, number)
        parts = [name for name in dict.fromkeys(self._parts(names)) if name not in self._numbers]
        self._numbers |= {name: number for number, name in enumerate(parts, start=self._count + len(names))}
        self._count += len(names) + len(parts)
        return [self._outline(name) for name in (*names, *parts)]

    def _parts(self, names: Iterable[str]) -> Iterator[str]:
        table = self.font["glyf"]
        for name in names:
            if table[name].isComposite():
                parts = [part.glyphName for part in table[name].components]
                yield from parts
                yield from self._parts(parts)

    def _outline(self, name: str) -> Outline:
        glyph = self.font["glyf"][name]
        glyph.removeHinting()
        data: bytes = glyph.compile(self, recalcBBoxes=False)
        return Outline(data + b"\0" * (-len(data) % 2), self.font["hmtx"][name][0])

    def kerning(self, letters: list[str]) -> dict[str, str]:
        """Pairs of letters by how far they are drawn apart (in units of the font), one pair after the other."""
        before, self._letters = self._letters, self._letters | set(letters)
        by_glyph: dict[str, list[str]] = {}
        for letter in sorted(self._letters):
            by_glyph.setdefault(self.font.getBestCmap()[ord(letter)], []).append(letter)
        found: dict[str, str] = {}
        for (left, right), distance in _pairs(self.font):
            for pair in (a + b for a in by_glyph.get(left, ()) for b in by_glyph.get(right, ())):
                if distance and not before.issuperset(pair):
                    found[str(distance)] = found.get(str(distance), "") + pair
        return found


# --- facts ---------------------------------------------------------------------------------------


def _facts(font: Any) -> dict[str, object]:
    """What a PDF says of a font, and the three tables that its embedded form needs besides its outlines."""
    head = font["head"]
    return {
        "unitsPerEm": head.unitsPerEm,
        "box": [head.xMin, head.yMin, head.xMax, head.yMax],
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "capHeight": font["OS/2"].sCapHeight,
        "italicAngle": font["post"].italicAngle,
        "weight": font["OS/2"].usWeightClass,
        "tables": {tag: font.getTableData(tag).hex() for tag in ("head", "hhea", "maxp")},
    }


def _pairs(font: Any) -> Iterator[tuple[tuple[str, str], int]]:
    """Kerning of Latin text: pairs of glyphs, and what is added to the first one's advance."""
    table = font["GPOS"].table
    for index in sorted(set(_kerning_lookups(table))):
        for part in table.LookupList.Lookup[index].SubTable:
            if part.Format != 1:
                raise ValueError(f"the face kerns by classes (PairPos format {part.Format}), which is not read here")
            for left, pairs in zip(part.Coverage.glyphs, part.PairSet, strict=True):
                for pair in pairs.PairValueRecord:
                    yield (left, pair.SecondGlyph), getattr(pair.Value1, "XAdvance", 0)


def _kerning_lookups(table: Any) -> Iterator[int]:
    for record in table.ScriptList.ScriptRecord:
        if record.ScriptTag == LATIN_SCRIPT:
            for index in record.Script.DefaultLangSys.FeatureIndex:
                feature = table.FeatureList.FeatureRecord[index]
                if feature.FeatureTag == KERNING:
                    yield from feature.Feature.LookupListIndex


def licence() -> bytes:
    """What has to go along with the face (SIL Open Font License, 2)."""
    return (files("fontpkg_arimo") / "LICENSE").read_bytes()


# --- widths ---------------------------------------------------------------------------------------


def widths(face: Face) -> dict[str, str]:
    """Characters of all alphabets by their advance width, in units of the font: what measuring a line needs."""
    found: dict[str, str] = {}
    with TTFont(fonts.face_files()[face], lazy=True) as font:
        for _, letters in _drawn(font):
            for letter in letters:
                width = str(font["hmtx"][font.getBestCmap()[ord(letter)]][0])
                found[width] = found.get(width, "") + letter
    return found


def units_per_em() -> int:
    """What the widths are counted in."""
    with TTFont(fonts.face_files()[fonts.REGULAR], lazy=True) as font:
        units: int = font["head"].unitsPerEm
    return units
