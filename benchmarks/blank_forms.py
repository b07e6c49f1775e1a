"""Every blank form of the catalogue, PDF and Word, in processor time; one of each letter beside what one would take.

Beside a PDF form: WeasyPrint's own fields (`pdf_forms`) on the very same HTML. They have no accessible name, no
appearance that others can read, no reading back: the ratio is what these cost. Beside a Word form: python-docx writing
the same words as plain paragraphs, without one field. Goal: each form in under a second, the median of the ratios under
the limits.

    python benchmarks/blank_forms.py [ROUNDS]
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median

import docx

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.catalogue.load import load
from generator.catalogue.model import Catalogue
from generator.forms import RENDERERS, Form, forms_of, make_form
from generator.letter.controls import controls_in
from generator.letter.nodes import PARTS
from generator.render import form_pdf, pdf

SECONDS = 1.0
LIMITS: Mapping[str, float] = {"pdf": 1.5, "docx": 1.5}
RESULTS = Path(__file__).parent / "results" / "blank_forms.json"


def main(rounds: int) -> int:
    """Print what each kind of form takes, keep the figures, and fail above the limits."""
    catalogue = load(Path("letter_templates"))
    forms = [form for template in catalogue.templates.values() for form in forms_of(template)]
    largest = {form.letter: form for form in forms if form.invoices > 1}
    results: dict[str, dict[str, float]] = {}
    for kind, render in RENDERERS.items():
        render(catalogue, forms[0])  # the engine, the faces
        seconds = [taken(partial(render, catalogue, form)) for form in forms]
        ratios = [ratio(catalogue, form, kind, rounds) for form in largest.values()]
        found = {"forms": len(forms), "median_s": median(seconds), "longest_s": max(seconds), "ratio": median(ratios)}
        results[kind] = found
        print(
            f"{kind:>5}: {len(forms)} forms, {found['median_s']:.3f} s each, {found['longest_s']:.3f} s the longest "
            f"(under {SECONDS:g}), {found['ratio']:.2f} times {BESIDE[kind][0]} (at most {LIMITS[kind]:g})"
        )
    RESULTS.write_text(json.dumps({"limits": dict(LIMITS), "rounds": rounds, "kinds": results}, indent=2) + "\n")
    too_slow = any(found["longest_s"] > SECONDS or found["ratio"] > LIMITS[kind] for kind, found in results.items())
    return int(too_slow)


def taken(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(catalogue: Catalogue, form: Form, kind: str, rounds: int) -> float:
    """How much longer ours takes than the other one, which takes turns with it."""
    other = BESIDE[kind][1]
    pairs = [
        (taken(partial(RENDERERS[kind], catalogue, form)), taken(partial(other, catalogue, form)))
        for _ in range(rounds)
    ]
    return median(ours / theirs for ours, theirs in pairs)


def weasyprint_alone(catalogue: Catalogue, form: Form) -> bytes:
    """The same page with the engine's own fields."""
    document = make_form(catalogue, form)
    controls = list(controls_in(block for part in PARTS for block in document.parts.get(part, ())))
    engine = pdf.load_engine()
    written: bytes = engine.parse(form_pdf.source(document, controls)).write_pdf(pdf_forms=True, **engine.options)
    return written


def plain_word(catalogue: Catalogue, form: Form) -> bytes:
    """The words of the form, a line of dots for each field, as the flat files that are given away."""
    from generator.letter.fill import plain_text

    document = make_form(catalogue, form)
    made, out = docx.Document(), io.BytesIO()
    for part in PARTS:
        for block in document.parts.get(part, ()):
            made.add_paragraph(plain_text([block]))
            for _ in controls_in([block]):
                made.add_paragraph("…………………………")
    made.save(out)
    return out.getvalue()


BESIDE: Mapping[str, tuple[str, Callable[[Catalogue, Form], bytes]]] = {
    "pdf": ("WeasyPrint's own fields", weasyprint_alone),
    "docx": ("plain python-docx", plain_word),
}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 5))
