"""From a filled form to a claim: what was typed and chosen, put where the claim has it; the rest is said.

The sums that the law computes are typed on paper and left here: where they differ from what the law gives, the
difference is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.catalogue.model import Catalogue, Template
from generator.claim import Channel, Claim, CreditorStatus, DebtorKind, dump, read
from generator.claim.yaml_text import write
from generator.errors import ClaimRefused, GeneratorError, Problem, ValueRefused
from generator.forms import MAX_ROWS, Form
from generator.law.calendar import deadline
from generator.letter.typography import space
from generator.messages import NBSP, quoted
from generator.produce import Prepared, prepare
from generator.render.form_values import FormValues
from generator.values import VALUE_TYPES, address, dates, money
from generator.values.choice import member
from generator.values.text import parse as parse_text

CARE_OF = re.compile(r"[àa] l['’]attention (?:de |d['’])\s*", re.IGNORECASE)
"""« À l’attention du » is left as it stands: the letter would say « de »."""
SERVICE = re.compile(
    r"(?:[àa] l['’]attention|service|direction|pôle|bureau|département|division|cellule|secrétariat|agence comptable)"
    r"\b",
    re.IGNORECASE,
)
"""How a line of an address begins that names a service rather than a street."""

LONGEST_DEADLINE = 365
COMPUTED_AGAIN = frozenset({"statement", "invoices", "letter", "words"})
"""First part of the paths that the law computes from the claim alone, or that repeat others in words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormClaim:
    """The claim that a form holds, and what is to be known of the reading."""

    form: Form
    claim: Claim
    warnings: tuple[Problem, ...]


def claim_of(catalogue: Catalogue, values: FormValues, *, path: str = "") -> FormClaim:
    """The claim; raises ClaimRefused with every reason at once where the form does not hold one."""
    form = form_of(values, path)
    template = catalogue.templates.get(form.letter)
    reader = _Reader(form=form, values=values, template=template)
    data = reader.data()
    try:
        claim = read(data, path=path)
    except ClaimRefused as error:
        raise ClaimRefused([*reader.problems, *reader.named(error.problems)]) from error
    if reader.problems:
        raise ClaimRefused(replace(problem, path=path) for problem in reader.problems)
    claim, more = _with_deadline(claim, values, template)
    prepared = _prepared(catalogue, template, claim)
    warnings = (*values.warnings, *reader.warnings, *more, *_other_total(values, prepared), *_left(values))
    return FormClaim(form=form, claim=claim, warnings=tuple(replace(w, path=path) for w in warnings))


def form_of(values: FormValues, path: str = "") -> Form:
    """Which form it is, by what it says of itself."""
    words = values.form.split(" ")
    try:
        letter, regime, sender, invoices = words
        if not 1 <= int(invoices) <= MAX_ROWS:
            raise ValueError(invoices)
        return Form(
            letter=letter,
            regime=member(DebtorKind, regime),
            sender=member(CreditorStatus, sender),
            invoices=int(invoices),
        )
    except ValueError:
        message = f"ce formulaire se dit {quoted(values.form)}, ce que Relance ne connaît pas"
        hint = "il vient d’une autre version : reprenez-en un avec « relance blank »"
        raise ClaimRefused([Problem(path=path, message=message, hint=hint, check="form-file")]) from None


def file_of(catalogue: Catalogue, found: FormClaim) -> str:
    """The claim as a YAML file that says what each value is."""
    template = catalogue.templates.get(found.form.letter)
    labels = {path: field.label for path, field in catalogue.fields.items()}
    labels |= {"answers": "Questions de cette lettre"}
    labels |= {f"answers.{question.name}": question.label for question in (template.questions if template else ())}
    title = template.title if template else found.form.letter
    audience = catalogue.vocabulary.audiences.get(found.form.regime.value)
    heading = f"Dossier lu dans le formulaire « {title} »" + (f", pour {audience.label.lower()}." if audience else ".")
    command = f"relance fill {found.form.letter} CE_FICHIER -o lettre.pdf"
    return write(dump(found.claim), labels=labels, heading=space(f"{heading}\nPour la lettre : {command}"))


class _Reader:
    """Puts what a form says where the claim has it. ``problems`` refuse it, ``warnings`` do not."""

    def __init__(self, *, form: Form, values: FormValues, template: Template | None) -> None:
        self.form = form
        self.values = values
        self.template = template
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._said = _by_path(values.said)
        self._decisions = dict(self._decided())
        self._rows: dict[str, str] = {}  # path in the claim → path in the form, where a row before it is empty

    def data(self) -> dict[str, Any]:
        """The plain fields of the claim."""
        flat: dict[str, str] = {}
        for path, text in self.values.typed.items():
            if not self._is_denied(path) and not path.startswith("answers."):
                flat[path] = text.strip()
        flat |= {path: value for path, value in self._decisions.items() if _is_claim_path(path)}
        self._take_addresses(flat)
        self._take_due_dates(flat)
        self._take_settlements(flat)
        data = _nested(_without_empty_rows(flat, self._rows))
        data.setdefault("creditor", {})["status"] = self.form.sender.value
        data.setdefault("debtor", {})["kind"] = self.form.regime.value
        if answers := dict(self._answers()):
            data["answers"] = answers
        return data

    # -- what choices say

    def _decided(self) -> Iterator[tuple[str, str]]:
        """Each field that choices answer, with its answer; where they differ, the first one stands and it is told."""
        for path, answers in self._said.items():
            definite = list(dict.fromkeys(answer for answer in answers if answer not in ("", "*")))
            if len(definite) > 1:
                self.warnings.append(_contradiction(path, self._label(path), definite))
            if definite and not self._is_denied(path.rpartition(".")[0]):
                yield path, definite[0]

    def _is_denied(self, path: str) -> bool:
        """Whether the form says that nothing is there, or in the group around it."""
        parts = path.split(".")
        groups = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
        return any(set(self._said.get(group, ())) == {""} for group in groups)

    # -- answers

    def _answers(self) -> Iterator[tuple[str, str]]:
        """Answers to the letter's questions, but those that are its defaults: a claim says what its author said."""
        typed = {
            p: t.strip() for p, t in self.values.typed.items() if p.startswith("answers.") and not self._is_denied(p)
        }
        questions = {question.name: question for question in self.template.questions} if self.template else {}
        for path, text in (typed | self._decisions).items():
            group, _, name = path.partition(".")
            question = questions.get(name)
            if group != "answers":
                continue
            if question is None:
                yield name, text
            elif text != (question.default or ("no" if question.type == "yes_no" else None)):
                yield from self._answer(name, question.type, text)

    def _answer(self, name: str, type: str, text: str) -> Iterator[tuple[str, str]]:
        if type in ("choice", "yes_no"):
            yield name, text
            return
        try:
            value = VALUE_TYPES[type].parse(text)
        except ValueRefused as error:
            self._refuse(f"answers.{name}", error)
        else:
            yield name, value.isoformat() if isinstance(value, date) else str(value)

    # -- addresses and dates

    def _take_addresses(self, flat: dict[str, str]) -> None:
        for path, group in (("creditor.address", "creditor"), ("recipient", "debtor")):
            text = flat.pop(path, "")
            if not text:
                continue
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            try:
                flat |= dict(_debtor(lines) if group == "debtor" else _address(group, lines))
            except ValueRefused as error:
                self._refuse(path, error)

    def _take_due_dates(self, flat: dict[str, str]) -> None:
        """« Au terme du délai légal »: the law finds the day, if it knows when the work was done."""
        for path in [path for path in flat if path.endswith(".due_by_law")]:
            is_by_law, row = flat.pop(path) == "yes", path.rpartition(".")[0]
            if not is_by_law:
                continue
            if flat.get(f"{row}.performed_on") or flat.get(f"{row}.received_on"):
                flat.pop(f"{row}.due_on", None)
            else:
                self.warnings.append(_undated(f"{row}.due_on", self._label(f"{row}.due_on")))

    def _take_settlements(self, flat: dict[str, str]) -> None:
        """An invoice that was paid late: the day and the sum are its payment, where the form asks for no other."""
        for path, day in self.values.computed.items():
            row, _, name = path.rpartition(".")
            paid = self.values.computed.get(f"{row}.paid")
            if name == "settled_on" and paid and not any(other.startswith(f"{row}.payments.") for other in flat):
                flat |= {f"{row}.payments.0.paid_on": day.strip(), f"{row}.payments.0.amount": paid.strip()}

    # -- words

    def _label(self, path: str) -> str:
        return self.values.labels.get(path, path)

    def _refuse(self, path: str, error: ValueRefused) -> None:
        message = f"{self._label(path)}{NBSP}: {error.message}"
        self.problems.append(Problem(field=path, message=message, hint=error.hint, check="form-value"))

    def named(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Problems of the claim, by the names that the form has for its fields."""
        for problem in problems:
            path = self._rows.get(problem.field, problem.field)
            label = self.values.labels.get(path)
            named = (
                f"{label}{NBSP}: {problem.message}" if label and "manque" not in problem.message else problem.message
            )
            yield replace(problem, field=path, message=named)


def _by_path(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, answer in said:
        found.setdefault(path, []).append(answer)
    return found


def _is_claim_path(path: str) -> bool:
    """A field of the claim, or the one computed answer that tells how a date came about."""
    return path.split(".")[0] not in ("answers", "statement") and not re.fullmatch(r"reminders\.\d+", path)


def _contradiction(path: str, label: str, answers: list[str]) -> Problem:
    return Problem(
        field=path,
        message=f"{label}{NBSP}: deux choix du formulaire se contredisent ({', '.join(answers)})",
        hint=f"{quoted(answers[0])} est retenu, corrigez-le dans le dossier s’il le faut",
        check="form-contradiction",
    )


def _undated(path: str, label: str) -> Problem:
    return Problem(
        field=path,
        message=f"{label}{NBSP}: le délai légal court de la prestation, dont le formulaire ne dit pas la date",
        hint="la date typée est gardée ; ajoutez performed_on au dossier",
        check="form-due-date",
    )


# --- addresses ------------------------------------------------------------------------------------


def _debtor(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Name first; then, before the street, whom it may concern and a service."""
    name, *rest = lines
    yield "debtor.name", parse_text(name)
    street: list[str] = []
    for line in rest:
        if found := CARE_OF.match(line):
            yield "debtor.contact", line[found.end() :]
        elif SERVICE.match(line) and not street:
            yield "debtor.service", line
        else:
            street.append(line)
    yield from _address("debtor", street)


def _address(group: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    read = address.parse("\n".join(lines))
    for number, line in enumerate(read.lines):
        yield f"{group}.address.lines.{number}", line
    yield f"{group}.address.postcode", read.postcode
    yield f"{group}.address.city", read.city
    if read.country != address.FRANCE:
        yield f"{group}.address.country", read.country


# --- from paths to groups -------------------------------------------------------------------------


def _without_empty_rows(flat: Mapping[str, str], rows: dict[str, str]) -> dict[str, str]:
    """The rows of each list without gaps: the third one is the second where the second is empty."""
    typed = {path: value for path, value in flat.items() if value}
    out: dict[str, str] = {}
    for path, value in typed.items():
        parts = path.split(".")
        for index, part in enumerate(parts):
            if part.isdigit():
                group = ".".join(path.split(".")[:index])
                parts[index] = str(sorted({_number(other, group) for other in typed} - {-1}).index(int(part)))
        new = ".".join(parts)
        rows[new] = path
        out[new] = value
    return out


def _number(path: str, group: str) -> int:
    """The row of ``group`` that a path is in, -1 if it is in none."""
    head = path.removeprefix(f"{group}.").partition(".")[0]
    return int(head) if path.startswith(f"{group}.") and head.isdigit() else -1


def _nested(flat: Mapping[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for path in sorted(flat, key=_sort_key):
        _put(data, path.split("."), flat[path])
    return data


def _sort_key(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in path.split(".")]


def _put(node: Any, parts: list[str], value: str) -> None:
    """The value at a path; a number makes a list."""
    head, *rest = parts
    if not rest:
        if isinstance(node, list):
            node.append(value)
        else:
            node[head] = value
        return
    empty: Any = [] if rest[0].isdigit() else {}
    if isinstance(node, list):
        if int(head) == len(node):
            node.append(empty)
        _put(node[int(head)], rest, value)
    else:
        _put(node.setdefault(head, empty), rest, value)


# --- what the law computes ------------------------------------------------------------------------


def _with_deadline(claim: Claim, values: FormValues, template: Template | None) -> tuple[Claim, tuple[Problem, ...]]:
    """The days that lead to the date typed: the letter's own number if it does."""
    typed, limits = values.computed.get("letter.deadline"), template.deadline if template else None
    if not typed or not limits or not claim.letter.on or template is None:
        return claim, ()
    try:
        wanted = dates.parse(typed)
    except ValueRefused as error:
        return claim, (_not_taken("letter.deadline", values, error.message),)
    channel = claim.letter.channel or member(Channel, template.channels[0])
    postcode = claim.debtor.address.postcode if claim.debtor.address else None
    candidates = [limits.default_days, *range(1, LONGEST_DEADLINE)]
    days = next((n for n in candidates if deadline(claim.letter.on, n, channel, postcode) == wanted), None)
    if days is None:
        reason = f"{quoted(typed)} n’est pas un jour ouvrable qui suive la lettre"
        return claim, (_not_taken("letter.deadline", values, reason),)
    if days == limits.default_days:
        return claim, ()
    letter = claim.letter.model_copy(update={"deadline_days": days})
    return claim.model_copy(update={"letter": letter}), ()


def _not_taken(path: str, values: FormValues, reason: str) -> Problem:
    return Problem(
        field=path,
        message=f"{values.labels.get(path, path)}{NBSP}: {reason}",
        hint="la lettre remplie fixera la date par son délai habituel",
        check="form-computed",
    )


def _prepared(catalogue: Catalogue, template: Template | None, claim: Claim) -> Prepared | None:
    """The letter that the claim gives, where it gives one: the law may refuse it, which `fill` will say."""
    if template is None or claim.letter.on is None:
        return None
    try:
        return prepare(catalogue, template, claim, on=claim.letter.on)
    except GeneratorError:
        return None


def _left(values: FormValues) -> Iterator[Problem]:
    """What was typed of a plan, and the like: the claim keeps the answers that make it."""
    roots = {path.partition(".")[0] for path in values.computed} - COMPUTED_AGAIN
    for root in sorted(roots):
        typed = [path for path in values.computed if path.partition(".")[0] == root]
        yield Problem(
            field=root,
            message=f"{len(typed)} champs du formulaire ne sont pas repris, la lettre les calcule"
            f" ({values.labels.get(typed[0], typed[0])}…)",
            hint="répondez aux questions de la lettre dans le dossier : « relance show » les donne",
            check="form-computed",
        )


def _other_total(values: FormValues, prepared: Prepared | None) -> Iterator[Problem]:
    typed = values.computed.get("statement.total")
    if prepared is None or not typed:
        return
    try:
        differs = money.parse(typed) != prepared.statement.total
    except ValueRefused:
        differs = True
    if differs:
        computed = money.format(prepared.statement.total)
        yield Problem(
            field="statement.total",
            message=f"{values.labels.get('statement.total', 'Total')}{NBSP}: le formulaire porte {quoted(typed)},"
            f" le calcul donne {computed}",
            hint="la lettre remplie portera ce que donne le calcul",
            check="form-computed",
        )
