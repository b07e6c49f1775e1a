"""What a view holds is what can be reached, however much of it was found for another; rules pass over it safely."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.catalogue.folder import letter_folders, read_folder
from generator.catalogue.load import RULES, examine, make_bench
from generator.catalogue.reach import Memory, reach
from generator.catalogue.reached import Choice, Loop, Passage, Reached
from generator.catalogue.wording import Supposing, View

CATALOGUE = Path(__file__).parents[2] / "letter_templates"


@cache
def views() -> tuple[View, ...]:
    """Every view of the real letters, and what rules suppose of each."""
    files = read_folder(CATALOGUE, None, [])
    bench = make_bench(files, root=CATALOGUE.name)
    found = [view for id, texts in letter_folders(files).items() for view in examine(bench, id, texts).views]
    return tuple(view.supposing(what) for view in found for what in Supposing)


def drawn(reached: Iterable[Reached]) -> list[object]:
    """What was reached, as something to compare: leaves by their words and their node."""
    return [_drawn(node) for node in reached]


def _drawn(node: Reached) -> object:
    match node:
        case Choice(conditions, alternatives):
            return conditions, [drawn(alternative) for alternative in alternatives]
        case Loop(path, children):
            return path, drawn(children)
        case Passage(part, children, table, is_total):
            return part, drawn(children), table, is_total
    return node.text, node.path, id(node.node), node.is_strong


def test_what_is_found_for_all_that_is_known_alike_is_right_for_each() -> None:
    parts: dict[int, object] = {}
    for view in views():
        for name, part in view.parts.items():
            if id(part) not in parts:
                parts[id(part)] = drawn(part.nodes)
            alone = reach(name, view.version.tree.parts[name], view.facts, Memory())
            assert parts[id(part)] == drawn(alone.nodes), (view.draft.path, view.regime, name)
    assert len(views()) > 100


def test_a_rule_that_does_not_concern_a_view_finds_nothing_there() -> None:
    passed_over = 0
    for view in views():
        for rule in RULES:
            speaks = rule.applies(view.draft.template.stage, view.regime)
            if speaks and not view.supposing(rule.supposing).concerns(rule):
                assert not list(rule.judge(view)), rule.id
                passed_over += 1
    assert passed_over > 1000
