# make demo   sets everything up and answers one question from the seed documents
# make test   sets everything up and runs the tests
# Only Python 3.11 or newer, git and make are needed; what is installed goes to .venv.

PYTHON ?= python3
VENV   ?= .venv
STORE  ?= .kg
VIEW   ?= build/gmv-46.html
ARGS   ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
KG  := $(BIN)/kg --store $(STORE)

QUESTION := which sources repeat the 46% GMV figure

.PHONY: demo test lint format bench evaluate calibrate setup setup-dev clean distclean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \(make .*\)/  \1/p' Makefile
	@echo "  make lint   checks format, style, imports and types"
	@echo "  make bench  measures speed beside other tools"
	@echo "  make evaluate  judges the extraction on the annotated documents in tests/gold"
	@echo "  make clean  removes caches and build products; make distclean also .venv and the store"

# Stamps: a second run installs nothing unless the project's dependencies have changed.
$(VENV)/.made: .ci/bootstrap.py
	@echo "Setting up $(VENV) …"
	@$(PYTHON) .ci/bootstrap.py $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo "Installing claim-kg and what it needs into $(VENV) (some 300 MB, a minute or two) …"
	@$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made pyproject.toml
	@echo "Installing claim-kg and its development tools into $(VENV) …"
	@$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@$(PIP) -e '.[bench]'
	@touch $@

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

demo: setup
	@printf '\n$$ kg build seeds\n\n'
	@$(KG) build seeds
	@printf '\n$$ kg ask "%s"\n\n' '$(QUESTION)'
	@test -t 1 || export COLUMNS=100; $(KG) ask '$(QUESTION)'
	@printf '\n$$ kg view --figure "46%% GMV" -o %s\n\n' '$(VIEW)'
	@mkdir -p '$(dir $(VIEW))'
	@$(KG) view --figure "46% GMV" -o $(VIEW)
	@printf '\nThe store is in         %s\n' '$(abspath $(STORE))'
	@printf 'The picture is          file://%s\n' '$(abspath $(VIEW))'
	@printf 'The notebook is         %s\n' '$(abspath notebooks/provenance-check.ipynb)'
	@printf '\nTry next (after ". %s/activate"):\n' '$(BIN)'
	@printf '  kg serve --open                          all of it in a browser\n'
	@printf '  kg dossier "46%% GMV" -o dossier.html     all about one figure, on one page\n'
	@printf '  kg build FOLDER                          articles of your own beside these; --store NAME keeps them apart\n'
	@printf '  kg claims --speaker 张阔                 what one person says\n'

test: setup-dev
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-bench
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script" $(ARGS) || exit 1; done

calibrate: setup
	@$(BIN)/python -m kg.evaluate.calibration docs/extraction.md

evaluate: setup
	@$(BIN)/kg evaluate $(ARGS)

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) $(STORE)
