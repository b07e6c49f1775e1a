from __future__ import annotations

import base64
import hashlib

import pytest

from generator.website.page_head import (
    described,
    finish_page,
    inline_script_hashes,
    policy_tag,
    refused_by_policy,
)

PAGE = """<!doctype html>
<html lang="fr" class="no-js">
  <head>
    <meta charset="utf-8">
    <meta name="description" content="Un &quot;bon&quot; exemple">
    <link rel="canonical" href="https://relance.example/lettres/">
    <title>Les lettres - Relance</title>
    <script>let un = "é";</script>
    <script src="assets/a.js"></script>
    <script id="__config" type="application/json">{"base": "."}</script>
  </head>
  <body><p>Bonjour</p><script>let deux = 2;</script><script>let un = "é";</script></body>
</html>
"""


def digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def test_scripts_that_run_are_known_by_their_hash() -> None:
    assert inline_script_hashes(PAGE) == (digest('let un = "é";'), digest("let deux = 2;"))


def test_a_script_in_what_a_page_says_is_not_one_of_the_themes() -> None:
    page = "<script>theme()</script><article><p>x</p><script>autre()</script></article><script>fin()</script>"
    assert inline_script_hashes(page) == (digest("theme()"), digest("fin()"))
    assert [problem.check for problem in refused_by_policy(page, uri="a.html")] == ["site-policy-script"]


def test_a_browser_hashes_one_kind_of_newline() -> None:
    assert inline_script_hashes("<script>a\r\nb\rc</script>") == (digest("a\nb\nc"),)


@pytest.mark.parametrize(
    ("attributes", "is_hashed"),
    [
        ("", True),
        (' type="module"', True),
        (" type='text/javascript'", True),
        (" async", True),
        (' type="application/json"', False),
        (" type=application/ld+json", False),
        (' src="a.js"', False),
        (' defer src=a.js type="module"', False),
    ],
)
def test_only_code_that_runs_is_hashed(attributes: str, is_hashed: bool) -> None:
    assert bool(inline_script_hashes(f"<script{attributes}>x</script>")) is is_hashed


def test_the_policy_allows_nothing_but_the_site() -> None:
    policy = policy_tag("")
    assert "default-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.removeprefix('<meta http-equiv="Content-Security-Policy"')


def test_the_policy_comes_before_every_script() -> None:
    finished = finish_page(PAGE, offline="sw.js")
    assert (
        finished.index('<meta charset="utf-8">') < finished.index("Content-Security-Policy") < finished.index("<script")
    )


def test_a_finished_page_does_not_change() -> None:
    once = finish_page(PAGE, offline="../sw.js")
    assert finish_page(once, offline="../sw.js") == once
    assert once.count("Content-Security-Policy") == 1


def test_a_page_says_what_it_is_when_shared() -> None:
    finished = finish_page(PAGE, offline="")
    assert '<meta property="og:title" content="Les lettres - Relance">' in finished
    assert '<meta property="og:description" content="Un &quot;bon&quot; exemple">' in finished
    assert '<meta property="og:url" content="https://relance.example/lettres/">' in finished
    assert '<meta property="og:locale" content="fr_FR">' in finished
    assert "relance:offline" not in finished


def test_a_page_with_little_to_say_says_no_more() -> None:
    finished = finish_page("<html><head></head></html>", offline="")
    assert "og:description" not in finished
    assert "og:locale" not in finished
    assert described(finished).title == ""


def test_a_page_without_a_head_is_left_alone() -> None:
    assert finish_page("<p>bonjour</p>", offline="sw.js") == "<p>bonjour</p>"


@pytest.mark.parametrize(
    ("markup", "check"),
    [
        ('<p style="color: red">x</p>', "site-policy-style"),
        ("<td class='a' style='text-align: right'>x</td>", "site-policy-style"),
        ("<style>p {}</style>", "site-policy-style-element"),
        ('<a href="#" onclick="f()">x</a>', "site-policy-handler"),
        ('<script src="https://ailleurs.example/a.js"></script>', "site-policy-origin"),
        ('<img alt="" src="//ailleurs.example/a.png">', "site-policy-origin"),
        ('<link rel="stylesheet" href="https://ailleurs.example/a.css">', "site-policy-stylesheet"),
    ],
)
def test_what_the_policy_would_block_is_said_at_build(markup: str, check: str) -> None:
    assert [problem.check for problem in refused_by_policy(markup, uri="index.html")] == [check]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://www.legifrance.gouv.fr/">Légifrance</a>',
        '<p class="style">on clique = bien</p>',
        "<p>style = on</p>",
        "<script>el.innerHTML = '<p style=\"x\">'</script>",
        '<link rel="canonical" href="https://relance.example/">',
        '<img alt="" src="../a.png">',
    ],
)
def test_what_the_policy_allows_is_not_reported(markup: str) -> None:
    assert refused_by_policy(markup, uri="index.html") == []
