# make run   install, build the knowledge base, open the chat on http://127.0.0.1:7860
# make test  install what the tests need and run them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9

.PHONY: run test check bench bench-large schema clean

run: $(VENV)/.run
	$(BIN)/python app.py $(ARGS)

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -p no:xdist tests/test_architecture.py
	$(BIN)/python -m knowledge check

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench $(ARGS)

bench-large: $(VENV)/.bench
	$(BIN)/python -m tests.bench.large $(ARGS)

schema: $(VENV)/.run
	$(BIN)/python -m assistant.answer > assistant/schema.json

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Ieum needs Python 3.11 or newer; $(PYTHON) is older. Run: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/uv
	$(BIN)/uv pip install --python $(BIN)/python -c constraints.txt -e .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/bin/uv
	$(BIN)/uv pip install --python $(BIN)/python -c constraints.txt -e ".[test]"
	@touch $@

$(VENV)/.bench: pyproject.toml constraints.txt | $(VENV)/bin/uv
	$(BIN)/uv pip install --python $(BIN)/python -c constraints.txt -e ".[test,bench]"
	@touch $@
