# make demo: read the bundled story and print its ledger.   make test: everything the project checks about itself.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test cases check lint types imports page clean

# installing builds the page too (hatch_build.py), with Node by pip where there is none
$(BIN)/twosource: pyproject.toml
	@echo "installing; the first time, with the page to build, takes a minute or two"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: $(BIN)/twosource
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

demo: $(BIN)/twosource
	@$(BIN)/twosource demo

# builds the page anew where its sources have changed since
page: $(VENV)/.dev
	$(BIN)/python hatch_build.py

test: $(VENV)/.dev page
	$(BIN)/pytest

# the API against its description: 2,000 cases (make test tries 300)
cases: $(VENV)/.dev
	TWOSOURCE_API_CASES=2000 $(BIN)/pytest tests/faces/test_api_cases.py -q -s

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev page
	$(BIN)/mypy
	$(BIN)/python hatch_build.py check

imports: $(VENV)/.dev
	$(BIN)/lint-imports

check: lint types imports test

clean:
	rm -rf $(VENV) build dist web/node_modules src/twosource/faces/web .mypy_cache .ruff_cache .pytest_cache
