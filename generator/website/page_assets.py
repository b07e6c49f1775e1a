"""What the page loads when a letter is downloaded: measures and widths, the face, the fixed parts of a Word file.

The page writes the same PDF and the same DOCX as the command line, from the same facts: they are handed over here,
and stand in no TypeScript. Making the packs of the face takes a second, so they are kept under the hash of all
that makes letters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from generator.render import font_packs, fonts
from generator.render.fonts import Face
from generator.render.ooxml import package
from generator.render.ooxml.styles import numbering_xml
from generator.render.theme import sheet
from generator.website.downloads import Store, makers_key

FOLDER = "assets/letter"
PAPER = f"{FOLDER}/paper.json"
WORD = f"{FOLDER}/word.json"
LICENCE = f"{FOLDER}/arimo-licence.txt"


def page_assets(store: Store) -> dict[str, bytes]:
    """The files by their address from the site's root."""
    return {PAPER: paper(), WORD: word(), LICENCE: font_packs.licence(), **font_files(store)}


def paper() -> bytes:
    """The sheet's measures, and the widths by which lines are measured, in `unitsPerEm`-ths of the size."""
    measures = sheet().model_dump(mode="json", exclude={"screen"})
    widths = {"regular": font_packs.widths(fonts.REGULAR), "bold": font_packs.widths(fonts.BOLD)}
    return _json({"sheet": measures, "unitsPerEm": font_packs.units_per_em(), "widths": widths})


def word() -> bytes:
    """Parts of a Word file: those that no letter changes, and those to which a letter only adds its links and lists."""
    grown = {
        "word/numbering.xml": numbering_xml(sheet(), 0),
        "word/_rels/document.xml.rels": package.document_relationships(()),
    }
    return _json({**package.constant_parts(), **grown})


def font_files(store: Store) -> dict[str, bytes]:
    """The packs of each face: `arimo-700-normal.latin.bin` and its like."""
    return {
        f"{FOLDER}/{face.file_name.removesuffix('.ttf')}.{alphabet}.bin": pack
        for face in fonts.FACES
        for alphabet, pack in _packs(face, store).items()
    }


def _packs(face: Face, store: Store) -> Mapping[str, bytes]:
    names = {alphabet: _key(face, alphabet) for alphabet in font_packs.ALPHABETS}
    kept = {alphabet: store.get(name) for alphabet, name in names.items()}
    found = {alphabet: pack for alphabet, pack in kept.items() if pack is not None}
    if found.keys() == names.keys():
        return found
    made = font_packs.packs(face)
    for alphabet, pack in made.items():
        store.put(names[alphabet], pack)
    return made


def _key(face: Face, alphabet: str) -> str:
    return hashlib.sha256(f"{makers_key()} {face.file_name} {alphabet}".encode()).hexdigest()


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
