"""Word forms filled by programs, in Word and in LibreOffice: what shows, and what is read back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pymupdf
import pytest

from generator import strict_yaml
from generator.claim import read as read_claim
from generator.render.form_read import read
from generator.render.form_values import FormValues
from generator.render.theme import sheet
from tests.render.office import converted_files, letters
from tests.render.word_forms import (
    CLAIM,
    FIELDS,
    LONG,
    ONE_OF_EACH,
    TEXTS,
    Entries,
    blank_of,
    controls_of,
    document_of,
    every_form,
    everything,
    in_body,
    in_data,
)

# --- filled by programs -------------------------------------------------------------------------


def expected(name: str) -> dict[str, str]:
    """The texts of a form that is filled with everything, but for those in a passage that is not kept."""
    entries, places = everything(document_of(name)), controls_of(document_of(name))
    kept = {
        control.path
        for control in places
        if not control.within or control.within.endswith("=yes") or control.within.endswith("=0")
    }
    return {path: text for path, text in entries.texts.items() if path in kept}


def texts_of(values: FormValues) -> dict[str, str]:
    return {**values.typed, **values.computed}


def filled(name: str, by: Callable[..., bytes] = in_body) -> bytes:
    return by(blank_of(name), document_of(name), everything(document_of(name)))


@pytest.mark.parametrize("name", every_form())
def test_what_a_program_types_is_read_back_wherever_it_types_it(name: str) -> None:
    in_words, as_data = (read(filled(name, by)) for by in (in_body, in_data))
    assert in_words == as_data == read(as_word_saves(name))
    assert texts_of(in_words) == expected(name)
    assert in_words.form == name
    assert {problem.check for problem in in_words.warnings} <= {"form-unticked"}


@pytest.mark.parametrize("name", every_form())
def test_an_empty_form_says_nothing_but_what_it_shows(name: str) -> None:
    values = read(blank_of(name))
    assert (texts_of(values), values.warnings) == ({}, ())


def test_the_command_line_makes_a_form_reads_it_back_and_fills_the_letter(tmp_path: Path) -> None:
    form, claim, letter = (tmp_path / name for name in ("form.docx", "claim.yml", "letter.txt"))
    words = ["mise-en-demeure", "--debtor", "professional", "--sender", "company", "--invoices", "1"]
    _relance("blank", *words, "-o", str(form))
    assert form.read_bytes() == blank_of(CLAIM)
    form.write_bytes(in_body(form.read_bytes(), document_of(CLAIM), Entries(texts=FIELDS)))
    _relance("claim-from", str(form), "-o", str(claim))
    found = read_claim(strict_yaml.load(claim.read_text("utf-8"), path="claim.yml").data)
    assert found.creditor.name == LONG
    assert found.creditor.address.lines == ("Bâtiment C – « L’Été »", "12 rue de l’Église")
    assert (found.debtor.name, found.debtor.contact) == ("Société Modèle & Cie", "la comptabilité")
    (invoice,) = found.invoices
    assert (invoice.number, f"{invoice.due_on}", f"{invoice.amount}") == ("F-2026-052", "2026-10-01", "123456.78")
    _relance("fill", "mise-en-demeure", str(claim), "-o", str(letter))
    assert "Éléonore Œuvré" in letter.read_text("utf-8")


def _relance(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "generator", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# --- LibreOffice --------------------------------------------------------------------------------


def as_word_saves(name: str) -> bytes:
    return in_data(filled(name), document_of(name), everything(document_of(name)))


def as_libreoffice_takes_it(name: str) -> bytes:
    """Texts of several lines in the data alone: LibreOffice 7.4 moves the breaks in a body to before the control."""
    document = document_of(name)
    every = everything(document)
    single = {path: text for path, text in every.texts.items() if "\n" not in text}
    return in_data(in_body(blank_of(name), document, replace(every, texts=single)), document, every)


@cache
def office_forms(target: str, ending: str) -> Mapping[str, bytes]:
    """Forms as LibreOffice writes them, all in one call."""
    files = {name.replace(" ", "_"): as_libreoffice_takes_it(name) for name in ONE_OF_EACH}
    return converted_files(files, target, ending)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_libreoffice_shows_what_was_typed(name: str) -> None:
    with pymupdf.open(stream=office_forms("pdf", "pdf")[name.replace(" ", "_")]) as pdf:  # type: ignore[no-untyped-call]
        shown = letters(page.get_text() for page in pdf)
    missing = [text for text in everything(document_of(name)).texts.values() if letters(text.split("\n")) not in shown]
    assert missing == []


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_the_address_stays_in_the_window_under_a_long_sender(name: str) -> None:
    window = sheet().window.always
    with pymupdf.open(stream=office_forms("pdf", "pdf")[name.replace(" ", "_")]) as pdf:  # type: ignore[no-untyped-call]
        for line in TEXTS["recipient"].split("\n"):
            box = pdf[0].search_for(line)[0] * (25.4 / 72)
            assert window.left <= box.x0 < box.x1 <= window.right
            assert window.top <= box.y0 < box.y1 <= window.bottom


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_form_that_libreoffice_saved_says_the_same(name: str) -> None:
    saved = office_forms("docx:MS Word 2007 XML", "docx")[name.replace(" ", "_")]
    values = read(saved)
    assert texts_of(values) == expected(name)
    assert values.said == read(filled(name)).said
