"""Every example of the catalogue as one picture, to be looked at: `make bench` writes it, git ignores it.

Run: python benchmarks/contact_sheet.py [OUTPUT.png]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

from generator.catalogue.load import load
from generator.examples import produce_examples
from generator.render import RENDERERS

ROOT = Path(__file__).parent.parent
OUTPUT = Path(__file__).parent / "results" / "contact_sheet.png"
COLUMNS = 8
SCALE = 0.5


def pages() -> list[Image.Image]:
    """Each page of each example, in the order of the ladder."""
    made = []
    for example in produce_examples(load(ROOT / "letter_templates")):
        pdf = pypdfium2.PdfDocument(RENDERERS["pdf"](example.document))
        made += [page.render(scale=SCALE).to_pil() for page in pdf]
    return made


def main(output: Path) -> None:
    """Paste the pages in rows."""
    shown = pages()
    width, height = shown[0].size
    rows = -(-len(shown) // COLUMNS)
    whole = Image.new("RGB", ((width + 6) * COLUMNS, (height + 6) * rows), "#888")
    for index, page in enumerate(shown):
        whole.paste(page, ((index % COLUMNS) * (width + 6) + 3, (index // COLUMNS) * (height + 6) + 3))
    output.parent.mkdir(parents=True, exist_ok=True)
    whole.save(output)
    print(f"{len(shown)} pages in {output.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
