"""Which of Debian's builds of Chromium opens the pages."""

from __future__ import annotations

import shutil

BUILDS = ("chromium-headless-shell", "chromium")
"""The same engine: the first leaves out the window with its bars, which costs as much as the pages themselves."""


def executable() -> str:
    """The first build that is installed; `make set-up-test` sees to it that there is one."""
    return next((found for build in BUILDS if (found := shutil.which(build))), BUILDS[0])
