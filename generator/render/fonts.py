"""The face of the letters: Arimo, the metric twin of Arial (SIL Open Font License, from PyPI `fontpkg-arimo`).

The package holds two variable fonts. Widths, and the static faces that the PDF needs, are made from them once with
fontTools and kept in the user's cache folder. No font is part of this project.
"""

from __future__ import annotations

import io
import json
import tempfile
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import fontTools
from msgspec import Struct

from generator.errors import RenderFailed
from generator.files import cache_folder

POINTS_PER_MM = 72 / 25.4

_NOT_DRAWN = frozenset("\n")


class Face(Struct, frozen=True):
    """One of the four faces, by the words of CSS."""

    weight: int
    style: str

    @property
    def source(self) -> Path:
        """The variable font that it is cut from."""
        name = "Arimo[wght].ttf" if self.style == "normal" else "Arimo-Italic[wght].ttf"
        return Path(str(files("fontpkg_arimo") / "files" / name))

    @property
    def file_name(self) -> str:
        """What its static cut is called in the cache."""
        return f"arimo-{self.weight}-{self.style}.ttf"


REGULAR = Face(400, "normal")
BOLD = Face(700, "normal")
ITALIC = Face(400, "italic")
BOLD_ITALIC = Face(700, "italic")
FACES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)


# --- what the face can say, and how wide ----------------------------------------------------------


def missing(text: str) -> tuple[str, ...]:
    """Characters of ``text`` that the face cannot draw, each once, in order."""
    lacking = set(text) - _drawn() - _NOT_DRAWN
    return tuple(character for character in dict.fromkeys(text) if character in lacking)


def describe(character: str) -> str:
    """A character as its writer can find it: « 😀 » (U+1F600 GRINNING FACE)."""
    name = unicodedata.name(character, "sans nom")
    return f"«\u00a0{character}\u00a0» (U+{ord(character):04X} {name})"


def width(text: str, size: float, face: Face = REGULAR) -> float:
    """How long a text in one line is, in millimetres; a character that the face lacks counts as a wide one.

    Kerning is left out: it mostly draws letters closer.
    """
    widths = _widths(face)
    try:
        advances = [widths[ord(character)] for character in text]
    except KeyError:
        advances = [widths.get(ord(character), 0.0 if character in _NOT_DRAWN else 1.0) for character in text]
    return sum(advances) * size / POINTS_PER_MM


@cache
def _drawn() -> frozenset[str]:
    return frozenset.intersection(*(frozenset(map(chr, _widths(face))) for face in (REGULAR, ITALIC)))


@cache
def _widths(face: Face) -> Mapping[int, float]:
    """Advance of each character in ems: read from the font once, then from a small file.

    Opening a variable font costs as much as compiling a letter. Where nothing can be kept, it is read each time.
    """
    path = _folder() / f"widths-{face.weight}-{face.style}.json"
    try:
        return {int(code): wide for code, wide in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, AttributeError):
        widths = _measured(face)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        keep(path, json.dumps(widths).encode())
    return widths


def _measured(face: Face) -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(face.source, lazy=True) as font:
        em = font["head"].unitsPerEm
        if face.weight == int(font["fvar"].axes[0].defaultValue):  # as its tables say, nothing to interpolate
            advances = font["hmtx"].metrics
            return {code: advances[name][0] / em for code, name in font.getBestCmap().items()}
        glyphs = font.getGlyphSet(location={"wght": face.weight})
        return {code: glyphs[name].width / em for code, name in font.getBestCmap().items()}


# --- files for the PDF ----------------------------------------------------------------------------


@cache
def face_files() -> Mapping[Face, Path]:
    """The four static faces as files, made where they are not there yet (some seconds, once)."""
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {face: _made(face, folder) for face in FACES}
    except OSError as error:
        raise RenderFailed(
            f"la police de la lettre ne peut pas être préparée dans {folder}\u00a0: {error} "
            "→ choisissez un dossier où écrire avec la variable RELANCE_CACHE"
        ) from error


def _folder() -> Path:
    return cache_folder() / f"arimo-{version('fontpkg-arimo')}-fonttools-{fontTools.version}"


def _made(face: Face, folder: Path) -> Path:
    path = folder / face.file_name
    if not path.exists():
        content = io.BytesIO()
        _instance(face).save(content)
        keep(path, content.getvalue())
    return path


def _instance(face: Face) -> Any:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer  # needed once; importing it takes longer than measuring a letter

    # recalcTimestamp would make another file each day.
    font = TTFont(face.source, recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, {"wght": face.weight}, inplace=True, updateFontNames=True)


def keep(path: Path, content: bytes) -> None:
    """Write whole or not at all: two processes may make the same file at the same time."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
