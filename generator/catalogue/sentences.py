"""Rules about whole sentences: the demand of a formal notice, the one deadline, what is announced, what is signed.

A formal notice demands (Code civil, art. 1344): present tense, the sender as subject, one verb, one
total, one date. What is ambiguous does not put in default (Cass. 2e civ., 20 December 2007,
n° 06-21.455; com., 21 February 2012, n° 10-24.239; 3e civ., 17 March 2016, n° 14-29.923).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.catalogue.reached import CLOSE, OPEN, Leaf, PartGroup, Passage, Reading, count
from generator.catalogue.wording import Finding, Judged, JudgedPassage, Regime, Rule, Stage, View
from generator.letter.nodes import Value
from generator.messages import quoted

DEADLINE = f"{OPEN}letter.deadline{CLOSE}"
_DEMANDS = re.compile(r"\bme(ts|ttons)\b.*\ben demeure\b")
_PAYS = re.compile(r"\bpayer\b")
_CONDITIONAL = re.compile(r"\b(?!\w*(?:parait|trait)\b)\w+r(?:ais|ait|ions|iez|aient)\b")
_IN_DEFAULT = re.compile(r"\ben demeure\b")
_NOTICE = frozenset({Stage.FORMAL_NOTICE})
_FUTURE = re.compile(r"\b(?!vrai\b|environs\b)\w+r(?:ai|ons)\b")


# --- the demand -------------------------------------------------------------------------------


def _totals(regime: str) -> tuple[str, ...]:
    """A consumer's total is the principal."""
    paths = ["statement.total", *(["statement.principal"] if regime == Regime.CONSUMER else [])]
    return tuple(f"{OPEN}{path}{CLOSE}" for path in paths)


def _lacking(sentence: str, regime: str) -> list[str]:
    """What a sentence that demands lacks."""
    lacking = [] if _PAYS.search(sentence) else ["« payer »"]
    if sum(sentence.count(total) for total in _totals(regime)) != 1:
        lacking.append("le total, une fois ({{ statement.total | money }})")
    if sentence.count(DEADLINE) != 1:
        lacking.append("la date limite, une fois ({{ letter.deadline | date }})")
    return lacking


def _demands(reading: Reading) -> list[tuple[int, str]]:
    if "en demeure" not in reading.folded:
        return []
    return [(start, sentence) for start, sentence in reading.sentences if _DEMANDS.search(sentence)]


def _is_complete(reading: Reading, regime: str) -> bool:
    return any(not _lacking(sentence, regime) for _, sentence in _demands(reading))


def _one_demand(view: View) -> Iterator[Finding]:
    """Exactly one sentence demands, and it says everything."""
    incomplete = list(_incomplete_demands(view))
    yield from incomplete
    if incomplete:
        return

    def demands(passage: Passage) -> tuple[int, int]:
        counts = [len(_demands(reading)) for reading in passage.readings]
        return min(counts), max(counts)

    least, most = count(view.parts["body"].nodes, demands)
    if most > 1:
        yield Finding("body", None, "", "plusieurs phrases mettent en demeure : il en faut une seule")
    elif least == 0:
        message = "aucune phrase ne met en demeure" if most == 0 else "la mise en demeure manque dans certains cas"
        yield Finding("body", None, "", message)


def _passages_about_default(view: View) -> Iterator[Passage]:
    """Where « en demeure » may be read."""
    for part in view.parts.values():
        if "en demeure" in part.folded:
            yield from (p for p in part.passages if any("en demeure" in reading.folded for reading in p.readings))


def _incomplete_demands(view: View) -> Iterator[Finding]:
    for passage in _passages_about_default(view):
        for reading in passage.readings:
            for start, sentence in _demands(reading):
                for lacking in _lacking(sentence, view.regime):
                    yield _finding(passage, reading, start, f"dans la phrase qui met en demeure, il manque {lacking}")


def _demand_alone(view: View) -> Iterator[Finding]:
    for passage in _passages_about_default(view):
        for reading in passage.readings:
            if _is_complete(reading, view.regime) and len(reading.sentences) > 1:
                yield _finding(passage, reading, 0, "la mise en demeure n’est pas seule dans son paragraphe")


def _demand_in_the_indicative(view: View) -> Iterator[Finding]:
    for passage in _passages_about_default(view):
        for reading in passage.readings:
            for start, sentence in _demands(reading):
                if found := _CONDITIONAL.search(sentence):
                    message = f"{quoted(found[0])} : pas de conditionnel dans la mise en demeure"
                    yield _finding(passage, reading, start + found.start(), message)


def _named_in_the_subject(view: View) -> Iterator[Finding]:
    texts = [reading.folded for passage in view.parts["subject"].passages for reading in passage.readings]
    if not texts or not all("mise en demeure" in text for text in texts):
        yield Finding("subject", None, "", "l’objet ne dit pas « mise en demeure »")


def _only_announced(passage: Passage, _: str) -> Iterator[Finding]:
    """« en demeure » only in a sentence whose verb is in the future, first person."""
    for reading in passage.readings:
        for start, sentence in reading.sentences if "en demeure" in reading.folded else ():
            found = _IN_DEFAULT.search(sentence)
            if found and (_DEMANDS.search(sentence) or not _FUTURE.search(sentence)):
                message = "« en demeure » ne s’écrit ici qu’au futur : « je vous adresserai une mise en demeure »"
                yield _finding(passage, reading, start + found.start(), message)


def _finding(passage: Passage, reading: Reading, offset: int, message: str) -> Finding:
    leaf, inside = reading.leaf_at(offset)
    return Finding(passage.part, leaf.node, leaf.text[inside : inside + 30], message)


# --- the deadline -----------------------------------------------------------------------------


def _one_deadline(view: View) -> Iterator[Finding]:
    """The deadline is printed exactly once, whatever the claim."""
    counts = list(map(_deadlines, view.readable.groups))
    least, most = sum(low for low, _ in counts), sum(high for _, high in counts)
    expected = view.draft.template.deadline is not None or view.draft.template.stage in _DATED
    if most == 0 and expected:
        yield Finding("body", None, "", "la date limite n’est imprimée nulle part")
    elif most > 1:
        second = [(part, leaf) for part, leaf in view.leaves() if leaf.path == "letter.deadline"][-1]
        yield Finding(second[0], second[1].node, "", "la date limite est imprimée plus d’une fois")
    elif least == 0 and most == 1 and expected:
        part, leaf = next((part, leaf) for part, leaf in view.leaves() if leaf.path == "letter.deadline")
        yield Finding(part, leaf.node, "", "la date limite manque dans certains cas")


def _deadlines(group: PartGroup) -> tuple[int, int]:
    """How many times the deadline is printed, at least and at most; counted once for all who read the same."""
    if DEADLINE not in group.found:

        def deadlines(passage: Passage) -> tuple[int, int]:
            if "letter.deadline" not in passage.paths:
                return 0, 0
            counts = [reading.text.count(DEADLINE) for reading in passage.readings]
            return min(counts), max(counts)

        dated = [part for part in group.read if "letter.deadline" in part.paths]
        counts = [count(part.nodes, deadlines) for part in dated]
        group.found[DEADLINE] = sum(low for low, _ in counts), sum(high for _, high in counts)
    least, most = group.found[DEADLINE]
    return least, most


_DATED = frozenset({Stage.SECOND_REMINDER, Stage.FORMAL_NOTICE})


# --- an agreement signed by both --------------------------------------------------------------

PLAN_SUM = "plan.amount"


def _says_no_novation(view: View) -> Iterator[Finding]:
    """Whatever the claim, the agreement says that it replaces no debt."""

    def mentions(passage: Passage) -> tuple[int, int]:
        counts = [reading.folded.count("novation") for reading in passage.readings]
        return min(counts), max(counts)

    if count(view.parts["body"].nodes, mentions)[0] == 0:
        yield Finding("body", None, "", "l’accord ne dit pas, dans tous les cas, qu’il n’emporte pas novation")


def _sum_in_words_and_figures(view: View) -> Iterator[Finding]:
    """The sum of the plan stands in words and in figures in one sentence, that the debtor copies."""

    def mentions(passage: Passage) -> tuple[int, int]:
        counts = [int(_is_acknowledgement(reading)) for reading in passage.readings]
        return min(counts), max(counts)

    if count(view.parts["body"].nodes, mentions)[0] == 0:
        yield Finding("body", None, "", "la somme n’est pas donnée à recopier, en lettres et en chiffres")


def _is_acknowledgement(reading: Reading) -> bool:
    formats = {leaf.node.format for leaf in reading.leaves if isinstance(leaf.node, Value) and leaf.path == PLAN_SUM}
    return {"money", "money_words"} <= formats and "je reconnais devoir" in reading.folded


# --- bold -------------------------------------------------------------------------------------

_MAY_BE_BOLD = frozenset({"statement.total", "statement.principal", "plan.amount", "letter.deadline"})


def _bold_is_for_sum_and_date(passage: Passage, _: str) -> Iterator[Finding]:
    """Bold words only beside a bold total or date."""
    for reading in passage.readings:
        for run in _bold_runs(reading.leaves):
            if not any(leaf.path in _MAY_BE_BOLD for leaf in run):
                words = "".join(leaf.text for leaf in run)
                yield Finding(passage.part, run[0].node, words, f"{quoted(words)} est en gras")


def _bold_runs(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    run: list[Leaf] = []
    for leaf in leaves:
        if leaf.is_strong:
            run.append(leaf)
        elif run:
            yield run
            run = []
    if run:
        yield run


SENTENCES: tuple[Rule, ...] = (
    Judged(
        id="agreement-novation",
        reason="écrivez que les parties n’entendent pas faire novation (Code civil, art. 1330)",
        stages=frozenset({Stage.INSTALMENT_AGREEMENT}),
        judging=_says_no_novation,
    ),
    Judged(
        id="agreement-sum-in-words",
        reason="« Je reconnais devoir … la somme de {{ plan.amount | money_words }}"
        " ({{ plan.amount | money }}) » (Code civil, art. 1376)",
        stages=frozenset({Stage.INSTALMENT_AGREEMENT}),
        judging=_sum_in_words_and_figures,
    ),
    Judged(
        id="formal-notice-demand",
        reason="une seule phrase, au présent : « je vous mets en demeure de payer la somme de … au plus tard le … »",
        stages=_NOTICE,
        judging=_one_demand,
    ),
    Judged(
        id="formal-notice-demand-alone",
        reason="cette phrase est un paragraphe à elle seule",
        stages=_NOTICE,
        judging=_demand_alone,
    ),
    Judged(
        id="formal-notice-conditional",
        reason="une mise en demeure est un ordre : présent de l’indicatif",
        stages=_NOTICE,
        judging=_demand_in_the_indicative,
    ),
    Judged(
        id="formal-notice-subject",
        reason="commencez l’objet par « Mise en demeure de payer »",
        stages=_NOTICE,
        judging=_named_in_the_subject,
    ),
    JudgedPassage(
        id="second-reminder-demand",
        reason="au présent, la lettre se lirait comme une mise en demeure ambiguë",
        stages=frozenset(Stage) - {Stage.FORMAL_NOTICE, Stage.REMINDER, Stage.BEFORE_DUE, Stage.CALL_CONFIRMATION},
        stems=frozenset({"en demeure"}),
        judging=_only_announced,
    ),
    Judged(
        id="one-deadline",
        reason="une date, une seule : {{ letter.deadline | date }}, puis « à cette date »",
        judging=_one_deadline,
    ),
    JudgedPassage(
        id="bold",
        reason="le gras est réservé au total et à la date limite",
        stages=frozenset(Stage),
        judging=_bold_is_for_sum_and_date,
    ),
)
"""Every rule about sentences."""
