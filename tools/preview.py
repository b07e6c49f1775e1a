"""What a change does to the letters, for a reviewer: `python tools/preview.py REVISION FOLDER`.

For each letter that changed since the revision: the prose that moved (`diff.md`) and its examples as pictures.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator.catalogue.load import load
from generator.diff import Change, changes
from generator.examples import produce_examples
from generator.render import RENDERERS

LETTERS = Path("letter_templates")


def main(revision: str, folder: Path) -> None:
    """Write the prose and the pictures; nothing where no letter changed."""
    moved = changes(LETTERS, revision)
    if not moved:
        print("Aucune lettre ne change.")
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "diff.md").write_text("\n".join(prose(change) for change in moved), encoding="utf-8")
    shown = {(change.letter, change.example) for change in moved}
    for each in produce_examples(load(LETTERS)):
        if (each.template.id, each.example.name) in shown:
            draw(RENDERERS["pdf"](each.document), folder / f"{each.template.id}-{each.example.name}")


def prose(change: Change) -> str:
    """The paragraphs that moved, as Markdown."""
    return f"## {change.letter}, exemple {change.example}\n\n```diff\n" + "\n".join(change.lines()) + "\n```\n"


def draw(pdf: bytes, stem: Path) -> None:
    """The pages of a PDF as pictures."""
    source = stem.with_suffix(".pdf")
    source.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "90", "-png", source, stem], check=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
