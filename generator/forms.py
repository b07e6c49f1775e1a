"""Blank forms (formulaires vierges): which ones there are, and what each is made with.

A form is made for a letter, the regime of the debtor, who writes (« je » or « nous »), and one invoice or several:
these settle nearly every turn of phrase, so that a form reads as the letter it will be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.answers import COVERS
from generator.catalogue.model import Catalogue, Field, Question, Template
from generator.claim import Allocation, CreditorStatus, DayCount, DebtorKind
from generator.errors import GeneratorError
from generator.law.cover import Cover
from generator.law.data_files import AmountName, amount, refinancing_rate
from generator.law.half_year import half_years_between
from generator.law.rates import professional_default_rate, public_buyer_rate
from generator.letter.blank import blank
from generator.letter.blank.making import FieldWords, Plan
from generator.letter.known import Constant, Known
from generator.letter.nodes import Document
from generator.letter.schema import FieldType, Scalar
from generator.messages import NBSP, listed, quoted
from generator.values import percent, yes_no
from generator.values.choice import member

SEVERAL = 4
"""Rows of a form for several invoices."""
MAX_ROWS = 4

YEARS_OF_RATES = 6

FORM_NOTE = "Seuls les passages dont la case est cochée font partie de cette lettre."

ITEM_NAMES: Mapping[str, str] = {
    "invoices": "Facture",
    "invoices.payments": "Paiement",
    "invoices.credit_notes": "Avoir",
    "reminders": "Relance",
    "statement.segments": "Période",
    "plan.instalments": "Versement",
}
"""What an item of each list is called, before its number."""

_SENDERS: Mapping[CreditorStatus, tuple[frozenset[str], frozenset[str]]] = {
    # status → what of the creditor is asked, what is not
    CreditorStatus.COMPANY: (
        frozenset({"legal_form", "share_capital", "siren", "registration", "signatory", "signatory.capacity"}),
        frozenset({"rna"}),
    ),
    CreditorStatus.SOLE_TRADER: (
        frozenset({"siren"}),
        frozenset({"legal_form", "share_capital", "registration", "rna", "signatory"}),
    ),
    CreditorStatus.ASSOCIATION: (
        frozenset({"rna", "signatory", "signatory.capacity"}),
        frozenset({"legal_form", "share_capital", "siren", "registration"}),
    ),
}
_ALWAYS_ASKED = ("email", "phone", "iban", "bic")
"""Of the creditor, whoever it is; each may stay empty."""

_INDEMNITIES = {
    DebtorKind.PROFESSIONAL: AmountName.PROFESSIONAL_RECOVERY_INDEMNITY,
    DebtorKind.PUBLIC_BODY: AmountName.PUBLIC_RECOVERY_INDEMNITY,
}


class Form(Struct, frozen=True, kw_only=True):
    """Which form: a letter, a regime, who writes, for how many invoices at most."""

    letter: str
    regime: DebtorKind
    sender: CreditorStatus = CreditorStatus.SOLE_TRADER
    invoices: int = SEVERAL

    def __str__(self) -> str:
        return f"{self.letter} {self.regime.value} {self.sender.value} {self.invoices}"


def forms_of(template: Template) -> Iterator[Form]:
    """The forms that are offered for a letter: each regime, « je » and « nous », one invoice and several."""
    for regime in template.audiences:
        for sender in (CreditorStatus.SOLE_TRADER, CreditorStatus.COMPANY):
            for invoices in (1, SEVERAL):
                yield Form(letter=template.id, regime=member(DebtorKind, regime), sender=sender, invoices=invoices)


def make_form(catalogue: Catalogue, form: Form) -> Document:
    """The blank letter; raises GeneratorError where the letter does not serve that regime."""
    template = catalogue.templates[form.letter]
    if form.regime.value not in template.audiences:
        raise GeneratorError(
            f"la lettre {quoted(template.id)} ne s’adresse pas à ce client → elle sert pour{NBSP}:"
            f" {listed(template.audiences)}"
        )
    return blank(template.tree, plan_of(catalogue, template, form))


def plan_of(catalogue: Catalogue, template: Template, form: Form) -> Plan:
    """What the form is made with."""
    words = dict(_words_of_fields(catalogue)) | dict(_words_of_questions(template)) | _words_of_blocks(catalogue)
    known = _with_choices(_known(template, form), words)
    return Plan(
        known=known,
        usual=_usual(known, template, form.regime),
        words=words,
        items=ITEM_NAMES,
        slots=_slots(form),
        form=str(form),
        title=f"{template.title}, formulaire à remplir",
        note=FORM_NOTE,
    )


def render_pdf(catalogue: Catalogue, form: Form) -> bytes:
    """The form as a PDF that can be filled."""
    from generator.render.form_pdf import render

    return render(make_form(catalogue, form), figures_of(form.regime))


def render_docx(catalogue: Catalogue, form: Form) -> bytes:
    """The form as a Word file that can be filled."""
    from generator.render.form_docx import render

    return render(make_form(catalogue, form))


RENDERERS: Mapping[str, Callable[[Catalogue, Form], bytes]] = {"pdf": render_pdf, "docx": render_docx}
"""Ending of a form's file name → how it is made."""


def figures_of(regime: DebtorKind) -> dict[str, object]:
    """The law's figures that the form's script counts with: an indemnity in cents, the rate of each half-year."""
    if regime not in _INDEMNITIES:
        return {}
    indemnity = amount(_INDEMNITIES[regime]).values[-1].value
    is_fixed = regime is DebtorKind.PUBLIC_BODY
    return {"indemnity": int(indemnity * 100), "isFixed": is_fixed, "rates": dict(_rates(is_fixed))}


def _rates(is_fixed: bool) -> Iterator[tuple[str, str]]:
    """The rates of the half-years in which an invoice that is not prescribed may bear interest."""
    rule = public_buyer_rate if is_fixed else professional_default_rate
    covered = refinancing_rate().checked_up_to
    for half_year in half_years_between(covered.replace(year=covered.year - YEARS_OF_RATES), covered):
        for period in rule(half_year.first_day, half_year.first_day):
            yield half_year.name, percent.format(period.annual_rate).removesuffix("%").strip()


# --- words ----------------------------------------------------------------------------------------


def _words_of_fields(catalogue: Catalogue) -> Iterator[tuple[str, FieldWords]]:
    for path, field in catalogue.fields.items():
        yield path.replace("[]", ""), _words_of_field(field)


def _words_of_field(field: Field) -> FieldWords:
    return FieldWords(
        type=_type_name(field.type),
        label=field.label,
        help=field.help,
        example=field.example,
        answers=dict(field.options),
        is_required=not field.is_computed and isinstance(field.type, Scalar) and not field.type.optional,
        is_computed=field.is_computed,
    )


def _type_name(type_: FieldType) -> str:
    return type_.type if isinstance(type_, Scalar) else "list"


def _words_of_questions(template: Template) -> Iterator[tuple[str, FieldWords]]:
    for question in template.questions:
        yield (
            f"answers.{question.name}",
            FieldWords(
                type=question.type,
                label=question.label,
                help=question.help,
                example=question.example,
                answers={option.value: option.label for option in question.options},
                is_required=question.is_required,
            ),
        )


def _words_of_blocks(catalogue: Catalogue) -> dict[str, FieldWords]:
    """What several fields that are typed in one place are called."""
    return {
        "recipient": FieldWords(
            type="recipient",
            label="Destinataire : nom, puis adresse, une ligne par élément",
            help=(
                "Six lignes au plus : le nom ou la dénomination, au besoin « À l’attention de … »,"
                " le numéro et la voie, puis le code postal et la ville."
            ),
            example="Société Modèle\nÀ l’attention de la comptabilité\n5 avenue du Modèle\n33000 Bordeaux",
        ),
        "creditor.address": FieldWords(
            type="address",
            label="Votre adresse, une ligne par élément",
            help="La dernière ligne porte le code postal et la ville.",
            example="12 rue de la Fabrique\n69001 Lyon",
        ),
    }


# --- what is known --------------------------------------------------------------------------------


def _known(template: Template, form: Form) -> Known:
    regime = form.regime.value
    asked, unasked = _SENDERS[form.sender]
    values: dict[str, Constant] = {
        "debtor.kind": regime,
        "statement.kind": regime,
        "creditor.status": form.sender.value,
        "creditor.in_liquidation": False,
        "creditor.address.country": "France",
        "debtor.address.country": "France",
        "statement.is_provisional": False,
        "letter.show_version": False,
    }
    # Left to those who ask for the letter itself: a form would have to explain them.
    for group in ("terms", "statement"):
        values[f"{group}.allocation"] = Allocation.INTEREST_FIRST.value
        values[f"{group}.day_count"] = DayCount.ACT_365.value
    indemnity = _INDEMNITIES.get(form.regime)
    values["statement.indemnity_unit"] = amount(indemnity).values[-1].value if indemnity else Decimal(0)
    if form.invoices == 1:
        values["statement.indemnity_count"] = 1
    if not indemnity:
        values |= {"statement.interest": Decimal(0), "statement.indemnity": Decimal(0)}
    owed = frozenset({"statement.principal", "statement.total", "invoices.claimed", "invoices.0.claimed"})
    if COVERS.get(template.stage) is Cover.SETTLED_LATE:
        values |= {"statement.principal": Decimal(0), "invoices.claimed": Decimal(0)}
        owed = frozenset({"statement.total"})
    absent = {"debtor.contact", "debtor.service"} | {f"creditor.{name}" for name in unasked}
    given = {"debtor.address"} | {f"creditor.{name}" for name in (*asked, *_ALWAYS_ASKED)}
    (given if template.deadline else absent).add("letter.deadline")
    known = Known(
        values=values,
        possible={"letter.channel": _paper_channels(template)},
        given=frozenset(given),
        absent=frozenset(absent),
        counts={"invoices": form.invoices} | {path: 0 for path, slots in _slots(form).items() if not slots},
        positive=owed | frozenset({"statement.interest", "statement.indemnity"} if indemnity else ()),
        aliases=_aliases(form),
        lists={
            "statement.paid": "invoices.payments",
            "invoices.paid": "invoices.payments",
            "statement.credited": "invoices.credit_notes",
            "invoices.credited": "invoices.credit_notes",
        },
    )
    return _with_questions(known, template, regime)


def _with_choices(known: Known, words: Mapping[str, FieldWords]) -> Known:
    """The answers that each choice of the claim may have."""
    possible = {path: frozenset(said.answers) for path, said in words.items() if said.answers}
    return replace(known, possible=possible | dict(known.possible))


def _paper_channels(template: Template) -> frozenset[str]:
    """A form is printed: it does not leave by e-mail, unless the letter has no other way."""
    return frozenset(template.channels) - {"email"} or frozenset(template.channels)


def _aliases(form: Form) -> dict[str, str]:
    """Sums and days that are one and the same, so that each is typed once."""
    aliases = {"statement.stopped_on": "letter.on", "statement.on": "letter.on"}
    if form.invoices == 1:
        aliases |= {
            "statement.amount": "invoices.0.amount",
            "statement.principal": "invoices.0.claimed",
            "statement.disputed": "invoices.0.disputed_amount",
            "statement.not_yet_due": "invoices.0.not_yet_due_amount",
            "invoices.disputed": "invoices.0.disputed_amount",
            "invoices.not_yet_due": "invoices.0.not_yet_due_amount",
            "statement.oldest_due_on": "invoices.0.due_on",
            "statement.segments.invoice_number": "invoices.0.number",
        }
    return aliases


def _slots(form: Form) -> dict[str, int]:
    """Room for what nobody can count beforehand."""
    is_one = form.invoices == 1
    return {
        "reminders": 2,
        "invoices.payments": 2 if is_one else 1,
        "invoices.credit_notes": 1 if is_one else 0,
        "statement.segments": 4 if is_one else 6,
        "plan.instalments": 6,
    }


def _with_questions(known: Known, template: Template, regime: str) -> Known:
    """Questions that this regime is not asked have no answer; one with a default has one."""
    values, possible = dict(known.values), dict(known.possible)
    given, absent = set(known.given), set(known.absent)
    for question in template.questions:
        path = f"answers.{question.name}"
        if question.only_for and regime not in question.only_for:
            if question.type == "yes_no":
                values[path] = False
            else:
                absent.add(path)
            continue
        if question.options:
            possible[path] = frozenset(option.value for option in question.options)
        if question.default is not None or question.is_required:
            given.add(path)
    return replace(known, values=values, possible=possible, given=frozenset(given), absent=frozenset(absent))


def _usual(known: Known, template: Template, regime: str) -> Known:
    """Each question at its default, no reminder, payment nor contract told."""
    values = dict(known.values)
    absent = set(known.absent) | {"terms.late_payment_rate", "terms.clause"}
    for question in template.questions:
        if not question.only_for or regime in question.only_for:
            _answer_as_usual(question, values, absent)
    values["letter.channel"] = next((c for c in template.channels if c in known.possible["letter.channel"]), "post")
    values["reminders.channel"] = "email"
    counts = {**known.counts, "reminders": 0, "invoices.payments": 0, "invoices.credit_notes": 0}
    possible = {path: options for path, options in known.possible.items() if path not in values}
    return replace(known, values=values, possible=possible, absent=frozenset(absent), counts=counts)


def _answer_as_usual(question: Question, values: dict[str, Constant], absent: set[str]) -> None:
    path = f"answers.{question.name}"
    if question.type == "yes_no":
        values[path] = question.default is not None and yes_no.parse(question.default)
    elif question.default is not None:
        values[path] = question.default
    else:
        absent.add(path)
