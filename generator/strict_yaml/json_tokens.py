"""JSON, read token by token: the standard reader tells neither lines nor all the repeated keys."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import NoReturn

from generator.strict_yaml.building import Builder, line_finder

_JSON_TOKEN = re.compile(
    r"""[ \t\r\n]*(?P<token>[{}\[\],:]|"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|[0-9A-Za-z.+-]+|$)"""
)
# NaN and Infinity are not JSON, but some programs write them: kept as text, their field refuses them.
_JSON_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|NaN|-?Infinity")


def read_json(builder: Builder, text: str) -> None:
    """Feed the builder with the one value of the text."""
    reader = _JsonReader(builder, text)
    reader.value(reader.token())
    if reader.token():
        reader.fail("un texte de trop après la fin")


class _JsonReader:
    """Recursive descent; its depth is that of the builder, which is limited."""

    def __init__(self, builder: Builder, text: str) -> None:
        self.builder = builder
        self.text = text
        self.position = 0
        self.line_of = line_finder(text)
        self.line = 1

    def token(self) -> str:
        """Return the next mark, string or word; empty at the end."""
        match = _JSON_TOKEN.match(self.text, self.position)
        if match is None:
            start = re.compile(r"\s*").match(self.text, self.position)
            self.line = self.line_of(start.end() if start else self.position)
            self.fail("ce texte n’est pas du JSON")
        self.position, self.line = match.end(), self.line_of(match.start("token"))
        return match["token"]

    def fail(self, what: str) -> NoReturn:
        """Stop at the current line."""
        hint = "vérifiez les guillemets, les virgules et les crochets"
        self.builder.stop(self.line, f"la syntaxe JSON est fausse ici, {what}", hint, "json-syntax")

    def value(self, lexeme: str) -> None:
        """Read the value that starts with this token."""
        if lexeme == "{":
            self.builder.open({}, self.line)
            self.items("}", self.member)
        elif lexeme == "[":
            self.builder.open([], self.line)
            self.items("]", self.value)
        elif lexeme.startswith('"'):
            self.builder.value(json.loads(lexeme), self.line)
        elif _JSON_WORD.fullmatch(lexeme):
            self.builder.value(None if lexeme == "null" else lexeme, self.line)
        else:
            self.fail("une valeur est attendue")

    def member(self, lexeme: str) -> None:
        """Read ``"name": value``."""
        if not lexeme.startswith('"'):
            self.fail("un nom de champ entre guillemets est attendu")
        self.builder.key(json.loads(lexeme), self.line)
        if self.token() != ":":
            self.fail("un deux-points est attendu")
        self.value(self.token())

    def items(self, end: str, read: Callable[[str], None]) -> None:
        """Read items separated by commas up to the closing mark."""
        lexeme = self.token()
        while lexeme != end:
            read(lexeme)
            lexeme = self.token()
            if lexeme == ",":
                lexeme = self.token()
                if lexeme == end:
                    self.fail("une virgule est de trop")
            elif lexeme != end:
                self.fail("une virgule est attendue")
        self.builder.close()
