"""What a letter must say: a plain demand, one deadline, the tables behind its sums, the words of an agreement."""

from __future__ import annotations

import pytest

from tests.catalogue.small import BODIES, DEMAND, PAY, TABLES, found, problems_of, small
from tests.catalogue.wording_faults import (
    ACCESSORIES,
    AGREEMENT,
    CONSUMER,
    NOTICE,
    PROFESSIONAL,
    PUBLIC,
    REMINDER,
    SECOND,
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
