# The school's commands: `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
export PORT
BIN := .venv/bin
installed = .venv/installed-$(1)-$(shell cksum requirements/$(1).lock | cut -d' ' -f1)
LAPTOP := $(call installed,laptop)
DEV := $(call installed,dev)
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes
# The environment of a deployment, with made-up secrets: what `check --deploy` is asked about.
PRODUCTION := DEBUG=0 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') SITE_URL=https://school.example \
	ALLOWED_HOSTS=school.example STRIPE_SECRET_KEY=sk_live_x STRIPE_WEBHOOK_SECRETS=whsec_x

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z_-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/bin/python:
	@$(PYTHON) acg/preflight.py
	@echo "1/4 Making a Python environment in .venv"
	@$(PYTHON) -m venv .venv

$(LAPTOP): .venv/bin/python
	@echo "2/4 Installing the school's libraries (less than a minute)"
	@$(PIP) -r requirements/laptop.lock
	@touch $@

$(DEV): .venv/bin/python
	@echo "Installing the test extras (less than a minute)"
	@$(PIP) -r requirements/dev.lock
	@touch $@ $(LAPTOP)

.PHONY: db
db: $(LAPTOP) ## start the embedded PostgreSQL, unless DATABASE_URL names another
	@test -n "$$DATABASE_URL" || $(BIN)/python -m acg.postgres start >/dev/null

.PHONY: preflight
preflight:
	@$(PYTHON) acg/preflight.py $(PORT)

.PHONY: run
run: preflight $(LAPTOP) ## the school on http://127.0.0.1:8000 (PORT overrides)
	@echo "3/4 Starting the database"
	@$(MAKE) --no-print-directory db
	@$(BIN)/python manage.py migrate --verbosity 0
	@echo "4/4 Loading the demo school"
	@$(BIN)/python manage.py load_demo
	@$(BIN)/python -m whitenoise.compress --quiet static/dist
	@exec $(BIN)/python manage.py serve $(PORT)

.PHONY: stop
stop: ## end what `make run` left running
	@test ! -f .data/serve.pid || kill $$(cat .data/serve.pid) 2>/dev/null || true
	@test ! -x $(BIN)/python || $(BIN)/python -m acg.postgres stop

.PHONY: test
test: lint ## every check: lint, contracts, types, tests with coverage
	@command -v chromium >/dev/null || echo "Chromium is not installed: the browser tests will be skipped."
	@$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=
	@$(BIN)/python -m acg.tests.coverage_floor

.PHONY: chaos
chaos: $(LAPTOP) ## prove that no payment is lost: 10,000 events, 500 killed workers, 2 database restarts
	@$(BIN)/python manage.py chaos $(ARGS)

.PHONY: package package-proof
package: $(LAPTOP) ## build the zip that runs on Lambda (ARGS="dev_web --architecture x86_64")
	@$(BIN)/python -m acg.packing $(ARGS)

PACKED := build/package/local
PLANTED := sk_live_planted_that_must_not_be_packed
package-proof: $(DEV) db ## build it for this machine, and run it under Lambda's own runtime client
	@PLANTED_SECRET=$(PLANTED) $(BIN)/python -m acg.packing --architecture local
	@$(PACKED)/venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/client.lock
	@PLANTED_SECRET=$(PLANTED) $(BIN)/pytest -q acg/packing acg/aws/tests/test_runtime.py

# Zappa and the emulator of AWS have an environment of their own, of the stage's Python: the emulator runs the functions with it.
EMULATOR := build/emulator-$(shell cksum requirements/emulator.lock | cut -d' ' -f1)
.PHONY: deploy-emulated emulator
deploy-emulated: $(DEV) ## deploy to an emulated AWS on this machine, prove it, and open it there (ARGS=--once ends then)
	@$(BIN)/python -m acg.packing dev_web --architecture local
	@$(MAKE) --no-print-directory emulator
	@$(BIN)/python -m acg.emulated $(PACKED)/school-*.zip --tools $(EMULATOR)/bin --port $(PORT) $(ARGS)

emulator: # with the interpreter that the zip was built with
	@test -x $(EMULATOR)/bin/zappa || { $(PACKED)/venv/bin/python -m venv $(EMULATOR) && $(EMULATOR)/bin/python -m pip install \
		--disable-pip-version-check --quiet --require-hashes -r requirements/emulator.lock; } || { rm -rf $(EMULATOR); exit 1; }

# What the graph is compared with is seen by the bench alone.
RIVALS := build/rivals-$(shell cksum requirements/bench.lock | cut -d' ' -f1)
$(RIVALS): $(LAPTOP)
	@$(PIP) --no-deps --target $@ -r requirements/bench.lock

.PHONY: load
load: $(LAPTOP) ## 70 requests a second for half a minute; ARGS="--seconds 1800" is the long form
	@$(BIN)/python manage.py load $(ARGS)

.PHONY: fuzz-plan
fuzz-plan: $(DEV) db ## ask 10,000 random queries by the compiled plan and by the library's executor, and compare
	@OPERATIONS=$${OPERATIONS:-10000} SEED=$${SEED:-$$$$} $(BIN)/pytest -q acg/graphql/tests/test_plan_fuzz.py

# schemathesis has an environment of its own.
FUZZ := build/fuzz-$(shell cksum requirements/fuzz.lock | cut -d' ' -f1)
$(FUZZ): requirements/fuzz.lock
	@$(PYTHON) -m venv $@
	@$@/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/fuzz.lock || { rm -rf $@; exit 1; }

.PHONY: fuzz
fuzz: $(LAPTOP) $(FUZZ) ## ask the graph at random as each kind of caller, two minutes in all (ARGS="--seconds 600")
	@$(BIN)/python manage.py fuzz $(FUZZ)/bin/schemathesis $(ARGS)

.PHONY: bench bench-payments bench-events bench-graph bench-hostile
bench: bench-payments bench-events bench-graph bench-hostile ## measure, and write build/bench*.json and the tables of docs/performance.md

bench-payments: $(LAPTOP) # the payment code
	@$(BIN)/python manage.py bench_payments $(ARGS)

bench-events: $(DEV) # facts through the outbox, within the process and over SNS and SQS (emulated)
	@$(BIN)/python manage.py bench_events $(ARGS)

bench-graph: $(LAPTOP) $(RIVALS) # the graph beside other ways to write it, and in a school that grows
	@PYTHONPATH=$(RIVALS) $(BIN)/python manage.py bench_graph --write $(ARGS)

# Zappa is measured as it would be packed; it is no part of the school.
ZAPPA := build/zappa-$(shell cksum requirements/package.lock | cut -d' ' -f1)
$(ZAPPA): package-proof
	@$(PACKED)/venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes --target $@ -r requirements/package.lock

.PHONY: bench-cold
bench-cold: $(ZAPPA) ## start the packed school cold, beside a bare Django and Zappa's handler
	@$(BIN)/python manage.py bench_cold $(ZAPPA) $(ARGS)

bench-hostile: $(LAPTOP) # requests that mean harm
	@$(BIN)/python manage.py bench_hostile $(ARGS)

# What checks infra/ is seen by that check alone.
CFN := build/cfn-lint-$(shell cksum requirements/infra.lock | cut -d' ' -f1)
$(CFN): $(LAPTOP)
	@$(PIP) --no-deps --target $@ -r requirements/infra.lock

.PHONY: infra-check
infra-check: # infra/school.yaml is what CloudFormation takes; says so where it cannot be seen
	@if ! $(MAKE) --no-print-directory $(CFN) >/dev/null 2>&1; then echo "cfn-lint could not be fetched: infra/ is not checked."; \
	else PYTHONPATH=$(CFN) $(BIN)/python $(CFN)/bin/cfn-lint infra/school.yaml; fi

# Mails keep their styles inline, for their readers drop style sheets: they are not pages.
PAGES = $$(find acg courses checkout organisations students videos -path '*/templates/*' -name '*.html' -not -path '*mail/*')

.PHONY: lint
lint: $(DEV) db ## lint, contracts, types, migrations, deployment checks
	@echo "lint: ruff" && $(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@echo "lint: templates" && $(BIN)/djlint --lint --quiet $(PAGES)
	@echo "lint: assets" && $(MAKE) --no-print-directory assets-check
	@echo "lint: graph" && $(BIN)/python manage.py check_schema && $(BIN)/python manage.py api_reference && $(MAKE) --no-print-directory graph-check
	@echo "lint: events" && $(BIN)/python manage.py check_events
	@echo "lint: contracts" && $(BIN)/lint-imports --no-logo
	@echo "lint: dependencies" && $(BIN)/deptry . --no-ansi
	@echo "lint: infra" && $(MAKE) --no-print-directory infra-check
	@echo "lint: types" && $(BIN)/mypy .
	@echo "lint: migrations" && $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "lint: deployment" && $(PRODUCTION) DATABASE_URL=postgresql://u:p@127.0.0.1/x $(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: lock
lock: $(DEV) ## compile requirements/*.txt to locks with hashes
	@for name in runtime laptop dev package emulator fuzz client; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header requirements/$$name.txt -o requirements/$$name.lock || exit 1; done
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		requirements/infra.txt -o requirements/infra.lock
	@$(BIN)/uv pip compile --quiet --no-deps --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		requirements/bench.txt -o requirements/bench.lock

.PHONY: assets
assets: ## rebuild static/dist (needs Node)
	@cd frontend && npm ci --silent && npm run build --silent

.PHONY: assets-check
assets-check: # what is committed is what the sources build; says so where it cannot be seen
	@if ! command -v npm >/dev/null; then echo "Node is not installed: static/dist is not rebuilt."; \
	elif ! test -d frontend/node_modules && ! (cd frontend && npm ci --silent --no-audit --no-fund); then \
		echo "The libraries of the pages could not be fetched: static/dist is not rebuilt."; \
	else mkdir -p build && rm -rf build/dist-before && cp -r static/dist build/dist-before && (cd frontend && npm run build --silent >/dev/null 2>&1); \
		diff -rq -x '*.gz' build/dist-before static/dist; same=$$?; rm -r build/dist-before; \
		test $$same = 0 || { echo "static/dist is not what the sources build: commit what was built now."; exit 1; }; fi

.PHONY: graph-check
graph-check: # the schema's linter, and the typed client: what is committed is what the schema makes, and its types fit
	@if ! command -v npm >/dev/null; then echo "Node is not installed: the schema's linter and the typed client are left out."; \
	elif ! test -d frontend/node_modules/@graphql-eslint && ! (cd frontend && npm ci --silent --no-audit --no-fund); then \
		echo "The schema's linter could not be fetched: it and the typed client are left out."; \
	else frontend/node_modules/.bin/eslint -c frontend/checks/schema-rules.mjs schema.graphql && mkdir -p build && \
		cd frontend && npm run --silent client ../build/school.ts && npm run --silent check && \
		{ diff -q client/school.ts ../build/school.ts || { echo "frontend/client/school.ts is not what the schema makes: run make schema."; exit 1; }; }; fi

.PHONY: schema
schema: db ## write schema.graphql, the tables of docs/api.md, and the typed client where Node is installed
	@$(BIN)/python manage.py print_schema --write && $(BIN)/python manage.py api_reference --write
	@if test -d frontend/node_modules/@graphql-codegen; then cd frontend && npm run --silent client; fi

.PHONY: messages
messages: $(LAPTOP) db ## find every string for people and compile the translations
	@$(BIN)/python manage.py update_messages
