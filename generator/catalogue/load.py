"""A folder → a `Catalogue`, or a CatalogueError with every problem at once.

`load` is the only function that touches the disk; `build` works on texts by name.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePosixPath

from generator.catalogue import advice as advice_file
from generator.catalogue import checks, front_matter
from generator.catalogue.banned import BANNED
from generator.catalogue.draft import Draft
from generator.catalogue.fields import Fields, make_fields
from generator.catalogue.letters import (
    FRAME_PARTS,
    OTHER_VERSIONS,
    Workshop,
    make_legal_basis,
    make_workshop,
    read_letter,
)
from generator.catalogue.model import Catalogue, Clause, Term, Vocabulary
from generator.catalogue.reach import Memory
from generator.catalogue.reading import line_of, load_yaml, validate
from generator.catalogue.schema import (
    ID,
    VERSION,
    ClauseModel,
    FieldsModel,
    TableModel,
    TablesModel,
    TermModel,
    VocabularyModel,
)
from generator.catalogue.sentences import SENTENCES
from generator.catalogue.tables import TABLES
from generator.catalogue.wording import Rule, views_of, wording_problems
from generator.errors import CatalogueError, Problem
from generator.letter.compile import Library
from generator.letter.schema import ColumnSource, RowSource, Source, TableSource
from generator.messages import quoted

RULES: tuple[Rule, ...] = (*BANNED, *SENTENCES, *TABLES)
"""Every wording rule."""
MAX_FILE = 1_000_000
"""Bytes of one file."""
MAX_FILES = 50_000
_DATA = ("fields", "vocabulary", "tables", "released")
ROOT_FILES = frozenset({"README.md", "LICENSE", "CHANGELOG.md", *(f"{n}.yml" for n in _DATA)})
LETTER_FILES = frozenset(f"{name}.md" for name in ("letter", "guidance", *OTHER_VERSIONS, *FRAME_PARTS))
NEEDED_PARTS = ("sender", "recipient", "place_date", "signature")
SHARED_FOLDERS = frozenset({"clauses", "frame", "schemas"})


def load(folder: Path, *, only: str | None = None, is_judged: bool = True) -> Catalogue:
    """The catalogue in ``folder``; with ``only``, no other letter is read.

    With ``is_judged`` false, the rules of wording and those across files are left to `relance check`: what compiles
    can be filled, and filling one letter should not wait for the judgement of its words.
    """
    problems: list[Problem] = []
    files = _read_folder(folder, only, problems)
    with _without_collector():
        return build(files, root=folder.as_posix(), problems=problems, is_part=only is not None, is_judged=is_judged)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Trees are many small objects without cycles, which the collector would walk again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def build(
    files: Mapping[str, str],
    *,
    root: str = "letter_templates",
    problems: Iterable[Problem] = (),
    is_part: bool = False,
    is_judged: bool = True,
) -> Catalogue:
    """The catalogue whose files are ``files``, by their names in it; ``problems`` are those of reading them."""
    found = list(problems)
    found += _unknown_files(files, root)
    vocabulary = _vocabulary(files, root, found)
    catalogue, drafts = _assemble(files, root, vocabulary or _NO_WORDS, found)
    if is_judged:
        catalogue = replace(catalogue, advice=_advice(files, root, found))
        found += _judged(catalogue, drafts, files, root, is_part=is_part, has_vocabulary=vocabulary is not None)
    if found:
        raise CatalogueError(dict.fromkeys(found))
    return catalogue


def _judged(
    catalogue: Catalogue,
    drafts: tuple[Draft, ...],
    files: Mapping[str, str],
    root: str,
    *,
    is_part: bool,
    has_vocabulary: bool,
) -> list[Problem]:
    """What the rules of wording and those across files find."""
    found: list[Problem] = []
    memory = Memory()
    if catalogue.advice and not is_part:
        found += advice_file.advice_problems(catalogue.advice, catalogue.templates, f"{root}/{advice_file.NAME}")
    views = [views_of(draft, memory) for draft in drafts]
    for of_one in views:
        found += wording_problems(of_one, _rules_for(of_one[0].draft))
    found += checks.check(
        checks.Whole(
            catalogue=catalogue,
            drafts=drafts,
            views=tuple(chain(*views)),
            folders=_by_folder(files, root),
            is_part=is_part or len(drafts) < len(_letter_folders(files)),
            has_vocabulary=has_vocabulary,
        )
    )
    return found


def _by_folder(files: Mapping[str, str], root: str) -> dict[str, dict[str, str]]:
    folders: dict[str, dict[str, str]] = {}
    for name, text in files.items():
        folder = f"{root}/{name.partition('/')[0]}" if "/" in name else root
        folders.setdefault(folder, {})[f"{root}/{name}"] = text
    return folders


def _rules_for(draft: Draft) -> tuple[Rule, ...]:
    """The rules; those about tables only where the tables could be read."""
    has_tables = all(table.columns for table in draft.library.tables.values())
    return RULES if has_tables else tuple(rule for rule in RULES if rule not in TABLES)


_NO_WORDS = Vocabulary(stages={}, audiences={}, channels={}, tones={})


# --- the disk ---------------------------------------------------------------------------------


def _read_folder(folder: Path, only: str | None, problems: list[Problem]) -> dict[str, str]:
    if not folder.is_dir():
        refused = Problem(
            path=folder.as_posix(), message="ce dossier n’existe pas", hint="vérifiez --catalogue", check="files"
        )
        raise CatalogueError([refused])
    files: dict[str, str] = {}
    waiting = [folder]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            name = path.relative_to(folder).as_posix()
            if _is_hidden(path) or (only is not None and _is_other_letter(path, folder, only)):
                continue
            if path.is_symlink():
                _refuse(problems, folder, name, "un lien symbolique", "copiez le fichier à sa place")
            elif path.is_dir():
                waiting.append(path)
            elif len(files) >= MAX_FILES:
                _refuse(problems, folder, name, f"plus de {MAX_FILES} fichiers", "ce dossier est-il un catalogue ?")
                return files
            else:
                _read_file(path, folder, name, files, problems)
    return files


def _is_hidden(path: Path) -> bool:
    """Files of editors and systems (.DS_Store, .letter.md.swp) are none of the catalogue's."""
    return path.name.startswith(".") or path.name.endswith("~")


def _is_other_letter(path: Path, folder: Path, only: str) -> bool:
    return path.parent == folder and path.is_dir() and path.name not in SHARED_FOLDERS | {only}


def _read_file(path: Path, folder: Path, name: str, files: dict[str, str], problems: list[Problem]) -> None:
    if not path.is_file():
        return _refuse(problems, folder, name, "ce n’est pas un fichier", "retirez-le")
    if path.stat().st_size > MAX_FILE:
        return _refuse(problems, folder, name, "fichier de plus de 1 Mo", "une lettre n’a que du texte")
    data = path.read_bytes()
    try:
        files[name] = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _refuse(
            problems, folder, name, "le fichier n’est pas en UTF-8", "enregistrez-le de nouveau, encodage UTF-8", line
        )


def _refuse(problems: list[Problem], folder: Path, name: str, message: str, hint: str, line: int | None = None) -> None:
    path = f"{folder.as_posix()}/{name}"
    problems.append(Problem(path=path, line=line, message=message, hint=hint, check="files"))


# --- names ------------------------------------------------------------------------------------


def _unknown_files(files: Mapping[str, str], root: str) -> list[Problem]:
    problems = []
    for name in files:
        fault = _fault_of_name(PurePosixPath(name))
        if fault:
            problems.append(Problem(path=f"{root}/{name}", message=fault[0], hint=fault[1], check="files"))
    for part in NEEDED_PARTS:
        if f"frame/{part}.md" not in files:
            problems.append(
                Problem(path=f"{root}/frame/{part}.md", message="cette partie du cadre manque", check="files")
            )
    return problems


def _fault_of_name(name: PurePosixPath) -> tuple[str, str] | None:
    """Why a file has no place in a catalogue."""
    unknown = ("ce fichier n’a pas sa place ici", "voir README.md : la liste des fichiers")
    match name.parts:
        case (file,):
            return None if file in ROOT_FILES else unknown
        case ("clauses", file):
            is_clause = file.endswith(".md") and ID.fullmatch(file.removesuffix(".md"))
            return None if is_clause else ("une clause est un fichier .md en minuscules", "comme clauses/paiement.md")
        case ("frame", file):
            return None if file.removesuffix(".md") in FRAME_PARTS else unknown
        case ("schemas", file):
            return None if file.endswith(".json") else unknown
        case (folder, *_) if not ID.fullmatch(folder):
            return f"{quoted(folder)} n’est pas un nom de dossier", "minuscules sans accent, chiffres et tirets"
        case (_, file):
            return None if file in LETTER_FILES else unknown
        case (_, "versions", version, file) if re.fullmatch(VERSION, version) and file.endswith(".txt"):
            return None if ID.fullmatch(file.removesuffix(".txt")) else unknown
        case (_, "examples", file):
            stem, _, ending = file.rpartition(".")
            if ending not in ("yml", "txt"):
                return unknown
            return (
                None if ID.fullmatch(stem) else (f"{quoted(stem)} n’est pas un nom d’exemple", "minuscules et tirets")
            )
    return unknown


# --- putting together -------------------------------------------------------------------------


def _assemble(
    files: Mapping[str, str], root: str, vocabulary: Vocabulary, problems: list[Problem]
) -> tuple[Catalogue, tuple[Draft, ...]]:
    fields = _fields(files, root, problems)
    clauses = _clauses(files, root, problems)
    library = Library({clause.name: source for clause, source in clauses}, _tables(files, root, problems))
    frame = {part: Source(f"{root}/frame/{part}.md", files[f"frame/{part}.md"]) for part in _frame_parts(files)}
    drafts = _letters(make_workshop(root, fields, library, frame), files, problems) if fields else []
    ladder = list(vocabulary.stages)
    drafts = sorted(drafts, key=lambda d: (_rank(d.template.stage, ladder), d.template.id))
    catalogue = Catalogue(
        root_name=root,
        templates={draft.template.id: draft.template for draft in drafts},
        fields=fields.words if fields else {},
        vocabulary=vocabulary,
        clauses={clause.name: clause for clause, _ in clauses},
    )
    return catalogue, tuple(drafts)


def _rank(stage: str, ladder: list[str]) -> int:
    return ladder.index(stage) if stage in ladder else len(ladder)


def _frame_parts(files: Mapping[str, str]) -> list[str]:
    return [part for part in FRAME_PARTS if f"frame/{part}.md" in files]


def _letters(workshop: Workshop, files: Mapping[str, str], problems: list[Problem]) -> list[Draft]:
    folders = _letter_folders(files)
    if not folders:
        problems.append(
            Problem(path=workshop.root, message="aucune lettre ici", hint="un dossier par lettre", check="files")
        )
    drafts = [read_letter(workshop, id, folders[id], problems) for id in sorted(folders)]
    return [draft for draft in drafts if draft is not None]


def _letter_folders(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The files of each letter by their names in its folder; a folder with none of a letter's files is no letter."""
    folders: dict[str, dict[str, str]] = {}
    for name, text in files.items():
        folder, _, rest = name.partition("/")
        is_letter = ID.fullmatch(folder) and folder not in SHARED_FOLDERS
        if is_letter and (rest in LETTER_FILES or rest.startswith(("examples/", "versions/"))):
            folders.setdefault(folder, {})[rest] = text
    return folders


def _needed(name: str, files: Mapping[str, str], root: str, problems: list[Problem]) -> str | None:
    if name not in files:
        problems.append(Problem(path=f"{root}/{name}", message="ce fichier manque", check="files"))
    return files.get(name)


def _vocabulary(files: Mapping[str, str], root: str, problems: list[Problem]) -> Vocabulary | None:
    path, text = f"{root}/vocabulary.yml", _needed("vocabulary.yml", files, root, problems)
    loaded = load_yaml(text, path, problems) if text is not None else None
    model = validate(VocabularyModel, loaded, path, problems) if loaded else None
    if model is None:
        return None
    return Vocabulary(
        stages=_terms(model.stages),
        audiences=_terms(model.audiences),
        channels=_terms(model.channels),
        tones=_terms(model.tones),
    )


def _advice(files: Mapping[str, str], root: str, problems: list[Problem]) -> advice_file.Advice | None:
    text = files.get(advice_file.NAME)
    return advice_file.read_advice(text, f"{root}/{advice_file.NAME}", problems) if text is not None else None


def _terms(terms: Mapping[str, TermModel]) -> dict[str, Term]:
    ordered = sorted(terms, key=lambda id: terms[id].order)
    return {id: Term(id=id, label=terms[id].label, description=terms[id].description) for id in ordered}


def _fields(files: Mapping[str, str], root: str, problems: list[Problem]) -> Fields | None:
    path, text = f"{root}/fields.yml", _needed("fields.yml", files, root, problems)
    loaded = load_yaml(text, path, problems) if text is not None else None
    model = validate(FieldsModel, loaded, path, problems) if loaded else None
    return make_fields(model, loaded.lines, path, problems) if model and loaded else None


def _clauses(files: Mapping[str, str], root: str, problems: list[Problem]) -> list[tuple[Clause, Source]]:
    found = []
    for name in sorted(files):
        if not name.startswith("clauses/"):
            continue
        path = f"{root}/{name}"
        parts = front_matter.split(files[name], path, problems)
        loaded = load_yaml(parts.facts or "", path, problems) if parts else None
        model = validate(ClauseModel, loaded, path, problems) if loaded else None
        source = Source(path, parts.body, parts.body_line) if parts else Source(path, "")
        found.append((_clause(name, path, model, source), source))
    return found


def _clause(name: str, path: str, model: ClauseModel | None, source: Source) -> Clause:
    """The clause; one whose front matter is wrong still stands under its name, so that only that is told."""
    return Clause(
        name=name,
        path=path,
        title=model.title if model else "",
        audiences=model.audiences if model else ("professional", "consumer", "public_body"),
        is_optional=model.optional if model else False,
        legal_basis=make_legal_basis(model.legal_basis) if model else (),
        source=source.text,
    )


def _tables(files: Mapping[str, str], root: str, problems: list[Problem]) -> dict[str, TableSource]:
    path = f"{root}/tables.yml"
    loaded = load_yaml(files["tables.yml"], path, problems) if "tables.yml" in files else None
    shape: type[dict[str, TableModel]] = TablesModel
    models: dict[str, TableModel] | None = validate(shape, loaded, path, problems) if loaded else None
    if loaded is None or models is None:
        names = loaded.data if loaded and isinstance(loaded.data, dict) else {}
        return {name: TableSource(name, path, "", (), ()) for name in names}  # the letters that place them are right
    return {name: _table(name, model, loaded.lines, path) for name, model in models.items()}


def _table(name: str, model: TableModel, lines: Mapping[str, int], path: str) -> TableSource:
    columns = [
        ColumnSource(column.label, column.align, column.when, line_of(lines, name, "columns", index))
        for index, column in enumerate(model.columns)
    ]
    rows = [
        RowSource(row.cells, row.for_, row.when, row.total, line_of(lines, name, "rows", index))
        for index, row in enumerate(model.rows)
    ]
    caption_line = line_of(lines, name, "caption")
    return TableSource(name, path, model.caption, tuple(columns), tuple(rows), model.row_headers, caption_line)
