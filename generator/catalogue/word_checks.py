"""Words of the closed lists: those that the program knows, and those that letters use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.catalogue.judging import Check, Letter, Shelf, problem
from generator.catalogue.lines import line_of
from generator.claim import Channel, DebtorKind, ReminderChannel
from generator.errors import Problem
from generator.messages import did_you_mean, listed, quoted


def _vocabulary(shelf: Shelf) -> Iterator[Problem]:
    if not shelf.has_vocabulary:
        return
    path = f"{shelf.catalogue.root_name}/vocabulary.yml"
    vocabulary = shelf.catalogue.vocabulary
    for name, known, needed in (
        ("audiences", {kind.value for kind in DebtorKind}, {kind.value for kind in DebtorKind}),
        ("channels", {channel.value for channel in ReminderChannel}, {channel.value for channel in Channel}),
    ):
        words = set(getattr(vocabulary, name))
        for missing in sorted(needed - words):
            yield problem(path, None, "vocabulary", f"{quoted(missing)} manque dans {quoted(name)}", "ajoutez-le")
        for unknown in sorted(words - known):
            hint = f"le dossier connaît {listed(sorted(known), 'et')}"
            yield problem(path, None, "vocabulary", f"{quoted(unknown)} est de trop dans {quoted(name)}", hint)


def _of_letter(letter: Letter) -> Iterator[Problem]:
    if not letter.has_vocabulary:
        return
    words, draft = letter.catalogue.vocabulary, letter.draft
    template = draft.template
    letter_channels = [channel.value for channel in Channel if channel.value in words.channels]
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
        yield from _unknown(draft.path, draft.lines, f"legal_basis.{index}.for", basis.audiences, template.audiences)


def _of_clauses(shelf: Shelf) -> Iterator[Problem]:
    for clause in shelf.catalogue.clauses.values() if shelf.has_vocabulary else ():
        yield from _unknown(clause.path, {}, "audiences", clause.audiences, shelf.catalogue.vocabulary.audiences)


def _unknown(
    path: str, lines: Mapping[str, int], place: str, used: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    known = list(known)
    for word in used:
        if word not in known:
            message = f"{quoted(word)} n’est pas connu ici{did_you_mean(word, known)}"
            yield problem(path, line_of(lines, *place.split(".")), "word", message, f"au choix : {listed(known)}")


WORD_CHECKS: tuple[Check, ...] = (
    Check(
        id="vocabulary",
        reason="les clients et les envois sont ceux que le programme connaît",
        of_shared=_vocabulary,
    ),
    Check(
        id="word",
        reason="un mot hors de vocabulary.yml ne se range nulle part",
        of_letter=_of_letter,
        of_shared=_of_clauses,
    ),
)
