"""The address in the envelope's window, wherever the folded sheet lies in its envelope: seen on the raster."""

from __future__ import annotations

import pytest

from generator.render import paper
from generator.render.theme import Area, sheet
from tests.render.documents import SAMPLES
from tests.render.rasters import address_ink, extent, ink, inside, sample_pdf


def windows() -> list[Area]:
    """The window at the four extreme places that the sheet's play lets it take, in sheet coordinates."""
    seen, window = sheet().window.ever, sheet().window
    return [
        Area(left=left, right=left + window.width, top=top, bottom=top + window.height)
        for left in (seen.left, seen.right - window.width)
        for top in (seen.top, seen.bottom - window.height)
    ]


def test_the_four_windows_share_what_is_always_seen() -> None:
    places = windows()
    always = sheet().window.always
    assert len(places) == 4
    assert always.left == max(place.left for place in places)
    assert always.right == min(place.right for place in places)
    assert always.top == max(place.top for place in places)
    assert always.bottom == min(place.bottom for place in places)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "unfit_address"])
def test_the_window_shows_the_whole_address_and_nothing_else(name: str) -> None:
    document = SAMPLES[name]()
    address = address_ink(document)
    whole = ink(sample_pdf(name))
    assert address.any()
    for window in windows():
        assert inside(address, window).sum() == address.sum()
        assert (inside(whole, window) == inside(address, window)).all()


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_but_the_address_stands_in_the_clear_area(name: str) -> None:
    document = SAMPLES[name]()
    others = ink(sample_pdf(name)) & ~address_ink(document)
    assert not inside(others, sheet().clear).any()


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "unfit_address"])
def test_the_address_stands_in_its_block(name: str) -> None:
    block, found = sheet().address, extent(address_ink(SAMPLES[name]()))
    assert found.left >= block.left - 0.2
    assert found.right <= block.right
    assert found.top >= block.top - 0.2
    assert found.bottom <= block.bottom


def test_an_address_that_fits_no_window_is_said_and_covers_nothing() -> None:
    document = SAMPLES["unfit_address"]()
    checks = [problem.check for problem in paper.check(document)]
    assert checks == ["address-width", "address-lines"]
    address = address_ink(document)
    others = ink(sample_pdf("unfit_address")) & ~address
    assert not inside(others, extent(address)).any()
