"""A claim written in a form as its author would: which form, what goes in each field, which option is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from generator import strict_yaml
from generator.catalogue.model import Template
from generator.claim import Claim, CreditorStatus, dump
from generator.claim import read as read_claim
from generator.forms import SEVERAL, Form
from generator.law.statement import StatementLine
from generator.letter.controls import ALTERNATIVE, CHECK, CHOICE
from generator.letter.nodes import Document, Option
from generator.produce import Prepared, prepare
from generator.values.address import FRANCE
from tests.letters import catalogue
from tests.render.word_forms import Entries, controls_of

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_AMOUNT = re.compile(r"\d+\.\d+")


@cache
def examples() -> Mapping[str, tuple[Template, Claim]]:
    """Each example of the catalogue, by its letter and its name."""
    return {
        f"{template.id}--{example.name}": (template, claim_of(example.claim_text, example.path))
        for template in catalogue().templates.values()
        for example in template.examples
    }


def claim_of(text: str, path: str = "") -> Claim:
    return read_claim(strict_yaml.load(text, path=path).data)


def form_for(template: Template, claim: Claim) -> Form:
    """The form that a claim's author would take."""
    return Form(
        letter=template.id,
        regime=claim.debtor.kind,
        sender=claim.creditor.status or CreditorStatus.COMPANY,
        invoices=1 if len(claim.invoices) == 1 else SEVERAL,
    )


def said_of(template: Template, claim: Claim) -> dict[str, str]:
    """Every value by its path, as its author types it: what the claim says, what the law computes of it, defaults."""
    assert claim.letter.on
    made = prepare(catalogue(), template, claim, on=claim.letter.on)
    defaults = {f"answers.{question.name}": question.default for question in template.questions if question.default}
    said = {path: text for path, text in defaults.items() if path.removeprefix("answers.") in made.answers["answers"]}
    said |= dict(flat({"statement": made.answers["statement"], "plan": made.answers.get("plan", {})}))
    said |= {f"letter.{name}": _typed(made.answers["letter"][name]) for name in ("channel", "deadline", "place")}
    for number, line in enumerate(_lines(made, claim)):
        for name in ("due_on", "amount", "claimed", "paid", "settled_on", "days_late", "due_by_law"):
            said[f"invoices.{number}.{name}"] = _typed(getattr(line, name))
    return (
        said
        | dict(flat(dump(claim)))
        | {
            "recipient": _recipient(claim),
            "creditor.address": _address(claim.creditor.address),
        }
    )


def _lines(made: Prepared, claim: Claim) -> Iterator[StatementLine]:
    by_number = {line.number: line for line in made.statement.lines}
    return (by_number[invoice.number] for invoice in claim.invoices)


def entries_of(document: Document, said: Mapping[str, str]) -> Entries:
    """What the author types, chooses and ticks."""
    texts: dict[str, str] = {}
    options: dict[str, int] = {}
    ticks: dict[str, bool] = {}
    for control in controls_of(document):
        chosen = _chosen(control.options, said)
        if control.type == CHECK:
            ticks[control.path] = bool(control.default) if chosen is None else chosen == 0
        elif control.type == ALTERNATIVE:
            kept = int(control.default) if chosen is None else chosen
            ticks[f"{control.path}={control.state}"] = control.state == kept
        elif control.type == CHOICE:
            if chosen is not None:
                options[control.path] = chosen
        elif said.get(control.path):
            texts[control.path] = said[control.path]
    return Entries(texts=texts, options=options, ticks=ticks)


def _chosen(options: tuple[Option, ...], said: Mapping[str, str]) -> int | None:
    """The first option that says something of this claim, all of it true."""
    for number, option in enumerate(options):
        if option.sets and all(_is_true(path, answer, said) for path, answer in option.sets):
            return number
    return next((number for number, option in enumerate(options) if not option.sets), None)


def _is_true(path: str, answer: str, said: Mapping[str, str]) -> bool:
    here = any(other == path or other.startswith(f"{path}.") for other in said)
    if answer in ("", "*"):
        return here == (answer == "*")
    return said.get(path, "no" if answer == "no" else "") == answer


def flat(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value by its path, as it is typed in French."""
    if isinstance(data, Struct):
        data = asdict(data)
    if isinstance(data, Mapping):
        pairs = [(str(name), value) for name, value in data.items()]
    elif isinstance(data, list | tuple):
        pairs = [(str(number), value) for number, value in enumerate(data)]
    else:
        yield path, _typed(data)
        return
    for name, value in pairs:
        yield from flat(value, f"{path}.{name}".removeprefix("."))


def _typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if found := _DAY.fullmatch(text):
        return "/".join(reversed(found.groups()))
    return text.replace(".", ",") if _AMOUNT.fullmatch(text) else text


def _recipient(claim: Claim) -> str:
    debtor = claim.debtor
    care_of = [f"À l’attention de {debtor.contact}"] if debtor.contact else []
    return "\n".join([debtor.name, *care_of, *filter(None, [debtor.service]), _address(debtor.address)])


def _address(address: Any) -> str:
    if address is None:
        return ""
    abroad = [address.country] if address.country != FRANCE else []
    return "\n".join([*address.lines, f"{address.postcode} {address.city}", *abroad])
