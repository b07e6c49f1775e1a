"""Forms as they come back: nonsense, halves, other people's files. Each is told in words, and nothing is written."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest

from generator.errors import ClaimRefused
from generator.forms import render_pdf
from generator.render import pdf
from generator.render.acroform.fields import IDENTITY
from generator.render.form_docx import render as render_docx
from generator.render.form_read import read
from tests.forms.claims import entries_of, examples, said_of
from tests.forms.filling import Entries, by_pikepdf, entries_for
from tests.letters import catalogue
from tests.render.documents import short_letter
from tests.render.rasters import run_on
from tests.render.word_forms import Entries as Typed
from tests.render.word_forms import document_of, every_form, in_body

NAME = "mise-en-demeure professional company 1"
EXAMPLE = "mise-en-demeure--professionnel-une-facture"


@cache
def blank() -> bytes:
    return render_pdf(catalogue(), every_form()[NAME])


@cache
def typed() -> Typed:
    """What the author of an example types."""
    return entries_of(document_of(NAME), said_of(*examples()[EXAMPLE]))


def filled(texts: Mapping[str, str] | None = None) -> bytes:
    entries = typed()
    changed = Typed(texts={**entries.texts, **(texts or {})}, options=entries.options, ticks=entries.ticks)
    return by_pikepdf(blank(), entries_for(document_of(NAME), changed))


def filled_in_word(texts: Mapping[str, str] | None = None) -> bytes:
    entries = typed()
    changed = Typed(texts={**entries.texts, **(texts or {})}, options=entries.options, ticks=entries.ticks)
    return in_body(render_docx(document_of(NAME)), document_of(NAME), changed)


def changed(content: bytes, change: Callable[[pikepdf.Pdf], Any], **options: Any) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out, **options)
        return out.getvalue()


def encrypted(content: bytes, password: str) -> bytes:
    return changed(content, lambda _: None, encryption=pikepdf.Encryption(owner="master", user=password))


def by(content: bytes, *command: str) -> bytes:
    """What a program makes of a file."""
    with TemporaryDirectory() as folder:
        out = Path(folder, "out.pdf")
        run_on(content, *(str(out) if word == "OUT" else word for word in command))
        return out.read_bytes()


def foreign(*, has_fields: bool) -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page()
    if has_fields:
        box = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="nom",
            V="Dupont",
            Rect=[0, 0, 99, 20],
        )
        field = made.make_indirect(box)
        page.Annots = pikepdf.Array([field])
        made.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def renamed(content: bytes, identity: str) -> bytes:
    def rename(opened: pikepdf.Pdf) -> None:
        (group,) = [one for one in opened.Root.AcroForm.Fields if IDENTITY.partition(".")[0] == one.T]
        (field,) = [one for one in group.Kids if IDENTITY.partition(".")[2] == one.T]
        field.V = identity

    return changed(content, rename)


BAD: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "ce fichier est vide"),
    "a picture": (lambda: b"\x89PNG\r\n" + bytes(99), "ce fichier n’est ni un PDF ni un DOCX"),
    "half of it": (lambda: filled()[:40_000], "ce PDF est tronqué : sa fin manque"),
    "only its beginning": (lambda: b"%PDF-1.7\n", "ce PDF est tronqué : sa fin manque"),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n", "ce PDF est abîmé et ne s’ouvre pas"),
    "a password": (lambda: encrypted(filled(), "secret"), "ce PDF est protégé par un mot de passe"),
    "flattened by qpdf": (
        lambda: by(filled(), "qpdf", "--flatten-annotations=all", "--generate-appearances", "PDF", "OUT"),
        "ce formulaire a été aplati : ses champs sont devenus du dessin",
    ),
    "flattened by pdftk": (
        lambda: by(filled(), "pdftk", "PDF", "output", "OUT", "flatten"),
        "ce formulaire a été aplati : ses champs sont devenus du dessin",
    ),
    "printed": (
        lambda: by(filled(), "pdftocairo", "-pdf", "PDF", "OUT"),
        "ce PDF n’a pas de champs : ni formulaire de Relance, ni aucun autre",
    ),
    "a letter": (lambda: pdf.render(short_letter()), "ce PDF est une lettre déjà remplie, pas un formulaire"),
    "another's form": (lambda: foreign(has_fields=True), "ce formulaire n’a pas été fait par Relance"),
    "another's page": (lambda: foreign(has_fields=False), "ce PDF n’a pas de champs"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_form_is_refused_in_words(name: str) -> None:
    make, words = BAD[name]
    with pytest.raises(ClaimRefused, match=re.escape(words)) as refused:
        read(make(), path="formulaire.pdf")
    (problem,) = refused.value.problems
    assert problem.path == "formulaire.pdf"
    assert problem.hint


def test_a_file_without_its_last_bytes_is_read_and_told() -> None:
    whole = read(filled())
    found = read(changed(filled(), lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)[:-30])
    assert found.typed == whole.typed
    assert [warning.message for warning in found.warnings] == [
        "ce PDF était abîmé ; il a été lu comme il a pu être réparé"
    ]


def test_a_file_that_opens_without_a_password_is_read() -> None:
    assert read(encrypted(filled(), "")) == read(filled())


def test_a_field_that_another_program_added_is_told_and_left() -> None:
    def add(opened: pikepdf.Pdf) -> None:
        field = opened.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="remarque", V="Merci"))
        opened.Root.AcroForm.Fields.append(field)

    found = read(changed(filled(), add))
    assert found.typed == read(filled()).typed
    (warning,) = found.warnings
    assert "ce champ n’est pas de ce formulaire ; « Merci » n’est pas repris" in warning.message.replace("\u00a0", " ")


def cyclic(opened: pikepdf.Pdf) -> None:
    group = opened.make_indirect(pikepdf.Dictionary(T="x"))
    group.Kids = pikepdf.Array([group, group])
    opened.Root.AcroForm.Fields.append(group)


def deep(opened: pikepdf.Pdf) -> None:
    node = opened.make_indirect(pikepdf.Dictionary(T="x", FT=pikepdf.Name.Tx, V="y"))
    for _ in range(400):
        node = opened.make_indirect(pikepdf.Dictionary(T="x", Kids=[node]))
    opened.Root.AcroForm.Fields.append(node)


def many(opened: pikepdf.Pdf) -> None:
    for number in range(9_000):
        opened.Root.AcroForm.Fields.append(opened.make_indirect(pikepdf.Dictionary(T=f"x{number}")))


def of_other_kinds(opened: pikepdf.Pdf) -> None:
    fields = opened.Root.AcroForm.Fields
    for odd in (7, True, pikepdf.Name.Odd, pikepdf.Array([3]), pikepdf.Dictionary(Kids=3, T=4, V=True)):
        fields.append(odd)


@pytest.mark.parametrize("spoil", [cyclic, deep, many, of_other_kinds])
def test_a_hostile_form_costs_no_time(spoil: Callable[[pikepdf.Pdf], None]) -> None:
    content = changed(filled(), spoil)
    start = time.process_time()
    assert read(content).typed == read(filled()).typed
    assert time.process_time() - start < 5


# --- the command line -------------------------------------------------------------------------------


def claim_from(form: Path, output: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "claim-from", str(form), "-o", str(output)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def said(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("ending", "make"), [("pdf", filled), ("docx", filled_in_word)])
def test_a_form_full_of_nonsense_is_told_field_by_field_and_leaves_the_old_claim(
    ending: str, make: Callable[[Mapping[str, str]], bytes], tmp_path: Path
) -> None:
    form, output = tmp_path / f"form.{ending}", tmp_path / "claim.yml"
    output.write_text("# mon dossier\n")
    form.write_bytes(
        make(
            {
                "invoices.0.amount": "mille euros",
                "letter.on": "31/02/2026",
                "creditor.iban": "FR76 3000",
                "recipient": "Société Modèle",
            }
        )
    )
    done = claim_from(form, output)
    assert done.returncode == 1
    assert output.read_text() == "# mon dossier\n"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    for words in ("« mille euros »", "« 31/02/2026 »", "« FR76 3000 »", "Destinataire"):
        assert words in said(done)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_an_empty_form_says_all_that_is_missing(ending: str, tmp_path: Path) -> None:
    form, output = tmp_path / f"form.{ending}", tmp_path / "claim.yml"
    form.write_bytes(blank() if ending == "pdf" else render_docx(document_of(NAME)))
    done = claim_from(form, output)
    assert done.returncode == 1
    assert not output.exists()
    for words in ("le nom du créancier", "le nom du débiteur", "l’adresse du créancier", "la liste des factures"):
        assert words in said(done)


@pytest.mark.parametrize(("ending", "make"), [("pdf", filled), ("docx", filled_in_word)])
def test_a_filled_form_becomes_a_claim_then_a_letter(ending: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    form, claim, letter = tmp_path / f"form.{ending}", tmp_path / "claim.yml", tmp_path / "letter.txt"
    form.write_bytes(make())
    done = claim_from(form, claim)
    assert (done.returncode, done.stderr) == (0, "")
    words = [sys.executable, "-m", "generator", "fill", "mise-en-demeure", str(claim), "-o", str(letter)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    assert "F-2026-031" in letter.read_text("utf-8")


@pytest.mark.parametrize("output", ["claim.txt", "claim"])
def test_an_output_that_is_no_claim_is_wrong_usage(output: str, tmp_path: Path) -> None:
    form = tmp_path / "form.pdf"
    form.write_bytes(blank())
    assert claim_from(form, tmp_path / output).returncode == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "lecture impossible"), (b"", "ce fichier est vide"), (b"%PDF-1.7 rien", "ce PDF est tronqué")],
)
def test_a_file_that_cannot_be_read_is_told(content: bytes | None, words: str, tmp_path: Path) -> None:
    form, output = tmp_path / "form.pdf", tmp_path / "claim.yml"
    if content is not None:
        form.write_bytes(content)
    done = claim_from(form, output)
    assert (done.returncode, output.exists()) == (1, False)
    assert words in said(done)


@pytest.mark.parametrize("identity", ["", "n’importe quoi", "mise-en-demeure professional company 99", "a b c d"])
def test_a_form_of_another_time_is_refused(identity: str, tmp_path: Path) -> None:
    form = tmp_path / "form.pdf"
    form.write_bytes(renamed(filled(), identity))
    done = claim_from(form, tmp_path / "claim.yml")
    assert done.returncode == 1
    assert "ce que Relance ne connaît pas" in said(done)


def test_a_program_that_fills_nothing_of_it_says_nothing() -> None:
    assert read(by_pikepdf(blank(), Entries())) == read(blank())
