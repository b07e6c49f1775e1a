"""The claim (créance, « dossier »): one creditor, one debtor, overdue invoices and what happened since.

The only home of the types of the input. Each field is read by its value's own `parse`, whether it
comes from a file (always text) or from code (a date, an amount). Which identification a sender must
give depends on its form (Code de commerce, art. R123-237 and R123-238): the letters ask for it, not
this model, which requires only what no letter can do without.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from generator.claim.closed_lists import (
    Allocation,
    Ccag,
    Channel,
    CreditorStatus,
    DayCount,
    DebtorKind,
    EventKind,
    InvoiceKind,
    ReminderChannel,
)
from generator.errors import ValueRefused
from generator.values import (
    address,
    bic,
    choice,
    dates,
    email,
    iban,
    integer,
    money,
    percent,
    phone,
    siren,
    text,
    vat_number,
    yes_no,
)

MAX_INVOICES = 200

ZERO = Decimal("0.00")

# --- fields -----------------------------------------------------------------------------------


def _read_by(parse: Callable[[str], object]) -> PlainValidator:
    """Make a field read by ``parse``; what code passes goes through the same door as a file's text."""
    return PlainValidator(lambda value: parse(as_text(value)))


def as_text(value: object) -> str:
    """Return a simple value as files write it."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    kind = "une liste" if isinstance(value, list | tuple) else "un groupe de champs"
    raise ValueRefused(f"une valeur simple est attendue, pas {kind}", "écrivez une seule valeur")


def _up_to(length: int) -> Callable[[str], str]:
    return lambda value: text.parse(value, length)


def _word_of(kind: type[choice.AnyChoice]) -> Callable[[str], choice.AnyChoice]:
    return lambda value: choice.member(kind, value)


Money: TypeAlias = Annotated[Decimal, _read_by(money.parse)]
PositiveMoney: TypeAlias = Annotated[Decimal, _read_by(money.parse_positive)]
Percent: TypeAlias = Annotated[Decimal, _read_by(percent.parse)]
Days: TypeAlias = Annotated[int, _read_by(lambda value: integer.parse(value, 1, 365))]
Day: TypeAlias = Annotated[date, _read_by(dates.parse)]
YesNo: TypeAlias = Annotated[bool, _read_by(yes_no.parse)]
Text: TypeAlias = Annotated[str, _read_by(text.parse)]
Reference: TypeAlias = Annotated[str, _read_by(_up_to(60))]
LongText: TypeAlias = Annotated[str, _read_by(_up_to(500))]
Siren: TypeAlias = Annotated[str, _read_by(siren.parse)]
VatNumber: TypeAlias = Annotated[str, _read_by(vat_number.parse)]
Iban: TypeAlias = Annotated[str, _read_by(iban.parse)]
Bic: TypeAlias = Annotated[str, _read_by(bic.parse)]
Email: TypeAlias = Annotated[str, _read_by(email.parse)]
Phone: TypeAlias = Annotated[str, _read_by(phone.parse)]
Country: TypeAlias = Annotated[str, _read_by(address.parse_country)]
Postcode: TypeAlias = Annotated[str, _read_by(_up_to(address.POSTCODE_LENGTH))]

# --- the claim --------------------------------------------------------------------------------


class _Part(BaseModel):
    """A part of a claim; the title of a required field is how a message names it when it is missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Address(_Part):
    lines: tuple[Text, ...] = Field(title="la rue et le numéro", min_length=1, max_length=address.MAX_LINES)
    postcode: Postcode = Field(title="le code postal")
    city: Text = Field(title="la ville")
    country: Country = address.FRANCE

    @property
    def is_in_france(self) -> bool:
        """Whether the letter stays in France, overseas included."""
        return self.country == address.FRANCE


class Signatory(_Part):
    name: Text = Field(title="le nom du signataire")
    capacity: Text | None = None


# Legal forms that leave no doubt about the status; any other one is left to the author.
_COMPANY_FORMS = frozenset(
    {"SARL", "SAS", "SASU", "EURL", "SA", "SCI", "SNC", "SCOP", "SCIC", "SELARL", "SELAS", "SCP", "SCM", "SCA", "SCS"}
    | {"SE", "EARL", "GAEC", "SCEA"}
)
_SOLE_TRADER_FORMS = (
    "ENTREPRENEUR INDIVIDUEL",
    "ENTREPRISE INDIVIDUELLE",
    *(f"{prefix}{joint}ENTREPR" for prefix in ("MICRO", "AUTO") for joint in ("-", " ", "")),
)


def _status_of(fields: dict[str, Any]) -> CreditorStatus | None:
    """Deduce the status from the legal form where it is plain."""
    form = (fields.get("legal_form") or "").upper().replace(".", "")
    first_word = form.partition(" ")[0]
    if first_word in _COMPANY_FORMS or first_word == "SOCIÉTÉ":
        return CreditorStatus.COMPANY
    if first_word in {"EI", "EIRL"} or form.startswith(_SOLE_TRADER_FORMS):
        return CreditorStatus.SOLE_TRADER
    return CreditorStatus.ASSOCIATION if form.startswith("ASSOCIATION") else None


class Creditor(_Part):
    name: Text = Field(title="le nom du créancier")
    address: Address = Field(title="l’adresse du créancier")
    legal_form: Text | None = None
    status: Annotated[CreditorStatus, _read_by(_word_of(CreditorStatus))] | None = Field(default_factory=_status_of)
    share_capital: PositiveMoney | None = None
    in_liquidation: YesNo = False
    siren: Siren | None = None
    registration: Text | None = None
    rna: Reference | None = None
    vat_number: VatNumber | None = None
    vat_exempt: YesNo = False
    email: Email | None = None
    phone: Phone | None = None
    iban: Iban | None = None
    bic: Bic | None = None
    signatory: Signatory | None = None


class Insolvency(_Part):
    """Judgment that opens an insolvency procedure (procédure collective) against the debtor."""

    opened_on: Day = Field(title="la date du jugement d’ouverture")
    kind: Text | None = None


class Debtor(_Part):
    kind: Annotated[DebtorKind, _read_by(_word_of(DebtorKind))] = Field(title="le régime du débiteur")
    name: Text = Field(title="le nom du débiteur")
    natural_person: YesNo = Field(default_factory=lambda fields: fields.get("kind") is DebtorKind.CONSUMER)
    contact: Text | None = None
    address: Address | None = None
    siren: Siren | None = None
    service: Text | None = None
    ccag: Annotated[Ccag, _read_by(_word_of(Ccag))] | None = None
    insolvency: Insolvency | None = None


class Payment(_Part):
    paid_on: Day = Field(title="la date du règlement")
    amount: PositiveMoney = Field(title="le montant du règlement")


class CreditNote(_Part):
    number: Reference | None = None
    issued_on: Day = Field(title="la date de l’avoir")
    amount: PositiveMoney = Field(title="le montant de l’avoir")


class Invoice(_Part):
    """One invoice; ``amount`` is the sum to pay, VAT included where there is any."""

    number: Reference = Field(title="le numéro de la facture")
    kind: Annotated[InvoiceKind, _read_by(_word_of(InvoiceKind))] = InvoiceKind.INVOICE
    issued_on: Day = Field(title="la date d’émission de la facture")
    received_on: Day | None = None
    due_on: Day | None = Field(default=None, title="la date d’échéance de la facture")
    performed_on: Day | None = None
    amount: PositiveMoney = Field(title="le montant de la facture")
    disputed_amount: Money = ZERO
    not_yet_due_amount: Money = ZERO
    description: LongText | None = None
    order_reference: Text | None = None
    payments: tuple[Payment, ...] = ()
    credit_notes: tuple[CreditNote, ...] = ()


class Terms(_Part):
    """What the contract says; ``late_payment_rate`` is in percent a year, absent = the legal default."""

    late_payment_rate: Percent | None = None
    clause: LongText | None = None
    allocation: Annotated[Allocation, _read_by(_word_of(Allocation))] = Allocation.INTEREST_FIRST
    day_count: Annotated[DayCount, _read_by(_word_of(DayCount))] = DayCount.ACT_365


class Reminder(_Part):
    """A reminder already made, by whatever means."""

    sent_on: Day = Field(title="la date de la relance")
    channel: Annotated[ReminderChannel, _read_by(_word_of(ReminderChannel))] = Field(title="le moyen de la relance")
    stage: Text | None = None
    received_on: Day | None = None
    outcome: LongText | None = None


class Event(_Part):
    """An act that interrupts prescription."""

    on: Day = Field(title="la date de l’acte")
    kind: Annotated[EventKind, _read_by(_word_of(EventKind))] = Field(title="la nature de l’acte")


class LetterSettings(_Part):
    """Choices for the letter to make; the command line may set them too."""

    on: Day | None = None
    channel: Annotated[Channel, _read_by(_word_of(Channel))] | None = None
    deadline_days: Days | None = None
    interest_until: Day | None = None
    show_version: YesNo = False


class Claim(_Part):
    creditor: Creditor = Field(title="le créancier")
    debtor: Debtor = Field(title="le débiteur")
    invoices: tuple[Invoice, ...] = Field(title="la liste des factures", min_length=1, max_length=MAX_INVOICES)
    terms: Terms = Terms()
    reminders: tuple[Reminder, ...] = ()
    events: tuple[Event, ...] = ()
    letter: LetterSettings = LetterSettings()
    # The letter's own questions: raw, since only its front matter knows their types.
    answers: Mapping[str, object] = {}
