from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest

from generator.errors import RenderFailed
from generator.render.email import Attachment, render_email

PDF = Attachment("mise-en-demeure.pdf", b"%PDF-1.7\n\xe2\xe3")
DOCX = Attachment("mise-en-demeure.docx", b"PK\x03\x04")
BODY = "Madame, Monsieur,\n\nNous vous demandons de payer 1\u202f234,56\u00a0€ d’ici au 1er\u00a0mars\u00a02026.\n"


def make_email(
    *,
    subject: str = "Facture F-2026-001",
    body: str = BODY,
    sender_name: str = "Atelier Bois",
    sender_email: str | None = "compta@atelier-bois.example",
    attachments: tuple[Attachment, ...] = (PDF, DOCX),
) -> bytes:
    return render_email(
        subject=subject, body=body, sender_name=sender_name, sender_email=sender_email, attachments=attachments
    )


def read(message: bytes) -> EmailMessage:
    parsed = message_from_bytes(message, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def decoded(header: str) -> str:
    # Not the default policy: it reads a space between two encoded words of a name.
    return str(make_header(decode_header(header.replace("\r\n", ""))))


def test_it_opens_as_a_draft_without_recipient_date_or_identifier() -> None:
    message = read(make_email())
    assert message["X-Unsent"] == "1"
    assert {"To", "Date", "Message-ID"}.isdisjoint(message.keys())
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Atelier Bois", "compta@atelier-bois.example")


def test_the_body_is_the_text_with_its_no_break_spaces() -> None:
    body = read(make_email()).get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == BODY
    assert body["Content-Type"].params["charset"] == "utf-8"


def test_both_files_are_joined_byte_for_byte() -> None:
    parts = list(read(make_email()).iter_attachments())
    assert [(part.get_filename(), part.get_content_type(), part.get_content()) for part in parts] == [
        ("mise-en-demeure.pdf", "application/pdf", PDF.content),
        (
            "mise-en-demeure.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            DOCX.content,
        ),
    ]


def test_the_same_message_gives_the_same_bytes_in_ascii_lines_that_end_as_mail_asks() -> None:
    message = make_email(subject="Éléments – œuvre n°\u00a012", sender_name="Łucja Żółtowska", body="é" * 2000)
    assert message == make_email(subject="Éléments – œuvre n°\u00a012", sender_name="Łucja Żółtowska", body="é" * 2000)
    assert message.isascii()
    lines = message.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 998


@pytest.mark.parametrize(
    "name",
    [
        "Atelier Bois & Cie, œuvres",
        'Dupont "le Grand" <admin@example.org>',
        "Łucja Żółtowska",
        "Café 😀 中文",
        "back\\slash",
        "=?utf-8?q?Pirate?=",
        "É" * 400,
        "a" * 400,
        "(Dupont), Fils; et Cie:",
    ],
)
def test_any_name_comes_back_as_it_was(name: str) -> None:
    message = message_from_bytes(make_email(sender_name=name, subject=name))
    display_name, address = parseaddr(message["From"])
    assert (decoded(display_name), address) == (name, "compta@atelier-bois.example")
    assert decoded(message["Subject"]) == name


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"])
def test_a_line_end_in_a_name_starts_no_header(end: str) -> None:
    hostile = f"Dupont{end}Bcc: victime@example.org{end}{end}<script>"
    file = Attachment(hostile + ".pdf", b"")
    message = read(make_email(subject=hostile, sender_name=hostile, attachments=(file,)))
    assert message.keys() == ["Content-Type", "MIME-Version", "X-Unsent", "Subject", "From"]
    assert message["Subject"] == "Dupont Bcc: victime@example.org <script>"
    (part,) = message.iter_attachments()
    assert "Bcc" not in part
    assert part.get_content() == b""


@pytest.mark.parametrize("address", ["", "personne", "a@b.fr\nBcc: c@d.fr", "a b@c.fr", "a<b@c.fr", "é@exemple.fr"])
def test_an_address_that_headers_cannot_hold_is_refused(address: str) -> None:
    with pytest.raises(RenderFailed, match="adresse électronique"):
        make_email(sender_email=address)


def test_a_domain_with_accents_is_written_in_ascii() -> None:
    (address,) = read(make_email(sender_email="compta@électricité.example"))["From"].addresses
    assert address.addr_spec == "compta@xn--lectricit-93aj.example"


def test_without_an_address_the_mail_program_fills_its_own_sender_in() -> None:
    assert "From" not in read(make_email(sender_email=None))


@pytest.mark.parametrize(
    ("name", "ascii_name"),
    [
        ("mise-en-demeure.pdf", "mise-en-demeure.pdf"),
        ("Mise en demeure – été.pdf", "Mise-en-demeure-ete.pdf"),
        ("œuvre de l’île.pdf", "oeuvre-de-l-ile.pdf"),
        ("中文.pdf", "lettre.pdf"),
        ("../../etc/passwd", "passwd"),
        ('a"b;c=d.pdf', "a-b-c-d.pdf"),
    ],
)
def test_file_names_have_an_ascii_form_and_the_exact_one_where_they_differ(name: str, ascii_name: str) -> None:
    file = Attachment(name, b"x")
    message = make_email(attachments=(file,))
    unfolded = message.replace(b"\r\n ", b" ")
    assert f'filename="{ascii_name}"'.encode() in unfolded
    (part,) = read(message).iter_attachments()
    assert part.get_filename() in {ascii_name, name}


def test_a_file_name_that_loses_letters_in_ascii_is_also_given_whole() -> None:
    file = Attachment("relance été.pdf", b"x")
    assert b"filename*=UTF-8''relance%20%C3%A9t%C3%A9.pdf" in make_email(attachments=(file,))


def test_a_file_of_no_known_kind_is_joined_as_bytes() -> None:
    (part,) = read(make_email(attachments=(Attachment("notes.xyz", b"\x00\xff"),))).iter_attachments()
    assert (part.get_content_type(), part.get_content()) == ("application/octet-stream", b"\x00\xff")
