"""What the files of the catalogue may hold: pydantic at the door, one model for each kind of file.

`strict_yaml` keeps every scalar as its text, so the few that are not text are read here: « true »
and « false », whole numbers, ISO dates. A key that is not named here is refused.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from generator.catalogue.naming import ID, VERSION
from generator.messages import quoted


def _yes_no(value: object) -> bool:
    if value == "true":
        return True
    if value == "false":
        return False
    raise ValueError(f"{quoted(str(value))} n’est ni true ni false")


def _whole_number(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value):
        return int(value)
    raise ValueError(f"{quoted(str(value))} n’est pas un nombre entier")


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"{quoted(str(value))} n’est pas une date ; écrivez AAAA-MM-JJ")


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
# An editor reads YAML as YAML, where « true » without quotes is no text: both ways of writing are the same to us.
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["true", "false", True, False]})]
Number = Annotated[
    int,
    BeforeValidator(_whole_number),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{1,4}$", "minimum": 0, "maximum": 9999}),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]


Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


# --- vocabulary.yml ---------------------------------------------------------------------------


class TermModel(Model):
    """One word of a closed list, under its id; ``order`` ranks it in menus, pages and, for a stage, the ladder."""

    label: Words = Field(description="Le nom, tel que le site l’affiche.")
    description: Words = Field(default="", description="Une phrase qui l’explique.")
    order: Number = Field(description="Son rang dans les pages et les menus ; pour une étape, dans l’échelle.")
    claims: YesNo = Field(
        default=True,
        description="Pour une étape : ses lettres réclament-elles une somme ? "
        "« false » pour celles qui n’en parlent pas.",
    )


class VocabularyModel(Model):
    """`vocabulary.yml`: the stages of the ladder, the regimes, the channels, the tones."""

    stages: dict[Word, TermModel] = Field(min_length=1, description="Les étapes, dans l’ordre de l’échelle.")
    audiences: dict[Word, TermModel] = Field(min_length=1, description="Les clients : un par régime juridique.")
    channels: dict[Word, TermModel] = Field(min_length=1, description="Les modes d’envoi et de relance.")
    tones: dict[Word, TermModel] = Field(min_length=1, description="Les tons.")


# --- fields.yml -------------------------------------------------------------------------------


class WordsModel(Model):
    """What a field is called; ``options`` gives the label of each choice."""

    label: Words = Field(description="Comment le champ s’appelle dans un formulaire.")
    help: Words = Field(default="", description="Ce qu’il faut savoir pour le remplir.")
    example: Words = Field(default="", description="À quoi une réponse ressemble.")
    options: dict[Word, Words] = Field(default={}, description="Pour un choix : le libellé de chaque réponse.")


class ComputedModel(WordsModel):
    """A field that the program adds to what was asked; ``type`` is a kind of value, or « list »."""

    type: Word = Field(description="Le type de la valeur, ou « list » pour une liste de groupes.")
    optional: YesNo = Field(default=False, description="Vrai si le champ peut manquer.")


class FieldsModel(Model):
    """`fields.yml`: the words of every field of the claim, and the computed fields with their types."""

    asked: dict[str, WordsModel] = Field(description="Les champs du dossier, sous leur chemin.")
    computed: dict[str, ComputedModel] = Field(default={}, description="Les champs que le programme calcule.")


# --- tables.yml -------------------------------------------------------------------------------


class ColumnModel(Model):
    label: str = Field(description="L’en-tête de la colonne, dans la langue des lettres.")
    align: Literal["start", "end"] = Field(default="start", description="« end » pour les sommes et les nombres.")
    when: Words = Field(default="", description="La condition sans laquelle la colonne est laissée de côté.")


class RowModel(Model):
    """A row; ``for`` repeats it (« invoice in invoices »), ``when`` leaves it out."""

    cells: tuple[str, ...] = Field(min_length=1, description="Une cellule par colonne, dans la langue des lettres.")
    for_: Words = Field(default="", alias="for", description="Répète la ligne : « invoice in invoices ».")
    when: Words = Field(default="", description="La condition sans laquelle la ligne est laissée de côté.")
    total: YesNo = Field(default=False, description="Vrai pour la ligne du total.")


class TableModel(Model):
    caption: Words = Field(description="Le titre du tableau, dans la langue des lettres.")
    columns: tuple[ColumnModel, ...] = Field(min_length=1, description="Les colonnes, de gauche à droite.")
    rows: tuple[RowModel, ...] = Field(min_length=1, description="Les lignes, de haut en bas.")
    row_headers: YesNo = Field(default=False, description="Vrai si la première cellule nomme sa ligne.")


TablesModel = dict[Word, TableModel]


# --- front matter -----------------------------------------------------------------------------


class OptionModel(Model):
    value: Word = Field(description="Le mot que la lettre compare, en anglais.")
    label: Words = Field(description="Ce que lit l’expéditeur.")


class QuestionModel(Model):
    """A letter's own question; its answer is read as ``answers.<name>``."""

    name: Word = Field(description="Son nom, en anglais : la lettre lit la réponse dans « answers.nom ».")
    label: Words = Field(description="La question, telle que l’expéditeur la lit.")
    type: Word = Field(description="Le type de la réponse.")
    help: Words = Field(default="", description="Ce qu’il faut savoir pour répondre.")
    example: Words = Field(default="", description="À quoi une réponse ressemble.")
    options: tuple[OptionModel, ...] = Field(default=(), description="Les réponses d’un choix.")
    default: Words | None = Field(default=None, description="La réponse de qui n’en donne pas.")
    required: YesNo = Field(default=False, description="Vrai si la lettre ne s’écrit pas sans réponse.")
    only_for: tuple[Word, ...] = Field(default=(), description="Les clients pour qui elle est posée ; vide : tous.")

    @model_validator(mode="after")
    def _choices_have_options(self) -> Self:
        if (self.type == "choice") != bool(self.options):
            raise ValueError(f"la question {quoted(self.name)} : « options » va avec le type choice, et lui seul")
        if self.default is not None and self.options and self.default not in {o.value for o in self.options}:
            raise ValueError(f"la question {quoted(self.name)} : {quoted(self.default)} n’est pas l’une de ses options")
        if self.required and (self.default is not None or self.type == "yes_no"):
            raise ValueError(f"la question {quoted(self.name)} a une réponse par défaut : « required » est de trop")
        return self


class LegalBasisModel(Model):
    """An article that the letter or its notes rest on, and the day someone read it."""

    article: Words = Field(description="Le texte et son article : « Code civil, art. 1344 ».")
    checked_on: Day = Field(description="Le jour où quelqu’un l’a lu, en AAAA-MM-JJ.")
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] = Field(
        default="", description="Son adresse sur Légifrance."
    )
    for_: tuple[Word, ...] = Field(default=(), alias="for", description="Les clients qu’il concerne ; vide : tous.")
    confidence: Literal["high", "medium"] = Field(
        default="high", description="« medium » : la lettre ne l’affirme pas, une note en parle avec sa réserve."
    )


class DeadlineModel(Model):
    """Days given to pay, counted from the day the letter should be presented."""

    default_days: Number = Field(description="Le délai donné si l’expéditeur n’en choisit pas, en jours.")
    min_days: Number = Field(description="Le plus court qu’il puisse choisir.")
    max_days: Number = Field(description="Le plus long.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 1 <= self.min_days <= self.default_days <= self.max_days:
            raise ValueError("le délai : il faut 1 ≤ min_days ≤ default_days ≤ max_days")
        return self


class WhenModel(Model):
    """Where the letter stands in the ladder: in days after the due date, or so many days before it."""

    before_due_days: Number | None = Field(default=None, description="Tant de jours avant l’échéance.")
    after_due_min_days: Number | None = Field(default=None, description="Au plus tôt tant de jours après l’échéance.")
    after_due_max_days: Number | None = Field(default=None, description="Au plus tard tant de jours après l’échéance.")


class ReviewModel(Model):
    """Who read the letter, by which capacity, when, and what the reading covered."""

    by: Words = Field(description="Qui a relu, et à quel titre : « Me Exemple, avocate au barreau de Modèleville ».")
    on: Day = Field(description="Le jour de la relecture, en AAAA-MM-JJ.")
    scope: Words = Field(default="", description="Ce que la relecture a couvert : les régimes, le fond, la forme.")


class LetterModel(Model):
    """The front matter of `letter.md`."""

    title: Words = Field(description="Le titre de la page.")
    subject: Words = Field(description="L’objet de la lettre, dans la langue des lettres.")
    summary: Words = Field(description="À quoi elle sert, en une phrase.")
    stage: Word = Field(description="L’étape, l’une de celles de vocabulary.yml.")
    tone: Word = Field(description="Le ton, l’un de ceux de vocabulary.yml.")
    audiences: tuple[Word, ...] = Field(min_length=1, description="Les clients qu’elle sert.")
    channels: tuple[Word, ...] = Field(min_length=1, description="Les modes d’envoi qui lui conviennent.")
    when: WhenModel | None = Field(default=None, description="Quand l’envoyer.")
    deadline: DeadlineModel | None = Field(default=None, description="Le délai donné pour payer.")
    questions: tuple[QuestionModel, ...] = Field(default=(), description="Les questions propres à cette lettre.")
    legal_basis: tuple[LegalBasisModel, ...] = Field(
        min_length=1, description="Chaque article cité par la lettre ou ses notes."
    )
    status: Literal["draft", "reviewed"] = Field(
        description="« reviewed » quand un juriste l’a relue, sinon « draft »."
    )
    review: ReviewModel | None = Field(default=None, description="La relecture, pour le statut reviewed.")
    version: Annotated[str, StringConstraints(pattern=VERSION)] = Field(
        description="La version de la lettre ; elle monte quand le texte change après publication."
    )

    @model_validator(mode="after")
    def _reviewed_by_someone(self) -> Self:
        if (self.status == "reviewed") != (self.review is not None):
            raise ValueError("« review » (by, on) va avec le statut reviewed, et lui seul")
        return self


class VersionModel(Model):
    """The front matter of `email.md`, `sms.md` or `phone.md`, which may be left out: the subject is the letter's."""

    subject: Words = Field(description="L’objet de cette version, s’il n’est pas celui de la lettre.")


class ClauseModel(Model):
    """The front matter of a clause; an ``optional`` one stands only under a question that was ticked."""

    title: Words = Field(description="De quoi la clause parle.")
    audiences: tuple[Word, ...] = Field(min_length=1, description="Les clients pour qui elle vaut.")
    optional: YesNo = Field(default=False, description="Vrai si elle ne paraît que sous une question cochée.")
    legal_basis: tuple[LegalBasisModel, ...] = Field(default=(), description="Chaque article que la clause cite.")


# --- released.yml -----------------------------------------------------------------------------


class ReleaseModel(Model):
    """A version that was published: its wording does not change any more."""

    id: Annotated[str, StringConstraints(pattern=rf"^{ID.pattern}$", max_length=60)] = Field(
        description="Le dossier de la lettre."
    )
    version: Annotated[str, StringConstraints(pattern=VERSION)] = Field(description="La version publiée.")
    on: Day = Field(description="Le jour de sa publication.")
    wording: Fingerprint = Field(description="L’empreinte de ses phrases.")
    texts: Fingerprint = Field(description="L’empreinte des textes gardés sous versions/.")


class ReleasedModel(Model):
    """`released.yml`, which `relance release` writes."""

    released: tuple[ReleaseModel, ...] = Field(description="Les versions publiées, dans l’ordre des publications.")


Raw = dict[str, Any]
