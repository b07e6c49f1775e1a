"""Notes beside a letter: Markdown in, and nothing that acts out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.guidance import guidance_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](http://example.org)",
    "<iframe src=https://example.org></iframe>",
    "<a href=https://example.org onclick=alert(1)>x</a>",
    "<style>p{}</style>",
    "<p style='position:fixed'>x</p>",
    "<form action=https://example.org><input name=a></form>",
    "<base href=https://example.org>",
    "<meta http-equiv=refresh content=0>",
    "![x](https://example.org/x.png)",
    "<math><mtext><script>alert(1)</script></mtext></math>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_acts(hostile: str) -> None:
    made = guidance_html(f"Avant.\n\n{hostile}\n\nAprès.\n")
    for mark in (
        "<script",
        "onerror",
        "onload",
        "onclick",
        "javascript:",
        "data:",
        "<iframe",
        "<style",
        "style=",
        "<img",
    ):
        assert mark not in made.lower()
    assert "http://" not in made
    assert "Avant." in made
    assert "Après." in made


def test_notes_keep_their_shape() -> None:
    made = guidance_html(
        "## Quand\n\n- **un**\n- *deux*\n\n1. [loi](https://www.legifrance.gouv.fr/)\n\n| a |\n|--:|\n| b |\n"
    )
    for element in ("<h2>Quand</h2>", "<strong>un</strong>", "<em>deux</em>", "<ol>", '<td align="right">b</td>'):
        assert element in made
    assert 'href="https://www.legifrance.gouv.fr/"' in made
    assert 'rel="noopener noreferrer"' in made


def test_a_link_within_the_site_stays() -> None:
    assert 'href="../mise-en-demeure/"' in guidance_html("[la suite](../mise-en-demeure/)")


@given(st.text())
def test_any_text_gives_harmless_html(text: str) -> None:
    made = guidance_html(text).lower()
    assert "<script" not in made
    assert "<iframe" not in made
