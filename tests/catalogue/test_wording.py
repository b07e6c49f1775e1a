"""Wording rules: each one finds its planted fault, on its line, and leaves good sentences alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from generator.catalogue.load import RULES
from tests.catalogue.small import ALL, BODIES, DEMAND, PAY, TABLES, found, letter, problems_of, small

PROFESSIONAL, CONSUMER, PUBLIC = "professional", "consumer", "public_body"
REMINDER, SECOND, NOTICE = "reminder", "second_reminder", "formal_notice"
EARLY, CALL, DISPUTE, OFFER = "before_due", "call_confirmation", "dispute_answer", "instalment_offer"
ACCESSORIES, AGREEMENT = "accessories", "instalment_agreement"


@dataclass(frozen=True)
class Plant:
    """A sentence added to a letter that is right, and the rule that must find it."""

    rule: str
    words: str
    stage: str = SECOND
    audience: str = PROFESSIONAL

    def __str__(self) -> str:
        return f"{self.rule}: {self.words[:40]}"


BANNED_WORDS = [
    Plant("criminal-threat", "Je confierai ce dossier à un huissier."),
    Plant("criminal-threat", "Je déposerai plainte."),
    Plant("pressure", "Vous serez inscrit à un fichier."),
    Plant("pressure", "Ceci conduit à un fichage."),
    Plant("pressure", "La Banque de France sera informée."),
    Plant("pressure", "J’en parlerai à votre employeur."),
    Plant("pressure", "Votre réputation en souffrira."),
    Plant("pressure", "VOTRE RÉPUTATION EN SOUFFRIRA."),
    Plant("official-look", "Ceci est un dernier avis."),
    Plant("official-look", "Cette lettre a un caractère officiel."),
    Plant("official-look", "Cette demande officielle est datée."),
    Plant("fine-threat", "Vous encourez l’article L. 441-16 du code."),
    Plant("fine-threat", "Vous encourez une amende."),
    Plant("fine-threat", "La DGCCRF contrôle les délais."),
    Plant("vague-words", "Des frais de retard s’appliquent."),
    Plant("vague-words", "Je prendrai des mesures légales."),
    Plant("vague-words", "Payez sans délai."),
    Plant("vague-words", "Payez au plus vite."),
    Plant("vague-words", "Payez dans les plus brefs délais."),
    Plant("exclamation", "Merci !"),
    Plant("your-invoice", "Votre facture reste impayée."),
    Plant("your-invoice", "Vos factures restent impayées."),
    Plant("greeting", "Cher Monsieur,"),
    Plant("greeting", "Chère Madame,"),
    Plant("greeting", "Monsieur le Débiteur,"),
    Plant("vat-included", "Le montant TTC est dû."),
    Plant("vat-included", "Le montant toutes taxes comprises est dû."),
    Plant("recital", "Mes relances n’ont rien donné."),
    Plant("recital", "Mon précédent rappel est clair."),
    Plant("recital", "La relance adressée en mai est claire."),
    Plant("recital", "Le précédent courrier est clair."),
    Plant("recital", "Mon courriel du {{ statement.stopped_on | date }} est clair."),
    Plant("recital", "Elle est restée sans réponse."),
    Plant("recital", "Malgré plusieurs courriers, rien."),
    Plant(
        "deadline-days-printed", "{% if letter.deadline_days is given %}{{ letter.deadline_days | integer }}{% endif %}"
    ),
    Plant("consumer-costs", "Une somme de 40 € s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Une indemnité s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Une pénalité s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Des frais s’ajoutent.", audience=CONSUMER),
    Plant("consumer-costs", "Une majoration s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Tout sera à votre charge.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Au taux de la BCE.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Au taux de la Banque centrale européenne.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Selon l’article L. 441-10 du code.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Selon l’article D441-5 du code.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Devant le tribunal de commerce.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Devant le tribunal des activités économiques.", audience=CONSUMER),
    Plant("consumer-threat", "Une saisie suivra.", audience=CONSUMER),
    Plant("consumer-threat", "Un titre exécutoire suivra.", audience=CONSUMER),
    Plant("consumer-threat", "Le service contentieux suivra.", audience=CONSUMER),
    Plant("consumer-sums", "Soit {{ statement.interest | money }}.", audience=CONSUMER),
    Plant("consumer-sums", "Soit {{ statement.indemnity | money }}.", audience=CONSUMER),
    Plant(
        "consumer-sums",
        "Soit {% for s in statement.segments %}{{ s.interest | money }}{% endfor %}.",
        audience=CONSUMER,
    ),
    Plant(
        "consumer-sums",
        "Au taux de {% if terms.late_payment_rate is given %}{{ terms.late_payment_rate | percent }}{% endif %}.",
        audience=CONSUMER,
    ),
    Plant("consumer-reminder", "Au taux convenu.", REMINDER, CONSUMER),
    Plant("consumer-reminder", "Des intérêts courent.", REMINDER, CONSUMER),
    Plant("public-body-wrong-law", "Selon l’article L441-10, II.", audience=PUBLIC),
    Plant("public-body-wrong-law", "Devant le tribunal de commerce.", audience=PUBLIC),
    Plant("public-body-waiver", "Je renonce aux intérêts.", audience=PUBLIC),
    Plant("public-body-waiver", "Une renonciation est possible.", audience=PUBLIC),
    Plant("public-body-waiver", "C’est un geste de ma part.", audience=PUBLIC),
    Plant("public-body-seizure", "Une saisie suivra.", audience=PUBLIC),
    Plant("public-body-terms", "Depuis l’échéance convenue.", audience=PUBLIC),
    Plant("public-body-terms", "Les pénalités de retard courent.", audience=PUBLIC),
    Plant("public-body-terms", "Je vous demande de prendre position.", audience=PUBLIC),
    Plant("public-body-sums", "{% if terms.clause is given %}{{ terms.clause }}{% endif %}", audience=PUBLIC),
    Plant("professional-terms", "Les intérêts de retard courent."),
    Plant("double-interest", "S’y ajoute le taux de l’intérêt légal."),
    Plant("double-interest", "S’y ajoutent des intérêts au taux légal."),
    Plant("double-interest", "S’y ajoutent les intérêts légaux."),
    Plant("reminder-demand", "Ceci précède une mise en demeure.", REMINDER),
    Plant("reminder-threat", "Payez au plus tard demain.", REMINDER),
    Plant("reminder-threat", "Le tribunal jugera.", REMINDER),
    Plant("reminder-threat", "Une juridiction jugera.", REMINDER),
    Plant("reminder-threat", "Le contentieux suivra.", REMINDER),
    Plant("reminder-threat", "Des poursuites suivront.", REMINDER),
    Plant("reminder-threat", "Ceci est le dernier rappel.", REMINDER),
    Plant("reminder-accessories", "Les pénalités de retard sont dues.", REMINDER),
    Plant("reminder-accessories", "L’indemnité est due.", REMINDER),
    Plant("reminder-accessories", "Les intérêts moratoires sont dus.", REMINDER, PUBLIC),
    Plant("reminder-flat-sum", "Soit 40 euros.", REMINDER),
    Plant("reminder-sums", "Soit {{ statement.total | money }}.", REMINDER),
    Plant("reminder-sums", "Soit {{ statement.interest | money }}.", REMINDER),
    Plant("second-reminder-threat", "Ceci est le dernier rappel."),
    Plant("second-reminder-threat", "Ceci est la dernière relance."),
    Plant("second-reminder-threat", "Le contentieux suivra."),
    Plant("second-reminder-threat", "Des poursuites suivront."),
    Plant("second-reminder-threat", "Un commissaire de justice viendra."),
    Plant("formal-notice-softener", "Sauf erreur, rien n’est payé.", NOTICE),
    Plant("formal-notice-softener", "Nos courriers se sont peut-être croisés.", NOTICE),
    Plant("formal-notice-softener", "Je vous prie de bien vouloir payer.", NOTICE),
    Plant("formal-notice-softener", "Nous vous invitons à payer.", NOTICE),
    Plant("formal-notice-softener", "Nous vous saurions gré de payer.", NOTICE),
    Plant("formal-notice-softener", "Payez dans les meilleurs délais.", NOTICE),
    Plant("formal-notice-threat", "Une saisie suivra.", NOTICE),
    Plant("formal-notice-threat", "Un commissaire de justice viendra.", NOTICE),
    Plant("formal-notice-threat", "Une publication suivra.", NOTICE),
    Plant("formal-notice-threat", "Vos proches le sauront.", NOTICE),
    Plant("formal-notice-threat", "Tous frais à votre charge.", NOTICE),
    Plant("deadline-in-days", "Payez sous huit jours."),
    Plant("deadline-in-days", "Payez sous 15 jours.", NOTICE),
    Plant("deadline-in-days", "Payez d’ici quinze jours.", NOTICE),
    Plant("deadline-in-days", "Payez dans un délai de 8 jours.", NOTICE),
    Plant("deadline-in-days", "Payez sous huitaine.", NOTICE),
    Plant("second-reminder-demand", "Ceci vaut mise en demeure."),
    Plant("second-reminder-demand", "Je vous mets en demeure de répondre."),
    Plant("one-deadline", "Payez avant le {{ letter.deadline | date }}."),
    Plant("bold", "Payez **aujourd’hui**."),
    Plant("before-due", "Le retard se voit.", EARLY),
    Plant("before-due", "La facture est impayée.", EARLY),
    Plant("before-due", "La facture est échue.", EARLY),
    Plant("before-due", "Le délai a expiré.", EARLY, PUBLIC),
    Plant("before-due", "Ceci est une relance.", EARLY),
    Plant("before-due", "Des intérêts courent.", EARLY),
    Plant("before-due", "Une indemnité est due.", EARLY),
    Plant("before-due", "Une pénalité est due.", EARLY),
    Plant("reminder-demand", "Ceci précède une mise en demeure.", EARLY),
    Plant("reminder-threat", "Le tribunal jugera.", CALL),
    Plant("reminder-flat-sum", "Soit 40 euros.", EARLY),
    Plant("reminder-accessories", "L’indemnité est due.", CALL),
    Plant("reminder-sums", "Soit {{ statement.total | money }}.", DISPUTE),
    Plant("consumer-reminder", "Au taux convenu.", OFFER, CONSUMER),
    Plant("dispute-tone", "Ce n’est qu’un prétexte.", DISPUTE),
    Plant("dispute-tone", "Vous êtes de mauvaise foi.", DISPUTE),
    Plant("dispute-tone", "C’est une manœuvre dilatoire.", DISPUTE),
    Plant("dispute-tone", "Vos raisons sont infondées.", DISPUTE),
    Plant("dispute-tone", "Vous contestez abusivement.", DISPUTE),
    Plant("second-reminder-threat", "Un commissaire de justice viendra.", OFFER),
    Plant("second-reminder-threat", "Le contentieux suivra.", ACCESSORIES),
    Plant("second-reminder-demand", "Ceci vaut mise en demeure.", DISPUTE),
    Plant("deadline-in-days", "Payez sous huit jours.", ACCESSORIES),
    Plant("instalments-new-debt", "C’est une nouvelle dette.", OFFER),
    Plant("instalments-new-debt", "Ceci annule et remplace la facture.", OFFER),
    Plant("instalments-credit", "C’est un crédit gratuit.", OFFER, CONSUMER),
    Plant("instalments-credit", "L’emprunteur paie chaque mois.", OFFER, CONSUMER),
    Plant("instalments-credit", "Chaque mensualité compte.", OFFER, CONSUMER),
    Plant("formal-notice-demand", "Je vous mets en demeure.", NOTICE),
    Plant("formal-notice-demand", DEMAND, NOTICE),
]

IN_ITS_OWN_WAY = {
    "formal-notice-demand-alone",
    "formal-notice-conditional",
    "formal-notice-subject",
    "nil-line",
    "total-of-lines",
    "formal-notice-statement",
    "accessories-statement",
    "agreement-novation",
    "agreement-sum-in-words",
    "long-sentence",
}
"""Rules whose fault is not one more sentence; each has its own test below."""


@pytest.mark.parametrize("plant", BANNED_WORDS, ids=str)
def test_a_planted_fault_is_found_on_its_line(plant: Plant) -> None:
    body = f"{BODIES[plant.stage]}\nUne phrase neutre.\n\n{plant.words}\n\nUne autre.\n"
    text = letter(plant.stage, body=body, audiences=(plant.audience,))
    files = small(plant.stage, audiences=(plant.audience,)) | {"essai/letter.md": text}
    faults = [problem for problem in problems_of(files) if problem.check == plant.rule]
    line = len(text.partition(plant.words)[0].splitlines()) + 1
    assert faults
    if plant.words != DEMAND:  # said of the letter as a whole
        assert {(fault.path, fault.line) for fault in faults} == {("letter_templates/essai/letter.md", line)}
    assert all(fault.hint for fault in faults)


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule.id for rule in RULES} == {plant.rule for plant in BANNED_WORDS} | IN_ITS_OWN_WAY


@pytest.mark.parametrize("plant", BANNED_WORDS, ids=str)
def test_a_fault_in_a_branch_that_the_regime_never_reaches_is_none(plant: Plant) -> None:

    other = CONSUMER if plant.audience == PROFESSIONAL else PROFESSIONAL
    body = f'{BODIES[plant.stage]}\n{{% if debtor.kind == "{other}" %}}\n{plant.words}\n{{% endif %}}\n'
    files = small(plant.stage, audiences=(plant.audience,), body=body)
    assert plant.rule not in found(files)
    assert plant.rule in found(
        small(plant.stage, audiences=(plant.audience,), body=f"{BODIES[plant.stage]}\n{plant.words}\n")
    )


GOOD = [
    (SECOND, ALL, "Cette lettre du {{ letter.on | date }} est claire."),
    (NOTICE, ALL, "Je me réserve de saisir la juridiction compétente."),
    (NOTICE, (CONSUMER,), "Je saisirai la juridiction compétente."),
    (SECOND, ALL, "La publication au Journal officiel fait foi."),
    (SECOND, ALL, "Sans délai de préavis, le contrat continue."),
    (SECOND, ALL, "Le bon de commande est joint, la copie aussi."),
    (SECOND, ALL, "Une fiche de suivi est jointe."),
    (SECOND, ALL, "À cette date, le médiateur officieux est libre."),
    (SECOND, ALL, "Le délai de paiement est de trente jours."),
    (SECOND, ALL, "La somme est de 1 240 €, et non de 140 €."),
    (NOTICE, (PUBLIC,), "Un paiement partiel est reçu sans renonciation au surplus."),
    (NOTICE, (PUBLIC,), "Je ne renonce pas au surplus."),
    (SECOND, (PUBLIC,), "Les intérêts moratoires courent depuis l’expiration du délai de paiement."),
    (SECOND, (PROFESSIONAL,), "Les pénalités de retard courent (code de commerce, article L441-5)."),
    (SECOND, ALL, "{% if reminders %}Mes relances sont restées sans réponse.{% endif %}"),
    (SECOND, ALL, "{% if not creditor.vat_exempt %}Le montant TTC est dû.{% endif %}"),
    (SECOND, ALL, "Nous vous enverrons une mise en demeure à cette date."),
    (NOTICE, ALL, "Le contrat et son extrait sont joints ; il paraît complet."),
    (REMINDER, ALL, "Si le règlement est parti, ne tenez pas compte de ce rappel."),
    (REMINDER, ALL, "D’ici là, indiquez-moi une date ou, à défaut, une raison."),
    (NOTICE, ALL, "Je vous prie d’agréer mes salutations."),
    (EARLY, ALL, "Le délai de paiement expire le 15 octobre."),
    (EARLY, ALL, "Ce rappel n’appelle pas de réponse, l’échéance approche."),
    (DISPUTE, ALL, "Sur la part contestée, je maintiens la facturation."),
    (OFFER, (PROFESSIONAL,), "Le crédit interentreprises a ses règles."),
    (OFFER, (CONSUMER,), "Chaque versement est crédité à sa date ; rien ne s’ajoute."),
    (OFFER, (PROFESSIONAL,), "Les pénalités de retard restent dues."),
]


@pytest.mark.parametrize(("stage", "audiences", "words"), GOOD)
def test_a_good_sentence_is_left_alone(stage: str, audiences: tuple[str, ...], words: str) -> None:
    files = small(stage, audiences=audiences, body=f"{BODIES[stage]}\n{words}\n")
    assert [str(p) for p in problems_of(files) if p.check != "legal-basis"] == []


def test_words_cut_by_a_branch_are_read_whole() -> None:
    words = "Une péna{% if invoices is several %}lité{% else %}litée{% endif %} s’ajoute."
    assert "consumer-costs" in found(small(SECOND, audiences=(CONSUMER,), body=f"{BODIES[SECOND]}\n{words}\n"))


def test_each_alternative_is_read_beside_each_of_the_next() -> None:
    words = (
        "{% if invoices is several %}Un dernier{% else %}Un{% endif %}"
        " {% if creditor is plural %}geste{% else %}avis{% endif %} suit."
    )
    assert "official-look" in found(small(SECOND, body=f"{BODIES[SECOND]}\n{words}\n"))


def test_the_last_of_many_alternatives_is_read() -> None:
    cases = "".join(
        f'{{% elif reminder.channel == "{channel}" %}}par {channel}'
        for channel in ("registered", "email", "sms", "phone")
    )
    words = (
        "{% for reminder in reminders %}{% if reminder.channel == 'post' %}par lettre"
        f"{cases}{{% else %}}par huissier{{% endif %}}{{% endfor %}}."
    )
    assert "criminal-threat" in found(small(SECOND, body=f"{BODIES[SECOND]}\n{words}\n"))


def test_the_email_is_judged_too() -> None:
    files = small(SECOND) | {"essai/email.md": '---\nsubject: "Relance"\n---\nBonjour,\n\nPayez au plus vite.\n'}
    assert [str(problem).split("  ")[0] for problem in problems_of(files)] == ["letter_templates/essai/email.md:6"]


def test_a_clause_is_named_where_the_words_are_its_own() -> None:
    clause = small()["clauses/paiement.md"] + "\nTous les frais sont dus.\n"
    (problem,) = problems_of(small() | {"clauses/paiement.md": clause})
    assert (problem.path, problem.line) == ("letter_templates/clauses/paiement.md", 7)
    assert "(consumer)" in problem.message


def test_a_table_is_named_where_the_words_are_its_own() -> None:
    tables = TABLES.replace("Somme forfaitaire", "40 € de somme forfaitaire").replace(
        "debtor.kind != 'consumer' and statement.indemnity", "statement.indemnity"
    )
    problems = problems_of(small(NOTICE) | {"tables.yml": tables})
    assert {(p.path.rpartition("/")[2], p.line, p.check) for p in problems} == {
        ("tables.yml", 11, "consumer-costs"),
        ("tables.yml", 11, "consumer-sums"),
    }


def test_a_fault_for_every_regime_is_told_once() -> None:
    (problem,) = problems_of(small(SECOND, body=f"{BODIES[SECOND]}\nPayez au plus vite.\n"))
    assert "(" not in problem.message


def test_what_the_sender_ticked_may_speak_of_accessories_in_a_reminder() -> None:
    words = "{% if answers.accessories %}Les pénalités de retard sont dues.{% endif %}"
    question = '  - {name: "accessories", label: "En parler ?", type: "yes_no"}'
    assert (
        found(small(REMINDER, body=f"{BODIES[REMINDER]}\n{words}\n", audiences=(PROFESSIONAL,), questions=question))
        == set()
    )


# --- the demand -------------------------------------------------------------------------------


def notice(demand: str, **changes: object) -> set[str]:
    return found(small(NOTICE, body=BODIES[NOTICE].replace(DEMAND, demand), **changes))


DEMANDS = [
    ("Je vous mets en demeure de payer {{ statement.total | money }}.", "formal-notice-demand"),
    ("Je vous mets en demeure de payer au plus tard le {{ letter.deadline | date }}.", "formal-notice-demand"),
    (
        "Je vous mets en demeure de verser {{ statement.total | money }} au plus tard le {{ letter.deadline | date }}.",
        "formal-notice-demand",
    ),
    ("Payez {{ statement.total | money }} au plus tard le {{ letter.deadline | date }}.", "formal-notice-demand"),
    (f"{DEMAND} Merci.", "formal-notice-demand-alone"),
    (
        "Je vous mets en demeure, et vous devriez payer {{ statement.total | money }}"
        " au plus tard le {{ letter.deadline | date }}.",
        "formal-notice-conditional",
    ),
    ("{% if invoices is several %}\n" + DEMAND + "\n{% endif %}", "formal-notice-demand"),
    ("{% for invoice in invoices %}\n" + DEMAND + "\n{% endfor %}", "formal-notice-demand"),
]


@pytest.mark.parametrize(("demand", "rule"), DEMANDS)
def test_a_demand_that_is_not_plain_is_refused(demand: str, rule: str) -> None:
    assert rule in notice(demand)


PLAIN = [
    DEMAND,
    DEMAND.replace("je vous mets", "{% if creditor is plural %}nous vous mettons{% else %}je vous mets{% endif %}"),
    "{% if creditor is plural %}\n"
    + DEMAND.replace("je vous mets", "nous vous mettons")
    + "\n{% else %}\n"
    + DEMAND
    + "\n{% endif %}",
    DEMAND.replace("{{ statement.total | money }}", "**{{ statement.total | money }}**"),
    DEMAND.replace("la somme de", "après mandatement, la somme de"),
]


@pytest.mark.parametrize("demand", PLAIN)
def test_a_plain_demand_passes(demand: str) -> None:
    assert notice(demand) == set()


def test_a_consumer_may_be_asked_for_the_principal_by_its_name() -> None:
    demand = DEMAND.replace("statement.total", "statement.principal")
    assert notice(demand, audiences=(CONSUMER,)) == set()
    assert "formal-notice-demand" in notice(demand, audiences=(PROFESSIONAL,))


def test_the_subject_of_a_formal_notice_names_it() -> None:
    assert "formal-notice-subject" in found(small(NOTICE, subject="Facture à payer"))


# --- the deadline -----------------------------------------------------------------------------


def test_a_deadline_that_is_never_printed_is_missing() -> None:
    body = BODIES[SECOND].replace(" au plus tard le {{ letter.deadline | date }}", "")
    assert "one-deadline" in found(small(SECOND, body=body))


def test_a_second_reminder_needs_a_deadline() -> None:
    body = BODIES[SECOND].replace(" au plus tard le {{ letter.deadline | date }}", "")
    assert "one-deadline" in found(small(SECOND, body=body, deadline=""))


def test_a_deadline_in_one_branch_only_is_missing_in_the_other() -> None:
    body = BODIES[REMINDER].replace(
        ", d’ici au {{ letter.deadline | date }}",
        "{% if invoices is several %}, d’ici au {{ letter.deadline | date }}{% endif %}",
    )
    assert "one-deadline" in found(small(REMINDER, body=body))


def test_a_deadline_in_each_of_two_branches_is_printed_once() -> None:
    body = BODIES[REMINDER].replace(
        "d’ici au {{ letter.deadline | date }}",
        "{% if invoices is several %}d’ici au {{ letter.deadline | date }}"
        "{% else %}avant le {{ letter.deadline | date }}{% endif %}",
    )
    assert found(small(REMINDER, body=body)) == set()


# --- tables -----------------------------------------------------------------------------------


def test_a_line_that_may_be_nil_needs_a_condition() -> None:
    tables = TABLES.replace(
        "    - when: \"debtor.kind != 'consumer' and statement.interest > 0\"\n      cells", "    - cells"
    )
    problems = [p for p in problems_of(small(NOTICE) | {"tables.yml": tables}) if p.check == "nil-line"]
    assert [(p.path, p.line) for p in problems] == [("letter_templates/tables.yml", 9)]


def test_a_column_that_may_be_nil_may_bear_the_condition() -> None:
    tables = TABLES.replace(
        '    - {label: "Montant", align: "end"}\n',
        '    - {label: "Payé", when: "statement.paid > 0"}\n    - {label: "Montant", align: "end"}\n',
    ).replace('cells: ["Principal", ', 'cells: ["Principal", "{{ statement.paid | money }}", ')
    for name in ("Intérêts", "Somme forfaitaire", "Total"):
        tables = tables.replace(f'cells: ["{name}", ', f'cells: ["{name}", "", ')
    assert found(small(NOTICE) | {"tables.yml": tables}) == set()
    assert "nil-line" in found(small(NOTICE) | {"tables.yml": tables.replace(', when: "statement.paid > 0"', "")})


def test_a_total_needs_a_line_for_each_of_its_sums() -> None:
    start = TABLES.index("    - when: \"debtor.kind != 'consumer' and statement.indemnity")
    end = TABLES.index("    - total")
    problems = problems_of(small(NOTICE) | {"tables.yml": TABLES[:start] + TABLES[end:]})
    assert [(p.check, p.line) for p in problems] == [("total-of-lines", 11)]
    assert "(professional, public_body)" in problems[0].message


def test_a_formal_notice_shows_its_statement() -> None:
    body = BODIES[NOTICE].replace("{{ statement_table }}\n\n", "")
    assert found(small(NOTICE, body=body)) == {"formal-notice-statement"}
    assert found(small(NOTICE, body=body, audiences=(CONSUMER,))) == set()


def test_a_claim_for_the_cost_of_a_delay_shows_its_statement() -> None:
    body = BODIES[ACCESSORIES].replace("{{ statement_table }}", "Payez.")
    assert found(small(ACCESSORIES, body=body, audiences=(PROFESSIONAL, PUBLIC))) == {
        "accessories-statement",
        "unused-clause",
    }


# --- agreements ---------------------------------------------------------------------------------

MENTION = "« Je reconnais devoir la somme de {{ plan.amount | money_words }} ({{ plan.amount | money }}). »"
AGREED = f"Les parties n’entendent pas faire novation.\n\n{MENTION}\n\n{PAY}\n"


def agreement(body: str) -> set[str]:
    questions = (
        '  - {name: "instalment_count", label: "Combien ?", type: "integer", required: "true"}\n'
        '  - {name: "first_instalment_on", label: "Quand ?", type: "date", required: "true"}'
    )
    files = small(AGREEMENT, body=body, questions=questions, deadline="", audiences=(PROFESSIONAL, CONSUMER))
    return found(files | {"fields.yml": f'{files["fields.yml"]}\n  "plan.amount": {{label: "Somme", type: "money"}}\n'})


def test_an_agreement_says_that_it_replaces_no_debt_and_gives_the_sum_to_copy() -> None:
    assert agreement(AGREED) == set()


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (AGREED.replace("faire novation", "changer la dette"), "agreement-novation"),
        ("{% if invoices is several %}\n" + AGREED.replace(f"{PAY}\n", "{% endif %}\n\n" + PAY), "agreement-novation"),
        (AGREED.replace(" | money_words", " | money"), "agreement-sum-in-words"),
        (AGREED.replace(" ({{ plan.amount | money }})", ""), "agreement-sum-in-words"),
        (AGREED.replace("Je reconnais devoir", "Bon pour"), "agreement-sum-in-words"),
    ],
)
def test_an_agreement_that_lacks_either_is_refused(body: str, rule: str) -> None:
    assert rule in agreement(body)


# --- places -----------------------------------------------------------------------------------


def test_the_same_words_in_two_branches_are_told_apart() -> None:
    body = (
        f"{BODIES[SECOND]}\n"
        '{% if debtor.kind == "professional" %}\n'
        "Une indemnité s’ajoute.\n"
        "{% else %}\n"
        "Une indemnité s’ajoute.\n"
        "{% endif %}\n"
    )
    text = letter(SECOND, body=body, audiences=(PROFESSIONAL, CONSUMER))
    last = len(text[: text.rindex("Une indemnité")].splitlines()) + 1
    files = small(SECOND, audiences=(PROFESSIONAL, CONSUMER)) | {"essai/letter.md": text}
    assert [(p.check, p.line) for p in problems_of(files)] == [("consumer-costs", last)]


def test_words_are_found_in_a_paragraph_of_many_lines() -> None:
    words = "Voici *un* mot,\npuis {{ creditor.name }}\net d’autres ;\nenfin, l'exigence\nd’une pénalité."
    text = letter(SECOND, body=f"{BODIES[SECOND]}\n{words}\n", audiences=(CONSUMER,))
    files = small(SECOND, audiences=(CONSUMER,)) | {"essai/letter.md": text}
    assert [(p.check, p.line) for p in problems_of(files)] == [("consumer-costs", len(text.splitlines()))]


def test_a_value_is_found_on_its_line() -> None:
    twice = "Soit {{ statement.principal | money }},\net {{ statement.principal | money }}"
    words = f"{twice}\nplus {{{{ statement.interest | money }}}}."
    text = letter(SECOND, body=f"{BODIES[SECOND]}\n{words}\n", audiences=(CONSUMER,))
    files = small(SECOND, audiences=(CONSUMER,)) | {"essai/letter.md": text}
    assert [(p.check, p.line) for p in problems_of(files)] == [("consumer-sums", len(text.splitlines()))]


def test_a_long_letter_full_of_faults_is_judged_in_a_moment() -> None:
    branches = "".join(f"{{% if invoices | count > {n} %}}des frais{{% else %}}rien{{% endif %}} " for n in range(400))
    problems = problems_of(small(SECOND, body=f"{BODIES[SECOND]}\n{branches}\n"))
    assert {problem.check for problem in problems} == {"consumer-costs", "long-sentence"}


# --- length -------------------------------------------------------------------------------------


def test_a_sentence_as_long_as_allowed_passes_and_one_word_more_is_told_on_its_line() -> None:
    words = " ".join(["mot"] * 44)
    assert found(small(SECOND, body=f"{BODIES[SECOND]}\nUn {words}.\n")) == set()
    text = letter(SECOND, body=f"{BODIES[SECOND]}\nUne phrase courte. Un {words} de {{{{ creditor.name }}}}.\n")
    (problem,) = problems_of(small(SECOND) | {"essai/letter.md": text})
    assert (problem.check, problem.line) == ("long-sentence", len(text.splitlines()))
    assert "47 mots" in problem.message


def test_what_is_spoken_is_shorter() -> None:
    phone = f"Un {' '.join(['mot'] * 30)}.\n"
    assert found(small(SECOND) | {"essai/phone.md": phone}) == {"long-sentence"}
