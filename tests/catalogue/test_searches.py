"""Searches that look for a sign first, or are written so as to be quick, find what the plain ones find."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from generator.catalogue import articles, prose, prose_checks, repealed, style_checks
from generator.catalogue.judging import File
from generator.letter.typography import SLOT

CATALOGUE = Path(__file__).parents[2] / "letter_templates"
SPACES = (" ", "  ", "\t", " \n", "\n", "\n\n", "\u00a0", "\0", "--- \n", "\n---\n", "---\n")
SIGNS = (*"'\"“”;!?:€%«»…*{,#é7x", '\\"', "???", "...", "....", "---", "{{é}}", "`a`")
WORDS = ("TODO", "TBD", "FIXME", "XXX", "XXXX", "lorem", "ipsum", "Décret", "2013-269", "n°", "CPC", "art.", "1344")
PHRASES = (
    "Lorem Ipsum",
    "[…]",
    "[à compléter]",
    "[A vérifier x]",
    "décret 2013-269",
    "code civil",
    "C. civ.",
    "L. 441-10",
)
KEYS = ('title: "un mot"', '"label": "a\\"b"', "{help:", ', by: "x"', 'by:"y"', "title:", "\nlabel:", "\nzz:")
PIECES = (*SPACES * 2, *SIGNS, *WORDS, *PHRASES, *KEYS * 2)


def texts() -> list[str]:
    """Made-up texts, and those of the catalogue."""
    chance = random.Random(20261122)  # noqa: S311  # texts, not secrets
    made = ["".join(chance.choices(PIECES, k=chance.randint(1, 12))) for _ in range(6000)]
    return [*made, *(path.read_text("utf-8") for path in CATALOGUE.rglob("*.*") if path.suffix in (".md", ".yml"))]


TEXTS = texts()


def file(text: str, name: str) -> File:
    return File(path=f"x/{name}", name=name, text=text)


@pytest.mark.parametrize("mark", prose_checks._MARKS, ids=lambda mark: mark.signs)
def test_a_slip_has_one_of_its_signs(mark: prose_checks._Mark) -> None:
    found = [match.start() for text in TEXTS for match in mark.pattern.finditer(text)]
    without = [text for text in TEXTS if not any(sign in text for sign in mark.signs)]
    assert found
    assert without
    assert not any(mark.pattern.search(text) for text in without)


PLAIN_UNFINISHED = (
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|\?\?\?|(?i:\blorem ipsum\b)"
    r"|\[(?:…|\.\.\.|(?i:(?:à|a) (?:compl[ée]ter|remplir|pr[ée]ciser|r[ée]diger|v[ée]rifier))[^\]\n]*)\]"
)
PLAIN_CODES = re.compile("|".join(articles._CODES.values()), re.IGNORECASE)


def test_what_is_left_to_write_is_found_by_first_letters() -> None:
    plain = re.compile(PLAIN_UNFINISHED)
    found = [[match.span() for match in prose_checks._UNFINISHED.finditer(text)] for text in TEXTS]
    assert found == [[match.span() for match in plain.finditer(text)] for text in TEXTS]
    assert len(list(filter(None, found))) > 100


def test_codes_are_found_by_their_first_letter() -> None:
    found = [[match.span() for match in articles._CODE.finditer(text)] for text in TEXTS]
    assert found == [[match.span() for match in PLAIN_CODES.finditer(text)] for text in TEXTS]
    assert len(list(filter(None, found))) > 100


def test_repealed_texts_are_found_by_their_number() -> None:
    plain = re.compile(r"\bdécret\s+(?:n°\s*)?2013-269\b", re.IGNORECASE)
    for text in TEXTS:
        expected = [match.start() for match in plain.finditer(text)]
        assert [start for start, name, _ in repealed._texts(text) if name == "décret 2013-269"] == expected


@pytest.mark.parametrize("name", ["a/letter.md", "tables.yml"])
def test_blanks_are_looked_for_where_a_line_ends(name: str) -> None:
    faulty = 0
    for text in TEXTS:
        trailing = list(style_checks._trailing(file(text, name)).finditer(text))
        ends_well = not text or text == text.rstrip("\n") + "\n"
        assert len(list(style_checks._spaces(file(text, name)))) == len(trailing) + (not ends_well), repr(text)
        faulty += bool(trailing)
    assert faulty > 100


def plain_prose(text: str, *, is_yaml: bool) -> str:
    """`prose_of`, one character after the other."""
    head = None if is_yaml else re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE).match(text)
    if head is None and not is_yaml and text.startswith("---"):
        return prose.BLANK * len(text)
    facts_end = len(text) if is_yaml else head.end() if head else 0
    words = "|".join(prose.WORDS_OF)
    scalar = re.compile(rf'(?:^|[\s{{,])"?(?:{words})"?:[ \t]*"(?P<words>(?:[^"\\\n]|\\.)*)"', re.MULTILINE)
    kept, at = "", 0
    for found in scalar.finditer(text, 0, facts_end):
        start, end = found.span("words")
        kept += blank(text[at:start]) + text[start:end]
        at = end
    kept += blank(text[at:facts_end]) + text[facts_end:]
    kept = prose._HOLE.sub(lambda found: SLOT * len(found[0]), kept)
    no_prose = prose._NO_PROSE_NOR_MAIL if "@" in kept else prose._NO_PROSE
    return no_prose.sub(lambda found: blank(found[0]), kept)


def blank(text: str) -> str:
    return re.sub(r"[^\n]", prose.BLANK, text)


@pytest.mark.parametrize("is_yaml", [True, False])
def test_prose_is_what_is_neither_facts_nor_code(is_yaml: bool) -> None:
    name = "a.yml" if is_yaml else "a/letter.md"
    assert [prose.prose_of(file(text, name)) for text in TEXTS] == [
        plain_prose(text, is_yaml=is_yaml) for text in TEXTS
    ]


def test_keys_are_found_after_an_end_of_line() -> None:
    plain, found = re.compile(r"^([A-Za-z_]+):", re.MULTILINE), 0
    for text in TEXTS:
        parts = style_checks._blocks(file(f"---\n{text}\n---\n", "a/letter.md"))
        if parts is not None:
            opening, blocks, rest = parts
            facts = "".join([opening, *(block for _, block in blocks)])
            assert [name for name, _ in blocks] == plain.findall(facts)
            assert f"---\n{facts}{rest}" == f"---\n{text}\n---\n"
            found += len(blocks) > 1
    assert found > 10
