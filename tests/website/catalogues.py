"""Catalogues and examples made by hand, so that the pages can be tested without a letter or its law."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from generator.catalogue.model import Catalogue, Deadline, LegalBasis, Moment, Template, Term, Vocabulary
from generator.letter.nodes import Document, LetterTree, TreeInfo
from generator.render.html import fragment
from generator.website.downloads import Download, ShownExample
from tests.render.documents import short_letter

AUDIENCES = {"professional": "Un professionnel", "consumer": "Un particulier", "public_body": "Un acheteur public"}

VOCABULARY = Vocabulary(
    stages={"reminder": Term(id="reminder", label="Rappel", description="")},
    audiences={name: Term(id=name, label=label, description="") for name, label in AUDIENCES.items()},
    channels={
        "email": Term(id="email", label="Courriel", description=""),
        "post": Term(id="post", label="Lettre simple", description=""),
    },
    tones={"cordial": Term(id="cordial", label="Cordial", description="")},
)

GUIDANCE = """## Quand l’envoyer

Une semaine après l’échéance, pas avant.

## Avant d’envoyer

- Vérifiez le nom du client.
"""


def make_template(**changes: Any) -> Template:
    letter_id = changes.get("id", "rappel-amiable")
    info = TreeInfo(id=letter_id, title="Rappel amiable", version="0.1.0", law_checked_on=date(2026, 11, 21))
    template = Template(
        id=letter_id,
        folder=f"letter_templates/{letter_id}",
        title="Rappel amiable",
        summary="Rappelle une facture échue à un client qui a sans doute oublié.",
        stage="reminder",
        tone="cordial",
        audiences=tuple(AUDIENCES),
        channels=("email", "post"),
        moment=Moment(min_days=1, max_days=10),
        deadline=Deadline(default_days=15, min_days=8, max_days=30),
        questions=(),
        legal_basis=(make_basis(),),
        status="draft",
        review=None,
        version="0.1.0",
        tree=LetterTree(info=info, parts={}),
        email=None,
        sms=None,
        phone=None,
        guidance=GUIDANCE,
        examples=(),
    )
    return replace(template, **changes)


def make_basis(**changes: Any) -> LegalBasis:
    basis = LegalBasis(
        article="Code civil, art. 1344",
        checked_on=date(2026, 11, 21),
        url="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000032041431",
        audiences=(),
        confidence="high",
    )
    return replace(basis, **changes)


def make_catalogue(*templates: Template) -> Catalogue:
    found = templates or (make_template(),)
    return Catalogue(
        root_name="letter_templates",
        templates={template.id: template for template in found},
        fields={},
        vocabulary=VOCABULARY,
        clauses={},
    )


def make_shown(**changes: Any) -> ShownExample:
    document: Document = changes.pop("document", None) or short_letter()
    shown = ShownExample(
        name="societe",
        key="abc.json",
        audience="professional",
        invoice_count=1,
        is_plain=True,
        description="Une facture, un client professionnel.",
        letter=fragment(document, heading_level=3),
        email_subject="Facture F-12",
        email_body="Bonjour,\n\nVoici la facture.\nMerci.\n",
        downloads=(
            make_download("pdf", 31_400),
            make_download("docx", 400),
        ),
    )
    return replace(shown, **changes)


def make_download(kind: str, size: int) -> Download:
    uri = f"lettres/rappel-amiable/rappel-amiable-societe.{kind}"
    return Download(uri=uri, key=f"abc.{kind}", format=kind, data=b"x" * size)
