"""The search index, completed so that a word typed without its accents is found.

The theme's search (lunr) compares letters as they are: « indemnite » finds nothing where the page says
« indemnité ». Each entry gets two more fields, indexed and never shown, with the accented words of its
title and of its text written plainly.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from typing import Any

TITLE_FIELD, TEXT_FIELD = "plain_title", "plain_text"
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^>]+>")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})


def complete(index: bytes) -> bytes:
    """The index with its plain fields; the same for an index that already has them."""
    data: dict[str, Any] = json.loads(index)
    fields = data["config"].setdefault("fields", {})
    fields[TITLE_FIELD] = dict(fields.get("title", {}))
    fields[TEXT_FIELD] = dict(fields.get("text", {}))
    for entry in data["docs"]:
        entry[TITLE_FIELD] = plain_words(entry.get("title", ""))
        entry[TEXT_FIELD] = plain_words(entry.get("text", ""))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def is_for_material(index: bytes) -> bool:
    """Whether the index is Material's: only its search takes fields from the index."""
    data = json.loads(index)
    return isinstance(data, dict) and "fields" in data.get("config", {})


def plain_words(markup: str) -> str:
    """The words of a text that have an accent or a ligature, without it, each once."""
    words = dict.fromkeys(_WORD.findall(html.unescape(_MARKUP.sub(" ", markup))))
    plain = ((word, without_accents(word)) for word in words if not word.isascii())
    return " ".join(dict.fromkeys(bare for word, bare in plain if bare != word))


def without_accents(word: str) -> str:
    """« indemnité » → « indemnite », « cœur » → « coeur »."""
    decomposed = unicodedata.normalize("NFD", word.translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
