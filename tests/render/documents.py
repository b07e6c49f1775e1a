"""Sample documents for the tests of the renderers: valid by default, each with one thing to show.

Every document is built of nodes by hand, so that these tests need neither the catalogue nor the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.letter.nodes import (
    PARTS,
    Block,
    BulletList,
    Column,
    Document,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Row,
    Strong,
    Table,
    Text,
    TreeInfo,
)
from tests.render.parts import (
    ENCLOSURES,
    FOOTER,
    NBSP,
    RECIPIENT,
    SENDER,
    SIGNATURE,
    body,
    cell,
    euros,
    full_invoice_table,
    interest_table,
    invoice_table,
    line,
    statement_table,
    value,
)

INFO = TreeInfo(
    id="mise-en-demeure",
    title="Mise en demeure de payer",
    version="0.1.0",
    law_checked_on=date(2026, 11, 21),
)

HOSTILE_TEXTS = (
    "*Dupont* & Fils",
    "<script>alert(1)</script>",
    "<b>gras</b> &amp; &lt;",
    "{{ 7*7 }} {% raw %}",
    "| barre | barre |",
    "1. Premier",
    "__proto__",
    "=SUM(A1:A9)",
    "']]><!--",
    '" onload="x',
    "\\textbf{x} %PDF-1.7",
    "url(javascript:x)",
)
"""Values that mean something in another language; on paper they are only letters."""


def make_document(
    parts: Mapping[str, tuple[Block, ...]] | None = None,
    *,
    title: str = "Mise en demeure de payer – facture F-2026-001",
    author: str = "Atelier Bois & Cie",
) -> Document:
    """A letter of one page; ``parts`` replaces the parts that it names."""
    whole: dict[str, tuple[Block, ...]] = {
        "sender": SENDER,
        "recipient": RECIPIENT,
        "place_date": (
            line(value("letter.place", "Nantes"), ", le ", value("letter.on", f"21{NBSP}novembre{NBSP}2026")),
        ),
        "delivery": (line("Lettre recommandée avec avis de réception"),),
        "references": (
            line(f"Vos réf.{NBSP}: commande ", value("invoices.0.order_reference", "BC-4471")),
            line(f"Nos réf.{NBSP}: facture ", value("invoices.0.number", "F-2026-001")),
        ),
        "subject": (line(f"mise en demeure de payer – facture n°{NBSP}", value("invoices.0.number", "F-2026-001")),),
        "body": body(statement_table(123_473, 3_343, 4_000)),
        "signature": SIGNATURE,
        "enclosures": ENCLOSURES,
        "footer": FOOTER,
    }
    whole.update(parts or {})
    assert tuple(whole) == PARTS
    return Document(info=INFO, title=title, author=author, parts=whole)


def short_letter() -> Document:
    """One invoice, the statement, one page."""
    return make_document()


def two_page_letter() -> Document:
    """Twelve invoices, the statement and the working of the interest: two pages."""
    return letter_with_invoices(12)


def sixty_invoices() -> Document:
    """A table longer than a page: its head is repeated, and no row is cut."""
    return letter_with_invoices(60)


def letter_with_invoices(count: int) -> Document:
    invoices = invoice_table(count)
    principal = sum(120_000 + 12_345 * index for index in range(count)) - 40_000 * len(range(0, count, 3))
    interest = sum(3_343 + 344 * index for index in range(count))
    tables = (invoices, statement_table(principal, interest, 4_000 * count), interest_table(count))
    enclosures = tuple(line(f"copie de la facture n°{NBSP}F-2026-{index + 1:03d}") for index in range(min(count, 12)))
    return make_document(
        {
            "references": (line(f"Nos réf.{NBSP}: relevé de compte"),),
            "subject": (line(f"mise en demeure de payer – {count} factures"),),
            "body": body(*tables),
            "enclosures": enclosures,
        },
        title=f"Mise en demeure de payer – {count} factures",
    )


def letter_with_a_full_table() -> Document:
    """Nine columns, and a delivery line too long to stand beside the date."""
    return make_document(
        {
            "delivery": (line("Lettre recommandée avec avis de réception n° 1A 000 000 0000 0"),),
            "body": body(full_invoice_table()),
        }
    )


def letter_with_every_node() -> Document:
    """Headings, both kinds of list, emphasis, a link and a line break, in one body."""
    return make_document(
        {
            "body": (
                line("Madame, Monsieur,"),
                line(
                    "Un texte ",
                    Emphasis((Text("en italique"),)),
                    ", un autre ",
                    Strong((Text("en gras "), Emphasis((Text("et italique"),)))),
                    ", et un ",
                    Link("https://www.legifrance.gouv.fr/", (Text("lien vers Légifrance"),)),
                    ".",
                ),
                Heading(2, cell("Ce que nous demandons")),
                BulletList(
                    (
                        ListItem(
                            cell("le paiement de la somme de ", value("statement.total", euros(130_816)), "\u00a0;")
                        ),
                        ListItem(cell("ou vos observations écrites.")),
                    )
                ),
                Heading(3, cell("Dans cet ordre")),
                OrderedList((ListItem(cell("lire cette lettre\u00a0;")), ListItem(cell("nous répondre.")))),
                line("Première ligne", LineBreak(), "seconde ligne."),
                line("Veuillez agréer, Madame, Monsieur, nos salutations distinguées."),
            )
        }
    )


def hostile_letter() -> Document:
    """Every place that takes a value takes one that means something elsewhere."""
    fields = [value(f"answers.note_{index}", words) for index, words in enumerate(HOSTILE_TEXTS)]
    table = Table(
        name="invoice_table",
        caption=cell(fields[1]),
        columns=(Column(cell("Facture")), Column(cell("Reste dû"), align="end")),
        rows=tuple(Row((cell(field), cell(value("invoices.0.balance", euros(100))))) for field in fields),
    )
    return make_document(
        {
            "sender": (line(fields[0]), line(fields[2])),
            "recipient": (line(fields[1]), line(fields[3]), line(f"69002{NBSP}LYON")),
            "subject": (line(fields[1], " ", fields[9]),),
            "body": (line("Madame, Monsieur,"), *(line("Valeur : ", field) for field in fields), table),
            "signature": (line(fields[6]),),
            "enclosures": (line(fields[8]),),
            "footer": (line(fields[10]),),
        },
        title=HOSTILE_TEXTS[1],
        author=HOSTILE_TEXTS[2],
    )


def long_address_letter() -> Document:
    """Six lines and the country, the widest of them 38 capitals: smaller letters, still in the window."""
    return make_document(
        {
            "recipient": (
                line(value("debtor.name", "ÉTABLISSEMENTS MÉCANIQUES WAGNER-MÜLLER")),
                line("À l’attention de ", value("debtor.contact", "Mme Marie-Hélène VANDENBROUCKE")),
                line(value("debtor.address.lines.0", "BÂTIMENT C, ESCALIER 4, ÉTAGE 12")),
                line(value("debtor.address.lines.1", "1247 BOULEVARD DU MARÉCHAL DE LATTRE")),
                line(value("debtor.address.lines.2", "BP 90210 ZONE INDUSTRIELLE NORD")),
                line(value("debtor.address.postcode", "1000"), " ", value("debtor.address.city", "BRUXELLES")),
                line(value("debtor.address.country", "BELGIQUE")),
            )
        }
    )


def unfit_address_letter() -> Document:
    """More than any window holds: nine lines, one of them of ninety capitals. It must warn, and overlap nothing."""
    wide = "SYNDICAT INTERCOMMUNAL DE GESTION DES EAUX ET DE L’ASSAINISSEMENT DES COMMUNES DU HAUT-MORVAN"
    return make_document(
        {
            "recipient": (
                line(value("debtor.name", wide)),
                *(
                    line(value(f"debtor.address.lines.{index}", f"LIGNE D’ADRESSE NUMÉRO {index + 1}"))
                    for index in range(7)
                ),
                line(value("debtor.address.postcode", "58120"), " ", value("debtor.address.city", "CHÂTEAU-CHINON")),
            )
        }
    )


def crowded_letter() -> Document:
    """Each line as long as a claim lets it be, around an ordinary address."""
    wide = "Compagnie européenne de négoce, de transformation et de distribution des bois exotiques " * 3
    unbroken = "anticonstitutionnellement" * 11
    return make_document(
        {
            "sender": (*(line(value("creditor.name", wide)),) * 3, line(value("creditor.email", unbroken))),
            "place_date": (line(value("letter.place", wide), ", le ", value("letter.on", f"1er{NBSP}mars{NBSP}2026")),),
            "references": (line(value("invoices.0.order_reference", unbroken)),),
            "subject": (line(value("invoices.0.number", unbroken)),),
            "signature": (line(value("creditor.signatory.name", wide)),),
            "enclosures": tuple(line(value("answers.enclosure", wide)) for _ in range(8)),
            "footer": (line(value("creditor.name", wide)), line(value("creditor.registration", wide + unbroken))),
        }
    )


def no_address_letter() -> Document:
    """A debtor of whom only the name is known, and a letter without delivery line or references."""
    return make_document(
        {
            "recipient": (line(value("debtor.name", "Société Générale de Menuiserie")),),
            "delivery": (),
            "references": (),
            "enclosures": (),
        }
    )


def letter_with_missing_glyphs() -> Document:
    """An emoji, Chinese and Arabic letters: the font has none of them."""
    return make_document({"recipient": (line(value("debtor.name", "Café 😀 中文 سلام")), line(f"69002{NBSP}LYON"))})


SAMPLES = {
    "short": short_letter,
    "two_pages": two_page_letter,
    "sixty_invoices": sixty_invoices,
    "full_table": letter_with_a_full_table,
    "every_node": letter_with_every_node,
    "hostile": hostile_letter,
    "long_address": long_address_letter,
    "unfit_address": unfit_address_letter,
    "crowded": crowded_letter,
    "no_address": no_address_letter,
}
"""Documents that every renderer sets; the one with missing glyphs is apart, for the PDF refuses it."""
