# make build   sets everything up and builds the reports of 2025-11 from data/
# make test    sets everything up and runs the tests
# make lint    style, types, direction of imports      make lock    pin all dependencies anew
# make bench   measures against other ways             make docs    generated parts of docs/
# make fuzz    feeds spoiled files to the checker for five minutes
PYTHON ?= python3
KY ?= 2025-11
VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: build test lint bench docs fuzz lock clean
build: $(VENV)/ready
	$(BIN)/baocao build --ky $(KY)

test: $(VENV)/dev
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev
	$(BIN)/python benchmarks/run.py

fuzz: $(VENV)/dev
	$(BIN)/python tests/fuzz/target.py 300

docs: $(VENV)/ready
	$(BIN)/python tools/make_docs.py

lock: $(VENV)/ready
	$(BIN)/python -m pip install --quiet uv
	$(UV) --extra build -o requirements.txt
	$(UV) --extra build --extra dev -o requirements-dev.txt

clean:
	rm -rf $(VENV) out build

$(VENV)/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("baocao needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/dev: $(VENV)/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
