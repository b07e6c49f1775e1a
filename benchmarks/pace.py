"""How fast the machine is at the moment: on a shared one it may be half as fast a minute later."""

from __future__ import annotations

import sys
import time

TURNS = 3_000_000


def loop_seconds() -> float:
    """Processor seconds of three million multiplications in plain Python; two runs compare as their ratios to it."""
    start, total = time.process_time(), 0
    for number in range(TURNS):
        total += number * number
    return round(time.process_time() - start, 2)


if __name__ == "__main__":
    print(f"three million multiplications: {loop_seconds()} s")
    sys.exit(0)
