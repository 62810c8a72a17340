# The commands of the project. Each sets itself up: all that is needed is Python 3.11 or newer with venv, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo check test lint types base docs golden bench bench-names data clean

help:            ## these lines
	@sed -n 's/^\([a-z-]*\): .*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q src # also where Python is told to write no byte code
	@touch $@

$(VENV)/data: $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[data]'
	@touch $@

demo: $(VENV)/ready            ## the main job: who bans, who uses whom, what is known of a carrier
	$(BIN)/vendorwatch matrix --vendor huawei --network 5g --sort strictness
	$(BIN)/vendorwatch matrix --carriers --country japan --network 5g
	$(BIN)/vendorwatch carrier docomo

check: lint types base docs test            ## everything that must pass: style, types, fact base, documents, tests

lint: $(VENV)/ready            ## format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/ready            ## types
	$(BIN)/mypy

base: $(VENV)/ready            ## the rules of the fact base
	$(BIN)/vendorwatch check

docs: $(VENV)/ready            ## generated documents are current
	$(BIN)/python tools/make_docs.py --check

test: $(VENV)/ready            ## the tests
	$(BIN)/pytest -q -n 2

golden: $(VENV)/ready            ## rewrite the golden outputs and the generated documents, to be read in review
	$(BIN)/python tools/make_docs.py
	$(BIN)/pytest -q tests/output --update-golden

bench: $(VENV)/ready            ## timings, as ratios in one run
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_check.py
	$(BIN)/python tools/bench_typos.py
	$(BIN)/python tools/bench_screen.py --memory 0
	$(BIN)/python tools/bench_scale.py

bench-names: $(VENV)/ready            ## how rightly names resolve, beside other matchers
	-$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python tools/bench_names.py

data: $(VENV)/data            ## regenerate the shipped data from the libraries that they come from
	$(BIN)/python tools/make_currencies.py
	$(BIN)/python tools/make_countries.py
	$(BIN)/python tools/make_legal_forms.py
	$(BIN)/python tools/make_han.py

clean:            ## remove what was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
