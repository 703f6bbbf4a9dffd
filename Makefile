# Two commands do all the set-up: `make demo` and `make test`. Everything else is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(wildcard plugins/*)
# pip compiles what it installs, but not what stays where it is; where Python may write no byte code, each start would do it.
COMPILE := $(BIN)/python -m compileall -q src $(wildcard plugins/*/src)
PROJECTS := pyproject.toml $(wildcard plugins/*/pyproject.toml) constraints.txt

.PHONY: demo test lint types types-windows layers dead check-tests test-deep test-lowest docs test-pythons dist sbom release-notes fuzz bench rates clean

demo: $(VENV)/.installed
	$(BIN)/python tools/demo.py fixtures/reports out

test: $(VENV)/.installed-dev
	$(MAKE) --no-print-directory -j2 --output-sync=target lint types types-windows layers dead
	$(MAKE) --no-print-directory check-tests

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/deptry src

types:
	$(BIN)/mypy
	$(foreach plugin,$(PLUGINS),$(BIN)/mypy $(plugin)/src &&) true

# Once more with what Windows has: what it has not must be asked for (docs/windows.md).
WINDOWS := --platform win32 --cache-dir .mypy_cache/win32
types-windows:
	$(BIN)/mypy $(WINDOWS)
	$(foreach plugin,$(PLUGINS),$(BIN)/mypy $(WINDOWS) $(plugin)/src &&) true

layers:
	$(BIN)/lint-imports --no-cache

# What no code calls; pyproject.toml lists the names that others call, with the reason for each.
dead:
	$(BIN)/vulture

check-tests:
	$(BIN)/pytest -n auto --dist loadgroup

test-deep: $(VENV)/.installed-dev
	HYPOTHESIS_PROFILE=deep $(BIN)/pytest -n auto --dist loadgroup --timeout=1800 -m "deep or not deep"

# With the oldest packages that pyproject.toml allows, where others are newer: what is asked of them.
test-lowest:
	$(PYTHON) -m venv --clear $(VENV)-lowest
	$(VENV)-lowest/bin/pip install --quiet --disable-pip-version-check -c constraints-lowest.txt -e '.[testing]' -e ./plugins/gireport-text -e ./plugins/gireport-example \
		-e ./plugins/gireport-local-rules -e ./plugins/gireport-xlsx openpyxl -e ./plugins/gireport-libreoffice -e ./plugins/gireport-pdf -e ./plugins/gireport-web -e ./plugins/gireport-dask \
		jsonschema mammoth playwright pyarrow pypandoc_binary pytest-timeout pytest-xdist
	$(VENV)-lowest/bin/pytest -n auto --dist loadgroup tests/model tests/statutory tests/formats tests/markup tests/cli tests/plugins tests/reading tests/test_laws.py

# With other Pythons, from the wheels: each in an environment of its own, with the packages of constraints.txt. What cannot be had is told.
PYTHONS ?= python3.11 python3.12 python3.13 python3.14
PYTHON_TESTS ?= tests/model tests/formats tests/markup tests/cli tests/statutory tests/test_laws.py
test-pythons: dist
	PYTHONPATH=tools $(BIN)/python -m release.pythons dist '$(PYTHONS)' $(PYTHON_TESTS)

# The wheel and the sdist of gireport and of each plugin; the bytes depend on the source alone.
dist: $(VENV)/.installed-dev
	PYTHONPATH=tools $(BIN)/python -m release.dist dist
	PYTHONPATH=tools $(BIN)/python -m release.sums dist

# What a release is made of, with versions and licences, in the form of CycloneDX.
sbom: dist
	PYTHONPATH=tools $(BIN)/python -m release.sbom dist
	PYTHONPATH=tools $(BIN)/python -m release.sums dist

# VERSION=0.1.0 for another than that of the code.
VERSION ?=
release-notes: $(VENV)/.installed
	PYTHONPATH=tools $(BIN)/python -m release.notes $(VERSION)

# The documentation, English in site/ and Chinese in site/zh/. A dead link or anchor stops it; no request leaves.
docs: $(VENV)/.installed-dev
	$(BIN)/python tools/docsite

# Each reader for SECONDS, one after the other, from the fixtures and the files in SEEDS.
SECONDS ?= 1800
SEEDS ?= $(wildcard ../shared/corpus)
READERS ?= docx odt html portal markdown json text xlsx pdf
fuzz: $(VENV)/.installed-dev
	for reader in $(READERS); do $(BIN)/python tools/fuzz.py $$reader $(SECONDS) $(SEEDS) || exit 1; done

# Beside the other programs, which have an environment of their own: they are large, and no test needs them. BENCH=--quick tries it.
BENCH ?=
SYSTEM := $(if $(wildcard /usr/bin/python3),--python system=/usr/bin/python3)
bench: $(VENV)/.installed-dev $(VENV)-bench/.installed
	$(COMPILE)
	$(BIN)/python tools/bench $(SYSTEM) $(BENCH)
	$(BIN)/python tools/bench_web.py
	$(BIN)/python docs/examples/county_reports.py out/counties --counties 150
	$(BIN)/python tools/bench_data.py out/counties

# How well dumps of pages are read, and what small files that grow cost.
rates: $(VENV)/.installed-dev
	$(BIN)/python tools/dump_rates.py
	$(BIN)/python tools/bench_multipliers.py

clean:
	rm -rf $(VENV) $(VENV)-lowest $(VENV)-bench* $(VENV)-pythons out dist site

$(VENV)/.installed: $(PROJECTS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e . $(addprefix -e ./,$(PLUGINS))
	$(COMPILE)
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

$(VENV)-bench/.installed: tools/bench/peers.txt
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@
