"""A folder on the disk → its texts by name, and what is wrong with the files themselves.

Nothing outside the folder is read: a symbolic link is refused, not followed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.catalogue.letters import FRAME_PARTS, OTHER_VERSIONS
from generator.catalogue.naming import ID, VERSION
from generator.errors import CatalogueError, Problem
from generator.messages import quoted

MAX_FILE = 1_000_000
"""Bytes of one file."""
MAX_FILES = 50_000
_DATA = ("fields", "vocabulary", "tables", "released")
ADVICE = "advice.yml"
"""The table that says which letter to send when."""
ROOT_FILES = frozenset({"README.md", "LICENSE", "CHANGELOG.md", *(f"{n}.yml" for n in _DATA), ADVICE})
LETTER_FILES = frozenset(f"{name}.md" for name in ("letter", "guidance", *OTHER_VERSIONS, *FRAME_PARTS))
NEEDED_PARTS = ("sender", "recipient", "place_date", "signature")
SHARED_FOLDERS = frozenset({"clauses", "frame", "schemas"})


# --- the disk ---------------------------------------------------------------------------------


def read_folder(folder: Path, only: str | None, problems: list[Problem]) -> dict[str, str]:
    """The texts of a catalogue by name, of one letter and what letters share with ``only``; raises where it is none."""
    if not folder.is_dir():
        refused = Problem(
            path=folder.as_posix(), message="ce dossier n’existe pas", hint="vérifiez --catalogue", check="files"
        )
        raise CatalogueError([refused])
    files: dict[str, str] = {}
    waiting = [""]
    while waiting:
        within = waiting.pop()
        for entry in _entries(folder / within):
            name = f"{within}{entry.name}"
            if _is_hidden(entry.name) or (only is not None and not within and _is_other_letter(entry, only)):
                continue
            if entry.is_symlink():
                _refuse(problems, folder, name, "un lien symbolique", "copiez le fichier à sa place")
            elif entry.is_dir():
                waiting.append(f"{name}/")
            elif len(files) >= MAX_FILES:
                _refuse(problems, folder, name, f"plus de {MAX_FILES} fichiers", "ce dossier est-il un catalogue ?")
                return files
            else:
                _read_file(entry, folder, name, files, problems)
    return files


def _entries(place: Path) -> list[os.DirEntry[str]]:
    with os.scandir(place) as found:
        return sorted(found, key=lambda entry: entry.name)


def _is_hidden(name: str) -> bool:
    """Files of editors and systems (.DS_Store, .letter.md.swp) are none of the catalogue's."""
    return name.startswith(".") or name.endswith("~")


def _is_other_letter(entry: os.DirEntry[str], only: str) -> bool:
    return entry.is_dir() and entry.name not in SHARED_FOLDERS | {only}


def _read_file(
    entry: os.DirEntry[str], folder: Path, name: str, files: dict[str, str], problems: list[Problem]
) -> None:
    if not entry.is_file():
        return _refuse(problems, folder, name, "ce n’est pas un fichier", "retirez-le")
    with open(entry.path, "rb") as file:  # noqa: PTH123 - making a Path takes as long as reading the file
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        return _refuse(problems, folder, name, "fichier de plus de 1 Mo", "une lettre n’a que du texte")
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


def faults_of_names(files: Mapping[str, str], root: str) -> list[Problem]:
    """Files that have no place in a catalogue, and parts that it lacks."""
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


def letter_folders(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The files of each letter by their names in its folder; a folder with none of a letter's files is no letter."""
    folders: dict[str, dict[str, str]] = {}
    for name, text in files.items():
        folder, _, rest = name.partition("/")
        is_letter = ID.fullmatch(folder) and folder not in SHARED_FOLDERS
        if is_letter and (rest in LETTER_FILES or rest.startswith(("examples/", "versions/"))):
            folders.setdefault(folder, {})[rest] = text
    return folders
