"""The pages of docs/: each says when its law was read, and the index of articles knows them."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest

from generator.website.articles_page import articles_page
from generator.website.guide import Article, GuidePage, guide_pages, mentions, out_of_date, problems

ROOT = Path(__file__).parents[2]
PAGES = guide_pages(
    {path.relative_to(ROOT / "docs").as_posix(): path.read_text("utf-8") for path in ROOT.glob("docs/**/*.md")}
)

DATED = "---\ntitle: Prescription\n---\n\n# P\n\nÉtat des textes au 21\u00a0novembre\u00a02026. Bon.\n\n"

ASKED_FOR = {
    "guide/index.md": "pas à pas",
    "guide/anatomie.md": "interpellation suffisante",
    "guide/ton.md": "tampon",
    "guide/telephone.md": "226-1",
    "guide/pieces-jointes.md": "R53-3",
    "guide/professionnels.md": "L441-16",
    "guide/consommateurs.md": "syndicat de copropriétaires",
    "guide/acheteurs-publics.md": "CCAG",
    "guide/cas-particuliers.md": "action directe",
    "guide/penalites.md": "12,40",
    "guide/prescription.md": "20-23.204",
    "guide/apres-la-mise-en-demeure.md": "2026-96",
    "guide/procedure-collective.md": "BODACC",
    "guide/facture-electronique.md": "1er septembre 2027",
    "guide/echeanciers.md": "novation",
    "guide/idees-recues.md": "plainte",
    "guide/faq.md": "expert-comptable",
    "guide/glossaire.md": "Chorus Pro",
    "cas-refuses.md": "bâtonnier",
    "mentions.md": "Accessibilité",
}
"""The pages that a reader comes for, each with what it could not do without."""


def page(words: str, uri: str = "guide/a.md") -> GuidePage:
    return GuidePage(uri, words)


@pytest.mark.parametrize("uri", ASKED_FOR)
def test_every_page_that_is_asked_for_is_there_dated_and_in_the_menu(uri: str) -> None:
    found = next(page for page in PAGES if page.uri == uri)
    assert ASKED_FOR[uri] in found.text.replace("\u00a0", " ")
    assert found.read_on == date(2026, 11, 21)
    assert uri in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_nothing_is_wrong_with_the_law_of_the_guide() -> None:
    assert [str(problem) for problem in problems(PAGES)] == []


def test_nobody_threatens_with_the_fine_that_only_the_guide_explains() -> None:
    letters = [path for path in (ROOT / "letter_templates").rglob("*.*") if path.suffix in (".md", ".txt", ".yml")]
    assert len(letters) > 50
    assert [path.name for path in letters if "441-16" in path.read_text("utf-8")] == []
    assert any("L441-16" in page.text for page in PAGES)


@pytest.mark.parametrize(
    ("words", "check"),
    [
        ("Dû (Code civil, art. 1344).\n", "law-without-date"),
        ("Jugé : Cass. com., 3 mars 2009, n° 07-16.527.\n", "law-without-date"),
        ("Voir la loi n° 75-1334 du 31 décembre 1975.\n", "law-without-date"),
        ("État des textes au jour dit. Code civil, art. 1344.\n", "law-without-date"),
        (DATED + "Dû (Code de commerce, art. L441-6).\n", "repealed-article"),
        (DATED + "Il est puni (art. 999).\n", "article-without-code"),
        (DATED + "Dû (Code civil, art. 1344), sauf fête (art. L3133-9).\n", "article-without-code"),
    ],
)
def test_a_planted_fault_is_told(words: str, check: str) -> None:
    assert check in [problem.check for problem in problems([page(words)])]


def test_a_fault_is_told_with_its_line() -> None:
    (found,) = problems([page(DATED + "Il est puni (art. 999).\n")])
    assert (found.path, found.line) == ("docs/guide/a.md", 9)


def test_a_page_without_law_needs_no_date() -> None:
    assert problems([page("# Le ton\n\nSoyez poli.\n")]) == []


def test_pages_for_contributors_speak_of_letters() -> None:
    assert guide_pages({"contribuer/droit.md": "Code civil, art. 1344"}) == ()


def test_the_code_of_an_article_is_the_one_beside_it_or_the_last_named_in_its_part() -> None:
    text = DATED + "Il a (Code de commerce, art. L622-7), puis (art. L622-21).\n\n## Après\n\nEnsuite (art. L622-99).\n"
    found = mentions([page(text)], ())["guide/a.md"]
    assert [mention.article for mention in found] == [
        Article("Code de commerce", "L622-7"),
        Article("Code de commerce", "L622-21"),
    ]


def test_a_reserve_holds_for_its_sentence_only() -> None:
    text = DATED + "Un (Code civil, art. 1219, cité de mémoire). Deux (Code civil, art. 1344). Trois.\n"
    assert [mention.is_sure for mention in mentions([page(text)], ())["guide/a.md"]] == [False, True]


def test_the_article_of_an_act_is_none_of_a_code() -> None:
    text = DATED + "Dit la loi n° 71-1130 du 31 décembre 1971, art. 1234 et suivants.\n"
    (found,) = mentions([page(text)], ())["guide/a.md"]
    assert str(found.article) == "Loi n° 71-1130 du 31 décembre 1971"


def rows(text: str, *letters: tuple[str, str, list[tuple[str, str, str, str, str]]]) -> list[list[str]]:
    lines = articles_page(letters, [page(text, "guide/prescription.md")]).splitlines()
    table = [line for line in lines if line.startswith("| ") and "---" not in line][1:]
    return [[html.unescape(cell.replace("\\", "").strip()) for cell in line.strip("| ").split(" | ")] for line in table]


BASIS = ("Code civil, art. 1344", "2026-11-20", "20 novembre 2026", "high", "")


def test_the_index_sets_pages_beside_the_letters_that_cite_the_same() -> None:
    (row,) = rows(DATED + "Dû (Code civil, art. 1344, à confirmer).\n", ("med", "Mise en demeure", [BASIS]))
    assert row == [
        "Code civil, art. 1344",
        "[Mise en demeure](<../lettres/med/index.md>)",
        "[Prescription](<../guide/prescription.md>)",
        "20 novembre 2026",
        "établi",
    ]


def test_an_article_of_pages_alone_has_its_row_and_their_word_on_it() -> None:
    both = rows(DATED + "Dû (Code civil, art. 2244, à confirmer).\n", ("med", "Mise en demeure", [BASIS]))
    assert [row[0] for row in both] == ["Code civil, art. 1344", "Code civil, art. 2244"]
    assert both[1][2:] == ["[Prescription](<../guide/prescription.md>)", "21\u00a0novembre\u00a02026", "à confirmer"]


def test_a_paragraph_is_held_against_its_own_row() -> None:
    letters = [("L441-10, I", "1"), ("L441-10, II", "2")]
    cited = [(f"Code de commerce, art. {article}", "2026-11-20", "20", "high", "") for article, _ in letters]
    found = rows(DATED + "Dû (Code de commerce, art. L441-10, II).\n", ("med", "M", cited))
    assert ["prescription" in row[2] for row in found] == [False, True]


def test_the_whole_guide_is_in_the_index() -> None:
    index = articles_page((), PAGES)
    for uri, found in mentions(PAGES, ()).items():
        assert not found or f"<../{uri}>" in index
    assert len(re.findall(r"(?m)^\| ", index)) > 60


def test_a_page_that_nobody_read_for_a_year_is_told() -> None:
    assert list(out_of_date(PAGES, date(2027, 11, 21))) == []
    told = list(out_of_date(PAGES, date(2027, 11, 22)))
    assert len(told) >= len(ASKED_FOR)
    assert "21\u00a0novembre\u00a02026" in told[0].message
