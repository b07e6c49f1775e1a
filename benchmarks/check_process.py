"""`relance check` as a whole process: many letters, and one.

Letters are those of `catalogue_load.py`, with an example for each regime. Three runs: nothing kept, nothing changed
since, one letter changed since. What counts is processor time, all processes together: the machine may have other work.
Limits: 5 s for 500 letters, which two cores share where nothing is kept, a time that grows with their number, and 0.6 s
for one letter of the real catalogue, even where nothing is kept.

    python benchmarks/check_process.py [COUNT…]
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.catalogue_load import CATALOGUE, CLAUSES, LINEAR, OWN, write_generated
from benchmarks.pace import loop_seconds

LIMIT, LIMIT_AT, ONE_LIMIT = 5.0, 500, 0.6
"""Seconds for so many letters, and for one."""
CORES = {"cold": 2, "unchanged": 1, "one_changed": 1}
"""Processes that share the letters of each run."""
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


def seconds(place: Path, cache: Path) -> float:
    """Processor seconds of one `relance check`; it may find problems, and must end well otherwise."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "generator", "check", str(place)]
    environment = {**os.environ, "RELANCE_CACHE": str(cache)}
    done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, env=environment)
    assert done.returncode in (0, 1), done.stderr.decode()[-2000:]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def three_runs(folder: Path, letter: str, cache: Path) -> dict[str, float]:
    """Nothing kept, nothing changed, one letter changed."""
    cold, unchanged = seconds(folder, cache), seconds(folder, cache)
    notes = folder / letter / "guidance.md"
    notes.write_text(notes.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    return {"cold": round(cold, 2), "unchanged": round(unchanged, 2), "one_changed": round(seconds(folder, cache), 2)}


def main(arguments: list[str]) -> int:
    """Time each count, print a table, keep the figures; 1 where a limit is passed."""
    counts = [int(argument) for argument in arguments] or list(COUNTS)
    figures: dict[int, dict[str, float]] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "letter_templates"
            write_catalogue(folder, count)
            figures[count] = three_runs(folder, "rappel-0", Path(name) / "cache")
        print(count, "letters:", figures[count])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "letter_templates"
        shutil.copytree(CATALOGUE, folder)
        letter = folder / "rappel-amiable"
        one = three_runs(letter, "", Path(name))
    print("one letter:", one)
    per_letter = [figures[count]["cold"] / count for count in counts]
    is_linear = per_letter[-1] <= LINEAR * per_letter[0]
    within = [times for count, times in figures.items() if count <= LIMIT_AT]
    is_fast = all(times[run] <= LIMIT * cores for times in within for run, cores in CORES.items())
    is_quick = max(one.values()) <= ONE_LIMIT
    print(f"linear: {is_linear}; {LIMIT_AT} letters under {LIMIT} s: {is_fast}; one under {ONE_LIMIT} s: {is_quick}")
    print(f"the machine's pace: {loop_seconds()} s (pace.py)")
    data = {"letters": figures, "one": one, "linear": is_linear, "fast": is_fast, "one_fast": is_quick}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    return 0 if is_linear and is_fast and is_quick else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
