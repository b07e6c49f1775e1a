"""Filling, in Python and in the page: trees, contexts with hostile values, and what they must give: ``filling.json``.

    python -m tests.vectors.filling_vectors

A case is a tree, a context (a base and its changes) and the fingerprint of the filled document. The trees are those
of the letters in ``snapshot.json.gz`` and, here, small ones that use the whole language (`tests/letter/cases`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.claim import read
from generator.letter.fill import fill
from generator.letter.nodes import LetterTree, TreeInfo
from generator.letter.schema import Source
from generator.letter.tree_json import from_json, to_json
from generator.produce import prepare
from tests.letter.environment import compilation
from tests.letter.test_fill import answers, invoice
from tests.letter.test_language import CASES
from tests.vectors.snapshot import TODAY, catalogue, snapshot, trees
from tests.vectors.typed_json import (
    FOLDER,
    Json,
    changed,
    decoded,
    document_json,
    encoded,
    fingerprint,
    text_of,
)

NAME = "filling.json"
OF_LETTERS, OF_SMALL_TREES = 2000, 800
"""How many cases: enough of them, however many letters there are."""
INFO = TreeInfo(id="essai", title="Essai", version="1.0.0", law_checked_on=date(2026, 11, 21))

HOSTILE = (
    *("*x*", "**gras**", "| a |", "<script>alert(1)</script>", "{{ 7*7 }}", "{% if x %}", "__proto__", "constructor"),
    *(
        "1. Dupont",
        "# Titre",
        "- tiret",
        "[lien](https://exemple.fr)",
        "`code`",
        "&amp;",
        "\\n",
        "' onload=",
        '"guillemets"',
    ),
    *("a\u00a0b", "\u202fx ", " x", "x ", "  ", ",", ")", "L’œuvre d’Éléonore Nœud", "Straße", "ﬁn", "İstanbul", "ǆ"),
    *("👩‍👩‍👧‍👦 & fils", "日本語", "Ω≈ç√", "e\u0301", "m" * 400, "mot " * 75 + "fin", "0", "-1", "null", "NaN"),
)
_CHOICES = {
    "status": ("company", "sole_trader", "association"),
    "kind": ("professional", "consumer", "public_body"),
    "channel": ("post", "registered", "electronic_registered", "email", "phone", "sms", "in_person"),
    "rate_basis": ("legal_professional", "contract", "public_body", "legal_interest", "none"),
    "day_count": ("act_365", "act_act"),
    "allocation": ("interest_first", "principal_first"),
    "stage": ("reminder", "second_reminder", "formal_notice"),
}
_KEPT = frozenset({"siren", "iban", "bic", "vat_number", "phone"})
"""Identifiers, which only ever hold a checked number: they are taken out, never replaced."""
_AMOUNTS = ("0.00", "0.01", "0.50", "40.00", "1000.00", "1234567.89", "9999999999.99", "-12.30")
_RATES = ("0", "0.5", "8.25", "12.15", "12.1234", "1000")
_DAYS = ("1990-01-01", "2026-03-01", "2026-08-02", "2026-11-21", "2026-12-31", "2028-02-29", "2100-12-31")
_COUNTS = (0, 1, 2, 5, 6, 1000, 123456)


def content() -> Json:
    """The file."""
    draw = random.Random(20261121)  # noqa: S311  # the same cases each time, nothing secret
    small, bases = dict(_small_trees()), dict(_bases())
    of_letters = [name for name, _ in trees()]
    names = [*_shared_out(OF_LETTERS, of_letters), *_shared_out(OF_SMALL_TREES, list(small))]
    cases = [_case(draw, name, bases, _bases_of(name, bases)) for name in names]
    return rejudged({"about": "Trees filled with hostile contexts.", "trees": small, "bases": bases, "cases": cases})


def _small_trees() -> Iterator[tuple[str, Json]]:
    """The sources of `tests/letter/cases/language.md` that are a whole body."""
    chunks = ("\n" + (CASES / "language.md").read_text(encoding="utf-8")).split("\n\n# ")
    for number, chunk in enumerate(chunks):
        source = chunk.strip("\n").removeprefix("# ").partition("\n")[2].partition("\n=>")[0]
        blocks = compilation().part(Source("letter.md", source))
        yield f"small/{number}", to_json(LetterTree(info=INFO, parts={"body": blocks}))


def _bases() -> Iterator[tuple[str, Json]]:
    """A context for each example, as `produce` makes it, and one for the small trees."""
    for name, data in snapshot()["examples"].items():
        claim = read(data)
        letter = name.partition("/")[0]
        prepared = prepare(catalogue(), catalogue().templates[letter], claim, on=claim.letter.on or TODAY)
        yield name, encoded(prepared.answers)
    yield "small", encoded(answers(invoices=[invoice("F-1"), invoice("F-2", "0.00"), invoice("F-3", "2500.00")]))


def _bases_of(tree: str, bases: Json) -> list[str]:
    letter = tree.partition("/")[0]
    return ["small"] if letter == "small" else [name for name in bases if name.startswith(f"{letter}/")]


def _shared_out(count: int, names: Sequence[str]) -> Iterator[str]:
    """Each name in its turn, as many times as makes that many cases."""
    yield from sorted(names[index % len(names)] for index in range(count))


def _case(draw: random.Random, name: str, bases: Json, names: Sequence[str]) -> Json:
    base = draw.choice(names)
    changes: list[list[Any]] = []
    for _ in range(draw.choice((0, 1, 1, 2, 3, 5, 8))):
        changes.append(_change(draw, changed(bases[base], changes)))
    return {"tree": name, "base": base, "changes": changes}


def rejudged(file: Json) -> Json:
    """The file with what Python makes of its cases today."""
    known = {name: from_json(tree) for name, tree in {**file["trees"], **dict(trees())}.items()}
    return file | {"cases": [_judged(case, known[case["tree"]], file["bases"][case["base"]]) for case in file["cases"]]}


def _judged(case: Json, tree: LetterTree, base: Json) -> Json:
    document = fill(tree, decoded(changed(base, case["changes"])))
    return case | {"expected": fingerprint(document_json(document))}


# --- changes ------------------------------------------------------------------------------------


def _change(draw: random.Random, context: Json) -> list[Any]:
    """One field of the context and its new value."""
    places = list(_places(context, ""))
    path, value = draw.choice(places)
    return [path, _other(draw, path.rpartition(".")[2], value)]


def _places(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every field that may change, with its value; groups and lists as well as what they hold."""
    if path and path.count("."):
        yield path, value
    if isinstance(value, dict) and not value.keys() & {"money", "percent", "date"}:
        for name, item in value.items():
            yield from _places(item, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        yield path, value
        for index, item in enumerate(value[:3]):
            yield from _places(item, f"{path}.{index}")


def _other(draw: random.Random, name: str, value: Any) -> Any:
    """A value of the same kind, or none; what is not given has no kind, and stays so."""
    if value is None or draw.random() < 0.1:
        return {"items": []} if isinstance(value, list) else None
    if name in _CHOICES:
        return draw.choice(_CHOICES[name])
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return draw.choice(_COUNTS)
    if isinstance(value, list):
        places = list(range(len(value)))
        return {"items": draw.choice((places[:1], places * 2, places * 3, places[::-1]))}
    if isinstance(value, dict):
        return _other_group(draw, value)
    return "" if name in _KEPT else draw.choice(HOSTILE)


def _other_group(draw: random.Random, value: Json) -> Any:
    match list(value):
        case ["money"]:
            return {"money": draw.choice(_AMOUNTS)}
        case ["percent"]:
            return {"percent": draw.choice(_RATES)}
        case ["date"]:
            return {"date": draw.choice(_DAYS)}
    return value | {"__proto__": "x", "constructor": "y"} if draw.random() < 0.5 else {}


def written() -> str:
    """The text of the file."""
    return text_of(content())


if __name__ == "__main__":
    (FOLDER / NAME).write_text(written(), encoding="utf-8")
