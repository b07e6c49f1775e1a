"""Words that the renderers add around a letter: they stand in no template, so that they are written once.

HTML, PDF, DOCX and text print the same ones; the names of the blocks are for those who listen to a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NBSP = "\u00a0"

SUBJECT = f"Objet{NBSP}: "
"""Stands before the subject, which comes without it."""

ENCLOSURES = f"P.{NBSP}J.{NBSP}: "
"""« Pièces jointes », before the first enclosure."""

FORM_NOTICE = (
    "Formulaire à remplir à l’écran, ou à la main une fois imprimé. Tab : champ suivant ; espace : cocher."
    " Dates : JJ/MM/AAAA. Les totaux se calculent seuls si le lecteur de PDF le permet. Ce bandeau ne s’imprime pas."
)
"""What to know before filling a form on screen."""

FORM_NOTICE_WORD = (
    f"Mode d’emploi, à supprimer avant l’envoi{NBSP}: cliquez sur chaque mot gris entre crochets et écrivez à sa place"
    " (ce qui revient plusieurs fois se remplit partout). Choisissez dans les listes. Cochez les passages à garder,"
    " puis supprimez les autres, et leur case."
    f" Pour ajouter une ligne au tableau, cliquez sur le «{NBSP}+{NBSP}» en fin de ligne."
)
"""The same for a form in Word, where it stands in the page."""

FORM_RESET = "Tout effacer"

BLOCK_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "sender": "Expéditeur",
        "recipient": "Destinataire",
        "references": "Références",
        "signature": "Signature",
        "enclosures": "Pièces jointes",
        "footer": "Mentions de l’expéditeur",
    }
)
"""Names of the parts that show none on paper."""


def page_of(page: int | str, pages: int | str) -> str:
    """« Page 1/2 »; printed where a letter has more than one page."""
    return f"Page{NBSP}{page}/{pages}"


def keywords(template: str, version: str, law_checked_on: str) -> str:
    """What a file's metadata say of the letter that it was made from."""
    return f"{template} {version}; droit vérifié le {law_checked_on}"
