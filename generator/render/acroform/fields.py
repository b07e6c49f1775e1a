"""Fields, their hierarchy by path, and their widgets (PDF 32000-1, 12.7.3 and 12.7.4).

A field keeps what the form says of it (under a key of ours, in JSON): what each answer means for the claim, and the
passages it stands in. So a filled form tells by itself how it is to be read, whatever the catalogue has become since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pydyf
from msgspec import Struct

from generator.letter.controls import ALTERNATIVE, CHECK, CHOICE, described
from generator.letter.nodes import Control
from generator.render import paper
from generator.render.acroform import appearances, faces
from generator.render.acroform.appearances import FONT_NAMES, Look, Operators

Dictionary: TypeAlias = Any
"""A pydyf dictionary, which is untyped."""

PRINTED, HIDDEN = 4, 2
"""Flags of an annotation (12.5.3)."""
READ_ONLY, REQUIRED = 1 << 0, 1 << 1
MULTILINE, NO_SPELL_CHECK, NO_SCROLL = 1 << 12, 1 << 22, 1 << 23
RADIO, NO_TOGGLE_OFF, PUSH_BUTTON = 1 << 15, 1 << 14, 1 << 16
COMBO, COMMIT_AT_ONCE = 1 << 17, 1 << 26

IDENTITY, NOTICE, RESET = "form.id", "form.notice", "form.reset"
"""Paths of what is no hole of the letter: which form this is, what to know, the button that empties it."""
MEANING = "Relance"
"""Key of what a field means; the mapping name (/TM) would do, but pypdf takes that for the field's name."""

DINGBATS = "ZaDb"
"""By this name a program that draws a check anew asks for the standard font of marks; ours are drawn without it."""

ON = "Yes"
"""State of a check that is ticked."""

_RIGHT = frozenset({"money", "percent", "integer"})
_NOT_WORDS = frozenset(
    {"money", "percent", "integer", "date", "iban", "bic", "siren", "siret", "vat_number", "phone", "email"}
)


class Place(Struct, frozen=True, kw_only=True):
    """Where a control stands: WeasyPrint's annotation, to be written anew, and the look of its letters."""

    annotation: Dictionary
    control: Control
    look: Look


@dataclass(slots=True)
class Fields:
    """The fields of one PDF, made of the places of their controls."""

    pdf: Any
    roots: Any = field(default_factory=pydyf.Array)
    groups: dict[str, Dictionary] = field(default_factory=dict)
    by_path: dict[str, Dictionary] = field(default_factory=dict)
    drawn: dict[object, Dictionary] = field(default_factory=dict)
    fonts: dict[str, bytes] = field(default_factory=dict)
    resources: Dictionary = None

    def __post_init__(self) -> None:
        self.fonts = _add_fonts(self.pdf)
        self.resources = self._new({"Font": pydyf.Dictionary(self.fonts)})

    # -- fields

    def add(self, places: Sequence[Place], actions: Mapping[str, str]) -> None:
        """One field: its widget is part of it where there is but one."""
        control = places[0].control
        entries = _entries(control, [place.control for place in places])
        widgets = [self._widget(place) for place in places]
        events = {name: script(words) for name, words in actions.items() if name != "A"}
        if events:
            entries["AA"] = pydyf.Dictionary(events)
        for widget in widgets if "A" in actions else ():
            widget["A"] = script(actions["A"])
        if len(widgets) == 1 and control.type != ALTERNATIVE:
            (owner,) = widgets
            owner.update(entries)
        else:
            owner = self._new(entries)
            for widget in widgets:
                widget["Parent"] = owner.reference
            owner["Kids"] = pydyf.Array(widget.reference for widget in widgets)
        self._hang(owner, control.path)

    def add_hidden(self, path: str, value: str, page: bytes) -> None:
        """A value that nobody sees nor changes, by which a form is known when it comes back."""
        owner = self._new(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "Rect": pydyf.Array([0, 0, 0, 0]),
                "P": page,
                "F": HIDDEN,
                "FT": "/Tx",
                "Ff": READ_ONLY,
                "V": pydyf.String(value),
                "DV": pydyf.String(value),
                "TU": pydyf.String("Formulaire"),
                "DA": pydyf.String(f"/{FONT_NAMES[False]} 8 Tf 0 g"),
            }
        )
        self._annotations(page).append(owner.reference)
        self._hang(owner, path)

    def add_notice(self, path: str, annotation: Dictionary, look: Look, words: str) -> None:
        """Words to read on screen: a field that cannot be changed, because fields may stay off paper."""
        self._cleared(annotation)
        annotation["FT"], annotation["Ff"] = "/Tx", READ_ONLY | MULTILINE
        annotation["V"] = annotation["DV"] = pydyf.String(faces.field_text(words))
        annotation["TU"] = pydyf.String(words)
        annotation["DA"] = pydyf.String(look.default)
        annotation["AP"] = pydyf.Dictionary({"N": self._drawn(look, appearances.notice(look, words)).reference})
        self._hang(annotation, path)

    def add_reset(self, path: str, annotation: Dictionary, look: Look, words: str) -> None:
        """A button that empties the form; it stays off paper."""
        self._cleared(annotation)
        annotation["FT"], annotation["Ff"] = "/Btn", PUSH_BUTTON
        annotation["TU"] = pydyf.String(words)
        annotation["MK"] = pydyf.Dictionary({"CA": pydyf.String(words)})
        annotation["DA"] = pydyf.String(look.default)
        annotation["A"] = pydyf.Dictionary({"S": "/ResetForm"})
        annotation["AP"] = pydyf.Dictionary({"N": self._drawn(look, appearances.button(look, words)).reference})
        self._hang(annotation, path)

    def _cleared(self, annotation: Dictionary) -> None:
        """Only what WeasyPrint knows better is left."""
        kept = {name: annotation[name] for name in ("Type", "Subtype", "P", "StructParent") if name in annotation}
        for drawn in annotation["AP"]["N"].values():
            self._forget(int(drawn.split()[0]))
        rectangle = pydyf.Array(_upright(annotation["Rect"]))
        annotation.clear()
        annotation.update(kept | {"Rect": rectangle, "BS": pydyf.Dictionary({"W": 0})})

    def _forget(self, number: int) -> None:
        """Nothing refers to this object any more; its number stays, for the others are found by theirs."""
        self.pdf.objects[number] = pydyf.Dictionary()
        self.pdf.objects[number].number = number

    def _annotations(self, page: bytes) -> Any:
        return self.pdf.objects[int(page.split()[0])].setdefault("Annots", pydyf.Array())

    def _hang(self, owner: Dictionary, path: str) -> None:
        """Under the groups that its path names; WeasyPrint and viewers know a field by its whole path."""
        group, _, name = path.rpartition(".")
        owner["T"] = pydyf.String(name)
        self.by_path[path] = owner
        if group:
            parent = self._group(group)
            owner["Parent"] = parent.reference
            parent["Kids"].append(owner.reference)
        else:
            self.roots.append(owner.reference)

    def _group(self, path: str) -> Dictionary:
        if path not in self.groups:
            self.groups[path] = self._new({"Kids": pydyf.Array()})
            self._hang(self.groups[path], path)
        return self.groups[path]

    def _new(self, entries: Mapping[str, Any]) -> Dictionary:
        made = pydyf.Dictionary(dict(entries))
        self.pdf.add_object(made)
        return made

    # -- widgets

    def _widget(self, place: Place) -> Dictionary:
        """WeasyPrint's annotation, its place in page and tag tree kept, all else written anew."""
        self._cleared(place.annotation)
        place.annotation["F"], place.annotation["TU"] = PRINTED, pydyf.String(described(place.control))
        dress = self._dress_check if place.control.type in (CHECK, ALTERNATIVE) else self._dress
        dress(place)
        return place.annotation

    def _dress(self, place: Place) -> None:
        control, annotation = place.control, place.annotation
        look = place.look
        if control.type == CHOICE:
            words = appearances.shown(look, control.default, is_ruled=paper.leaves_gap(control))
        else:
            words = appearances.empty(look, control.caption)
        annotation["AP"] = pydyf.Dictionary({"N": self._drawn(look, words).reference})
        annotation["DA"] = pydyf.String(look.default)
        if control.type in _RIGHT:
            annotation["Q"] = 2

    def _dress_check(self, place: Place) -> None:
        control, annotation, look = place.control, place.annotation, place.look
        is_round = control.type == ALTERNATIVE
        state = str(control.state) if is_round else ON
        on = self._drawn_once(look, appearances.ticked(look, is_round=is_round))
        off = self._drawn_once(look, appearances.unticked(look, is_round=is_round))
        annotation["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary({state: on.reference, "Off": off.reference})})
        is_on = control.default == (str(control.state) if is_round else "yes")
        annotation["AS"] = f"/{state if is_on else 'Off'}"
        annotation["MK"] = pydyf.Dictionary({"CA": pydyf.String("l" if is_round else "4")})
        annotation["DA"] = pydyf.String(f"/{DINGBATS} 0 Tf 0 g")

    def _drawn(self, look: Look, operators: Operators) -> Dictionary:
        """A form XObject of one field's own: whoever fills it may write into the stream."""
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, look.width, look.height]),
            "Resources": self.resources.reference,
        }
        made = pydyf.Stream(list(operators), extra)
        self.pdf.add_object(made)
        return made

    def _drawn_once(self, look: Look, operators: Operators) -> Dictionary:
        """The same for the states of a check, which nobody writes into: those that look alike are one."""
        key = (look.width, look.height, tuple(operators))
        if key not in self.drawn:
            self.drawn[key] = self._drawn(look, operators)
        return self.drawn[key]

    # -- the whole

    def write(self, counted: Iterable[str], document_script: str) -> None:
        """The form itself, in the catalog: no viewer is asked to draw what is drawn already."""
        order = pydyf.Array(self.by_path[path].reference for path in counted if path in self.by_path)
        self.pdf.catalog["AcroForm"] = pydyf.Dictionary(
            {
                "Fields": self.roots,
                "DR": pydyf.Dictionary({"Font": pydyf.Dictionary(self.fonts | _add_marks(self.pdf))}),
                "DA": pydyf.String(f"/{FONT_NAMES[False]} 10 Tf 0 g"),
            }
        )
        if order:
            self.pdf.catalog["AcroForm"]["CO"] = order
        if document_script:
            names = pydyf.Array([pydyf.String("relance"), script(document_script)])
            tree = pydyf.Dictionary({"Names": names})
            self.pdf.catalog.setdefault("Names", pydyf.Dictionary())["JavaScript"] = tree


def script(words: str) -> Dictionary:
    """A JavaScript action."""
    return pydyf.Dictionary({"S": "/JavaScript", "JS": pydyf.String(words)})


# --- entries --------------------------------------------------------------------------------------


def _entries(control: Control, places: Sequence[Control]) -> dict[str, Any]:
    """What a field says of itself, wherever it stands."""
    entries: dict[str, Any] = {"TU": pydyf.String(_name(control)), MEANING: pydyf.String(_meaning(control, places))}
    if control.type in (CHECK, ALTERNATIVE):
        return entries | _button(control)
    if control.type == CHOICE:
        default = pydyf.String(faces.field_text(control.default))
        texts = pydyf.Array(pydyf.String(faces.field_text(option.text)) for option in control.options)
        return entries | {
            "FT": "/Ch",
            "Ff": COMBO | COMMIT_AT_ONCE,
            "Opt": texts,
            "V": default,
            "DV": default,
        }
    entries |= {"FT": "/Tx", "Ff": _text_flags(control), "V": pydyf.String(""), "DV": pydyf.String("")}
    if control.max_length:
        entries["MaxLen"] = control.max_length
    if control.type in _RIGHT:
        entries["Q"] = 2
    return entries


def _name(control: Control) -> str:
    """The name of the field as a whole: of several passages, what they are a choice of."""
    text = described(control)
    return text.partition("\u00a0: «")[0] if control.type == ALTERNATIVE else text


def _button(control: Control) -> dict[str, Any]:
    if control.type == CHECK:
        state = f"/{ON if control.default else 'Off'}"
        return {"FT": "/Btn", "V": state, "DV": state}
    return {
        "FT": "/Btn",
        "Ff": RADIO | NO_TOGGLE_OFF,
        "V": f"/{control.default}",
        "DV": f"/{control.default}",
    }


def _text_flags(control: Control) -> int:
    flags = NO_SCROLL
    if control.is_required:
        flags |= REQUIRED
    if control.rows > 1:
        flags |= MULTILINE
    if control.type in _NOT_WORDS:
        flags |= NO_SPELL_CHECK
    return flags


def _meaning(control: Control, places: Iterable[Control]) -> str:
    """What reading the form back needs: type, answers, the passages it stands in if it stands nowhere else."""
    said: dict[str, Any] = {"type": control.type}
    if control.is_computed:
        said["computed"] = True
    if control.options:
        said["sets"] = [dict(option.sets) for option in control.options]
    within = [place.within for place in places]
    if within and all(within):
        said["within"] = list(dict.fromkeys(within))
    return json.dumps(said, separators=(",", ":"))


# --- fonts and boxes ------------------------------------------------------------------------------


def _add_fonts(pdf: Any) -> dict[str, bytes]:
    """The faces as simple fonts with WinAnsiEncoding, the only kind that every viewer can type with."""
    added: dict[str, bytes] = {}
    for is_bold, face in appearances.field_faces().items():
        program = pydyf.Stream([face.data], {"Length1": len(face.data)}, compress=True)
        pdf.add_object(program)
        descriptor = _descriptor(face, is_bold, program)
        pdf.add_object(descriptor)
        font = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/TrueType",
                "BaseFont": f"/{face.name}",
                "FirstChar": 32,
                "LastChar": 31 + len(face.widths),
                "Widths": pydyf.Array(face.widths),
                "Encoding": "/WinAnsiEncoding",
                "FontDescriptor": descriptor.reference,
            }
        )
        pdf.add_object(font)
        added[FONT_NAMES[is_bold]] = font.reference
    return added


def _add_marks(pdf: Any) -> dict[str, bytes]:
    """The standard font of marks, which nothing of ours is drawn with: it need not be embedded."""
    marks = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/ZapfDingbats"})
    pdf.add_object(marks)
    return {DINGBATS: marks.reference}


def _descriptor(face: faces.FieldFace, is_bold: bool, program: Dictionary) -> Dictionary:
    return pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{face.name}",
            "Flags": 32,  # letters of the Latin alphabet
            "FontBBox": pydyf.Array(face.box),
            "ItalicAngle": 0,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.cap_height,
            "StemV": 140 if is_bold else 80,
            "FontFile2": program.reference,
        }
    )


def _upright(rectangle: Sequence[float]) -> list[float]:
    """Lower left, then upper right corner."""
    x, y, x2, y2 = rectangle
    return [min(x, x2), min(y, y2), max(x, x2), max(y, y2)]
