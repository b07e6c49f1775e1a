"""Citations of articles of French codes, however they are written.

« L441-10 II », « L. 441-10, II » and « article L.441-10 » name one article: ``L441-10``. An article
that is only a number (« article 1344 du Code civil ») is read after a word that announces it, so that
an amount or a year is never taken for one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

_CODES = {
    "Code civil": r"code\s+civil|c\.\s?civ\.",
    "Code de commerce": r"code\s+de\s+commerce|c\.\s?com\.",
    "Code de la commande publique": r"code\s+de\s+la\s+commande\s+publique",
    "Code de la consommation": r"code\s+de\s+la\s+consommation|c\.\s?conso\.",
    "Code de procédure civile": r"code\s+de\s+procédure\s+civile|\bCPC\b",
    "Code des procédures civiles d’exécution": r"code\s+des\s+procédures\s+civiles\s+d[’']exécution",
    "Code monétaire et financier": r"code\s+monétaire\s+et\s+financier",
    "Code général des collectivités territoriales": r"code\s+général\s+des\s+collectivités\s+territoriales|\bCGCT\b",
    "Code pénal": r"code\s+pénal",
    "Code du travail": r"code\s+du\s+travail",
    "Code de justice administrative": r"code\s+de\s+justice\s+administrative",
    "Code des postes et des communications électroniques": (
        r"code\s+des\s+postes\s+et\s+des\s+communications\s+électroniques"
    ),
}
_NAMED = "|".join(f"(?P<c{i}>{pattern})" for i, pattern in enumerate(_CODES.values()))
_CODE = re.compile(rf"(?=c)(?:{_NAMED})", re.IGNORECASE)  # each begins with a « c »: elsewhere none is tried

_LETTERED = r"[LRD]\.?\s?\*?\s?[0-9]{1,4}(?:-[0-9]+){1,3}"
_ANNOUNCED = rf"(?:{_LETTERED}|[LRD]\.?\s?[0-9]{{2,4}}|[0-9]{{3,4}}(?:-[0-9]{{1,2}})?)(?![0-9%€,.]*[0-9]|\s?[€%])"
_DETAIL = r"(?:,?\s*(?:[IVX]+\b|[0-9]{1,2}°|al(?:inéa|\.)\s*[0-9]+))*"
_ANNOUNCEMENT = rf"\b(?:articles?|arts?\.)\s+|(?:{'|'.join(_CODES.values())}),?\s+"
_CHAIN = re.compile(
    rf"(?:{_ANNOUNCEMENT})(?P<chain>{_ANNOUNCED}(?:{_DETAIL}(?:\s*,\s*|\s+(?:et|ou|à)\s+){_ANNOUNCED})*)", re.IGNORECASE
)
_OPENING = re.compile(r"[aAcC](?i:rt|ode\s|\.\s?c|pc\b|gct\b)")
"""What every `_CHAIN` begins with: a search for so little is much quicker."""
_ALONE = re.compile(rf"[LRD](?<!\w.){_LETTERED.removeprefix('[LRD]')}")
_NUMBER = re.compile(_ANNOUNCED, re.IGNORECASE)
_NAMES = tuple(_CODES)
_Named = tuple[int, int, str]
"""Where a code is named, from and to, and which."""
_NEIGHBOURHOOD = 60
_LONGEST_NAME = 120
"""Characters that a code's name may take, its spaces and line ends included."""
_PARTED = re.compile(r"[;:()]|\n\s*\n|(?<!art)(?<!arts)(?<!al)(?<!\b[LRD])\.\s")


class Citation(Struct, frozen=True):
    """An article as cited: its number in one form, its code where the words around say which, its place."""

    number: str
    code: str
    offset: int


@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Citation, ...]:
    """Every article that ``text`` cites, in order."""
    alone, chains = list(_ALONE.finditer(text)), list(_chains(text))
    codes = _codes_near(text, sorted(found.span() for found in (*alone, *chains)))
    places = {m.start(): (m[0], _code_near(text, m.start(), m.end(), codes)) for m in alone}
    for chain in chains:
        # « articles 1231-6 et 1344-1 du Code civil »: the code is that of the whole chain.
        code = _code_near(text, chain.start("chain"), chain.end(), codes)
        places |= {chain.start("chain") + m.start(): (m[0], code) for m in _NUMBER.finditer(chain["chain"])}
    return tuple(Citation(normalised(cited), code, start) for start, (cited, code) in sorted(places.items()))


def _chains(text: str) -> Iterator[re.Match[str]]:
    """`_CHAIN` wherever it is found."""
    end = 0
    for opening in _OPENING.finditer(text):
        if opening.start() >= end and (chain := _CHAIN.match(text, opening.start())):
            end = chain.end()
            yield chain


def numbers(text: str) -> frozenset[str]:
    """The numbers of the articles that ``text`` cites."""
    return frozenset(citation.number for citation in citations(text))


def normalised(cited: str) -> str:
    """« L. 441-10 » → « L441-10 »."""
    return re.sub(r"[\s.*]", "", cited).upper()


def _codes_near(text: str, spans: list[tuple[int, int]]) -> list[_Named]:
    """The codes named near one of ``spans``, which come in order: most of a file is far from any citation."""
    found: list[_Named] = []
    read = 0  # as far as this, each name is found
    for start, end in spans:
        last = end + _NEIGHBOURHOOD
        for name in _CODE.finditer(text, max(start - 2 * _NEIGHBOURHOOD, read), last + _LONGEST_NAME):
            if read <= name.start() < last:
                assert name.lastgroup is not None
                found.append((name.start(), name.end(), _NAMES[int(name.lastgroup[1:])]))
        read = max(read, last)
    return found


def _code_near(text: str, start: int, end: int, codes: list[_Named]) -> str:
    """The code named nearest to a citation, in the same part of the sentence; empty where none is."""
    first = bisect_left(codes, start - 2 * _NEIGHBOURHOOD, key=itemgetter(0))
    last = bisect_left(codes, end + _NEIGHBOURHOOD, key=itemgetter(0))
    near = [
        (begin - end, name) if begin >= end else (start - stop, name)
        for begin, stop, name in codes[first:last]
        if not _PARTED.search(text[end:begin] if begin >= end else text[stop:start])
    ]
    distance, name = min(near, default=(_NEIGHBOURHOOD, ""))
    return name if distance < _NEIGHBOURHOOD else ""
