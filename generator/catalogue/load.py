"""A folder → a `Catalogue`, or a CatalogueError with every problem at once.

`load` is the only function that touches the disk; `build` and `survey` work on texts by name.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from generator.catalogue.banned import BANNED
from generator.catalogue.checks import check_catalogue, check_file, check_letter, check_shared
from generator.catalogue.draft import Draft
from generator.catalogue.folder import ADVICE, SHARED_FOLDERS, faults_of_names, letter_folders, read_folder
from generator.catalogue.judging import File, Letter, Shelf
from generator.catalogue.letters import SharedFiles, read_letter
from generator.catalogue.lexicon import Lexicon
from generator.catalogue.model import Catalogue
from generator.catalogue.reach import Memory
from generator.catalogue.readability import READABILITY
from generator.catalogue.readings import Readings
from generator.catalogue.sentences import SENTENCES
from generator.catalogue.tables import TABLES
from generator.catalogue.wording import Rule, Rulebook, View, views_of, wording_problems
from generator.errors import CatalogueError, Problem

if TYPE_CHECKING:
    from generator.catalogue.advice import Advice

RULES: tuple[Rule, ...] = (*BANNED, *SENTENCES, *TABLES, *READABILITY)
"""Every wording rule."""
_RULEBOOK, _WITHOUT_TABLES = Rulebook(RULES), Rulebook([rule for rule in RULES if rule not in TABLES])


def load(folder: Path, *, only: str | None = None, is_judged: bool = True) -> Catalogue:
    """The catalogue in ``folder``; with ``only``, no other letter is read.

    With ``is_judged`` false, the rules of wording and those across files are left to `relance check`: what compiles
    can be filled, and filling one letter should not wait for the judgement of its words.
    """
    problems: list[Problem] = []
    files = read_folder(folder, only, problems)
    with without_collector():
        return build(files, root=folder.as_posix(), problems=problems, is_part=only is not None, is_judged=is_judged)


@contextmanager
def without_collector() -> Iterator[None]:
    """Trees are many small objects without cycles, which the collector would walk again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def build(
    files: Mapping[str, str],
    *,
    root: str = "letter_templates",
    problems: Iterable[Problem] = (),
    is_part: bool = False,
    is_judged: bool = True,
) -> Catalogue:
    """The catalogue whose files are ``files``, by their names in it; ``problems`` are those of reading them."""
    bench = make_bench(files, root=root, is_judged=is_judged)
    folders = letter_folders(files)
    examined = [examine(bench, id, texts) for id, texts in folders.items()]
    found = [*problems, *faults_of_names(files, root), *bench.problems]
    found += [problem for each in examined for problem in each.problems]
    if not examined:
        found.append(no_letter(root))
    catalogue = in_order(bench.shared.catalogue, [each.draft for each in examined if each.draft])
    if is_judged:
        advice, faults = read_advice(files, catalogue, root, is_part=is_part)
        catalogue = replace(catalogue, advice=advice)
        found += faults
        used = [each.draft.template for each in examined if each.draft]
        found += check_catalogue(
            bench.shelf(
                used_clauses=(name for template in used for name in template.used_clauses),
                used_paths=(path for template in used for path in template.used_paths),
                is_part=is_part or len(used) < len(examined),
                letters=folders,
            )
        )
    if found:
        raise CatalogueError(dict.fromkeys(found))
    return catalogue


def read_advice(
    files: Mapping[str, str], catalogue: Catalogue, root: str, *, is_part: bool
) -> tuple[Advice | None, list[Problem]]:
    """The table that says which letter to send, and what is wrong with it; None where there is none, or it is wrong.

    It speaks of all letters: with some of them alone, only the table itself is judged.
    """
    if (text := files.get(ADVICE)) is None:
        return None, []
    from generator.catalogue.advice import read_advice
    from generator.catalogue.advice_checks import advice_problems

    path, problems = f"{root}/{ADVICE}", list[Problem]()
    advice = read_advice(text, path, problems)
    if advice and not is_part:
        problems += advice_problems(advice, catalogue.templates, path)
    return advice, problems


def no_letter(root: str) -> Problem:
    """What is said of a catalogue without letters."""
    return Problem(path=root, message="aucune lettre ici", hint="un dossier par lettre", check="files")


def in_order(catalogue: Catalogue, drafts: Iterable[Draft]) -> Catalogue:
    """The catalogue with these letters, in the order of the ladder."""
    ladder = list(catalogue.vocabulary.stages)
    ordered = sorted(drafts, key=lambda draft: (_rank(draft.template.stage, ladder), draft.template.id))
    return replace(catalogue, templates={draft.template.id: draft.template for draft in ordered})


def _rank(stage: str, ladder: list[str]) -> int:
    return ladder.index(stage) if stage in ladder else len(ladder)


# --- one letter after the other -----------------------------------------------------------------


class Bench(Struct, frozen=True, kw_only=True):
    """What letters share, ready to examine each of them; ``problems`` are those of the shared files."""

    root: str
    shared: SharedFiles
    files: Mapping[str, str]
    """The shared files by their shown path."""
    problems: tuple[Problem, ...]
    is_judged: bool
    memory: Memory = field(default_factory=Memory)
    lexicon: Lexicon = field(default_factory=lambda: Lexicon(_RULEBOOK.stems))

    def shelf(
        self, *, used_clauses: Iterable[str], used_paths: Iterable[str], is_part: bool, letters: Iterable[str]
    ) -> Shelf:
        """The shared files as the checks across letters see them."""
        return Shelf(
            catalogue=self.shared.catalogue,
            files=self.files,
            used_clauses=frozenset(used_clauses),
            used_paths=frozenset(used_paths),
            letters=frozenset(letters),
            is_part=is_part,
            has_vocabulary=self.shared.has_vocabulary,
            lines=self.shared.field_lines,
        )


class Examined(Struct, frozen=True, kw_only=True):
    """A letter and what is wrong with it; no draft where it does not compile."""

    draft: Draft | None
    views: tuple[View, ...]
    problems: tuple[Problem, ...]


def make_bench(files: Mapping[str, str], *, root: str, is_judged: bool = True) -> Bench:
    """The shared files among ``files``, read, and judged by themselves."""
    from generator.catalogue.shared_files import read_shared

    problems: list[Problem] = []
    shared = read_shared(files, root, problems)
    own = {name: text for name, text in files.items() if "/" not in name or name.split("/")[0] in SHARED_FOLDERS}
    if is_judged:
        for name, text in own.items():
            problems += check_file(File(path=f"{root}/{name}", name=name, text=text))
    bench = Bench(
        root=root,
        shared=shared,
        files={f"{root}/{name}": text for name, text in own.items()},
        problems=tuple(problems),
        is_judged=is_judged,
    )
    if not is_judged:
        return bench
    problems += check_shared(bench.shelf(used_clauses=(), used_paths=(), is_part=True, letters=()))
    problems += read_advice(files, shared.catalogue, root, is_part=True)[1]
    return replace(bench, problems=tuple(problems))


def examine(bench: Bench, id: str, texts: Mapping[str, str], readings: Readings | None = None) -> Examined:
    """One letter, whose files are ``texts`` by their names in its folder; ``readings`` are of this very letter."""
    problems: list[Problem] = []
    draft = read_letter(bench.shared.workshop, id, texts, problems, readings) if bench.shared.workshop else None
    if not bench.is_judged:
        return Examined(draft=draft, views=(), problems=tuple(problems))
    for name, text in texts.items():
        problems += check_file(File(path=f"{bench.root}/{id}/{name}", name=f"{id}/{name}", text=text))
    views: tuple[View, ...] = ()
    if draft is not None:
        bench.memory.held.append(draft)
        views = views_of(draft, bench.memory, bench.lexicon)
        problems += wording_problems(views, _rulebook_for(draft))
        problems += check_letter(
            Letter(
                draft=draft,
                views=views,
                files={f"{bench.root}/{id}/{name}": text for name, text in texts.items()},
                catalogue=bench.shared.catalogue,
                has_vocabulary=bench.shared.has_vocabulary,
            )
        )
    return Examined(draft=draft, views=views, problems=tuple(problems))


def _rulebook_for(draft: Draft) -> Rulebook:
    """The rules; those about tables only where the tables could be read."""
    has_tables = all(table.columns for table in draft.library.tables.values())
    return _RULEBOOK if has_tables else _WITHOUT_TABLES
