"""What a form has typed that the law computes: taken where a claim can say it, else told where it differs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.catalogue.model import Catalogue, Template
from generator.claim import ZERO, Channel, Claim
from generator.errors import GeneratorError, Problem, ValueRefused
from generator.law.calendar import deadline
from generator.messages import NBSP, quoted
from generator.produce import Prepared, prepare
from generator.render.form_values import FormValues
from generator.values import dates, money
from generator.values.choice import member


def with_deadline(claim: Claim, values: FormValues, template: Template | None) -> tuple[Claim, tuple[Problem, ...]]:
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
    candidates = [limits.default_days, *range(limits.min_days, limits.max_days + 1)]
    days = next((n for n in candidates if deadline(claim.letter.on, n, channel, postcode) == wanted), None)
    if days is None:
        reason = (
            f"{quoted(typed)} n’est pas un jour ouvrable qui suive la lettre de {limits.min_days} à"
            f" {limits.max_days} jours"
        )
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


def prepared(catalogue: Catalogue, template: Template | None, claim: Claim) -> Prepared | None:
    """The letter that the claim gives, where it gives one: the law may refuse it, which `fill` will say."""
    if template is None or claim.letter.on is None:
        return None
    try:
        return prepare(catalogue, template, claim, on=claim.letter.on)
    except GeneratorError:
        return None


def differences(values: FormValues, claim: Claim, made: Prepared | None) -> Iterator[Problem]:
    """The sums that were typed otherwise than they are computed, from the claim alone where it gives no letter yet."""
    sums = {
        "statement.disputed": sum((one.disputed_amount or ZERO for one in claim.invoices), ZERO),
        "statement.not_yet_due": sum((one.not_yet_due_amount or ZERO for one in claim.invoices), ZERO),
    }
    if made:
        sums |= {"statement.principal": made.statement.principal, "statement.total": made.statement.total}
        sums |= dict(_claimed(values, made))
    for path, computed in sums.items():
        yield from _difference(path, values, computed)


def _claimed(values: FormValues, made: Prepared) -> Iterator[tuple[str, Decimal]]:
    """What is left to pay of each invoice of the form, by its path there."""
    by_number = {line.number: line for line in made.statement.lines}
    for path, number in values.typed.items():
        row, _, name = path.rpartition(".")
        if name == "number" and row.startswith("invoices.") and number.strip() in by_number:
            yield f"{row}.claimed", by_number[number.strip()].claimed


def _difference(path: str, values: FormValues, computed: Decimal) -> Iterator[Problem]:
    typed = values.computed.get(path)
    if not typed:
        return
    try:
        differs = money.parse(typed) != computed
    except ValueRefused:
        differs = True
    if differs:
        yield Problem(
            field=path,
            message=f"{values.labels.get(path, path)}{NBSP}: le formulaire porte {quoted(typed)},"
            f" le calcul donne {money.format(computed)}",
            hint="la lettre remplie portera ce que donne le calcul : complétez les factures du dossier s’il le faut",
            check="form-computed",
        )
