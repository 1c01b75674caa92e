# `make run` serves Spine on this machine. It needs Python 3.13 and installs everything else.

PORT ?= 7071
ARGS ?=
ifneq ($(STORE),)
export SPINE_STORE := $(STORE)
endif

# Modules are run instead of console scripts, which break if the path of the interpreter has a space.
PYTHON_HERE := .venv/bin/python
INSTALLED := .venv/.installed
# The emulator of the Cosmos DB double; npm writes this file last.
EMULATOR := tests/double/node_modules/.package-lock.json
KQL_CHECK := tests/kql/node_modules/.package-lock.json
WORKFLOW_CHECK := tests/workflows/node_modules/.package-lock.json
BROWSER_CHECK := tests/browser/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help install run test fuzz lint format infra snapshots lock package clean

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile
	@echo "PORT=8080, STORE=sqlite|cosmos, PYTHON=/path/to/python3.13 and ARGS='…' (for devhost, pytest or schemathesis) can follow."

# With STORE=cosmos and no COSMOS_ENDPOINT, the app runs on the tests' double of Cosmos DB, which stops with it.
ifeq ($(STORE)$(COSMOS_ENDPOINT),cosmos)
BESIDE_DOUBLE := $(PYTHON_HERE) -m tests.double --
run fuzz: $(EMULATOR)
endif

install: $(INSTALLED) ## Make .venv, with all that Spine needs; other targets do so by themselves.
	@echo "Spine is installed: .venv/bin/python -m spine --help lists its commands."

run: $(INSTALLED) ## Migrate and seed the database, then serve the app on http://127.0.0.1:7071.
	@echo "Starting Spine on port $(PORT): its database is migrated and seeded first."
	@exec $(BESIDE_DOUBLE) $(PYTHON_HERE) -m devhost --port $(PORT) --before 'spine init' --before 'spine seed' \
		--greeting scripts/greeting.txt $(ARGS)

# Hundreds of processes import the same modules: compiled once, the tests take a third less time.
test: export PYTHONDONTWRITEBYTECODE =
test: $(INSTALLED) $(EMULATOR) $(KQL_CHECK) $(WORKFLOW_CHECK) $(BROWSER_CHECK) ## Run the tests.
	@echo "Running the tests."
	@$(PYTHON_HERE) -m tests.browser
	@$(PYTHON_HERE) -m pytest --numprocesses 4 $(ARGS)

fuzz: $(INSTALLED) ## Test the API against /openapi.json with schemathesis.
	@echo "Testing the API against /openapi.json."
	@$(BESIDE_DOUBLE) $(PYTHON_HERE) -m tests.fuzz $(ARGS)

lint: $(INSTALLED) ## Check style, types and the security of the workflows.
	@echo "Checking style."
	@$(PYTHON_HERE) -m ruff check .
	@$(PYTHON_HERE) -m ruff format --check .
	@echo "Checking types."
	@$(PYTHON_HERE) -m mypy --strict spine function_app.py devhost
	@echo "Checking the workflows."
	@.venv/bin/zizmor --offline --no-progress .github

format: $(INSTALLED) ## Format the code, and fix what ruff can fix.
	@echo "Formatting."
	@$(PYTHON_HERE) -m ruff check --fix .
	@$(PYTHON_HERE) -m ruff format .

infra: ## Check the Bicep files and their snapshots; needs a Bicep compiler.
	@echo "Checking the infrastructure: format, build, lint, snapshots."
	@scripts/infra check

snapshots: ## Update the snapshots of the Bicep files, offline; the tests read them.
	@scripts/infra snapshots

lock: $(INSTALLED) ## Update requirements.lock, which the deployment package is made from, to what requirements.txt allows.
	@$(PYTHON_HERE) scripts/lock.py

package: $(INSTALLED) ## Build the deployment package with its wheels: dist/package and dist/spine-<version>.zip.
	@echo "Making the deployment package."
	@$(PYTHON_HERE) scripts/package.py

clean: ## Remove the virtual environment, the package and all caches, but not the database.
	@echo "Removing .venv, dist and the caches."
	@rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): requirements.txt requirements-dev.txt
	@if ! $(PYTHON_HERE) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then \
		python=$$(scripts/find-python) && \
		echo "Making .venv with $$python." && \
		"$$python" -m venv --clear .venv; \
	fi
	@echo "Installing requirements-dev.txt into .venv."
	@$(PYTHON_HERE) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $(INSTALLED)

$(EMULATOR): tests/double/package-lock.json | $(INSTALLED)
	@echo "Installing the emulator of the Cosmos DB double with npm."
	@$(PYTHON_HERE) -m tests.double --install

$(KQL_CHECK): tests/kql/package-lock.json | $(INSTALLED)
	@echo "Installing the check of the Kusto queries with npm."
	@$(PYTHON_HERE) -m tests.kql

$(WORKFLOW_CHECK): tests/workflows/package-lock.json | $(INSTALLED)
	@echo "Installing the check of the workflows with npm."
	@$(PYTHON_HERE) -m tests.workflows

$(BROWSER_CHECK): tests/browser/package-lock.json | $(INSTALLED)
	@echo "Installing the check of the console's accessibility with npm."
	@$(PYTHON_HERE) -m tests.browser
