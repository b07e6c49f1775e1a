"""Who may import whom: downwards only, and an outside library by the folder that answers for it.

An import inside a function or for types alone counts like any other.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"

# Lowest first. A folder or module imports from the lines below its own, never from its neighbours.
LEVELS = (
    ("errors", "lazy"),
    ("messages", "files"),
    ("strict_yaml",),
    ("values",),
    ("claim", "letter"),
    ("law", "catalogue", "render"),
    ("filling",),
    ("answers",),
    ("produce",),
    ("forms", "scaffold"),
    ("examples", "form_claim"),
    ("diff", "plan", "currency", "advice", "release", "review"),
    ("website",),
    ("cli",),
    ("__main__",),
)

# Lower, and yet out of bounds: a renderer sets documents, whoever they speak of; pages come from a catalogue and know
# no builder of sites.
APART = {
    "render": ("claim",),
    "website.pages": ("website.plugin", "website.config", "website.serving"),
}

# Formats that stand beside each other, each with what it is made of.
SIBLINGS = (
    (
        ("render.text",),
        ("render.html", "render.pdf", "render.beside", "render.pdf_tags", "render.form_pdf", "render.acroform"),
        ("render.docx", "render.ooxml", "render.form_docx"),
        ("render.email",),
    ),
)

# Who may import an outside library, by the beginning of the module's name.
LIBRARIES = {
    "click": ("cli",),
    "fontTools": ("render.fonts", "render.acroform.faces", "render.font_packs"),
    "holidays": ("law.calendar",),
    "jinja2": ("letter.language", "render.html", "website.plugin", "website.serving", "letter.expressions"),
    "lxml": ("render.ooxml.opening",),
    "markdown": ("letter.prose", "catalogue.guidance"),
    "markupsafe": ("render.html",),
    "mkdocs": ("website.plugin", "website.config", "website.serving"),
    "nh3": ("catalogue.guidance",),
    # The door of every file that people write.
    "pydantic": ("claim", "catalogue", "law.data_files"),
    "pydantic_core": ("claim", "catalogue"),
    "pikepdf": ("render.acroform.reading",),
    "pydyf": ("render.acroform",),
    "stdnum": ("values",),
    "weasyprint": ("render.pdf",),
    "yaml": ("strict_yaml",),
}

# What every record is made of.
EVERYWHERE = {"msgspec"}

# They come with another library or with the site's group; the face is read as files.
NOT_DECLARED = {"markupsafe", "mkdocs", "pydantic_core", "pydyf"}
NOT_IMPORTED = {"fontpkg-arimo"}
DISTRIBUTIONS = {"fontTools": "fonttools", "stdnum": "python-stdnum", "yaml": "pyyaml"}

# Today is a parameter everywhere else.
CLOCKS = {"now", "utcnow", "today", "time", "localtime", "gmtime"}
CLOCK_READERS = ("cli", "website.plugin")


RELATIVE = "."
"""What a relative import names, for this test."""


@dataclass(frozen=True, slots=True)
class Import:
    """One module that another one names, and where."""

    target: str
    line: int


def module_name(root: Path, path: Path) -> str:
    """`law/dated_values.py` → `law.dated_values`; a package goes by its folder's name, the root by an empty one."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def parse(root: Path) -> dict[str, ast.Module]:
    """Every module of the tree."""
    return {module_name(root, path): ast.parse(path.read_text("utf-8")) for path in sorted(root.rglob("*.py"))}


def imports(tree: ast.Module, modules: Mapping[str, object], package: str = "generator") -> Iterator[Import]:
    """What a module imports: ours without the package's name, a library by its first name; the standard library not."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                names = [alias.name for alias in node.names]
            case ast.ImportFrom(level=1 | 2 | 3):
                yield Import(RELATIVE, node.lineno)
                continue
            case ast.ImportFrom(module=str(module)):
                names = [f"{module}.{alias.name}" for alias in node.names]
            case _:
                continue
        for name in names:
            top, _, rest = name.partition(".")
            if top == package:
                yield Import(rest if rest in modules else rest.rpartition(".")[0], node.lineno)
            elif top not in sys.stdlib_module_names:
                yield Import(f"/{top}", node.lineno)


def within(module: str, places: tuple[str, ...]) -> bool:
    """Is the module one of the places, or inside one?"""
    return any(module == place or module.startswith(f"{place}.") for place in places)


def level(module: str) -> int:
    """How high a module stands; -1 for one that the table does not know."""
    return next((number for number, units in enumerate(LEVELS) if within(module, units)), -1)


def objection(module: str, target: str) -> str:
    """Why `module` may not import `target`; empty when it may."""
    if target == RELATIVE:
        return "modules are imported by their whole name"
    if target.startswith("/"):
        library = target[1:]
        places = LIBRARIES.get(library)
        if library in EVERYWHERE:
            return ""
        if places is None:
            return f"{library} is an outside library that LIBRARIES does not give to anybody"
        return "" if within(module, places) else f"{library} belongs to {', '.join(places)}"
    if any(within(module, (place,)) and within(target, banned) for place, banned in APART.items()):
        return "is to know nothing of it"
    for family in SIBLINGS:
        own, other = (next((places for places in family if within(name, places)), None) for name in (module, target))
        if own and other and own != other:
            return "is its sibling"
    if module.partition(".")[0] != target.partition(".")[0] and level(target) >= level(module):
        return "does not stand below it"
    return ""


def clock_readings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Calls such as `date.today()` and `time.time()`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="date" | "datetime" | "time" as owner), attr=attr)) if (
                attr in CLOCKS and (owner, attr) != ("datetime", "time")
            ):
                yield node.lineno, f"{owner}.{attr}()"


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """A ring of modules that import each other; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring
    return []


def faults(root: Path) -> list[str]:
    """Every import, clock and ring that the tables forbid."""
    modules = parse(root)
    found, graph = [], {}
    for module, tree in modules.items():
        wanted = list(dict.fromkeys(imports(tree, modules)))
        graph[module] = {each.target for each in wanted if each.target in modules} - {module}
        if module and level(module) < 0:
            found.append(f"{module}: LEVELS does not say where it stands")
        found += [
            f"{module}:{each.line} imports {each.target.lstrip('/')}: {reason}"
            for each in wanted
            if (reason := objection(module, each.target))
        ]
        if not within(module, CLOCK_READERS):
            found += [f"{module}:{line} reads the clock: {call}" for line, call in clock_readings(tree)]
    if ring := cycle(graph):
        found.append(f"a ring: {' → '.join(reversed(ring))}")
    return found


def test_imports_go_down_only() -> None:
    assert faults(GENERATOR) == []


def test_every_table_speaks_of_modules_that_exist() -> None:
    modules = set(parse(GENERATOR))
    named = {unit for units in LEVELS for unit in units} | set(CLOCK_READERS) | set(APART)
    named |= {place for places in (*APART.values(), *chain(*SIBLINGS), *LIBRARIES.values()) for place in places}
    assert named - modules == set()


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    modules = parse(GENERATOR)
    used = {each.target[1:] for tree in modules.values() for each in imports(tree, modules) if each.target[0:1] == "/"}
    assert used == set(LIBRARIES) | EVERYWHERE
    project = tomllib.loads((GENERATOR.parent / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=]", requirement)[0] for requirement in project["dependencies"]}
    assert {DISTRIBUTIONS.get(name, name) for name in used - NOT_DECLARED} == declared - NOT_IMPORTED


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("values/money.py", "from generator.claim import Claim", "imports claim: does not stand below it"),
        ("values/money.py", "import generator.cli", "imports cli: does not stand below it"),
        ("letter/fill.py", "from generator.claim import Claim", "imports claim: does not stand below it"),
        ("law/rates.py", "from generator import render", "imports render: does not stand below it"),
        ("law/rates.py", "def f():\n    from generator import cli", "imports cli: does not stand below it"),
        ("render/html.py", "from generator.claim import Claim", "imports claim: is to know nothing of it"),
        ("render/html.py", "from generator.render import text", "imports render.text: is its sibling"),
        ("render/html.py", "from . import text", "imports .: modules are imported by their whole name"),
        ("render/text.py", "import jinja2", "imports jinja2: jinja2 belongs to letter.language, render.html"),
        ("website/pages.py", "from mkdocs.plugins import BasePlugin", "imports mkdocs: mkdocs belongs to "),
        (
            "website/pages.py",
            "from generator.website import plugin",
            "imports website.plugin: is to know nothing of it",
        ),
        ("law/rates.py", "import numpy", "imports numpy: numpy is an outside library that LIBRARIES does not give"),
        ("law/rates.py", "from datetime import date\ndate.today()", "reads the clock: date.today()"),
        ("law/rates.py", "import time\ntime.time()", "reads the clock: time.time()"),
        ("orphan.py", "", "LEVELS does not say where it stands"),
        ("claim/__init__.py", "from generator.claim import model", "a ring: "),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, path: str, text: str, fault: str) -> None:
    tree = {
        "__init__.py": "",
        "cli.py": "",
        "claim/__init__.py": "class Claim: ...",
        "claim/model.py": "from generator.claim import Claim",
        "render/__init__.py": "",
        "render/text.py": "",
        "website/__init__.py": "",
        "website/plugin.py": "",
    }
    for name, content in (tree | {path: text}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    found = faults(tmp_path)
    assert len(found) == 1
    assert fault in found[0]
