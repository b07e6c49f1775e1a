from __future__ import annotations

import subprocess
import sys

from generator.website.keys import digest, digest_files, letter_makers, library_versions, page_makers


def test_what_sets_letters_is_asked_for_its_version() -> None:
    versions = library_versions()
    for name in ("weasyprint", "fontpkg-arimo", "pango-1.0", "harfbuzz", "python"):
        assert versions[name][0].isdigit()


def test_the_limits_of_words_count() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest([]) != digest([""])
    assert digest(["\udc80"])


def test_files_are_named_whatever_their_order() -> None:
    assert digest_files([("a", b"1"), ("b", b"2")]) == digest_files([("b", b"2"), ("a", b"1")])
    assert digest_files([("a", b"1")]) != digest_files([("a", b"2")])


def test_a_page_depends_on_more_than_its_letters() -> None:
    assert page_makers() != letter_makers()


def test_a_name_is_the_same_in_another_process() -> None:
    code = (
        "from pathlib import Path; from generator.catalogue.load import load; from generator.website.downloads import "
        "example_key; t = load(Path('letter_templates'), only='mise-en-demeure').templates['mise-en-demeure']; "
        "print(*(example_key(t, example) for example in t.examples))"
    )
    keys = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert keys[0] == keys[1]
    assert keys[0].strip()


def test_a_build_in_which_nothing_changed_loads_nothing_heavy() -> None:
    code = (
        "import sys; import generator.website.kept, generator.website.finish; "
        "print(*sorted({'pydantic', 'fontTools', 'jinja2', 'weasyprint', 'yaml', 'stdnum'} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert loaded.strip() == ""
