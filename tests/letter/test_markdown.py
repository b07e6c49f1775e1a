"""Plain paragraphs, headings and lists are read without Markdown: just as it would give them."""

from __future__ import annotations

import random
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from generator.letter.plain_prose import plain_block
from generator.letter.prose import markdown_elements, read_markdown

CATALOGUE = Path(__file__).parents[2] / "letter_templates"
WORDS = (
    "Un mot",
    "l’été",
    "«\u00a0oui\u00a0»",
    "(a)",
    "\U000f0000",
    "a.",
    "\u00a0",
    "É",
    "$",
    "%",
    "…",
    "1",
    "٣",
    "b c",
)
SIGNS = (
    *("*", "**", "_", "`", "[", "]", "](", ")", "]:", "<", ">", "\\", "!", "&", "&amp;", "|", ":", "~", "=", "-", "#"),
    *("- ", "* ", "1. ", "٣. ", "# ", "> ", "***", "---", "===", "http://a.fr", "[a]: b", "[a]", "\x02", "\x03", "\t"),
)
SPACES = (
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n \n",
    "  \n",
    "\n\n\n",
    "\n    ",
    "\n\n  ",
    "\r",
    "\x0b",
    "\x0c",
    "\x1c",
    "\u2028",
)


BLOCKS = (
    *("- ", "\n- ", "\n\n- ", "\n  ", "## ", "## 1. ", "\n\n## ", "\n\n# ", "#"),
    *("*", "*a*", "*b c* ", " *", "**", "**a**", "**b c**", " **", "** ", "**\n"),
)


def shape(elements: list[Element]) -> list[object]:
    """Elements as something that can be compared; what follows the last one is nothing that is read."""
    return [(str(each.tag), each.text, sorted(each.items()), _inside(each)) for each in elements]


def _inside(element: Element) -> list[object]:
    return [(shape([child]), child.tail) for child in element]


@pytest.mark.parametrize("signs", [(), BLOCKS * 2, BLOCKS + SIGNS], ids=["plain", "blocks", "marked"])
def test_any_text_is_read_alike(signs: tuple[str, ...]) -> None:
    chance = random.Random(20261122)  # noqa: S311  # texts, not secrets
    words = (*WORDS * (1 if "\\" in signs else 4), *SPACES * 2, *signs)
    plain = 0
    for _ in range(6000):
        text = "".join(chance.choices(words, k=chance.randint(1, 14)))
        expected = read_markdown(text)
        assert shape(markdown_elements(text)) == shape(expected), repr(text)
        plain += all(each.tag == "p" and not len(each) for each in expected)
    assert plain > 1000


@pytest.mark.parametrize(
    "text",
    [
        "## Un titre",
        "## 1. Un titre",
        "- un\n- deux",
        "- un\n  mot\n- **deux**",
        "Un **mot**,\n**deux** mots.",
        "**Un**",
        "- *Un* mot",
        "*Un* *mot*",
        "Un  \n\u00a0  \n**deux  \nmots**",
    ],
)
def test_usual_blocks_are_plain(text: str) -> None:
    block = plain_block(text)
    assert block is not None
    assert shape([block]) == shape(read_markdown(text))


def test_every_text_of_the_catalogue_is_read_alike() -> None:
    texts = [path.read_text("utf-8") for path in CATALOGUE.rglob("*.md")]
    assert len(texts) > 60
    for text in texts:
        assert shape(markdown_elements(text)) == shape(read_markdown(text))
