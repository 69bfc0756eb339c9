# Everything that one does with a checkout. `make` alone lists it.
# Needs git, make, python3 and python3-venv; `make assets` (for maintainers) also needs npm.

PYTHON ?= python3
DATA ?= $(or $(EVENHAND_DATA),data)
ARGS ?=
WORKERS ?= 3

BIN := .venv/bin
RUN := $(BIN)/python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo demo-fresh test check bench assets

help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  ARGS=… is passed on to demo, test and bench; DATA=… is the demonstration's folder (data);"
	@echo "  PYTHON=… is the Python that the environment is made from (python3)."

setup: .venv/.installed  ## Make the environment in .venv, from the lock file

.venv/.locked: requirements.lock
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@echo "Installing what Evenhand needs into .venv (a minute or two the first time)"
	@$(RUN) -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	@$(RUN) -m pip install --quiet --no-input --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup  ## Run the portal on 127.0.0.1:8000 with a demonstration store, which is kept
	@$(BIN)/evenhand demo --data $(DATA) $(ARGS)

demo-fresh: setup  ## The same, starting over
	@if [ -e "$(DATA)" ] && [ ! -e "$(DATA)/accounts.json" ]; then \
		echo "$(DATA) holds no demonstration (no accounts.json), so it is left alone."; exit 1; fi
	@rm -rf -- "$(DATA)"
	@$(BIN)/evenhand demo --data $(DATA) $(ARGS)

test: setup  ## Run every test; with CI set, as root, first installs chromium, PostgreSQL and strace
	@bash .ci/install
	@$(RUN) -m compileall -q -j $(WORKERS) portal models forms
	@$(RUN) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup  ## Lint, types, import contracts, a look for secrets, the size budget
	@failed=; \
	say() { echo; echo "$$1:"; shift; "$$@" || failed=yes; }; \
	secrets() { git ls-files -z --cached --others --exclude-standard -- . ':!requirements.lock' ':!portal/static' \
		':!*package-lock.json' ':!tests/data/govuk-frontend' | xargs -0 $(BIN)/detect-secrets-hook --exclude-secrets ' ' && echo "None found."; }; \
	say Lint $(BIN)/ruff check .; \
	say Format $(BIN)/ruff format --check .; \
	say Types $(BIN)/mypy; \
	say "Import contracts" $(BIN)/lint-imports --no-logo; \
	say Secrets secrets; \
	say "Size budget" $(RUN) -m pytest -q tests/house/test_size.py; \
	test -z "$$failed"

bench: setup  ## Measure pages beside Django and Flask, an import of 50,000 rows, the site beside Hugo and Eleventy, readers
	@$(RUN) -m bench $(ARGS)

assets:  ## Compile the style sheets and copy the scripts into portal/static (for maintainers; needs npm)
	@cd assets && npm ci --no-audit --no-fund && npm run build
