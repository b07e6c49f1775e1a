"""Wording rules by regime: what a letter may say to whom, at which stage.

For each regime that a letter serves, the text that can be reached is judged, values included as
their paths. A rule is an object with an id, a reason and, mostly, a list of words; the lists are in
`banned.py`, the rules about whole sentences in `sentences.py`. Sources: the recovery and consumer
law that each rule names, and our notes on what a letter must say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from generator.catalogue import facts as facts_module
from generator.catalogue.draft import Draft, Version
from generator.catalogue.facts import Facts
from generator.catalogue.lexicon import Lexicon
from generator.catalogue.places import Guide
from generator.catalogue.reach import Memory, reach
from generator.catalogue.reached import Leaf, PartGroup, Passage, ReachedPart
from generator.errors import Problem
from generator.lazy import lazy
from generator.letter.known import prefixes
from generator.letter.nodes import Node
from generator.messages import quoted

OWN_PARTS = ("subject", "body")
"""What each letter writes for itself; the other parts are those of the frame, most often."""


class Stage(StrEnum):
    """Stages that rules know, among those of `vocabulary.yml`: the ladder, then what happens around it."""

    BEFORE_DUE = "before_due"
    REMINDER = "reminder"
    SECOND_REMINDER = "second_reminder"
    FORMAL_NOTICE = "formal_notice"
    CALL_CONFIRMATION = "call_confirmation"
    DISPUTE_ANSWER = "dispute_answer"
    INSTALMENT_OFFER = "instalment_offer"
    INSTALMENT_AGREEMENT = "instalment_agreement"
    ACCESSORIES = "accessories"


class Regime(StrEnum):
    PROFESSIONAL = "professional"
    CONSUMER = "consumer"
    PUBLIC_BODY = "public_body"


class Supposing(StrEnum):
    """What a rule takes for granted about the claim."""

    NOTHING = "nothing"
    NOTHING_TICKED = "nothing_ticked"  # every question is left at its default
    NO_REMINDERS = "no_reminders"
    VAT_EXEMPT = "vat_exempt"


class Finding(Struct, frozen=True):
    """A fault in a part: the words, the node they start in (None: the part lacks something)."""

    part: str
    node: Node | None
    excerpt: str
    message: str


class Readable:
    """What may be read of a version: in the parts of the frame, which many letters share, and in the letter's own."""

    def __init__(self, frame: PartGroup, own: PartGroup, lexicon: Lexicon) -> None:
        self.groups = (frame, own)
        self._lexicon = lexicon

    @lazy
    def parts(self) -> Mapping[str, ReachedPart]:
        """What can be reached, part by part."""
        return {name: part for group in self.groups for name, part in group.parts.items()}

    @lazy
    def paths(self) -> frozenset[str]:
        """The values that may be printed, and the groups they are in."""
        return frozenset[str]().union(*(group.paths for group in self.groups))

    @lazy
    def stems(self) -> frozenset[str]:
        """The stems of the lexicon that may be read."""
        return frozenset[str]().union(*map(self._lexicon.within, self.groups))


class Edition:
    """A version of a letter; what may be read of it is found once for all facts that settle its conditions alike."""

    def __init__(self, version: Version, memory: Memory, lexicon: Lexicon) -> None:
        self.version, self._memory, self._lexicon = version, memory, lexicon
        self._around = {name: self._groups_around(paths) for name, paths in version.paths.items()}
        frame = tuple(name for name in version.tree.parts if name not in OWN_PARTS)
        self._shares = [(names, self._around_all(names)) for names in (frame, OWN_PARTS)]
        self.around = self._around_all(version.paths)
        """All that it reads, and the groups around that: it prints nothing else."""
        self._readable: dict[object, Readable] = {}

    def _groups_around(self, paths: frozenset[str]) -> frozenset[str]:
        around = self._memory.around
        if id(paths) not in around:
            around[id(paths)] = facts_module.with_groups(paths)
        return around[id(paths)]

    def _around_all(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*map(self._around.__getitem__, names))

    def readable(self, facts: Facts) -> Readable:
        """What may be read where ``facts`` are known."""
        settled = facts.settling(self.around)
        if settled not in self._readable:
            frame, own = (self._group(names, around, facts) for names, around in self._shares)
            self._readable[settled] = Readable(frame, own, self._lexicon)
        return self._readable[settled]

    def _group(self, names: Sequence[str], around: frozenset[str], facts: Facts) -> PartGroup:
        known, tree = self._memory.groups, self.version.tree.parts
        key = (*(id(tree[name]) for name in names), facts.settling(around))
        if key not in known:
            parts = {name: self._reached(name, facts) for name in names}
            known[key] = known.setdefault(tuple(map(id, parts.values())), PartGroup(parts))
        return known[key]

    def _reached(self, name: str, facts: Facts) -> ReachedPart:
        nodes, known = self.version.tree.parts[name], self._memory.parts
        key = (id(nodes), name, facts.settling(self._around[name]))
        if key not in known:
            known[key] = reach(name, nodes, facts, self._memory)
        return known[key]


class View:
    """What a debtor of one regime may read of one version of a letter."""

    def __init__(self, draft: Draft, edition: Edition, regime: str, facts: Facts, memory: Memory) -> None:
        self.draft, self.version, self.regime, self.facts = draft, edition.version, regime, facts
        self.edition, self._memory = edition, memory
        self._supposed: dict[Supposing, View] = {Supposing.NOTHING: self}

    @lazy
    def readable(self) -> Readable:
        """What can be reached."""
        return self.edition.readable(self.facts)

    @property
    def parts(self) -> Mapping[str, ReachedPart]:
        """What can be reached, part by part."""
        return self.readable.parts

    @property
    def passages(self) -> Iterator[Passage]:
        """Every passage that may be read."""
        return (passage for group in self.readable.groups for part in group.read for passage in part.passages)

    def leaves(self) -> Iterator[tuple[str, Leaf]]:
        """Every leaf that may be read, with its part."""
        return ((name, leaf) for name, part in self.parts.items() for leaf in part.leaves)

    def reads(self, identities: frozenset[int]) -> bool:
        """Whether any of these nodes is reached."""
        return not all(group.identities.isdisjoint(identities) for group in self.readable.groups)

    def concerns(self, rule: Rule) -> bool:
        """Whether ``rule`` may find something here."""
        if rule.paths and (rule.paths.isdisjoint(self.edition.around) or rule.paths.isdisjoint(self.readable.paths)):
            return False
        return not rule.stems or not rule.stems.isdisjoint(self.readable.stems)

    def supposing(self, what: Supposing) -> View:
        """The same, where ``what`` is true of the claim."""
        if what not in self._supposed:
            known, key = self._memory.facts, (id(self.facts), what)
            if key not in known:
                known[key] = self._with(what)
            self._supposed[what] = View(self.draft, self.edition, self.regime, known[key], self._memory)
        return self._supposed[what]

    def _with(self, what: Supposing) -> Facts:
        if what is Supposing.NOTHING_TICKED:
            return facts_module.untouched(self.facts, self.draft.template.questions)
        if what is Supposing.NO_REMINDERS:
            return self.facts.supposing(absent=["reminders"])
        return self.facts.supposing({"creditor.vat_exempt": True})


class Rule(Struct, frozen=True, kw_only=True):
    """A rule: whom it protects and why. No stage or regime means all of them."""

    id: str
    reason: str  # French, as a hint to the author
    stages: frozenset[str] = frozenset()
    regimes: frozenset[str] = frozenset()
    supposing: Supposing = Supposing.NOTHING
    same_for_all: bool = False
    """It finds the same for every regime: one is enough."""
    stems: frozenset[str] = frozenset()
    """It finds nothing where none of these may be read (`reached.fold`); none means that it always looks."""
    paths: frozenset[str] = frozenset()
    """It finds nothing where none of these values may be printed; none means that it always looks."""

    def applies(self, stage: str, regime: str) -> bool:
        """Whether the rule speaks of letters of this stage to this regime."""
        return (not self.stages or stage in self.stages) and (not self.regimes or regime in self.regimes)

    def judge(self, view: View) -> Iterable[Finding]:
        """The faults it finds."""
        raise NotImplementedError


class Rulebook:
    """The rules, by the letters of which they speak; ``stems`` are those that any of them looks for."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._about: dict[tuple[str, str], tuple[Rule, ...]] = {}

    @lazy
    def stems(self) -> frozenset[str]:
        """Every stem that a rule looks for."""
        return frozenset[str]().union(*(rule.stems for rule in self._rules))

    def about(self, stage: str, regime: str) -> tuple[Rule, ...]:
        """Those that speak of letters of this stage to this regime."""
        if (stage, regime) not in self._about:
            self._about[stage, regime] = tuple(rule for rule in self._rules if rule.applies(stage, regime))
        return self._about[stage, regime]


class Word(Struct, frozen=True, dict=True):
    """A banned expression: a pattern over folded text (`reached.fold`), and a ``stem`` that is in all that it finds."""

    stem: str
    source: str

    @lazy
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a letter has its stem: few letters have any."""
        return re.compile(self.source)


class PassageRule(Rule, frozen=True, kw_only=True):
    """A rule that looks at one passage at a time, in each version: it finds the same whoever reads it."""

    def judge(self, view: View) -> Iterator[Finding]:
        """What it finds in each passage."""
        key, version = (self.id, view.version.name), view.version.name
        for group in view.supposing(self.supposing).readable.groups:
            if key not in group.found:
                findings: list[Finding] = []
                for part in group.read:
                    for passage in part.passages:
                        if key not in passage.found:
                            passage.found[key] = tuple(self.in_passage(passage, version))
                        findings += passage.found[key]
                group.found[key] = tuple(findings)
            yield from group.found[key]

    def in_passage(self, passage: Passage, version: str) -> Iterable[Finding]:
        """The faults of a passage of a letter, of its e-mail or of another version."""
        raise NotImplementedError


class BannedWords(PassageRule, frozen=True, kw_only=True):
    """Words that may not be read."""

    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        force_setattr(self, "stems", frozenset(word.stem for word in self.words))

    def in_passage(self, passage: Passage, version: str) -> Iterator[Finding]:
        """One finding for each place where a word starts."""
        for reading in passage.readings:
            for word in self.words:
                if word.stem not in reading.folded:
                    continue
                for found in word.pattern.finditer(reading.folded):
                    excerpt = reading.text[found.start() : found.end()]
                    leaf, _ = reading.leaf_at(found.start())
                    yield Finding(passage.part, leaf.node, excerpt, f"{quoted(excerpt.strip())} n’a pas sa place ici")


class BannedPaths(Rule, frozen=True, kw_only=True):
    """Values that may not be printed: its ``paths``, and those inside them."""

    def judge(self, view: View) -> Iterator[Finding]:
        """One finding for each value."""
        for name, part in view.supposing(self.supposing).parts.items():
            if not self.paths.isdisjoint(part.paths):
                for leaf in part.leaves:
                    if leaf.path and not self.paths.isdisjoint(prefixes(leaf.path)):
                        yield Finding(name, leaf.node, "", f"{quoted(leaf.path)} ne s’imprime pas ici")


class Judged(Rule, frozen=True, kw_only=True):
    """A rule that is a function; most look at the letter itself, not at its e-mail or another version."""

    judging: Callable[[View], Iterable[Finding]]
    all_versions: bool = False

    def judge(self, view: View) -> Iterable[Finding]:
        """What the function finds."""
        if view.version.name != "letter" and not self.all_versions:
            return ()
        return self.judging(view.supposing(self.supposing))


class JudgedPassage(PassageRule, frozen=True, kw_only=True):
    """A rule that is a function of a passage and of the name of the version."""

    judging: Callable[[Passage, str], Iterable[Finding]]

    def in_passage(self, passage: Passage, version: str) -> Iterable[Finding]:
        """What the function finds."""
        return self.judging(passage, version)


def views_of(draft: Draft, memory: Memory, lexicon: Lexicon) -> tuple[View, ...]:
    """What each regime that a letter serves may read, of the letter and of its other versions."""
    facts = {regime: _facts(draft, regime, memory) for regime in draft.template.audiences}
    editions = [Edition(version, memory, lexicon) for version in draft.versions]
    return tuple(
        View(draft, edition, regime, facts[regime], memory)
        for edition in editions
        for regime in draft.template.audiences
    )


def _facts(draft: Draft, regime: str, memory: Memory) -> Facts:
    """What is known of letters to a regime, found once for all that come from the same."""
    origin = regime, draft.template.deadline is None, draft.template.questions
    if origin not in memory.facts:
        memory.facts[origin] = facts_module.of_regime(draft.template, regime)
    return memory.facts[origin]


def wording_problems(views: Sequence[View], rulebook: Rulebook) -> list[Problem]:
    """Everything that the rules find in the views of one letter, each fault once."""
    found: dict[_Fault, set[str]] = {}
    for view in views:
        audiences = view.draft.template.audiences
        for rule in rulebook.about(view.draft.template.stage, view.regime):
            if rule.same_for_all and view.regime != audiences[0]:
                continue
            if not view.supposing(rule.supposing).concerns(rule):
                continue
            for finding in rule.judge(view):
                regimes = audiences if rule.same_for_all else (view.regime,)
                found.setdefault(_Fault(view.version, rule, finding), set()).update(regimes)
    guide = Guide(views[0].draft.library)
    return [_said_to(_problem(fault, guide), regimes, views[0].draft) for fault, regimes in found.items()]


class _Fault:
    """A finding in one version, the same for each regime: nodes are told apart by identity."""

    __slots__ = ("finding", "key", "rule", "version")

    def __init__(self, version: Version, rule: Rule, finding: Finding) -> None:
        self.version, self.rule, self.finding = version, rule, finding
        self.key = (version.name, rule.id, finding.part, id(finding.node), finding.excerpt, finding.message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fault) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _problem(fault: _Fault, guide: Guide) -> Problem:
    finding, rule = fault.finding, fault.rule
    blocks, source = fault.version.tree.parts[finding.part], fault.version.sources[finding.part]
    place = guide.place(finding.node, finding.excerpt, blocks, source)
    return Problem(path=place.path, line=place.line, message=finding.message, hint=rule.reason, check=rule.id)


def _said_to(problem: Problem, regimes: set[str], draft: Draft) -> Problem:
    """The problem; the regimes it was found for are named where the letter serves others too."""
    audiences = draft.template.audiences
    if len(regimes) == len(audiences):
        return problem
    return replace(problem, message=f"{problem.message} ({', '.join(a for a in audiences if a in regimes)})")
