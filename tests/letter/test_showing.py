"""Which branches show, told without filling anything."""

from __future__ import annotations

from datetime import date

from generator.examples import prepare_example
from generator.letter.fill import fill, show
from generator.letter.nodes import Branch, Column, LetterTree, Literal, Row, Table, Text, TreeInfo, When
from generator.letter.situation import Answers
from tests.letters import catalogue


def taken_by_filling(tree: LetterTree, answers: Answers) -> dict[int, When]:
    taken: dict[int, When] = {}
    fill(tree, answers, taken=taken)
    return taken


def taken_by_showing(tree: LetterTree, answers: Answers) -> dict[int, When]:
    taken: dict[int, When] = {}
    show(tree, answers, taken=taken)
    return taken


def test_every_example_shows_the_branches_that_are_filled() -> None:
    for template in catalogue().templates.values():
        for example in template.examples:
            answers = prepare_example(catalogue(), template, example).answers
            for tree in filter(None, (template.tree, template.email, template.sms, template.phone)):
                assert taken_by_showing(tree, answers) == taken_by_filling(tree, answers)


def test_a_column_that_is_left_out_shows_no_branch() -> None:
    label, left_out, cell, beside = (When((Branch(Literal(True), (Text(word),)),)) for word in "abcd")
    columns = (Column((label,)), Column((left_out,), "start", Literal(False)))
    table = Table("tableau", (), columns, (Row(((cell,), (beside,))),))
    info = TreeInfo(id="essai", title="Essai", version="1.0.0", law_checked_on=date(2026, 11, 21))
    tree = LetterTree(info=info, parts={"body": (table,)})
    assert list(taken_by_showing(tree, {}).values()) == [label, cell]
    assert taken_by_showing(tree, {}) == taken_by_filling(tree, {})
