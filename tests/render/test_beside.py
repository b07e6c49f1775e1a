from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from generator.errors import RenderFailed
from generator.render import beside, pdf
from tests.render.documents import letter_with_missing_glyphs, short_letter
from tests.render.rasters import sample_pdf


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return started


def _refuse(page: str) -> bytes:
    raise AssertionError("set in this process")


def test_letters_set_beside_are_those_set_here(
    processes: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with beside.started() as render, monkeypatch.context() as patch:
        patch.setattr(pdf, "write", _refuse)
        assert [render(short_letter()), render(short_letter())] == [sample_pdf("short")] * 2
    assert [process.returncode is not None for process in processes] == [True]


def test_what_the_face_lacks_is_said() -> None:
    with beside.started() as render, pytest.raises(RenderFailed, match=r"\(U\+"):
        render(letter_with_missing_glyphs())


def test_a_process_that_dies_costs_no_letter(processes: list[subprocess.Popen[bytes]]) -> None:
    with beside.started() as render:
        processes[0].kill()
        processes[0].wait()
        assert render(short_letter()) == sample_pdf("short")


def test_an_answer_cut_short_costs_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/echo")
    with beside.started() as render:
        assert render(short_letter()) == sample_pdf("short")


def test_where_no_second_process_may_run_the_letter_is_set_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with beside.started() as render:
        assert render(short_letter()) == sample_pdf("short")


def test_what_goes_wrong_there_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pdf, "checked_source", lambda document: '<html lang="fr"><title>t</title><p style="colour: red">p'
    )
    with beside.started() as render, pytest.raises(RenderFailed, match="colour"):
        render(short_letter())


def test_a_process_that_is_not_asked_is_ended(processes: list[subprocess.Popen[bytes]]) -> None:
    with pytest.raises(ZeroDivisionError), beside.started():
        _ = 1 / 0
    assert processes[0].returncode is not None
