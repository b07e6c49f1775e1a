"""One letter to DOCX: ours against docxtpl on the same text; ours has to be three times as fast.

Both fill the same values in process, take turns, and give the bytes of a file; a template of docxtpl is read
anew for each letter, as it must be. What counts is the median of the pairs' ratios, in processor time.

    python benchmarks/letter_docx.py [ROUNDS]
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from docxtpl import DocxTemplate

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.letter.nodes import PARTS, BulletList, Document, Filled, Node, OrderedList, Row, Table
from generator.render import walk, words
from generator.render.docx import render
from tests.render.documents import letter_with_invoices, short_letter, sixty_invoices

LIMIT = 3.0
RESULTS = Path(__file__).parent / "results" / "letter_docx.json"
LETTERS: dict[str, Callable[[], Document]] = {
    "one invoice": short_letter,
    "five invoices": lambda: letter_with_invoices(5),
    "sixty invoices": sixty_invoices,
}

Values = dict[str, object]


def main(rounds: int) -> int:
    """Print a line for each letter, keep the figures, and fail under the limit."""
    results = {name: measure(make(), rounds) for name, make in LETTERS.items()}
    for name, found in results.items():
        print(
            f"{name:>15}: {found['ours_ms']:6.1f} ms, docxtpl {found['docxtpl_ms']:6.1f} ms, "
            f"{found['ratio']:.1f} times as fast (at least {LIMIT:g})"
        )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"limit": LIMIT, "rounds": rounds, "letters": results}, indent=2) + "\n")
    return int(any(found["ratio"] < LIMIT for found in results.values()))


def measure(document: Document, rounds: int) -> dict[str, float]:
    """Medians of processor time, the two taking turns so that both meet the same neighbours."""
    template, values = make_template(document)
    contenders: tuple[Callable[[], bytes], ...] = (lambda: render(document), lambda: fill(template, values))
    ours, theirs = (contender() for contender in contenders)
    if spoken(ours) != spoken(theirs):
        raise AssertionError("the two letters do not say the same")
    times = [[_timed(contender) for contender in contenders] for _ in range(rounds)]
    ours_ms, docxtpl_ms = (median(column) * 1000 for column in zip(*times, strict=True))
    ratio = median(theirs / ours for ours, theirs in times)
    return {"ours_ms": ours_ms, "docxtpl_ms": docxtpl_ms, "ratio": ratio}


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def fill(template: bytes, values: Values) -> bytes:
    """A letter made by docxtpl."""
    letter = DocxTemplate(io.BytesIO(template))
    letter.render(values, autoescape=True)
    written = io.BytesIO()
    letter.save(written)
    return written.getvalue()


# --- the same letter as a template of docxtpl ---------------------------------------------------


def make_template(document: Document) -> tuple[bytes, Values]:
    """The template, made by python-docx, and what its holes take."""
    word = docx.Document()
    values: Values = {}
    openings = {"subject": words.SUBJECT, "enclosures": words.ENCLOSURES}
    for part in PARTS[:-1]:
        for index, block in enumerate(document.parts[part]):
            _add(word, block, values, openings.get(part, "") if index == 0 else "")
    footer = word.sections[0].footer
    for line in document.parts["footer"]:
        footer.add_paragraph(_holes(line, values))
    written = io.BytesIO()
    word.save(written)
    return written.getvalue(), values


def _add(word: WordDocument, block: Node, values: Values, opening: str) -> None:
    if isinstance(block, Table):
        _add_table(word, block, values)
    elif isinstance(block, BulletList | OrderedList):
        for item in block.items:
            word.add_paragraph(_holes(item, values), style="List Bullet")
    else:
        word.add_paragraph(opening + _holes(block, values))


def _add_table(word: WordDocument, table: Table, values: Values) -> None:
    """The head and the total as they stand, and between them a row that docxtpl repeats."""
    name = f"rows{len(values)}"
    rows = [row for row in table.rows if isinstance(row, Row)]
    values[name] = [[walk.plain(cell) for cell in row.cells] for row in rows if not row.is_total]
    word.add_paragraph(walk.plain(table.caption))
    grid = word.add_table(rows=0, cols=len(table.columns))
    _add_row(grid, [walk.plain(column.label) for column in table.columns])
    _add_row(grid, [f"{{%tr for row in {name} %}}"])
    _add_row(grid, [f"{{{{ row[{index}] }}}}" for index in range(len(table.columns))])
    _add_row(grid, ["{%tr endfor %}"])
    for row in rows:
        if row.is_total:
            _add_row(grid, ["".join(_hole(node, values) for node in cell) for cell in row.cells])


def _add_row(grid: Any, texts: Sequence[str]) -> None:
    for cell, text in zip(grid.add_row().cells, texts, strict=False):
        cell.text = text


def _holes(node: Node, values: Values) -> str:
    return "".join(_hole(leaf, values) for leaf in walk.texts(node))


def _hole(node: Node, values: Values) -> str:
    if not isinstance(node, Filled):
        return walk.plain([node])
    name = f"value{len(values)}"
    values[name] = node.text
    return f"{{{{ {name} }}}}"


# --- reading back -------------------------------------------------------------------------------


def spoken(file: bytes) -> list[str]:
    """Every word of a file, in its order."""
    word = docx.Document(io.BytesIO(file))
    texts: list[str] = []
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            texts += [cell.text for row in block.rows for cell in row.cells]
        else:
            texts.append(block.text)
    return " ".join(texts).split()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 40))
