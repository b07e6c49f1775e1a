"""Footers: the sender's mentions on each page, and « Page 2/3 » at the right of their last line.

A letter of one page has no page number. Word says that by a field, `IF NUMPAGES > 1`, of which LibreOffice prints
the parts one after the other; so the first page has a footer of its own, without a number, in any letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.letter.nodes import Block
from generator.render import fonts, walk, words
from generator.render.ooxml.paragraphs import Layout, Story, paragraph, run, runs
from generator.render.ooxml.styles import text_width
from generator.render.ooxml.xml import points
from generator.render.theme import Sheet


def footer(story: Story, lines: Sequence[Block], sheet: Sheet, *, has_number: bool) -> str:
    """What stands between the tags of `w:ftr`; a tall one pushes the text up, and keeps its distance."""
    written = [runs(story, walk.children(line)) for line in lines]
    if has_number and lines and _leaves_room(lines[-1], sheet):
        written[-1] += _page_number()
    elif has_number:
        written.append(_page_number())
    above = Layout(before=points(sheet.styles.text.after))
    return "".join(
        paragraph("Footer", content, Layout() if index else above) for index, content in enumerate(written or [""])
    )


def _leaves_room(line: Block, sheet: Sheet) -> bool:
    """Whether the page number stands beside a line, rather than under it."""
    width = fonts.width(walk.plain([line]), sheet.styles.footer.size)
    return width <= text_width(sheet) - sheet.footer.number_width


def _page_number() -> str:
    """« Page 2/3 » at the right margin, as two fields among words."""
    before, between, after = re.split("[{}]", words.page_of("{", "}"))
    end = run(after) if after else ""
    return f"<w:r><w:tab/></w:r>{run(before)}{_field('PAGE', '2')}{run(between)}{_field('NUMPAGES', '2')}{end}"


def _field(code: str, shown: str) -> str:
    """A field, and what it shows until it is worked out."""
    return f'<w:fldSimple w:instr=" {code} ">{run(shown)}</w:fldSimple>'
