"""The page « La langue des lettres »: every key, field, type, filter, condition, tag, block and clause of a catalogue.

Made from what reads the letters, so that it is never out of date: names and types come from the code and from the
catalogue, each shown value from the value's own module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.catalogue.fields import ALWAYS_GIVEN, UNREAD
from generator.catalogue.json_schema import schemas
from generator.catalogue.model import Catalogue, Clause, Field
from generator.letter.language import MAX_NESTING, MAX_SOURCE, MAX_TAGS
from generator.letter.schema import ListOf, Record, Scalar
from generator.letter.typography import space
from generator.values import VALUE_TYPES, integer
from generator.values.formatters import FORMATTERS
from generator.website import language_words as words
from generator.website import markdown, texts
from generator.website.markdown import scrolled, table

_ANSWER = re.compile(r"\banswers\.([a-z0-9_]+)")

KEYS = {
    "letter": "L’en-tête de letter.md",
    "QuestionModel": "Une question",
    "OptionModel": "Une réponse d’un choix",
    "LegalBasisModel": "Un article",
    "DeadlineModel": "Le délai",
    "WhenModel": "Le moment de l’envoi",
    "ReviewModel": "La relecture",
    "version": "L’en-tête d’email.md, sms.md ou phone.md, qui est facultatif",
    "clause": "L’en-tête d’une clause",
}
"""The front matters, each part under its name among the schemas."""


def language_page(catalogue: Catalogue) -> str:
    """The whole page, as Markdown."""
    return texts.fill(
        "langue",
        filters=_table("Les filtres", ("Filtre", "Va avec", "Donne", "Sens"), _filters()),
        types=_table("Les types", ("Type", "S’écrit", "Se lit", "Sens"), _types()),
        conditions=_table("Les conditions", ("Condition", "Sens"), _told(words.CONDITIONS.values())),
        tags=_table("Les balises", ("Balise", "Sens"), _told(words.TAGS.values())),
        blocks=_table("Le texte", ("S’écrit", "Sens"), _told(words.BLOCKS.values())),
        parts=_table("Les parties d’une lettre", ("Fichier", "Sens"), _parts()),
        keys="\n\n".join(_keys(catalogue)),
        fields="\n\n".join(_fields(catalogue)),
        clauses=_table(
            "Les clauses",
            ("Clause", "De quoi elle parle", "Pour", "Paraît", "Questions qu’elle lit"),
            _clauses(catalogue),
        ),
        tables=_table("Les tableaux", ("Tableau", "Son titre"), _tables(catalogue)),
        max_source=_text(integer.format(MAX_SOURCE)),
        max_tags=_text(integer.format(MAX_TAGS)),
        max_nesting=str(MAX_NESTING),
        schemas=", ".join(markdown.link(f"{name}.json", f"../../schemas/{name}.json") for name in schemas(catalogue)),
    )


# --- the language -------------------------------------------------------------------------------


def _filters() -> Iterator[tuple[str, ...]]:
    for name, formatter in FORMATTERS.items():
        kinds = sorted(formatter.accepts)
        kind = name if name in kinds else "text" if "text" in kinds else kinds[0]
        shown = formatter(VALUE_TYPES[kind].parse(words.SAMPLES[kind]))
        yield _code(name), " ".join(map(_code, kinds)), markdown.text(shown), _text(words.FILTERS[name])


def _types() -> Iterator[tuple[str, ...]]:
    for name, module in VALUE_TYPES.items():
        sample = words.SAMPLES[name]
        shown = module.format(module.parse(sample))
        yield _code(name), _lines(sample, _code), _lines(shown, markdown.text), _text(words.TYPES[name])


def _lines(written: str, show: Any) -> str:
    return "<br>".join(show(line) for line in written.splitlines())


def _told(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    return ((_code(written), _text(said)) for written, said in entries)


def _parts() -> Iterator[tuple[str, ...]]:
    for name, said in words.PARTS.items():
        yield _code("letter.md" if name in ("subject", "body") else f"{name}.md"), _text(said)


# --- the catalogue ------------------------------------------------------------------------------


def _keys(catalogue: Catalogue) -> Iterator[str]:
    made = schemas(catalogue)
    shapes = {**made, **made["letter"]["definitions"]}
    for name, title in KEYS.items():
        yield f"### {_text(title)}"
        yield _table(title, ("Clé", "Il la faut", "Sens"), _keys_of(shapes[name]))


def _keys_of(shape: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    needed = shape.get("required", ())
    for name, inner in shape["properties"].items():
        choices = inner.get("enum") or inner.get("items", {}).get("enum") or ()
        listed = " ".join(_code(choice) for choice in choices if isinstance(choice, str))
        yield _code(name), "oui" if name in needed else "", f"{_text(inner['description'])} {listed}".strip()


def _fields(catalogue: Catalogue) -> Iterator[str]:
    """One table for each group of fields, in the order of `fields.yml`: what is asked, then what is computed."""
    groups: dict[str, list[Field]] = {}
    for field in catalogue.fields.values():
        groups.setdefault(field.path.partition(".")[0].removesuffix("[]"), []).append(field)
    for name, fields in groups.items():
        title = next((field.label for field in fields if field.path == name), words.GROUPS.get(name, name))
        yield f"### {_code(name)} – {_text(title)}"
        rows = (_field(field) for field in sorted(fields, key=lambda one: one.is_computed))
        yield _table(f"Les champs de {name}", ("Champ", "Type", "Peut manquer", "Sens"), rows)


def _field(field: Field) -> tuple[str, ...]:
    said = [_text(f"{field.label}." if field.help else field.label), _text(field.help)]
    said += [" ".join(_code(option) for option, _ in field.options)]
    said += ["*calculé*"] if field.is_computed else []
    said += ["*le calcul seul le lit*"] if field.path.partition("[")[0] in UNREAD else []
    kind, is_optional = _kind(field)
    is_optional = is_optional and field.path not in ALWAYS_GIVEN
    return _code(field.path), kind, "oui" if is_optional else "", " ".join(filter(None, said))


def _kind(field: Field) -> tuple[str, bool]:
    match field.type:
        case Scalar(type=name, optional=optional):
            return _code(name), optional
        case Record(optional=optional):
            return "groupe", optional
        case ListOf(item=Scalar(type=name)):
            return f"liste de {_code(name)}", False
        case _:
            return "liste", False


def _clauses(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    audiences = catalogue.vocabulary.audiences
    for clause in catalogue.clauses.values():
        served = "<br>".join(_text(audiences[name].label) for name in clause.audiences)
        asked = " ".join(map(_code, sorted(set(_ANSWER.findall(clause.source)))))
        yield _code(clause.name), _text(clause.title), served, _shown(clause), asked


def _shown(clause: Clause) -> str:
    return "si l’expéditeur le veut" if clause.is_optional else "toujours"


def _tables(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    return ((_code(f"{{{{ {name} }}}}"), _code(caption)) for name, caption in catalogue.tables.items())


# --- markup -------------------------------------------------------------------------------------


def _table(label: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return scrolled(table(head, rows), space(label), name="language")


def _text(said: str) -> str:
    return markdown.text(space(said))


def _code(written: str) -> str:
    """A piece of the language, set as it is typed."""
    return f"`{written}`"
