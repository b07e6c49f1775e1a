"""The letter language: each case is a title, a source, and the tree or the problems it must give."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.errors import Problem
from generator.letter import typography
from generator.letter.schema import Source
from tests.letter.drawing import draw
from tests.letter.environment import compilation

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[pytest.param]:  # type: ignore[valid-type]  # pytest names no type for it
    """The cases of one file: « # title », source, « => », expected."""
    found = []
    for chunk in ("\n" + (CASES / name).read_text()).split("\n\n# "):
        title, _, rest = chunk.strip("\n").removeprefix("# ").partition("\n")
        source, _, expected = rest.partition("\n=>")
        found.append(pytest.param(source, expected.strip("\n"), id=title))
    return found


def as_line(problem: Problem) -> str:
    place = str(problem.line) if problem.path == "letter.md" else f"{problem.path}:{problem.line}"
    return f"{place} {problem.message} → {problem.hint}".replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("source", "expected"), cases("language.md"))
def test_source_compiles_to_the_tree_drawn_beside_it(source: str, expected: str) -> None:
    compiling = compilation()
    blocks = compiling.part(Source("letter.md", source))
    assert [str(problem) for problem in compiling.problems] == []
    assert draw(blocks) == expected


@pytest.mark.parametrize(("source", "expected"), cases("refused.md"))
def test_everything_outside_the_language_is_refused_with_its_line(source: str, expected: str) -> None:
    compiling = compilation()
    compiling.part(Source("letter.md", source))
    found = sorted(as_line(problem) for problem in compiling.problems)
    wanted = sorted(expected.splitlines())
    assert len(found) == len(wanted), found
    for line, start in zip(found, wanted, strict=True):
        assert line.startswith(start)


def test_lines_of_problems_count_from_the_file_not_from_the_body() -> None:
    compiling = compilation()
    compiling.part(Source("letter.md", "Un.\n\n{{ rien }}", first_line=20))
    assert [problem.line for problem in compiling.problems] == [22]


def test_each_line_of_an_address_is_a_paragraph() -> None:
    compiling = compilation()
    source = "{{ debtor.name }}\n{% for line in lines %}\n{{ line | capitals }}\n{% endfor %}\nFrance"
    blocks = compiling.part(Source("recipient.md", source), "recipient")
    assert compiling.problems == []
    assert draw(blocks).splitlines() == [
        "paragraph",
        "  {debtor.name | text}",
        "each line in lines",
        "  paragraph",
        "    {line | capitals}",
        "paragraph",
        '  "France"',
    ]


@pytest.mark.parametrize(
    ("written", "spaced"),
    [
        ("Objet : l'avoir", "Objet\u00a0: l’avoir"),
        ("Vraiment ? Oui !", "Vraiment\u202f? Oui\u202f!"),
        ("un ; deux", "un\u202f; deux"),
        ("«guillemets» et « autres »", "«\u00a0guillemets\u00a0» et «\u00a0autres\u00a0»"),
        ("art. L441-10, article L. 441-10", "art.\u00a0L441-10, article\u00a0L.\u00a0441-10"),
        ("30 jours, 12 % et 40 € × 2", "30\u00a0jours, 12\u00a0% et 40\u00a0€\u00a0×\u00a02"),
        ("n° 12, 1 200 €", "n°\u00a012, 1\u202f200\u00a0€"),
        ("https://exemple.fr : là", "https://exemple.fr\u00a0: là"),
        ("P. J. : copie", "P.\u00a0J.\u00a0: copie"),
        ("et puis...", "et puis…"),
    ],
)
def test_french_spacing(written: str, spaced: str) -> None:
    assert typography.space(written) == spaced
    assert typography.space(spaced) == spaced


def test_oversized_sources_are_refused_at_once() -> None:
    compiling = compilation()
    compiling.part(Source("letter.md", "a" * 30_001))
    assert [problem.message for problem in compiling.problems] == ["texte de 30001 caractères"]
    compiling = compilation()
    compiling.part(Source("letter.md", "{{ x }}" * 2_001))
    assert "champs et balises" in compiling.problems[0].message


def test_deep_nesting_is_refused_in_words() -> None:
    compiling = compilation()
    source = "{% if invoices is several %}\n" * 60 + "x\n" + "{% endif %}\n" * 60
    compiling.part(Source("letter.md", source))
    assert any("imbriquées" in problem.message for problem in compiling.problems)
    compiling = compilation()
    compiling.part(Source("letter.md", "{% if " + "not " * 110 + "invoices is several %}x{% endif %}"))
    compiling.part(Source("letter.md", "{{ " + "(" * 240 + "debtor.name" + ")" * 240 + " }}"))
    assert all(problem.message for problem in compiling.problems)


@pytest.mark.parametrize("text", [" " * 90_000, "a" + " " * 90_000 + "b", "x\n" * 40_000, "**" * 40_000, "[" * 90_000])
def test_no_source_takes_longer_than_a_second(text: str) -> None:
    start = time.process_time()
    compilation().part(Source("letter.md", text))
    assert time.process_time() - start < 1
