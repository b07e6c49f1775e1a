"""The data of a Word form: one XML part of ours, to which every control is bound, and what the fields mean.

::

    <form xmlns="urn:relance:formulaire:1" id="mise-en-demeure professional company 4">
      <creditor><name/>…</creditor>
      <invoices><item><number/>…</item>…</invoices>        a list has an <item> for each of its own
      <passages><passage name="shown.reminders.0">false</passage>…</passages>
    </form>

A field stands at its path; what is no field of the claim, or has others below it, is a passage with a name. Amounts
and texts are as typed, dates as Word writes them (ISO 8601), a check is « true » or « false », a choice the value of
its option.

LibreOffice keeps the bindings, empties this part and drops the tags, but leaves the file's own properties alone: so
these hold what the fields mean (`letter.nodes.Control`), packed, in pieces that are short enough for Word.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from generator.render.ooxml.xml import DECLARATION, escape

NAMESPACE = "urn:relance:formulaire:1"
STORE_ID = "{5B1D0C52-6C0E-4D5B-9B5A-3C6A3E1F7A10}"
"""Of the part, in each form alike: within a file there is but one."""

FORM_PROPERTY, MEANING_PROPERTY = "Formulaire", "Champs"
"""Properties of the file: which form it is; what its fields mean, in numbered pieces."""

MAX_MEANING = 2_000_000
_PIECE = 250
"""Characters of a property; Word's own dialogue takes 255."""

_FIELD = re.compile(r"[a-z][a-z0-9_]*(?:\.(?:[a-z][a-z0-9_]*|\d{1,3}))*")
_STEP = re.compile(r"(?:\w+:)?(\w+)(?:\[(\d{1,3})\])?")
_NAMED = re.compile(r"/(?:\w+:)?form\[1\]/(?:\w+:)?passages\[1\]/(?:\w+:)?passage\[@name='([^']{1,200})'\]")
_ITEM = "item"


class Names(Struct, frozen=True, kw_only=True):
    """The XPath of each field of one form."""

    fields: frozenset[str]

    @classmethod
    def of(cls, paths: Collection[str]) -> Names:
        """Fields that have a place of their own; the rest are passages."""
        groups = {path[: found.start()] for path in paths for found in re.finditer(r"\.", path)}
        return cls(
            fields=frozenset(
                path
                for path in paths
                if _FIELD.fullmatch(path) and path not in groups and not path.startswith(("shown.", "words."))
            )
        )

    def xpath(self, path: str) -> str:
        """Where the data of a field stands."""
        if path in self.fields:
            return f"/r:form[1]{''.join(_steps(path))}"
        return f"/r:form[1]/r:passages[1]/r:passage[@name='{path}']"


def list_xpath(path: str) -> str:
    """All items of a list, to which a repeating section is bound."""
    return f"/r:form[1]{''.join(_steps(path))}/r:{_ITEM}"


def _steps(path: str) -> Iterator[str]:
    for part in path.split("."):
        yield f"/r:{_ITEM}[{int(part) + 1}]" if part.isdigit() else f"/r:{part}[1]"


def path_of(xpath: str) -> str:
    """The field whose data stands there, empty where it is not ours to know."""
    if named := _NAMED.fullmatch(xpath):
        return named[1]
    first, *steps = xpath.removeprefix("/").split("/")
    found = [_STEP.fullmatch(step) for step in steps]
    if _STEP.fullmatch(first) is None or not first.endswith("form[1]") or not found or None in found:
        return ""
    parts = [str(int(one[2]) - 1) if one[1] == _ITEM else one[1] for one in found if one and (one[2] or "")]
    return ".".join(parts) if len(parts) == len(found) else ""


# --- the part -------------------------------------------------------------------------------------


class _Node(Struct):
    children: dict[str, _Node] = field(default_factory=dict)
    text: str = ""


def store_xml(form: str, values: Mapping[str, str], names: Names) -> str:
    """The part, each field with its value in the blank form."""
    root = _Node()
    for path in values:
        if path in names.fields:
            node = root
            for part in path.split("."):
                node = node.children.setdefault(part, _Node())
            node.text = values[path]
    passages = "".join(
        f'<passage name="{escape(path)}">{escape(value)}</passage>'
        for path, value in values.items()
        if path not in names.fields
    )
    inner = "".join(_written(name, child) for name, child in root.children.items())
    inner += f"<passages>{passages}</passages>" if passages else ""
    return f'{DECLARATION}<form xmlns="{NAMESPACE}" id="{escape(form)}">{inner}</form>'


def _written(name: str, node: _Node) -> str:
    tag = _ITEM if name.isdigit() else name
    inner = "".join(_written(name, child) for name, child in _in_order(node.children.items()))
    return f"<{tag}>{escape(node.text)}{inner}</{tag}>"


def _in_order(children: Iterable[tuple[str, _Node]]) -> list[tuple[str, _Node]]:
    """Items by their number: an item that nobody asks for would move those after it."""
    return sorted(children, key=lambda one: (0, int(one[0])) if one[0].isdigit() else (1, 0))


def properties_xml() -> str:
    """By which the controls know the part."""
    data = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{data}" ds:itemID="{STORE_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def stored_values(root: Any) -> Iterator[tuple[str, str]]:
    """Each field of a part of ours, with its value."""
    waiting = [("", root)]
    while waiting:
        path, node = waiting.pop()
        if node.get("name") is not None and path == "passages.passage":
            yield node.get("name"), node.text or ""
        elif len(node) == 0 and path:
            yield path, node.text or ""
        counts = 0
        for child in node:
            if not isinstance(child.tag, str):
                continue  # a comment
            name = child.tag.rpartition("}")[2]
            if name == _ITEM:
                name, counts = str(counts), counts + 1
            waiting.append((f"{path}.{name}".lstrip("."), child))


# --- what the fields mean -------------------------------------------------------------------------


def packed(meaning: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The properties that hold it."""
    data = zlib.compress(json.dumps(meaning, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = base64.b64encode(data).decode()
    for number, start in enumerate(range(0, len(text), _PIECE), start=1):
        yield f"{MEANING_PROPERTY} {number}", text[start : start + _PIECE]


def unpacked(properties: Mapping[str, str]) -> dict[str, Any]:
    """What `packed` was given; raises ValueError where that is not to be had."""
    pieces: list[str] = []
    while piece := properties.get(f"{MEANING_PROPERTY} {len(pieces) + 1}"):
        pieces.append(piece)
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(base64.b64decode("".join(pieces), validate=True), MAX_MEANING)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    found = json.loads(data)
    if not isinstance(found, dict):
        raise ValueError("no meanings")
    return found
