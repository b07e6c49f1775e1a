"""`relance fill` as a whole process against a bare WeasyPrint script that sets the same HTML; and `relance --help`.

Runs take turns; what counts is the median of the pairs' ratios. Limits: 1.3 times, and 0.3 s for the help.

    python benchmarks/fill_process.py [ROUNDS]
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.catalogue.load import load
from generator.examples import prepare_example
from generator.render import pdf
from generator.render.fonts import face_files

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "letter_templates" / "mise-en-demeure" / "examples" / "professionnel-une-facture.yml"
BARE = """
import sys
from pathlib import Path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
html, css, output = map(Path, sys.argv[1:])
fonts = FontConfiguration()
HTML(string=html.read_text()).write_pdf(
    output, stylesheets=[CSS(string=css.read_text(), font_config=fonts)], font_config=fonts, pdf_variant="pdf/ua-1"
)
"""
LIMIT, HELP_LIMIT = 1.3, 0.3


def seconds(command: Sequence[str | Path]) -> float:
    """How long a command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def main(rounds: int) -> int:
    """Measure, print and keep the figures; 1 where a limit is passed."""
    catalogue = load(ROOT / "letter_templates", only="mise-en-demeure")
    template = catalogue.templates["mise-en-demeure"]
    example = next(each for each in template.examples if each.name == EXAMPLE.stem)
    face_files()  # made once for a machine, not for a letter
    relance = Path(sys.executable).with_name("relance")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "letter.html").write_text(pdf.source(prepare_example(catalogue, template, example).document))
        (folder / "letter.css").write_text(pdf.stylesheet())
        (folder / "bare.py").write_text(BARE)
        ours: list[str | Path] = [relance, "fill", "mise-en-demeure", EXAMPLE, "-o", folder / "ours.pdf"]
        bare: list[str | Path] = [
            sys.executable,
            *(folder / each for each in ("bare.py", "letter.html", "letter.css", "bare.pdf")),
        ]
        seconds(ours), seconds(bare)
        pairs = [(seconds(ours), seconds(bare)) for _ in range(rounds)]
        helps = [seconds([relance, "--help"]) for _ in range(rounds)]
    ratio, help_time = median(a / b for a, b in pairs), median(helps)
    figures = {
        "fill_s": round(median(a for a, _ in pairs), 3),
        "weasyprint_s": round(median(b for _, b in pairs), 3),
        "ratio": round(ratio, 3),
        "limit": LIMIT,
        "help_s": round(help_time, 3),
        "help_limit": HELP_LIMIT,
        "rounds": rounds,
    }
    print(
        f"relance fill {figures['fill_s']} s, WeasyPrint {figures['weasyprint_s']} s: ×{ratio:.2f} (limit {LIMIT});"
        f" --help {help_time:.2f} s (limit {HELP_LIMIT})"
    )
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    (results / "fill_process.json").write_text(json.dumps(figures, indent=1) + "\n")
    return int(ratio > LIMIT or help_time > HELP_LIMIT)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
