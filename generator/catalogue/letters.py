"""One letter: its front matter, its parts, its other versions, its notes and examples, made a `Template`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from generator.catalogue import front_matter
from generator.catalogue.draft import Draft, Version
from generator.catalogue.fields import Fields
from generator.catalogue.guidance import MAX_NOTES, too_long
from generator.catalogue.model import (
    Deadline,
    Example,
    LegalBasis,
    Moment,
    Option,
    Question,
    Review,
    Template,
)
from generator.catalogue.reading import line_of, load_yaml, right_fields, validate
from generator.catalogue.schema import (
    DeadlineModel,
    LegalBasisModel,
    LetterModel,
    QuestionModel,
    VersionModel,
    WhenModel,
)
from generator.catalogue.tracing import Compiled, Shared, Tracing
from generator.claim import DebtorKind
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


def make_workshop(root: str, fields: Fields, library: Library, frame: Mapping[str, Source]) -> Workshop:
    """The workshop of a catalogue."""
    shared = {
        has_deadline: Shared(fields.with_answers((), (), has_deadline=has_deadline), library)
        for has_deadline in (True, False)
    }
    return Workshop(root, fields, library, frame, shared)


class _Facts(Struct, frozen=True):
    """The front matter of a letter, and its body."""

    model: LetterModel
    lines: Mapping[str, int]
    body: Source

    def source_of(self, key: str, text: str) -> Source:
        return Source(self.body.path, text, line_of(self.lines, key))


def read_letter(workshop: Workshop, id: str, files: Mapping[str, str], problems: list[Problem]) -> Draft | None:
    """The letter of a folder; ``files`` are its files by their names in it."""
    folder = f"{workshop.root}/{id}"
    before = len(problems)
    for name in ("letter.md", "guidance.md"):
        if name not in files:
            problems.append(
                Problem(path=f"{folder}/{name}", message="ce fichier manque", hint=_NEEDED[name], check="files")
            )
    if len(files.get("guidance.md", "")) > MAX_NOTES:
        problems.append(too_long(files["guidance.md"], f"{folder}/guidance.md"))
    facts = _read_facts(f"{folder}/letter.md", files["letter.md"], problems) if "letter.md" in files else None
    if facts is None:
        return None
    draft = _compile(workshop, id, facts, files, problems)
    return draft if len(problems) == before else None


_NEEDED = {
    "letter.md": "une lettre est un dossier avec letter.md, guidance.md et des exemples",
    "guidance.md": "écrivez les notes : quand l’envoyer, avant, comment, les erreurs, la suite",
}


def _read_facts(path: str, text: str, problems: list[Problem]) -> _Facts | None:
    parts = front_matter.split(text, path, problems)
    loaded = load_yaml(parts.facts or "", path, problems) if parts else None
    if parts is None or loaded is None:
        return None
    model = validate(LetterModel, loaded, path, problems) or _salvaged(loaded.data)
    return _Facts(model, loaded.lines, Source(path, parts.body, parts.body_line)) if model else None


def _salvaged(data: object) -> LetterModel | None:
    """What is right in a front matter that is not, so that faults in the body are told at the same time."""
    right = {name: value for name, value in right_fields(LetterModel, data).items() if value and name in _TELLING}
    asked = data if isinstance(data, dict) else {}
    if not asked or ("questions" in asked and "questions" not in right):
        return None  # the body would only be told that its answers are unknown
    if "deadline" in asked:
        right.setdefault("deadline", DeadlineModel.model_construct(default_days=15, min_days=8, max_days=30))
    return LetterModel.model_construct(None, **{**_UNKNOWN, **right})


_TELLING = ("subject", "audiences", "questions", "deadline")
"""What of a front matter changes what its body may say."""
_UNKNOWN: Mapping[str, Any] = {
    "title": "",
    "subject": "",
    "summary": "",
    "stage": "",
    "tone": "",
    "audiences": tuple(kind.value for kind in DebtorKind),
    "channels": (),
    "legal_basis": (
        LegalBasisModel.model_construct(article="", checked_on=date.min, url="", for_=(), confidence="high"),
    ),
    "status": "draft",
    "version": "0.0.0",
}


# --- compiling --------------------------------------------------------------------------------


def _compile(workshop: Workshop, id: str, facts: _Facts, files: Mapping[str, str], problems: list[Problem]) -> Draft:
    folder = f"{workshop.root}/{id}"
    model = facts.model
    questions = tuple(map(_question, model.questions))
    legal_basis = make_legal_basis(model.legal_basis)
    press = _Press(workshop, model, questions, problems)
    own = {part: Source(f"{folder}/{part}.md", files[f"{part}.md"]) for part in FRAME_PARTS if f"{part}.md" in files}
    sources = {**workshop.frame, **own, "subject": facts.source_of("subject", model.subject), "body": facts.body}
    info = TreeInfo(
        id=id,
        title=model.title,
        version=model.version,
        law_checked_on=min(basis.checked_on for basis in legal_basis),
    )
    letter = press.version("letter", info, sources, own.keys() | {"subject", "body"})
    versions = [letter]
    for name in OTHER_VERSIONS:
        if f"{name}.md" in files:
            own_sources = _version_sources(f"{folder}/{name}.md", files[f"{name}.md"], sources["subject"], problems)
            if own_sources is not None:
                versions.append(press.version(name, info, own_sources, own_sources.keys()))
    trees = {version.name: version.tree for version in versions}
    template = Template(
        id=id,
        folder=folder,
        title=model.title,
        summary=model.summary,
        stage=model.stage,
        tone=model.tone,
        audiences=model.audiences,
        channels=model.channels,
        moment=_moment(model.when) if model.when else None,
        deadline=Deadline(**model.deadline.model_dump()) if model.deadline else None,
        questions=questions,
        legal_basis=legal_basis,
        status=model.status,
        review=Review(**model.review.model_dump()) if model.review else None,
        version=model.version,
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

    def __init__(
        self, workshop: Workshop, model: LetterModel, questions: tuple[Question, ...], problems: list[Problem]
    ) -> None:
        has_deadline = model.deadline is not None
        self.shared = workshop.shared[has_deadline]
        self.library = workshop.library
        self.environment = workshop.fields.with_answers(questions, model.audiences, has_deadline=has_deadline)
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


def _version_sources(path: str, text: str, subject: Source, problems: list[Problem]) -> dict[str, Source] | None:
    """Subject and body of another version; its subject is the letter's unless it has its own."""
    parts = front_matter.split(text, path, problems, required=False)
    if parts is None:
        return None
    body = Source(path, parts.body, parts.body_line)
    if parts.facts is None:
        return {"subject": subject, "body": body}
    loaded = load_yaml(parts.facts, path, problems)
    model = validate(VersionModel, loaded, path, problems) if loaded else None
    if loaded is None or model is None:
        return None
    return {"subject": Source(path, model.subject, line_of(loaded.lines, "subject")), "body": body}


# --- facts ------------------------------------------------------------------------------------


def _moment(model: WhenModel) -> Moment:
    return Moment(
        min_days=model.after_due_min_days, max_days=model.after_due_max_days, days_before=model.before_due_days
    )


def make_legal_basis(models: tuple[LegalBasisModel, ...]) -> tuple[LegalBasis, ...]:
    """The articles that a text rests on."""
    return tuple(
        LegalBasis(
            article=model.article,
            checked_on=model.checked_on,
            url=model.url,
            audiences=model.for_,
            confidence=model.confidence,
        )
        for model in models
    )


def _question(model: QuestionModel) -> Question:
    return Question(
        name=model.name,
        label=model.label,
        type=model.type,
        help=model.help,
        example=model.example,
        options=tuple(Option(value=option.value, label=option.label) for option in model.options),
        default=model.default,
        is_required=model.required,
        only_for=model.only_for,
    )


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
