"""The words of the generated pages: Markdown, with ``$name`` where something is put in.

Prose lives here rather than in the code, so that it can be corrected by whoever reads it.
"""

from __future__ import annotations

from importlib.resources import files
from string import Template


def fill(name: str, **values: str) -> str:
    """The text of ``name`` with its places filled; a place without a value is a mistake of ours."""
    template = Template((files(__name__) / f"{name}.md").read_text(encoding="utf-8"))
    return "\n".join(_without_gaps(template.substitute(values))) + "\n"


def _without_gaps(text: str) -> list[str]:
    """A place that was filled with nothing leaves no hole."""
    kept: list[str] = []
    for line in text.strip().split("\n"):
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept
