from __future__ import annotations

from pathlib import Path

from generator.render import theme
from generator.website.files import app_files, column_css, common_files
from generator.website.places import FAVICON, RATES_PAGE, SCRIPTS, STYLES, is_letter_page


def test_every_page_finds_its_style_its_script_and_its_icon() -> None:
    assert {RATES_PAGE, *STYLES, *SCRIPTS, FAVICON} <= set(common_files())


def test_the_page_that_fills_letters_is_there_once_it_is_built(tmp_path: Path) -> None:
    built = tmp_path / "app"
    assert app_files(built) == {}
    built.mkdir()
    (built / "main.js").write_text("// é")
    assert app_files(built) == {"assets/app/main.js": "// é"}


def test_a_letter_does_not_set_how_its_page_prints() -> None:
    css = common_files()["assets/letter.css"]
    assert "@page" in theme.letter_css()
    assert "@page" not in css
    assert ".letter-recipient" in css
    assert css.startswith(".relance-sheet.relance-sheet {")
    assert css.count("{") == css.count("}")


def test_a_narrow_column_is_treated_like_a_narrow_window() -> None:
    css = column_css("@page :first { a { b: c } }\np { q: r }\n@media screen and (max-width: 230mm) { s { t: u } }")
    assert "@container relance-sheet (width < 208mm) { s { t: u } }" in css
    assert "@media screen and (max-width" not in common_files()["assets/letter.css"]


def test_letters_stay_out_of_the_menu() -> None:
    assert is_letter_page("lettres/rappel-amiable/index.md")
    assert not is_letter_page("lettres/index.md")
    assert not is_letter_page("lettres/rappel-amiable/rappel-amiable-a.pdf")
    assert not is_letter_page("taux/index.md")
