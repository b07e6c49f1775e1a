"""Everything that can be said of a catalogue at once: what `relance check` finds.

Letters are examined one by one, files, words and examples, beside what they share; then what no letter can tell
alone is told. Nothing here reads the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.branches import Keys, unread_branches
from generator.catalogue.checks import check_catalogue, check_file
from generator.catalogue.folder import faults_of_names, letter_folders
from generator.catalogue.judging import File
from generator.catalogue.link_checks import LINK_CHECKS
from generator.catalogue.load import Bench, examine, make_bench, no_letter, read_advice
from generator.catalogue.model import Template
from generator.catalogue.readings import Readings
from generator.catalogue.writing_checks import LETTER_CHECKS, WRITING_CHECKS
from generator.errors import Problem
from generator.examples import ProducedExample, check_example
from generator.letter.fill import show
from generator.letter.nodes import LetterTree

Pages = Mapping[str, frozenset[str]]
"""The pages of the site, each with its anchors."""


class Report(Struct, frozen=True, kw_only=True):
    """What was found in one letter, and what it says of the catalogue; ``template`` is without its trees and texts.

    ``branches`` are those that a debtor may read and no example of the letter shows, each with what is said of it if
    no other letter's does; ``shown`` are those that its examples show. Both go by the keys of `catalogue.branches`.
    """

    problems: tuple[Problem, ...]
    template: Template | None = None
    branches: tuple[tuple[str, Problem], ...] = ()
    shown: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    """What the program gives to the letter's examples: the paths of all that their holes could take."""


def review(
    files: Mapping[str, str], *, root: str = "letter_templates", pages: Pages | None = None, with_examples: bool = True
) -> tuple[Problem, ...]:
    """Everything that is wrong with the catalogue whose files are ``files``, in reading order."""
    bench, keys = make_bench(files, root=root), Keys()
    reports = {
        id: examine_letter(bench, id, texts, keys, with_examples=with_examples)
        for id, texts in letter_folders(files).items()
    }
    found = [*bench.problems, *names_and_links(files, root, pages), *across(bench, files, reports)]
    found += writing_of(files_of_no_letter(files), root)
    return in_reading_order([*found, *(problem for report in reports.values() for problem in report.problems)])


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


# --- the catalogue --------------------------------------------------------------------------------


def names_and_links(files: Mapping[str, str], root: str, pages: Pages | None) -> list[Problem]:
    """What is wrong with names of files, and with links, which lead to other letters."""
    found = faults_of_names(files, root)
    for name, text in files.items():
        found += check_file(File(path=f"{root}/{name}", name=name, text=text, pages=pages), LINK_CHECKS)
    return found


def files_of_no_letter(files: Mapping[str, str]) -> dict[str, str]:
    """The files that are in no letter's folder."""
    inside = {f"{id}/{name}" for id, texts in letter_folders(files).items() for name in texts}
    return {name: text for name, text in files.items() if name not in inside}


def writing_of(files: Mapping[str, str], root: str) -> list[Problem]:
    """What is wrong with the prose and the layout of files, by their names in the catalogue."""
    return [
        problem
        for name, text in files.items()
        for problem in check_file(File(path=f"{root}/{name}", name=name, text=text), LETTER_CHECKS)
    ]


def across(
    bench: Bench, files: Mapping[str, str], reports: Mapping[str, Report], *, is_part: bool = False
) -> list[Problem]:
    """What no letter can tell alone: what none uses, what none shows, which of them is advised when."""
    if not reports:
        return [no_letter(bench.root)]
    templates = {id: report.template for id, report in reports.items() if report.template}
    is_part = is_part or len(templates) < len(reports)
    shelf = bench.shelf(
        used_clauses=(name for template in templates.values() for name in template.used_clauses),
        used_paths=(path for template in templates.values() for path in template.used_paths),
        is_part=is_part,
        letters=reports,
    )
    shelf = replace(shelf, given_paths=frozenset[str]().union(*(report.given for report in reports.values())))
    catalogue = replace(bench.shared.catalogue, templates=templates)
    advice_problems = [] if is_part else read_advice(files, catalogue, bench.root, is_part=False)[1]
    return [
        *check_catalogue(shelf),
        *check_catalogue(shelf, WRITING_CHECKS),
        *advice_problems,
        *_unread(reports, is_part=is_part),
    ]


def _unread(reports: Mapping[str, Report], *, is_part: bool) -> list[Problem]:
    """Branches that no example shows; of some letters alone, those of their own files only."""
    shown = frozenset[str]().union(*(report.shown for report in reports.values()))
    found: dict[str, Problem] = {}
    for report in reports.values():
        own = f"{report.template.folder}/" if report.template else ""
        for key, problem in report.branches:
            if key not in shown and (not is_part or problem.path.startswith(own)):
                found.setdefault(key, problem)
    return list(found.values())


# --- one letter -----------------------------------------------------------------------------------


def examine_letter(
    bench: Bench,
    id: str,
    texts: Mapping[str, str],
    keys: Keys,
    readings: Readings | None = None,
    *,
    with_examples: bool = True,
) -> Report:
    """One letter: its files, its words, its examples made into letters; ``readings`` are of this very letter."""
    examined = examine(bench, id, texts, readings)
    problems = list(examined.problems)
    problems += writing_of({f"{id}/{name}": text for name, text in texts.items()}, bench.root)
    if examined.draft is None:
        return Report(problems=tuple(problems))
    template = examined.draft.template
    shown: set[str] = set()
    given: set[str] = set()
    is_told = with_examples
    for example in template.examples if with_examples else ():
        produced, faults = check_example(bench.shared.catalogue, template, example, readings)
        problems += faults
        if produced is not None:
            shown |= _shown(produced, keys)
            _add_paths(produced.answers, "", given)
        else:  # what it shows is not known
            is_told = False
    regimes = tuple({view.regime: view.facts for view in examined.views}.values())
    return Report(
        problems=tuple(problems),
        template=_without_texts(template),
        branches=tuple(unread_branches(examined.draft, regimes, shown, keys)) if is_told else (),
        shown=frozenset(shown),
        given=frozenset(given),
    )


def _shown(produced: ProducedExample, keys: Keys) -> set[str]:
    """The branches that an example shows, in the letter and its other versions."""
    template, taken = produced.template, dict(produced.taken)
    for tree in filter(None, (template.email, template.sms, template.phone)):
        show(tree, produced.answers, taken=taken)
    keyed = [keys.of(node).get(identity) for identity, node in taken.items()]
    return {key for key in keyed if key is not None}


_NESTED = (dict, list, tuple)


def _add_paths(group: Mapping[str, object], prefix: str, paths: set[str]) -> None:
    """Every path of nested groups, which are dicts; items of a list go by the list's name."""
    for name, value in group.items():
        if not isinstance(value, _NESTED):
            paths.add(f"{prefix}{name}")
        elif isinstance(value, dict):
            _add_paths(value, f"{prefix}{name}.", paths)
        else:
            for item in value:
                _add_paths({name: item}, prefix, paths)


def _without_texts(template: Template) -> Template:
    """What other letters may ask of this one; its trees are large, and are kept elsewhere."""
    tree = LetterTree(info=template.tree.info, parts={})
    return replace(template, tree=tree, email=None, sms=None, phone=None, guidance="", examples=())
