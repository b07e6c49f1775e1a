from __future__ import annotations

import gzip
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from msgspec import to_builtins

from generator.render import docx
from generator.render.theme import sheet
from generator.website import page_assets
from generator.website.store import FolderStore
from tests.render.documents import short_letter

FONTS_BUDGET = 60_000
"""Bytes of fonts that a download may add."""


@cache
def files() -> dict[str, bytes]:
    return page_assets.make_assets()


def test_a_download_loads_a_part_of_its_budget_of_fonts() -> None:
    upright = [f"{page_assets.FOLDER}/arimo-{weight}-normal.latin.bin" for weight in (400, 700)]
    assert sum(len(files()[uri]) for uri in upright) + len(gzip.compress(files()[page_assets.PAPER])) < FONTS_BUDGET / 2


def test_each_face_comes_in_both_alphabets_with_its_licence() -> None:
    names = {uri.removeprefix(f"{page_assets.FOLDER}/") for uri in files()}
    faces = [f"arimo-{weight}-{style}" for weight in (400, 700) for style in ("normal", "italic")]
    packs = {f"{face}.{alphabet}.bin" for face in faces for alphabet in ("latin", "latin-extended")}
    assert names == packs | {"paper.json", "word.json", "arimo-licence.txt"}


def test_the_measures_are_those_of_the_sheet() -> None:
    paper = json.loads(files()[page_assets.PAPER])
    assert paper["sheet"]["address"]["sizes"] == list(sheet().address.sizes)
    assert paper["sheet"]["styles"]["text"] == to_builtins(sheet().styles.text)
    assert "screen" not in paper["sheet"]
    assert set(paper["widths"]) == {"regular", "bold"}


def test_the_parts_of_a_word_file_are_those_of_a_letter_without_lists_or_links() -> None:
    word = json.loads(files()[page_assets.WORD])
    letter = docx.parts(short_letter())
    assert {name: letter[name] for name in word} == word


def test_files_are_made_once_and_come_back_from_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = page_assets.page_assets(FolderStore(tmp_path))
    assert made == files()
    monkeypatch.setattr(page_assets, "make_assets", None)
    assert page_assets.page_assets(FolderStore(tmp_path)) == made


def test_a_store_that_lost_a_file_is_filled_anew(tmp_path: Path) -> None:
    made = page_assets.page_assets(FolderStore(tmp_path))
    next(tmp_path.glob("*.asset")).unlink()
    assert page_assets.page_assets(FolderStore(tmp_path)) == made
    assert len(list(tmp_path.glob("*.asset"))) == len(made)


def test_a_build_that_finds_them_loads_nothing_that_makes_letters(tmp_path: Path) -> None:
    page_assets.page_assets(FolderStore(tmp_path))
    program = (
        "import sys; from pathlib import Path; from generator.website.page_assets import page_assets; "
        "from generator.website.store import FolderStore; page_assets(FolderStore(Path(sys.argv[1]))); "
        "print([name for name in ('fontTools', 'pydantic', 'weasyprint') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], check=True, capture_output=True, text=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[]"
