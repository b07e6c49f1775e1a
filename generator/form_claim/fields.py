"""What the fields and choices of a form say, as the plain fields of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from generator.catalogue.model import Template
from generator.errors import Problem, ValueRefused
from generator.form_claim import rows
from generator.forms import Form
from generator.messages import NBSP, quoted
from generator.render.form_values import FormValues
from generator.values import VALUE_TYPES, money

_COUNTED = re.compile(r"invoices\.\d+\.(claimed|settled_on)")
_LEFT_OUT = ("disputed_amount", "not_yet_due_amount")
"""Parts of an invoice that a letter does not claim."""


class Reader:
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
        self._take_sums(flat)
        data = rows.nested(rows.without_empty(flat, self._rows))
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
                flat |= dict(rows.debtor(lines) if group == "debtor" else rows.address_of(group, lines))
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

    def _take_sums(self, flat: dict[str, str]) -> None:
        """What a form asks as computed and a claim holds: the amount of an invoice, the payment that settled it."""
        for path in [path for path in self.values.computed if _COUNTED.fullmatch(path)]:
            row, _, name = path.rpartition(".")
            try:
                self._take_sum(flat, row, is_settled=name == "settled_on")
            except ValueRefused as error:
                self._refuse(path, error)

    def _take_sum(self, flat: dict[str, str], row: str, *, is_settled: bool) -> None:
        """Amount = what is claimed or was paid + the parts that are left out; paid = amount - those parts."""
        left_out = sum((_sum(flat.get(f"{row}.{part}")) for part in _LEFT_OUT), Decimal(0))
        counted = self.values.computed.get(f"{row}.{'paid' if is_settled else 'claimed'}")
        if counted and f"{row}.amount" not in self.values.labels:
            flat[f"{row}.amount"] = str(_sum(counted) + left_out)
        has_payments = any(other.startswith(f"{row}.payments.") for other in flat)
        if is_settled and flat.get(f"{row}.amount") and not has_payments:
            paid = _sum(counted) if counted else _sum(flat[f"{row}.amount"]) - left_out
            flat[f"{row}.payments.0.paid_on"] = self.values.computed[f"{row}.settled_on"].strip()
            flat[f"{row}.payments.0.amount"] = str(paid)

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


def _sum(text: str | None) -> Decimal:
    return money.parse(text) if text else Decimal(0)


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
