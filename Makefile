# What a stranger runs: `make demo` and `make test`. Both build their own virtual environment in .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# the tests start the program many hundred times: compiled modules are kept, whatever the shell says
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test quick mutants bench site package zipapp sbom lock clean
demo: $(VENV)/.installed
	@$(BIN)/python tools/demo.py

test: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir build/checked
	$(BIN)/python -m pytest -n auto --dist worksteal -m "lives or papers" --hypothesis-profile gate
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not lives and not papers" --hypothesis-profile steady --cov --cov-report=
	$(BIN)/python tools/coverage_gate.py

quick: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache > /dev/null
	$(BIN)/python -m pytest -q -n auto -m "not slow" --hypothesis-profile quick

mutants: $(VENV)/.mutants
	$(BIN)/python tools/mutants.py

bench: $(VENV)/.benched
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/workdays.py
	$(BIN)/python benchmarks/windows.py
	$(BIN)/python benchmarks/damages.py
	$(BIN)/python benchmarks/exports.py
	$(BIN)/python benchmarks/office.py
	$(BIN)/python benchmarks/long_record.py
	$(BIN)/python benchmarks/service_record.py
	$(BIN)/python benchmarks/seals.py
	$(BIN)/python benchmarks/deep_contracts.py
	$(BIN)/python benchmarks/lists.py
	$(BIN)/python benchmarks/walks.py
	$(BIN)/python benchmarks/targets.py

# the pages as a site, in build/site; a link that leads nowhere is an error
site: $(VENV)/.documented
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# wheel and sdist, made twice and compared, then installed by pip, pipx and uv and run
package: $(VENV)/.packaged
	$(BIN)/python tools/packages.py build try

zipapp sbom: $(VENV)/.packaged
	$(BIN)/python tools/packages.py $@

$(VENV)/.installed: pyproject.toml requirements.lock $(shell find src data -type f -not -name '*.pyc')
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[test]'
	@touch $@

$(VENV)/.mutants: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock '.[mutants]'
	@touch $@

$(VENV)/.documented: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[docs]'
	@touch $@

$(VENV)/.packaged: $(VENV)/.installed requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock '.[package]'
	@touch $@

$(VENV)/.benched: $(VENV)/.installed requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock '.[bench]'
	@touch $@

lock:
	uv pip compile --quiet --universal --no-header --no-annotate --python-version 3.11 --all-extras pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*
