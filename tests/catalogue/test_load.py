"""Loading from the disk: what is read, what is refused, and that nothing crashes on strange files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.load import build, load
from generator.errors import CatalogueError
from generator.letter.nodes import PARTS
from tests.catalogue.small import FRAME, PAY, REMINDER, letter, problems_of, small


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def refused(folder: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    return [(p.path.removeprefix(f"{folder.as_posix()}/"), p.line, p.message) for p in caught.value.problems]


def test_a_folder_becomes_a_catalogue(tmp_path: Path) -> None:
    catalogue = load(written(tmp_path, small()))
    template = catalogue.templates["essai"]
    assert template.folder == f"{tmp_path.as_posix()}/essai"
    assert [example.name for example in template.examples] == ["consumer", "professional", "public-body"]
    assert tuple(template.tree.parts) == PARTS
    assert template.tree.parts["footer"] == ()
    assert template.email is None
    assert template.examples[0].expected_text is None


def test_an_expected_text_goes_with_its_example() -> None:
    template = build(small() | {"essai/examples/consumer.txt": "Madame,\n"}).templates["essai"]
    assert template.examples[0].expected_text == "Madame,\n"


def test_letters_come_in_the_order_of_the_ladder() -> None:
    files = small("formal_notice")
    for id, stage in (("b", "second_reminder"), ("z", "reminder"), ("a", "receipt")):
        examples = {f"{id}/examples/{k}.yml": f"debtor: {{kind: {k}}}\n" for k in ("professional", "consumer")}
        body = REMINDER if stage == "receipt" else None
        text = letter(stage, audiences=("professional", "consumer"), body=body)
        files |= {f"{id}/letter.md": text, f"{id}/guidance.md": "Notes.\n", **examples}
    assert list(build(files).templates) == ["z", "b", "essai", "a"]


def test_a_letter_may_have_its_own_part() -> None:
    own = build(small() | {"essai/signature.md": "{{ debtor.name }}\n"}).templates["essai"]
    shared = build(small()).templates["essai"]
    assert own.tree.parts["signature"] != shared.tree.parts["signature"]
    assert own.tree.parts["sender"] == shared.tree.parts["sender"]


def test_the_email_has_a_subject_and_a_body() -> None:
    plain = build(small() | {"essai/email.md": "Bonjour,\n"}).templates["essai"]
    assert plain.email is not None
    assert plain.email.parts["subject"] == plain.tree.parts["subject"]
    assert plain.email.parts["sender"] == ()
    named = build(small() | {"essai/email.md": '---\nsubject: "Un mot"\n---\nBonjour,\n'}).templates["essai"]
    assert named.email is not None
    assert named.email.parts["subject"] != plain.email.parts["subject"]


def test_the_date_of_the_law_is_that_of_the_oldest_reading() -> None:
    text = small()["essai/letter.md"].replace(
        "legal_basis:\n", 'legal_basis:\n  - {article: "Code civil, art. 1344", checked_on: "2026-03-01"}\n'
    )
    template = build(small() | {"essai/letter.md": text}).templates["essai"]
    assert template.tree.info.law_checked_on.isoformat() == "2026-03-01"


def test_one_letter_can_be_loaded_alone(tmp_path: Path) -> None:
    files = small() | {"autre/letter.md": "rien", "clauses/seule.md": small()["clauses/paiement.md"]}
    catalogue = load(written(tmp_path, files), only="essai")
    assert list(catalogue.templates) == ["essai"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "rien")[0][2] == "ce dossier n’existe pas"


def test_an_empty_folder_says_all_that_it_lacks(tmp_path: Path) -> None:
    missing = {path for path, _, message in refused(tmp_path) if "manque" in message}
    assert {"vocabulary.yml", "fields.yml", "frame/sender.md"} <= missing


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_link_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("secret")
    folder = written(tmp_path / "catalogue", small())
    (folder / "essai" / "email.md").symlink_to(outside)
    (folder / "ailleurs").symlink_to(tmp_path)
    assert [(path, message) for path, _, message in refused(folder)] == [
        ("ailleurs", "un lien symbolique"),
        ("essai/email.md", "un lien symbolique"),
    ]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    folder = written(tmp_path, small())
    (folder / "essai" / "guidance.md").write_bytes(b"x" * 1_000_001)
    assert ("essai/guidance.md", None, "fichier de plus de 1 Mo") in refused(folder)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    folder = written(tmp_path, small())
    (folder / "essai" / "guidance.md").write_bytes("Notes.\nÉchéance.\n".encode("latin-1"))
    assert ("essai/guidance.md", 2, "le fichier n’est pas en UTF-8") in refused(folder)


def test_windows_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    for name, text in small().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert list(load(folder).templates) == ["essai"]


def test_files_of_editors_are_left_aside(tmp_path: Path) -> None:
    folder = written(tmp_path, small() | {".DS_Store": "x", "essai/.letter.md.swp": "x", "essai/letter.md~": "x"})
    assert list(load(folder).templates) == ["essai"]


def test_no_name_leads_outside_the_catalogue() -> None:
    body = REMINDER.replace(PAY, '{% include "../../etc/passwd.md" %}')
    assert {problem.check for problem in problems_of(small(body=body))} == {"language"}


def test_clauses_that_include_each_other_are_refused() -> None:
    head = small()["clauses/paiement.md"].rpartition("---\n")[0] + "---\n"
    files = small() | {
        "clauses/paiement.md": head + '{% include "clauses/b.md" %}\n',
        "clauses/b.md": head + '{% include "clauses/paiement.md" %}\n',
    }
    problems = problems_of(files)
    assert [(p.path.rpartition("/")[2], p.line) for p in problems] == [("b.md", 5)]


def test_a_problem_in_the_frame_is_told_once() -> None:
    files = small() | {"frame/sender.md": "{{ creditor.nmae }}\n"}
    files |= {name.replace("essai/", "autre/"): text for name, text in small().items() if name.startswith("essai/")}
    assert [problem.path.rpartition("/")[2] for problem in problems_of(files)] == ["sender.md"]


def test_a_problem_in_a_clause_is_told_once() -> None:
    files = small() | {"clauses/paiement.md": small()["clauses/paiement.md"] + "\n{{ creditor.nmae }}\n"}
    files |= {name.replace("essai/", "autre/"): text for name, text in small().items() if name.startswith("essai/")}
    assert [problem.path.rpartition("/")[2] for problem in problems_of(files)] == ["paiement.md"]


PIECES = st.sampled_from(
    [
        *("---\n", "\n\n", "- ", "**", "!", "é", '"', "*x", "&x", "]", "{", "|", ".", "a: b\n"),
        *("{% if ", "%}", "{{ ", "}}", "{% endif %}", "{% for x in invoices %}", PAY),
        *("creditor", "money", "answers.x", "<script>", "\u202e", "\x00", "\ud800", "\U0001f600"),
    ]
)


@given(
    st.sampled_from(["essai/letter.md", "essai/email.md", "clauses/paiement.md", "tables.yml", "frame/sender.md"]),
    st.lists(PIECES, max_size=30),
    st.booleans(),
)
def test_strange_files_are_problems_never_crashes(name: str, pieces: list[str], after: bool) -> None:
    strange = "".join(pieces)
    text = small().get(name, "") + strange if after else strange
    files = small() | {name: text}
    assert all(problem.path for problem in problems_of(files))


def test_parts_of_the_frame_are_those_of_a_letter() -> None:
    assert set(FRAME) < set(PARTS)


def test_a_letter_may_have_a_text_message_and_a_phone_script() -> None:
    files = small() | {"essai/sms.md": "Bonjour.\n", "essai/phone.md": "## Saluer\n\n- Bonjour.\n"}
    template = build(files).templates["essai"]
    assert template.sms is not None
    assert template.phone is not None
    assert [len(tree.parts["body"]) for tree in (template.sms, template.phone)] == [1, 2]
    assert template.sms.parts["subject"] == template.tree.parts["subject"]
    plain = build(small()).templates["essai"]
    assert (plain.sms, plain.phone, plain.email) == (None, None, None)


@pytest.mark.parametrize("name", ["sms", "phone"])
def test_every_version_is_judged(name: str) -> None:
    files = small() | {f"essai/{name}.md": "Bonjour,\n\nPayez au plus vite.\n"}
    assert [(p.path.rpartition("/")[2], p.line, p.check) for p in problems_of(files)] == [
        (f"{name}.md", 3, "vague-words")
    ]


# --- payment plans --------------------------------------------------------------------------------

COUNT = '  - {name: "instalment_count", label: "Combien ?", type: "integer", required: "true"}\n'
FIRST = '  - {name: "first_instalment_on", label: "Quand ?", type: "date", required: "true"}\n'
PLAN_FIELDS = (
    '  "plan.amount": {label: "Champ", type: "money"}\n  "plan.instalments": {label: "Champ", type: "list"}\n'
    '  "plan.instalments[].due_on": {label: "Champ", type: "date"}\n'
)
PLAN_BODY = f"""{REMINDER}
Soit {{{{ plan.amount | money }}}}.

{{% for one in plan.instalments %}}
- le {{{{ one.due_on | date }}}}
{{% endfor %}}
"""


def with_plan(questions: str, body: str = PLAN_BODY) -> list[tuple[str, str]]:
    files = small(questions=questions, body=body)
    files |= {"fields.yml": files["fields.yml"] + "\n" + PLAN_FIELDS}
    return [(problem.check, problem.message) for problem in problems_of(files)]


def test_a_letter_that_asks_for_a_plan_reads_it() -> None:
    assert with_plan(COUNT + FIRST) == []


def test_a_letter_that_asks_for_no_plan_has_none() -> None:
    assert {check for check, _ in with_plan("")} == {"types"}


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (COUNT, "n’a pas de première date"),
        (FIRST, "va avec un échéancier"),
        (COUNT.replace("integer", "text") + FIRST, "son type est integer"),
        (COUNT.replace(', required: "true"', "") + FIRST, "pas d’échéancier"),
        (
            COUNT
            + FIRST
            + '  - {name: "instalment_interval", label: "Tous les ?", type: "choice",'
            + ' options: [{value: "month", label: "Mois"}, {value: "year", label: "Ans"}]}\n',
            "ne connaît pas year",
        ),
    ],
)
def test_questions_that_make_no_plan_are_told(questions: str, words: str) -> None:
    body = PLAN_BODY if "instalment_count" in questions else REMINDER
    assert words in " ".join(message for check, message in with_plan(questions, body) if check == "question")


def test_questions_of_a_plan_that_is_not_read_are_unused() -> None:
    assert {check for check, _ in with_plan(COUNT + FIRST, REMINDER)} == {"unused-question"}
