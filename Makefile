# Two commands matter: `make demo` and `make test`. They need Python 3.11 or newer, and the package index once.
PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
ITSELF := --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check bench fmt strings lock

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(VENV)/.for-running ## serve the 1994 record in a throwaway workspace (ARGS="--port 8001 --no-browser")
	@$(BIN)/guftugu demo $(ARGS)

test: $(VENV)/.for-testing ## run every test, on PostgreSQL and in Chromium where they are found (ARGS="-k sunset")
	@$(BIN)/python -m tools.prove $(ARGS)

check: $(VENV)/.for-testing ## format, lint, types, walls, migrations, templates, strings, locks
	@$(BIN)/python -m tools.check $(ARGS)

bench: $(VENV)/.for-testing ## measure; nothing here is a test
	@for bench in benchmarks/*.py; do echo "$$bench"; $(BIN)/python "$$bench" $(ARGS) || exit 1; done

fmt: $(VENV)/.for-testing ## put Python and templates in order
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix
	@find src -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

strings: $(VENV)/.for-testing ## gather what is to be translated, renew the catalogues
	@$(BIN)/python -m tools.strings

lock: $(VENV)/.for-testing ## renew requirements/ from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(BIN)/python -m tools.locks $(ARGS)

# A stamp is older than its lock: install again. pip leaves alone what is already right.
$(VENV)/.for-running: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what requirements/run.txt lists into $(VENV): once, about half a minute."
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) $(ITSELF)
	@touch $@

$(VENV)/.for-testing: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what requirements/dev.txt lists into $(VENV): once, about a minute."
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@$(PIP) $(ITSELF)
	@touch $@ $(VENV)/.for-running

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Guftugu needs Python 3.11 or newer; \
	this is %d.%d. Say which: make PYTHON=/path/to/python3.11" % sys.version_info[:2])'
	@echo "Making $(VENV) with $$($(PYTHON) --version)."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	echo "Python's venv module is missing or broken (on Debian: apt install python3-venv)." >&2; exit 1; }
