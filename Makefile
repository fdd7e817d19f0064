# make demo: read the bundled story and print its ledger.   make test: everything the project checks about itself.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test cases check lint types imports page bench clean

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

# the full table of figures, with the public data sets under DATA
DATA ?= ../shared
bench: $(VENV)/.dev
	$(BIN)/twosource bench ledger --data $(DATA)/ledgerbench/dev --check-floors
	$(BIN)/twosource bench weave --data $(DATA)/ledgerbench/dev --check-floors
	$(BIN)/twosource bench attribution --data $(DATA)/data/polnear/dev --check-floors
	$(BIN)/twosource bench sentences --data training/sentences --check-floors
	$(BIN)/twosource bench confirmation --data tests/golden/confirmation --check-floors
	$(BIN)/twosource bench ecb --data $(DATA)/data/ecbplus --check-floors
	$(BIN)/twosource bench reprints --data $(DATA)/data --check-floors
	$(BIN)/twosource bench times --data $(DATA)/data/tempeval3
	$(BIN)/twosource bench places --data $(DATA)/data/geoparsing
	$(BIN)/twosource bench speed --data $(DATA)/data/fa_kes

clean:
	rm -rf $(VENV) build dist web/node_modules src/twosource/faces/web .mypy_cache .ruff_cache .pytest_cache
