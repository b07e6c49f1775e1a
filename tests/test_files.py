from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec
import pytest

from generator.files import cache_folder, libraries_state


def test_the_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RELANCE_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [("linux", "XDG_CACHE_HOME", "relance"), ("win32", "LOCALAPPDATA", "relance")],
)
def test_the_cache_folder_is_where_the_system_keeps_such_files(
    platform: str, variable: str, folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("RELANCE_CACHE", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert cache_folder() == tmp_path / folder


def test_what_is_kept_ends_with_the_libraries_that_made_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "msgspec").mkdir()
    monkeypatch.setattr(msgspec, "__file__", str(tmp_path / "msgspec" / "__init__.py"))
    os.utime(tmp_path, (1, 1))
    before = libraries_state()
    assert libraries_state() == before
    (tmp_path / "holidays-99.dist-info").mkdir()
    assert libraries_state() != before
