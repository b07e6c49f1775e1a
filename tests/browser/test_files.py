"""The page's Word file, text and e-mail beside the command line's, and the measures by which it chooses sizes."""

from __future__ import annotations

import email
import email.policy
import json
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from io import BytesIO
from typing import Any

import pytest

from generator.errors import RenderFailed
from generator.letter.nodes import Column, Link, ListItem, OrderedList, Paragraph, Row, Table, Text
from generator.render import docx, paper, text, words
from generator.render.email import Attachment, render_email
from tests.browser.downloads import Made, as_json, documents, made, make, make_one
from tests.render.documents import make_document
from tests.render.parts import cell, line, value

WIDE_NAMES = ("東京商事", "한국", "Ｆｕｌｌ", "Café 😀", "E\u0301cole", "Ł", "🇫🇷", "naïve", "→ ok", "①", "℡", "𝒳")


# --- Word -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", documents())
def test_the_word_file_has_the_same_parts_byte_for_byte(name: str) -> None:
    parts = docx.parts(documents()[name])
    with zipfile.ZipFile(BytesIO(made("docx")[name].data)) as package:
        assert {entry: package.read(entry).decode() for entry in package.namelist()} == parts
        assert package.namelist() == ["[Content_Types].xml", *sorted(parts.keys() - {"[Content_Types].xml"})]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


LINK = Link("https://example.org/?a=1&b=2", (Text("notre "), Text("site")))
LISTS = tuple(OrderedList((ListItem(cell("un")), ListItem(cell("deux")))) for _ in range(2))
TABLE = Table("t", (), (Column(cell("A")),), (Row((cell("1"),)),))

UNUSUAL = {
    "links": make_document({"body": (line("Voir ", LINK, " et ", LINK, "."),), "footer": (line(LINK),)}),
    "lists": make_document({"body": LISTS}),
    "tables": make_document({"body": (TABLE, TABLE), "signature": (), "enclosures": ()}),
    "announcements": make_document({"body": (line("Voici :"), TABLE, line("Et :"), LISTS[0], line("Fin."))}),
    "long_sender": make_document({"sender": tuple(line(f"Mention {index} de l’expéditeur") for index in range(12))}),
    "longer_sender": make_document({"sender": tuple(line(f"Mention {index}") for index in range(30))}),
    "wide_footer": make_document({"footer": (line("Mention très longue " * 8), line("Mention très longue " * 9))}),
    "empty": make_document(dict.fromkeys(make_document().parts, ())),
    "spaces": make_document({"body": (line(value("a", " une\ndeux\t "), value("b", "")), Paragraph(()))}),
}


@cache
def unusual(kind: str) -> Mapping[str, Made]:
    return make({name: {"kind": kind, "document": as_json(document)} for name, document in UNUSUAL.items()})


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_seldom_occurs_is_written_alike_too(name: str) -> None:
    with zipfile.ZipFile(BytesIO(unusual("docx")[name].data)) as package:
        assert {entry: package.read(entry).decode() for entry in package.namelist()} == docx.parts(UNUSUAL[name])
    assert unusual("txt")[name].data == text.render(UNUSUAL[name])


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\ufffe"])
def test_a_character_that_xml_has_not_is_refused_in_the_same_words(character: str) -> None:
    document = make_document({"body": (line(f"avant{character}après"),)})
    with pytest.raises(RenderFailed) as refusal:
        docx.render(document)
    assert make_one({"kind": "docx", "document": as_json(document)}).refusal == str(refusal.value)


def test_a_word_file_fetches_no_outlines() -> None:
    assert {uri.rpartition("/")[2] for uri in made("docx")["short"].asked} <= {"paper.json", "word.json"}


# --- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", documents())
def test_the_text_is_the_same(name: str) -> None:
    assert made("txt")[name].data == text.render(documents()[name])


def test_letters_of_two_columns_and_accents_of_none_are_counted_alike() -> None:
    rows = tuple(Row((cell(name), cell("1"))) for name in WIDE_NAMES)
    document = make_document({"body": (Table("t", (), (Column(cell("Nom")), Column(cell("N"), align="end")), rows),)})
    assert make_one({"kind": "txt", "document": as_json(document)}).data == text.render(document)


PROBLEM = ("message", "field", "hint", "check")


# --- measures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", documents())
def test_sizes_and_warnings_are_those_of_the_command_line(name: str) -> None:
    document = documents()[name]
    found = json.loads(made("paper")[name].data)
    fit = paper.fit_address(document)
    assert found["address"] == {"step": fit.step, "size": fit.size, "rows": fit.rows, "fits": fit.fits}
    assert found["isDateBeside"] == paper.is_date_beside(document)
    assert found["footerRows"] == paper.footer_rows(document)
    tables = [paper.fit_table(block) for block in document.parts["body"] if isinstance(block, Table)]
    assert found["tables"] == [{"shares": list(fit.shares), "isDense": fit.is_dense} for fit in tables]
    problems = [{fact: getattr(problem, fact) for fact in PROBLEM} for problem in paper.check(document)]
    assert found["problems"] == problems


# --- e-mail ---------------------------------------------------------------------------------------

MESSAGE = {
    "subject": "Mise en demeure – facture n°\u00a0F-2026-001",
    "body": "Madame,\n\nNous vous devons l’œuvre.\n",
    "senderName": "Établissements « Œuvre » & Cie",
    "senderEmail": "compta@atelier.example",
}
SUBJECTS = (
    "Relance",
    "=?utf-8?q?x?=",
    "Sujet\r\nBcc: x@example.org",
    "mot" * 40,
    "Une phrase en lettres simples, assez longue pour prendre plusieurs lignes dans un en-tete de courriel",
    "é" * 200,
    "",
)
SENDERS = (
    ("Dupont, Jean", "jean@exemple.example"),
    ('Le "Bois" \\ Cie', "a.b+c@exemple.example"),
    ("", "moi@exämple.example"),
    ("Łucja Żółtowska", ""),
)
NAMES = ("lettre.pdf", "Œuvre – été.docx", "../../etc/passwd.pdf", "中文.pdf", ".caché.pdf", "a b'c(1).pdf")


def read(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def shown(message: EmailMessage) -> Mapping[str, Any]:
    """What a mail program makes of a message."""
    assert message.defects == []
    first, *files = message.iter_parts()
    return {
        "subject": message["Subject"],
        "from": [(each.display_name, each.addr_spec) for each in message["From"].addresses] if message["From"] else [],
        "unsent": message["X-Unsent"],
        "keywords": message["Keywords"],
        "others": {"To", "Date", "Message-ID", "Bcc"} & set(message.keys()),
        "body": first.get_content().replace("\r\n", "\n"),
        "files": [(each.get_content_type(), each.get_filename(), each.get_payload(decode=True)) for each in files],
    }


def both(**changes: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    given = {**MESSAGE, "attachments": [], **changes}
    ours = render_email(
        subject=given["subject"],
        body=given["body"],
        sender_name=given["senderName"],
        sender_email=given["senderEmail"] or None,
        attachments=[Attachment(each["name"], each["content"].encode()) for each in given["attachments"]],
        keywords=given.get("keywords", ""),
    )
    theirs = make_one({"kind": "message", "email": given}).data
    assert max(map(len, theirs.decode().split("\r\n"))) <= 998
    assert theirs.isascii()
    return shown(read(ours)), shown(read(theirs))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_is_read_as_the_command_line_writes_it(subject: str) -> None:
    ours, theirs = both(subject=subject)
    assert ours == theirs


@pytest.mark.parametrize("sender", SENDERS)
def test_a_sender_is_read_as_the_command_line_writes_it(sender: tuple[str, str]) -> None:
    ours, theirs = both(senderName=sender[0], senderEmail=sender[1])
    assert ours == theirs


def test_the_letter_and_its_version_are_read_as_the_command_line_writes_them() -> None:
    ours, theirs = both(keywords="mise-en-demeure 0.1.0; droit vérifié le 2026-11-21")
    assert ours == theirs
    assert theirs["keywords"] == "mise-en-demeure 0.1.0; droit vérifié le 2026-11-21"


def test_files_are_read_under_the_same_names() -> None:
    files = [{"name": name, "type": "application/pdf", "content": f"contenu de {name}"} for name in NAMES]
    ours, theirs = both(attachments=files)
    assert [name for _, name, _ in theirs["files"]] == [name for _, name, _ in ours["files"]]
    assert [content for *_, content in theirs["files"]] == [content for *_, content in ours["files"]]


@pytest.mark.parametrize("address", ["moi", "a b@example.org", "a@b@c d", "a@exa mple.org", "@example.org", "a@"])
def test_an_address_that_no_header_can_hold_is_refused(address: str) -> None:
    result = make_one({"kind": "message", "email": {**MESSAGE, "attachments": [], "senderEmail": address}})
    assert "ne peut pas servir d’adresse électronique" in result.refusal


def test_the_letter_is_joined_twice_to_the_message_of_its_step() -> None:
    letter = as_json(documents()["short"])
    message = {**letter, "parts": {"subject": letter["parts"]["subject"], "body": letter["parts"]["body"][:1]}}
    answers = {
        "creditor": {"name": "Atelier Bois & Cie", "email": "compta@atelier.example"},
        "invoices": [{"number": "F 2026/1"}],
    }
    result = make_one({"kind": "eml", "document": letter, "message": message, "answers": answers})
    found = shown(read(result.data))
    assert found["unsent"] == "1"
    assert found["keywords"] == words.keywords(*(letter["info"][name] for name in ("id", "version", "law_checked_on")))
    assert found["from"] == [("Atelier Bois & Cie", "compta@atelier.example")]
    assert found["body"] == "Madame, Monsieur,\n"
    assert [(name, content) for _, name, content in found["files"]] == [
        ("mise-en-demeure-F-2026-1.pdf", made("pdf")["short"].data),
        ("mise-en-demeure-F-2026-1.docx", made("docx")["short"].data),
    ]
