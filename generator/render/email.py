"""The e-mail that carries a letter, as an `.eml` file that a mail program opens ready to send.

`X-Unsent: 1` makes Outlook open it as a draft. There is no Date and no Message-ID: the program that sends
it gives them. There is no To either, since a claim does not hold the debtor's address. The same input gives
the same bytes: the boundary is fixed, and no line of the parts can hold it, for neither quoted-printable nor
base64 ever writes `=_`.
Sources: RFC 5322 (headers), RFC 2047 (words), RFC 2231 (file names), RFC 2045 (bodies).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from urllib.parse import quote

from msgspec import Struct

from generator.errors import RenderFailed
from generator.messages import quoted
from generator.render import RENDERERS

BOUNDARY = "=_relance"
LONGEST_PLAIN_WORD = 60

_POLICY = compat32.clone(linesep="\r\n")
_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP


class Attachment(Struct, frozen=True):
    """A file to join; the ending of its name, which is that of a renderer, says its media type."""

    name: str
    content: bytes


def render_email(
    *,
    subject: str,
    body: str,
    sender_name: str,
    sender_email: str | None,
    attachments: Sequence[Attachment],
    keywords: str = "",
) -> bytes:
    """The message as bytes; without ``sender_email`` the mail program fills its own sender in.

    ``keywords`` say which letter it carries, as those of the files do (RFC 5322, 3.6.5).
    """
    message = MIMEMultipart("mixed", boundary=BOUNDARY)
    message["X-Unsent"] = "1"
    message["Subject"] = _header(subject, "Subject")
    if sender_email is not None:
        message["From"] = _mailbox(sender_name, sender_email)
    if keywords:
        message["Keywords"] = _header(keywords, "Keywords")
    message.attach(_text_part(body))
    for attachment in attachments:
        message.attach(_part(attachment))
    return message.as_bytes(policy=_POLICY)


def _with_final_newline(body: str) -> str:
    return body if body.endswith("\n") else body + "\n"


def _text_part(body: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", "plain")
    part.set_payload(_with_final_newline(body), _UTF8)
    return part


def _header(text: str, name: str) -> str:
    """Text of a header: plain where it is ASCII, else encoded words."""
    words = one_line(text)
    return Header(words, "us-ascii" if _is_plain(words) else "utf-8", header_name=name).encode()


def _is_plain(words: str) -> bool:
    """Whether words stay themselves unencoded: none looks like an encoded word, none is too long to fold."""
    return words.isascii() and "=?" not in words and all(len(word) <= LONGEST_PLAIN_WORD for word in words.split(" "))


def _mailbox(name: str, address: str) -> str:
    """« name <address> »; the name is one quoted string, or encoded words."""
    words = one_line(name)
    if not words:
        return _address(address)
    if _is_plain(words):
        escaped = words.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{_address(address)}>'
    return f"{_header(words, 'From')} <{_address(address)}>"


def _address(address: str) -> str:
    """An address as headers may hold it: one `@`, no space, the domain in ASCII."""
    local, at, domain = address.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    if not at or not ascii_domain or not re.fullmatch(r"[!#-'*+\-/-9=?A-Z^-~.]+", local) or re.search(r"\s", domain):
        raise RenderFailed(f"{quoted(address)} ne peut pas servir d’adresse électronique d’expéditeur")
    return f"{local}@{ascii_domain}"


def _part(attachment: Attachment) -> MIMENonMultipart:
    file_format = RENDERERS.get(attachment.name.rpartition(".")[2])
    media_type = file_format.media_type if file_format else "application/octet-stream"
    part = MIMENonMultipart(*media_type.split("/", 1))
    part.set_payload(attachment.content)
    encode_base64(part)
    part["Content-Disposition"] = _disposition(attachment.name)
    return part


def _disposition(name: str) -> str:
    """The file name in ASCII for any program and, where that loses letters, in UTF-8 for those that read RFC 2231."""
    exact = _file_name(name)
    fallback = _ascii_name(exact)
    header = f'attachment; filename="{fallback}"'
    if exact != fallback:
        header += f"; filename*=UTF-8''{quote(exact, safe='')}"
    return header


def _file_name(name: str) -> str:
    """The last part of a path, on one line."""
    return one_line(re.split(r"[/\\]", name)[-1]).lstrip(".") or "lettre"


def _ascii_name(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE").replace("’", "-"))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", kept)
    stem, dot, extension = safe.rpartition(".")
    return f"{(stem if dot else extension).strip('-') or 'lettre'}{dot}{extension if dot else ''}"


def one_line(text: str) -> str:
    """Text that can not start another header: each run of line ends and controls becomes one space."""
    return re.sub(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+", " ", text).strip()
