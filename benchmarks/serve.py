"""Writing a letter under `mkdocs serve`: from the file's saving to its page, in a site of fifty letters.

The site is the real one, its catalogue brought to fifty with the letters of `catalogue_load.py`. What is timed is
what a person who writes waits for: the browser's request to the server's own « has anything changed? » is answered,
and the page, asked for again, has the new sentence. The machine may have other work, so the processor time that
the server took for the same change is told beside the clock's, and is what counts.

    python -m benchmarks.serve [ROUNDS] [COUNT]
"""

from __future__ import annotations

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from benchmarks.catalogue_load import write_generated
from benchmarks.site_build import ROOT, real_site

RESULTS = Path(__file__).parent / "results" / "serve.json"
LIMIT = 1.5
"""Seconds from a saved letter to its page."""
COUNT = 50
GENERATED, REAL = "rappel-7", "mise-en-demeure"
"""The letters that are changed; the real one has twelve examples."""
FIRST_BUILD, PATIENCE = 900, 60
"""Seconds to wait for the first build, then for each of the next."""
_EPOCH = re.compile(r"livereload\((\d+), (\d+)\);")


@dataclass(frozen=True, slots=True)
class Wait:
    """One change: seconds of clock until its page is there, and seconds of processor that the server took."""

    clock: float
    processor: float


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self._base = f"http://127.0.0.1:{port}"

    def is_up(self) -> bool:
        """Whether the first build is done; raises SystemExit where it failed."""
        if self._process.poll() is not None:
            raise SystemExit("mkdocs serve stopped")
        try:
            return b"<html" in self.get("/")
        except OSError:
            return False

    def change(self, path: Path, old: str, new: str, *, page: str) -> tuple[Wait, str]:
        """Save a file with ``new`` for ``old``, and wait for ``page`` as a browser does that shows it."""
        found = _EPOCH.search(self.get(page).decode())
        assert found, "the page does not reload itself"
        text = path.read_text("utf-8")
        assert old in text
        worked, start = self._worked(), time.monotonic()
        path.write_text(text.replace(old, new, 1), "utf-8")
        epoch = int(found[1])
        while epoch <= int(found[1]):
            epoch = int(self.get(f"/livereload/{found[1]}/{found[2]}"))
        shown = self.get(page).decode()
        return Wait(time.monotonic() - start, self._worked() - worked), shown

    def get(self, way: str) -> bytes:
        """What is at an address, once no build is under way."""
        with urlopen(f"{self._base}{way}", timeout=PATIENCE) as answer:  # noqa: S310 (our own server)
            data: bytes = answer.read()
            return data

    def _worked(self) -> float:
        """Seconds of processor of the server, all its threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(site: Path, *, generator: Path = ROOT) -> Iterator[Server]:
    """`mkdocs serve` on a free port, with its reloading; ``generator`` is the folder of the package."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(generator),
        "RELANCE_SITE_URL": "https://relance.example/",
    }
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=environment, cwd=site)
    server = Server(process, port)
    try:
        until = time.monotonic() + FIRST_BUILD
        while not server.is_up():
            if time.monotonic() > until:
                raise SystemExit(f"no page after {FIRST_BUILD} s")
            time.sleep(0.5)
        yield server
    finally:
        process.terminate()
        process.wait()


def site_of(folder: Path, count: int) -> Path:
    """The real site, brought to ``count`` letters."""
    site = real_site(folder)
    letters = site / "letter_templates"
    for number in range(count - len(list(letters.glob("*/letter.md")))):
        write_generated(letters, number)
    return site


def main(rounds: int, count: int) -> int:
    """Print, keep the figures, and fail above the limit."""
    with tempfile.TemporaryDirectory() as name:
        found = dict(_measured(site_of(Path(name), count), rounds))
    for letter, figures in found.items():
        print(f"{letter}: {json.dumps(figures)}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"limit": LIMIT, "letters": count, "rounds": rounds, **found}, indent=2) + "\n")
    return int(any(figures["clock_s"] > LIMIT for figures in found.values()))


def _measured(site: Path, rounds: int) -> Iterator[tuple[str, dict[str, float]]]:
    with serving(site) as server:
        _add(server, site, GENERATED, rounds)  # what is imported at the first change
        for letter in (GENERATED, REAL):
            waits = [_add(server, site, letter, turn) for turn in range(rounds)]
            yield (
                letter,
                {
                    "clock_s": round(statistics.median(wait.clock for wait in waits), 2),
                    "best_clock_s": round(min(wait.clock for wait in waits), 2),
                    "processor_s": round(statistics.median(wait.processor for wait in waits), 2),
                },
            )


def _add(server: Server, site: Path, letter: str, turn: int) -> Wait:
    """A sentence before the letter's first clause."""
    sentence = f"Cette phrase est la {'nouvelle ' * turn}phrase."
    path = site / "letter_templates" / letter / "letter.md"
    wait, page = server.change(path, "{% include", f"{sentence}\n\n{{% include", page=f"/lettres/{letter}/")
    assert sentence in page, "the page was built without the change"
    return wait


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [5, COUNT][len(numbers) :])))
