"""Building the site: against plain MkDocs on the same pages, and with ten, a hundred and a thousand letters.

A build is a whole process, `python -m mkdocs build`; what counts is its processor time, for the machine may have
other work. Plain MkDocs is the same configuration without our plugin, over the pages and files that it made: same
theme, same search. Letters are generated as in `catalogue_load.py`.

"touched" is the letter's date alone: its tree and its files are in the cache. What a real change costs is measured
beside it: notes (one page is made again) and text (the letter is compiled, its examples and blank forms made again).

A first build makes all files, seconds for each letter. To know what a build costs that finds them in the cache, with
50, 150 and 500 letters, the cache is filled with stand-ins: one file of each format, of the usual weight, under the
name of each. The ten, hundred and thousand letters are built without files.

    python -m benchmarks.site_build [ROUNDS]
    python -m benchmarks.site_build growth
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from mkdocs.config import load_config

from benchmarks.catalogue_load import CLAUSES, OWN, write_generated
from generator.website import downloads, form_downloads, kept
from generator.website.guide import guide_pages
from generator.website.places import FORMATS, SCRIPTS, STYLES
from generator.website.plugin import RelancePlugin
from generator.website.store import FolderStore

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "site_build.json"
LIMIT = 1.3
"""A build after one letter was touched, by the plain build of the same pages."""
LINEAR = 1.3
"""Ten times the letters may take ten times the time, and this much more."""
COUNTS = (10, 100, 1000)
WITH_FILES = (50, 150, 500)
REAL = "rappel-amiable"


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds of processor, seconds of clock, and the memory it held at most."""

    processor: float
    clock: float
    megabytes: float


def build(site: Path) -> Run:
    """A whole process; the times of the system are part of it."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(site / "mkdocs.yml")]
    start = os.times().elapsed
    process = subprocess.Popen(command, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{site.name}: mkdocs build failed")
    return Run(used.ru_utime + used.ru_stime, os.times().elapsed - start, used.ru_maxrss / 1024)


# --- sites --------------------------------------------------------------------------------------


def real_site(folder: Path) -> Path:
    """The site as it is."""
    return _site(folder, ROOT / "letter_templates", yaml_of(ROOT / "mkdocs.yml"))


def generated_site(folder: Path, count: int, *, with_files: bool = True) -> Path:
    """A site of ``count`` letters beside what they share in the real catalogue."""
    letters = folder / "letters"
    shutil.copytree(ROOT / "letter_templates", letters, ignore=_letters)
    for clause in (letters / "clauses").iterdir():
        if clause.stem not in CLAUSES:
            clause.unlink()
    for number in range(count):
        write_generated(letters, number)
    config = yaml_of(ROOT / "mkdocs.yml")
    config["plugins"] = [config["plugins"][0], {"relance": {"downloads": with_files}}]
    config["nav"] = ["taux/index.md", "lettres/index.md", "cas-refuses.md", "mentions.md"]
    config["not_in_nav"] = "index.md\ncontribuer/index.md\n"
    site = _site(folder, letters, config)
    (site / "docs/index.md").write_text("# Accueil\n", encoding="utf-8")
    return site


def _letters(where: str, names: list[str]) -> list[str]:
    """The real letters, and what speaks of them."""
    return [name for name in names if name in OWN or (Path(where) / name / "letter.md").is_file()]


def _site(folder: Path, letters: Path, config: dict[str, Any]) -> Path:
    site = folder / "ours"
    shutil.copytree(ROOT / "docs", site / "docs")
    shutil.copytree(letters, site / "letter_templates")
    write_yaml(site / "mkdocs.yml", config)
    return site


def plain_site(ours: Path) -> Path:
    """The same pages and files on disk, and the same configuration less our plugin."""
    plain = ours.with_name("plain")
    shutil.copytree(ours / "docs", plain / "docs")
    config = yaml_of(ours / "mkdocs.yml")
    for uri, content in kept_files(ours).items():
        path = plain / "docs" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    config["plugins"] = config["plugins"][:1]
    config |= {"extra_css": list(STYLES), "extra_javascript": list(SCRIPTS)}
    config["not_in_nav"] = f"{config.get('not_in_nav', '')}/lettres/*/\n"
    write_yaml(plain / "mkdocs.yml", config)
    return plain


def kept_files(site: Path) -> dict[str, str | bytes]:
    """What the plugin hands over to MkDocs; made, where the cache has it not."""
    config = load_config(str(site / "mkdocs.yml"))
    plugin = config.plugins["relance"]
    assert isinstance(plugin, RelancePlugin)
    formats = FORMATS if plugin.config.downloads else ()
    guide = guide_pages({path.relative_to(site / "docs").as_posix(): path.read_text("utf-8") for path in _pages(site)})
    store = FolderStore(site / ".cache/relance")
    return kept.site_files(site / "letter_templates", store, plugin.page_options(config), formats=formats, guide=guide)


def _pages(site: Path) -> Iterator[Path]:
    return (site / "docs").rglob("*.md")


@contextmanager
def stand_ins(cache: Path) -> Iterator[None]:
    """Renderers that hand over one and the same file, that the cache has."""
    usual = {name: _usual(cache, name) for name in FORMATS}

    def given(name: str) -> Callable[..., bytes]:
        return lambda *_: usual[name]

    given_all = {name: given(name) for name in FORMATS}
    with patch.object(downloads, "RENDERERS", given_all), patch.object(form_downloads, "RENDERERS", given_all):
        yield


def _usual(cache: Path, ending: str) -> bytes:
    """A kept file of the usual weight."""
    found = sorted(cache.glob(f"*.{ending}"), key=lambda path: path.stat().st_size)
    return found[len(found) // 2].read_bytes()


def yaml_of(path: Path) -> dict[str, Any]:
    """A configuration, its variables replaced by their defaults."""
    text = path.read_text(encoding="utf-8").replace("!ENV ", "")
    config: dict[str, Any] = yaml.safe_load(text)
    addresses = {name: value[1] for name, value in config.items() if name.endswith("_url") and isinstance(value, list)}
    return config | addresses


def write_yaml(path: Path, config: dict[str, Any]) -> None:
    """JSON is YAML."""
    path.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")


# --- changes ------------------------------------------------------------------------------------


def touched(letter: Path) -> None:
    """Its date changes, and nothing else."""
    (letter / "letter.md").touch()


def notes_changed(letter: Path) -> None:
    """One page changes, and no file."""
    with (letter / "guidance.md").open("a", encoding="utf-8") as notes:
        notes.write("\nEt gardez une copie.\n")


def text_changed(letter: Path) -> None:
    """The letter itself: all its examples are made again."""
    with (letter / "letter.md").open("a", encoding="utf-8") as text:
        text.write("\n\nUne copie de la facture est jointe.\n")


CHANGES: dict[str, Callable[[Path], None]] = {
    "touched": touched,
    "notes changed": notes_changed,
    "letter changed": text_changed,
}
HELD = ("touched",)
"""Changes after which trees and downloads are in the cache."""


# --- measures -----------------------------------------------------------------------------------


def compare(ours: Path, letter: Path, rounds: int) -> dict[str, Any]:
    """Medians of processor seconds, and of the ratios of neighbours; each round begins with the other one."""
    first = build(ours)
    plain = plain_site(ours)
    build(plain)
    found: dict[str, Any] = {"first_build_s": round(first.processor, 3)}
    for name, change in CHANGES.items():
        pairs = list(_pairs(ours, plain, partial(change, letter), rounds))
        found[name] = {
            "ours_s": round(statistics.median(mine for mine, _ in pairs), 3),
            "plain_s": round(statistics.median(other for _, other in pairs), 3),
            "ratio": round(statistics.median(mine / other for mine, other in pairs), 3),
        }
    return found


def _pairs(ours: Path, plain: Path, change: Callable[[], None], rounds: int) -> Iterator[tuple[float, float]]:
    for turn in range(rounds):
        change()
        if turn % 2:
            mine, other = build(ours), build(plain)
        else:
            other, mine = build(plain), build(ours)
        yield mine.processor, other.processor


def growth(folder: Path) -> dict[str, dict[str, float]]:
    """One first build and one in which nothing changed, for each number of letters, without their files."""
    found = {}
    for count in COUNTS:
        site = generated_site(folder / str(count), count, with_files=False)
        first, again = build(site), build(site)
        found[str(count)] = {"first_build_s": round(first.processor, 2), **_figures(again)}
        print(f"{count:>5} letters without files: {json.dumps(found[str(count)])}", flush=True)
        shutil.rmtree(site)
    return found


def growth_with_files(folder: Path, cache: Path) -> dict[str, dict[str, float]]:
    """A build that finds all files, examples and blank forms, and one after a letter was touched."""
    found = {}
    for count in WITH_FILES:
        site = generated_site(folder / str(count), count)
        with stand_ins(cache):
            files = len(kept_files(site))
        build(site)
        again = build(site)
        touched(site / f"letter_templates/rappel-{count // 2}")
        after = build(site)
        found[str(count)] = {**_figures(again), "touched_s": round(after.processor, 2), "files": files}
        print(f"{count:>5} letters, files in the cache: {json.dumps(found[str(count)])}", flush=True)
        shutil.rmtree(site)
    return found


def _figures(run: Run) -> dict[str, float]:
    return {"build_s": round(run.processor, 2), "clock_s": round(run.clock, 2), "megabytes": round(run.megabytes)}


def is_linear(found: dict[str, dict[str, float]]) -> bool:
    """Between the last two counts, less what a build takes without a letter."""
    few, some, many = map(int, found)
    a_letter = (_seconds(found, some) - _seconds(found, few)) / (some - few)
    return (_seconds(found, many) - _seconds(found, some)) / (many - some) <= LINEAR * a_letter


def _seconds(found: dict[str, dict[str, float]], count: int) -> float:
    return found[str(count)]["build_s"]


def grown(folder: Path) -> dict[str, Any]:
    """How a build grows with the letters, without and with their files."""
    ours = real_site(folder / "usual")
    kept_files(ours)
    with_files = growth_with_files(folder / "with-files", ours / ".cache/relance")
    without = growth(folder / "growth")
    return {
        "linear": is_linear(without),
        "growth": without,
        "linear_with_files": is_linear(with_files),
        "growth_with_files": with_files,
    }


def main(rounds: int) -> int:
    """Print, keep the figures, and fail above a limit; no rounds for the growth alone."""
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if rounds:
            ours = real_site(folder / "real")
            results["the site"] = compare(ours, ours / "letter_templates" / REAL, rounds)
            print(f"the site: {json.dumps(results['the site'])}", flush=True)
            ours = generated_site(folder / "hundred", 100, with_files=False)
            results["a hundred letters"] = compare(ours, ours / "letter_templates/rappel-50", rounds)
            print(f"a hundred letters: {json.dumps(results['a hundred letters'])}", flush=True)
        facts = {"limit": LIMIT, "rounds": rounds, "held": HELD, "sites": results, **grown(folder)}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(facts, indent=2) + "\n")
    ratios = [found[change]["ratio"] for found in results.values() for change in HELD]
    return int(max(ratios, default=0) > LIMIT or not (facts["linear"] and facts["linear_with_files"]))


if __name__ == "__main__":
    asked = sys.argv[1] if sys.argv[1:] else "5"
    sys.exit(main(0 if asked == "growth" else int(asked)))
