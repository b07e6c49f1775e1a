"""A short run of the fuzzer on every way in, and proof that it would see a fault; the long run is `make fuzz`."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import ContentError, Problem
from tests.safety import fuzz, targets

HARD = st.text(
    st.sampled_from("{}%|\"'[]()*_#-:>&!<\\/\n\t ,;.?@~`^=0aéœ€\u200b\u202e\u0301\ufeff\x00\u2028👩\U0001f1eb"),
    max_size=300,
)


@pytest.mark.parametrize("target", ["yaml", "claim", "front_matter", "body", "guidance"])
def test_made_up_texts_break_nothing(target: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.safety.fuzz", target, "--seconds", "2", "--keep", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=targets.ROOT, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    assert list(tmp_path.glob("crash-*")) == []


@pytest.mark.parametrize("target", targets.TARGETS)
@settings(max_examples=25)
@given(text=HARD)
def test_any_marks_are_read_or_refused(target: str, text: str) -> None:
    targets.held(target, text, seconds=2)


@pytest.mark.parametrize("target", targets.TARGETS)
def test_a_real_file_with_pieces_moved_is_read_or_refused(target: str) -> None:
    chance = random.Random(target)  # noqa: S311
    seeds = [seed[: fuzz.LONGEST] for seed in targets.seeds(target)]
    assert seeds
    for _ in range(12):
        targets.held(target, fuzz.changed(chance.choice(seeds), chance), seconds=2)


def test_a_fault_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str) -> None:
        raise KeyError(text)

    def refuses(text: str) -> None:
        raise ContentError([Problem(message=text)])

    monkeypatch.setattr(
        targets, "TARGETS", {"fails": fails, "refuses": refuses, "waits": lambda text: sum(range(10**7))}
    )
    targets.held("refuses", "non")
    with pytest.raises(KeyError):
        targets.held("fails", "x")
    with pytest.raises(AssertionError, match="waits"):
        targets.held("waits", "x", seconds=0.01)
