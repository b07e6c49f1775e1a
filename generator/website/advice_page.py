"""« Quelle lettre envoyer ? »: the table as the home page's questionnaire reads it, and as a page without a script."""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.errors import CatalogueError, Problem
from generator.website import markdown, texts
from generator.website.articles_page import CERTAINTY
from generator.website.places import ADVICE_DATA, ADVICE_PAGE, letter_page_at

if TYPE_CHECKING:
    from generator.catalogue.advice import Advice, Check, Outcome, Rule

ADVICE_VERSION = 1
"""Version of the JSON form; changes with anything that a page already open could not read."""


def advice_files(advice: Advice, titles: Mapping[str, str]) -> dict[str, str]:
    """The page and the data by their addresses; ``titles`` are those of the letters, by id."""
    data = json.dumps(advice_json(advice, titles), ensure_ascii=False, separators=(",", ":"))
    return {ADVICE_PAGE: advice_page(advice, titles), ADVICE_DATA: data}


def advice_files_of(text: str, titles: Mapping[str, str]) -> dict[str, str]:
    """The same from the text of `advice.yml`; raises CatalogueError where it is refused."""
    from generator.catalogue.advice import read_advice
    from generator.catalogue.folder import ADVICE

    problems: list[Problem] = []
    advice = read_advice(text, ADVICE, problems)
    if advice is None:
        raise CatalogueError(problems)
    return advice_files(advice, titles)


def advice_json(advice: Advice, titles: Mapping[str, str]) -> dict[str, Any]:
    """What the questionnaire reads: the table, the titles of the letters, the periods of the law."""
    from generator.catalogue.advice import REGIMES
    from generator.law.data_files import law_data_json

    return {
        "version": ADVICE_VERSION,
        **table_json(advice),
        "regimes": {
            client: {"kind": kind, "natural_person": is_person} for client, (kind, is_person) in REGIMES.items()
        },
        "letters": {one.letter: titles[one.letter] for one in advice.outcomes.values() if one.letter in titles},
        "law": law_data_json(),
    }


def table_json(advice: Advice) -> dict[str, Any]:
    """The table alone; the page of an outcome is its address on the site."""
    table = advice.model_dump(mode="json", by_alias=True)
    for outcome in table["outcomes"].values():
        outcome["page"] = address_of(outcome["page"])
    return table


def address_of(page: str) -> str:
    """`guide/penalites.md#base` → `guide/penalites/#base`, from the site's root."""
    path, mark, anchor = page.partition("#")
    folder = path.removesuffix(".md")
    return f"{folder.removesuffix('index')}{'' if folder.endswith('index') else '/'}{mark}{anchor}"


# --- the page -------------------------------------------------------------------------------------


def advice_page(advice: Advice, titles: Mapping[str, str]) -> str:
    """Every rule in its order, then every answer with its reason and what to look at first."""
    rows = [
        (str(number), _conditions(advice, rule), _answer(advice, rule, titles)) for number, rule in _numbered(advice)
    ]
    return texts.fill(
        "quelle-lettre",
        read_on=_read_on(advice),
        rules=markdown.scrolled(
            markdown.table(("N°", "Si", "Alors"), rows, numbers=(0,)), "Les règles, dans l’ordre", name="advice"
        ),
        outcomes="\n\n".join(
            section for name, outcome in advice.outcomes.items() for section in _outcome(advice, name, outcome, titles)
        ),
    )


def _read_on(advice: Advice) -> str:
    """The day when the oldest of its articles was read, as every page of the guide says it."""
    from generator.values import dates

    days = [check.checked_on for check in advice.checks.values() if check.checked_on is not None]
    return f'<p class="relance-note">État des textes au {dates.format(min(days))}.</p>' if days else ""


def _numbered(advice: Advice) -> Iterator[tuple[int, Rule]]:
    return enumerate(advice.rules, start=1)


def _conditions(advice: Advice, rule: Rule) -> str:
    return "<br>".join(
        f"{markdown.text(_asked(advice, fact))} **{markdown.text(_said(advice, fact, values))}**"
        for fact, values in rule.when.items()
    )


def _asked(advice: Advice, fact: str) -> str:
    return next((question.label for question in advice.questions if question.name == fact), "Le retard\u00a0:")


def _said(advice: Advice, fact: str, values: tuple[str, ...]) -> str:
    labels = {degree.value: degree.label for degree in advice.lateness} if fact == "lateness" else {}
    labels |= {option.value: option.label for option in advice.options(fact)}
    return ", ou ".join(labels[value] for value in values)


def _answer(advice: Advice, rule: Rule, titles: Mapping[str, str]) -> str:
    return f"[{markdown.text(_title(advice.outcomes[rule.outcome], titles))}](#{rule.outcome})"


def _title(outcome: Outcome, titles: Mapping[str, str]) -> str:
    return outcome.title or titles.get(outcome.letter, outcome.letter)


def _outcome(advice: Advice, name: str, outcome: Outcome, titles: Mapping[str, str]) -> Iterator[str]:
    yield f"### {markdown.text(_title(outcome, titles))} {{ #{name} }}"
    yield markdown.text(outcome.reason)
    here = posixpath.dirname(ADVICE_PAGE)
    links = [markdown.link("Pourquoi, et que faire", posixpath.relpath(outcome.page, here))]
    if outcome.letter:
        links.insert(0, markdown.link("Ouvrir la lettre", posixpath.relpath(letter_page_at(outcome.letter), here)))
    yield " · ".join(links)
    if outcome.checks:
        yield "\n".join(_check(advice, advice.checks[check]) for check in outcome.checks)


def _check(advice: Advice, check: Check) -> str:
    labels = {option.value: option.label for option in advice.options("debtor")}
    whom = " ou ".join(labels[client].lower() for client in check.for_)
    source = _source(check)
    return (
        f"- {markdown.text(check.say)}{f' *({markdown.text(whom)})*' if whom else ''}{f' {source}' if source else ''}"
    )


def _source(check: Check) -> str:
    from generator.values import dates

    if not check.article or check.checked_on is None:
        return ""
    doubt = "" if check.confidence == "high" else f", {CERTAINTY[check.confidence]}"
    words = f"{check.article}, relu le {dates.format(check.checked_on)}{doubt}"
    return f'<small class="relance-source-of">{html.escape(words)}</small>'
