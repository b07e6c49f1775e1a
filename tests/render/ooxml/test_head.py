from __future__ import annotations

import pytest

from generator.render.fonts import width
from generator.render.ooxml.head import Arrangement, arrange, printed_rows
from generator.render.theme import sheet
from tests.render.documents import make_document
from tests.render.office import sender_of

WORD = "dénomination"
ROOM = width(WORD, 9) * 1.1
"""A column that holds the word once, not twice."""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", 1),
        (WORD, 1),
        (f"{WORD} {WORD}", 2),
        (f"{WORD}-{WORD}", 2),
        (f"{WORD}\u00a0{WORD}", 2),
        (WORD * 3, 3),
        (f"a {WORD * 3}", 4),
        (f"{WORD}\n{WORD}", 2),
        (f"{WORD}\n\n{WORD}", 3),
        ("a b c d e", 1),
    ],
)
def test_lines_break_at_spaces_and_hyphens_and_inside_what_is_too_wide(text: str, rows: int) -> None:
    assert printed_rows(text, 9, ROOM) == rows


@pytest.mark.parametrize(
    ("lines", "arrangement"),
    [
        (0, Arrangement.ABOVE),
        (1, Arrangement.ABOVE),
        (7, Arrangement.ABOVE),
        (8, Arrangement.TIGHT),
        (9, Arrangement.TIGHT),
        (10, Arrangement.BESIDE),
        (40, Arrangement.BESIDE),
    ],
)
def test_the_sender_stands_above_the_address_as_long_as_it_fits_there(lines: int, arrangement: Arrangement) -> None:
    head = arrange(sender_of(lines), sheet())
    assert head.arrangement is arrangement
    assert head.before_address >= 0


def test_an_address_below_the_clear_area_leaves_no_more_space() -> None:
    assert arrange(make_document({"recipient": make_document().parts["body"][:1] * 40}), sheet()).after_address == 0
