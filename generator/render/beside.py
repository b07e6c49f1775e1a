"""The PDF engine in a process beside this one, made ready while a letter is still being written.

Half of what a command that makes one PDF takes is WeasyPrint being imported and given its faces and its style sheet,
which needs nothing of the letter. On one core nothing is lost; on two, that half is free. The process beside gets a
finished page and gives back a file: it reads no claim. Where it cannot serve (no second process allowed, an error of
any kind), the letter is set in this process, which then says what is wrong.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from generator.letter.nodes import Document
    from generator.render import Renderer

_LENGTH = struct.Struct(">Q")
_LONGEST = 1 << 30
"""Bytes of a page or a file; more is no length, but words that some library printed."""


@contextmanager
def started() -> Iterator[Renderer]:
    """A renderer of PDF whose engine is being made ready from now on; it serves any number of letters."""
    command = [sys.executable, "-P", "-m", __name__]  # -P: nothing is imported from the folder that it is called in
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, this interpreter
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        yield _render_here
        return
    with process:
        try:
            yield partial(_render, process)
        finally:
            process.kill()
            if process.stdin is not None:
                with suppress(OSError):  # what it did not read
                    process.stdin.close()


def _render_here(document: Document, /) -> bytes:
    from generator.render import pdf

    return pdf.render(document)


def _render(process: subprocess.Popen[bytes], document: Document, /) -> bytes:
    from generator.render import pdf

    page = pdf.checked_source(document)
    return _set_by(process, page) or pdf.write(page)


def _set_by(process: subprocess.Popen[bytes], page: str) -> bytes | None:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):
        _send(process.stdin, page.encode())
        return _receive(process.stdout)
    return None


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next piece of data; None where there is no whole one."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _LONGEST:
        return None
    data = stream.read(length)
    return data if len(data) == length else None


def _serve() -> None:
    """Set page after page until there are no more; an error ends the process, and the other side sets that page."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # WeasyPrint prints what it cannot load
    from generator.render import pdf

    pdf.load_engine()
    while (page := _receive(sys.stdin.buffer)) is not None:
        _send(answers, pdf.write(page.decode()))


if __name__ == "__main__":
    _serve()
