"""Content controls (ECMA-376 part 1, 17.5.2; [MS-DOCX] 2.5 for check boxes and repeating sections).

Each control is bound to the form's data (`store`), so that what is typed once stands everywhere; what it shows before
is written in its body too, because LibreOffice shows the data of texts only. Word takes no title nor tag of more than
64 characters: a longer label is cut, and a field is known by its binding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from generator.letter.controls import ADDRESS, ALTERNATIVE, CHECK, CHOICE, RECIPIENT, controls_in
from generator.letter.nodes import Control, Option, Row
from generator.messages import NBSP
from generator.render.ooxml import store
from generator.render.ooxml.paragraphs import PLAIN, Dress, run_properties
from generator.render.ooxml.store import Names
from generator.render.ooxml.xml import escape

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"

TICKED_MARK, UNTICKED_MARK = "☒", "☐"
MARK_FONT = "MS Gothic"
"""The face of both marks in Word's own check boxes; every machine has one to take its place."""

MAX_NAME = 64
NOTHING_SHOWN = NBSP
"""What an option without words shows: Word's lists have no empty line."""

_IN_CELL: Mapping[str, str] = {"money": "0,00", "percent": "0,00", "integer": "0", "date": "jj/mm/aaaa"}
"""What stands in a cell, whose column says the rest."""
_ELSEWHERE_IN_CELL = "à remplir"


def name_of(text: str) -> str:
    """A title or a tag, as long as Word takes it."""
    return text if len(text) <= MAX_NAME else f"{text[: MAX_NAME - 1].rstrip()}…"


def prompts(type: str, label: str) -> tuple[str, str]:
    """What an empty control shows: among words, in a cell."""
    hint = " (jj/mm/aaaa)" if type == "date" else ""
    first = label if label[1:2].isupper() or type in (ADDRESS, RECIPIENT) else f"{label[:1].lower()}{label[1:]}"
    return f"[{first}{hint}]", f"[{_IN_CELL.get(type, _ELSEWHERE_IN_CELL)}]"


def field_name(control: Control) -> str:
    """The field that a control is bound to: each of several passages has its own check."""
    return f"{control.path}={control.state}" if control.type == ALTERNATIVE else control.path


def option_values(path: str, options: Sequence[Option]) -> list[str]:
    """The data of each option: its answer where that says it all, else its number."""
    answers = [dict(option.sets).get(path, "") for option in options]
    is_telling = len(set(answers)) == len(answers) and not {"", "*"} & set(answers)
    return answers if is_telling else [str(number) for number in range(1, len(options) + 1)]


class Controls(Struct):
    """Writes the controls of one form, in reading order. ``prompts`` are the words shown by those that are empty."""

    names: Names
    in_cells: frozenset[int]
    count: int = 0
    prompts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, controls: Iterable[Control], in_cells: Iterable[Control]) -> Controls:
        """For a form that has these controls."""
        paths = {field_name(control) for control in controls}
        return cls(names=Names.of(paths), in_cells=frozenset(id(control) for control in in_cells))

    # -- one control

    def inline(self, control: Control, dress: Dress) -> str:
        """A control among words."""
        match control.type:
            case "check" | "alternative":
                return self._check(control, dress)
            case "choice":
                return self._choice(control, dress)
            case _:
                return self._text(control, dress)

    def _text(self, control: Control, dress: Dress) -> str:
        words = prompts(control.type, control.label)[id(control) in self.in_cells]
        prompt = self.prompts.setdefault(words, f"Relance{len(self.prompts) + 1:03}")
        kind = _date() if control.type == "date" else _plain_text(control)
        before = f'<w:placeholder><w:docPart w:val="{prompt}"/></w:placeholder><w:showingPlcHdr/>'
        shown = _run(words, run_properties(replace(dress, style="PlaceholderText")))
        return self._control(control, dress, before, kind, shown)

    def _choice(self, control: Control, dress: Dress) -> str:
        values, (texts, after) = option_values(control.path, control.options), _shown_texts(control.options)
        chosen = default_option(control)
        items = "".join(
            f'<w:listItem w:displayText="{escape(text)}" w:value="{escape(value)}"/>'
            for text, value in zip(texts, values, strict=True)
        )
        kind = f'<w:dropDownList w:lastValue="{escape(values[chosen])}">{items}</w:dropDownList>'
        shown = _run(texts[chosen], run_properties(dress))
        return self._control(control, dress, "", kind, shown) + (_run(after, run_properties(dress)) if after else "")

    def _check(self, control: Control, dress: Dress) -> str:
        is_on = is_ticked(control)
        mark = TICKED_MARK if is_on else UNTICKED_MARK
        kind = (
            f'<w14:checkbox><w14:checked w14:val="{int(is_on)}"/>'
            f'<w14:checkedState w14:val="{ord(TICKED_MARK):04X}" w14:font="{MARK_FONT}"/>'
            f'<w14:uncheckedState w14:val="{ord(UNTICKED_MARK):04X}" w14:font="{MARK_FONT}"/></w14:checkbox>'
        )
        fonts = f'<w:rFonts w:ascii="{MARK_FONT}" w:eastAsia="{MARK_FONT}" w:hAnsi="{MARK_FONT}" w:hint="eastAsia"/>'
        return self._control(control, PLAIN, "", kind, _run(mark, f"<w:rPr>{fonts}</w:rPr>"))

    def _control(self, control: Control, dress: Dress, before: str, kind: str, shown: str) -> str:
        name = field_name(control)
        return (
            f"<w:sdt><w:sdtPr>{run_properties(dress)}{self._names(control.label, name)}{before}"
            f"{_binding('w', self.names.xpath(name))}{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
        )

    def _names(self, label: str, tag: str) -> str:
        """Title, tag and number; no two controls of a file have the same number."""
        self.count += 1
        return (
            f'<w:alias w:val="{escape(name_of(label))}"/><w:tag w:val="{escape(name_of(tag))}"/>'
            f'<w:id w:val="{self.count}"/>'
        )

    # -- rows

    def rows(self, rows: Sequence[Row], written: Sequence[str]) -> str:
        """The rows of a table; those of a list are a section to which Word can add."""
        groups = groupby(zip(rows, written, strict=True), key=lambda one: self._list_of(one[0]))
        return "".join(self._section(path, list(members)) for path, members in groups)

    def _list_of(self, row: Row) -> str:
        """The list of whose items this row is one; empty where it is none, or holds more than its fields."""
        paths = [field_name(control) for control in controls_in([row])]
        found = re.fullmatch(r"(.+?)\.\d+\..+", paths[0]) if paths else None
        item = f"{found[1]}.{paths[0].removeprefix(found[1]).split('.')[1]}." if found else ""
        is_whole = item and all(path.startswith(item) and path in self.names.fields for path in paths)
        return found[1] if found and is_whole else ""

    def _section(self, path: str, members: list[tuple[Row, str]]) -> str:
        if not path or not _are_in_order(path, [row for row, _ in members]):
            return "".join(written for _, written in members)
        title = next(controls_in([members[0][0]])).label.partition(" 1")[0]
        items = "".join(self._section_item(f"{title} {n}", row) for n, (_, row) in enumerate(members, start=1))
        kind = f'<w15:repeatingSection><w15:sectionTitle w:val="{escape(title)}"/></w15:repeatingSection>'
        return (
            f"<w:sdt><w:sdtPr>{self._names(f'{title}{NBSP}: lignes', path)}"
            f"{_binding('w15', store.list_xpath(path))}{kind}</w:sdtPr><w:sdtContent>{items}</w:sdtContent></w:sdt>"
        )

    def _section_item(self, title: str, row: str) -> str:
        self.count += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(name_of(title))}"/><w:id w:val="{self.count}"/>'
            f"<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{row}</w:sdtContent></w:sdt>"
        )


def _shown_texts(options: Sequence[Option]) -> tuple[list[str], str]:
    """The words of each option, and the space that all of them end with.

    That stands after the control: LibreOffice 7.4 saves a list right before another control as broken XML.
    """
    texts = [option.text or NOTHING_SHOWN for option in options]
    ends = {text[-1] for text in texts} if all(len(text) > 1 for text in texts) else set()
    if len(ends) == 1 and ends <= {" ", NBSP}:
        return [text[:-1] for text in texts], ends.pop()
    return texts, ""


def _are_in_order(path: str, rows: Sequence[Row]) -> bool:
    """Rows of the list's items from the first on, without a gap: Word counts them itself."""
    numbers = [next(controls_in([row])).path.removeprefix(f"{path}.").partition(".")[0] for row in rows]
    return len(rows) > 1 and numbers == [str(number) for number in range(len(rows))]


def _binding(prefix: str, xpath: str) -> str:
    return (
        f"<{prefix}:dataBinding w:prefixMappings=\"xmlns:r='{store.NAMESPACE}'\""
        f' w:xpath="{escape(xpath)}" w:storeItemID="{store.STORE_ID}"/>'
    )


def _date() -> str:
    return (
        '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="fr-FR"/><w:storeMappedDataAs w:val="date"/>'
        '<w:calendar w:val="gregorian"/></w:date>'
    )


def _plain_text(control: Control) -> str:
    return '<w:text w:multiLine="1"/>' if control.rows > 1 else "<w:text/>"


def _run(text: str, properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


# --- what the form's data and meaning hold ----------------------------------------------------------


def default_option(control: Control) -> int:
    """The number of the option that is chosen at first."""
    texts = [option.text for option in control.options]
    return texts.index(control.default) if control.default in texts else 0


def is_ticked(control: Control) -> bool:
    """Whether a check, or one of several passages, is ticked at first."""
    return control.default == (str(control.state) if control.type == ALTERNATIVE else "yes")


def blank_values(controls: Iterable[Control]) -> dict[str, str]:
    """The data of the blank form, by field."""
    found: dict[str, str] = {}
    for control in controls:
        if control.type in (CHECK, ALTERNATIVE):
            value = "true" if is_ticked(control) else "false"
        elif control.type == CHOICE:
            value = option_values(control.path, control.options)[default_option(control)]
        else:
            value = ""
        found.setdefault(field_name(control), value)
    return found


def meanings(controls: Iterable[Control]) -> dict[str, dict[str, object]]:
    """What reading the form back needs of each field, by its path: see `form_values.FieldMeaning`."""
    places: dict[str, list[Control]] = {}
    for control in controls:
        places.setdefault(control.path, []).append(control)
    return {path: dict(_meaning(found)) for path, found in places.items()}


def _meaning(places: Sequence[Control]) -> Iterator[tuple[str, object]]:
    control = places[0]
    yield "type", control.type
    yield "label", control.label.partition(f"{NBSP}: «")[0] if control.type == ALTERNATIVE else control.label
    if control.is_computed:
        yield "computed", True
    if control.options:
        yield "sets", [dict(option.sets) for option in control.options]
        yield "default", _default_state(control)
    within = [place.within for place in places]
    if all(within):
        yield "within", list(dict.fromkeys(within))


def _default_state(control: Control) -> int:
    """The number of the option that the blank form shows."""
    if control.type == CHECK:
        return 0 if is_ticked(control) else 1
    return int(control.default) if control.type == ALTERNATIVE else default_option(control)
