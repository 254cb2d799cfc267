# What one can do here. `make` alone lists it. Works with GNU make 3.81 (macOS) and later.
PORT ?= 8765
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# The first Python on this machine that is new enough; `make PYTHON=/path/to/python install` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; exit; fi; done)
# Only what is there: the wildcard lets a checkout without benchmarks be checked too.
CODE = $(wildcard bot adapters storage frontdoor benchmarks tests)
# The calls whose first argument (or the ones numbered) is a sentence for people. tests/speech/test_words.py reads this.
SENTENCES := say spans many:1,2 refuse told told_many:1,2 asked mark Reason _reason Row:4
LOCALES := bot/speech/locale

.DEFAULT_GOAL := help
.PHONY: help install demo test check lock words bench clean python-is-there

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

install: $(STAMP) ## make .venv with everything this project needs, from requirements.lock

demo: install ## try it in the browser, without any token (PORT=8765 unless told)
	@$(BIN)/champions demo --port $(PORT) $(ARGS)

test: install ## run every test (ARGS="-k claim" runs some)
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(ARGS)

check: install ## style, types and the laws of the house
	@$(BIN)/python -m ruff check $(CODE)
	@$(BIN)/python -m ruff format --check $(CODE)
	@$(BIN)/python -m mypy --strict $(CODE)
	@$(BIN)/python -m pytest -q tests/test_architecture.py

lock: install ## make requirements.lock again from pyproject.toml (ARGS=--upgrade takes newer versions)
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev \
		--generate-hashes --no-emit-index-url --no-emit-find-links $(ARGS) \
		--output-file requirements.lock pyproject.toml >/dev/null
	@echo "requirements.lock is new. Read the difference, then run: make test"

# No dates and no places in the files: the same sentences give the same catalogues, byte for byte.
words: install ## find every sentence in the code, and bring the catalogues of all languages up to date
	@pot=$$(mktemp) && trap 'rm -f "$$pot"' EXIT && \
	$(BIN)/pybabel -q extract -F babel.cfg --no-default-keywords $(SENTENCES:%=-k %) --no-location --no-wrap \
		--sort-output --project="Data Champions" -o "$$pot" . && \
	for each in $(LOCALES)/*/; do \
		$(BIN)/pybabel -q update -D champions -d $(LOCALES) -l $$(basename "$$each") -i "$$pot" --init-missing \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap || exit 1; \
	done

bench: install ## measure the way in (figures and their meaning: benchmarks/README.md)
	@$(BIN)/python -m benchmarks.intake $(ARGS)

clean: ## remove .venv, builds and caches (never a database)
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# Hashes are required: what is installed is what was reviewed. The project itself is built without isolation, so
# nothing is fetched that the lock does not name.
$(STAMP): requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory python-is-there
	@echo "Installing into $(VENV). The first time takes about a minute."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

# Both sentences go to people who may never have met make or Python.
python-is-there:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Data Champions needs Python 3.11 or newer, and none was found here."; \
		echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python), then run the same command again."; \
		exit 1; fi
	@if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "Data Champions needs Python 3.11 or newer; $(PYTHON) is older, or does not start."; \
		echo "Install a newer one, or name it: make PYTHON=python3.12 install"; \
		exit 1; fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$(PYTHON) cannot make a virtual environment here: its venv module is missing."; \
		echo "On Debian or Ubuntu run: apt-get install python3-venv. Then run the same command again."; \
		exit 1; fi
