"""A small catalogue that is right: one letter, its frame, one clause; tests change a file and look at the problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.catalogue.claim_fields import record_of
from generator.catalogue.fields import is_leaf, paths_of
from generator.catalogue.load import build
from generator.catalogue.model import Catalogue
from generator.claim import Claim
from generator.errors import CatalogueError, Problem
from generator.letter.schema import Scalar

ALL = ("professional", "consumer", "public_body")

COMPUTED = {
    "letter.deadline": "date",
    "letter.place": "text",
    "invoices[].paid": "money",
    "invoices[].claimed": "money",
    "statement.stopped_on": "date",
    "statement.amount": "money",
    "statement.paid": "money",
    "statement.credited": "money",
    "statement.principal": "money",
    "statement.interest": "money",
    "statement.indemnity": "money",
    "statement.total": "money",
    "statement.annual_rate": "percent",
    "statement.segments": "list",
    "statement.segments[].interest": "money",
}

VOCABULARY = """\
stages:
  reminder: {label: "Rappel", order: "1"}
  second_reminder: {label: "Relance ferme", order: "2"}
  formal_notice: {label: "Mise en demeure", order: "3"}
  receipt: {label: "Reçu", order: "4"}
  before_due: {label: "Avant l’échéance", order: "5"}
  call_confirmation: {label: "Après un appel", order: "6"}
  dispute_answer: {label: "Réponse", order: "7"}
  instalment_offer: {label: "Proposition", order: "8"}
  instalment_agreement: {label: "Accord", order: "9"}
  accessories: {label: "Pénalités seules", order: "10"}
audiences:
  professional: {label: "Un professionnel", order: "1"}
  consumer: {label: "Un particulier", order: "2"}
  public_body: {label: "Un acheteur public", order: "3"}
channels:
  email: {label: "Courriel", order: "1"}
  post: {label: "Lettre simple", order: "2"}
  registered: {label: "Lettre recommandée", order: "3"}
  electronic_registered: {label: "Lettre recommandée électronique", order: "4"}
tones:
  cordial: {label: "Cordial", order: "1"}
"""

TABLES = """\
statement_table:
  caption: "Décompte"
  row_headers: "true"
  columns:
    - {label: "Somme"}
    - {label: "Montant", align: "end"}
  rows:
    - cells: ["Principal", "{{ statement.principal | money }}"]
    - when: "debtor.kind != 'consumer' and statement.interest > 0"
      cells: ["Intérêts", "{{ statement.interest | money }}"]
    - when: "debtor.kind != 'consumer' and statement.indemnity > 0"
      cells: ["Somme forfaitaire", "{{ statement.indemnity | money }}"]
    - total: "true"
      cells: ["Total", "{{ statement.total | money }}"]
"""

FRAME = {
    "sender": "{{ creditor.name }}\n",
    "recipient": "{{ debtor.name }}\n",
    "place_date": "{{ letter.place }}, le {{ letter.on | date }}\n",
    "signature": "{{ creditor.name }}\n",
    "enclosures": "copie de la facture et du contrat\n",
}

CLAUSE = """\
---
title: "Comment payer"
audiences: ["professional", "consumer", "public_body"]
---
Le paiement se fait par virement.
"""

PAY = '{% include "clauses/paiement.md" %}'

REMINDER = f"""\
Madame, Monsieur,

Il reste à payer **{{{{ statement.principal | money }}}}**, d’ici au {{{{ letter.deadline | date }}}}.

{PAY}
"""

SECOND_REMINDER = f"""\
Madame, Monsieur,

Je vous demande de payer **{{{{ statement.principal | money }}}}** au plus tard le {{{{ letter.deadline | date }}}}.

{PAY}

À défaut, je vous adresserai une mise en demeure.
"""

DEMAND = (
    "Par la présente, je vous mets en demeure de payer la somme de {{ statement.total | money }}"
    " au plus tard le {{ letter.deadline | date }}."
)

FORMAL_NOTICE = f"""\
Madame, Monsieur,

{DEMAND}

{{{{ statement_table }}}}

{PAY}

À défaut, je saisirai la juridiction compétente.
"""

ACCESSORIES = SECOND_REMINDER.replace(PAY, "{{ statement_table }}")

BODIES = {
    "reminder": REMINDER,
    "second_reminder": SECOND_REMINDER,
    "formal_notice": FORMAL_NOTICE,
    "before_due": REMINDER,
    "call_confirmation": REMINDER,
    "dispute_answer": SECOND_REMINDER,
    "instalment_offer": SECOND_REMINDER,
    "accessories": ACCESSORIES,
}
SUBJECTS = {"formal_notice": "Mise en demeure de payer"}

QUESTIONS = """\
  - {name: "accessories", label: "Parler des pénalités ?", type: "yes_no"}
  - {name: "salutation", label: "Titre", type: "text"}
"""

DEADLINE = 'deadline: {default_days: "15", min_days: "8", max_days: "30"}'


def letter(
    stage: str = "reminder",
    *,
    body: str | None = None,
    subject: str | None = None,
    audiences: tuple[str, ...] = ALL,
    questions: str = "",
    deadline: str = DEADLINE,
    legal_basis: tuple[str, ...] = ("Code civil, art. 1342-6",),
    more: str = "",
) -> str:
    """A `letter.md` that is right."""
    bases = "\n".join(f'  - {{article: "{article}", checked_on: "2026-11-21"}}' for article in legal_basis)
    subject = SUBJECTS.get(stage, "Facture à payer") if subject is None else subject
    facts = [
        'title: "Essai"',
        f"subject: '{subject}'",
        'summary: "Une lettre pour les essais."',
        f'stage: "{stage}"',
        'tone: "cordial"',
        f"audiences: [{', '.join(audiences)}]",
        'channels: ["post"]',
        deadline,
        f"questions:\n{questions}" if questions else "",
        f"legal_basis:\n{bases}",
        'status: "draft"',
        'version: "0.1.0"',
        more,
    ]
    return "\n".join(["---", *filter(None, facts), "---", BODIES[stage] if body is None else body])


def small(stage: str = "reminder", **changes: object) -> dict[str, str]:
    """The files of the catalogue, its letter made by `letter`."""
    audiences = changes.get("audiences", ALL)
    assert isinstance(audiences, tuple)
    return {
        "vocabulary.yml": VOCABULARY,
        "fields.yml": "\n".join((*_fields(), "")),
        "tables.yml": TABLES,
        "clauses/paiement.md": CLAUSE,
        **{f"frame/{part}.md": text for part, text in FRAME.items()},
        "essai/letter.md": letter(stage, **changes),  # type: ignore[arg-type]  # its own arguments
        "essai/guidance.md": "## Quand l’envoyer\n\nAprès l’échéance.\n",
        **{f"essai/examples/{kind.replace('_', '-')}.yml": f"debtor: {{kind: {kind}}}\n" for kind in audiences},
    }


def _fields() -> Iterator[str]:
    yield "asked:"
    for path, field in paths_of(record_of(Claim)):
        if is_leaf(field):
            options = field.options if isinstance(field, Scalar) else ()
            said = ", ".join(f'"{option}": "{option}"' for option in options)
            yield f'  "{path}": {{label: "Champ", options: {{{said}}}}}'
    yield "computed:"
    for path, kind in COMPUTED.items():
        yield f'  "{path}": {{label: "Champ", type: "{kind}"}}'


def problems_of(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems of a catalogue; none if it loads."""
    try:
        built = build(files)
    except CatalogueError as error:
        return error.problems
    assert isinstance(built, Catalogue)
    return ()


def found(files: Mapping[str, str]) -> set[str]:
    """The checks that find something."""
    return {problem.check for problem in problems_of(files)}
