"""The links to blank forms on a letter's page: each with its format and its weight."""

from __future__ import annotations

import re

from generator.claim import CreditorStatus, DebtorKind
from generator.forms import Form
from generator.website.downloads import Download, ShownExample
from generator.website.form_downloads import ShownForm
from generator.website.pages import letter_page
from generator.website.places import PageOptions
from tests.letters import catalogue


def shown(sender: CreditorStatus, invoices: int) -> ShownForm:
    form = Form(letter="rappel-amiable", regime=DebtorKind.PROFESSIONAL, sender=sender, invoices=invoices)
    files = (("pdf", 78_143), ("docx", 19_565))
    downloads = tuple(
        Download(uri=f"lettres/{sender.value}-{invoices}.{name}", key="", format=name, data=bytes(size))
        for name, size in files
    )
    return ShownForm(form=form, downloads=downloads)


def test_each_form_is_a_row_whose_links_say_format_and_weight() -> None:
    example = ShownExample(
        name="exemple",
        key="",
        audience="professional",
        invoice_count=1,
        is_plain=True,
        description="",
        letter="",
        email_subject="",
        email_body="",
        downloads=(),
    )
    forms = [
        shown(sender, count) for sender in (CreditorStatus.SOLE_TRADER, CreditorStatus.COMPANY) for count in (1, 4)
    ]
    template = catalogue().templates["rappel-amiable"]
    page = letter_page(catalogue(), template, [example], PageOptions(), forms)
    rows = [
        re.sub(r"\s", " ", re.sub(r"<[^>]+>", "|", row)) for row in re.findall(r"<tr><th scope=\"row.*?</tr>", page)
    ]
    assert len(rows) == 4
    assert "« je » (entrepreneur individuel), une facture" in rows[0]
    assert "« nous » (société), jusqu’à 4 factures" in rows[3]
    assert all("|PDF, 78 Ko|" in row and "|DOCX, 20 Ko|" in row for row in rows)
    assert 'href="company-4.pdf" download' in page
