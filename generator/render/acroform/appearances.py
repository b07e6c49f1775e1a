"""How each field looks before anyone changes it (appearance streams, PDF 32000-1, 12.7.3.3).

An empty field shows the line to write on; as soon as something is typed, the viewer draws the value in its stead, and
no line is left on paper. What is drawn stands between BMC and EMC, so that a program may replace just that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.render.acroform import faces
from generator.render.acroform.faces import FieldFace
from generator.render.fonts import BOLD, POINTS_PER_MM, REGULAR
from generator.render.theme import sheet

FONT_NAMES = {False: "RelanceR", True: "RelanceB"}
"""By which the fields call their face, regular and bold."""

Operators = list[str | bytes]


class Look(Struct, frozen=True, kw_only=True):
    """The box of a field in points, and its letters."""

    width: float
    height: float
    size: float
    is_bold: bool
    rows: int = 1
    is_ruled: bool = True

    @property
    def default(self) -> str:
        """The letters as a viewer is told of them (/DA)."""
        return f"/{FONT_NAMES[self.is_bold]} {self.size:g} Tf {colour(sheet().colours.ink)} rg"

    @property
    def face(self) -> FieldFace:
        """The face that draws them."""
        return field_faces()[self.is_bold]


def field_faces() -> dict[bool, FieldFace]:
    """The two faces, by whether they are bold."""
    return {False: faces.field_face(REGULAR), True: faces.field_face(BOLD)}


def colour(name: str) -> str:
    """« #1c1c1c » as three numbers."""
    parts = (int(name[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{part:.3g}" for part in parts)


def empty(look: Look, caption: str) -> Operators:
    """A line to write on in each row, and what to write on the first."""
    form = sheet().form
    row = look.size * form.row if look.rows > 1 else look.height
    lines = [look.height - (number + 1) * row + _low(look) for number in range(look.rows)]
    words = _caption(look, caption, lines[0] + form.caption / 3) if caption else []
    return _marked([_pen(), *_strokes(look, lines if look.is_ruled else ()), *words])


def _caption(look: Look, caption: str, low: float) -> Operators:
    size = sheet().form.caption
    if look.face.width(caption) * size > look.width:
        return []
    font = f"/{FONT_NAMES[False]} {size:g} Tf {colour(sheet().colours.grey)} rg"
    return ["BT", font, f"0 {low:.2f} Td", literal(caption), "Tj ET"]


def shown(look: Look, text: str, *, is_ruled: bool) -> Operators:
    """One line of text, on the baseline of the words around it; a rule under it where it leaves room open."""
    base = look.size * sheet().form.drop
    rule = [_pen(), *_strokes(look, [_low(look)])] if is_ruled else []
    return _marked([*rule, "BT", look.default, f"0 {base:.2f} Td", literal(text), "Tj", "ET"])


def _low(look: Look) -> float:
    """How high the line to write on stands in the lowest row."""
    return look.size * sheet().form.drop * 2 / 3


def _pen() -> str:
    return f"{sheet().form.rule * POINTS_PER_MM:.2f} w {colour(sheet().colours.rule)} RG"


def _strokes(look: Look, heights: Iterable[float]) -> Operators:
    return [f"0 {y:.2f} m {look.width:.2f} {y:.2f} l S" for y in heights]


def ticked(look: Look, *, is_round: bool) -> Operators:
    """A check's box with its mark."""
    return [*unticked(look, is_round=is_round), *(_dot(look) if is_round else _tick(look))]


def unticked(look: Look, *, is_round: bool) -> Operators:
    """A check's box."""
    ink = colour(sheet().colours.ink)
    inset = 0.5
    if is_round:
        outline = _circle(look.width / 2, look.height / 2, look.width / 2 - inset)
    else:
        outline = [f"{inset} {inset} {look.width - 2 * inset:.2f} {look.height - 2 * inset:.2f} re"]
    return [f"1 g {ink} RG 0.7 w", *outline, "B"]


def _tick(look: Look) -> Operators:
    points = [(0.24, 0.5), (0.43, 0.27), (0.77, 0.74)]
    start, low, end = (f"{x * look.width:.2f} {y * look.height:.2f}" for x, y in points)
    return [f"1.3 w 1 J 1 j {start} m {low} l {end} l S"]


def _dot(look: Look) -> Operators:
    return [f"{colour(sheet().colours.ink)} rg", *_circle(look.width / 2, look.height / 2, look.width / 4), "f"]


def _circle(x: float, y: float, radius: float) -> Operators:
    bend = radius * 0.5523  # four Bézier arcs, 0.03 % off a circle
    return [
        f"{x + radius:.2f} {y:.2f} m",
        f"{x + radius:.2f} {y + bend:.2f} {x + bend:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c",
        f"{x - bend:.2f} {y + radius:.2f} {x - radius:.2f} {y + bend:.2f} {x - radius:.2f} {y:.2f} c",
        f"{x - radius:.2f} {y - bend:.2f} {x - bend:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c",
        f"{x + bend:.2f} {y - radius:.2f} {x + radius:.2f} {y - bend:.2f} {x + radius:.2f} {y:.2f} c h",
    ]


def notice(look: Look, words: str) -> Operators:
    """Small print on a tint, wrapped by ourselves."""
    style, margin = sheet().styles.notice, look.size / 2
    lines = wrapped(words, look.face, (look.width - 2 * margin) / look.size)
    first = look.height - margin - look.size * 0.8
    texts = [f"{margin:.2f} {first:.2f} Td {look.size * style.leading:.2f} TL"]
    return [*_tinted(look), *_text(look, [*texts, *_lines(lines)])]


def button(look: Look, words: str) -> Operators:
    """A button's words in its middle."""
    left = (look.width - look.face.width(words) * look.size) / 2
    low = (look.height - look.size * 0.7) / 2
    frame = f"{colour(sheet().colours.rule)} RG 0.6 w 3 1.5 {look.width - 4:.2f} {look.height - 3:.2f} re S"
    return [*_tinted(look), frame, *_text(look, [f"{left:.2f} {low:.2f} Td", literal(words), "Tj"])]


def wrapped(words: str, face: FieldFace, width: float) -> list[str]:
    """Lines no wider than ``width``, in multiples of the size."""
    lines: list[str] = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if face.width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def literal(text: str) -> bytes:
    """A text as a string of the field's face."""
    escaped = faces.codes(text).replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"(" + escaped + b")"


def _lines(lines: Sequence[str]) -> Iterable[str | bytes]:
    for line in lines:
        yield literal(line)
        yield "Tj T*"


def _tinted(look: Look) -> Operators:
    return [f"{colour(sheet().colours.tint)} rg 0 0 {look.width:.2f} {look.height:.2f} re f"]


def _text(look: Look, operators: Iterable[str | bytes]) -> Operators:
    grey = colour(sheet().colours.grey)
    return ["/Tx BMC q BT", f"/{FONT_NAMES[look.is_bold]} {look.size:g} Tf {grey} rg", *operators, "ET Q EMC"]


def _marked(operators: Iterable[str | bytes]) -> Operators:
    return ["/Tx BMC q", *operators, "Q EMC"]
