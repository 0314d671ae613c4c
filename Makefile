# Everything starts from Python 3.11 (or newer) and make; the rest is fetched into .venv.
# `make help` lists the targets.

VENV := .venv
BIN := $(VENV)/bin
OUT := out/demo

# The first Python that is new enough and can make virtual environments; `make PYTHON=/path/to/python` overrides.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | awk -F'\t' '{printf "  make %-7s %s\n", $$1, $$2}'

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "custdq needs Python 3.11 or newer with the venv module: install it, or name one with make PYTHON=..."; exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/core.stamp: pyproject.toml | $(BIN)/python
	@echo "installing custdq"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	@echo "installing custdq and its development tools"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/core.stamp

setup: $(VENV)/dev.stamp  ## make .venv with everything needed to work on custdq
	@echo "ready: $(BIN)/custdq --help"

demo: $(VENV)/core.stamp  ## run the main job on examples/customers (made for 30 June 2025), core dependencies only
	@$(BIN)/custdq run examples/customers -o $(OUT) --as-of 2025-06-30
	@echo
	@for f in golden.csv lineage.parquet scorecard.json report.html; do \
		test -s $(OUT)/$$f || { echo "missing: $(OUT)/$$f"; exit 1; }; done
	@echo "one row a customer     $(OUT)/golden.csv"
	@echo "where each cell is from $(OUT)/lineage.parquet"
	@echo "how good the data is   $(OUT)/scorecard.json"
	@echo "to read in a browser   $(OUT)/report.html"

test: $(VENV)/dev.stamp  ## run the whole test suite, the examples in docstrings and README included
	@$(BIN)/python -m pytest -rfEs -n auto --dist loadfile

check: $(VENV)/dev.stamp  ## lint, format, types, import contracts, house rules, documentation
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; echo "run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >$(VENV)/imports.log 2>&1 && echo "import contracts kept" || { cat $(VENV)/imports.log; exit 1; }
	@$(BIN)/python scripts/check_house.py
	@$(BIN)/python scripts/check_docs.py

$(VENV)/bench.stamp: $(VENV)/dev.stamp
	@$(PIP) install --editable '.[dev,bench]'
	@touch $@

bench: $(VENV)/bench.stamp  ## speed, memory and accuracy of every set, one row each
	@$(BIN)/python benchmarks/run.py

clean:  ## remove .venv, caches and outputs
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
