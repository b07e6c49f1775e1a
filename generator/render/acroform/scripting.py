"""The script of a form: `script.js` with the law's figures, and what each field calls in it.

All of it is a help: a viewer without JavaScript shows the same form, in which everything is typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from generator.letter.controls import ALTERNATIVE, CHECK, CHOICE
from generator.letter.nodes import Control

COUNTED = (
    r"invoices\.\d+\.(claimed|days_late)",
    r"invoices\.number",
    r"statement\.segments\.\d+\.(days|annual_rate)",
    r"statement\.segments\.\d+\.interest",
    r"statement\.(amount|principal|interest|indemnity_count)",
    r"statement\.indemnity",
    r"statement\.total",
)
"""The fields that the script counts; in this order, since each may rest on those before it."""

NO_FIGURES: Mapping[str, object] = {"indemnity": 0, "rates": {}, "isFixed": False}


class Script:
    """The script of the form that has these controls."""

    def __init__(self, controls: Sequence[Control], figures: Mapping[str, object]) -> None:
        paths = dict.fromkeys(control.path for control in controls)
        self.counted = [path for pattern in COUNTED for path in paths if re.fullmatch(pattern, path)]
        self._links = _links(controls)
        self._free = {control.path for control in controls if not control.within}
        self.document = document_script(figures, self._links)

    def actions(self, control: Control) -> dict[str, str]:
        """What happens at a field, by the key of its event; « A » is its activation."""
        found: dict[str, str] = {}
        if control.type == "date":
            found |= {"K": 'AFDate_KeystrokeEx("dd/mm/yyyy");', "F": 'AFDate_FormatEx("dd/mm/yyyy");'}
        if control.type == "money":
            found["F"] = _call("format(event)")
        if control.path in self.counted:
            found["C"] = _call(f"calculate(this,event,{json.dumps(control.path)})")
        if control.path in self._links:
            key = "A" if control.type in (CHECK, ALTERNATIVE) else "V"
            found[key] = _call(f"agree(this,event,{json.dumps(control.path)})")
        elif control.within and control.path not in self._free and control.type != CHOICE:
            found |= self._keeping(control)
        return found

    @staticmethod
    def _keeping(control: Control) -> dict[str, str]:
        if control.type in (CHECK, ALTERNATIVE):
            return {}
        path, _, state = control.within.partition("=")
        state = "Yes" if state == "yes" else state
        return {"V": _call(f"keep(this,event,{json.dumps(path)},{json.dumps(state)})")}


def document_script(figures: Mapping[str, object], links: Mapping[str, object]) -> str:
    """The whole script, in ASCII and without its comments."""
    # Replaced by functions: a figure is no pattern.
    text = re.sub(r"\bLAW\b", lambda _: _json({**NO_FIGURES, **figures}), _source())
    return re.sub(r"\bLINKS\b", lambda _: _json(links), text)


@cache
def _source() -> str:
    text = (files("generator.render.acroform") / "script.js").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"), sort_keys=True)


def _call(words: str) -> str:
    return f'if(typeof Relance=="object")Relance.{words};'


def _links(controls: Sequence[Control]) -> dict[str, list[dict[str, Any]]]:
    """For each control that answers a question which another one answers too: both, with the answers of each option."""
    groups: dict[str, dict[str, Any]] = {}
    for control in controls:
        for path in dict.fromkeys(path for option in control.options for path, _ in option.sets):
            groups.setdefault(path, {})[control.path] = _answers(control, path)
    found: dict[str, list[dict[str, Any]]] = {}
    for group in groups.values():
        if len(group) > 1:
            for path in group:
                found.setdefault(path, []).append(group)
    return found


def _answers(control: Control, path: str) -> dict[str, Any]:
    """The answer of each option: empty where it gives none, « - » where it says that there is nothing."""
    said = [dict(option.sets) for option in control.options]
    values = [(one[path] or "-") if path in one else "" for one in said]
    return {"values": values, "isChoice": control.type == CHOICE, "isCheck": control.type == CHECK}
