"""`relance check` as a whole process: many letters, and one.

Letters are those of `catalogue_load.py`, with an example for each regime and the text expected of it. Three runs:
nothing kept, nothing changed since, one letter changed since. What counts is the time on the clock, which is what
people wait for; processor time is shown beside it. Python finds our modules compiled, as after the first run of
anybody.
Limits: 5 s for 500 letters, a time that grows with their number, and 0.6 s for one letter of the real catalogue, even
where nothing is kept.

    python benchmarks/check_process.py [COUNT…]
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec import Struct, json

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.catalogue_load import CATALOGUE, CLAUSES, LINEAR, OWN, write_generated
from benchmarks.pace import loop_seconds
from generator.catalogue.load import load
from generator.examples import produce_examples

LIMIT, LIMIT_AT, ONE_LIMIT = 5.0, 500, 0.6
"""Seconds for so many letters, and for one."""
COUNTS = (50, 100, 500)
ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "check_process.json"


def write_catalogue(folder: Path, count: int) -> None:
    """A catalogue of generated letters beside the frame, clauses, tables and fields of the real one."""
    letters = (path.parent.name for path in CATALOGUE.glob("*/letter.md"))
    shutil.copytree(CATALOGUE, folder, ignore=shutil.ignore_patterns(*OWN, *letters))
    for clause in (folder / "clauses").iterdir():
        if clause.stem not in CLAUSES:
            clause.unlink()
    for number in range(count):
        write_generated(folder, number)
    for produced in produce_examples(load(folder, is_judged=False)):
        expected = folder / produced.template.id / "examples" / f"{produced.example.name}.txt"
        expected.write_text(produced.text, "utf-8")


class Spent(Struct, frozen=True):
    """Seconds on the clock, and of all processors together."""

    clock: float
    processors: float


def spent(place: Path, cache: Path) -> Spent:
    """What one `relance check` takes; it may find problems, and must end well otherwise."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "generator", "check", str(place)]
    environment = {**os.environ, "RELANCE_CACHE": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, env=environment)
    clock = time.perf_counter() - start
    assert done.returncode in (0, 1), done.stderr.decode()[-2000:]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(round(clock, 2), round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2))


def three_runs(folder: Path, letter: str, cache: Path) -> dict[str, Spent]:
    """Nothing kept, nothing changed, one letter changed."""
    cold, unchanged = spent(folder, cache), spent(folder, cache)
    notes = folder / letter / "guidance.md"
    notes.write_text(notes.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    return {"cold": cold, "unchanged": unchanged, "one_changed": spent(folder, cache)}


def shown(runs: dict[str, Spent]) -> str:
    """Each run on a line of the table: the clock, then the processors."""
    return ", ".join(f"{name} {each.clock} s ({each.processors} s)" for name, each in runs.items())


def main(arguments: list[str]) -> int:
    """Time each count, print a table, keep the figures; 1 where a limit is passed."""
    counts = [int(argument) for argument in arguments] or list(COUNTS)
    figures: dict[int, dict[str, Spent]] = {}
    with tempfile.TemporaryDirectory() as name:
        spent(CATALOGUE, Path(name))  # our modules are compiled
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "letter_templates"
            write_catalogue(folder, count)
            figures[count] = three_runs(folder, "rappel-0", Path(name) / "cache")
        print(f"{count} letters: {shown(figures[count])}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "letter_templates"
        shutil.copytree(CATALOGUE, folder)
        letter = folder / "rappel-amiable"
        one = three_runs(letter, "", Path(name))
    print(f"one letter: {shown(one)}")
    per_letter = [figures[count]["cold"].processors / count for count in counts]
    is_linear = per_letter[-1] <= LINEAR * per_letter[0]
    within = [runs for count, runs in figures.items() if count <= LIMIT_AT]
    is_fast = all(each.clock <= LIMIT for runs in within for each in runs.values())
    is_quick = all(each.clock <= ONE_LIMIT for each in one.values())
    print(f"linear: {is_linear}; {LIMIT_AT} letters under {LIMIT} s: {is_fast}; one under {ONE_LIMIT} s: {is_quick}")
    print(f"the machine's pace: {loop_seconds()} s (pace.py)")
    data = {"letters": figures, "one": one, "linear": is_linear, "fast": is_fast, "one_fast": is_quick}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_bytes(json.format(json.encode(data), indent=1) + b"\n")
    return 0 if is_linear and is_fast and is_quick else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
