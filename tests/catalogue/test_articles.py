"""Citations of articles: one form for each article, the right code, nothing that is not one."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalogue import articles
from generator.catalogue.articles import citations, normalised
from generator.catalogue.repealed import repealed, repealed_in
from generator.values.siren import format as siren

CITED = [
    ("L441-10 II", [("L441-10", "")]),
    ("L. 441-10, II", [("L441-10", "")]),
    ("L.\u202f441-10", [("L441-10", "")]),
    ("article L.441-10 du Code de commerce", [("L441-10", "Code de commerce")]),
    (
        "code de commerce, articles L441-10, II, et D441-5",
        [("L441-10", "Code de commerce"), ("D441-5", "Code de commerce")],
    ),
    ("articles 1231-6 et 1344-1 du Code civil", [("1231-6", "Code civil"), ("1344-1", "Code civil")]),
    ("Code civil, art. 1344", [("1344", "Code civil")]),
    ("C. civ. 1344", [("1344", "Code civil")]),
    ("l’article 1153\ndu code civil", [("1153", "Code civil")]),
    ("article 1153 du code de procédure civile", [("1153", "Code de procédure civile")]),
    ("art. 1231-5, al. 5 et 1225 du Code civil", [("1231-5", "Code civil"), ("1225", "Code civil")]),
    ("art. 1344 (code civil) ; article 750-1", [("1344", ""), ("750-1", "")]),
    ("les articles 1405 à 1422 du CPC", [("1405", "Code de procédure civile"), ("1422", "Code de procédure civile")]),
    ("article L100", [("L100", "")]),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_an_article_is_read_however_it_is_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(citation.number, citation.code) for citation in citations(text)] == expected


NOT_CITED = [
    "1 153,00 €",
    "la facture n° 1153 du 3 mai",
    "article 1 153,00 €",
    "loi 68-1250, art. 1 et 2",
    "en 2026, 1344 lettres",
    "RSAL441-10",
    siren("732829320"),
    "F-2026-031",
]


@pytest.mark.parametrize("text", NOT_CITED)
def test_what_is_no_article_is_not_read_as_one(text: str) -> None:
    assert citations(text) == ()


@pytest.mark.parametrize("written", ["L441-10", "L. 441-10", "L.441-10", "l 441-10", "L.\u00a0441-10"])
def test_an_article_has_one_form(written: str) -> None:
    assert normalised(written) == "L441-10"


@pytest.mark.parametrize("article", repealed().articles, ids=lambda article: article.number)
def test_each_repealed_number_is_found(article: object) -> None:
    number, code = getattr(article, "number"), getattr(article, "code")  # noqa: B009
    (problem,) = repealed_in(f"Deux lignes.\nVu l’article {number} du {code}.", "x.md")
    assert (problem.line, problem.check) == (2, "repealed-article")
    assert getattr(article, "replaced_by") in problem.hint  # noqa: B009


def test_the_same_number_in_another_code_is_not_repealed() -> None:
    assert repealed_in("Vu l’article 1153 du code de procédure civile.", "x.md") == []
    assert repealed_in("Vu l’article 1231-6 du Code civil.", "x.md") == []


def test_a_repealed_decree_is_found() -> None:
    (problem,) = repealed_in("Selon le décret n° 2013-269 du 29 mars 2013.", "x.md")
    assert "R2192-31" in problem.hint


def test_no_article_is_replaced_by_a_repealed_one() -> None:
    numbers = {article.number for article in repealed().articles}
    assert not numbers & {article.replaced_by for article in repealed().articles}


def test_chains_are_found_where_a_plain_search_finds_them() -> None:
    """The quick search for their openings misses none, in all that the project writes and with every code's name."""
    root = Path(articles.__file__).parents[2]
    texts = [path.read_text("utf-8") for path in (*root.glob("docs/**/*.md"), *root.glob("letter_templates/**/*.*"))]
    texts += [
        f"{code} {{}}1231-6, {{}}L. 441-10 et D. 441-5".format(*around) for code in _EVERY_NAME for around in _AROUND
    ]
    found = 0
    for text in texts:
        plain = [chain.span() for chain in articles._CHAIN.finditer(text)]
        assert [chain.span() for chain in articles._chains(text)] == plain
        found += len(plain)
    assert found > 300


_EVERY_NAME = (
    *articles._CODES,
    "c. civ.",
    "C.COM.",
    "c. conso.",
    "CPC",
    "cgct",
    "ART.",
    "Arts.",
    "articles",
    "L’article",
)
_AROUND = (("", ""), ("article ", ""), ("", "art. "))
