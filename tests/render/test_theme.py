from __future__ import annotations

import re
import tokenize
from pathlib import Path

import pytest

import generator.render
from generator.render import theme
from generator.render.theme import Area, sheet

FOLDER = Path(generator.render.__file__).parent

UNITS = re.compile(r"(?<![\w-])\d*\.?\d+(?:mm|cm|pt|px|em|rem|in)\b|#[0-9a-fA-F]{3,8}\b")

OWN_NUMBERS = {"210", "297", "105", "188", "198", "10.5", "9.5", "8.5", "7.5"}
"""Measures of the sheet that nothing else in a renderer could be."""


# --- one home for measures ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["letter.css", "screen.css", "letter.html.j2"])
def test_no_measure_and_no_colour_stands_in_a_style_sheet(name: str) -> None:
    words = re.sub(r"/\*.*?\*/", "", (FOLDER / "theme" / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert UNITS.findall(words) == []


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_measure_of_the_sheet_stands_in_the_code(path: Path) -> None:
    with path.open("rb") as file:
        numbers = [token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.NUMBER]
    assert OWN_NUMBERS.isdisjoint(numbers)


@pytest.mark.parametrize("name", ["letter.css", "screen.css"])
def test_every_measure_that_a_style_sheet_names_is_in_the_sheet(name: str) -> None:
    named = re.findall(r"var\(--letter-([a-z0-9-]+)\)", (FOLDER / "theme" / name).read_text(encoding="utf-8"))
    assert named
    assert set(named) <= set(theme.css_measures(sheet()))
    assert "var(" not in theme.letter_css() + theme.screen_css()


def test_each_size_of_the_address_has_its_class() -> None:
    for step, size in enumerate(sheet().address.sizes):
        assert f".letter-size-{step} {{\n  font-size: {size:g}pt;\n}}" in theme.letter_css()
    assert f".letter-size-{len(sheet().address.sizes)}" not in theme.letter_css()


# --- the sheet itself -----------------------------------------------------------------------------


def test_what_is_seen_follows_from_the_window_the_envelope_and_the_play() -> None:
    paper, window = sheet().paper, sheet().window
    # A DL envelope is 220 × 110; its window is 20 from the right and the bottom. A sheet folded in three lies
    # in it with 10 of play across and 11 down.
    left, top, play_across, play_down = 220 - 20 - window.width, 110 - 20 - window.height, 220 - paper.width, 110 - 99
    assert window.ever.left == left - play_across
    assert window.ever.right == left + window.width
    assert window.ever.top == top - play_down
    assert window.ever.bottom == top + window.height
    assert window.always.left == left
    assert window.always.right == window.ever.right - play_across
    assert window.always.top == top
    assert window.always.bottom == window.ever.bottom - play_down


def holds(outer: Area, inner: Area) -> bool:
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
    )


def test_the_address_is_always_seen_and_the_clear_area_covers_all_that_ever_is() -> None:
    measures = sheet()
    assert holds(measures.window.always, measures.address)
    assert holds(measures.clear, measures.window.ever)
    assert measures.margin.left + measures.sender.width < measures.clear.left


def test_the_address_is_never_set_under_nine_points() -> None:
    sizes = sheet().address.sizes
    assert list(sizes) == sorted(sizes, reverse=True)
    assert sizes[-1] == 9


def luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [sheet().colours.ink, sheet().colours.grey])
def test_text_stands_out_from_its_paper(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 7


# --- page numbers ---------------------------------------------------------------------------------


def test_the_first_page_is_numbered_from_two_pages_on() -> None:
    rule = theme.first_page_counter()
    assert rule.startswith('@counter-style letter-first-page { system: fixed 1; symbols: "" "Page\u00a01/2" "Page')
    assert f'"Page\u00a01/{theme.MAX_PAGES}"; }}' in rule
