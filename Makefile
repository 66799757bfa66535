# The two main targets: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: help run test test-all check format bench fuzz mutants calibrate calibrate-confidence judge lock site release pictures docs audit sbom web clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# Set-up runs again only when a lock or pyproject.toml changes.
$(BIN)/planrows: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "planrows needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(BIN)/planrows
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

run: $(BIN)/planrows ## Set up, then read the default plan and publish it to outputs/
	$(BIN)/planrows run

test: $(VENV)/.dev ## Run the quick tests
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow"

test-all: $(VENV)/.dev ## Run all tests, including the slow ones
	$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

check: $(VENV)/.dev ## Check format, lint, types and the order of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_import_order.py

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## Measure the pipeline and other readers; fails if 10 % slower (ACCEPT=1: compare with this run)
	$(BIN)/python -m tests.bench $(if $(ACCEPT),--accept)

fuzz: $(VENV)/.dev ## Feed damaged PDFs and random texts to the readers (slow)
	$(BIN)/python -m tests.fuzz

mutants: $(VENV)/.dev ## Show which mutants no test notices: of PACKAGE (a folder), else of what you changed
	$(BIN)/python -m tests.mutants $(PACKAGE) --count $(or $(N),25) --seed $(or $(SEED),1) $(if $(BUDGET),--budget $(BUDGET)) $(if $(TESTS),--tests $(TESTS))

calibrate: $(VENV)/.dev ## Print how far each threshold may move before a result changes (slow; WORD selects, N draws some)
	$(BIN)/python -m tests.calibrate $(WORD) $(if $(N),--sample $(N))

judge: $(VENV)/.dev ## Measure the derived tables against truths by hand; writes docs/judgement.md
	$(BIN)/python -m tests.judge

calibrate-confidence: $(VENV)/.dev ## Fit the probability that a cell is right; writes docs/confidence.md (slow)
	$(BIN)/python -m tests.calibrate.confidence

lock: ## Pin every dependency with its hash (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml requirements-build.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev --constraints requirements.lock pyproject.toml requirements-build.in -o requirements-dev.lock

site: $(BIN)/planrows ## Make a static site of all publications, in build/site
	$(BIN)/planrows site --out build/site

release: $(BIN)/planrows ## Pack each published edition into a ZIP file with checksums, in dist/
	$(BIN)/planrows release --out dist

pictures: $(VENV)/.dev ## Draw the picture of the explorer and the badges of the README (needs Chromium)
	$(BIN)/python -m tests.front_door

docs: $(VENV)/.dev ## Build the documentation site into build/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict --config-file .mkdocs.yml

audit: $(VENV)/.dev ## Compare the locked libraries with known vulnerabilities (ADVISORIES: a copy of OSV)
	$(BIN)/python -m tests.audit $(ADVISORIES)

sbom: $(VENV)/.dev ## Write sbom.cdx.json: all libraries with versions and licences (CycloneDX)
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file sbom.cdx.json $(BIN)/python

web: ## Build the pages that explore a plan and review its issues (needs Node); git keeps the result
	cd pipeline/publish/html/web && npm ci --no-audit --no-fund && npm run build

clean: ## Remove the environment and all caches
	rm -rf $(VENV) .planrows .pytest_cache .mypy_cache .ruff_cache .hypothesis
