# Two commands matter: `make demo` and `make test`. Each does all the set-up it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint licences docs audit wheel lock clean

help:
	@echo "make demo      set up, run the main job on the sample news, write build/demo.html"
	@echo "make test      set up, run the tests"
	@echo "make lint      ruff, mypy, import contracts"
	@echo "make licences  check the licences of all that newsloom stands on"
	@echo "make docs      the docs as a site in build/docs/, links checked"
	@echo "make audit     known faults of what newsloom stands on, a bill of materials in build/sbom.json"
	@echo "make wheel     build the wheel into dist/"
	@echo "make lock      write the lock files anew"
	@echo "make clean     remove what was built"

demo: $(VENV)/.run
	@mkdir -p build
	$(BIN)/newsloom demo --html build/demo.html

test: $(VENV)/.dev
	$(BIN)/pytest -n 2 --dist loadfile --ignore tests/browser/test_work.py
	$(BIN)/pytest tests/browser/test_work.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/schema.py --check
	$(BIN)/python tools/manual.py --check

licences: $(VENV)/.dev
	$(BIN)/python tools/licences.py

docs: $(VENV)/.dev
	$(BIN)/mkdocs build --quiet

audit: $(VENV)/.dev
	$(BIN)/python tools/audit.py

wheel: $(VENV)/.dev
	$(BIN)/python -m build --no-isolation --outdir dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "newsloom needs Python 3.11 or newer: install it, or name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The lock files hold the hash of every file that pip may install.
$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements-models.txt $(VENV)/.run
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements-models.txt
	@touch $@

PIP_COMPILE := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options
lock: $(VENV)/.dev
	$(PIP_COMPILE) --extra build -o requirements.txt pyproject.toml
	$(PIP_COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean:
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache
