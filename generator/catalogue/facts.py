"""What is known of a letter before any claim: the ground on which its conditions are judged.

Known are the regime, the questions that this regime is not asked, and whether the letter has a deadline; a rule may
suppose more, such as that no question was ticked. How a condition is judged is told in `letter/known.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeAlias

from msgspec.structs import replace

from generator.catalogue.model import Question, Template
from generator.lazy import lazy
from generator.letter.known import Constant, Known, Truth, full, prefixes
from generator.letter.nodes import Expression, Path
from generator.values import yes_no

Settled: TypeAlias = frozenset[tuple[str, tuple[Constant | None, bool, bool]]]
"""What is known of some paths: for each, its value, whether it is given, whether it is absent."""


class Facts(Known, frozen=True, kw_only=True, dict=True):
    """Values that are known, and paths known to be there or not; an absent list is an empty one."""

    @lazy
    def key(self) -> tuple[frozenset[tuple[str, Constant]], frozenset[str], frozenset[str]]:
        """These facts as something to look up by."""
        return frozenset(self.values.items()), self.given, self.absent

    @lazy
    def judged(self) -> dict[Expression, Truth]:
        """Whether conditions outside loops hold, of those that were judged: letters ask the same again and again."""
        return {}

    @lazy
    def _all(self) -> Mapping[str, tuple[Constant | None, bool, bool]]:
        """For each path of which something is known: its value, whether it is given, whether it is absent."""
        return {
            path: (self.values.get(path), path in self.given, path in self.absent)
            for path in (*self.values, *self.given, *self.absent)
        }

    @lazy
    def _settled(self) -> dict[frozenset[str], Settled]:
        return {}

    def settling(self, paths: frozenset[str]) -> Settled:
        """What is known of ``paths``, which come with the groups around them, as something to look up by."""
        settled = self._settled.get(paths)
        if settled is None:
            known = self._all
            settled = self._settled[paths] = frozenset([(path, known[path]) for path in known.keys() & paths])
        return settled

    def supposing(self, values: Mapping[str, Constant] | None = None, absent: Iterable[str] = ()) -> Facts:
        """These facts and some more; what is supposed comes first."""
        values, absent = dict(values or {}), frozenset(absent)
        kept = {path: value for path, value in self.values.items() if path not in absent}
        return replace(
            self, values=kept | values, given=self.given - absent, absent=(self.absent | absent) - frozenset(values)
        )


def of_regime(template: Template, regime: str) -> Facts:
    """What is known when ``template`` is written to a debtor of this regime."""
    facts = Facts(values={"debtor.kind": regime, "statement.kind": regime})
    if template.deadline is None:
        facts = facts.supposing(absent=["letter.deadline", "letter.deadline_days"])
    else:
        facts = replace(facts, given=frozenset({"letter.deadline"}))
    unasked = [question for question in template.questions if question.only_for and regime not in question.only_for]
    return _unanswered(facts, unasked)


def untouched(facts: Facts, questions: Iterable[Question]) -> Facts:
    """The same where nobody ticked nor filled anything: each question at its default."""
    settled = facts.absent | facts.values.keys()  # questions that this regime is not asked
    free = [q for q in questions if not q.is_required and f"answers.{q.name}" not in settled]
    facts = _unanswered(facts, [question for question in free if question.default is None])
    defaults = {f"answers.{q.name}": q.default for q in free if q.default is not None}
    return facts.supposing({path: _default(path, default, free) for path, default in defaults.items()})


def _default(path: str, default: str, questions: Iterable[Question]) -> Constant:
    is_yes_no = any(f"answers.{question.name}" == path and question.type == "yes_no" for question in questions)
    return bool(yes_no.parse(default)) if is_yes_no else default


def _unanswered(facts: Facts, questions: Iterable[Question]) -> Facts:
    """An unanswered yes/no is a no; any other answer is absent."""
    questions = list(questions)
    noes = {f"answers.{question.name}": False for question in questions if question.type == "yes_no"}
    return facts.supposing(noes, [f"answers.{question.name}" for question in questions if question.type != "yes_no"])


def with_groups(paths: Iterable[str]) -> frozenset[str]:
    """``paths`` and the groups around them."""
    return frozenset(chain.from_iterable(map(prefixes, paths)))


# --- conditions -------------------------------------------------------------------------------


def truth(condition: Expression, facts: Facts, items: Mapping[str, str]) -> Truth:
    """Whether ``condition`` holds; ``items`` gives the list that each loop item comes from."""
    if items:
        return facts.truth(condition, items)
    try:
        return facts.judged[condition]
    except KeyError:
        return facts.judged.setdefault(condition, facts.truth(condition, items))


def full_path(path: Path, items: Mapping[str, str]) -> str:
    """« payment.amount » inside its loops → « invoices.payments.amount »."""
    return full(path, items)
