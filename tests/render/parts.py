"""The parts that sample documents are made of: words, values, addresses, tables, all of nodes built by hand.

Sums are plausible, and lines add up to their total.
"""

from __future__ import annotations

from datetime import date, timedelta

from generator.letter.nodes import (
    Block,
    Column,
    Filled,
    Inline,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)

NBSP = "\u00a0"
NNBSP = "\u202f"


def text(words: str) -> Text:
    return Text(words)


def value(path: str, words: str) -> Filled:
    return Filled(words, path)


def line(*children: Inline | str) -> Paragraph:
    """A paragraph; a plain string is literal text of the template."""
    return Paragraph(tuple(Text(child) if isinstance(child, str) else child for child in children))


def cell(*children: Inline | str) -> tuple[Inline, ...]:
    return line(*children).children


def euros(cents: int) -> str:
    """An amount as the letters print it: « 1 234,56 € » with their own two spaces."""
    units = f"{cents // 100:,}".replace(",", NNBSP)
    return f"{units},{cents % 100:02d}{NBSP}€"


def day(when: date) -> str:
    return when.strftime("%d/%m/%Y")


# --- parts ------------------------------------------------------------------------------------

SENDER = (
    line(value("creditor.name", "Atelier Bois & Cie")),
    line("SARL au capital de ", value("creditor.share_capital", f"8{NNBSP}000,00{NBSP}€")),
    line(value("creditor.address.lines.0", "12, rue des Érables")),
    line(value("creditor.address.postcode", "44000"), " ", value("creditor.address.city", "Nantes")),
    line(
        "SIREN ",
        value("creditor.siren", f"732{NBSP}829{NBSP}320"),
        " – RCS ",
        value("creditor.registration", "Nantes"),
    ),
    line(value("creditor.phone", f"02{NBSP}40{NBSP}12{NBSP}34{NBSP}56")),
    line(value("creditor.email", "compta@atelier-bois.example")),
)

RECIPIENT = (
    line(value("debtor.name", "Société Générale de Menuiserie")),
    line("À l’attention de ", value("debtor.contact", "Mme Łucja Żółtowska")),
    line(value("debtor.address.lines.0", "48, BOULEVARD DE L’ÎLE-GLORIETTE")),
    line(value("debtor.address.postcode", "69002"), " ", value("debtor.address.city", "LYON")),
)

FOOTER = (
    line(
        value("creditor.name", "Atelier Bois & Cie"),
        ", SARL au capital de ",
        value("creditor.share_capital", f"8{NNBSP}000,00{NBSP}€"),
        " – 12, rue des Érables, 44000 Nantes",
    ),
    line(f"SIREN 732{NBSP}829{NBSP}320 – RCS Nantes – TVA FR{NBSP}44{NBSP}732829320"),
)

SIGNATURE = (
    line(value("creditor.signatory.name", "Hélène Lefèvre")),
    line(value("creditor.signatory.capacity", "Gérante")),
)

ENCLOSURES = (line(f"copie de la facture n°{NBSP}F-2026-001"),)


def body(*tables: Table) -> tuple[Block, ...]:
    """A formal notice of ordinary length, with its tables where letters put them."""
    deadline = value("letter.deadline", f"15{NBSP}décembre{NBSP}2026")
    total = value("statement.total", euros(130_816))
    return (
        line("Madame, Monsieur,"),
        line(
            "Nous vous avons livré, conformément à votre commande, le mobilier décrit dans la facture n°\u00a0",
            value("invoices.0.number", "F-2026-001"),
            " du ",
            value("invoices.0.issued_on", f"1er{NBSP}août{NBSP}2026"),
            ", échue le ",
            value("invoices.0.due_on", f"31{NBSP}août{NBSP}2026"),
            f". Malgré nos relances des 15{NBSP}septembre et 6{NBSP}octobre{NBSP}2026, cette facture reste impayée.",
        ),
        line(
            "Par la présente, nous vous mettons en demeure de payer la somme de ",
            Strong((total,)),
            " au plus tard le ",
            Strong((deadline,)),
            ".",
        ),
        *tables,
        line(
            "Les pénalités de retard sont exigibles sans qu’un rappel soit nécessaire depuis le lendemain de "
            "l’échéance (Code de commerce, art.\u00a0L441-10, II)\u00a0; elles courent jusqu’au paiement, à raison de ",
            value("statement.daily_interest", euros(41)),
            " par jour.",
        ),
        line(
            "Vous pouvez régler par virement sur le compte ",
            value("creditor.iban", f"FR76{NBSP}3000{NBSP}6000{NBSP}0112{NBSP}3456{NBSP}7890{NBSP}189"),
            f", en rappelant le numéro de la facture. Cet{NBSP}IBAN est celui qui figure sur nos factures.",
        ),
        line(
            "À défaut de paiement intégral à cette date, nous saisirons la juridiction compétente, sans autre avis. "
            "Tous nos droits et actions restent réservés."
        ),
        line("Veuillez agréer, Madame, Monsieur, nos salutations distinguées."),
    )


# --- tables -----------------------------------------------------------------------------------


def statement_table(principal: int, interest: int, indemnity: int) -> Table:
    rows = (
        ("Principal restant dû", "statement.principal", principal),
        (f"Pénalités de retard arrêtées au 21{NBSP}novembre{NBSP}2026", "statement.interest", interest),
        ("Indemnité forfaitaire de recouvrement", "statement.indemnity", indemnity),
    )
    total = principal + interest + indemnity
    return Table(
        name="statement_table",
        caption=cell(f"Décompte arrêté au 21{NBSP}novembre{NBSP}2026"),
        columns=(Column(cell("Poste")), Column(cell("Montant"), align="end")),
        rows=(
            *(Row((cell(label), cell(value(path, euros(cents))))) for label, path, cents in rows),
            Row((cell("Total à payer"), cell(value("statement.total", euros(total)))), is_total=True),
        ),
        row_headers=True,
    )


def invoice_table(count: int) -> Table:
    """``count`` invoices, every third one partly paid, and their total."""
    amounts = [120_000 + 12_345 * index for index in range(count)]
    paid = [40_000 if index % 3 == 0 else 0 for index in range(count)]
    first = date(2026, 1, 5)
    rows = []
    for index, (amount, part) in enumerate(zip(amounts, paid, strict=True)):
        issued = first + timedelta(days=3 * index)
        field = f"invoices.{index}"
        rows.append(
            Row(
                (
                    cell(value(f"{field}.number", f"F-2026-{index + 1:03d}")),
                    cell(value(f"{field}.issued_on", day(issued))),
                    cell(value(f"{field}.due_on", day(issued + timedelta(days=30)))),
                    cell(value(f"{field}.amount", euros(amount))),
                    cell(value(f"{field}.paid", euros(part))),
                    cell(value(f"{field}.balance", euros(amount - part))),
                )
            )
        )
    sums = (sum(amounts), sum(paid), sum(amounts) - sum(paid))
    total = Row(
        (cell("Total"), (), (), *(cell(value("statement.amount", euros(cents))) for cents in sums)), is_total=True
    )
    return Table(
        name="invoice_table",
        caption=cell("Factures échues"),
        columns=(
            Column(cell("Facture")),
            Column(cell("Date")),
            Column(cell("Échéance")),
            Column(cell("Montant"), align="end"),
            Column(cell("Réglé"), align="end"),
            Column(cell("Reste dû"), align="end"),
        ),
        rows=(*rows, total),
    )


def full_invoice_table() -> Table:
    """All the columns that an invoice can fill, in smaller letters: nine."""
    labels = ("Montant", "Avoirs", "Payé", "Part contestée", "Non exigible", "Reste à payer")
    columns = (
        *(Column(cell(label)) for label in ("Facture", "Émise le", "Échéance")),
        *(Column(cell(label), align="end") for label in labels),
    )
    sums = (1_440_000, 36_000, 200_000, 30_000, 30_000, 1_144_000)
    amounts = [cell(value("invoices.0.amount", euros(cents))) for cents in sums]
    rows = tuple(
        Row((cell(f"2026-{index}"), cell("31/07/2026"), cell("30/08/2026"), *amounts)) for index in range(114, 118)
    )
    total = Row((cell("Total"), (), (), *amounts), is_total=True)
    return Table("invoice_table", cell("Factures à payer"), columns, (*rows, total))


def interest_table(count: int) -> Table:
    """The working of the interest: ``count`` segments of one half-year each."""
    rows = tuple(
        Row(
            (
                cell(value(f"statement.segments.{index}.invoice_number", f"F-2026-{index + 1:03d}")),
                cell(value(f"statement.segments.{index}.first_day", "01/09/2026")),
                cell(value(f"statement.segments.{index}.last_day", "21/11/2026")),
                cell(value(f"statement.segments.{index}.days", "82")),
                cell(value(f"statement.segments.{index}.principal", euros(120_000 + 12_345 * index))),
                cell(value(f"statement.segments.{index}.annual_rate", f"12,40{NBSP}%")),
                cell(value(f"statement.segments.{index}.interest", euros(3_343 + 344 * index))),
            )
        )
        for index in range(count)
    )
    return Table(
        name="interest_table",
        caption=cell("Détail des pénalités de retard"),
        columns=(
            Column(cell("Facture")),
            Column(cell("Du")),
            Column(cell("Au")),
            Column(cell("Jours"), align="end"),
            Column(cell("Base"), align="end"),
            Column(cell("Taux"), align="end"),
            Column(cell("Pénalités"), align="end"),
        ),
        rows=rows,
    )
