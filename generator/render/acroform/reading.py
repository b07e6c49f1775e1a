"""Reading a PDF form back, whoever filled it: a viewer, a program, or both in turn.

qpdf (by way of pikepdf) opens the file: it mends what can be mended, and stops at what a hostile file would want to
cost. What a field means is written in the field itself (`fields.MEANING`).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from generator.errors import ClaimRefused, Problem
from generator.messages import quoted
from generator.render.acroform.fields import IDENTITY, MEANING, NOTICE, RESET
from generator.render.form_values import FieldMeaning, FieldValue, FormValues, not_an_option, option_of, settle

MAX_FIELDS, MAX_DEPTH, MAX_TEXT = 2_000, 20, 20_000
OFF = "/Off"
_OWN = frozenset({IDENTITY, NOTICE, RESET})


def read(data: bytes, *, path: str = "") -> FormValues:
    """What the form says; raises ClaimRefused with what kind of file it is instead."""
    with _opened(data, path) as pdf:
        found = dict(_fields(pdf))
        if IDENTITY not in found:
            raise _refused(path, *_what_it_is(pdf, found, data))
        warnings = [_mended()] if pdf.get_warnings() else []
        values = [value for name, one in found.items() if name not in _OWN for value in [_value(name, one, warnings)]]
        return settle(_text(_inherited(found[IDENTITY], "/V")), [value for value in values if value], warnings)


def _opened(data: bytes, path: str) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _refused(path, "ce PDF est protégé par un mot de passe", "enregistrez-le sans mot de passe") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise _refused(path, *(CUT if _is_cut(data) else BROKEN)) from None


CUT = ("ce PDF est tronqué : sa fin manque", "reprenez le fichier d’origine, ou enregistrez-le de nouveau")
BROKEN = ("ce PDF est abîmé et ne s’ouvre pas", "reprenez le fichier d’origine, ou enregistrez-le de nouveau")


def _is_cut(data: bytes) -> bool:
    return b"%%EOF" not in data[-2048:]


def _refused(path: str, message: str, hint: str) -> ClaimRefused:
    return ClaimRefused([Problem(path=path, message=message, hint=hint, check="form-file")])


def _what_it_is(pdf: pikepdf.Pdf, found: Mapping[str, Any], data: bytes) -> tuple[str, str]:
    """Words for a PDF that is not one of our forms."""
    if _is_cut(data):
        return CUT
    creator = str(pdf.docinfo.get("/Creator", "")) if pdf.trailer.get("/Info") is not None else ""
    if creator == "Relance" and not found:
        if "formulaire" in str(pdf.docinfo.get("/Title", "")):
            words = "ce formulaire a été aplati : ses champs sont devenus du dessin"
            return words, "reprenez le fichier d’avant aplatissement"
        return "ce PDF est une lettre déjà remplie, pas un formulaire", "gardez le dossier dont elle vient"
    if found:
        return "ce formulaire n’a pas été fait par Relance", "remplissez celui que donne « relance blank »"
    return "ce PDF n’a pas de champs : ni formulaire de Relance, ni aucun autre", (
        "si vous l’avez imprimé en PDF, reprenez le fichier d’avant"
    )


def _mended() -> Problem:
    return Problem(
        message="ce PDF était abîmé ; il a été lu comme il a pu être réparé",
        hint="vérifiez le dossier ligne à ligne",
        check="form-file",
    )


# --- fields ---------------------------------------------------------------------------------------


def _fields(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Each field by its whole name; a group or a widget is none."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    seen: set[tuple[int, int]] = set()
    waiting = [("", field, 0) for field in reversed(_array(form.get("/Fields")))]
    while waiting and len(seen) < MAX_FIELDS:
        group, node, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or depth > MAX_DEPTH or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen if node.is_indirect else (-len(seen), 0))
        name = ".".join(filter(None, (group, _text(node.get("/T")))))
        kids = [kid for kid in _array(node.get("/Kids")) if isinstance(kid, pikepdf.Dictionary)]
        if any("/T" in kid for kid in kids):
            waiting.extend((name, kid, depth + 1) for kid in reversed(kids))
        elif name:
            yield name, node


def _array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def _inherited(node: Any, key: str) -> Any:
    """An entry of a field, or of the group around it."""
    for _ in range(MAX_DEPTH):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _value_of(node: Any) -> Any:
    """A field's value; qpdf sets that of a field in several places at one of them."""
    value = _inherited(node, "/V")
    if value is None or not _text(value).strip():
        below = [kid.get("/V") for kid in _array(node.get("/Kids")) if isinstance(kid, pikepdf.Dictionary)]
        return next((one for one in below if _text(one).strip()), value)
    return value


def _text(value: Any) -> str:
    """A string, a name or a stream as text; a viewer that keeps rich text writes a stream."""
    if isinstance(value, pikepdf.Stream):
        raw = value.read_bytes()[:MAX_TEXT]
        return raw.decode("utf-16" if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
    if isinstance(value, pikepdf.Array):
        return _text(value[0]) if len(value) else ""
    if isinstance(value, pikepdf.String | pikepdf.Name | str | int):
        return re.sub(r"\r\n?|\u2028|\u2029", "\n", str(value)[:MAX_TEXT])
    return ""


def _value(name: str, node: Any, warnings: list[Problem]) -> FieldValue | None:
    """A field of ours with its value; one that says nothing of itself is told, and left."""
    label = _text(node.get("/TU")).partition(". ")[0].partition(" (JJ/")[0] or name
    meaning = _meaning(node)
    if meaning is None:
        if text := _text(_inherited(node, "/V")).strip():
            warnings.append(_unknown(name, text))
        return None
    value = _value_of(node)
    if meaning.type == "choice":
        return FieldValue(path=name, label=label, meaning=meaning, chosen=_option(name, label, node, value, warnings))
    if meaning.type in ("check", "alternative"):
        return FieldValue(path=name, label=label, meaning=meaning, chosen=_state(node, value, meaning))
    return FieldValue(path=name, label=label, meaning=meaning, text=_text(value))


def _meaning(node: Any) -> FieldMeaning | None:
    try:
        said = json.loads(_text(_inherited(node, f"/{MEANING}")))
        return FieldMeaning(
            type=str(said["type"]),
            is_computed=bool(said.get("computed", False)),
            sets=tuple({str(k): str(v) for k, v in one.items()} for one in said.get("sets", ())),
            within=tuple(map(str, said.get("within", ()))),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _unknown(name: str, text: str) -> Problem:
    return Problem(
        field=name,
        message=f"ce champ n’est pas de ce formulaire ; {quoted(text)} n’est pas repris",
        hint="un autre logiciel l’a ajouté, ou a refait le formulaire",
        check="form-field",
    )


def _option(name: str, label: str, node: Any, value: Any, warnings: list[Problem]) -> int | None:
    options = [_text(option) for option in _array(_inherited(node, "/Opt"))]
    text = _text(value)
    number = option_of(text, options)
    if number is None and text.strip():
        warnings.append(not_an_option(name, label, text, options))
    return number


def _state(node: Any, value: Any, meaning: FieldMeaning) -> int | None:
    """0 for a check that is ticked, 1 for one that is not; the number of the passage that is kept."""
    state = _text(value if value is not None else _shown_state(node)).removeprefix("/")
    if meaning.type == "check":
        return 1 if state in ("", "Off") else 0
    return int(state) if state.isdigit() and int(state) < len(meaning.sets) else None


def _shown_state(node: Any) -> Any:
    """What the widget shows, for a program that sets that only."""
    kids = _array(node.get("/Kids")) or [node]
    shown = [_text(kid.get("/AS")) for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return next((state for state in shown if state and state != OFF), OFF)
