"""What the page about the language of letters says in French of each filter, type, condition, tag and block.

Words only: names come from the code, and a test holds each table to it. An example of a value is read and shown by
the value's own module; an example of a condition is read by the language's own reader.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.letter import nodes

SAMPLES: Mapping[str, str] = {
    "address": "12 rue de la Fabrique\n69001 Lyon",
    "bic": "AGRIFRPP",
    "choice": "company",
    "date": "2026-03-01",
    "email": "bonjour@atelier.example",
    "iban": "FR7630001007941234567890185",
    "integer": "1500",
    "money": "1234.5",
    "percent": "12.15",
    "phone": "0465710078",
    "siren": "100000009",
    "siret": "10000000900009",
    "text": "Atelier Exemple",
    "vat_number": "FR88100000009",
    "yes_no": "yes",
}
"""A value of each type, as someone writes it."""

TYPES: Mapping[str, str] = {
    "address": "Une adresse postale : rue, code postal, ville ; le pays hors de France.",
    "bic": "L’identifiant d’une banque : huit ou onze caractères.",
    "choice": "Un mot d’une liste fermée, en anglais. Il se compare et ne s’imprime pas.",
    "date": "Un jour. S’écrit aussi « 01/03/2026 » ou « 1er mars 2026 ».",
    "email": "Une adresse électronique.",
    "iban": "Un numéro de compte ; sa clé est vérifiée.",
    "integer": "Un nombre entier, nul ou positif.",
    "money": "Une somme en euros. S’écrit aussi « 1 234,50 € » ; « 1.200 », qui a deux sens, est refusé.",
    "percent": "Un taux : 12.15 veut dire 12,15 %.",
    "phone": "Un numéro de téléphone.",
    "siren": "Les neuf chiffres d’une entreprise ; la clé est vérifiée.",
    "siret": "Les quatorze chiffres d’un établissement ; la clé est vérifiée.",
    "text": "Une ligne de texte : un nom, une référence, une phrase. Rien n’y est interprété.",
    "vat_number": "Un numéro de TVA intracommunautaire ; la clé d’un numéro français est vérifiée.",
    "yes_no": "Oui ou non : true, false, yes, no, oui, non. Une condition le lit seul.",
}

FILTERS: Mapping[str, str] = {
    "text": "Tel quel. C’est ce que fait un trou sans filtre.",
    "email": "Telle quelle.",
    "capitals": "En capitales, accents compris.",
    "money": "Une somme, avec ses centimes.",
    "money_short": "La même sans centimes quand ils sont nuls.",
    "money_words": "La somme en toutes lettres, comme une reconnaissance de dette l’exige.",
    "date": "Le jour en toutes lettres.",
    "date_short": "Le jour en chiffres, pour les tableaux.",
    "percent": "Le taux, avec deux décimales au moins.",
    "integer": "Le nombre, par tranches de trois chiffres.",
    "iban": "Par groupes de quatre caractères.",
    "siren": "Par groupes de trois chiffres.",
    "siret": "Trois groupes de trois chiffres, puis cinq.",
    "vat_number": "Tel qu’il s’écrit sur une facture.",
    "phone": "Par groupes de deux chiffres.",
}

CONDITIONS: Mapping[type, tuple[str, str]] = {
    nodes.Path: ("invoice.due_by_law", "Un oui ou non, lu seul."),
    nodes.Given: ("creditor.phone is given", "Ce qui peut manquer est là ; son trou n’est permis qu’à l’intérieur."),
    nodes.Several: ("invoices is several", "Une liste de deux éléments au moins."),
    nodes.Plural: ("creditor is plural", "L’expéditeur écrit « nous » et non « je »."),
    nodes.Compare: ('debtor.kind == "consumer"', "Compare deux valeurs du même type : == != < <= > >=."),
    nodes.Literal: ("statement.paid > 0", "Une constante : un texte entre guillemets, un entier, true, false."),
    nodes.Count: ("invoices | count > 5", "Le nombre d’éléments d’une liste."),
    nodes.In: ('debtor.kind in ("professional", "public_body")', "L’un de plusieurs choix."),
    nodes.Not: ("not (terms.late_payment_rate is given)", "Le contraire."),
    nodes.And: ("statement.paid > 0 and invoices is several", "Les deux à la fois."),
    nodes.Or: ("statement.disputed > 0 or statement.not_yet_due > 0", "L’un ou l’autre."),
}
"""Each kind of expression, an example that the reader takes, and what it says."""

TAGS: Mapping[str, tuple[str, str]] = {
    "if": ("{% if creditor.phone is given %}", "Ouvre un passage qui ne paraît que si la condition tient."),
    "elif": ('{% elif debtor.kind == "public_body" %}', "Sinon, si cette autre condition tient."),
    "else": ("{% else %}", "Dans tous les autres cas."),
    "endif": ("{% endif %}", "Ferme le passage."),
    "for": ("{% for invoice in invoices %}", "Répète le passage pour chaque élément d’une liste."),
    "endfor": ("{% endfor %}", "Ferme la répétition. Dans une phrase, elle énumère : « A, B et C »."),
    "include": ('{% include "clauses/paiement.md" %}', "Place une clause. Seule sur sa ligne."),
}

BLOCKS: Mapping[type, tuple[str, str]] = {
    nodes.Paragraph: ("Madame, Monsieur,", "Un paragraphe ; une ligne vide le sépare du suivant."),
    nodes.Heading: ("## Calcul des pénalités", "Un intertitre, sous l’objet de la lettre."),
    nodes.BulletList: ("- la facture", "Une liste. Une condition ou une répétition peut entourer un élément entier."),
    nodes.OrderedList: ("1. la facture", "Une liste numérotée ; sans condition, pour que les numéros se suivent."),
    nodes.Table: ("{{ invoice_table }}", "Un tableau de tables.yml, par son nom, seul sur sa ligne."),
    nodes.When: ("{% if … %}", "Des passages au choix, à tous les niveaux."),
    nodes.Each: ("{% for … %}", "Un passage répété, à tous les niveaux."),
    nodes.Strong: ("**1 234,50 €**", "Du gras : le total et la date limite, rien d’autre."),
    nodes.Emphasis: ("*mot*", "De l’italique."),
    nodes.Link: ("[texte](https://www.exemple.fr)", "Un lien, dont l’adresse est écrite en toutes lettres."),
    nodes.Value: ("{{ debtor.name }}", "Un trou, qu’une valeur remplit."),
    nodes.LineBreak: ("deux espaces en fin de ligne", "Un retour à la ligne dans un paragraphe."),
    nodes.Text: ("mot", "Tout le reste : des mots. La typographie française y est mise d’office."),
}
"""What Markdown and the tags make; what stands in a filled letter or in a blank form alone is not written."""

GROUPS: Mapping[str, str] = {"statement": "Le décompte", "plan": "L’échéancier"}
"""Groups of fields that are computed as a whole, so that `fields.yml` does not name them."""

PARTS: Mapping[str, str] = {
    "sender": "l’expéditeur, en haut à gauche",
    "recipient": "le destinataire, dans la fenêtre de l’enveloppe",
    "place_date": "le lieu et la date",
    "delivery": "le mode d’envoi, s’il se dit",
    "references": "les références",
    "subject": "l’objet, écrit dans l’en-tête de letter.md",
    "body": "le corps, sous l’en-tête de letter.md",
    "signature": "la signature",
    "enclosures": "les pièces jointes",
    "footer": "les mentions de l’expéditeur, au pied de chaque page",
}
