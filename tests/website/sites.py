"""Small sites in a folder of their own: a few pages, and some of the real letters."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = frozenset({"particulier", "acheteur-public", "professionnel-une-facture"})
"""Names of examples that together show every branch of a letter's regimes."""

CONFIG = """
site_name: Deux lettres
site_url: https://relance.example/
repo_url: https://depot.example/relance
strict: true
theme: {name: material, language: fr, font: false, palette: {primary: custom}}
plugins:
  - search: {lang: fr}
  - relance: {options}
markdown_extensions: [attr_list, md_in_html, tables]
nav: [index.md, cas-refuses.md, mentions.md, lettres/index.md, taux/index.md]
"""


def small_site(folder: Path, letters: Collection[str]) -> Path:
    """The pages and the letters; its `mkdocs.yml` is `CONFIG` with options."""
    docs, catalogue = folder / "docs", folder / "letter_templates"
    (docs / "guide").mkdir(parents=True)
    (docs / "index.md").write_text("# Accueil\n\n[Un rappel](lettres/rappel-amiable/index.md)\n")
    (docs / "cas-refuses.md").write_text("# Les cas refusés\n")
    for name in ("index", "penalites"):
        (docs / f"guide/{name}.md").write_text("# Guide\n")
    (docs / "mentions.md").write_text("# Mentions\n\n## Information { #information }\n")
    shutil.copytree(ROOT / "letter_templates", catalogue)
    (catalogue / "advice.yml").unlink()  # it leads to letters that are left out
    for letter in (path.parent for path in catalogue.glob("*/letter.md")):
        if letter.name not in letters:
            shutil.rmtree(letter)
    leave_used_clauses(catalogue)
    leave_few_examples(catalogue)
    return folder


def leave_used_clauses(catalogue: Path) -> None:
    """One that no letter includes is a problem."""
    used = "".join(path.read_text(encoding="utf-8") for path in catalogue.rglob("*.md"))
    for clause in (catalogue / "clauses").iterdir():
        if f"clauses/{clause.name}" not in used:
            clause.unlink()


def leave_few_examples(catalogue: Path) -> None:
    """Keep those of `EXAMPLES`: each example takes a moment."""
    for example in catalogue.glob("*/examples/*"):
        if example.stem not in EXAMPLES:
            example.unlink()
