"""Rules across the files of a catalogue: words, questions, articles, clauses, examples.

Each is a `Check`: an id that problems carry, the reason for it, the function that finds faults.
Wording is judged by `wording.py`; what one file may hold, by `schema.py` and the letter language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import strict_yaml
from generator.catalogue.articles import citations, numbers
from generator.catalogue.draft import Draft, Version
from generator.catalogue.fields import PLAN
from generator.catalogue.model import (
    PLAN_COUNT,
    PLAN_FIRST_DAY,
    PLAN_OPTIONS,
    PLAN_QUESTIONS,
    Catalogue,
    Clause,
    Question,
    Template,
)
from generator.catalogue.reading import line_of
from generator.catalogue.repealed import is_repealed, repealed_in
from generator.catalogue.wording import Supposing, View
from generator.claim import Channel, DebtorKind, ReminderChannel
from generator.errors import ContentError, Problem, ValueRefused
from generator.messages import did_you_mean, listed, quoted
from generator.values import VALUE_TYPES


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """A catalogue with what its checks need besides: drafts, views, and every file by the folder that holds it."""

    catalogue: Catalogue
    drafts: tuple[Draft, ...]
    views: tuple[View, ...]
    folders: Mapping[str, Mapping[str, str]]
    """For each folder at the root (and the root itself), its files by their shown path."""
    is_part: bool = False
    """Some letters were not read: what they use is not known."""
    has_vocabulary: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A rule across files."""

    id: str
    reason: str
    find: Callable[[Whole], Iterable[Problem]]


def check(whole: Whole) -> list[Problem]:
    """Everything that the checks find."""
    return [problem for check in CHECKS for problem in check.find(whole)]


# --- words ------------------------------------------------------------------------------------


def _vocabulary(whole: Whole) -> Iterator[Problem]:
    if not whole.has_vocabulary:
        return
    path = f"{whole.catalogue.root_name}/vocabulary.yml"
    vocabulary = whole.catalogue.vocabulary
    for name, known, needed in (
        ("audiences", {kind.value for kind in DebtorKind}, {kind.value for kind in DebtorKind}),
        ("channels", {channel.value for channel in ReminderChannel}, {channel.value for channel in Channel}),
    ):
        words = set(getattr(vocabulary, name))
        for missing in sorted(needed - words):
            yield _problem(path, None, "vocabulary", f"{quoted(missing)} manque dans {quoted(name)}", "ajoutez-le")
        for unknown in sorted(words - known):
            hint = f"le dossier connaît {listed(sorted(known), 'et')}"
            yield _problem(path, None, "vocabulary", f"{quoted(unknown)} est de trop dans {quoted(name)}", hint)


def _known_words(whole: Whole) -> Iterator[Problem]:
    if not whole.has_vocabulary:
        return
    words = whole.catalogue.vocabulary
    letter_channels = [channel.value for channel in Channel if channel.value in words.channels]
    for draft in whole.drafts:
        template = draft.template
        for key, used, known in (
            ("stage", (template.stage,), words.stages),
            ("tone", (template.tone,), words.tones),
            ("audiences", template.audiences, words.audiences),
            ("channels", template.channels, letter_channels),
        ):
            yield from _unknown(draft.path, draft.lines, key, used, known)
        for index, question in enumerate(template.questions):
            place = f"questions.{index}.only_for"
            yield from _unknown(draft.path, draft.lines, place, question.only_for, template.audiences)
        for index, basis in enumerate(template.legal_basis):
            yield from _unknown(
                draft.path, draft.lines, f"legal_basis.{index}.for", basis.audiences, template.audiences
            )
    for clause in whole.catalogue.clauses.values():
        yield from _unknown(clause.path, {}, "audiences", clause.audiences, words.audiences)


def _unknown(
    path: str, lines: Mapping[str, int], place: str, used: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    known = list(known)
    for word in used:
        if word not in known:
            message = f"{quoted(word)} n’est pas connu ici{did_you_mean(word, known)}"
            yield _problem(path, line_of(lines, *place.split(".")), "word", message, f"au choix : {listed(known)}")


# --- questions --------------------------------------------------------------------------------


def _questions(whole: Whole) -> Iterator[Problem]:
    for draft in whole.drafts:
        names = [question.name for question in draft.template.questions]
        for index, question in enumerate(draft.template.questions):
            line = line_of(draft.lines, "questions", index)
            for message, hint in (*_faults_of(question, names[:index]), *_faults_in_plan(question, names)):
                yield _problem(draft.path, line, "question", message, hint)
            if not _is_used(question, draft.template):
                message = f"la question {quoted(question.name)} ne sert à rien dans la lettre"
                yield _problem(draft.path, line, "unused-question", message, "employez sa réponse, ou retirez-la")


def _is_used(question: Question, template: Template) -> bool:
    """Whether the letter reads its answer, or the plan that is made of it."""
    read = template.used_paths
    in_plan = question.name in PLAN_QUESTIONS and any(path.startswith(f"{PLAN}.") for path in read)
    return in_plan or f"answers.{question.name}" in read


def _faults_in_plan(question: Question, asked: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What keeps the answer from making a payment plan."""
    kind, known = PLAN_QUESTIONS.get(question.name), PLAN_OPTIONS.get(question.name, frozenset())
    if kind is None:
        return
    if question.type != kind:
        yield f"la question {quoted(question.name)} fait l’échéancier : son type est {kind}", f'type: "{kind}"'
    if unknown := {option.value for option in question.options} - known:
        yield f"l’échéancier ne connaît pas {listed(sorted(unknown), 'ni')}", f"options : {listed(sorted(known))}"
    if question.name in (PLAN_COUNT, PLAN_FIRST_DAY) and not question.is_required:
        yield f"sans {quoted(question.name)}, pas d’échéancier", 'required: "true"'
    if PLAN_COUNT not in asked:
        yield f"la question {quoted(question.name)} va avec un échéancier", f"posez aussi {quoted(PLAN_COUNT)}"
    if question.name == PLAN_COUNT and PLAN_FIRST_DAY not in asked:
        yield "l’échéancier n’a pas de première date", f"posez aussi {quoted(PLAN_FIRST_DAY)}"


def _faults_of(question: Question, before: Iterable[str]) -> Iterator[tuple[str, str]]:
    if question.name in before:
        yield f"la question {quoted(question.name)} est posée deux fois", "un nom par question"
    if question.type not in VALUE_TYPES:
        yield (
            f"type {quoted(question.type)} inconnu{did_you_mean(question.type, VALUE_TYPES)}",
            f"types : {listed(VALUE_TYPES)}",
        )
        return
    for name, text in (("default", question.default), ("example", question.example)):
        if text and not question.options:
            try:
                VALUE_TYPES[question.type].parse(text)
            except ValueRefused as refused:
                yield f"« {name} » de la question {quoted(question.name)} : {refused.message}", refused.hint


# --- articles ---------------------------------------------------------------------------------


def _repealed(whole: Whole) -> Iterator[Problem]:
    for files in whole.folders.values():
        for path, text in files.items():
            if "/examples/" not in path and path.endswith((".md", ".yml")):
                yield from repealed_in(text, path)


def _cited(whole: Whole) -> Iterator[Problem]:
    """An article that a letter, its notes or a clause cite is in their legal basis, with the day it was read."""
    for draft in whole.drafts:
        template = draft.template
        clauses = [whole.catalogue.clauses[name] for name in template.used_clauses]
        listed_here = _listed(template).union(*map(_listed, clauses))
        for path, text in whole.folders[template.folder].items():
            if path.endswith(".md"):
                yield from _unlisted(path, text, listed_here)
    for clause in whole.catalogue.clauses.values():
        yield from _unlisted(clause.path, whole.folders[clause.path.rpartition("/")[0]][clause.path], _listed(clause))


def _listed(source: Template | Clause) -> frozenset[str]:
    return numbers("\n".join(basis.article for basis in source.legal_basis))


def _unlisted(path: str, text: str, known: frozenset[str]) -> Iterator[Problem]:
    for citation in citations(text):
        if citation.number not in known and not is_repealed(citation):
            line = text.count("\n", 0, citation.offset) + 1
            message = f"l’article {quoted(citation.number)} est cité et ne figure pas dans « legal_basis »"
            yield _problem(path, line, "legal-basis", message, "ajoutez-le avec la date où vous l’avez lu (checked_on)")


# --- clauses ----------------------------------------------------------------------------------


def _unused_clauses(whole: Whole) -> Iterator[Problem]:
    used = {name for draft in whole.drafts for name in draft.template.used_clauses}
    for clause in () if whole.is_part else whole.catalogue.clauses.values():
        if clause.name not in used:
            yield _problem(clause.path, None, "unused-clause", "aucune lettre n’emploie cette clause", "retirez-la")


def _clauses(whole: Whole) -> Iterator[Problem]:
    for view in whole.views:
        for name in view.version.clauses:
            yield from _clause_in(whole.catalogue.clauses[name], view)


def _clause_in(clause: Clause, view: View) -> Iterator[Problem]:
    """What is wrong with the use of a clause in what one regime reads."""
    if not _is_reached(clause, view):
        return
    path, line = view.version.sources["body"].path, _line_of_include(view.version, clause)
    if view.regime not in clause.audiences:
        message = f"la clause {quoted(clause.name)} ne sert pas pour {quoted(view.regime)}"
        yield _problem(path, line, "clause-regime", message, "gardez-la par {% if debtor.kind == … %}")
    if clause.is_optional and _is_reached(clause, view.supposing(Supposing.NOTHING_TICKED)):
        message = f"la clause facultative {quoted(clause.name)} paraît sans que l’expéditeur l’ait voulue"
        yield _problem(path, line, "optional-clause", message, "mettez-la sous une réponse : {% if answers.… %}")
    if clause.is_optional and view.version.name == "letter" and not _encloses_contract(view):
        message = f"la clause {quoted(clause.name)} cite un contrat qui n’est pas dans les pièces jointes"
        yield _problem(path, line, "contract-enclosure", message, "listez le contrat dans enclosures.md")


def _is_reached(clause: Clause, view: View) -> bool:
    return view.reads(view.version.clauses[clause.name])


_CONTRACT = re.compile(r"\b(contrat|conditions generales|devis|commande|marche)")


def _encloses_contract(view: View) -> bool:
    return bool(_CONTRACT.search(view.parts["enclosures"].folded))


def _line_of_include(version: Version, clause: Clause) -> int:
    body = version.sources["body"]
    offset = body.text.find(clause.name)
    return body.first_line + (body.text.count("\n", 0, offset) if offset >= 0 else 0)


# --- examples ---------------------------------------------------------------------------------


def _examples(whole: Whole) -> Iterator[Problem]:
    for draft in whole.drafts:
        template = draft.template
        shown: set[str | None] = set()
        for example in template.examples:
            kind, line, problems = _kind_of(example.claim_text, example.path)
            yield from problems
            shown.add(kind)
            if kind is not None and kind not in template.audiences:
                message = f"cet exemple est pour {quoted(kind)}, que la lettre ne sert pas"
                yield _problem(
                    example.path, line, "example", message, f"la lettre sert {listed(template.audiences, 'et')}"
                )
        for audience in template.audiences:
            if not shown & {audience, None}:  # one that cannot be read may be the one that is missing
                message = f"aucun exemple pour {quoted(audience)}"
                hint = f"ajoutez un dossier dans {template.id}/examples/"
                yield _problem(draft.path, line_of(draft.lines, "audiences"), "example", message, hint)
        yield from _texts_alone(draft, whole.folders[template.folder])


def _kind_of(text: str, path: str) -> tuple[str | None, int | None, tuple[Problem, ...]]:
    """The regime of an example, with its line; the claim itself is judged when it is made into a letter."""
    try:
        loaded = strict_yaml.load(text, path=path)
    except ContentError as refused:
        return None, None, refused.problems
    debtor = loaded.data.get("debtor") if isinstance(loaded.data, dict) else None
    kind = debtor.get("kind") if isinstance(debtor, dict) else None
    line = line_of(loaded.lines, "debtor", "kind")
    if not isinstance(kind, str):
        return None, line, (_problem(path, line, "example", "« debtor.kind » manque", "dites pour qui est l’exemple"),)
    return kind, line, ()


def _texts_alone(draft: Draft, files: Mapping[str, str]) -> Iterator[Problem]:
    names = {example.name for example in draft.template.examples}
    for path in files:
        stem = path.removeprefix(f"{draft.template.folder}/examples/").removesuffix(".txt")
        if path.endswith(f"/examples/{stem}.txt") and stem not in names:
            yield _problem(path, None, "example", "ce texte attendu n’a pas de dossier", f"ajoutez {stem}.yml")


def _problem(path: str, line: int | None, check: str, message: str, hint: str) -> Problem:
    return Problem(path=path, line=line, message=message, hint=hint, check=check)


CHECKS: tuple[Check, ...] = (
    Check(id="vocabulary", reason="les clients et les envois sont ceux que le programme connaît", find=_vocabulary),
    Check(id="word", reason="un mot hors de vocabulary.yml ne se range nulle part", find=_known_words),
    Check(id="question", reason="une question mal typée ne reçoit pas de réponse", find=_questions),
    Check(id="repealed-article", reason="un article abrogé décrédibilise la lettre", find=_repealed),
    Check(id="legal-basis", reason="ce qui est cité a été lu, à une date connue", find=_cited),
    Check(id="unused-clause", reason="une clause que rien n’emploie n’est plus relue", find=_unused_clauses),
    Check(id="clause-regime", reason="une clause ne vaut que pour les régimes de son en-tête", find=_clauses),
    Check(id="example", reason="chaque régime se lit dans un exemple relu", find=_examples),
)
"""Every check across files."""
