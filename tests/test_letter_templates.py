"""The real catalogue: it loads, its examples read as expected, and every output of one claim says the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html

from generator.answers import COVERS
from generator.catalogue.folder import read_folder
from generator.catalogue.wording import Stage
from generator.errors import Problem
from generator.examples import ProducedExample, prepare_example, produce_examples
from generator.letter.fill import plain_text
from generator.letter.nodes import Block, BulletList, Heading, OrderedList, Paragraph, Row, Table
from generator.produce import Prepared, phone_script, sms_text
from generator.render import RENDERERS
from generator.render.words import SUBJECT
from generator.review.examining import review
from generator.values import money
from generator.values.amount_words import format_words
from tests.letters import catalogue
from tests.render.rasters import address_ink, ink, inside
from tests.render.test_window import windows

FOLDER = Path(__file__).parent.parent / "letter_templates"
MONEY = re.compile(r"\d{1,3}(?:\u202f\d{3})*,\d{2}\u00a0€")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def produced() -> dict[str, ProducedExample]:
    return {f"{each.template.id}/{each.example.name}": each for each in produce_examples(catalogue())}


def prepared(name: str) -> Prepared:
    example = produced()[name]
    return prepare_example(catalogue(), example.template, example.example)


def names() -> list[str]:
    return sorted(f"{path.parts[-3]}/{path.stem}" for path in FOLDER.glob("*/examples/*.yml"))


@cache
def output(name: str, form: str) -> bytes:
    return RENDERERS[form](produced()[name].document)


LADDER = (
    "rappel-avant-echeance",
    "rappel-amiable",
    "deuxieme-relance",
    "mise-en-demeure",
    "confirmation-appel",
    "reponse-contestation",
    "proposition-echeancier",
    "accord-echeancier",
    "penalites-seules",
)
"""The ladder, then what happens around it."""


def test_the_catalogue_has_its_letters_in_the_order_of_the_ladder() -> None:
    assert tuple(each for each in catalogue().templates if each in LADDER) == LADDER


def test_every_stage_that_rules_know_is_in_the_vocabulary() -> None:
    assert {stage.value for stage in Stage} <= set(catalogue().vocabulary.stages)
    assert set(COVERS) <= {stage.value for stage in Stage}


def test_the_catalogue_passes_every_check() -> None:
    """Its examples read as the texts beside them and show every branch, among all that `relance check` looks at."""
    problems: list[Problem] = []
    files = read_folder(FOLDER, None, problems)
    assert [str(problem) for problem in (*problems, *review(files))] == []


def test_every_letter_shows_each_of_its_audiences() -> None:
    for template in catalogue().templates.values():
        shown = {produced()[name].answers["debtor"]["kind"] for name in names() if name.startswith(f"{template.id}/")}
        assert shown == set(template.audiences), template.id


@pytest.mark.parametrize("name", [each for each in names() if each.startswith("rappel-amiable/")])
def test_a_text_message_is_short_and_holds_no_link_nor_account(name: str) -> None:
    text = sms_text(prepared(name))
    assert 60 < len(text) <= 320
    assert "\n" not in text
    assert not re.search(r"https?:|www\.|FR\d\d", text)


@pytest.mark.parametrize("template", ["rappel-amiable", "deuxieme-relance"])
def test_a_phone_script_has_its_steps_and_reads_in_every_regime(template: str) -> None:
    for name in (each for each in names() if each.startswith(f"{template}/")):
        script = phone_script(prepared(name))
        assert script is not None
        assert script.missing == ()
        assert sum(isinstance(block, Heading) for block in script.parts["body"]) >= 5
        assert list(script.parts) == ["body"]


def test_a_letter_without_them_has_neither() -> None:
    made = prepared("penalites-seules/acheteur-public")
    assert (sms_text(made), phone_script(made)) == ("", None)


# --- one claim, every output ------------------------------------------------------------------------


def texts(nodes: tuple[Block, ...]) -> Iterator[str]:
    """The texts of blocks, cell by cell and line by line."""
    for node in nodes:
        if isinstance(node, Table):
            yield plain_text((Paragraph(node.caption),))
            for column in node.columns:
                yield plain_text((Paragraph(column.label),))
            for row in node.rows:
                assert isinstance(row, Row)
                for cell in row.cells:
                    yield plain_text((Paragraph(cell),))
        elif isinstance(node, BulletList | OrderedList):
            for item in node.items:
                yield plain_text((item,))
        else:
            yield plain_text((node,))


def said(name: str) -> Counter[str]:
    """Every word of the document, as often as it says it."""
    document = produced()[name].document
    return words(" ".join(text for blocks in document.parts.values() for text in texts(blocks)) + f" {SUBJECT}")


def words(text: str) -> Counter[str]:
    """Words and sums, whatever the spaces between and inside them; list marks and rules dropped."""
    joined = re.sub(r"[\u00a0\u202f]", "~", text.replace("\u200b", ""))
    found = re.split(r"\s+", joined.replace("~", " "))
    return Counter(word for word in found if word and not re.fullmatch(r"[–—•-]+", word))


def repeated(name: str) -> Counter[str]:
    """What pages repeat: the footer, heads of tables, page numbers, « P. J. : »."""
    document = produced()[name].document
    heads = [
        plain_text((Paragraph(column.label),))
        for block in document.parts["body"]
        if isinstance(block, Table)
        for column in block.columns
    ]
    return words(" ".join([*texts(document.parts["footer"]), *heads, "P. J. : Page Objet :"]))


def read_pdf(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return text.replace("\ufffe", "-")  # how pdfium marks a hyphen that ends a line


def read_docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"word/(document|footer\d*|header\d*)\.xml", name)]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    out = []
    for root in roots:
        for paragraph in root.iter(f"{WORD}p"):
            out.append("".join(_runs(paragraph)))
    return "\n".join(out)


def _runs(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br"):
        yield (node.text or "") if node.tag == f"{WORD}t" else " "


BLOCKS = frozenset(
    {"p", "li", "h1", "h2", "h3", "td", "th", "caption", "div", "address", "section", "header", "footer"}
)


def read_html(content: bytes) -> str:
    body = html.document_fromstring(content.decode()).find("body")
    assert body is not None
    for element in body.iter():
        if element.tag in BLOCKS:
            element.tail = f"\n{element.tail or ''}"
        elif element.tag == "br":
            element.tail = f" {element.tail or ''}"
    return str(body.xpath("string()"))


READERS: dict[str, Callable[[bytes], str]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "html": read_html,
    "txt": lambda content: content.decode(),
}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", names())
def test_every_output_says_every_word_of_the_letter_and_no_other(name: str, form: str) -> None:
    shown, wanted = words(READERS[form](output(name, form))), said(name)
    assert not wanted - shown, f"missing: {wanted - shown}"
    extra = Counter({word: count for word, count in (shown - wanted).items() if word not in repeated(name)})
    assert not [word for word in extra if not re.fullmatch(r"\d+[/\d]*|/|sur|Page", word)], f"added: {extra}"


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", names())
def test_every_output_shows_the_same_sums(name: str, form: str) -> None:
    def sums(text: str) -> list[str]:
        return sorted(re.findall(r"\d[\d ]*,\d{2} €", re.sub(r"[\u00a0\u202f\s]+", " ", text)))

    document = produced()[name].document
    reference = " | ".join(text for blocks in document.parts.values() for text in texts(blocks))
    shown = READERS[form](output(name, form)).replace("\n", " | ").replace("\t", " | ")
    for amount in set(MONEY.findall(reference)):
        plain = re.sub(r"[\u00a0\u202f]", " ", amount)
        found = re.sub(r"[\u00a0\u202f]", " ", shown)
        assert plain in found, f"{amount} is not in {form}"
    assert len(sums(shown)) >= len(set(sums(reference)))


@pytest.mark.parametrize("name", names())
def test_the_printed_total_is_the_sum_of_the_printed_lines(name: str) -> None:
    for block in produced()[name].document.parts["body"]:
        if not isinstance(block, Table) or block.name != "statement_table":
            continue
        rows = [row for row in block.rows if isinstance(row, Row)]
        amounts = [money.parse(plain_text((Paragraph(row.cells[-1]),))) for row in rows]
        assert rows[-1].is_total
        assert sum(amounts[:-1], Decimal()) == amounts[-1]
        assert all(amounts), "a line at zero is printed"


@pytest.mark.parametrize("name", [each for each in names() if "echeancier" in each])
def test_the_printed_instalments_make_the_sum_that_is_acknowledged(name: str) -> None:
    document, answers = produced()[name].document, produced()[name].answers
    tables = [block for block in document.parts["body"] if isinstance(block, Table)]
    rows = [row for table in tables if table.name == "instalment_table" for row in table.rows if isinstance(row, Row)]
    amounts = [money.parse(plain_text((Paragraph(row.cells[2]),))) for row in rows]
    assert sum(amounts[:-1], Decimal()) == amounts[-1] == answers["plan"]["amount"]
    if name.startswith("accord"):
        assert plain_text(document.parts["body"]).count(format_words(amounts[-1])) == 2


@pytest.mark.parametrize("name", names())
def test_the_window_shows_the_address_and_nothing_else(name: str) -> None:
    document = produced()[name].document
    if not document.parts["recipient"]:
        pytest.fail("an example without an address")
    address, page = address_ink(document), ink(output(name, "pdf"))
    assert address.any()
    for window in windows():
        assert inside(address, window).sum() == address.sum()
        assert (inside(page, window) == inside(address, window)).all()


@pytest.mark.parametrize("template", LADDER)
def test_each_letter_has_its_email_with_both_files(template: str) -> None:
    from email import message_from_bytes
    from email.policy import default

    from generator.produce import email_of

    name = next(each for each in names() if each.startswith(f"{template}/"))
    message = message_from_bytes(email_of(prepared(name)), policy=default)
    assert message["X-Unsent"] == "1"
    assert [part.get_filename() for part in message.iter_attachments()] == [
        f"{template}-{produced()[name].answers['invoices'][0]['number']}.{ending}" for ending in ("pdf", "docx")
    ]
