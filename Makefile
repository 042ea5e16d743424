# The targets, on any machine with Python 3.11 or later. Everything lives in .venv; nothing else is touched.
SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

# The first Python here that is new enough; PYTHON=/some/python chooses another.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
# A lock is whole, so nothing is looked up beside it: else a newer release of a package with extras stops pip.
INSTALL = $(BIN)/python -m pip install --quiet --require-hashes --no-deps

.PHONY: help demo test soak check bench bench-assembly docs lock
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "Plait needs Python 3.11 or later. Install it, or name it: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python could not make an environment. On Debian: apt install python3-venv"; exit 1; }
	@touch $@

# A lock holds every package and its hashes, build tools too, so Plait itself installs without looking anything up.
$(VENV)/runtime: $(VENV)/made requirements.lock pyproject.toml
	@echo "Installing Plait and what it needs..."
	@$(INSTALL) -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/runtime requirements-dev.lock
	@echo "Installing what the tests and checks need..."
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

$(VENV)/docs: $(VENV)/runtime requirements-docs.lock
	@echo "Installing what the documentation needs..."
	@$(INSTALL) -r requirements-docs.lock
	@touch $@

demo: $(VENV)/runtime ## the site with the demo trusts (PORT=8001 for another port)
	@exec $(BIN)/plait demo --port $(or $(PORT),8000)

test: $(VENV)/dev ## every test, then the coverage gate
	@rm -rf build/measured && mkdir -p build/measured
	@PLAIT_TEST_MEASURED=$(CURDIR)/build/measured $(BIN)/python -m slipcover --json --out build/coverage.json -m pytest -n $(WORKERS) --dist worksteal
	@$(BIN)/python -m tools.coverage_gate build/coverage.json build/measured

soak: $(VENV)/dev ## the tests by chance and of killed programs, at length (KILLS=30 rounds)
	@PLAIT_TEST_PROFILE=soak PLAIT_TEST_KILLS=$(or $(KILLS),30) $(BIN)/python -m pytest -n $(WORKERS) -m "hypothesis or kills"

# Checks connect to nothing and keep nothing, so what they need of a home is thrown away with build.
check: export DJANGO_SETTINGS_MODULE := plait.config.settings
check: export PLAIT_HOME := $(CURDIR)/build/home
check: export PLAIT_LOG_LEVEL := WARNING
check: $(VENV)/dev ## format, lint, types, imports, house rules, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.house
	$(BIN)/python -m django check --fail-level WARNING
	$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run

bench: $(VENV)/bench ## every benchmark
	@$(BIN)/python -m bench

$(VENV)/bench: $(VENV)/dev requirements-bench.lock
	@echo "Installing what the benchmarks measure beside..."
	@$(INSTALL) -r requirements-bench.lock
	@touch $@

bench-assembly: $(VENV)/bench ## ways to assemble teams beside each other (ASKED="--size trust --seed 1 2")
	@$(BIN)/python -m bench.contest $(ASKED)

docs: export NO_MKDOCS_2_WARNING := 1
docs: $(VENV)/docs ## build the documentation, failing on broken links
	$(BIN)/mkdocs build --strict --quiet

# Needs uv (https://docs.astral.sh/uv). The locks hold hashes and no addresses, so any mirror serves.
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header $(UPGRADE)
lock: ## the hash locks, from pyproject.toml (UPGRADE=--upgrade to move to newer releases)
	@command -v uv >/dev/null || { echo "make lock needs uv: pipx install uv"; exit 1; }
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group docs -c requirements-dev.lock -o requirements-docs.lock
	$(COMPILE) --group bench -c requirements-dev.lock -o requirements-bench.lock
