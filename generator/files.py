"""Files at the edge: read with a limit, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.errors import ClaimRefused, GeneratorError, Problem

MAX_INPUT = 20_000_000
"""Bytes of an input file (an invoice with its attachments may be large, a claim is not)."""


def read_text(path: Path) -> str:
    """The UTF-8 text of ``path``; raises ClaimRefused with what to do."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ClaimRefused(
            [
                Problem(
                    path=str(path),
                    line=line,
                    message="le fichier n’est pas en UTF-8",
                    hint="enregistrez-le de nouveau, encodage UTF-8",
                )
            ]
        ) from None


def read_bytes(path: Path) -> bytes:
    """The bytes of ``path``, at most `MAX_INPUT`."""
    try:
        if path.stat().st_size > MAX_INPUT:
            raise ClaimRefused(
                [
                    Problem(
                        path=str(path),
                        message=f"fichier de plus de {MAX_INPUT // 1_000_000} Mo",
                        hint="est-ce le bon ?",
                    )
                ]
            )
        return path.read_bytes()
    except OSError as error:
        raise ClaimRefused(
            [Problem(path=str(path), message=f"lecture impossible : {error.strerror}", hint="vérifiez le chemin")]
        ) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in one step: the file is there whole, or as it was before."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as handle:
            temporary = Path(handle.name)
            try:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
                temporary.chmod(0o666 & ~_umask())
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise GeneratorError(f"écriture de {path} impossible : {error.strerror} → vérifiez le dossier") from None


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again; ``RELANCE_CACHE`` names another place."""
    if chosen := os.environ.get("RELANCE_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "relance"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/relance"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "relance"


def libraries_state() -> str:
    """This Python, and the state of the folder of its libraries: one that comes, goes or is replaced changes it."""
    folder = Path(msgspec.__file__).parents[1]
    return f"{sys.version}\0{folder.stat().st_mtime_ns}"


def keep_bytes(path: Path, data: bytes) -> None:
    """Keep what can be made again, in a folder of this user alone; where that fails, nothing is kept."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)


def read_kept(path: Path) -> bytes | None:
    """What was kept at ``path``, unless another user could have written it."""
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        return path.read_bytes()
    except OSError:
        return None


def forget_oldest(folder: Path, most: int) -> None:
    """Leave ``most`` kept files in a folder, the newest."""
    with suppress(OSError):
        for old in sorted(folder.glob("*.kept"), key=lambda each: each.stat().st_mtime)[:-most]:
            old.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read_kept_object(place: Path) -> object:
    """What was kept pickled there, a file of this user alone; None where there is nothing that can be used."""
    import pickle

    data = read_kept(place)
    try:
        return pickle.loads(data) if data is not None else None  # noqa: S301 - our own file, this user's alone
    except Exception:  # whatever is wrong with a kept file, it is made again
        return None
