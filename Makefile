# make build   sets everything up, builds the reports of 2025-11 from data/ and the page that shows them
# make test    sets everything up and runs the tests, of random examples a share; TRIES=all tries them all
# make lint    style, types, direction of imports      make lock    pin all dependencies anew
# make faults  counts which faults of clerks the checks find, in a synthetic province
# make bench   measures against other ways             make docs    generated parts of docs/
# make wheelhouse   everything that CI on Linux installs without a network, for HOUSE_PYTHON (3.12)
# make fuzz    spoils files and outputs for five minutes each, then workspaces until it is stopped
PYTHON ?= python3
KY ?= 2025-11
TRIES ?= some
VENV := .venv
BIN := $(VENV)/bin
HOUSE := build/wheelhouse
HOUSE_PYTHON ?= 3.12
HOUSE_PLATFORMS := $(patsubst %,--platform manylinux%_x86_64,_2_28 _2_26 _2_17 2014)
UV := $(VENV)/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: build test lint bench faults docs fuzz lock wheelhouse clean
build: $(VENV)/ready
	$(BIN)/baocao build --ky $(KY)
	$(BIN)/baocao page --ky $(KY)

# What was compiled is kept: else every process that a test starts would compile the program anew.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/dev
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --hypothesis-profile=$(TRIES)

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev
	$(BIN)/python benchmarks/run.py

faults: $(VENV)/dev
	$(BIN)/python benchmarks/injection.py

fuzz: $(VENV)/dev
	$(BIN)/python tests/fuzz/target.py 300
	$(BIN)/python tests/fuzz/strangers.py 300
	$(BIN)/python tests/fuzz/structure.py 0

docs: $(VENV)/ready
	$(BIN)/python tools/make_docs.py

lock: $(VENV)/ready
	$(BIN)/python -m pip install --quiet uv
	$(UV) --extra build -o requirements.txt
	$(UV) --extra build --extra dev -o requirements-dev.txt
	cp requirements.txt src/baocao/skeleton/requirements.txt

wheelhouse: $(VENV)/ready
	rm -rf $(HOUSE)
	$(BIN)/python -m pip download --quiet --require-hashes --no-deps --only-binary :all: \
		--implementation cp --python-version $(HOUSE_PYTHON) $(HOUSE_PLATFORMS) -r requirements.txt --dest $(HOUSE)
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m flit_core.wheel --outdir $(HOUSE)

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
