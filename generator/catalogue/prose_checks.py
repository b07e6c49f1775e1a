"""Prose: French typography where it is not set by itself, and places that somebody has still to fill.

Spaces that are there become no-break ones when a letter or a page is made (`letter/typography.py`): what is told here
is what no rule can guess afterwards, a space that is missing, a mark that is not a French one, a guillemet alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.judging import Check, File, problem
from generator.catalogue.prose import paragraphs, prose_of
from generator.errors import Problem
from generator.lazy import lazy
from generator.letter.typography import SLOT
from generator.messages import NBSP, NNBSP, quoted


class _Mark(Struct, frozen=True, dict=True):
    """A slip, what it is called, what is written instead, and what to do by hand; all that it finds has a sign."""

    signs: str
    source: str
    message: str
    written: str
    remedy: str

    @lazy
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text has one of its signs: some are seldom typed."""
        return re.compile(self.source, re.MULTILINE)


_APOSTROPHE, _QUOTES, _DOTS = "écrivez ’", "écrivez « … »", "écrivez …"
_SPACE = "mettez une espace, que le programme rendra insécable"
MOST_ROUNDS = 8
_BEFORE = rf"(?<=[\w)*»\]%€{SLOT}].)"  # said after the sign, by which a search is quick
_AFTER = r"(?=[\s*_\"\0]|$)"
_MARKS = (
    _Mark("'", r"'(?<=[^\W\d_]')(?=\w|\ufffc)", "apostrophe droite", "’", _APOSTROPHE),
    _Mark('"', r'(?<!\\)"([^"\\\n\0]*)"', "guillemets droits", rf"«{NBSP}\1{NBSP}»", _QUOTES),
    _Mark("\\", r'\\"([^"\\\n\0]*)\\"', "guillemets droits", rf"«{NBSP}\1{NBSP}»", _QUOTES),
    _Mark("“", r"“\s*([^”\n\0]*?)\s*”", "guillemets anglais", rf"«{NBSP}\1{NBSP}»", _QUOTES),
    _Mark(";!?", rf"([;!?]){_BEFORE}{_AFTER}", "pas d’espace avant ce signe", rf"{NNBSP}\1", _SPACE),
    _Mark(":", rf":{_BEFORE}{_AFTER}", "pas d’espace avant les deux-points", f"{NBSP}:", _SPACE),
    _Mark("€%", r"(?<=\d)(?=[€%])", "pas d’espace avant l’unité", NBSP, _SPACE),
    _Mark("«", r"«(?=[^\s\u00a0\u202f])", "pas d’espace après le guillemet", f"«{NBSP}", _SPACE),
    _Mark("»", r"»(?<=[^\s\u00a0\u202f]»)", "pas d’espace avant le guillemet", f"{NBSP}»", _SPACE),
    _Mark(".", r"\.\.\.(?<!\....)(?!\.)", "trois points", "…", _DOTS),
)


def _is_prose(file: File) -> bool:
    """Whether people read the words of this file in a letter or on a page."""
    own = file.name.endswith(".md") and "/" in file.name
    return (own or file.name in ("fields.yml", "vocabulary.yml", "tables.yml")) and not file.is_example


def _slips(file: File) -> Iterator[tuple[int, int, _Mark, str]]:
    """Where each slip starts and ends, and what is written there instead, from the first to the last."""
    prose = prose_of(file)
    found = [
        (match.start(), match.end(), mark, match.expand(mark.written))
        for mark in _MARKS
        if any(sign in prose for sign in mark.signs)
        for match in mark.pattern.finditer(prose)
    ]
    end = -1
    for slip in sorted(found, key=lambda each: each[:2]):
        if slip[0] >= end:  # of two that overlap, the first is told
            end = slip[1]
            yield slip


def _typography(file: File) -> Iterator[Problem]:
    if not _is_prose(file):
        return
    for start, end, mark, _ in _slips(file):
        excerpt = file.text[max(start - 12, file.text.rfind("\n", 0, start) + 1) : end + 1].split("\n")[0]
        message = f"{mark.message}, dans {quoted(excerpt.strip())}"
        hint = f"{mark.remedy} ; relance check --fix le fait"
        yield problem(file.path, file.line_at(start), "typography", message, hint)
    prose = prose_of(file)
    for start, paragraph in paragraphs(prose) if "«" in prose or "»" in prose else ():
        if offset := _lone_guillemet(paragraph):
            message = "un guillemet est seul dans ce paragraphe"
            hint = "chaque « a son », et ils ne s’emboîtent pas"
            yield problem(file.path, file.line_at(start + offset - 1), "typography", message, hint)


_GUILLEMET = re.compile("[«»]")


def _lone_guillemet(paragraph: str) -> int:
    """One more than the offset of the first guillemet without its pair; 0 where there is none."""
    opened = 0
    for found in _GUILLEMET.finditer(paragraph):
        if found[0] == "«":
            if opened:
                return opened
            opened = found.end()
        elif not opened:
            return found.end()
        else:
            opened = 0
    return opened


def _mended(file: File) -> str:
    if not _is_prose(file):
        return file.text
    for _ in range(MOST_ROUNDS):  # what was told once may hide something else: « 1:» » lacks two spaces
        text = _mended_once(file)
        if text == file.text:
            break
        file = replace(file, text=text)
    return file.text


def _mended_once(file: File) -> str:
    text = file.text
    for start, end, _, written in reversed(list(_slips(file))):
        # A slot stands for a hole: what was around it is taken from the file, not from the prose.
        text = text[:start] + _restored(written, file.text[start:end]) + text[end:]
    return text


def _restored(written: str, original: str) -> str:
    """``written``, where it holds slots, with what stands there in the file."""
    if SLOT not in written:
        return written
    inside = re.fullmatch(r'(?:\\?"|“\s*)(.*?)(?:\s*”|\\?")', original, re.DOTALL)
    return f"«{NBSP}{inside[1]}{NBSP}»" if inside else original


# --- places still to fill -----------------------------------------------------------------------

# Each way begins with a character of its own, by which a search is quick.
_UNFINISHED = re.compile(
    r"T(?<!\wT)(?:ODO|BD)\b|F(?<!\wF)IXME\b|X(?<!\wX)XX+\b|\?\?\?|[lL](?<!\w.)(?i:orem ipsum\b)"
    r"|\[(?:…|\.\.\.|(?i:(?:à|a) (?:compl[ée]ter|remplir|pr[ée]ciser|r[ée]diger|v[ée]rifier))[^\]\n]*)\]"
)


def _unfinished(file: File) -> Iterator[Problem]:
    if file.name.endswith(".json") or file.name in ("README.md", "LICENSE", "CHANGELOG.md"):
        return
    for found in _UNFINISHED.finditer(file.text):
        message = f"{quoted(found[0])} : ce passage reste à écrire"
        yield problem(file.path, file.line_at(found.start()), "placeholder", message, "écrivez-le, ou retirez-le")


PROSE_CHECKS: tuple[Check, ...] = (
    Check(
        id="typography",
        reason="les apostrophes, les guillemets et les espaces sont ceux du français imprimé",
        of_file=_typography,
        mend=_mended,
    ),
    Check(
        id="placeholder",
        reason="un passage à compléter partirait tel quel chez un client",
        of_file=_unfinished,
    ),
)
"""Checks of prose."""
