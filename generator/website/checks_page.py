"""The page « Les contrôles »: what `relance check` looks at, each check under its id, where its problems link to.

Made from the checks themselves, so that none is missing; the words about each are in `checks_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from generator.catalogue.load import RULES
from generator.catalogue.model import Catalogue, Term
from generator.catalogue.wording import Rule
from generator.letter.typography import space
from generator.review.known import READING, KnownCheck, known_checks
from generator.website import markdown, texts
from generator.website.checks_words import FOUND
from generator.website.markdown import scrolled, table

_BRACES = re.compile(r"\{[{%].*?[%}]\}")


def checks_page(catalogue: Catalogue) -> str:
    """The whole page, as Markdown."""
    known, rules = known_checks(), {rule.id: rule for rule in RULES}
    reading = [known[id] for id in READING]
    others = [check for id, check in known.items() if id not in READING and id not in rules]
    head = ("Contrôle", "Ce qu’il trouve", "Pourquoi", "Que faire")
    return texts.fill(
        "controles",
        reading=_table("Les contrôles de lecture", head, map(_check, reading)),
        checks=_table("Les contrôles des lettres", head, map(_check, others)),
        rules=_table(
            "Les règles de rédaction",
            ("Règle", "Pourquoi, et quoi écrire", "Vaut pour"),
            (_rule(rule, catalogue) for rule in rules.values()),
        ),
        count=str(len(known)),
    )


def _check(check: KnownCheck) -> tuple[str, ...]:
    found, mending = FOUND[check.id]
    said = [_sentence(mending)]
    said += ["*corrigé par `--fix`*"] if check.is_mended else []
    said += ["*avertit sans refuser*"] if check.level == "warning" else []
    return _anchor(check.id), _sentence(found), _sentence(check.reason), "<br>".join(said)


def _rule(rule: Rule, catalogue: Catalogue) -> tuple[str, ...]:
    words = catalogue.vocabulary
    scope = [*_labels(rule.stages, words.stages.values()), *_labels(rule.regimes, words.audiences.values())]
    return _anchor(rule.id), _sentence(rule.reason), "<br>".join(scope) or "toute lettre"


def _labels(ids: Iterable[str], terms: Iterable[Term]) -> Iterator[str]:
    """The words for some stages or debtors, in the order of the catalogue; those it does not have are left out."""
    chosen = set(ids)
    return (_text(term.label) for term in terms if term.id in chosen)


def _anchor(id: str) -> str:
    """The id as its problems write it, which is its anchor too."""
    return f"`{id}`{{ #{id} }}"


def _sentence(said: str) -> str:
    return _text(said[:1].upper() + said[1:])


def _text(said: str) -> str:
    """Words set as French is; what stands in braces is the letter language, and stays as it is written."""
    pieces, codes = space(_BRACES.sub("\0", said)).split("\0"), _BRACES.findall(said)
    return "".join(
        markdown.text(words) + (f"`{code}`" if code else "") for words, code in zip_longest(pieces, codes, fillvalue="")
    )


def _table(label: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return scrolled(table(head, rows), space(label), name="language")
