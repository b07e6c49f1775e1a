"""Wording rules: each one finds its planted fault, on its line, and leaves good sentences alone."""

from __future__ import annotations

import pytest

from generator.catalogue.load import RULES
from tests.catalogue.small import ALL, BODIES, DEMAND, TABLES, found, letter, problems_of, small
from tests.catalogue.wording_faults import (
    BANNED_WORDS,
    CONSUMER,
    DISPUTE,
    EARLY,
    NOTICE,
    OFFER,
    PROFESSIONAL,
    PUBLIC,
    REMINDER,
    SECOND,
    Plant,
)

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
"""Rules whose fault is not one more sentence; each has its own test, below or in `test_demands`."""


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
