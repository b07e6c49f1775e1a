"""Checks across fields: an order of dates, sums that cannot exceed the invoice, repeated numbers.

They read the plain data, field by field, and stay silent where a field is missing or unreadable: that
has its own message. What the law refuses is not here but in `law`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from generator.claim.model import ZERO, as_text
from generator.errors import Problem, ValueRefused
from generator.messages import quoted
from generator.values import address, dates, money

Value = TypeVar("Value")


class _Group(Struct, frozen=True):
    """A group of fields of the plain data, read leniently."""

    fields: Mapping[str, object]
    path: str

    @classmethod
    def of(cls, data: object, path: str = "") -> _Group:
        return cls(data if isinstance(data, Mapping) else {}, path)

    def at(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self.path}.{name}".lstrip(".")

    def group(self, name: str) -> _Group:
        return _Group.of(self.fields.get(name), self.at(name))

    def groups(self, name: str) -> list[_Group]:
        items = self.fields.get(name)
        listed = items if isinstance(items, list | tuple) else []
        return [_Group.of(item, f"{self.at(name)}.{index}") for index, item in enumerate(listed)]

    def value(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        """Return the value of a field, None when it is absent or refused."""
        try:
            return parse(as_text(self.fields[name]))
        except (KeyError, ValueRefused):
            return None

    def day(self, name: str) -> date | None:
        return self.value(name, dates.parse)

    def amount(self, name: str) -> Decimal:
        return self.value(name, money.parse) or ZERO

    def text(self, name: str) -> str:
        return self.value(name, str.strip) or ""


def cross_problems(data: object) -> list[Problem]:
    """Return every contradiction between fields of the plain data of a claim."""
    claim = _Group.of(data)
    invoices = claim.groups("invoices")
    kind = claim.group("debtor").text("kind")
    return [
        *(problem for party in ("creditor", "debtor") for problem in _postcode(claim.group(party).group("address"))),
        *(problem for invoice in invoices for problem in _invoice_problems(invoice, kind)),
        *_repeated_numbers(invoices),
        *_reminder_problems(claim),
    ]


def _invoice_problems(invoice: _Group, kind: str) -> Iterator[Problem]:
    yield from _due_date(invoice, kind)
    yield from _before_issue(invoice, "due_on", "l’échéance", "vérifiez les deux dates")
    yield from _before_issue(invoice, "received_on", "la réception de la facture", "vérifiez les deux dates")
    hint = f"un acompte versé avant la facture se déduit de {quoted('amount')}, qui est la somme restant à payer"
    for payment in invoice.groups("payments"):
        yield from _order(
            payment, "paid_on", "le règlement", invoice.day("issued_on"), "l’émission de la facture", hint
        )
    yield from _too_much(invoice)


def _due_date(invoice: _Group, kind: str) -> Iterator[Problem]:
    """Without a due date, the law gives one to professionals and public bodies, from a date it needs."""
    if invoice.fields.get("due_on") is not None or kind not in {"professional", "consumer", "public_body"}:
        return
    sources = [] if kind == "consumer" else ["performed_on", "received_on"]
    if any(source in invoice.fields for source in sources):
        return
    hint = f"ajoutez le champ {quoted('due_on')}"
    if sources:
        hint += f", ou {quoted('performed_on')} (exécution) pour la calculer selon la loi"
    yield Problem(
        field=invoice.at("due_on"),
        message="la date d’échéance de la facture manque",
        hint=hint,
        check="claim-missing",
    )


def _before_issue(invoice: _Group, name: str, what: str, hint: str) -> Iterator[Problem]:
    return _order(invoice, name, what, invoice.day("issued_on"), "l’émission de la facture", hint)


def _order(group: _Group, name: str, what: str, start: date | None, since: str, hint: str) -> Iterator[Problem]:
    """Refuse a day that comes before the one it must follow."""
    day = group.day(name)
    if day and start and day < start:
        yield Problem(
            field=group.at(name),
            message=f"{what} ({dates.format(day)}) précède {since} ({dates.format(start)})",
            hint=hint,
            check="claim-date-order",
        )


def _too_much(invoice: _Group) -> Iterator[Problem]:
    """What is paid, credited, disputed or not yet due cannot exceed the invoice."""
    amount = invoice.value("amount", money.parse_positive)
    if amount is None:
        return
    parts = {
        "réglés": sum((payment.amount("amount") for payment in invoice.groups("payments")), ZERO),
        "en avoir": sum((note.amount("amount") for note in invoice.groups("credit_notes")), ZERO),
        "contestés": invoice.amount("disputed_amount"),
        "pas encore échus": invoice.amount("not_yet_due_amount"),
    }
    total = sum(parts.values(), ZERO)
    if total > amount:
        detail = " + ".join(f"{money.format(part)} {name}" for name, part in parts.items() if part)
        yield Problem(
            field=invoice.at("amount"),
            message=f"{money.format(total)} ({detail}) dépassent le montant de la facture, {money.format(amount)}",
            hint="vérifiez les montants, ou retirez la facture si elle est soldée",
            check="claim-sum",
        )


def _repeated_numbers(invoices: list[_Group]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, invoice in enumerate(invoices):
        number = invoice.text("number")
        if number and first.setdefault(number, index) != index:
            yield Problem(
                field=invoice.at("number"),
                message=f"le numéro {quoted(number)} est déjà celui de la facture {first[number] + 1} de la liste",
                hint="retirez la facture en double, ou corrigez son numéro",
                check="claim-duplicate-invoice",
            )


def _reminder_problems(claim: _Group) -> Iterator[Problem]:
    letter_on = claim.group("letter").day("on")
    for reminder in claim.groups("reminders"):
        sent = reminder.day("sent_on")
        yield from _order(reminder, "received_on", "la réception", sent, "l’envoi", "vérifiez les deux dates")
        if sent and letter_on and sent > letter_on:
            yield Problem(
                field=reminder.at("sent_on"),
                message=f"la relance du {dates.format(sent)} est postérieure à la lettre, du {dates.format(letter_on)}",
                hint="vérifiez les deux dates, ou retirez cette relance",
                check="claim-date-order",
            )


def _postcode(place: _Group) -> Iterator[Problem]:
    """Five digits in France: a zero lost by a spreadsheet is the usual fault."""
    country = place.value("country", address.parse_country) if "country" in place.fields else address.FRANCE
    try:
        if country and "postcode" in place.fields:
            address.parse_postcode(place.text("postcode"), country=country)
    except ValueRefused as refused:
        yield Problem(field=place.at("postcode"), message=refused.message, hint=refused.hint, check="claim-value")
