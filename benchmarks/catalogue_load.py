"""Loading and checking a catalogue: in a time that grows with its letters, 200 of them in less than 3 seconds.

Letters are written into a temporary folder beside the frame, clauses, tables and fields of the real
catalogue: a page of text each, no two alike, with branches for each regime, an e-mail, notes and an
example for each regime. Copies of the real letters, which are longer and have ten examples each, are timed too.
What counts is processor time: the machine may have other work.

    python benchmarks/catalogue_load.py [COUNT…]
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.pace import loop_seconds
from generator.catalogue.load import load

LIMIT = 3.0
"""Seconds for 200 letters."""
LINEAR = 1.25
"""Twice the letters may take twice the time, and this much more."""
COUNTS = (50, 100, 200, 400)
CATALOGUE = Path(__file__).parents[1] / "letter_templates"
RESULTS = Path(__file__).parent / "results" / "catalogue_load.json"
REGIMES = ("professional", "consumer", "public_body")
OWN = ("advice.yml", "released.yml", "schemas")
"""What speaks of the real letters, and has no place beside generated ones."""
REAL = ("rappel-amiable", "deuxieme-relance", "mise-en-demeure")

FACTS = """\
---
title: "Rappel n° {number}"
subject: "{{% if invoices is several %}}Factures à payer{{% else %}}Facture à payer{{% endif %}}, dossier {number}"
summary: "Rappeler une facture échue, à la manière {number}."
stage: "reminder"
tone: "cordial"
audiences: ["professional", "consumer", "public_body"]
channels: ["email", "post"]
when:
  after_due_min_days: "1"
deadline:
  default_days: "8"
  min_days: "3"
  max_days: "30"
questions:
  - name: "bank_details_changed"
    label: "Vos coordonnées bancaires ont-elles changé ?"
    type: "yes_no"
    default: "no"
  - name: "salutation"
    label: "Titre de la personne à qui vous écrivez"
    type: "text"
    example: "Madame la Directrice"
legal_basis:
  - article: "Code civil, art. 1342-6"
    checked_on: "2026-11-21"
    for: ["professional", "consumer", "public_body"]
status: "draft"
version: "0.1.0"
---
"""
BODY = """\
{{% include "clauses/appel.md" %}}

{{% if invoices is several %}}
Les factures du dossier {number} restent à payer, pour {{{{ statement.principal | money }}}}.

{{{{ invoice_table }}}}
{{% else %}}
{{% for invoice in invoices %}}
La facture n° {{{{ invoice.number }}}} du {{{{ invoice.issued_on | date }}}}, dossier {number}, d’un montant de
{{{{ invoice.amount | money }}}}, {{% if debtor.kind == "public_body" %}}dont le délai a expiré le{{% else %}}échue
le{{% endif %}} {{{{ invoice.due_on | date }}}}, n’est pas réglée. Il reste
**{{{{ statement.principal | money }}}}** à payer.
{{% endfor %}}
{{% endif %}}

{{% if debtor.kind == "professional" %}}
Une pièce ou un bon de commande manque au dossier {number} :
dites-{{% if creditor is plural %}}nous{{% else %}}moi{{% endif %}} lequel.
{{% elif debtor.kind == "public_body" %}}
Pouvez-vous {{% if creditor is plural %}}nous{{% else %}}me{{% endif %}} dire où en est
le traitement du dossier {number} ?
{{% else %}}
Une difficulté se présente : écrivez-{{% if creditor is plural %}}nous{{% else %}}moi{{% endif %}}, référence {number}.
{{% endif %}}

Merci de régler cette somme d’ici au {{{{ letter.deadline | date }}}} ou d’indiquer la date prévue, dossier {number}.

{{% include "clauses/paiement.md" %}}

- la référence du dossier est {number} ;
- la copie est jointe.

{{% include "clauses/contact.md" %}}

{{% include "clauses/politesse.md" %}}
"""
EMAIL = """\
{{% include "clauses/appel.md" %}}

Il reste à payer {{{{ statement.principal | money }}}}, dossier {number}, d’ici au {{{{ letter.deadline | date }}}}.

{{% include "clauses/signature-courriel.md" %}}
"""
NOTES = """\
## Quand l’envoyer

Une semaine après l’échéance du dossier {number}.

## Avant d’envoyer

- Vérifiez le compte (code civil, article 1342-6).
"""
CLAIM = """\
creditor:
  name: "Atelier Exemple"
  legal_form: "SARL"
  address: {{lines: ["12 rue de la Fabrique"], postcode: "69001", city: "Lyon"}}
debtor:
  kind: "{regime}"
  name: "Client {number}"
  address: {{lines: ["5 avenue du Modèle"], postcode: "33000", city: "Bordeaux"}}
invoices:
  - {{number: "F-{number}", issued_on: "2026-09-01", due_on: "2026-10-01", amount: "1200.00"}}
letter:
  on: "2026-11-21"
"""
CLAUSES = ("appel", "paiement", "contact", "politesse", "signature-courriel")


def write_generated(folder: Path, number: int) -> None:
    """A letter of a page, unlike any other."""
    letter = folder / f"rappel-{number}"
    (letter / "examples").mkdir(parents=True)
    (letter / "letter.md").write_text((FACTS + BODY).format(number=number), "utf-8")
    (letter / "email.md").write_text(EMAIL.format(number=number), "utf-8")
    (letter / "guidance.md").write_text(NOTES.format(number=number), "utf-8")
    for regime in REGIMES:
        claim = CLAIM.format(regime=regime, number=number)
        (letter / "examples" / f"{regime.replace('_', '-')}.yml").write_text(claim, "utf-8")


def write_copy(folder: Path, number: int) -> None:
    """One of the real letters, under another name."""
    shutil.copytree(CATALOGUE / REAL[number % len(REAL)], folder / f"copie-{number}")


def clauses_of(letter: str) -> set[str]:
    """The clauses that a real letter includes: one that nothing uses is a problem."""
    texts = (path.read_text("utf-8") for path in (CATALOGUE / letter).glob("*.md"))
    return {clause for text in texts for clause in re.findall(r"clauses/([a-z0-9-]+)\.md", text)}


def timed(count: int, write: Callable[[Path, int], None], clauses: Iterable[str]) -> float:
    """Processor seconds to load a catalogue of ``count`` letters; the best of two."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "letter_templates"
        letters = (path.parent.name for path in CATALOGUE.glob("*/letter.md"))
        shutil.copytree(CATALOGUE, folder, ignore=shutil.ignore_patterns(*OWN, *letters))
        for clause in (folder / "clauses").iterdir():
            if clause.stem not in clauses:
                clause.unlink()
        for number in range(count):
            write(folder, number)
        return min(_load(folder, count) for _ in range(2))


def _load(folder: Path, count: int) -> float:
    start = time.process_time()
    catalogue = load(folder)
    seconds = time.process_time() - start
    assert len(catalogue.templates) == count
    return seconds


def main(arguments: list[str]) -> int:
    """Time each count, print a table, keep the figures; 1 if it is too slow, or slower than linear."""
    counts = [int(argument) for argument in arguments] or list(COUNTS)
    timed(1, write_generated, CLAUSES)  # imports
    generated = {count: timed(count, write_generated, CLAUSES) for count in counts}
    used = {clause for letter in REAL for clause in clauses_of(letter)}
    copies = {count: timed(count, write_copy, used) for count in counts[:2] if count >= len(REAL)}
    for title, figures in (("generated letters", generated), ("copies of the real letters", copies)):
        for count, seconds in figures.items():
            print(f"{count:4} {title}: {seconds:6.2f} s, {1000 * seconds / count:5.1f} ms a letter")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"generated": generated, "copies": copies}, indent=1) + "\n", "utf-8")
    per_letter = [seconds / count for count, seconds in generated.items()]
    is_linear = per_letter[-1] <= LINEAR * per_letter[0]
    is_fast = all(seconds <= LIMIT for count, seconds in generated.items() if count <= 200)
    pace = loop_seconds()
    print(f"linear: {is_linear}; 200 letters under {LIMIT} s: {is_fast}; the machine's pace: {pace} s (pace.py)")
    return 0 if is_linear and is_fast else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
