"""A letter to start from: a folder that passes every check at once, whose comments say what to change.

The texts stand beside this file. They use the words and the clauses that the catalogue has: one for another matter
has its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources

from generator.catalogue.headers import make_legal_basis
from generator.catalogue.json_schema import with_modeline
from generator.catalogue.model import Catalogue, LegalBasis, Question
from generator.catalogue.naming import ID
from generator.catalogue.schema import LegalBasisModel
from generator.claim import Channel, DebtorKind
from generator.errors import GeneratorError
from generator.messages import quoted

EXAMPLES = {
    DebtorKind.PROFESSIONAL: "professionnel",
    DebtorKind.CONSUMER: "particulier",
    DebtorKind.PUBLIC_BODY: "acheteur-public",
}
STAGE = "reminder"
CLAUSES = ("appel", "paiement", "contact", "politesse")
"""Shared passages that a letter has where the catalogue has them; the first one opens it."""
_ANSWER = re.compile(r"\banswers\.([a-z0-9_]+)")
_CALL = "Madame, Monsieur,"


def scaffold(catalogue: Catalogue, id: str, title: str, *, has_schemas: bool) -> dict[str, str]:
    """The files of a new letter, by their names in its folder; raises GeneratorError where the id cannot be one."""
    if not ID.fullmatch(id):
        raise GeneratorError(
            f"{quoted(id)} n’est pas un nom de dossier → minuscules sans accent, chiffres et tirets, releve-de-compte"
        )
    if id in catalogue.templates:
        raise GeneratorError(f"la lettre {quoted(id)} existe déjà → choisissez un autre nom")
    files = {"letter.md": _letter(catalogue, title), "guidance.md": _text("guidance.md")}
    files |= {
        f"examples/{name}.yml": _text(f"{name}.yml")
        for kind, name in EXAMPLES.items()
        if kind in catalogue.vocabulary.audiences
    }
    if has_schemas:
        return {name: with_modeline(f"{id}/{name}", text) for name, text in files.items()}
    return files


def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text("utf-8")


def _letter(catalogue: Catalogue, title: str) -> str:
    words = catalogue.vocabulary
    basis = _legal_basis(catalogue)
    known = [channel.value for channel in Channel if channel.value in words.channels]
    values: Mapping[str, str] = {
        "TITLE": title.replace("\\", "").replace('"', ""),
        "STAGE": STAGE if STAGE in words.stages else next(iter(words.stages)),
        "STAGES": ", ".join(words.stages),
        "TONE": next(iter(words.tones)),
        "TONES": ", ".join(words.tones),
        "AUDIENCES": ", ".join(f'"{audience}"' for audience in words.audiences),
        "CHANNELS": ", ".join(f'"{channel}"' for channel in known[:1]),
        "CHANNELS_KNOWN": ", ".join(known),
        "ARTICLE": basis.article,
        "CHECKED_ON": basis.checked_on.isoformat(),
        "CALL": _clause(catalogue, CLAUSES[0]) or _CALL,
        "END": "\n\n".join(filter(None, (_clause(catalogue, name) for name in CLAUSES[1:]))),
        "QUESTIONS": "".join(map(_asked, _questions(catalogue))),
    }
    text = _text("letter.md")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text.rstrip("\n") + "\n"


def _clause(catalogue: Catalogue, name: str) -> str:
    clause = catalogue.clauses.get(f"clauses/{name}.md")
    serves = clause is not None and set(clause.audiences) >= set(catalogue.vocabulary.audiences)
    return f'{{% include "clauses/{name}.md" %}}' if serves else ""


def _questions(catalogue: Catalogue) -> list[Question]:
    """What the clauses ask, as another letter asks it."""
    clauses = (catalogue.clauses.get(f"clauses/{name}.md") for name in CLAUSES)
    read = {name for clause in clauses if clause for name in _ANSWER.findall(clause.source)} - {"salutation"}
    known = {question.name: question for template in catalogue.templates.values() for question in template.questions}
    return [known[name] for name in sorted(read) if name in known]


def _asked(question: Question) -> str:
    """A question as the front matter has it."""
    facts = {
        "label": question.label,
        "type": question.type,
        "help": question.help,
        "example": question.example,
        "default": question.default or "",
    }
    lines = [f"    {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items() if value]
    return f'  - name: "{question.name}"\n{"".join(lines)}'


def _legal_basis(catalogue: Catalogue) -> LegalBasis:
    """An article that somebody has read: one of the catalogue's that concerns every debtor, as it has it."""
    everybody = set(catalogue.vocabulary.audiences)
    found = (
        basis
        for template in catalogue.templates.values()
        for basis in template.legal_basis
        if not basis.audiences or set(basis.audiences) >= everybody
    )
    default = make_legal_basis((LegalBasisModel.model_validate(_READ),))[0]
    return next(found, default)


_READ = {"article": "Code civil, art. 1342-6", "checked_on": "2026-11-21"}
"""Where a payment is made and that it is owed at once; read on that day."""
