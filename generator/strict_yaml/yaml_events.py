"""YAML, from the events of its parser: nothing is resolved, expanded or constructed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import yaml
from yaml import events

from generator.messages import quoted
from generator.strict_yaml.building import MAX_DEPTH, Builder

# libyaml where PyYAML was built with it: ten times as fast, the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Other: TypeAlias = events.AliasEvent | events.CollectionStartEvent
_Node: TypeAlias = events.ScalarEvent | _Other
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE_IT = "mettez le texte entre guillemets"


def read_yaml(builder: Builder, text: str) -> None:
    """Feed the builder with the one document of the text."""
    loader = _LOADER(text)
    try:
        _read_events(builder, iter(loader.get_event, None))
    except yaml.YAMLError as error:
        _note_syntax_error(builder, text, error)


def _read_events(builder: Builder, stream: Iterator[yaml.Event]) -> None:
    documents = 0
    for event in stream:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, events.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                _refuse_oddities(builder, event, line)
            _read_scalar(builder, event, line)
        elif isinstance(event, (events.CollectionStartEvent, events.AliasEvent)):
            if event.anchor is not None or (not isinstance(event, events.AliasEvent) and event.tag is not None):
                _refuse_oddities(builder, event, line)
            _read_other(builder, event, line, stream)
        elif isinstance(event, events.CollectionEndEvent):
            builder.close()
        elif isinstance(event, events.DocumentStartEvent):
            documents += 1
            if documents > 1:
                builder.stop(
                    line, "un second document commence ici", f"retirez la ligne {quoted('---')}", "yaml-documents"
                )


def _refuse_oddities(builder: Builder, event: _Node, line: int) -> None:
    if isinstance(event, events.AliasEvent):
        builder.problem(
            line, f"alias YAML {quoted(f'*{event.anchor}')}", f"répétez la valeur, ou {_QUOTE_IT}", "yaml-alias"
        )
        return
    if event.anchor is not None:
        builder.problem(line, f"ancre YAML {quoted(f'&{event.anchor}')}", f"retirez-la, ou {_QUOTE_IT}", "yaml-anchor")
    if event.tag is not None:
        builder.problem(line, f"étiquette YAML {quoted(_short(event.tag))}", f"retirez-la, ou {_QUOTE_IT}", "yaml-tag")


def _short(tag: str) -> str:
    standard = tag.removeprefix("tag:yaml.org,2002:")
    return tag if standard == tag else f"!!{standard}"


def _read_scalar(builder: Builder, event: events.ScalarEvent, line: int) -> None:
    is_plain, text = event.implicit[0], event.value
    if builder.awaits_key and is_plain and text == "<<":
        builder.problem(line, f"fusion YAML {quoted('<<')}", "écrivez les champs un à un", "yaml-merge")
        builder.drop_key()
        return
    value = None if is_plain and text in _NOTHING else text
    if builder.awaits_key:
        builder.key(value, line)
    else:
        builder.value(value, line)


def _read_other(builder: Builder, event: _Other, line: int, stream: Iterator[yaml.Event]) -> None:
    if builder.awaits_key:
        _refuse_key(builder, event, line, stream)
    elif isinstance(event, events.MappingStartEvent):
        builder.open({}, line)
    elif isinstance(event, events.SequenceStartEvent):
        builder.open([], line)
    else:
        builder.value(None, line)  # an alias


def _refuse_key(builder: Builder, event: _Other, line: int, stream: Iterator[yaml.Event]) -> None:
    builder.problem(line, "un nom de champ est un texte simple", _QUOTE_IT, "yaml-key")
    builder.drop_key()
    depth = int(isinstance(event, events.CollectionStartEvent))
    while depth:
        following = next(stream)
        depth += isinstance(following, events.CollectionStartEvent) - isinstance(following, events.CollectionEndEvent)
        if depth > MAX_DEPTH:  # libyaml takes a time that grows with the square of the depth
            builder.stop(line, f"plus de {MAX_DEPTH} niveaux emboîtés", "simplifiez le fichier", "yaml-depth")


# What libyaml and PyYAML say (both wordings where they differ) → what it means, and what to do.
_SYNTAX = (
    ("mapping values are not allowed", "deux-points inattendu", f"{_QUOTE_IT}, ou vérifiez le retrait de la ligne"),
    ("scanning a quoted scalar", "guillemet ouvert et jamais fermé", "fermez-le"),
    (
        "unknown escape",
        "barre oblique inverse inconnue entre guillemets",
        "doublez-la, ou employez l’apostrophe droite",
    ),
    ("parsing a quoted scalar", "barre oblique inverse inconnue entre guillemets", "doublez-la"),
    ("scanning an alias", "étoile au début d’un texte", _QUOTE_IT),
    ("scanning an anchor", "esperluette au début d’un texte", _QUOTE_IT),
    ("scanning a tag", "point d’exclamation au début d’un texte", _QUOTE_IT),
    ("flow sequence", "crochet ouvert et jamais fermé, ou virgule manquante", "fermez-le"),
    ("flow mapping", "accolade ouverte et jamais fermée, ou virgule manquante", f"fermez-la, ou {_QUOTE_IT}"),
    ("cannot start any token", "ce caractère ne peut pas commencer un texte", _QUOTE_IT),
    ("block collection", "un tiret est attendu ici", "alignez les tirets de la liste"),
    ("block mapping", "cette ligne n’est pas à sa place", f"vérifiez son retrait, ou {_QUOTE_IT}"),
    ("could not find expected ':'", "il manque le deux-points après le nom du champ", "ajoutez-le"),
)


def _note_syntax_error(builder: Builder, text: str, error: yaml.YAMLError) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = re.split("\r\n|\r|\n", text)
    line = min(mark.line + 1 if mark else 1, len(lines))
    excerpt = lines[line - 1].strip(" ")
    what, hint = _meaning(str(error), excerpt)
    builder.problem(line, f"{what}, {quoted(excerpt)}" if excerpt else what, hint, "yaml-syntax", at="")


def _meaning(said: str, excerpt: str) -> tuple[str, str]:
    if excerpt.startswith("\t"):
        return "une tabulation commence la ligne", "remplacez-la par des espaces"
    found = next(((what, hint) for words, what, hint in _SYNTAX if words in said), None)
    return found or ("la syntaxe YAML est fausse ici", "vérifiez les retraits, les guillemets et les deux-points")
