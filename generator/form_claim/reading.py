"""The claim of a filled form, and the file that it is written in."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.model import Catalogue
from generator.claim import Claim, CreditorStatus, DebtorKind, dump, read
from generator.claim.yaml_text import write
from generator.errors import ClaimRefused, Problem
from generator.form_claim import computed
from generator.form_claim.fields import Reader
from generator.form_claim.plan import with_plan
from generator.forms import MAX_ROWS, Form
from generator.letter.typography import space
from generator.messages import quoted
from generator.render.form_values import FormValues
from generator.values.choice import member


class FormClaim(Struct, frozen=True, kw_only=True):
    """The claim that a form holds, and what is to be known of the reading."""

    form: Form
    claim: Claim
    warnings: tuple[Problem, ...]


def claim_of(catalogue: Catalogue, values: FormValues, *, path: str = "") -> FormClaim:
    """The claim; raises ClaimRefused with every reason at once where the form does not hold one."""
    form = form_of(values, path)
    template = catalogue.templates.get(form.letter)
    reader = Reader(form=form, values=values, template=template)
    data = reader.data()
    try:
        claim = read(data, path=path)
    except ClaimRefused as error:
        raise ClaimRefused([*reader.problems, *reader.named(error.problems)]) from error
    if reader.problems:
        raise ClaimRefused(replace(problem, path=path) for problem in reader.problems)
    claim, more = computed.with_deadline(claim, values, template)
    claim, unplanned = with_plan(catalogue, template, claim, values)
    made = computed.prepared(catalogue, template, claim)
    warnings = (*values.warnings, *reader.warnings, *more, *unplanned, *computed.differences(values, claim, made))
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
