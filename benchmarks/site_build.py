"""Building the site: against plain MkDocs on the same pages, and with ten, a hundred and a thousand letters.

A build is a whole process, `python -m mkdocs build`; what counts is its processor time, for the machine may have
other work. Plain MkDocs is the same configuration without our plugin, over the pages and files that it made: same
theme, same search. Letters are generated as in `catalogue_load.py`.

"touched" is the letter's date alone: its tree and its files are in the cache. What a real change costs is measured
beside it: notes (one page is made again) and text (the letter is compiled, and its examples made again).

    python -m benchmarks.site_build [ROUNDS]
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
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from benchmarks.catalogue_load import CLAUSES, write_generated
from generator.website import kept
from generator.website.places import FORMATS, SCRIPTS, STYLES, PageOptions
from generator.website.store import FolderStore

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "site_build.json"
LIMIT = 1.3
"""A build after one letter was touched, by the plain build of the same pages."""
LINEAR = 1.3
"""Ten times the letters may take ten times the time, and this much more."""
COUNTS = (10, 100, 1000)
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


def generated_site(folder: Path, count: int, *, downloads: bool = True) -> Path:
    """A site of ``count`` letters beside what they share in the real catalogue."""
    letters = folder / "letters"
    shutil.copytree(ROOT / "letter_templates", letters, ignore=_letters)
    for clause in (letters / "clauses").iterdir():
        if clause.stem not in CLAUSES:
            clause.unlink()
    for number in range(count):
        write_generated(letters, number)
    config = yaml_of(ROOT / "mkdocs.yml")
    config["plugins"] = [config["plugins"][0], {"relance": {"downloads": downloads}}]
    config["nav"] = ["taux/index.md", "lettres/index.md", "cas-refuses.md", "mentions.md"]
    config["not_in_nav"] = "index.md\ncontribuer/index.md\n"
    site = _site(folder, letters, config)
    (site / "docs/index.md").write_text("# Accueil\n", encoding="utf-8")
    return site


def _letters(where: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(where) / name / "letter.md").is_file()]


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
    options = PageOptions(letter_edit_url=f"{config['repo_url']}/tree/main/letter_templates/")
    store = FolderStore(ours / ".cache/relance")
    for uri, content in kept.site_files(ours / "letter_templates", store, options, formats=FORMATS).items():
        path = plain / "docs" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    config["plugins"] = config["plugins"][:1]
    config |= {"extra_css": list(STYLES), "extra_javascript": list(SCRIPTS)}
    config["not_in_nav"] = f"{config.get('not_in_nav', '')}/lettres/*/\n"
    write_yaml(plain / "mkdocs.yml", config)
    return plain


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
    """One first build and one in which nothing changed, for each number of letters, without their PDF and DOCX."""
    found = {}
    for count in COUNTS:
        site = generated_site(folder / str(count), count, downloads=False)
        first, again = build(site), build(site)
        found[str(count)] = {
            "first_build_s": round(first.processor, 3),
            "build_s": round(again.processor, 3),
            "megabytes": round(again.megabytes),
        }
        print(f"{count:>5} letters: first build {first.processor:7.2f} s, then {again.processor:6.2f} s")
        shutil.rmtree(site)
    return found


def is_linear(found: dict[str, dict[str, float]]) -> bool:
    """Between the last two counts, less what a build takes without a letter."""
    few, some, many = (found[str(count)]["build_s"] for count in COUNTS)
    a_letter = (some - few) / (COUNTS[1] - COUNTS[0])
    return (many - some) / (COUNTS[2] - COUNTS[1]) <= LINEAR * a_letter


def main(rounds: int) -> int:
    """Print, keep the figures, and fail above a limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = real_site(folder / "real")
        results = {"the site": compare(ours, ours / "letter_templates" / REAL, rounds)}
        print(f"the site: {json.dumps(results['the site'])}")
        ours = generated_site(folder / "hundred", 100)
        results["a hundred letters"] = compare(ours, ours / "letter_templates/rappel-50", rounds)
        print(f"a hundred letters: {json.dumps(results['a hundred letters'])}")
        grown = growth(folder / "growth")
    facts = {
        "limit": LIMIT,
        "rounds": rounds,
        "held": HELD,
        "sites": results,
        "linear": is_linear(grown),
        "growth": grown,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(facts, indent=2) + "\n")
    ratios = [found[change]["ratio"] for found in results.values() for change in HELD]
    return int(max(ratios) > LIMIT or not facts["linear"])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 5))
