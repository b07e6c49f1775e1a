"""Types of every expression against the fields a letter may read.

An unknown path, a filter that does not fit, a comparison of unlike types, an optional value used
where it may be absent: each is a Problem with its line and what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from generator.errors import Problem
from generator.letter.nodes import (
    And,
    Compare,
    Count,
    Expression,
    Given,
    In,
    Literal,
    Not,
    Or,
    Path,
    Plural,
    Several,
    Value,
)
from generator.letter.schema import FieldType, ListOf, Record, Scalar
from generator.messages import nearest, quoted
from generator.values.formatters import FORMATTERS

ORDERED_TYPES = frozenset({"money", "integer", "percent", "date"})
NUMBERS = frozenset({"money", "integer", "percent"})
"""Types that may be compared with a whole number."""
PLAIN_TYPES = frozenset({"text", "email"})
"""Types that a hole takes without a formatter."""
DIGIT_FORMATS = frozenset({"money", "percent", "integer"})
"""Formats written in digits, for French spacing before a unit."""

COUNTED = "écrivez {% if … | count > 1 %}, ou « is several »"

Facts = frozenset[tuple[str, ...]]
"""Optional paths known to be given at a place."""


MAX_GUESSES = 50
"""Problems from which on no field is proposed: each proposal is looked for among all of them."""


class Scope(Struct, frozen=True):
    """What can be read at a place of a template: fields, items of the loops around it, known facts."""

    environment: Record
    path: str  # the file, for problems
    items: Mapping[str, FieldType]
    facts: Facts = frozenset()

    @classmethod
    def at_top(cls, environment: Record, path: str) -> Scope:
        """Return the scope outside every loop and branch."""
        return cls(environment, path, {})

    def knowing(self, facts: Facts) -> Scope:
        """Return the scope inside a branch where ``facts`` hold."""
        return Scope(self.environment, self.path, self.items, self.facts | facts)

    def within(self, item: str, type_: FieldType) -> Scope:
        """Return the scope inside a loop whose item is called ``item``."""
        return Scope(self.environment, self.path, {**self.items, item: type_}, self.facts)


class Checker:
    """Checks expressions at one line of one file; problems go to the list given."""

    def __init__(self, scope: Scope, line: int, problems: list[Problem]) -> None:
        self.scope = scope
        self.line = line
        self.problems = problems

    def value(self, path: Path, filters: tuple[str, ...]) -> Value | None:
        """The hole ``path | filters`` as a node, or None if it was refused."""
        field = self.resolve(path)
        if field is None:
            return None
        if isinstance(field, ListOf) and "count" in filters:
            said = "écrivez {{ statement.invoice_count | integer }}" if str(path) == "invoices" else COUNTED
            self.refuse(f"« {path} | count » se compare, et ne s’imprime pas", said)
            return None
        if not isinstance(field, Scalar):
            what = "une liste" if isinstance(field, ListOf) else "un groupe de champs"
            self.refuse(f"« {path} » est {what}", "écrivez l’un de ses champs, ou une boucle")
            return None
        self._require_given(path, field)
        return self._formatted(path, field, filters)

    def _formatted(self, path: Path, field: Scalar, filters: tuple[str, ...]) -> Value | None:
        if len(filters) > 1:
            self.refuse(f"« {path} » a {len(filters)} filtres", "un seul filtre par champ")
            return None
        if not filters:
            if field.type in PLAIN_TYPES:
                return Value(path, "text")
            fitting = [name for name, formatter in FORMATTERS.items() if field.type in formatter.accepts]
            if field.type in ("choice", "yes_no"):
                self.refuse(f"« {path} » est un choix et ne s’imprime pas", 'écrivez {% if champ == "…" %}')
            else:
                self.refuse(
                    f"« {path} » est de type {field.type} : il lui faut un filtre",
                    " ou ".join(f"{{{{ {path} | {name} }}}}" for name in fitting) or "voir la page du langage",
                )
            return None
        name = filters[0]
        if name not in FORMATTERS:
            self.refuse(f"filtre « {name} » inconnu", _did_you_mean(name, FORMATTERS))
            return None
        if field.type not in FORMATTERS[name].accepts:
            self.refuse(
                f"le filtre « {name} » ne va pas à « {path} », de type {field.type}",
                f"« {name} » écrit : {', '.join(sorted(FORMATTERS[name].accepts))}",
            )
            return None
        return Value(path, name)

    def list_item(self, path: Path) -> FieldType | None:
        """The type of the items of the list at ``path``."""
        field = self.resolve(path)
        if field is None:
            return None
        if not isinstance(field, ListOf):
            self.refuse(f"« {path} » n’est pas une liste", "une boucle parcourt une liste, comme invoices")
            return None
        return field.item

    def condition(self, expression: Expression, known: Facts = frozenset()) -> None:
        """Checks a condition; ``known`` are facts from the operands before it."""
        checker = Checker(self.scope.knowing(known), self.line, self.problems)
        match expression:
            case Compare(_, left, right):
                checker._comparison(expression, left, right)
            case Given(path):
                checker.resolve(path)
            case Plural(path):
                checker._plural(path)
            case Several(path):
                checker.list_item(path)
            case Path():
                checker._truth(expression)
            case And(operands):
                for operand in operands:
                    self.condition(operand, known)
                    known |= facts(operand, holds=True)
            case Or(operands):
                for operand in operands:
                    self.condition(operand, known)
                    known |= facts(operand, holds=False)
            case Not(operand):
                self.condition(operand, known)
            case In(item, options):
                for option in options:
                    checker._comparison(expression, item, Literal(option))
            case Literal() | Count():
                self.refuse("une constante n’est pas une condition", "comparez-la à un champ")

    def _truth(self, path: Path) -> None:
        field = self.resolve(path)
        if isinstance(field, Scalar) and field.type != "yes_no":
            self.refuse(
                f"« {path} », de type {field.type}, n’est ni vrai ni faux",
                f"écrivez « {path} is given », ou une comparaison",
            )
        elif isinstance(field, Record):
            self.refuse(f"« {path} » est un groupe de champs", f"écrivez « {path} is given »")
        elif isinstance(field, Scalar):
            self._require_given(path, field)

    def _plural(self, path: Path) -> None:
        field = self.resolve(path)
        if field is not None and not (isinstance(field, Record) and "status" in field.fields):
            self.refuse(f"« {path} is plural » ne va qu’à l’expéditeur", "écrivez « creditor is plural »")

    def _comparison(self, whole: Expression, left: Expression, right: Expression) -> None:
        if isinstance(left, Literal) and isinstance(right, Literal):
            self.refuse("comparaison de deux constantes", "comparez un champ")
            return
        left_type, right_type = self._type_of(left), self._type_of(right)
        if left_type is None or right_type is None:
            return
        for one, other, literal in ((left_type, right_type, right), (right_type, left_type, left)):
            if one.type == "choice" and isinstance(literal, Literal):
                self._choice(one, literal)
                return
            if one.type in NUMBERS and other.type == "integer":
                return
        if left_type.type != right_type.type:
            self.refuse(
                f"comparaison d’un champ de type {left_type.type} et d’un {right_type.type}",
                "comparez deux valeurs du même type",
            )
        elif isinstance(whole, Compare) and whole.operator not in ("==", "!=") and left_type.type not in ORDERED_TYPES:
            self.refuse(
                f"« {whole.operator} » ne compare pas le type {left_type.type}",
                "montants, nombres, taux et dates seulement",
            )

    def _choice(self, field: Scalar, literal: Literal) -> None:
        if not isinstance(literal.value, str) or literal.value not in field.options:
            self.refuse(
                f"« {literal.value} » n’est pas un choix possible",
                f"choix : {', '.join(field.options)}",
            )

    def _type_of(self, operand: Expression) -> Scalar | None:
        match operand:
            case Literal(bool()):
                return Scalar("yes_no")
            case Literal(int()):
                return Scalar("integer")
            case Literal():
                return Scalar("text")
            case Count(path):
                return Scalar("integer") if self.list_item(path) is not None else None
            case Path():
                field = self.resolve(operand)
                if isinstance(field, Scalar):
                    self._require_given(operand, field)
                    return field
                if field is not None:
                    self.refuse(f"« {operand} » ne se compare pas", "comparez l’un de ses champs")
        return None

    def resolve(self, path: Path) -> FieldType | None:
        """The type at ``path``; a problem and None where there is none."""
        first = path.parts[0]
        field: FieldType | None = self.scope.items.get(first) or self.scope.environment.fields.get(first)
        if field is None:
            self._refuse_unknown(path)
            return None
        for depth, part in enumerate(path.parts[1:], start=1):
            if not isinstance(field, Record) or part not in field.fields:
                self._refuse_unknown(path)
                return None
            if field.optional and not self._known(path.parts[:depth]):
                self._refuse_optional(Path(path.parts[:depth]))
                return None
            field = field.fields[part]
        return field

    def _refuse_unknown(self, path: Path) -> None:
        is_read = not isinstance(self.problems, Doubts) and len(self.problems) < MAX_GUESSES
        known = all_paths(self.scope) if is_read else ()
        self.refuse(f"champ inconnu « {path} »", _did_you_mean(str(path), known))

    def _require_given(self, path: Path, field: Scalar) -> None:
        if field.optional and not self._known(path.parts):
            self._refuse_optional(path)

    def _known(self, parts: tuple[str, ...]) -> bool:
        """A fact about a field is one about the records around it."""
        return any(fact[: len(parts)] == parts for fact in self.scope.facts)

    def _refuse_optional(self, path: Path) -> None:
        self.refuse(f"« {path} » peut manquer", f"gardez-le : {{% if {path} is given %}}…{{% endif %}}")

    def refuse(self, message: str, hint: str = "") -> None:
        """Record a problem at this line."""
        self.problems.append(Problem(path=self.scope.path, line=self.line, message=message, hint=hint, check="types"))


class Doubts(list[Problem]):
    """The problems of a compilation on trial: what counts is whether there are any, and nothing is proposed."""


@lru_cache(maxsize=4096)
def facts(expression: Expression, *, holds: bool) -> Facts:
    """Paths known to be given where ``expression`` is true (or false); letters ask the same again and again."""
    match expression:
        case Given(path):
            return frozenset({path.parts}) if holds else frozenset()
        case Not(operand):
            return facts(operand, holds=not holds)
        case And(operands) | Or(operands):
            each = [facts(operand, holds=holds) for operand in operands]
            joined = isinstance(expression, And) == holds
            return frozenset().union(*each) if joined else frozenset.intersection(*each)
    return frozenset()


def all_paths(scope: Scope) -> list[str]:
    """Every path that can be written at a place, dotted."""

    def below(prefix: str, field: FieldType) -> Iterator[str]:
        yield prefix
        if isinstance(field, Record):
            for name, child in field.fields.items():
                yield from below(f"{prefix}.{name}", child)

    return [
        path
        for source in (scope.items, scope.environment.fields)
        for name, field in source.items()
        for path in below(name, field)
    ]


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known)
    return f"vouliez-vous dire {quoted(near)} ?" if near else "voir la liste des champs"
