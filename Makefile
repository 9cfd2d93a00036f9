# Everything the project does, by name. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres test-browser lint fmt types vulnerabilities bench kinds demo-reset screens sheets seasons clean
SHELL := /bin/sh
# Compiled Python is kept, whatever the environment says: without it each process of the tests compiles anew.
export PYTHONDONTWRITEBYTECODE :=

PORT ?= 8000
# Processes for the tests: one more than there are cores unless given, since tests of workers wait for these.
JOBS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
VENV := .venv
PYTHON := $(VENV)/bin/python
RUN := $(VENV)/installed-run
DEV := $(VENV)/installed-dev
# Browsers at once: more than there are cores, since a test often waits, for a film that plays in real time as for the
# server of its own process.
BROWSERS ?= 4
# The browser the tests drive: CHROMIUM if given, else the first that is found. Where time is short, Debian's
# chromium-headless-shell, Chromium without windows, does the same with three fifths of the CPU seconds.
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
# What a file makes once serves all its tests; files come in the order of tests/conftest.py, the long ones first.
BY_FILE = --dist loadfile --no-loadscope-reorder
WITH_DATABASE = $(PYTEST) -m "not browser" --with-database -n $(JOBS) $(BY_FILE)
# pytest collects these alone, instead of all tests to leave most of them out.
WITH_BROWSER = $(shell grep -rl --include='test_*.py' 'mark\.browser' tests)
TEMPLATES = $(shell find templates -name '*.html')
PYTEST = $(PYTHON) -m pytest -q

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN) ## Prepare and start the site; PORT=8123 for another port than 8000
	@$(PYTHON) -m balletfusion.start --port $(PORT)

test: test-sqlite test-postgres test-browser ## Run every test: on SQLite, on PostgreSQL, in a browser

test-sqlite: $(DEV) ## Run the tests on SQLite
	@echo "Tests on SQLite."
	@env -u DATABASE_URL $(PYTEST) -m "not browser" -n $(JOBS) $(BY_FILE)

test-postgres: $(DEV) ## Run those that need a database on PostgreSQL: DATABASE_URL, or one out of pip
	@echo "Tests on PostgreSQL."
	@if [ -n "$$DATABASE_URL" ]; then $(WITH_DATABASE); else $(PYTHON) tests/postgres.py $(WITH_DATABASE); fi

test-browser: $(DEV) ## Run the tests in a browser: CHROMIUM, or the one that is found
	@if [ -z "$(CHROMIUM)" ]; then \
	  echo "No Chromium was found, so the browser tests are left out. Set CHROMIUM to its path to run them."; \
	else echo "Tests in $(CHROMIUM)."; env -u DATABASE_URL CHROMIUM="$(CHROMIUM)" $(PYTEST) -m browser -n $(BROWSERS) --dist worksteal $(WITH_BROWSER); fi

lint: $(DEV) ## Check style
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/djade --target-version 5.2 --check $(TEMPLATES)

fmt: $(DEV) ## Write in that style
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/djade --target-version 5.2 $(TEMPLATES) || $(VENV)/bin/djade --target-version 5.2 $(TEMPLATES) # 1: it changed something

types: $(DEV) ## Check the types of the pure packages
	@$(VENV)/bin/mypy

vulnerabilities: $(DEV) ## Ask whether vulnerabilities are known of what is installed
	@$(PYTHON) -m tests.vulnerabilities

bench: $(DEV) ## Measure, and print one table; FILMS=1 makes a film too, LIBRARY=1 all of them (long), LARGE=1 a large library, YEARS=1 ten years
	@$(PYTHON) -m tests.benchmarks $(if $(FILMS),--films) $(if $(LIBRARY),--library) $(if $(LARGE),--large) $(if $(YEARS),--years)

kinds: $(DEV) ## Tell how often the guess of a run's kind is right, on runs whose kind is known
	@$(PYTHON) -m tests.plans.labelled_runs

demo-reset: $(RUN) ## Make the demonstration runner anew
	@$(PYTHON) manage.py make_demo --fresh

screens: $(DEV) ## Picture every page, at two widths, light and dark
	@CHROMIUM="$(CHROMIUM)" $(PYTHON) -m tests.screens

sheets: $(DEV) ## Picture every movement, moment by moment, in var/sheets; only MOVEMENTS="passe coupe" if given
	@$(PYTHON) -m tests.sheets $(MOVEMENTS)

seasons: $(DEV) ## Let six runners live a season with the planner; pictures and sentences in var/seasons; NAMES="noor paul"
	@$(PYTHON) -m tests.plans.planner.seasons $(NAMES)

clean: ## Remove .venv and what the tools cache; var/, where the site keeps its data, stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --- installing: only when the list has changed -----------------------------------------------------

$(RUN): requirements.txt
	@$(call install,requirements.txt)
	@touch $@

$(DEV): requirements.txt requirements-dev.txt
	@$(call install,requirements-dev.txt)
	@touch $(RUN) $@

define install
found=""; \
for python in python3.13 python3.12 python3.11 python3; do \
  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
done; \
if [ ! -x $(VENV)/bin/pip ]; then \
  if [ -z "$$found" ]; then echo "Python 3.11 or newer is needed, and none was found."; exit 1; fi; \
  if ! $$found -c 'import ensurepip' 2>/dev/null; then \
    echo "$$found cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; fi; \
  echo "Making $(VENV) with $$($$found --version)."; \
  $$found -m venv $(VENV) || exit 1; \
fi; \
echo "Installing $(1); the first time this takes a minute or two."; \
$(VENV)/bin/pip install --quiet --disable-pip-version-check -r $(1)
endef
