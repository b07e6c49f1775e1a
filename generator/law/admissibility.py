"""What no letter may be made of, and what its sender must be told before sending it.

Refused: a consumer's debt that limitation has reached (suing for it is an empty threat, and the authorities treat it
as a misleading practice), a debt born before a judgment opening an insolvency procedure (Code de commerce, art.
L622-7, L622-21: it is declared, not demanded), a contractual rate against anyone but a professional, an invoice
without a due date, a claim without anything that the letter could be about (`Cover`). The rest is warned of and
left to the sender.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.claim import Address, Ccag, Channel, Claim, DebtorKind, Invoice
from generator.errors import Problem
from generator.law.cover import Cover, concerns, is_covered, settled_late_on
from generator.law.due_date import due_date, due_date_problems, is_longer_than_allowed
from generator.law.interest import ONE_DAY
from generator.law.limitation import Limitation, limitation
from generator.law.regime import contractual_rate_problem
from generator.messages import NBSP, listed, quoted
from generator.values import dates

PUBLIC_ACCESSORIES_TERM = timedelta(days=45)
"""From the principal to the interest and the indemnity of a public buyer (Code de la commande publique, R2192-36)."""
NEAR_EXPIRY = timedelta(days=183)
"""How long before the last day a sender is told that only a court claim stops the period."""


_OVERSEAS_NAMES = frozenset(
    {"guadeloupe", "martinique", "guyane", "guyane française", "la réunion", "réunion", "mayotte"}
    | {"saint-pierre-et-miquelon", "saint-barthélemy", "saint-martin", "wallis-et-futuna"}
    | {"polynésie française", "nouvelle-calédonie", "terres australes et antarctiques françaises"}
)


def is_foreign(address: Address | None) -> bool:
    """Whether the address is known to be outside France; its overseas territories are France."""
    return address is not None and not address.is_in_france and address.country.casefold() not in _OVERSEAS_NAMES


def refusals(claim: Claim, on: date, *, cover: Cover = Cover.OVERDUE) -> tuple[Problem, ...]:
    """Every reason why no letter may be made of this claim on that day."""
    if cover is Cover.NONE:
        return due_date_problems(claim)
    rate_problem = contractual_rate_problem(claim.debtor.kind, claim.terms.late_payment_rate)
    return (
        *due_date_problems(claim),
        *([rate_problem] if rate_problem else []),
        *_prescribed_consumer(claim, on, cover),
        *_frozen_by_insolvency(claim, on, cover),
        *_interest_after_letter(claim, on),
        *_nothing_covered(claim, on, cover),
    )


def warnings(claim: Claim, on: date, *, cover: Cover = Cover.OVERDUE) -> tuple[Problem, ...]:
    """What to know before sending; nothing here stops a letter."""
    if cover is Cover.NONE:
        return tuple(_electronic_consent(claim))
    return (
        *_terms_too_long(claim),
        *_public_terms_assumed(claim),
        *_limitation_warnings(claim, on, cover),
        *_debts_after_insolvency(claim, on, cover),
        *_ccag(claim),
        *_electronic_consent(claim),
        *(_public_accessories_not_due(claim, on) if cover is Cover.SETTLED_LATE else ()),
    )


def _concerned(claim: Claim, on: date, cover: Cover) -> Iterator[tuple[str, Invoice]]:
    """The invoices that the letter may be about, with their place in the claim."""
    for place, invoice in enumerate(claim.invoices):
        if concerns(cover, invoice, on):
            yield f"invoices.{place}", invoice


# --- refusals -------------------------------------------------------------------------------------


def _prescribed_consumer(claim: Claim, on: date, cover: Cover) -> Iterable[Problem]:
    if claim.debtor.kind is not DebtorKind.CONSUMER:
        return
    for field, invoice in _concerned(claim, on, cover):
        period = limitation(claim, invoice, on)
        if period.is_expired(on):
            yield Problem(
                field=field,
                message=f"la facture {quoted(invoice.number)} est prescrite depuis le "
                f"{dates.format(period.expires_on + ONE_DAY)} ({period.article}){NBSP}: "
                "demander à un consommateur de payer une dette prescrite peut l’induire en erreur",
                hint="retirez cette facture, ou indiquez ce qui a interrompu la prescription à temps "
                "(règlement partiel, reconnaissance de dette, action en justice)",
                check="prescribed-consumer",
            )


def _frozen_by_insolvency(claim: Claim, on: date, cover: Cover) -> Iterable[Problem]:
    opened_on = claim.debtor.insolvency.opened_on if claim.debtor.insolvency else None
    for field, invoice in _concerned(claim, on, cover):
        if opened_on is not None and born_on(invoice) < opened_on:
            yield Problem(
                field=field,
                message=f"la facture {quoted(invoice.number)} est née avant le jugement du {dates.format(opened_on)}"
                f"{NBSP}: {_FROZEN[claim.debtor.kind]}",
                hint=_INSOLVENCY_HINTS[claim.debtor.kind],
                check="insolvency",
            )


_DECLARE = (
    "déclarez la créance au mandataire judiciaire ou au liquidateur dans les deux mois de la publication du jugement "
    "au BODACC (Code de commerce, art. L622-24 et R622-24), puis demandez au plus tôt un relevé de forclusion si ce "
    "délai est passé (art. L622-26)"
)
_FORBIDDEN = "son paiement est interdit, aucune lettre ne peut le demander (Code de commerce, art. L622-7 et L622-21)"
_FROZEN = {
    DebtorKind.PROFESSIONAL: _FORBIDDEN,
    DebtorKind.PUBLIC_BODY: _FORBIDDEN,
    DebtorKind.CONSUMER: "une procédure règle ses dettes, aucune lettre ne peut en demander le paiement",
}
_INSOLVENCY_HINTS = {
    DebtorKind.PROFESSIONAL: _DECLARE,
    DebtorKind.PUBLIC_BODY: _DECLARE,
    DebtorKind.CONSUMER: "adressez-vous à la commission de surendettement ou au mandataire désigné, pas au débiteur",
}


def born_on(invoice: Invoice) -> date:
    """The day a debt is born (fait générateur): performance, else the invoice stands for it."""
    return invoice.performed_on or invoice.issued_on


def _interest_after_letter(claim: Claim, on: date) -> Iterable[Problem]:
    until = claim.letter.interest_until
    if until is not None and until > on:
        yield Problem(
            field="letter.interest_until",
            message=f"les intérêts sont arrêtés au {dates.format(until)}, après la lettre du {dates.format(on)}{NBSP}: "
            "seul ce qui est dû à sa date se réclame",
            hint="arrêtez-les à la date de la lettre ou avant",
            check="interest-after-letter",
        )


def _nothing_covered(claim: Claim, on: date, cover: Cover) -> Iterable[Problem]:
    dated = [(invoice, due_date(claim.debtor.kind, invoice)) for invoice in claim.invoices]
    found = [
        invoice
        for invoice, due in dated
        if concerns(cover, invoice, on) and (due is None or is_covered(cover, invoice, due.day, on))
    ]
    if cover is Cover.DISPUTED:
        found = [invoice for invoice in found if invoice.disputed_amount > 0]
    if not found:
        yield _nothing_overdue(claim, on) if cover is Cover.OVERDUE else _NOTHING[cover]


def _nothing_overdue(claim: Claim, on: date) -> Problem:
    due_dates = [due_date(claim.debtor.kind, invoice) for _, invoice in _concerned(claim, on, Cover.OVERDUE)]
    days = sorted(due.day for due in due_dates if due)
    message = (
        f"aucune facture n’est en retard au {dates.format(on)}, la première échéance est le {dates.format(days[0])}"
        if days
        else f"il ne reste rien à réclamer au {dates.format(on)}"
    )
    return Problem(
        field="invoices", message=message, hint="vérifiez les dates et les montants", check="nothing-overdue"
    )


_NOTHING = {
    Cover.COMING: Problem(
        field="invoices",
        message="aucune facture n’est à échoir à la date de la lettre",
        hint="pour une facture en retard, envoyez un rappel amiable",
        check="nothing-coming",
    ),
    Cover.DISPUTED: Problem(
        field="invoices",
        message="aucune facture échue n’est contestée",
        hint=f"indiquez la part contestée ({quoted('disputed_amount')}), "
        "ou attendez l’échéance pour demander la part qui ne l’est pas",
        check="nothing-disputed",
    ),
    Cover.SETTLED_LATE: Problem(
        field="invoices",
        message="aucune facture n’a été payée en totalité et en retard",
        hint="indiquez chaque paiement à la date où il a été crédité",
        check="nothing-settled-late",
    ),
}


# --- warnings -------------------------------------------------------------------------------------


def _terms_too_long(claim: Claim) -> Iterable[Problem]:
    for place, invoice in enumerate(claim.invoices):
        if claim.debtor.kind is DebtorKind.PROFESSIONAL and is_longer_than_allowed(invoice):
            yield Problem(
                field=f"invoices.{place}.due_on",
                message=f"l’échéance de la facture {quoted(invoice.number)} dépasse 60 jours après son émission et "
                "n’est pas à 45 jours fin de mois (Code de commerce, art. L441-10, I)",
                hint="vérifiez la date, le délai convenu ne peut pas être plus long dans le régime général",
                check="term-too-long",
            )


def _public_terms_assumed(claim: Claim) -> Iterable[Problem]:
    is_public = claim.debtor.kind is DebtorKind.PUBLIC_BODY
    assumed = [quoted(invoice.number) for invoice in claim.invoices if invoice.due_on is None]
    if is_public and assumed:
        yield Problem(
            field="invoices",
            message=f"délai de paiement de 30 jours supposé pour {listed(assumed, 'et')}{NBSP}: il est de 50 jours "
            "pour un établissement public de santé et de 60 jours pour certaines entreprises publiques "
            "(Code de la commande publique, art. R2192-10 et R2192-11)",
            hint="indiquez l’échéance si le délai de cet acheteur est autre",
            check="public-term-assumed",
        )


def _limitation_warnings(claim: Claim, on: date, cover: Cover) -> Iterable[Problem]:
    periods = [(field, limitation(claim, invoice, on)) for field, invoice in _concerned(claim, on, cover)]
    for field, period in periods:
        if period.is_expired(on) and claim.debtor.kind is not DebtorKind.CONSUMER:
            yield _expired(field, period)
        elif not period.is_expired(on) and period.expires_on - on <= NEAR_EXPIRY:
            yield _near_expiry(field, period, claim.debtor.kind)
    yield from _presumed_starts(period for _, period in periods)
    if claim.debtor.kind is DebtorKind.CONSUMER and not claim.debtor.natural_person:
        yield Problem(
            field="debtor.natural_person",
            message="la prescription de cinq ans est retenue pour un non-professionnel qui n’est pas une personne "
            "physique, le délai de deux ans visant les personnes physiques (Code de la consommation, art. L218-2)",
            hint="si le client est une personne physique, indiquez-le",
            check="limitation-uncertain",
        )


def _expired(field: str, period: Limitation) -> Problem:
    later = period.expires_on_with_demands
    reprieve = f", au plus tard le {dates.format(later)} si vos demandes écrites l’ont interrompue" if later else ""
    return Problem(
        field=field,
        message=f"la facture {quoted(period.invoice_number)} paraît prescrite depuis le "
        f"{dates.format(period.expires_on + ONE_DAY)}{reprieve} ({period.article}){NBSP}: "
        "le débiteur peut refuser de payer",
        hint="faites vérifier la prescription avant d’envoyer cette lettre",
        check="prescribed",
    )


def _near_expiry(field: str, period: Limitation, kind: DebtorKind) -> Problem:
    stops = (
        "une demande écrite reçue à temps l’interrompt"
        if kind is DebtorKind.PUBLIC_BODY
        else "aucune lettre ne l’interrompt, seules une action en justice ou une reconnaissance de dette le font"
    )
    return Problem(
        field=field,
        message=f"la facture {quoted(period.invoice_number)} peut être prescrite après le "
        f"{dates.format(period.expires_on)} ({period.article}){NBSP}: {stops}",
        hint="agissez avant cette date",
        check="limitation-near",
    )


def _presumed_starts(periods: Iterable[Limitation]) -> Iterable[Problem]:
    presumed = [quoted(period.invoice_number) for period in periods if period.is_start_presumed]
    if presumed:
        yield Problem(
            field="invoices",
            message=f"sans date d’exécution, la prescription est comptée de la date connue la plus ancienne pour "
            f"{listed(presumed, 'et')}{NBSP}: elle a pu commencer plus tôt",
            hint=f"indiquez {quoted('performed_on')}, le jour où la prestation a été achevée ou le bien livré",
            check="limitation-presumed",
        )


def _debts_after_insolvency(claim: Claim, on: date, cover: Cover) -> Iterable[Problem]:
    opened_on = claim.debtor.insolvency.opened_on if claim.debtor.insolvency else None
    for field, invoice in _concerned(claim, on, cover):
        if opened_on is not None and born_on(invoice) >= opened_on:
            basis = "exécutée" if invoice.performed_on else "émise (sans date d’exécution connue)"
            yield Problem(
                field=field,
                message=f"la facture {quoted(invoice.number)}, {basis} après le jugement du {dates.format(opened_on)}, "
                "se paie à son échéance si elle est née pour les besoins de la procédure "
                "(Code de commerce, art. L622-17)",
                hint="assurez-vous-en auprès du mandataire ou de l’administrateur avant d’écrire",
                check="insolvency-later-debt",
            )


def _ccag(claim: Claim) -> Iterable[Problem]:
    if claim.debtor.kind is DebtorKind.PUBLIC_BODY and claim.debtor.ccag is not Ccag.NO:
        is_known = claim.debtor.ccag is Ccag.YES
        yield Problem(
            field="debtor.ccag",
            message=f"{'le marché vise' if is_known else 'si le marché vise'} un CCAG{NBSP}: le silence de l’acheteur "
            "après une lettre qui l’invite à prendre position fait naître un différend, et le mémoire en réclamation "
            f"doit suivre sous deux mois, à peine de forclusion (CAA Bordeaux, 18{NBSP}décembre{NBSP}2024, "
            f"n°{NBSP}22BX03031)",
            hint="notez cette échéance et prenez conseil" if is_known else "vérifiez si le contrat vise un CCAG",
            check="ccag",
        )


def _electronic_consent(claim: Claim) -> Iterable[Problem]:
    is_electronic = claim.letter.channel is Channel.ELECTRONIC_REGISTERED
    if is_electronic and claim.debtor.kind is DebtorKind.CONSUMER:
        yield Problem(
            field="letter.channel",
            message="une lettre recommandée électronique ne s’adresse à un non-professionnel que s’il y a consenti "
            "d’avance (Code des postes et des communications électroniques, art. L100)",
            hint="à défaut, envoyez une lettre recommandée sur papier",
            check="electronic-consent",
        )


def _public_accessories_not_due(claim: Claim, on: date) -> Iterable[Problem]:
    for place, invoice in enumerate(claim.invoices):
        due = due_date(claim.debtor.kind, invoice)
        settled_on = settled_late_on(invoice, due.day, on) if due else None
        last_day = settled_on + PUBLIC_ACCESSORIES_TERM if settled_on else None
        if claim.debtor.kind is DebtorKind.PUBLIC_BODY and last_day and on <= last_day:
            yield Problem(
                field=f"invoices.{place}",
                message=f"l’acheteur a jusqu’au {dates.format(last_day)} pour payer les intérêts moratoires et "
                f"l’indemnité de la facture {quoted(invoice.number)} (Code de la commande publique, art. R2192-36)",
                hint="attendez cette date",
                check="public-accessories-not-due",
            )
