"""What the page loads when a letter is downloaded: measures and widths, the face, the fixed parts of a Word file.

The page writes the same PDF and the same DOCX as the command line, from the same facts: they are handed over here,
and stand in no TypeScript. Making them takes a second, so they are kept; a build that finds them imports nothing
that makes letters (hence the imports inside functions).
"""

from __future__ import annotations

import json

from generator.website.keys import digest, letter_makers
from generator.website.store import Store

FOLDER = "assets/letter"
PAPER = f"{FOLDER}/paper.json"
WORD = f"{FOLDER}/word.json"
LICENCE = f"{FOLDER}/arimo-licence.txt"


def page_assets(store: Store) -> dict[str, bytes]:
    """The files by their address from the site's root."""
    base = letter_makers()
    return _kept(base, store) or _put(base, make_assets(), store)


def make_assets() -> dict[str, bytes]:
    """The same, made anew."""
    from generator.render import font_packs

    return {PAPER: paper(), WORD: word(), LICENCE: font_packs.licence(), **font_files()}


def paper() -> bytes:
    """The sheet's measures, and the widths by which lines are measured, in `unitsPerEm`-ths of the size."""
    from msgspec import to_builtins

    from generator.render import font_packs, fonts
    from generator.render.theme import sheet

    measures = {name: part for name, part in to_builtins(sheet()).items() if name not in ("screen", "form")}
    widths = {"regular": font_packs.widths(fonts.REGULAR), "bold": font_packs.widths(fonts.BOLD)}
    return _json({"sheet": measures, "unitsPerEm": font_packs.units_per_em(), "widths": widths})


def word() -> bytes:
    """Parts of a Word file: those that no letter changes, and those to which a letter only adds its links and lists."""
    from generator.render.ooxml import package
    from generator.render.ooxml.styles import numbering_xml
    from generator.render.theme import sheet

    grown = {
        "word/numbering.xml": numbering_xml(sheet(), 0),
        "word/_rels/document.xml.rels": package.document_relationships(()),
    }
    return _json({**package.constant_parts(), **grown})


def font_files() -> dict[str, bytes]:
    """The packs of each face: `arimo-700-normal.latin.bin` and its like."""
    from generator.render import font_packs, fonts

    return {
        f"{FOLDER}/{face.file_name.removesuffix('.ttf')}.{alphabet}.bin": pack
        for face in fonts.FACES
        for alphabet, pack in font_packs.packs(face).items()
    }


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


# --- kept between builds ------------------------------------------------------------------------


def _kept(base: str, store: Store) -> dict[str, bytes]:
    """All of the files, or none."""
    listed = store.get(_list_key(base))
    uris: list[str] = json.loads(listed) if listed else []
    found = {uri: data for uri in uris if (data := store.get(_key(base, uri))) is not None}
    return found if len(found) == len(uris) else {}


def _put(base: str, files: dict[str, bytes], store: Store) -> dict[str, bytes]:
    for uri, data in files.items():
        store.put(_key(base, uri), data)
    store.put(_list_key(base), json.dumps(list(files)).encode())
    return files


def _list_key(base: str) -> str:
    return f"{base}.assets"


def _key(base: str, uri: str) -> str:
    return f"{digest([base, uri])}.asset"
