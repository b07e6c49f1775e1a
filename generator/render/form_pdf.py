"""A blank letter as a PDF form: tagged, with an accessible name on every field, which any viewer or program can fill.

It is set like the letter itself. What was measured of WeasyPrint's own fields, and why they are written anew, is told
in `acroform`. Without JavaScript the form is the same: sums and days are then typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from generator.errors import RenderFailed
from generator.letter.controls import ALTERNATIVE, CHECK, controls_in
from generator.letter.nodes import PARTS, Control, Document, Table
from generator.render import html, paper, pdf, pdf_tags, theme
from generator.render.acroform import scripting
from generator.render.acroform.appearances import Look
from generator.render.acroform.fields import IDENTITY, NOTICE, RESET, Fields, Place
from generator.render.fonts import BOLD
from generator.render.words import FORM_NOTICE, FORM_RESET

_POINTS_PER_PIXEL = 0.75


def render(document: Document, figures: Mapping[str, object] | None = None) -> bytes:
    """The form; ``figures`` are the law's, for its script."""
    refused = paper.missing_glyphs(document)
    if refused:
        raise RenderFailed("\n".join(str(problem) for problem in refused))
    controls = list(controls_in(block for part in PARTS for block in document.parts.get(part, ())))

    def finisher(laid_out: Any, written: Any) -> None:
        pdf_tags.finish(laid_out, written)
        _finish(laid_out, written, document, controls, figures or {})

    return pdf.write(source(document, controls), finisher, pdf_forms=True)


def source(document: Document, controls: list[Control]) -> str:
    """The page that WeasyPrint is given: the letter, under the strip that is not printed."""
    typed = [control for control in controls if control.type not in (CHECK, ALTERNATIVE)]
    widths = {paper.control_width(control, is_bold=is_bold) for control in typed for is_bold in (False, True)}
    letter = html.article(document, heading_level=1, has_footer_first=True)
    return html.page(document, html.notice(NOTICE, RESET) + letter, css=theme.form_css(widths))


def _finish(
    laid_out: Any, written: Any, document: Document, controls: list[Control], figures: Mapping[str, object]
) -> None:
    fields, script = Fields(written), scripting.Script(controls, figures)
    waiting, in_table = _by_path(controls), _in_tables(document)
    grouped: dict[str, list[Place]] = {}
    for path, annotation, look in _boxes(laid_out):
        if path == NOTICE:
            fields.add_notice(path, annotation, look, FORM_NOTICE)
        elif path == RESET:
            fields.add_reset(path, annotation, look, FORM_RESET)
        else:
            control = waiting[path].pop(0)
            look = replace(look, rows=control.rows, is_ruled=id(control) not in in_table)
            place = Place(annotation=annotation, control=control, look=look)
            grouped.setdefault(path, []).append(place)
    for places in grouped.values():
        fields.add(places, script.actions(places[0].control))
    fields.add_hidden(IDENTITY, document.form, written.page_references[0])
    fields.write(script.counted, script.document)


def _by_path(controls: list[Control]) -> dict[str, list[Control]]:
    """The controls of each path, in reading order, as their boxes come."""
    found: dict[str, list[Control]] = {}
    for control in controls:
        found.setdefault(control.path, []).append(control)
    return found


def _in_tables(document: Document) -> set[int]:
    """The controls that stand in a cell, which has its own line to write on."""
    tables = (block for block in document.parts.get("body", ()) if isinstance(block, Table))
    return {id(control) for table in tables for control in controls_in(table.rows)}


def _boxes(laid_out: Any) -> Iterator[tuple[str, Any, Look]]:
    """Every place that was kept for a field, in reading order: its path, its annotation, its look."""
    for page in laid_out.pages:
        for places in page.forms.values():
            for box, _ in places:
                style = box.style
                look = Look(
                    width=box.width * _POINTS_PER_PIXEL,
                    height=box.height * _POINTS_PER_PIXEL,
                    size=round(float(style["font_size"]) * _POINTS_PER_PIXEL, 2),
                    is_bold=style["font_weight"] >= BOLD.weight,
                )
                yield box.element.get("name"), box.widget_annotation, look
