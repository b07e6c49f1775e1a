# The two commands of the README are `make site` and `make test`; both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
# The lock that says what the page's TypeScript is built with; without it there is nothing to build.
BROWSER_LOCK := $(wildcard generator/browser/package-lock.json)

export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site serve test check bench format lock wheel clean set-up-site set-up-test browser lint types catalogue

help:
	@echo "make site    the site, in site/"
	@echo "make serve   the site, shown while you write"
	@echo "make check   the fast checks: style, types, letters"
	@echo "make test    every check and every test"
	@echo "make bench   the benchmarks"
	@echo "make format  the code, put in its usual form"
	@echo "make lock    requirements/, made again from pyproject.toml"
	@echo "make wheel   the package, in dist/"

site: set-up-site browser
	$(BIN)/mkdocs build --strict

serve: set-up-site browser
	$(BIN)/mkdocs serve

test: set-up-test browser lint types
	$(BIN)/pytest -n 2

check: set-up-test lint types catalogue

bench: set-up-test
	$(BIN)/python -m benchmarks

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

catalogue:
	$(BIN)/relance check

format: set-up-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: set-up-site browser
	$(BIN)/python -m hatchling build -t wheel

# The larger lock is held to the versions of the smaller one, which it contains.
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --only-binary :all: --custom-compile-command "make lock" --extra site
lock: set-up-test
	$(BIN)/$(COMPILE) $(UPGRADE) --group build --output-file requirements/site.txt pyproject.toml
	$(BIN)/$(COMPILE) $(UPGRADE) --group dev --constraints requirements/site.txt --output-file requirements/test.txt pyproject.toml

clean:
	rm -rf .venv site dist .cache .mypy_cache .pytest_cache .ruff_cache

set-up-site:
	@$(PYTHON) tools/set_up.py site

set-up-test:
	@$(PYTHON) tools/set_up.py test

browser: set-up-site
ifneq ($(BROWSER_LOCK),)
	$(BIN)/python tools/npm.py generator/browser ci
	$(BIN)/python tools/npm.py generator/browser run build
endif
