"""Make everything that `make site` or `make test` needs: system libraries, `.venv`, this project.

Run by the Python that the machine has (the Makefile refuses one that is too old), so it imports the standard
library only. It answers at once when nothing is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROJECT_PYTHON = str(VENV / "bin" / "python")
STAMP = VENV / "relance-stamp"
# Each group holds the packages of those before it.
GROUPS = ("site", "test")
APT = ["apt-get", "install", "--yes", "--no-install-recommends"]


class SetUpError(Exception):
    """Something that only the person at the machine can do; the message says what."""


# --- Debian packages ----------------------------------------------------------------------------


def read_packages(text: str, group: str) -> list[str]:
    """Names that a group needs, with those of the groups before it."""
    wanted, current = GROUPS[: GROUPS.index(group) + 1], ""
    names = []
    for line in text.splitlines():
        word = line.partition("#")[0].strip()
        if word.startswith("["):
            current = word.strip("[]")
        elif word and current in wanted:
            names.append(word)
    return names


def installed_packages(names: Sequence[str]) -> set[str]:
    """Those of ``names`` that dpkg says are installed."""
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n", *names]
    lines = subprocess.run(query, capture_output=True, text=True, check=False).stdout.splitlines()
    return {package for status, _, package in (line.partition(" ") for line in lines) if status == "installed"}


def missing_packages(names: Sequence[str]) -> list[str]:
    """What must be installed, in the file's order; python3-venv only where this Python has no ensurepip.

    Of « a | b », either will do, and the first is what is missing where there is neither.
    """
    choices = [re.split(r"\s*\|\s*", name) for name in names]
    installed = installed_packages([name for choice in choices for name in choice])
    if importlib.util.find_spec("ensurepip"):
        installed.add("python3-venv")
    return [choice[0] for choice in choices if installed.isdisjoint(choice)]


def root_prefix() -> list[str] | None:
    """How to become root without asking anybody: nothing, `sudo -n`, or None if there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def install_packages(names: Sequence[str]) -> None:
    """Install the Debian packages that are missing, or say which line to type."""
    if not shutil.which("dpkg-query"):
        print(f"Not a Debian system: see to it that you have what Debian calls {', '.join(names)}.")
        return
    missing = missing_packages(names)
    if not missing:
        return
    prefix = root_prefix()
    if prefix is None:
        line = " ".join(["sudo", *APT, *missing])
        raise SetUpError(f"Debian packages are missing. Type this, then make again:\n\n    {line}\n")
    print(f"Installing Debian packages: {' '.join(missing)}", flush=True)
    become = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    # Old lists may name versions that are gone; without a network the install says so itself.
    subprocess.run([*become, "apt-get", "update", "--quiet=2"], check=False)
    run([*become, *APT, "--quiet=2", "--option", "DPkg::Lock::Timeout=300", *missing])


# --- the environment ----------------------------------------------------------------------------


def fingerprint(*parts: bytes) -> str:
    """One hash of several parts, none of which can pass into its neighbour."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


# Not sys.version: installing python3-venv may rebuild the very Python that runs this.
PYTHON = f"{sys.implementation.cache_tag} {platform.python_version()}"


def wanted_stamp(group: str, root: Path = ROOT, python: str = PYTHON) -> dict[str, str]:
    """What an environment of ``group`` is made from: this Python, this place, the locks, the project's own words."""
    place = f"{python} {root}".encode()
    groups = GROUPS[: GROUPS.index(group) + 1]
    stamp = {name: fingerprint(place, (root / "requirements" / f"{name}.txt").read_bytes()) for name in groups}
    return stamp | {"project": fingerprint(place, (root / "pyproject.toml").read_bytes())}


def read_stamp(path: Path) -> dict[str, str]:
    """The stamp as it was written; empty where there is none."""
    if not path.is_file():
        return {}
    return dict(line.split(" ", 1) for line in path.read_text("utf-8").splitlines())


def write_stamp(path: Path, stamp: Mapping[str, str]) -> None:
    """Say what the environment was made from."""
    path.write_text("".join(f"{name} {value}\n" for name, value in stamp.items()), "utf-8")


def make_environment(group: str) -> None:
    """Bring `.venv` to what the locks say; a lock or a Python that changed makes it anew."""
    wanted, found = wanted_stamp(group), read_stamp(STAMP)
    if found.get("site") != wanted["site"]:
        print("Making .venv", flush=True)
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        found = {}
    if found.get(group) != wanted[group]:
        print(f"Installing the packages of requirements/{group}.txt", flush=True)
        # Without its stamp, an environment whose making is interrupted is made anew next time.
        STAMP.unlink(missing_ok=True)
        pip("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", f"requirements/{group}.txt")
        found = wanted | {"project": found.get("project", "")}
        write_stamp(STAMP, found)
    if found["project"] != wanted["project"]:
        pip("--no-deps", "--no-build-isolation", "--editable", ".")
        # As pip does with what it copies: no first command waits for it, wherever Python may keep nothing by itself.
        run([PROJECT_PYTHON, "-m", "compileall", "-q", "-j", "0", "-x", "node_modules", "generator"])
        write_stamp(STAMP, found | wanted)


def pip(*words: str) -> None:
    """Install with the environment's own pip."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    run([PROJECT_PYTHON, "-m", "pip", "install", *quiet, *words])


def run(command: Sequence[str]) -> None:
    """Run a program; its own words tell why it failed."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        raise SetUpError(f"This failed with code {code}: {' '.join(command)}")


def main(words: Sequence[str] | None = None) -> int:
    """Set up one group."""
    parser = argparse.ArgumentParser(description="Install what `make site` or `make test` needs.")
    parser.add_argument("group", choices=GROUPS)
    group: str = parser.parse_args(words).group
    try:
        install_packages(read_packages((ROOT / "debian-packages.txt").read_text("utf-8"), group))
        make_environment(group)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
