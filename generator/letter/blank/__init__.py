"""A letter left to be filled: its tree becomes a document whose holes are controls.

What the regime and the sender settle is text, as in the letter itself. What stays open becomes, by its shape:

- an optional value: a control that may stay empty, its few words around it;
- two or more turns of phrase: a choice, which takes the end of its sentence with it, so that no gap shows;
- a sentence or a passage: a check before it;
- passages of which one is kept: a control before each of them;
- a list of unknown length: as many copies of its passage as the form has room for, each with its check;
- what nobody needs on paper (a column of sums that are mostly nil, a word between brackets): left out.

The document reads as a letter: it is made by the same rules, with the same blocks, and set by the same sheet.
"""

from __future__ import annotations

from generator.letter.blank.blocks import Blocks
from generator.letter.blank.making import Maker, Plan
from generator.letter.nodes import Block, Document, LetterTree, Paragraph, Text


def blank(tree: LetterTree, plan: Plan) -> Document:
    """The form that ``tree`` gives when only ``plan`` is known."""
    maker = Maker(plan)
    parts: dict[str, tuple[Block, ...]] = {}
    for name, blocks in tree.parts.items():
        if name != "footer":
            parts[name] = Blocks(plan=plan, maker=maker, known=plan.known, part=name).part_of(blocks)
    made = maker.made.values()
    has_passages = any(control.type in ("check", "alternative") for control in made)
    parts["footer"] = (Paragraph((Text(plan.note),)),) if has_passages else ()
    return Document(info=tree.info, title=plan.title, author="", parts=parts, form=plan.form)
