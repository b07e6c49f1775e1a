"""« Quelle lettre envoyer ? »: the decision table of `advice.yml`, read, checked, and applied to facts.

Facts answer questions; rules are read from the top, and the first whose conditions all hold gives the outcome. The
page applies the same table by the same rule (`browser/src/advice/decide.ts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import AfterValidator, Field

from generator.catalogue.lines import line_of
from generator.catalogue.reading import load_yaml, validate
from generator.catalogue.repealed import repealed_in
from generator.catalogue.schema import Day, Model, Number, Word, Words
from generator.errors import Problem
from generator.letter.typography import space
from generator.messages import listed, quoted

CHECK = "advice"
DUE_ON = "due_on"
"""The question that a date answers; the fact that it gives is the lateness."""
LATENESS = "lateness"
DEBTOR = "debtor"
NOT_DUE, NEAR_LIMIT, EXPIRED = "not_due", "near_limit", "expired"
"""Degrees of lateness that the program finds; the others are counted in days."""
REGIMES: Mapping[str, tuple[str, bool]] = {
    "professional": ("professional", False),
    "consumer": ("consumer", True),
    "non_professional": ("consumer", False),
    "public_body": ("public_body", False),
}
"""What each client is in a claim: its kind, and whether it is a natural person. One abroad is asked in the letter."""
CLIENTS = (*REGIMES, "foreign")
"""The kinds of client that the questionnaire tells apart: more than a claim does."""

French = Annotated[Words, AfterValidator(space)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]


class Option(Model):
    """An answer; ``for`` names the clients to whom it is offered, all of them if empty."""

    value: Word = Field(description="Le mot que les règles comparent, en anglais.")
    label: French = Field(description="La réponse, telle que le visiteur la lit.")
    help: French | Literal[""] = Field(default="", description="Ce qui aide à la choisir, en petit sous elle.")
    for_: tuple[Word, ...] = Field(
        default=(), alias="for", description="Les clients à qui elle se propose ; sans cette clé : tous."
    )


class Question(Model):
    """A question and its answers; the one without answers asks for the due date."""

    name: Word = Field(description="Son nom, en anglais : les règles l’emploient dans « when ».")
    label: French = Field(description="La question, telle que le visiteur la lit.")
    help: French | Literal[""] = Field(default="", description="Ce qu’il faut savoir pour répondre.")
    default: Word | Literal[""] = Field(default="", description="La réponse déjà choisie.")
    options: tuple[Option, ...] = Field(
        default=(), description="Les réponses au choix ; « due_on » n’en a pas : elle attend une date."
    )


class Degree(Model):
    """A degree of lateness; ``max_days`` ends those that are counted in days."""

    value: Word = Field(description="Le mot que les règles comparent, en anglais.")
    label: French = Field(description="Ce retard, tel que le visiteur le lit.")
    max_days: Number | None = Field(default=None, description="Son dernier jour de retard ; le plus long n’en a pas.")


class Rule(Model):
    """All facts named must have one of the values listed."""

    when: dict[Word, tuple[Word, ...]] = Field(
        min_length=1, description="Des faits, et pour chacun les valeurs qui conviennent : tous doivent tenir."
    )
    outcome: Name = Field(description="Le nom d’une réponse, dans « outcomes ».")


class Outcome(Model):
    """A letter, or none with the page that says what to do; ``checks`` is what to look at first."""

    letter: Name | Literal[""] = Field(default="", description="Le dossier de la lettre à envoyer.")
    title: French | Literal[""] = Field(
        default="", description="S’il n’y a pas de lettre, ce qu’il faut faire : « Aucune lettre : … »."
    )
    page: Words = Field(description="La page de docs/ qui en dit plus : « guide/index.md ».")
    reason: French = Field(description="Pourquoi cette réponse, en deux phrases.")
    checks: tuple[Word, ...] = Field(description="Ce qu’il faut vérifier d’abord : des noms de « checks ».")


class Check(Model):
    """Something to look at first, and the article that asks for it."""

    say: French = Field(description="Ce qu’il faut vérifier, dit au visiteur.")
    article: French | Literal[""] = Field(default="", description="L’article qui le demande.")
    checked_on: Day | None = Field(default=None, description="Le jour où quelqu’un l’a lu, en AAAA-MM-JJ.")
    confidence: Literal["high", "medium"] = Field(
        default="high", description="« medium » si personne n’a lu le texte lui-même."
    )
    for_: tuple[Word, ...] = Field(
        default=(), alias="for", description="Les clients que cela concerne ; sans cette clé : tous."
    )


class Advice(Model):
    """The table."""

    questions: tuple[Question, ...] = Field(min_length=1, description="Les questions, dans l’ordre où on les pose.")
    lateness: tuple[Degree, ...] = Field(min_length=1, description="Les degrés du retard, du plus court au plus long.")
    rules: tuple[Rule, ...] = Field(min_length=1, description="Les règles : la première qui tient donne la réponse.")
    outcomes: dict[Name, Outcome] = Field(description="Les réponses, sous leur nom.")
    checks: dict[Word, Check] = Field(description="Ce qu’il faut vérifier d’abord, sous son nom.")

    def options(self, question: str, debtor: str = "") -> tuple[Option, ...]:
        """The answers offered to a client, to anybody where it is not known."""
        found = next((one.options for one in self.questions if one.name == question), ())
        return tuple(option for option in found if not debtor or not option.for_ or debtor in option.for_)

    @property
    def facts(self) -> tuple[str, ...]:
        """What rules may speak of, in the order in which it is asked."""
        return tuple(LATENESS if question.name == DUE_ON else question.name for question in self.questions)

    def values(self, fact: str, debtor: str = "") -> tuple[str, ...]:
        """The values that a fact can have."""
        if fact == LATENESS:
            return tuple(degree.value for degree in self.lateness)
        return tuple(option.value for option in self.options(fact, debtor))

    def checks_for(self, outcome: Outcome, debtor: str) -> tuple[Check, ...]:
        """What this client's creditor is to look at first."""
        found = (self.checks[name] for name in outcome.checks)
        return tuple(check for check in found if not debtor or not check.for_ or debtor in check.for_)


# --- deciding -------------------------------------------------------------------------------------


class Decision(Struct, frozen=True):
    """The outcome's id, or the fact that is to be asked next; both empty where no rule holds."""

    outcome: str = ""
    ask: str = ""


def decide(advice: Advice, facts: Mapping[str, str]) -> Decision:
    """The first rule that holds, once nothing unknown could make an earlier one hold."""
    unknown: set[str] = set()
    for rule in advice.rules:
        waits = _unknown_of(advice, rule, facts)
        if waits is None:
            continue
        if not waits and not unknown:
            return Decision(outcome=rule.outcome)
        unknown |= waits
        if not waits:
            break
    return Decision(ask=next((fact for fact in advice.facts if fact in unknown), ""))


def _unknown_of(advice: Advice, rule: Rule, facts: Mapping[str, str]) -> set[str] | None:
    """The facts on which a rule still hangs; None where it cannot hold."""
    waits: set[str] = set()
    for fact, wanted in rule.when.items():
        possible = {facts[fact]} if fact in facts else set(advice.values(fact, facts.get(DEBTOR, "")))
        if not possible & set(wanted):
            return None
        if not possible <= set(wanted):
            waits.add(fact)
    return waits


def situations(advice: Advice, facts: Mapping[str, str] | None = None) -> Iterator[tuple[dict[str, str], Decision]]:
    """Every course that the questions can take, with what it ends in."""
    known = dict(facts or {})
    decision = decide(advice, known)
    if not decision.ask:
        yield known, decision
        return
    for value in advice.values(decision.ask, known.get(DEBTOR, "")):
        yield from situations(advice, {**known, decision.ask: value})


# --- reading --------------------------------------------------------------------------------------


def read_advice(text: str, path: str, problems: list[Problem]) -> Advice | None:
    """The table, None where it cannot be used; ``problems`` takes what is wrong with it."""
    advice, found = _read(text, path)
    problems += found
    return advice


@lru_cache(maxsize=1)
def _read(text: str, path: str) -> tuple[Advice | None, tuple[Problem, ...]]:
    """The same, once for the table by itself and for the letters beside it."""
    problems: list[Problem] = []
    loaded = load_yaml(text, path, problems)
    advice = validate(Advice, loaded, path, problems) if loaded else None
    if advice is None or loaded is None:
        return None, tuple(problems)
    found = [
        Problem(path=path, line=line_of(loaded.lines, *place), message=message, hint=hint, check=CHECK)
        for place, message, hint in _faults(advice)
    ]
    problems += [*found, *repealed_in(text, path)]
    return None if found else advice, tuple(problems)


Place = tuple[int | str, ...]
Fault = tuple[Place, str, str]


def _faults(advice: Advice) -> Iterator[Fault]:
    """What the shape of the file cannot say."""
    yield from _faults_of_words(advice)
    for index, rule in enumerate(advice.rules):
        yield from _faults_of_rule(advice, index, rule)
    for name, outcome in advice.outcomes.items():
        place: Place = ("outcomes", name)
        if bool(outcome.letter) == bool(outcome.title):
            yield place, f"{quoted(name)} a une lettre ou un titre, l’un des deux", "titre : « Aucune lettre : … »"
        for check in outcome.checks:
            if check not in advice.checks:
                yield place, f"vérification inconnue {quoted(check)}", f"connues : {listed(advice.checks, 'et')}"
    used = {check for outcome in advice.outcomes.values() for check in outcome.checks}
    for name, check_ in advice.checks.items():
        if name not in used:
            yield ("checks", name), f"{quoted(name)} ne sert à aucune réponse", "retirez-la"
        if bool(check_.article) != (check_.checked_on is not None):
            yield ("checks", name), f"{quoted(name)} : un article va avec le jour où il a été relu", "checked_on"


def _faults_of_words(advice: Advice) -> Iterator[Fault]:
    clients = advice.values(DEBTOR)
    names = [question.name for question in advice.questions]
    if DUE_ON not in names or DEBTOR not in names or len(set(names)) < len(names):
        yield ("questions",), "chaque question a son nom, et il y faut debtor et due_on", ""
    degrees = advice.values(LATENESS)
    if missing := [name for name in (NOT_DUE, NEAR_LIMIT, EXPIRED) if name not in degrees]:
        yield ("lateness",), f"il manque {listed(map(quoted, missing), 'et')}", ""
    counted = [d.max_days for d in advice.lateness if d.value not in (NOT_DUE, NEAR_LIMIT, EXPIRED)]
    ends = [days for days in counted if days is not None]
    if counted[-1:] != [None] or len(ends) < len(counted) - 1 or sorted(set(ends)) != ends:
        yield ("lateness",), "les degrés comptés en jours croissent, et le dernier n’a pas de max_days", ""
    for index, question in enumerate(advice.questions):
        values = [option.value for option in question.options]
        if bool(values) == (question.name == DUE_ON) or len(set(values)) < len(values):
            yield ("questions", index), "due_on attend une date, les autres des réponses différentes", ""
        if question.default and question.default not in values:
            yield ("questions", index), f"réponse inconnue {quoted(question.default)}", listed(values)
    named = {client for question in advice.questions for option in question.options for client in option.for_}
    named |= {client for check in advice.checks.values() for client in check.for_}
    for client in named - set(clients):
        yield ("questions",), f"client inconnu {quoted(client)}", f"connus : {listed(clients, 'et')}"


def _faults_of_rule(advice: Advice, index: int, rule: Rule) -> Iterator[Fault]:
    place: Place = ("rules", index)
    if rule.outcome not in advice.outcomes:
        yield place, f"réponse inconnue {quoted(rule.outcome)}", f"connues : {listed(advice.outcomes, 'et')}"
    for fact, wanted in rule.when.items():
        known = advice.values(fact)
        for value in wanted:
            if value not in known:
                yield place, f"{quoted(fact)} ne peut pas être {quoted(value)}", f"au choix : {listed(known)}"
