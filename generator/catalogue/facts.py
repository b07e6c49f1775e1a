"""What is known of a letter before any claim, and which conditions that settles.

A condition is true, false, or not known yet (None). Known are the regime, the questions that this
regime is not asked, and whether the letter has a deadline; a rule may suppose more, such as that no
question was ticked.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.catalogue.model import Question, Template
from generator.letter.nodes import (
    And,
    Compare,
    Count,
    Expression,
    Given,
    In,
    Literal,
    Not,
    Or,
    Path,
    Plural,
    Several,
)
from generator.values import yes_no

Truth = bool | None
Known = str | int | bool

_COMPARISONS: dict[str, Callable[[object, object], bool]] = {"==": operator.eq, "!=": operator.ne}


@dataclass(frozen=True, slots=True)
class Facts:
    """Values that are known, and paths known to be there or not; an absent list is an empty one."""

    values: Mapping[str, Known] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[frozenset[tuple[str, Known]], frozenset[str], frozenset[str]]:
        """These facts as something to look up by."""
        return frozenset(self.values.items()), self.given, self.absent

    def speak_of(self, paths: frozenset[str]) -> bool:
        """Whether anything is known of one of ``paths``, which come with the groups around them."""
        known = (self.values.keys(), self.given, self.absent)
        return not all(paths.isdisjoint(group) for group in known)

    def supposing(self, values: Mapping[str, Known] | None = None, absent: Iterable[str] = ()) -> Facts:
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


def _default(path: str, default: str, questions: Iterable[Question]) -> Known:
    is_yes_no = any(f"answers.{question.name}" == path and question.type == "yes_no" for question in questions)
    return bool(yes_no.parse(default)) if is_yes_no else default


def _unanswered(facts: Facts, questions: Iterable[Question]) -> Facts:
    """An unanswered yes/no is a no; any other answer is absent."""
    questions = list(questions)
    noes = {f"answers.{question.name}": False for question in questions if question.type == "yes_no"}
    return facts.supposing(noes, [f"answers.{question.name}" for question in questions if question.type != "yes_no"])


def relevant(facts: Facts, around: frozenset[str]) -> Facts:
    """Those of ``facts`` that can settle a condition on paths, given with the groups around them."""
    return Facts(
        {path: value for path, value in facts.values.items() if path in around},
        facts.given & around,
        facts.absent & around,
    )


def with_groups(paths: Iterable[str]) -> frozenset[str]:
    """``paths`` and the groups around them."""
    return frozenset(path for used in paths for path in prefixes(used))


def prefixes(path: str) -> list[str]:
    """« a.b.c » → a, a.b, a.b.c."""
    parts = path.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


# --- conditions -------------------------------------------------------------------------------


def truth(condition: Expression, facts: Facts, items: Mapping[str, str]) -> Truth:
    """Whether ``condition`` holds; ``items`` gives the list that each loop item comes from."""
    match condition:
        case And(operands):
            return _all([truth(operand, facts, items) for operand in operands])
        case Or(operands):
            inverted = _all([_not(truth(operand, facts, items)) for operand in operands])
            return _not(inverted)
        case Not(operand):
            return _not(truth(operand, facts, items))
        case Path():
            return _is_true(full_path(condition, items), facts)
        case Given(path):
            return _is_given(full_path(path, items), facts)
        case Several(path):
            return False if _is_absent(full_path(path, items), facts) else None
        case In(item, options):
            return _any_of(full_path(item, items), options, facts)
        case Compare(symbol, left, right):
            return _compare(symbol, _known(left, facts, items), _known(right, facts, items))
        case Plural() | Literal() | Count():
            return None


def full_path(path: Path, items: Mapping[str, str]) -> str:
    """« payment.amount » inside its loops → « invoices.payments.amount »."""
    first, *rest = path.parts
    return ".".join([items.get(first, first), *rest])


def _all(truths: Iterable[Truth]) -> Truth:
    truths = list(truths)
    if False in truths:
        return False
    return None if None in truths else True


def _not(value: Truth) -> Truth:
    return None if value is None else not value


def _is_absent(path: str, facts: Facts) -> bool:
    """A field of an absent group is absent too."""
    return bool(facts.absent) and not facts.absent.isdisjoint(prefixes(path))


def _is_true(path: str, facts: Facts) -> Truth:
    if path in facts.values:
        return bool(facts.values[path])
    return False if _is_absent(path, facts) else None


def _is_given(path: str, facts: Facts) -> Truth:
    if path in facts.values or path in facts.given:
        return True
    return False if _is_absent(path, facts) else None


class _Absent:
    """Equal to nothing that can be written."""


def _known(operand: Expression, facts: Facts, items: Mapping[str, str]) -> object:
    """The value of one side of a comparison; None where it is not known."""
    match operand:
        case Literal(value):
            return value
        case Count(path):
            return 0 if _is_absent(full_path(path, items), facts) else None
        case Path():
            full = full_path(operand, items)
            return _Absent() if _is_absent(full, facts) else facts.values.get(full)
    return None


def _compare(symbol: str, left: object, right: object) -> Truth:
    if left is None or right is None:
        return None
    if symbol in _COMPARISONS:
        return _COMPARISONS[symbol](left, right)
    if isinstance(left, int) and isinstance(right, int):
        orders: dict[str, bool] = {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}
        return orders[symbol]
    return None


def _any_of(path: str, options: tuple[str, ...], facts: Facts) -> Truth:
    if _is_absent(path, facts):
        return False
    return facts.values[path] in options if path in facts.values else None
