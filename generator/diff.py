"""What a change does to a letter, as its reader sees it: the text of each example before and after.

The only code that reads git's history. The old catalogue is compiled by today's code, so that what differs
is what the authors changed.
"""

from __future__ import annotations

import difflib
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.load import build, load
from generator.catalogue.model import Catalogue, Template
from generator.errors import ContentError, GeneratorError
from generator.examples import prepare_example
from generator.render import RENDERERS


class Change(Struct, frozen=True, kw_only=True):
    """One example of a letter, before and after; a text is None where the letter did not or does not exist."""

    letter: str
    example: str
    before: str | None
    after: str | None

    @property
    def is_one(self) -> bool:
        """Whether anything moved."""
        return self.before != self.after

    def lines(self) -> Iterator[str]:
        """The paragraphs that moved, « - » before and « + » after, with their neighbours."""
        yield from prose_diff(self.before or "", self.after or "")


def prose_diff(before: str, after: str) -> Iterator[str]:
    """The lines that moved between two texts, « - » before and « + » after, each with its neighbour."""
    moved = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)
    yield from (line for line in list(moved)[2:] if not line.startswith("@@"))


def changes(folder: Path, revision: str, letter_id: str | None = None) -> list[Change]:
    """What moved in the letters of ``folder`` since ``revision``, example by example."""
    old, new = catalogue_at(folder, revision), load(folder)
    wanted = [letter_id] if letter_id else sorted({*old.templates, *new.templates})
    found = []
    for each in wanted:
        before, after = old.templates.get(each), new.templates.get(each)
        examples = (after or before or _nothing(each)).examples
        for example in examples:
            change = Change(
                letter=each,
                example=example.name,
                before=_text(old, before and replace(before, examples=examples), example.name),
                after=_text(new, after, example.name),
            )
            if change.is_one:
                found.append(change)
    return found


def catalogue_at(folder: Path, revision: str) -> Catalogue:
    """The catalogue as it was at ``revision``; raises GeneratorError where git does not know it."""
    inside = _git(folder, "rev-parse", "--show-prefix").strip()
    names = _git(folder, "ls-tree", "-r", "--name-only", "-z", "--full-name", revision, "--", ".").split("\0")
    files = {}
    for name in filter(None, names):
        short = PurePosixPath(name).relative_to(inside or ".").as_posix()
        files[short] = _git(folder, "show", f"{revision}:{name}")
    return build(files, root=folder.as_posix(), is_judged=False)


def _text(catalogue: Catalogue, template: Template | None, example_name: str) -> str | None:
    """The letter's text for an example, or why the letter refuses it."""
    if template is None:
        return None
    example = next((each for each in template.examples if each.name == example_name), None)
    if example is None:
        return None
    try:
        prepared = prepare_example(catalogue, template, example)
    except ContentError as error:
        return "\n".join(f"[refusé] {problem}" for problem in error.problems)
    return RENDERERS["txt"](prepared.document).decode()


def _nothing(letter_id: str) -> Template:
    raise GeneratorError(f"la lettre « {letter_id} » n’existe ni avant ni après → relance list les nomme")


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603 - fixed words, a revision that git itself checks
        ["git", "-C", str(folder), *words],  # noqa: S607 - the reader's own git
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["?"]
        raise GeneratorError(f"git : {reason[0]} → donnez une révision connue, comme HEAD~1 ou main")
    return done.stdout
