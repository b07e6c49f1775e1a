"""Examples of a letter: one at least for each regime that it serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import strict_yaml
from generator.catalogue.draft import Draft
from generator.catalogue.judging import Check, Letter, problem
from generator.catalogue.lines import line_of
from generator.errors import ContentError, Problem
from generator.messages import listed, quoted


def _examples(letter: Letter) -> Iterator[Problem]:
    draft, template = letter.draft, letter.draft.template
    shown: set[str | None] = set()
    for example in template.examples:
        kind, line, problems = _kind_of(example.claim_text, example.path)
        yield from problems
        shown.add(kind)
        if kind is not None and kind not in template.audiences:
            message = f"cet exemple est pour {quoted(kind)}, que la lettre ne sert pas"
            yield problem(example.path, line, "example", message, f"la lettre sert {listed(template.audiences, 'et')}")
    for audience in template.audiences:
        if not shown & {audience, None}:  # one that cannot be read may be the one that is missing
            message = f"aucun exemple pour {quoted(audience)}"
            hint = f"ajoutez un dossier dans {template.id}/examples/"
            yield problem(draft.path, line_of(draft.lines, "audiences"), "example", message, hint)
    yield from _texts_alone(draft, letter.files)


def _kind_of(text: str, path: str) -> tuple[str | None, int | None, tuple[Problem, ...]]:
    """The regime of an example, with its line; the claim itself is judged when it is made into a letter."""
    try:
        loaded = strict_yaml.load_once(text, path=path)
    except ContentError as refused:
        return None, None, refused.problems
    debtor = loaded.data.get("debtor") if isinstance(loaded.data, dict) else None
    kind = debtor.get("kind") if isinstance(debtor, dict) else None
    line = line_of(loaded.lines, "debtor", "kind")
    if not isinstance(kind, str):
        return None, line, (problem(path, line, "example", "« debtor.kind » manque", "dites pour qui est l’exemple"),)
    return kind, line, ()


def _texts_alone(draft: Draft, files: Mapping[str, str]) -> Iterator[Problem]:
    names = {example.name for example in draft.template.examples}
    for path in files:
        stem = path.removeprefix(f"{draft.template.folder}/examples/").removesuffix(".txt")
        if path.endswith(f"/examples/{stem}.txt") and stem not in names:
            yield problem(path, None, "example", "ce texte attendu n’a pas de dossier", f"ajoutez {stem}.yml")


EXAMPLE_CHECKS: tuple[Check, ...] = (
    Check(id="example", reason="chaque régime se lit dans un exemple relu", of_letter=_examples),
)
