# The two commands of the README are `make site` and `make test`; both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
NPM := $(BIN)/python tools/npm.py generator/browser
BROWSER_TEST := $(NPM) run --silent types && $(NPM) run --silent test

export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1

# Everything waits for the set-up.
.NOTPARALLEL:
.PHONY: help site serve check test bench format lock wheel clean
.PHONY: python set-up-site set-up-test browser lint types letters browser-test workflows fuzz

help:
	@echo "make site    the site, in site/"
	@echo "make serve   the site, shown while you write"
	@echo "make check   the fast checks: style, types, letters"
	@echo "make test    every check and every test"
	@echo "make bench   the benchmarks"
	@echo "make fuzz    the loaders against made-up files, ten minutes each (FUZZ_SECONDS=600)"
	@echo "make format  the code, put in its usual form"
	@echo "make lock    requirements/, made again from pyproject.toml"
	@echo "make wheel   the package, in dist/"

site: set-up-site browser
	$(BIN)/mkdocs build --strict

serve: set-up-site browser
	$(BIN)/mkdocs serve

check: set-up-test lint types letters

# Two rows of steps, a core for each: the site that the tests open, then the page's own tests; the rest of the set-up,
# then the checks. The first row asks for nothing of the second, nor for a set-up, which is under way.
TEST_SITE := .cache/test-site
test: set-up-site browser
	@{ $(BIN)/mkdocs build --strict --quiet --site-dir $(TEST_SITE) && $(BROWSER_TEST); } & beside=$$!; \
	$(MAKE) --no-print-directory set-up-test lint types letters workflows; code=$$?; wait $$beside && exit $$code
	RELANCE_TEST_SITE=$(TEST_SITE) $(BIN)/pytest -n 3 --dist worksteal

# Each module prints its measure beside its target.
BENCHMARKS = $(patsubst %.py,%,$(notdir $(wildcard benchmarks/[a-z]*.py)))
bench: set-up-test browser
	@failed=0; for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name || failed=1; done; exit $$failed

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

letters:
	$(BIN)/relance check

FUZZ_SECONDS ?= 600
fuzz: set-up-test
	$(BIN)/python -m tests.safety.fuzz --seconds $(FUZZ_SECONDS)

format: set-up-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# UPGRADE=--upgrade takes the newest of everything. The larger lock holds the smaller one, at the same versions.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --extra site $(UPGRADE) pyproject.toml

lock: set-up-test
	$(LOCK) --group build --output-file requirements/site.txt
	$(LOCK) --group dev --constraints requirements/site.txt --output-file requirements/test.txt

wheel: set-up-site browser
	$(BIN)/python -m hatchling build --target wheel

clean:
	rm -rf .venv .cache site dist generator/browser/node_modules .mypy_cache .pytest_cache .ruff_cache

# --- setting up ---------------------------------------------------------------------------------

set-up-site: python
	@$(PYTHON) tools/set_up.py site

set-up-test: python
	@$(PYTHON) tools/set_up.py test

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Relance needs Python 3.11 or newer; $(PYTHON) is not. Name another one: make PYTHON=python3.11 …" >&2; \
	echo "Il faut Python 3.11 ou plus récent ; indiquez-le ainsi : make PYTHON=python3.11 …" >&2; exit 1; }

# --- the page's TypeScript, where its lock says what it is built with ---------------------------

ifneq ($(wildcard generator/browser/package-lock.json),)
NODE_MODULES := generator/browser/node_modules/.package-lock.json

$(NODE_MODULES): generator/browser/package-lock.json | set-up-site
	$(NPM) ci
	@touch $@

browser: set-up-site $(NODE_MODULES)
	$(NPM) run --silent build

workflows: $(NODE_MODULES)
	$(BIN)/python tools/workflows.py

browser-test: $(NODE_MODULES)
	$(BROWSER_TEST)
endif
