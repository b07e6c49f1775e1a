"""What a hostile pull request may hold, by name: each is refused in words, at once, and reaches nothing outside."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.catalogue.load import build, load
from generator.errors import CatalogueError
from tests.catalogue.small import PAY, REMINDER, found, letter, small
from tests.safety import targets

MOST = targets.MOST

HUNDRED_KILOBYTES = {
    "an alias of aliases": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(5_000)),
    "flow lists in lists": "[" * MOST,
    "flow maps in maps": "{a: " * (MOST // 4),
    "blocks in blocks": "".join(f"{' ' * n}a:\n" for n in range(440)),
    "one key again and again": "a: 1\n" * (MOST // 5),
    "one long key": "a" * (MOST - 2) + ": b",
    "quotes never closed": '"' * MOST,
    "escapes": '"' + "\\x41" * (MOST // 4) + '"',
    "tags": "!!python/object/apply:os.system [x]\n" * 2_700,
    "documents": "---\n" * (MOST // 4),
    "comments": "#\n" * (MOST // 2),
    "front matter never closed": "---\n" + "title: x\n" * (MOST // 9),
    "holes": "{{ debtor.name }} " * (MOST // 18),
    "open holes": "{{ " * (MOST // 3),
    "open tags": "{% if " * (MOST // 6),
    "conditions in conditions": "{% if invoices is several %}" * (MOST // 28),
    "a chain of filters": "{{ debtor.name" + " | capitals" * (MOST // 11) + " }}",
    "a chain of conditions": "{% if " + "invoices is several or " * (MOST // 23) + "invoices is several %}x{% endif %}",
    "quotes in quotes": "> " * (MOST // 2),
    "lists in lists": "".join(f"{'    ' * n}- a\n" for n in range(220)),
    "emphasis": "*_" * (MOST // 2),
    "emphasis never closed": "**a " * (MOST // 4),
    "links in links": "[a](" * (MOST // 4),
    "references": "".join(f"[{n}]: https://x.example/{n}\n" for n in range(3_000)),
    "code": "`" * MOST,
    "tables": "|a" * (MOST // 2) + "\n" + "|-" * (MOST // 2),
    "headings": "# a\n" * (MOST // 4),
    "elements": "<div>" * (MOST // 5),
    "attributes": "<a " + "b=c " * (MOST // 4) + ">",
    "entities": "&amp;" * (MOST // 5),
    "private-use characters": "\ue000\ue001\uf8ff" * (MOST // 3),
    "combining marks": "e" + "\u0301" * (MOST - 1),
    "one word": "a" * MOST,
    "articles": "art. L441-10, " * (MOST // 14),
    "spaces": "a" + " " * (MOST - 2) + "b",
    "lines": "x\n" * (MOST // 2),
}


@pytest.mark.parametrize("text", HUNDRED_KILOBYTES.values(), ids=HUNDRED_KILOBYTES)
def test_a_hundred_kilobytes_cost_less_than_a_second(text: str) -> None:
    for target in targets.TARGETS:
        targets.held(target, text[:MOST], seconds=targets.SECOND * 1.5)  # a process that shares its core


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def checks(folder: Path) -> set[str]:
    with pytest.raises(CatalogueError) as refused:
        load(folder)
    return {problem.check for problem in refused.value.problems}


@pytest.mark.parametrize(
    "place", ["essai/letter.md", "essai/guidance.md", "fields.yml", "vocabulary.yml", "clauses/paiement.md", "x.md"]
)
def test_ten_megabytes_are_refused_without_being_read(tmp_path: Path, place: str) -> None:
    folder = written(tmp_path, small())
    with (folder / place).open("wb") as file:
        file.truncate(10_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "files" in checks(folder)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kilobytes


@pytest.mark.parametrize(
    "way",
    [
        "clauses/../../secret.md",
        "../clauses/paiement.md",
        "/etc/passwd",
        "clauses/..%2f..%2fsecret.md",
        "clauses\\\\..\\\\secret.md",
        "clauses/./paiement.md",
        "file:///etc/passwd",
        "essai/letter.md",
        "clauses/paiement.md\\u0000.png",
    ],
)
def test_an_include_names_a_clause_and_nothing_else(way: str) -> None:
    assert "language" in found(small(body=REMINDER.replace(PAY, f'{{% include "{way}" %}}')))


def test_an_include_is_a_name_that_can_be_read() -> None:
    assert "language" in found(small(body=REMINDER.replace(PAY, "{% include debtor.name %}")))


@pytest.mark.parametrize("length", [1, 2, 30])
def test_clauses_that_include_each_other_in_a_ring_are_refused(length: int) -> None:
    head = '---\ntitle: "A"\naudiences: ["professional", "consumer", "public_body"]\n---\n'
    ring = {f"clauses/c{n}.md": f'{head}{{% include "clauses/c{(n + 1) % length}.md" %}}\n' for n in range(length)}
    body = REMINDER.replace(PAY, '{% include "clauses/c0.md" %}')
    assert "language" in found(small(body=body) | ring)


def clauses(included: Mapping[int, str]) -> dict[str, str]:
    """Clauses by their number, each with the inclusions it consists of."""
    head = '---\ntitle: "A"\naudiences: ["professional", "consumer", "public_body"]\n---\n'
    return {f"clauses/c{n}.md": f"{head}{body or 'Fin.'}\n" for n, body in included.items()}


def inclusion(n: int) -> str:
    return f'{{% include "clauses/c{n}.md" %}}\n\n'


MANY = {
    "each twice in the one before": {n: inclusion(n + 1) * 2 if n < 24 else "" for n in range(25)},
    "each a hundred times in the one before": {n: inclusion(n + 1) * 100 if n < 4 else "" for n in range(5)},
    "each in all the others": {n: "".join(inclusion(m) for m in range(24) if m != n) for n in range(24)},
    "each twice in itself": {0: inclusion(0) * 2},
    "written with dashes": {n: inclusion(n + 1).replace("%", "%-", 1) * 2 if n < 24 else "" for n in range(25)},
    "a long chain": {n: inclusion(n + 1) if n < 900 else "" for n in range(901)},
    "three long texts": {0: inclusion(1) * 9, 1: "Payez. " * 4_000},
    "a few with many tables": {0: inclusion(1) * 60, 1: "{{ statement_table }}\n\n" * 20},
    "a few with many unknown fields": {0: inclusion(1) * 60, 1: "{{ debtor.nom }}\n\n" * 20},
}


@pytest.mark.parametrize("included", MANY.values(), ids=MANY)
@pytest.mark.parametrize("is_asked", [False, True], ids=["for all letters", "for one letter"])
def test_clauses_that_multiply_are_refused_at_once(included: Mapping[int, str], is_asked: bool) -> None:
    files = small(body=REMINDER.replace(PAY, inclusion(0)) + inclusion(0) * 3) | clauses(included)
    if is_asked:  # nothing is shared that reads the answers of one letter
        files = {name: text.replace("Fin.", "{{ answers.unknown }}") for name, text in files.items()}
    start = time.process_time()
    with pytest.raises(CatalogueError) as refused:
        build(files)
    assert time.process_time() - start < targets.SECOND * 1.5  # a process that shares its core
    said = [problem.message for problem in refused.value.problems if "inclu" in problem.message]
    assert said
    assert len(said) == len(set(said))


def test_tables_that_multiply_are_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(CatalogueError) as refused:
        build(small(body=REMINDER + "\n{{ statement_table }}\n" * 390))
    assert time.process_time() - start < targets.SECOND * 1.5
    assert len([problem for problem in refused.value.problems if "trop de tableaux" in problem.message]) == 1


def test_a_clause_may_be_placed_many_times() -> None:
    twice = clauses({n: inclusion(n + 1) * 2 if n < 5 else "" for n in range(6)})
    body = REMINDER.replace(PAY, f"{PAY}\n\n{inclusion(0)}")
    assert "essai" in build(small(body=body) | twice).templates


def test_links_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/letter.md").write_text(letter(), encoding="utf-8")
    folder = written(tmp_path / "lettres", small())
    (folder / "autre").symlink_to(tmp_path / "secret", target_is_directory=True)
    (folder / "boucle").symlink_to(folder, target_is_directory=True)
    (folder / "essai/phone.md").symlink_to("/etc/passwd")
    (folder / "essai/sms.md").symlink_to("sms.md")
    assert checks(folder) == {"files"}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = written(tmp_path, small())
    os.mkfifo(folder / "essai/email.md")
    assert checks(folder) == {"files"}


@pytest.mark.parametrize(
    "name",
    [
        "rappel\u200b",
        "r\u0430ppel",  # a Cyrillic letter that looks Latin
        "\u202eleppar",
        unicodedata.normalize("NFD", "relancé"),
        "Rappel",
        "rappel.amiable",
        "rappel amiable",
        "ｒappel",
        "rappel\u00ad",
        "-rappel",
        "éssai",
        "<script>",
        "rappel\nessai",
    ],
)
def test_the_name_of_a_letter_is_plain(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path, small())
    (folder / name).mkdir()
    (folder / name / "letter.md").write_text(letter(), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load(folder)
    (problem,) = (problem for problem in refused.value.problems if "letter.md" in problem.path)
    assert problem.check == "files"


@pytest.mark.parametrize(
    "line", ['name: "a\u200bb"', 'name: "\u0430ge"', 'name: "A"', 'name: "__class__"', 'name: "a.b"']
)
def test_the_name_of_a_question_is_plain(line: str) -> None:
    questions = f'  - {{{line}, label: "Quoi ?", type: "text"}}\n'
    assert found(small(questions=questions))


@pytest.mark.parametrize("path", ["debtor.__class__", "debtor.name.__init__", "invoices.append", "letter.on.today"])
def test_nothing_of_python_is_reached_from_a_letter(path: str) -> None:
    assert found(small(body=f"{REMINDER}\n{{{{ {path} }}}}\n")) & {"language", "types"}


GUARD = """
import sys
folder = sys.argv[1]
forbidden = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.dlopen", "urllib.")
from generator.cli import relance
from generator.files import cache_folder
kept = str(cache_folder())
import generator.examples, generator.catalogue.load, generator.produce, generator.render.text  # what it needs is there

def guard(event, arguments):
    if event.startswith(forbidden):
        raise SystemExit(f"FORBIDDEN {event} {arguments}")
    if event == "open" and str(arguments[0]).startswith(kept):
        return  # what a check keeps for the next one
    if event == "open" and (("w" in str(arguments[1])) or "secret" in str(arguments[0])):
        raise SystemExit(f"FORBIDDEN {event} {arguments}")

sys.addaudithook(guard)
relance(["check", "--catalogue", folder])
"""


def test_a_check_reads_the_catalogue_and_does_nothing_else(tmp_path: Path) -> None:
    """Under a hook that sees every file opened, every program started and every connection made by Python."""
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    hostile = small(
        body=REMINDER.replace(PAY, '{% include "clauses/../../secret.md" %}{{ "".__class__ }}{% import "os" as os %}')
    ) | {
        "essai/guidance.md": "![x](https://ailleurs.example/x.png) <script src=https://ailleurs.example/x.js></script>\n",
        "essai/examples/professional.yml": "!!python/object/apply:os.system [touch secret]\n",
        "essai/examples/consumer.yml": "debtor: &a {kind: *a}\n",
    }
    folder = written(tmp_path / "lettres", hostile)
    (folder / "essai/email.md").symlink_to(tmp_path / "secret.md")
    words = [sys.executable, "-c", GUARD, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=targets.ROOT, timeout=60)
    assert "FORBIDDEN" not in done.stdout + done.stderr
    assert done.returncode == 1, done.stderr
    assert "lien symbolique" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_guard_itself_sees_a_file_outside(tmp_path: Path) -> None:
    reading = GUARD.replace('relance(["check", "--catalogue", folder])', 'open(folder + "/secret.md")')
    done = subprocess.run(
        [sys.executable, "-c", reading, str(tmp_path)], capture_output=True, text=True, check=False, cwd=targets.ROOT
    )
    assert "FORBIDDEN open" in done.stderr
