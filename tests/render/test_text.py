from __future__ import annotations

import pytest

from generator.letter.nodes import (
    BulletList,
    Column,
    Control,
    Each,
    Filled,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Path,
    Row,
    Table,
    Text,
    Value,
)
from generator.render.text import render, visible_width, write
from tests.render.documents import (
    HOSTILE_TEXTS,
    SAMPLES,
    hostile_letter,
    letter_with_every_node,
    make_document,
    no_address_letter,
    short_letter,
    two_page_letter,
)
from tests.render.parts import cell, line

SHORT = """\
Atelier Bois & Cie
SARL au capital de 8 000,00 €
12, rue des Érables
44000 Nantes
SIREN 732 829 320 – RCS Nantes
02 40 12 34 56
compta@atelier-bois.example

Société Générale de Menuiserie
À l’attention de Mme Łucja Żółtowska
48, BOULEVARD DE L’ÎLE-GLORIETTE
69002 LYON

Nantes, le 21 novembre 2026

Lettre recommandée avec avis de réception

Vos réf. : commande BC-4471
Nos réf. : facture F-2026-001

Objet : mise en demeure de payer – facture n° F-2026-001

Madame, Monsieur,

"""

STATEMENT = """\
Décompte arrêté au 21 novembre 2026
Poste                                                Montant
------------------------------------------------------------
Principal restant dû                              1 234,73 €
Pénalités de retard arrêtées au 21 novembre 2026     33,43 €
Indemnité forfaitaire de recouvrement                40,00 €
------------------------------------------------------------
Total à payer                                     1 308,16 €
"""


def spaces_as_typed(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def body(*blocks: Paragraph | BulletList | OrderedList | Table) -> str:
    """What the text shows of a body."""
    empty = dict.fromkeys(SAMPLE_PARTS, ())
    return write(make_document({**empty, "body": blocks}))


SAMPLE_PARTS = tuple(short_letter().parts)


def test_parts_stand_in_reading_order_with_a_blank_line_between_them() -> None:
    shown = spaces_as_typed(write(short_letter()))
    assert shown.startswith(SHORT)
    assert f"\n\n{STATEMENT}\n" in shown
    assert shown.endswith(
        "\n\nHélène Lefèvre\nGérante\n\nP. J. : copie de la facture n° F-2026-001\n\n"
        "Atelier Bois & Cie, SARL au capital de 8 000,00 € – 12, rue des Érables, 44000 Nantes\n"
        "SIREN 732 829 320 – RCS Nantes – TVA FR 44 732829320\n"
    )


def test_it_is_utf_8_and_keeps_both_no_break_spaces() -> None:
    data = render(short_letter())
    assert data.decode() == write(short_letter())
    assert "1\u202f234,73\u00a0€" in data.decode()
    assert "Objet\u00a0: mise en demeure de payer – facture n°\u00a0F-2026-001" in data.decode()


def test_a_paragraph_is_one_line_however_long() -> None:
    words = "mot " * 400
    assert body(line(words)) == f"{words}\n"


def test_an_empty_part_leaves_no_gap_and_no_opening_word() -> None:
    shown = write(no_address_letter())
    assert "\n\n\n" not in shown
    assert "P.\u00a0J." not in shown
    assert "Lettre recommandée" not in shown


def test_emphasis_is_dropped_and_a_link_shows_its_address() -> None:
    shown = write(letter_with_every_node())
    assert (
        "Un texte en italique, un autre en gras et italique, et un lien vers Légifrance"
        " (https://www.legifrance.gouv.fr/)." in shown
    )


def test_a_link_that_is_its_own_words_is_shown_once() -> None:
    url = "https://www.legifrance.gouv.fr/"
    assert body(Paragraph((Link(url, (Text(url),)),))) == f"{url}\n"


def test_lists_have_a_dash_or_a_number_on_each_item() -> None:
    bullets = BulletList((ListItem(cell("une\u00a0;")), ListItem(cell("deux", LineBreak(), "suite"))))
    numbers = OrderedList(tuple(ListItem(cell(words)) for words in ("lire", "répondre")))
    assert body(bullets, numbers) == "–\u00a0une\u00a0;\n–\u00a0deux\n  suite\n\n1.\u00a0lire\n2.\u00a0répondre\n"


def test_numbers_of_a_table_end_under_each_other_and_its_total_follows_a_line() -> None:
    shown = spaces_as_typed(write(two_page_letter()))
    assert "F-2026-001  05/01/2026  04/02/2026   1 200,00 €    400,00 €     800,00 €\n" in shown
    assert f"\n{'-' * 72}\nTotal                               22 547,70 €  1 600,00 €  20 947,70 €\n" in shown
    assert not any(row != row.rstrip() for row in shown.splitlines())


def test_a_table_with_wide_letters_and_accents_stays_aligned() -> None:
    names = ("e\u0301te\u0301", "中文", "abcd")
    rows = tuple(Row((cell(name), cell("1"))) for name in names)
    table = Table("t", (), (Column(cell("Nom")), Column(cell("N"), align="end")), rows)
    assert body(table).splitlines()[2:] == ["e\u0301te\u0301   1", "中文  1", "abcd  1"]
    assert [visible_width(name) for name in names] == [3, 4, 4]


def test_a_line_break_in_a_cell_is_a_space() -> None:
    table = Table("t", cell("Titre"), (Column(cell("A", LineBreak(), "B")),), (Row((cell("1", LineBreak(), "2"),)),))
    assert body(table) == "Titre\nA B\n---\n1 2\n"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_has_one_form(name: str) -> None:
    assert render(SAMPLES[name]()) == render(SAMPLES[name]())


def test_values_of_other_languages_are_only_letters() -> None:
    shown = write(hostile_letter())
    for words in HOSTILE_TEXTS:
        assert f"Valeur : {words}\n" in shown


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Value(Path(("debtor", "name")), "text"),)),
        Paragraph((Control("debtor.name", "text", "Nom"),)),
        Each(Path(("invoices",)), "invoice", (Paragraph((Filled("x", "y"),)),)),
    ],
)
def test_a_tree_is_no_document(block: Paragraph | Each) -> None:
    with pytest.raises(TypeError, match="fill the tree first"):
        write(make_document({"body": (block,)}))
