"""What letters share, read: the closed lists, the fields, the clauses, the tables, the frame."""

from __future__ import annotations

from collections.abc import Mapping

from generator.catalogue import front_matter
from generator.catalogue.claim_fields import make_fields
from generator.catalogue.fields import Fields
from generator.catalogue.headers import make_legal_basis
from generator.catalogue.letters import FRAME_PARTS, SharedFiles, make_workshop
from generator.catalogue.lines import line_of
from generator.catalogue.model import Catalogue, Clause, Term, Vocabulary
from generator.catalogue.permanence import CHANGES, RELEASED, read_releases, told_changes
from generator.catalogue.reading import load_yaml, validate
from generator.catalogue.schema import ClauseModel, FieldsModel, TableModel, TablesModel, TermModel, VocabularyModel
from generator.errors import Problem
from generator.letter.schema import ColumnSource, Library, RowSource, Source, TableSource

_NO_WORDS = Vocabulary(stages={}, audiences={}, channels={}, tones={})


def read_shared(files: Mapping[str, str], root: str, problems: list[Problem]) -> SharedFiles:
    """What is at the root, in `clauses/` and in `frame/`; what is wrong goes to ``problems``."""
    vocabulary = _vocabulary(files, root, problems)
    fields, lines = _fields(files, root, problems)
    clauses = _clauses(files, root, problems)
    library = Library({clause.name: source for clause, source in clauses}, _tables(files, root, problems))
    frame = {
        part: Source(f"{root}/frame/{part}.md", files[f"frame/{part}.md"])
        for part in FRAME_PARTS
        if f"frame/{part}.md" in files
    }
    catalogue = Catalogue(
        root_name=root,
        templates={},
        fields=fields.words if fields else {},
        vocabulary=vocabulary or _NO_WORDS,
        clauses={clause.name: clause for clause, _ in clauses},
        tables={name: table.caption for name, table in library.tables.items()},
        releases=read_releases(files.get(RELEASED), f"{root}/{RELEASED}", problems),
        changes=told_changes(files.get(CHANGES, "")),
    )
    workshop = make_workshop(root, fields, library, frame) if fields else None
    return SharedFiles(catalogue, workshop, vocabulary is not None, lines)


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


def _terms(terms: Mapping[str, TermModel]) -> dict[str, Term]:
    ordered = sorted(terms, key=lambda id: terms[id].order)
    return {
        id: Term(id=id, label=terms[id].label, description=terms[id].description, claims=terms[id].claims)
        for id in ordered
    }


def _fields(files: Mapping[str, str], root: str, problems: list[Problem]) -> tuple[Fields | None, Mapping[str, int]]:
    path, text = f"{root}/fields.yml", _needed("fields.yml", files, root, problems)
    loaded = load_yaml(text, path, problems) if text is not None else None
    model = validate(FieldsModel, loaded, path, problems) if loaded else None
    if model is None or loaded is None:
        return None, {}
    return make_fields(model, loaded.lines, path, problems), loaded.lines


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
