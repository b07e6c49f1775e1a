"""Every check by its id: why it is made, where to read more, whether it only warns, whether it is mended by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from generator.catalogue import advice, branches, claim_fields
from generator.catalogue.checks import CHECKS
from generator.catalogue.judging import PAGE
from generator.catalogue.load import RULES
from generator.catalogue.writing_checks import WRITING_CHECKS
from generator.examples import EXPECTED, REFUSED
from generator.review.levels import WARNINGS

READING: Mapping[str, str] = {
    "files": "un catalogue a ses fichiers, chacun à sa place, et rien d’autre",
    "front-matter": "un en-tête s’ouvre et se ferme par « --- »",
    "schema": "une clé mal écrite, ou de trop, ne dit rien au programme",
    "language": "le langage des lettres est petit : le reste est refusé, non deviné",
    "types": "un champ inconnu, ou qui peut manquer, laisserait un blanc dans une lettre",
    claim_fields.CHECK: "chaque champ du dossier a ses mots, et une seule fois",
    advice.CHECK: "toute situation a sa réponse, et la lettre conseillée lui va",
    REFUSED: "un exemple est un dossier que la loi et la lettre admettent",
    EXPECTED: "la lettre se relit dans les textes attendus",
    branches.CHECK: "ce qu’aucun exemple ne montre, personne ne l’a lu",
    "yaml-syntax": "un fichier YAML mal formé ne se lit pas",
    "yaml-duplicate-key": "de deux clés du même nom, l’une serait perdue",
    "yaml-alias": "un alias YAML peut faire d’une ligne un million",
    "yaml-anchor": "une ancre ne sert qu’aux alias, qui sont refusés",
    "yaml-character": "un caractère invisible peut cacher ce qu’un fichier dit",
    "yaml-depth": "une lettre n’a pas besoin de tant de niveaux",
    "yaml-documents": "un fichier dit une chose",
    "yaml-key": "une clé est un nom simple",
    "yaml-merge": "une fusion YAML cache d’où vient une valeur",
    "yaml-size": "une lettre n’a que du texte, et peu",
    "yaml-tag": "une étiquette YAML demande au programme plus que de lire",
}
"""What is found while files are read, before any check is made."""


class KnownCheck(Struct, frozen=True, kw_only=True):
    """What is told of a check."""

    id: str
    reason: str
    link: str
    level: Literal["error", "warning"] = "error"
    is_mended: bool = False


@cache
def known_checks() -> Mapping[str, KnownCheck]:
    """Every check, those of reading first, then those of letters, those of writing, and the rules of wording."""
    found = [KnownCheck(id=id, reason=reason, link=f"{PAGE}#{id}") for id, reason in READING.items()]
    for check in (*CHECKS, *WRITING_CHECKS):
        level: Literal["error", "warning"] = "warning" if check.id in WARNINGS else "error"
        mended = check.mend is not None
        found.append(KnownCheck(id=check.id, reason=check.reason, link=check.link, level=level, is_mended=mended))
    found += [KnownCheck(id=rule.id, reason=rule.reason, link=f"{PAGE}#{rule.id}") for rule in RULES]
    return {check.id: check for check in found}
