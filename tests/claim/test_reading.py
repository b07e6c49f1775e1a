"""Bad input gets a clear error and loses nothing: every problem, its line, its value, what to do."""

from __future__ import annotations

import pytest

from generator.claim import MAX_INVOICES, read
from generator.errors import ClaimRefused, Problem
from generator.messages import MAX_PROBLEMS
from generator.strict_yaml import load, load_json
from tests.builders import claim_data

BAD = """\
creditor:
  nmae: Atelier Exemple
  address: {lines: 12 rue des Exemples, postcode: 69002, city: Lyon}
  siren: 12345678200012
debtor:
  kind: profesional
  name: "Société\\u202eModèle"
  __proto__: {polluted: true}
invoices:
  - number: F1
    issued_on: 2026-02-30
    amount: 1.200,00
  - amount: NaN
    issued_on: 2026-03-01
    payments:
      - 100
letter:
  on: 2026-06-01
answers:
"""


def problems_of(data: object) -> list[Problem]:
    """Return what is wrong with the data; fail when nothing is."""
    with pytest.raises(ClaimRefused) as caught:
        read(data)
    return list(caught.value.problems)


def test_every_problem_is_told_at_once_with_its_line_its_value_and_what_to_do() -> None:
    loaded = load(BAD, path="dossier.yml")
    with pytest.raises(ClaimRefused) as caught:
        read(loaded.data, lines=loaded.lines, path="dossier.yml")
    assert [str(problem).replace("\u00a0", " ").replace("\u202f", " ") for problem in caught.value.problems] == [
        "dossier.yml:1  creditor.name  le nom du créancier manque → ajoutez le champ « name »",
        "dossier.yml:2  creditor.nmae  champ inconnu « nmae » ; vouliez-vous dire « name » ? → champs possibles : "
        "name, address, legal_form, status, share_capital, in_liquidation, siren, registration, rna, vat_number, "
        "vat_exempt, email, phone, iban, bic, signatory",
        "dossier.yml:3  creditor.address.lines  « 12 rue des Exemples » n’est pas une liste"
        " → commencez chaque élément par un tiret",
        "dossier.yml:4  creditor.siren  « 12345678200012 » est un SIRET (14 chiffres), pas un SIREN"
        " → gardez les 9 premiers chiffres, 123 456 782",
        "dossier.yml:6  debtor.kind  « profesional » est inconnu ; vouliez-vous dire « professional » ?"
        " → valeurs acceptées : professional (professionnel), consumer (consommateur), public_body (acheteur public)",
        "dossier.yml:7  debtor.name  « Société\\u202eModèle » contient une marque de sens d’écriture invisible (U+202E)"
        " → retapez ce texte au lieu de le coller, ou retirez-le",
        "dossier.yml:8  debtor.__proto__  champ inconnu « __proto__ » → champs possibles : kind, name, natural_person,"
        " contact, address, siren, service, ccag, insolvency",
        "dossier.yml:11  invoices.0.issued_on  « 2026-02-30 » n’existe pas, février 2026 a 28 jours"
        " → vérifiez le jour et le mois",
        "dossier.yml:12  invoices.0.amount  « 1.200,00 » a un point, une virgule ou une apostrophe entre les milliers"
        " → écrivez 1200,00",
        "dossier.yml:13  invoices.1.amount  « NaN » n’est pas un montant"
        " → écrivez 1234.56, ou 1234,56, sans séparateur de milliers",
        "dossier.yml:13  invoices.1.number  le numéro de la facture manque → ajoutez le champ « number »",
        "dossier.yml:16  invoices.1.payments.0  « 100 » n’est pas un groupe de champs"
        " → écrivez un champ par ligne : paid_on, amount",
    ]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("creditor__name", "A" * 400, "est trop long, 400 caractères"),
        ("creditor__name", "A\x07", "contient un caractère de contrôle (U+0007)"),
        ("creditor__name", "A\u200fB", "contient une marque de sens d’écriture invisible (U+200F)"),
        ("creditor__name", ["A", "B"], "une valeur simple est attendue, pas une liste"),
        ("creditor__name", {"a": "b"}, "une valeur simple est attendue, pas un groupe de champs"),
        ("creditor__address", "12 rue des Exemples", "n’est pas un groupe de champs"),
        ("creditor__address__lines", ["x"] * 6, "compte 6 éléments, 5 au plus"),
        ("creditor__address__lines", [], "la rue et le numéro est vide"),
        ("creditor__address__lines", ["a\nb"], "contient un saut de ligne"),
        ("creditor__address__postcode", "1000", "n’est pas un code postal français"),
        ("creditor__siren", "123456789", "n’est pas un SIREN, sa clé de contrôle est fausse"),
        ("creditor__vat_number", "FR12123456782", "n’est pas un numéro de TVA"),
        ("creditor__iban", "FR7630006000011234567890188", "n’est pas un IBAN"),
        ("creditor__bic", "AGRI", "n’est pas un BIC"),
        ("creditor__email", "compta", "n’est pas une adresse électronique"),
        ("creditor__phone", "douze", "n’est pas un numéro de téléphone"),
        ("creditor__status", "societe", "est inconnu"),
        ("creditor__share_capital", "0", "est un montant nul"),
        ("creditor__vat_exempt", "peut-être", "n’est ni oui ni non"),
        ("debtor__kind", "private", "est inconnu"),
        ("debtor__ccag", "maybe", "est inconnu"),
        ("debtor__insolvency", {"kind": "liquidation"}, "la date du jugement d’ouverture manque"),
        ("invoices__0__amount", "1.200", "peut se lire 1\u202f200\u00a0€ ou 1,200\u00a0€"),
        ("invoices__0__amount", "-12", "est un montant négatif"),
        ("invoices__0__amount", "0.00", "est un montant nul"),
        ("invoices__0__amount", "Infinity", "n’est pas un montant"),
        ("invoices__0__amount", "1e3", "est en notation scientifique"),
        ("invoices__0__issued_on", "30/02/2026", "n’existe pas, février 2026 a 28 jours"),
        ("invoices__0__issued_on", "1989-01-01", "est une date hors des années 1990 à 2100"),
        ("invoices__0__number", "F" * 61, "est trop long, 61 caractères"),
        ("invoices__0__description", "d" * 501, "est trop long, 501 caractères"),
        ("invoices__0__payments", [{"paid_on": "2026-04-01", "amount": "-5"}], "est un montant négatif"),
        ("invoices__0__payments", [{"amount": "5"}], "la date du règlement manque"),
        ("invoices", "F-1", "n’est pas une liste"),
        ("invoices", [], "la liste des factures est vide"),
        ("terms__late_payment_rate", "BCE + 10", "n’est pas un pourcentage"),
        ("terms__late_payment_rate", "-1", "est un taux négatif"),
        ("reminders", [{"sent_on": "2026-04-15"}], "le moyen de la relance manque"),
        ("events", [{"on": "2026-04-15", "kind": "letter"}], "est inconnu"),
        ("letter__channel", "fax", "est inconnu"),
        ("letter__deadline_days", "0", "est hors limites"),
        ("letter__deadline_days", "999999999", "est hors limites"),
        ("letter__deadline_days", "quinze", "n’est pas un nombre entier"),
    ],
)
def test_a_wrong_value_is_refused_alone_and_in_words(field: str, value: object, words: str) -> None:
    (problem,) = problems_of(claim_data(**{field: value}))
    assert problem.field.startswith(field.replace("__", "."))
    assert words in problem.message
    assert problem.hint
    assert problem.check


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("creditor", "le créancier manque"),
        ("creditor__name", "le nom du créancier manque"),
        ("creditor__address", "l’adresse du créancier manque"),
        ("creditor__address__lines", "la rue et le numéro manque"),
        ("creditor__address__postcode", "le code postal manque"),
        ("creditor__address__city", "la ville manque"),
        ("debtor", "le débiteur manque"),
        ("debtor__kind", "le régime du débiteur manque"),
        ("debtor__name", "le nom du débiteur manque"),
        ("invoices", "la liste des factures manque"),
        ("invoices__0__number", "le numéro de la facture manque"),
        ("invoices__0__issued_on", "la date d’émission de la facture manque"),
        ("invoices__0__amount", "le montant de la facture manque"),
    ],
)
def test_what_is_missing_is_named_in_french(field: str, words: str) -> None:
    (problem,) = problems_of(claim_data(**{field: None}))
    assert (problem.message, problem.check) == (words, "claim-missing")
    assert problem.field == field.replace("__", ".")


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0"])
def test_a_field_left_blank_is_a_field_left_out(blank: str) -> None:
    assert read(claim_data(creditor__email=blank)).creditor.email is None
    (problem,) = problems_of(claim_data(creditor__name=blank))
    assert problem.message == "le nom du créancier manque"


@pytest.mark.parametrize(
    "name",
    [
        "*Dupont* **& Fils**",
        "<script>alert(1)</script>",
        "{{ creditor.iban }}{% if x %}",
        "Dupont 🥐",
        "A" * 300,
        "__proto__",
    ],
)
def test_an_odd_name_is_taken_as_it_is(name: str) -> None:
    assert read(claim_data(debtor__name=name)).debtor.name == name


@pytest.mark.parametrize(
    "key", ["__proto__", "constructor", "__class__", "model_config", "debtor.name", "a\x00b", "k" * 999]
)
@pytest.mark.parametrize("group", ["", "creditor", "debtor", "letter"])
def test_a_made_up_field_is_unknown_and_nothing_more(group: str, key: str) -> None:
    data = claim_data()
    (data[group] if group else data)[key] = "x"
    (problem,) = problems_of(data)
    assert problem.check == "claim-unknown-field"
    assert "champ inconnu" in problem.message
    assert "\x00" not in str(problem)
    assert len(problem.field) < 150


def test_sixty_invoices_are_fine_and_more_than_two_hundred_are_not() -> None:
    def invoices(count: int) -> list[dict[str, str]]:
        return [claim_data()["invoices"][0] | {"number": f"F-{number}"} for number in range(count)]

    assert len(read(claim_data(invoices=invoices(60))).invoices) == 60
    assert len(read(claim_data(invoices=invoices(MAX_INVOICES))).invoices) == MAX_INVOICES
    (problem,) = problems_of(claim_data(invoices=invoices(MAX_INVOICES + 1)))
    assert problem.message == "la liste des factures compte 201 éléments, 200 au plus"


@pytest.mark.parametrize("data", [None, [], "texte", ["a"]])
def test_a_file_that_is_no_claim_is_told_so(data: object) -> None:
    (problem,) = problems_of(data)
    assert problem.message == "ce fichier n’est pas un dossier"
    assert "creditor" in problem.hint


def test_an_empty_group_is_told_field_by_field() -> None:
    assert [problem.field for problem in problems_of({})] == ["creditor", "debtor", "invoices"]


def test_a_hopeless_file_gets_a_list_that_ends() -> None:
    found = problems_of(claim_data(**{f"k{number}": "x" for number in range(1000)}))
    assert len(found) == MAX_PROBLEMS + 1


def test_yaml_and_json_say_the_same() -> None:
    yaml = load("debtor: {kind: consumer, name: B}\n", path="")
    json = load_json('{"debtor": {"kind": "consumer", "name": "B"}}', path="")
    assert problems_of(yaml.data) == problems_of(json.data)


def test_a_line_unknown_to_the_file_is_that_of_the_group_around() -> None:
    with pytest.raises(ClaimRefused) as caught:
        read(claim_data(creditor__address__city=None), lines={"": 1, "creditor": 7}, path="d.yml")
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [("d.yml", 7)]


def test_answers_stay_as_written_for_their_letter_to_read() -> None:
    answers = {"reason": "", "items": ["a", None], "__proto__": {"x": "y"}}
    assert read(claim_data(answers=answers)).answers == answers
    (problem,) = problems_of(claim_data(answers="oui"))
    assert problem.check == "claim-shape"
