"""One letter: its front matter, its parts, its other versions, its notes and examples, made a `Template`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.catalogue import front_matter
from generator.catalogue.draft import Draft, Version
from generator.catalogue.fields import Fields
from generator.catalogue.guidance import MAX_NOTES, too_long
from generator.catalogue.lines import line_of
from generator.catalogue.model import Catalogue, Example, Header, Template
from generator.catalogue.readings import Readings
from generator.catalogue.tracing import Compiled, Shared, Tracing
from generator.errors import Problem
from generator.letter.nodes import PARTS, Block, LetterTree, TreeInfo
from generator.letter.schema import Library, Source

OTHER_VERSIONS = ("email", "sms", "phone")
"""The same step by other means, each a file beside `letter.md`."""
FRAME_PARTS = tuple(part for part in PARTS if part not in ("subject", "body"))


class Workshop(Struct, frozen=True):
    """What every letter is made with. ``shared`` is by whether a letter has a deadline."""

    root: str
    fields: Fields
    library: Library
    frame: Mapping[str, Source]
    shared: Mapping[bool, Shared]


class SharedFiles(Struct, frozen=True):
    """What every letter is made with; no workshop where the fields could not be read."""

    catalogue: Catalogue
    """Without its letters."""
    workshop: Workshop | None
    has_vocabulary: bool
    field_lines: Mapping[str, int]


def make_workshop(root: str, fields: Fields, library: Library, frame: Mapping[str, Source]) -> Workshop:
    """The workshop of a catalogue."""
    shared = {
        has_deadline: Shared(fields.with_answers((), (), has_deadline=has_deadline), library)
        for has_deadline in (True, False)
    }
    return Workshop(root, fields, library, frame, shared)


class _Facts(Struct, frozen=True):
    """The front matter of a letter, and its body."""

    header: Header
    lines: Mapping[str, int]
    body: Source

    @property
    def subject(self) -> Source:
        """The subject, where the front matter has it."""
        return Source(self.body.path, self.header.subject, line_of(self.lines, "subject"))


def read_letter(
    workshop: Workshop, id: str, files: Mapping[str, str], problems: list[Problem], readings: Readings | None = None
) -> Draft | None:
    """The letter of a folder; ``files`` are its files by their names in it."""
    readings = readings or Readings()
    folder = f"{workshop.root}/{id}"
    before = len(problems)
    for name in ("letter.md", "guidance.md"):
        if name not in files:
            problems.append(
                Problem(path=f"{folder}/{name}", message="ce fichier manque", hint=_NEEDED[name], check="files")
            )
    if len(files.get("guidance.md", "")) > MAX_NOTES:
        problems.append(too_long(files["guidance.md"], f"{folder}/guidance.md"))
    facts = _read_facts(f"{folder}/letter.md", files["letter.md"], readings, problems) if "letter.md" in files else None
    if facts is None:
        return None
    draft = _compile(workshop, id, facts, files, readings, problems)
    return draft if len(problems) == before else None


_NEEDED = {
    "letter.md": "une lettre est un dossier avec letter.md, guidance.md et des exemples",
    "guidance.md": "écrivez les notes : quand l’envoyer, avant, comment, les erreurs, la suite",
}


def _read_facts(path: str, text: str, readings: Readings, problems: list[Problem]) -> _Facts | None:
    parts = front_matter.split(text, path, problems)
    if parts is None:
        return None
    facts = parts.facts or ""
    read = readings.once(("header", facts), tuple, problems, lambda faults: _header(facts, path, faults))
    if read is None:
        return None
    header, lines = read
    return _Facts(header, lines, Source(path, parts.body, parts.body_line))


def _header(text: str, path: str, problems: list[Problem]) -> tuple[Header, Mapping[str, int]] | None:
    from generator.catalogue.headers import read_header

    return read_header(text, path, problems)


def _subject(text: str, path: str, problems: list[Problem]) -> tuple[str, int] | None:
    from generator.catalogue.headers import read_subject

    return read_subject(text, path, problems)


# --- compiling --------------------------------------------------------------------------------


def _compile(
    workshop: Workshop, id: str, facts: _Facts, files: Mapping[str, str], readings: Readings, problems: list[Problem]
) -> Draft:
    folder = f"{workshop.root}/{id}"
    header = facts.header
    press = _Press(workshop, header, problems)
    own = {part: Source(f"{folder}/{part}.md", files[f"{part}.md"]) for part in FRAME_PARTS if f"{part}.md" in files}
    sources = {**workshop.frame, **own, "subject": facts.subject, "body": facts.body}
    info = TreeInfo(
        id=id,
        title=header.title,
        version=header.version,
        law_checked_on=min(basis.checked_on for basis in header.legal_basis),
    )
    letter = press.version("letter", info, sources, own.keys() | {"subject", "body"})
    versions = [letter]
    for name in OTHER_VERSIONS:
        if f"{name}.md" in files:
            path, text = f"{folder}/{name}.md", files[f"{name}.md"]
            own_sources = _version_sources(path, text, facts.subject, readings, problems)
            if own_sources is not None:
                versions.append(press.version(name, info, own_sources, own_sources.keys()))
    trees = {version.name: version.tree for version in versions}
    template = Template(
        id=id,
        folder=folder,
        title=header.title,
        summary=header.summary,
        stage=header.stage,
        tone=header.tone,
        audiences=header.audiences,
        channels=header.channels,
        moment=header.when,
        deadline=header.deadline,
        questions=header.questions,
        legal_basis=header.legal_basis,
        status=header.status,
        review=header.review,
        version=header.version,
        tree=letter.tree,
        email=trees.get("email"),
        sms=trees.get("sms"),
        phone=trees.get("phone"),
        guidance=files.get("guidance.md", ""),
        examples=tuple(_examples(folder, files)),
        kept_texts=_kept_texts(files),
        used_paths=frozenset(press.paths),
        used_clauses=frozenset(name for version in versions for name in version.clauses),
    )
    return Draft(template=template, versions=tuple(versions), library=workshop.library, lines=facts.lines)


class _Press:
    """Compiles the versions of one letter."""

    def __init__(self, workshop: Workshop, header: Header, problems: list[Problem]) -> None:
        has_deadline = header.deadline is not None
        self.shared = workshop.shared[has_deadline]
        self.library = workshop.library
        self.environment = workshop.fields.with_answers(header.questions, header.audiences, has_deadline=has_deadline)
        self.problems = problems
        self.paths: set[str] = set()

    def version(self, name: str, info: TreeInfo, sources: Mapping[str, Source], own: Iterable[str]) -> Version:
        """A tree from its sources; the parts in ``own`` are this letter's, the others the frame's."""
        own = set(own)
        parts: dict[str, tuple[Block, ...]] = {}
        paths: dict[str, frozenset[str]] = {}
        clauses: dict[str, frozenset[int]] = {}
        for part in PARTS:
            if part not in sources:
                parts[part], paths[part] = (), frozenset()
                continue
            made = self._part(sources[part], part, is_own=part in own)
            parts[part], paths[part] = made.blocks, made.paths
            self.paths |= made.paths
            for clause, leaves in made.clauses.items():
                clauses[clause] = clauses.get(clause, frozenset()) | leaves
        tree = LetterTree(info=info, parts=parts)
        return Version(name=name, tree=tree, sources=sources, paths=paths, clauses=clauses)

    def _part(self, source: Source, part: str, *, is_own: bool) -> Compiled:
        if not is_own and "answers" not in source.text:
            return self.shared.part(source, part, self.problems)
        tracing = Tracing(self.environment, self.library, self.problems, shared=self.shared)
        return tracing.compiled(tracing.part(source, part))


def _version_sources(
    path: str, text: str, subject: Source, readings: Readings, problems: list[Problem]
) -> dict[str, Source] | None:
    """Subject and body of another version; its subject is the letter's unless it has its own."""
    parts = front_matter.split(text, path, problems, required=False)
    if parts is None:
        return None
    body = Source(path, parts.body, parts.body_line)
    if (facts := parts.facts) is None:
        return {"subject": subject, "body": body}
    own = readings.once(("subject", facts), tuple, problems, lambda faults: _subject(facts, path, faults))
    return {"subject": Source(path, *own), "body": body} if own else None


# --- files beside ------------------------------------------------------------------------------


def _examples(folder: str, files: Mapping[str, str]) -> Iterator[Example]:
    for name in sorted(files):
        place = PurePosixPath(name)
        if place.parent.name == "examples" and place.suffix == ".yml":
            expected = files.get(f"examples/{place.stem}.txt")
            yield Example(name=place.stem, path=f"{folder}/{name}", claim_text=files[name], expected_text=expected)


def _kept_texts(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for name in sorted(files):
        match name.split("/"):
            case ["versions", version, file]:
                kept.setdefault(version, {})[file.removesuffix(".txt")] = files[name]
    return kept
