"""The face of the letters: Arimo, the metric twin of Arial (SIL Open Font License, from PyPI `fontpkg-arimo`).

The package holds two variable fonts. Widths are read from them directly; the PDF needs static faces, which are
made once with fontTools and kept in the user's cache folder. No font is part of this project.
"""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from generator.errors import RenderFailed

POINTS_PER_MM = 72 / 25.4

_NOT_DRAWN = frozenset("\n")


@dataclass(frozen=True, slots=True)
class Face:
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
    """How long a text in one line is, in millimetres. Kerning is left out: it mostly draws letters closer."""
    return sum(_advance(character, face) for character in text) * size / POINTS_PER_MM


@cache
def _variable(path: Path) -> Any:
    return TTFont(path, lazy=True)


@cache
def _names(path: Path) -> Mapping[int, str]:
    names: Mapping[int, str] = _variable(path).getBestCmap()
    return names


@cache
def _drawn() -> frozenset[str]:
    return frozenset.intersection(*(frozenset(map(chr, _names(face.source))) for face in FACES))


@cache
def _glyphs(face: Face) -> Any:
    return _variable(face.source).getGlyphSet(location={"wght": face.weight})


@cache
def _advance(character: str, face: Face) -> float:
    """Advance width in ems; a character that the face lacks counts as a wide one."""
    name = _names(face.source).get(ord(character))
    if name is None:
        return 0.0 if character in _NOT_DRAWN else 1.0
    advance: float = _glyphs(face)[name].width / _variable(face.source)["head"].unitsPerEm
    return advance


# --- files for the PDF ----------------------------------------------------------------------------


@cache
def face_files() -> Mapping[Face, Path]:
    """The four static faces as files, made where they are not there yet (some seconds, once)."""
    folder = cache_folder() / f"arimo-{version('fontpkg-arimo')}-fonttools-{version('fonttools')}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {face: _made(face, folder) for face in FACES}
    except OSError as error:
        raise RenderFailed(
            f"la police de la lettre ne peut pas être préparée dans {folder}\u00a0: {error} "
            "→ choisissez un dossier où écrire avec la variable RELANCE_CACHE"
        ) from error


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again; ``RELANCE_CACHE`` names another place."""
    if chosen := os.environ.get("RELANCE_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "relance"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/relance"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "relance"


def _made(face: Face, folder: Path) -> Path:
    path = folder / face.file_name
    if not path.exists():
        _write(_instance(face), path)
    return path


def _instance(face: Face) -> Any:
    from fontTools.varLib import instancer  # needed once; importing it takes longer than measuring a letter

    # recalcTimestamp would make another file each day.
    font = TTFont(face.source, recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, {"wght": face.weight}, inplace=True, updateFontNames=True)


def _write(font: Any, path: Path) -> None:
    """Write whole or not at all: two processes may make the same file at the same time."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".ttf", delete=False) as file:
        font.save(file)
    Path(file.name).replace(path)
