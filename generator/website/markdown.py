"""Text put into a Markdown page: it stays text, whatever it contains.

The dialect is Python-Markdown's, as everywhere on the site. What it lets a backslash escape is escaped;
the rest that could become markup is written as a character reference.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence

_ESCAPED = re.compile(r"([\\`*_{}\[\]()>#+\-.!])")
_REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", "|": "&#124;", "~": "&#126;", "^": "&#94;", "=": "&#61;"})


def text(words: str) -> str:
    """One line of Markdown that reads as ``words`` do."""
    return _ESCAPED.sub(r"\\\1", words.replace("\n", " ")).translate(_REFERENCES)


def link(words: str, target: str) -> str:
    """A link to a page or a file; a relative one is checked by the builder."""
    return f"[{text(words)}](<{_safe(target)}>)"


def _safe(target: str) -> str:
    return target.replace("<", "%3C").replace(">", "%3E").replace("\n", "").replace(" ", "%20")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int] = ()) -> str:
    """A table of cells that are Markdown already; those of the columns in ``numbers`` are marked as numbers.

    Markdown's own alignment is a style attribute by default, which the site's policy refuses.
    """
    marked = set(numbers)
    lines = (_line(head, marked), "|---" * len(head) + "|", *(_line(row, marked) for row in rows))
    return "\n".join(lines)


def _line(cells: Sequence[str], numbers: set[int]) -> str:
    shown = (f'<span class="relance-number">{cell}</span>' if n in numbers else cell for n, cell in enumerate(cells))
    return f"| {' | '.join(cell or '&nbsp;' for cell in shown)} |"


def scrolled(content: str, label: str, *, name: str = "") -> str:
    """A table that scrolls by itself where the screen is narrow, with a finger or with the keyboard."""
    names = f"relance-scroll relance-scroll--{name}" if name else "relance-scroll"
    opening = f'<div class="{names}" role="region" aria-label="{html.escape(label)}" tabindex="0" markdown>'
    return f"{opening}\n\n{content}\n\n</div>"


def front_matter(values: Mapping[str, object]) -> str:
    """The head of a page; JSON is YAML, and leaves nothing to guess."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---"])
