from __future__ import annotations

import json
from typing import Any

import pytest

from generator.website.search_index import complete, is_for_material, plain_words, without_accents

FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}


def index(*docs: dict[str, Any]) -> bytes:
    config = {"lang": ["fr"], "separator": r"[\s\-’]+", "pipeline": ["stemmer"], "fields": FIELDS}
    return json.dumps({"config": config, "docs": list(docs)}).encode()


@pytest.mark.parametrize(
    ("word", "plain"),
    [("indemnité", "indemnite"), ("Échéance", "Echeance"), ("cœur", "coeur"), ("août", "aout"), ("mai", "mai")],
)
def test_a_word_is_written_plainly(word: str, plain: str) -> None:
    assert without_accents(word) == plain


def test_only_words_that_change_are_added_once_each() -> None:
    assert plain_words("<p>L’<em>indemnité</em> de 40&nbsp;€, l’indemnité &eacute;chue</p>") == "indemnite echue"


def test_entries_get_fields_that_are_searched_and_not_shown() -> None:
    completed = json.loads(complete(index({"location": "a/", "title": "Pénalités", "text": "<p>Impayé</p>"})))
    assert completed["docs"][0]["plain_title"] == "Penalites"
    assert completed["docs"][0]["plain_text"] == "Impaye"
    assert completed["docs"][0]["text"] == "<p>Impayé</p>"
    assert completed["config"]["fields"]["plain_title"] == {"boost": 1000.0}
    assert completed["config"]["fields"]["plain_text"] == {"boost": 1.0}


def test_a_completed_index_does_not_change() -> None:
    once = complete(index({"location": "a/", "title": "Pénalités", "text": ""}))
    assert complete(once) == once


def test_the_search_of_another_theme_is_recognised() -> None:
    assert is_for_material(index())
    assert not is_for_material(b'{"config": {"lang": ["fr"], "separator": "x"}, "docs": []}')
