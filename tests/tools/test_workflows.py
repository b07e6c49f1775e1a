"""The linters of workflows find what they are for; the real workflows pass them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import workflows

ROOT = Path(__file__).parents[2]

GOOD = """\
name: good
on:
  pull_request:

permissions: {}

concurrency:
  group: good-${{ github.ref }}
  cancel-in-progress: true

jobs:
  good:
    name: good
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read # to check out
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - run: echo "$PLACE"
        env:
          PLACE: ${{ vars.PLACE }}
"""

# What is changed in the good one, and the words of the linter that has to see it.
PLANTED = {
    "a title run as code": ('echo "$PLACE"', 'echo "${{ github.event.pull_request.title }}"', "template-injection"),
    "an action by its tag": ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "not pinned"),
    "a hash of no version": (" # v7.0.1", "", "says its version"),
    "rights for all jobs": ("permissions: {}", "permissions: write-all", "excessive-permissions"),
    "a token left on the disk": ("persist-credentials: false", "fetch-depth: 1", "artipacked"),
    "a stranger's code with rights": ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    "a secret": ("${{ vars.PLACE }}", "${{ secrets.PLACE }}", "no workflow here needs a secret"),
    "a context that does not exist": ("vars.PLACE", "nowhere.PLACE", "undefined variable"),
    "a key that does not exist": ("timeout-minutes", "timeout-minuts", "unexpected key"),
    "a job that needs no job": ("    name: good\n", "    name: good\n    needs: other\n", "other"),
}


def lint(tmp_path: Path, text: str, capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    folder = tmp_path / ".github"
    (folder / "workflows").mkdir(parents=True)
    (folder / "workflows" / "one.yml").write_text(text, encoding="utf-8")
    code = workflows.main([str(folder)])
    return code, "".join(capfd.readouterr())


def test_a_workflow_without_a_fault_passes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert lint(tmp_path, GOOD, capfd)[0] == 0


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_seen(tmp_path: Path, capfd: pytest.CaptureFixture[str], planted: str) -> None:
    old, new, said = PLANTED[planted]
    assert GOOD.count(old) == 1
    code, words = lint(tmp_path, GOOD.replace(old, new), capfd)
    assert code == 1
    assert said in words


def test_a_folder_without_workflows_is_no_success(tmp_path: Path) -> None:
    assert workflows.main([str(tmp_path)]) == 1


def test_strangers_pull_requests_get_a_token_that_only_reads() -> None:
    for file in (ROOT / ".github/workflows").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        if re.search(r"(?m)^  pull_request:", text):
            assert re.findall(r"(?m)^\s+[\w-]+: write\b", text) == [], file.name


def test_forms_for_issues_ask_for_no_real_letter() -> None:
    forms = [path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) == 3
    for form in forms:
        assert re.search(r"(?:aucune?|ni|pas de) (?:vraie )?(?:lettre|nom)", form.read_text("utf-8"), re.I), form.name
