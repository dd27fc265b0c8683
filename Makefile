# The school's commands: `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
export PORT
BIN := .venv/bin
stamp = .venv/installed-$(1)-$(shell cksum requirements/$(1).lock | cut -d' ' -f1)
LAPTOP := $(call stamp,laptop)
DEV := $(call stamp,dev)

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z_-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: PYTHON=/path/to/python3.11 make ..."; exit 1; }
	@$(PYTHON) -m venv .venv

$(LAPTOP): .venv/bin/python
	@echo "Installing the school (about a minute)"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/laptop.lock
	@touch $@

$(DEV): .venv/bin/python
	@echo "Installing the test extras (about a minute)"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/dev.lock
	@touch $@ $(LAPTOP)

.PHONY: db
db: $(LAPTOP) ## start the embedded PostgreSQL
	@$(BIN)/python -m acg.postgres start >/dev/null

.PHONY: run
run: db ## the school on http://127.0.0.1:8000 (PORT overrides)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

.PHONY: stop
stop: ## end what `make run` left running
	@$(BIN)/python -m acg.postgres stop

.PHONY: test
test: lint ## every check: lint, contracts, types, tests
	@$(BIN)/pytest -n auto

.PHONY: lint
lint: $(DEV) ## lint, contracts, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
