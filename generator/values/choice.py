"""One word of a closed list (choix).

The word is what files and programs hold; its label is what people read. No synonym is accepted:
a message lists the words and proposes the nearest one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Self, TypeVar

from generator.errors import ValueRefused
from generator.messages import NBSP, did_you_mean, quoted

_WORD = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


class Choice(StrEnum):
    """Base of the closed lists of a claim: each member is a word and its French label."""

    label: str

    def __new__(cls, word: str, label: str) -> Self:
        """Keep the label beside the word."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label
        return member

    @classmethod
    def labels(cls) -> dict[str, str]:
        """Return word → label."""
        return {member.value: member.label for member in cls}


AnyChoice = TypeVar("AnyChoice", bound=Choice)


def parse(text: str) -> str:
    """Return the word; which words are accepted is known only with the list."""
    word = text.strip()
    if _WORD.fullmatch(word) is None:
        raise ValueRefused(f"{quoted(text)} n’est pas un choix", "écrivez l’un des mots proposés")
    return word


def parse_among(text: str, labels: Mapping[str, str]) -> str:
    """Return the word if it is one of ``labels`` (word → French label)."""
    word = text.strip()
    if word not in labels:
        raise ValueRefused(f"{quoted(text)} est inconnu{did_you_mean(_meant(word, labels), labels)}", _accepted(labels))
    return word


def member(kind: type[AnyChoice], text: str) -> AnyChoice:
    """Return the member of a closed list that this word names."""
    word = parse_among(text, kind.labels())
    return next(member for member in kind if member.value == word)


def _meant(word: str, labels: Mapping[str, str]) -> str:
    """Return the word whose French label was written in its place, or the word itself."""
    by_label = {label.casefold(): known for known, label in labels.items()}
    return by_label.get(word.casefold(), word)


def _accepted(labels: Mapping[str, str]) -> str:
    words = ", ".join(f"{word} ({label})" for word, label in labels.items())
    return f"valeurs acceptées{NBSP}: {words}"


def format(word: str) -> str:
    """Return the word itself; its label belongs to the list."""
    return word
