"""What was published does not change: `released.yml` lists each version with the fingerprint of its wording.

The wording is the compiled letter, its e-mail, its text message and its call, with the clauses, tables and frame that
they take in; notes may be mended at any time. The examples as a published version reads are kept in the letter's
`versions/` folder, so that nothing needs the history of the files. `relance release` writes all of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from generator.catalogue.judging import Check, Letter, Shelf, problem
from generator.catalogue.lines import line_of
from generator.catalogue.model import Catalogue, Release, Template
from generator.errors import Problem
from generator.letter.tree_json import to_json
from generator.messages import quoted
from generator.values import dates

RELEASED, CHANGES = "released.yml", "CHANGELOG.md"
_TOLD = re.compile(r"(?m)^[-*] \*\*([a-z0-9-]+ [0-9.]+)\*\*")


# --- reading ------------------------------------------------------------------------------------


def read_releases(text: str | None, path: str, problems: list[Problem]) -> tuple[Release, ...]:
    """The published versions in the order of the file; none without one."""
    from generator.catalogue.reading import load_yaml, validate
    from generator.catalogue.schema import ReleasedModel

    loaded = load_yaml(text, path, problems) if text is not None else None
    model = validate(ReleasedModel, loaded, path, problems) if loaded else None
    releases = tuple(Release(**each.model_dump()) for each in model.released) if model else ()
    seen: set[tuple[str, str]] = set()
    for index, release in enumerate(releases):
        if (release.id, release.version) in seen and loaded:
            message = f"{release.id} {release.version} est publiée deux fois"
            problems.append(problem(path, line_of(loaded.lines, "released", index), "released", message, "une suffit"))
        seen.add((release.id, release.version))
    return releases


def told_changes(text: str) -> frozenset[str]:
    """The versions that the log of changes tells: its lines « - **id version** … »."""
    return frozenset(_TOLD.findall(text))


def releases_of(catalogue: Catalogue, letter_id: str) -> tuple[Release, ...]:
    """The published versions of a letter, oldest first."""
    return tuple(release for release in catalogue.releases if release.id == letter_id)


# --- fingerprints -------------------------------------------------------------------------------


def wording_of(template: Template) -> str:
    """The fingerprint of what a letter says, by every channel; its version and the dates of its law do not count."""
    trees = {"letter": template.tree, "email": template.email, "sms": template.sms, "phone": template.phone}
    return _fingerprint({name: to_json(tree)["parts"] for name, tree in trees.items() if tree is not None})


def texts_of(texts: Mapping[str, str]) -> str:
    """The fingerprint of the texts kept for a version."""
    return _fingerprint(dict(texts))


def _fingerprint(data: object) -> str:
    said = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def is_after(version: str, other: str) -> bool:
    """Whether ``version`` comes after ``other``."""
    return _numbers(version) > _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def next_version(version: str) -> str:
    """The version that a change of wording asks for at least."""
    major, minor, _ = _numbers(version)
    return f"{major}.{minor + 1}.0"


# --- checks -------------------------------------------------------------------------------------


def _changed(letter: Letter) -> Iterator[Problem]:
    template, draft = letter.draft.template, letter.draft
    releases = releases_of(letter.catalogue, template.id)
    if not releases:
        return
    last, line = releases[-1], line_of(draft.lines, "version")
    if template.version == last.version:
        if wording_of(template) != last.wording:
            message = f"le texte a changé depuis la version {last.version}, publiée le {dates.format(last.on)}"
            steps = f"montez « version » à {next_version(last.version)}, puis relance release {template.id}"
            yield problem(draft.path, line, "released", message, steps)
    elif not is_after(template.version, last.version):
        message = f"la version {template.version} vient avant celle qui est publiée, {last.version}"
        hint = f"la suivante est {next_version(last.version)}"
        yield problem(draft.path, line, "released", message, hint)
    elif f"{template.id} {template.version}" not in letter.catalogue.changes:
        message = f"la version {template.version} n’est pas dans {CHANGES}"
        hint = f"ajoutez la ligne : - **{template.id} {template.version}** : ce qui change"
        yield problem(draft.path, line, "released", message, hint)


def _kept(letter: Letter) -> Iterator[Problem]:
    template = letter.draft.template
    folder = f"{template.folder}/versions"
    releases = {release.version: release for release in releases_of(letter.catalogue, template.id)}
    for version, release in releases.items():
        kept = template.kept_texts.get(version, {})
        if texts_of(kept) != release.texts:
            message = f"les textes de la version {version} {'ont changé' if kept else 'manquent'}"
            yield problem(
                f"{folder}/{version}", None, "kept-version", message, "remettez-les comme ils étaient publiés"
            )
    for version in template.kept_texts.keys() - releases.keys():
        message = f"la version {version} n’est pas publiée"
        yield problem(f"{folder}/{version}", None, "kept-version", message, f"c’est relance release qui écrit {folder}")


def _gone(shelf: Shelf) -> Iterator[Problem]:
    """The letters that were published and are no longer there."""
    if shelf.is_part:
        return
    path = f"{shelf.catalogue.root_name}/{RELEASED}"
    for id in dict.fromkeys(release.id for release in shelf.catalogue.releases):
        if id not in shelf.letters:
            hint = "remettez son dossier sous ce nom : c’est une adresse du site"
            yield problem(path, None, "released-id", f"la lettre {quoted(id)} est publiée et n’est plus là", hint)


def _schemas(shelf: Shelf) -> Iterator[Problem]:
    """The schemas that editors read are those of the models and of this vocabulary."""
    from generator.catalogue.json_schema import FOLDER, schema_files

    root = shelf.catalogue.root_name
    kept = {path.removeprefix(f"{root}/"): text for path, text in shelf.files.items() if path.endswith(".json")}
    if not kept or not shelf.has_vocabulary or not shelf.catalogue.fields:
        return
    made = schema_files(shelf.catalogue)
    for name in sorted(kept.keys() | made.keys()):
        if kept.get(name) != made.get(name):
            message = "ce schéma n’est plus celui du catalogue"
            yield problem(f"{root}/{name}", None, FOLDER, message, "relance schemas le réécrit")


PERMANENCE_CHECKS: tuple[Check, ...] = (
    Check(id="released", reason="un texte publié ne change pas sous le même numéro de version", of_letter=_changed),
    Check(id="released-id", reason="le nom d’une lettre publiée est une adresse", of_catalogue=_gone),
    Check(id="kept-version", reason="un texte publié reste lisible à son adresse", of_letter=_kept),
    Check(id="schemas", reason="un éditeur complète et vérifie d’après les schémas", of_shared=_schemas),
)
"""What was published, and what is derived."""
