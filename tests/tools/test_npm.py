"""What the page is built with: the same packages everywhere, from whatever registry there is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BROWSER = Path(__file__).parents[2] / "generator/browser"


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((BROWSER / name).read_text("utf-8"))
    return content


def test_the_lock_says_what_and_never_from_where() -> None:
    packages = read("package-lock.json")["packages"]
    assert len(packages) > 40
    assert [name for name, facts in packages.items() if "resolved" in facts] == []
    assert [name for name, facts in packages.items() if name and "integrity" not in facts] == []


def test_the_lock_is_that_of_the_packages_asked_for() -> None:
    asked, locked = read("package.json"), read("package-lock.json")["packages"][""]
    for group in ("dependencies", "devDependencies"):
        assert locked[group] == asked[group]


def test_a_package_that_is_installed_runs_nothing() -> None:
    assert "ignore-scripts=true" in (BROWSER / ".npmrc").read_text("utf-8").splitlines()
