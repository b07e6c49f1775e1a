from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.website.store import GRACE, FolderStore, Forgetful


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    FolderStore(tmp_path / "cache").put("abc.pdf", b"%PDF")
    assert FolderStore(tmp_path / "cache").get("abc.pdf") == b"%PDF"
    assert FolderStore(tmp_path / "cache").get("autre.pdf") is None


def test_what_no_build_asks_for_is_forgotten(tmp_path: Path) -> None:
    FolderStore(tmp_path).put("ancien.pdf", b"1")
    FolderStore(tmp_path).put("actuel.pdf", b"2")
    store = FolderStore(tmp_path)
    store.get("actuel.pdf")
    store.prune(before=math.inf)
    assert [path.name for path in tmp_path.iterdir()] == ["actuel.pdf"]


def test_what_another_build_used_lately_is_not_forgotten(tmp_path: Path) -> None:
    for name in ("lu.pdf", "demandé.pdf", "oublié.pdf"):
        FolderStore(tmp_path).put(name, b"1")
        os.utime(tmp_path / name, (0, 0))
    other = FolderStore(tmp_path)
    other.get("lu.pdf")
    other.keep("demandé.pdf")
    FolderStore(tmp_path).prune(before=GRACE)
    assert {path.name for path in tmp_path.iterdir()} == {"lu.pdf", "demandé.pdf"}


def test_two_builds_may_make_the_same_file_at_once(tmp_path: Path) -> None:
    contents = [bytes([number]) * 100_000 for number in range(8)]

    def put_often(data: bytes) -> None:
        for _ in range(20):
            FolderStore(tmp_path).put("a.pdf", data)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put_often, contents))
    assert FolderStore(tmp_path).get("a.pdf") in contents
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_there_is_nothing_to_forget_before_the_first_build(tmp_path: Path) -> None:
    FolderStore(tmp_path / "cache").prune(before=math.inf)
    assert not (tmp_path / "cache").exists()


def test_a_file_put_and_not_read_is_kept(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put("nouveau.pdf", b"1")
    store.prune(before=math.inf)
    assert store.get("nouveau.pdf") == b"1"


def test_what_is_needed_later_is_not_forgotten(tmp_path: Path) -> None:
    FolderStore(tmp_path).put("plus-tard.pdf", b"1")
    store = FolderStore(tmp_path)
    assert store.keep("plus-tard.pdf")
    assert not store.keep("absent.pdf")
    store.prune(before=math.inf)
    assert store.get("plus-tard.pdf") == b"1"


def test_a_build_may_keep_nothing() -> None:
    store = Forgetful()
    store.put("a", b"1")
    assert store.get("a") is None
    assert not store.keep("a")
