from __future__ import annotations

import json
import struct
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from generator.render import font_packs, fonts
from generator.render.fonts import FACES, Face

LATIN, EXTENDED = font_packs.ALPHABETS
MORE = 0x20
BUDGET = 30_000
"""Bytes of what an ordinary letter loads of the face: upright and bold."""


@dataclass(frozen=True, slots=True)
class Pack:
    header: dict[str, Any]
    advances: tuple[int, ...]
    outlines: tuple[bytes, ...]


@cache
def pack(face: Face, alphabet: str) -> Pack:
    content = zlib.decompress(font_packs.packs(face)[alphabet])
    length, count = struct.unpack_from(">II", content)
    header = json.loads(content[8 : 8 + length])
    numbers = struct.unpack_from(f">{2 * count}H", content, 8 + length)
    start, outlines = 8 + length + 4 * count, []
    for size in numbers[count:]:
        outlines.append(content[start : start + size])
        start += size
    assert start == len(content)
    return Pack(header, numbers[:count], tuple(outlines))


def parts(outline: bytes) -> Iterator[int]:
    """The outlines that an outline is composed of."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    flags, offset = MORE, 10
    while flags & MORE:
        flags, number = struct.unpack_from(">HH", outline, offset)
        yield number
        offset += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)


@pytest.mark.parametrize("face", FACES)
def test_each_letter_has_the_width_that_lines_are_measured_with(face: Face) -> None:
    first, second = pack(face, LATIN), pack(face, EXTENDED)
    widths = dict(zip(first.header["characters"], first.advances[1:], strict=False))
    widths |= dict(zip(second.header["characters"], second.advances, strict=False))
    for letter, units in widths.items():
        width = fonts.width(letter, fonts.POINTS_PER_MM, face)
        assert width == pytest.approx(units / font_packs.units_per_em())


@pytest.mark.parametrize("face", FACES)
def test_outlines_are_composed_of_those_at_hand(face: Face) -> None:
    first, second = pack(face, LATIN), pack(face, EXTENDED)
    ours = len(first.outlines)
    assert all(number < ours for outline in first.outlines for number in parts(outline))
    assert all(number < ours + len(second.outlines) for outline in second.outlines for number in parts(outline))
    assert any(number >= ours for outline in second.outlines for number in parts(outline))


def test_letters_of_french_and_no_break_spaces_come_first_and_names_of_europe_on_demand() -> None:
    first, second = pack(fonts.REGULAR, LATIN).header, pack(fonts.REGULAR, EXTENDED).header
    for letter in "éàçœŒÆŸ€«»’–—…°§\u00a0\u202f":
        assert letter in first["characters"]
    for letter in "łŻšőčǅấ\u0301":
        assert letter in second["characters"] or letter in first["characters"]
    assert not set(first["characters"]) & set(second["characters"])


def test_only_the_first_pack_says_what_the_font_is() -> None:
    first, second = pack(fonts.BOLD, LATIN).header, pack(fonts.BOLD, EXTENDED).header
    assert (first["name"], first["weight"], first["unitsPerEm"]) == ("Arimo-Bold", 700, 2048)
    assert set(second) == {"characters", "kerning"}


def test_kerning_is_that_of_the_font_and_takes_the_no_break_space_for_itself() -> None:
    kerning = pack(fonts.REGULAR, LATIN).header["kerning"]
    pairs = {pairs[i : i + 2]: int(by) for by, pairs in kerning.items() for i in range(0, len(pairs), 2)}
    assert pairs["AV"] == pairs["AT"] == -152
    assert pairs["r’"] > 0
    assert "A " in pairs
    assert "A\u00a0" not in pairs
    assert 0 not in pairs.values()


def test_no_outline_carries_hints() -> None:
    font = TTFont(fonts.face_files()[fonts.REGULAR])
    letter = next(iter(pack(fonts.REGULAR, LATIN).header["characters"].partition("e")[:1]))
    number = 1 + len(letter)
    outline = pack(fonts.REGULAR, LATIN).outlines[number]
    contours = struct.unpack_from(">h", outline)[0]
    assert contours == font["glyf"]["e"].numberOfContours
    assert struct.unpack_from(">H", outline, 10 + 2 * contours)[0] == 0  # length of its instructions


def test_packs_hold_no_time_of_day() -> None:
    first = font_packs.packs(fonts.ITALIC)
    time.sleep(1.1)  # a font counts seconds
    assert font_packs.packs(fonts.ITALIC) == first


def test_what_an_ordinary_letter_loads_is_small() -> None:
    sizes = [len(font_packs.packs(face)[LATIN]) for face in (fonts.REGULAR, fonts.BOLD)]
    assert sum(sizes) < BUDGET


def test_the_licence_goes_along() -> None:
    assert b"SIL Open Font License, Version 1.1" in font_packs.licence()


def test_widths_hold_each_character_once() -> None:
    widths = font_packs.widths(fonts.REGULAR)
    letters = "".join(widths.values())
    assert len(letters) == len(set(letters))
    assert set(pack(fonts.REGULAR, LATIN).header["characters"]) <= set(letters)
    assert int(next(width for width, held in widths.items() if "\u202f" in held)) == 410
