# `make` alone explains. Needs Python 3.11 or newer; everything else is set up in .venv.
SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

PORT ?= 8000
PAGES ?=
TESTS ?= tests
JOBS ?= 2

# uv where present (ten times faster), else pip.
UV := $(shell command -v uv 2>/dev/null)
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet)

.PHONY: help setup setup-dev demo test check browser postgres picture torture bench errors lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## Set up the command and the site in .venv

setup-dev: $(READY_DEV) ## Set up what tests and checks need as well

demo: $(READY) ## Build an archive from the examples and serve its site (PAGES=folder for your own pages, PORT=8000)
	@$(BIN)/rostra demo --port $(PORT) $(if $(PAGES),--pages "$(PAGES)")

test: $(READY_DEV) browser postgres ## Run all tests (TESTS=tests/cli for some, JOBS=4 at a time)
	@$(BIN)/pytest -n $(JOBS) $(TESTS)

check: $(READY_DEV) browser postgres ## Format, lint, types, layers and tests: what a change must pass
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(JOBS) $(TESTS)

browser: ## Install Debian's Chromium for the browser tests, where that is possible
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "Installing Chromium for the browser tests ..."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } \
			>/dev/null 2>&1 || echo "Chromium could not be installed: the browser tests will be skipped."; \
	else echo "No Chromium here: the browser tests will be skipped. To run them: sudo apt-get install chromium"; fi

postgres: ## Install Debian's PostgreSQL for the tests of that database, where that is possible
	@if command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "Installing PostgreSQL for its tests ..."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } \
			>/dev/null 2>&1 || echo "PostgreSQL could not be installed: its tests will be skipped."; \
	else echo "No PostgreSQL here: its tests will be skipped. To run them: sudo apt-get install postgresql"; fi

picture: $(READY_DEV) browser ## Take the README's pictures of the site
	$(BIN)/python scripts/picture_site.py

torture: $(READY_DEV) ## Kill, fill, damage and race the archive at length (about half an hour; figures in benchmarks/RESULTS.md)
	ROSTRA_TORTURE=1 $(BIN)/pytest -s tests/faults

bench: $(READY_DEV) ## Measure adding, reading and searching (PAGES=folder for your own pages; more in benchmarks/RESULTS.md)
	$(BIN)/python benchmarks/main_job.py $(or $(PAGES),examples/pages)
	$(BIN)/python -m benchmarks.search

errors: $(READY_DEV) ## Count anew what goes wrong on gold, in docs/error-analysis.md (needs ../shared)
	$(BIN)/python scripts/error_analysis.py

# Locks are made for every platform; no addresses of package indexes go into them.
lock: ## Pin the newest packages that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --extra web --extra fetch --universal --python-version 3.11 --upgrade --quiet --no-annotate \
		--custom-compile-command "make lock" -o requirements.lock
	uv pip compile pyproject.toml --extra web --extra fetch --extra postgres --extra semantic --extra dev --universal --python-version 3.11 --upgrade --quiet --no-annotate \
		--constraint requirements.lock --custom-compile-command "make lock" -o requirements-dev.lock

clean: ## Remove everything that can be made again, .venv included
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; python=; \
	done; \
	if [ -z "$$python" ]; then echo "Rostra needs Python 3.11 or newer, and there is none here." >&2; exit 1; fi; \
	echo "Setting up .venv with $$($$python --version) ..."; \
	$(if $(UV),$(UV) venv --quiet --python "$$(command -v $$python)" $(VENV),$$python -m venv $(VENV)) || { \
		rm -rf $(VENV); echo "The virtual environment could not be made. On Debian: apt-get install python3-venv" >&2; exit 1; }

$(READY): requirements.lock pyproject.toml | $(BIN)/python
	@$(INSTALL) -r requirements.lock
	@$(INSTALL) --no-deps -e .
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	@$(INSTALL) -r requirements-dev.lock
	@touch $@
