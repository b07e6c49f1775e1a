from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.errors import RenderFailed
from generator.render import fonts
from generator.render.fonts import BOLD, BOLD_ITALIC, FACES, ITALIC, REGULAR, Face


def test_french_and_its_neighbours_are_drawn() -> None:
    letters = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâäçéèêëîïôöùûüÿœæŁódźŽčśßØå«»’‘“”–—…€%°№×−·" + "\u00a0\u202f\u2011"
    assert fonts.missing(letters) == ()


def test_missing_characters_are_named_once_in_their_order() -> None:
    assert fonts.missing("a😀b★😀\n") == ("😀", "★")


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("😀", "«\u00a0😀\u00a0» (U+1F600 GRINNING FACE)"),
        ("中", "«\u00a0中\u00a0» (U+4E2D CJK UNIFIED IDEOGRAPH-4E2D)"),
        ("\ue000", "«\u00a0\ue000\u00a0» (U+E000 sans nom)"),
    ],
)
def test_a_character_is_described_so_that_it_can_be_found(character: str, words: str) -> None:
    assert fonts.describe(character) == words


def test_widths_are_those_of_arial() -> None:
    # Arial's advances: 0 is 1139/2048 em, M 1706/2048; bold a 1139/2048.
    assert fonts.width("0", 2048) == pytest.approx(1139 / fonts.POINTS_PER_MM)
    assert fonts.width("M", 2048) == pytest.approx(1706 / fonts.POINTS_PER_MM)
    assert fonts.width("a", 2048, BOLD) == pytest.approx(1139 / fonts.POINTS_PER_MM, rel=0.001)
    assert fonts.width("", 10) == 0


def test_figures_have_one_width_so_that_columns_align() -> None:
    for face in FACES:
        assert len({fonts.width(figure, 10, face) for figure in "0123456789"}) == 1


def test_a_character_that_the_face_lacks_counts_as_a_wide_one() -> None:
    assert fonts.width("中", 10) == pytest.approx(10 / fonts.POINTS_PER_MM)


@pytest.mark.parametrize(
    ("face", "name"), [(REGULAR, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic"), (BOLD_ITALIC, "Bold Italic")]
)
def test_the_static_faces_are_made_and_named(face: Face, name: str) -> None:
    with TTFont(fonts.face_files()[face]) as font:
        assert "fvar" not in font
        assert font["name"].getDebugName(2) == name
        assert font["OS/2"].usWeightClass == face.weight


def test_a_cache_that_cannot_be_written_is_said_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RELANCE_CACHE", str(tmp_path / "file"))
    with pytest.raises(RenderFailed, match="RELANCE_CACHE"):
        fonts.face_files.__wrapped__()
