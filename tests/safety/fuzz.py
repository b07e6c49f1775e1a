"""The loaders against made-up texts: `python -m tests.safety.fuzz [TARGET…] --seconds N`, `make fuzz`.

Each target runs in its own process, within a limit of memory. The texts are made by libFuzzer, guided by the code they
reach (atheris); where that has no wheel, by blind changes to the same seeds. A text that breaks a target is kept as
`crash-…` in the folder named by `--keep`.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MEMORY = 1_500
"""Megabytes of a process; the loaders themselves with their libraries take a fifth."""
LONGEST = 4_096
"""Characters of a made-up text; long ones are `test_hostile.py`'s."""
WORDS = (
    "{{ ",
    " }}",
    "{% if ",
    "{% for x in ",
    "{% endif %}",
    '{% include "clauses/',
    "&a ",
    "*a",
    "!!python/",
    "<<: ",
)


def run(target: str, seconds: int, keep: Path) -> int:
    """Fuzz one target in a process of its own; 0 where nothing broke."""
    words = [
        sys.executable,
        "-m",
        "tests.safety.fuzz",
        target,
        "--within",
        "--seconds",
        str(seconds),
        "--keep",
        str(keep),
    ]
    return subprocess.run(words, check=False).returncode


def _within(target: str, seconds: int, keep: Path) -> None:
    if importlib.util.find_spec("atheris"):
        _guided(target, seconds, keep)
    else:
        _blind(target, seconds, keep)


def _guided(target: str, seconds: int, keep: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["generator"]):
        targets = _load()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(targets.seeds(target)):
            Path(folder, str(number)).write_text(text[:LONGEST], encoding="utf-8")

        def one(data: bytes) -> None:
            targets.held(target, data.decode("utf-8", "replace"), seconds=5 * targets.SECOND)  # counting costs

        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=10", f"-rss_limit_mb={MEMORY}"]
        atheris.Setup(
            [target, *limits, f"-artifact_prefix={keep}/", "-verbosity=0", "-print_final_stats=1", folder], one
        )
        atheris.Fuzz()


def _blind(target: str, seconds: int, keep: Path) -> None:
    targets, chance = _load(), random.Random(0)  # noqa: S311
    seeds, end, tried = targets.seeds(target), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        text = changed(chance.choice(seeds)[:LONGEST], chance)
        try:
            targets.held(target, text)
        except BaseException:
            (keep / f"crash-{target}").write_text(text, encoding="utf-8", errors="surrogatepass")
            raise
        tried += 1
    sys.stderr.write(f"{target}: {tried} texts\n")


def changed(text: str, chance: random.Random) -> str:
    """A text with a few pieces dropped, doubled, moved or put in."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.randint(0, 40))
        piece = chance.choice((text[start:end] * 2, "", chance.choice(WORDS), chr(chance.randint(0, 0x2FFF)), "\n"))
        text = text[:start] + piece + text[end:]
    return text


def _load() -> Any:
    from tests.safety import targets

    return targets


def main(words: Sequence[str] | None = None) -> int:
    """Fuzz all targets, or those that are named."""
    names = ("yaml", "json", "claim", "front_matter", "body", "clause", "fields", "tables", "guidance")
    parser = argparse.ArgumentParser(description="Give made-up texts to the loaders.")
    parser.add_argument("targets", nargs="*", choices=[*names, []], help="all, unless named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--keep", type=Path, default=Path("test-results"), help="folder for what breaks")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    given.keep.mkdir(parents=True, exist_ok=True)
    if given.within:
        _within(given.targets[0], given.seconds, given.keep)
        return 0
    broken = [name for name in given.targets or names if run(name, given.seconds, given.keep)]
    sys.stdout.write(f"broken: {', '.join(broken)}\n" if broken else "nothing broke\n")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
