"""One letter to PDF, warm, in process, against the same HTML through WeasyPrint alone.

Both share one FontConfiguration, one parsed style sheet and one fetcher, and write the same variant. What is ours on
top: the check of glyphs, the fit of the address and the columns, the HTML, and the finished tag tree. The two are
measured in turn, in pairs, in one run; what counts is the median of the pairs' ratios.

    python benchmarks/letter_pdf.py [PAIRS]
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.letter.nodes import Document
from generator.render import pdf
from tests.render.documents import short_letter, sixty_invoices, two_page_letter

LIMIT = 1.15
RESULTS = Path(__file__).parent / "results" / "letter_pdf.json"
LETTERS: dict[str, Callable[[], Document]] = {
    "short": short_letter,
    "two pages": two_page_letter,
    "sixty invoices": sixty_invoices,
}


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run, without the collection of others' garbage."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(document: Document, pairs: int) -> dict[str, float]:
    """Medians in milliseconds, and the median ratio of neighbours; each pair begins with the other one."""
    engine, page = pdf.load_engine(), pdf.source(document)

    def alone() -> object:
        return engine.parse(page).write_pdf(**engine.options)

    def ours() -> object:
        return pdf.render(document)

    alone(), ours()
    taken = []
    for turn in range(pairs):
        first, second = (timed(work) for work in ((ours, alone) if turn % 2 else (alone, ours)))
        taken.append((first, second) if turn % 2 else (second, first))
    return {
        "ours_ms": 1000 * statistics.median(mine for mine, _ in taken),
        "alone_ms": 1000 * statistics.median(other for _, other in taken),
        "ratio": statistics.median(mine / other for mine, other in taken),
    }


def main(pairs: int) -> int:
    """Print a line for each letter, keep the figures, and fail above the limit."""
    results = {name: measure(make(), pairs) for name, make in LETTERS.items()}
    for name, found in results.items():
        print(
            f"{name:>15}: {found['ours_ms']:6.1f} ms, WeasyPrint alone {found['alone_ms']:6.1f} ms, "
            f"ratio {found['ratio']:.3f} (at most {LIMIT})"
        )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"limit": LIMIT, "pairs": pairs, "letters": results}, indent=2) + "\n")
    return int(any(found["ratio"] > LIMIT for found in results.values()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 20))
