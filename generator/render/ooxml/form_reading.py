"""Reading a Word form back, whoever filled it: Word, LibreOffice, or a program that knows the body or the data only.

A control is known by its binding, else by its tag, else by its title. It is read where it is seen, in the body; what
the body still shows as in the blank form is looked up in the check's own state and in the data, which Word shows
instead as soon as it opens the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.errors import Problem
from generator.letter.controls import ALTERNATIVE, CHECK, CHOICE
from generator.messages import NBSP, quoted
from generator.render.form_values import KEPT, FieldMeaning, FieldValue, FormValues, not_an_option, option_of, settle
from generator.render.ooxml import store
from generator.render.ooxml.controls import W14, W15, name_of, prompts
from generator.render.ooxml.opening import Package, custom_properties, opened, refuse
from generator.render.ooxml.styles import W
from generator.values import dates

MAX_CONTROLS, MAX_TEXT = 5_000, 20_000
_W, _W14, _W15 = f"{{{W}}}", f"{{{W14}}}", f"{{{W15}}}"
_ROWS = (f"{_W15}repeatingSection", f"{_W15}repeatingSectionItem")
_WORDS_OF_WORD = re.compile(r"$|\[.*\]$|(?:Cliquez|Choisissez|Entrez|Click|Choose|Enter)\b", re.DOTALL)
"""How Word asks for something in an empty control, in French and in English."""
_TICKED = frozenset("☒☑✓✔✗✘■xX")


class _Known(Struct, frozen=True, kw_only=True):
    """A field of the form, as the file says of it; ``default`` is the option that the blank form shows."""

    label: str
    meaning: FieldMeaning
    default: int = 0


class _Found(Struct):
    """What the controls of one field, its data besides, hold: the texts they show, or the values they chose."""

    shown: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)  # text, data


def read(data: bytes, *, path: str = "") -> FormValues:
    """What the form says; raises ClaimRefused with what kind of file it is instead."""
    package = opened(data, path)
    properties = custom_properties(package)
    body = package.part(package.main_part())
    controls = _controls(body) if body is not None else []
    form, known = _known(path, properties, controls)
    warnings: list[Problem] = []
    found = _found(controls, known, warnings)
    _add_data(package, found, known)
    used = {passage for name in found if name in known for passage in known[name].meaning.within}
    values = (_value(name, one, found, warnings, is_used=f"{name}={KEPT}" in used) for name, one in list(known.items()))
    return settle(form, [value for value in values if value], warnings)


def _known(path: str, properties: Mapping[str, str], controls: Sequence[Any]) -> tuple[str, dict[str, _Known]]:
    """Which form it is and what its fields mean; words for a file that is none of ours."""
    form = properties.get(store.FORM_PROPERTY, "")
    is_bound = any(_xpath(control) for control in controls)
    if not form and is_bound:
        refuse(
            path,
            "ce formulaire a perdu ses propriétés, qui disent ce que sont ses champs",
            "un logiciel les a retirées : recopiez les valeurs dans un formulaire neuf",
        )
    if not form and "Modèle" in properties:
        refuse(path, "ce fichier est une lettre déjà remplie, pas un formulaire", "gardez le dossier dont elle vient")
    if not form:
        refuse(path, "ce fichier Word n’a pas été fait par Relance", "remplissez celui que donne « relance blank »")
    if not controls:
        refuse(
            path,
            "ce formulaire n’a plus de champs : un logiciel en a fait du texte",
            "reprenez le fichier d’avant, ou enregistrez-le avec Word ou LibreOffice",
        )
    try:
        return form, {name: _meant(said) for name, said in store.unpacked(properties).items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        refuse(path, "ce formulaire ne dit plus ce que sont ses champs", "remplissez-en un neuf")


def _meant(said: Mapping[str, Any]) -> _Known:
    return _Known(
        label=str(said["label"]),
        default=int(said.get("default", 0)),
        meaning=FieldMeaning(
            type=str(said["type"]),
            is_computed=bool(said.get("computed", False)),
            sets=tuple({str(k): str(v) for k, v in one.items()} for one in said.get("sets", ())),
            within=tuple(map(str, said.get("within", ()))),
        ),
    )


# --- controls -------------------------------------------------------------------------------------


def _controls(body: Any) -> list[Any]:
    """Every control that holds a value, in reading order."""
    found: list[Any] = []
    for control in body.iter(f"{_W}sdt"):
        properties = control.find(f"{_W}sdtPr")
        if properties is not None and not any(properties.find(name) is not None for name in _ROWS):
            found.append(control)
        if len(found) > MAX_CONTROLS:
            break
    return found


def _xpath(control: Any) -> str:
    """What it is bound to, if that is data of ours."""
    for prefix in (_W, _W15):
        binding = control.find(f"{_W}sdtPr/{prefix}dataBinding")
        if binding is not None and store.NAMESPACE in binding.get(f"{_W}prefixMappings", store.NAMESPACE):
            return str(binding.get(f"{_W}xpath", ""))
    return ""


def _attribute(control: Any, name: str) -> str:
    found = control.find(f"{_W}sdtPr/{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _found(controls: Iterable[Any], known: dict[str, _Known], warnings: list[Problem]) -> dict[str, _Found]:
    """What each field shows, by its name; rows that somebody added become known by those that were there."""
    titles = _titles(known)
    found: dict[str, _Found] = {}
    for control in controls:
        name = (
            store.path_of(_xpath(control)) or _attribute(control, "tag") or titles.get(_attribute(control, "alias"), "")
        )
        path = name.partition("=")[0]
        if path not in known and (like := _of_first_row(path, known)):
            known[path] = like
        if path in known:
            _add(found.setdefault(name, _Found()), control, known[path])
        elif text := _text(control).strip():
            warnings.append(_stranger(_attribute(control, "alias") or name, text))
    return found


def _titles(known: Mapping[str, _Known]) -> dict[str, str]:
    """Names by title, where only one field has it."""
    titles = [name_of(one.label) for one in known.values()]
    return {title: name for title, name in zip(titles, known, strict=True) if titles.count(title) == 1}


def _of_first_row(path: str, known: Mapping[str, _Known]) -> _Known | None:
    """A field of a row that was added: it is what it is in the first row, under its own number."""
    numbered = re.match(r"(\w+)\.(\d+)\.", path)
    first = re.sub(r"^(\w+)\.\d+\.", r"\1.0.", path)
    if numbered is None or first not in known:
        return None
    label = known[first].label.replace(" 1", f" {int(numbered[2]) + 1}", 1)
    return replace(known[first], label=label)


def _add(found: _Found, control: Any, known: _Known) -> None:
    if known.meaning.type in (CHECK, ALTERNATIVE):
        found.shown += [_mark(control), *_state(control)]
        return
    if known.meaning.type == CHOICE and not found.options:
        items = control.iterfind(f"{_W}sdtPr/*/{_W}listItem")
        found.options = [(item.get(f"{_W}displayText", ""), item.get(f"{_W}value", "")) for item in items]
    text = _text(control)
    is_empty = _is_prompt(text, known) or _shows_prompt(control, text)
    found.shown.append("" if is_empty and known.meaning.type != CHOICE else text)


def _is_prompt(text: str, known: _Known) -> bool:
    return text.strip() in prompts(known.meaning.type, known.label)


def _shows_prompt(control: Any, text: str) -> bool:
    """Whether what it shows asks for something in other words than ours: Word's own, where it lost those."""
    says_so = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    is_on = says_so is not None and says_so.get(f"{_W}val", "1") not in ("0", "false", "off")
    return is_on and _WORDS_OF_WORD.match(text.strip()) is not None


def _mark(control: Any) -> str:
    return "true" if _TICKED & set(_text(control)) else "false"


def _state(control: Any) -> Iterator[str]:
    """What the check says of itself."""
    state = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
    if state is not None:
        yield "true" if state.get(f"{_W14}val") in ("1", "true", "on") else "false"


def _text(control: Any) -> str:
    """The words of a control: a line for each paragraph and each break; what was deleted under review is not there.

    LibreOffice leaves out the breaks of bound texts, whose lines are then texts next to each other in a run.
    """
    content = control.find(f"{_W}sdtContent")
    words: list[str] = []
    for element in content.iter("{*}*") if content is not None else ():
        if element.tag == f"{_W}t":
            before = element.getprevious()
            words.append("\n" if before is not None and before.tag == element.tag else "")
            words.append(element.text or "")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif element.tag == f"{_W}tab" and element.getparent().tag == f"{_W}r":
            words.append(" ")
        elif element.tag == f"{_W}noBreakHyphen":
            words.append("-")
        elif element.tag == f"{_W}p" and words:
            words.append("\n")
    return "".join(words)[:MAX_TEXT]


def _stranger(name: str, text: str) -> Problem:
    return Problem(
        field=name,
        message=f"ce champ n’est pas de ce formulaire{NBSP}; {quoted(text)} n’est pas repris",
        hint="un autre logiciel l’a ajouté, ou a refait le formulaire",
        check="form-field",
    )


# --- data -----------------------------------------------------------------------------------------


def _add_data(package: Package, found: dict[str, _Found], known: Mapping[str, _Known]) -> None:
    """What the data says, after all that is seen; a field without a control says nothing.

    LibreOffice writes there what an empty control asks for.
    """
    for name in package.names:
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            root = package.part(name)
            if root is not None and root.tag == f"{{{store.NAMESPACE}}}form":
                for path, text in store.stored_values(root):
                    if path in found and not _is_prompt(text, known[path.partition("=")[0]]):
                        found[path].shown.append(_from_data(text, found[path].options))


def _from_data(text: str, options: Sequence[tuple[str, str]]) -> str:
    """As the body would show it."""
    return next((shown for shown, value in options if value == text), text[:MAX_TEXT])


# --- values ---------------------------------------------------------------------------------------


def _value(
    name: str, known: _Known, found: Mapping[str, _Found], warnings: list[Problem], *, is_used: bool
) -> FieldValue | None:
    """A field with its value; None where its controls were deleted, with the passage that they stood in.

    A check that was deleted is unticked, unless its passage is still there (``is_used``).
    """
    if known.meaning.type == ALTERNATIVE:
        return _alternative(name, known, found, warnings)
    if known.meaning.type == CHECK and name not in found:
        return _field(name, known, chosen=0 if is_used else 1)
    if name not in found:
        return None
    one = found[name]
    if known.meaning.type == CHECK:
        chosen = _changed(one.shown, "true" if known.default == 0 else "false")
        return _field(name, known, chosen=0 if chosen == "true" else 1)
    if known.meaning.type == CHOICE:
        return _field(name, known, chosen=_option(name, known, one, warnings))
    return _field(name, known, text=_typed(name, known, one, warnings))


def _field(name: str, known: _Known, text: str = "", chosen: int | None = None) -> FieldValue:
    return FieldValue(path=name, label=known.label, meaning=known.meaning, text=text, chosen=chosen)


def _changed(shown: Sequence[str], default: str) -> str:
    """The first that is not what the blank form shows."""
    return next((one for one in shown if one != default), default)


def _typed(name: str, known: _Known, one: _Found, warnings: list[Problem]) -> str:
    """The text; where places of the same field differ, the first one stands, and it is told."""
    texts = [_as_date(text) if known.meaning.type == "date" else text.strip() for text in one.shown]
    different = list(dict.fromkeys(text for text in texts if text))
    if len(different) > 1:
        warnings.append(_differing(name, known.label, different))
    return different[0] if different else ""


def _as_date(text: str) -> str:
    """A date as the file shows it, from data of the form 2026-03-01, at times with an hour."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?", text.strip())
    try:
        return f"{dates.parse(found[1]):%d/%m/%Y}" if found else text.strip()
    except ValueError:
        return text.strip()


def _differing(name: str, label: str, texts: Sequence[str]) -> Problem:
    return Problem(
        field=name,
        message=f"{label}{NBSP}: ce champ porte {quoted(texts[0])} à un endroit, {quoted(texts[1])} à un autre",
        hint=f"{quoted(texts[0])} est repris, corrigez-le dans le dossier s’il le faut",
        check="form-two-values",
    )


def _option(name: str, known: _Known, one: _Found, warnings: list[Problem]) -> int | None:
    texts = [text for text, _ in one.options]
    numbers = [option_of(text, texts) for text in one.shown]
    chosen = next((number for number in numbers if number not in (None, known.default)), None)
    strange = next((text for text, n in zip(one.shown, numbers, strict=True) if n is None and text.strip()), "")
    if strange and chosen is None:
        warnings.append(not_an_option(name, known.label, strange, texts))
        return None
    return known.default if chosen is None else chosen


def _alternative(name: str, known: _Known, found: Mapping[str, _Found], warnings: list[Problem]) -> FieldValue | None:
    """Which of several passages is kept: one of those whose check is still there."""
    states = range(len(known.meaning.sets))
    there = [state for state in states if f"{name}={state}" in found]
    ticked = [
        state
        for state in there
        if _changed(found[f"{name}={state}"].shown, "true" if state == known.default else "false") == "true"
    ]
    if not there:
        return None
    if len(there) == 1 < len(states):
        ticked = there  # the others were deleted
    if len(ticked) != 1:
        warnings.append(_not_one(name, known.label, len(ticked)))
    return _field(name, known, chosen=ticked[0] if len(ticked) == 1 else None)


def _not_one(name: str, label: str, count: int) -> Problem:
    how_many = f"{count} passages sont cochés" if count else "aucun passage n’est coché"
    return Problem(
        field=name,
        message=f"{label}{NBSP}: {how_many}, il en faut un",
        hint="aucun n’est repris ; cochez celui qui fait partie de la lettre",
        check="form-choice",
    )
