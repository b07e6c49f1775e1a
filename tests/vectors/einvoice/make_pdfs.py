"""Writes the small PDFs that the page's reader of electronic invoices is tested on; run by hand when they change.

The invoice is our own (``facture_cii.xml``); the PDFs are made with pikepdf (MPL-2.0), all but the encrypted one the
same at each run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pikepdf
from pikepdf import AttachedFileSpec, Encryption, ObjectStreamMode

HERE = Path(__file__).parent
INVOICE = (HERE / "facture_cii.xml").read_bytes()
FACTUR_X = {"factur-x.xml": INVOICE}


def write(
    name: str,
    attached: Mapping[str, bytes],
    mode: ObjectStreamMode = ObjectStreamMode.disable,
    *,
    linearize: bool = False,
) -> None:
    pdf_with(attached).save(HERE / name, object_stream_mode=mode, linearize=linearize, deterministic_id=True)


def pdf_with(attached: Mapping[str, bytes]) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    for name, content in attached.items():
        pdf.attachments[name] = AttachedFileSpec(
            pdf, content, filename=name, mime_type="text/xml", description="", creation_date="", mod_date=""
        )
    return pdf


def write_all() -> None:
    write("plain.pdf", FACTUR_X)
    write("object_streams.pdf", FACTUR_X, ObjectStreamMode.generate)
    write("linearized.pdf", FACTUR_X, ObjectStreamMode.generate, linearize=True)
    write("zugferd.pdf", {"zugferd-invoice.xml": INVOICE})
    write("xrechnung.pdf", {"xrechnung.xml": INVOICE})
    write("order.pdf", {"order-x.xml": INVOICE})
    write("several.pdf", {"a.xml": b"<a/>", "factur-x.xml": INVOICE, "z.xml": b"<z/>"})
    write("unnamed.pdf", {"a.xml": b"<a/>", "b.xml": b"<b/>"})
    write("none.pdf", {"conditions.txt": b"..."})
    pdf_with(FACTUR_X).save(HERE / "encrypted.pdf", encryption=Encryption(owner="o", user="", R=4))


if __name__ == "__main__":
    write_all()
