# Nothing is needed beforehand but make and Python 3.11 or later: the rest goes into .venv, here.

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench bench-scale bench-kills bench-detect bench-source reports docs fuzz sbom audit checksums clean train-mt

help:
	@echo "make demo     audit an article of corpora/ and leave an HTML report in $(DEMO)/"
	@echo "make test     ruff, mypy and the tests"
	@echo "make lint     ruff and mypy alone"
	@echo "make bench    time and memory on this machine: stages, jobs, cache, other programs beside"
	@echo "make bench-scale    the same, and Dask, larger batches, growth to 10,000 articles (ten minutes)"
	@echo "make bench-kills    kill a run 200 times, and see that nothing is lost"
	@echo "make bench-detect   measure detection beside Grammalecte's, into reports/detection.md"
	@echo "make bench-source   measure the detectors that take a source, into reports/bilingual.md"
	@echo "make reports  audit corpora/ anew into reports/, and measure precision and recall"
	@echo "make train-mt train the embedded engine: HOURS, PARALLEL (folder of NAME.fr, NAME.en), MIX; a toy by default"
	@echo "make docs     write docs/detectors.md, the tables of README.md and the pictures of docs/ anew"
	@echo "make fuzz     throw broken input at everything that is read: SECONDS for each target, TARGETS for some of them"
	@echo "make sbom     list everything installed, as CycloneDX, into build/sbom.json"
	@echo "make audit    hold everything installed against the advisories of safety-db, without a network"
	@echo "make checksums   record the sha256 of the models and word lists that are shipped"
	@echo "make clean    remove .venv and what was built"

demo: .venv/installed
	@$(BIN)/audit run corpora/harbor-layoffs/article.txt --fail-on never \
	  --format full --format html=$(DEMO)/report.html --format json=$(DEMO)/report.json
	@echo
	@echo "The report is in $(DEMO)/report.html: open it in a browser."

test: .venv/installed-dev
	@failed=; \
	$(MAKE) --no-print-directory lint || failed=1; \
	$(BIN)/python -m pytest -n 2 -q -rs || failed=1; \
	test -z "$$failed"

lint: .venv/installed-dev
	$(BIN)/ruff check --output-format concise .
	$(BIN)/mypy audit tests docs

bench: .venv/installed
	@$(BIN)/python tests/bench.py

bench-scale: .venv/installed-dev
	@$(BIN)/python tests/bench.py --articles 24 --dask --batches --growth 10 100 1000 10000

bench-kills: .venv/installed-dev
	@$(BIN)/python tests/bench_kills.py 200

# The figures on garbled and clean news take the text of ../shared; Grammalecte: apt-get install grammalecte-cli.
bench-detect: .venv/installed-dev
	@$(BIN)/python -m audit.training.evaluate.bench --markdown reports/detection.md --missed build/bench/missed.txt \
	  $(if $(LABEL),--label "$(LABEL)")

reports: .venv/installed-dev
	$(BIN)/python tests/corpora_reports.py
	$(BIN)/python -m audit.training.evaluate --markdown reports/precision.md \
	  --corpora corpora corpora/development corpora/held-out corpora/pages/held-out.txt corpora/nodes/held-out.txt corpora/real-mt/development corpora/real-mt/held-out

# The figures of the detectors that take a source: the text of ../shared; Apertium.
bench-source: .venv/installed-dev
	@$(BIN)/python -m audit.training.judge.precision --text ../shared/corpora/test --sheet build/bench/precision.txt \
	  --markdown reports/bilingual.md

docs: .venv/installed-dev
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/screenshot.py

SECONDS := 60
TARGETS :=
fuzz: .venv/installed-dev
	@cd tests && ../$(BIN)/python -m fuzz --seconds $(SECONDS) $(TARGETS)

sbom: .venv/installed-dev
	@mkdir -p build
	$(BIN)/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml --of JSON -o build/sbom.json $(BIN)/python

# The licence of safety-db (CC BY-NC-SA) lets it be used so, and not be shipped.
audit: .venv/installed-dev
	@$(PIP) --no-deps --upgrade --target build/advisories safety-db
	@$(BIN)/python tests/advisories.py build/advisories

checksums: .venv/installed
	$(BIN)/python -m audit.integrity

# A toy language on 240 steps, to see that the recipe runs. In earnest: make train-mt HOURS=20 PARALLEL=folder MIX=mix.toml
WORK := build/train-mt
PARALLEL := $(WORK)/toy
MIX := $(WORK)/toy/mix.toml
HOURS :=
TRAIN := $(BIN)/python -m audit.training.translation

train-mt: .venv/installed-train
	test -n "$(HOURS)" || $(BIN)/python tests/toy_parallel.py $(PARALLEL)
	$(TRAIN) collect $(PARALLEL) $(WORK) --mix $(MIX)
	$(TRAIN) pieces $(WORK)
	$(TRAIN) train $(WORK) --workers 2 $(if $(HOURS),--hours $(HOURS),--steps 240 --shape 64$(comma)128$(comma)4$(comma)2$(comma)1 --rate 1e-2)
	$(TRAIN) pack $(WORK) --out $(WORK)
comma := ,

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/.hypothesis
	find audit tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

# pip comes first: the one that Python 3.11 brings does not see that `html_clean` and `html-clean` are one extra of lxml.
# The first of these that is recent enough and can make an environment. `make PYTHON=/path/to/python3.12` chooses another.
PYTHON := python3.11 python3.12 python3.13 python3 python

.venv/made:
	@for python in $(PYTHON); do \
	  "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || continue; \
	  echo "Making .venv with $$("$$python" --version)"; \
	  "$$python" -m venv .venv && $(PIP) --upgrade pip && touch $@ && exit 0; \
	  echo "$$python could not make .venv" >&2; exit 1; \
	done; \
	echo "Python 3.11 or later, with venv, is needed and was not found (tried: $(PYTHON))." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3 python3-venv. Elsewhere: https://www.python.org/downloads/" >&2; \
	exit 1

.venv/installed: pyproject.toml | .venv/made
	@echo "Installing into .venv (a minute or two the first time)"
	@$(PIP) --editable .
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/made
	@echo "Installing into .venv, with what the tests need (a minute or two the first time)"
	@$(PIP) --editable '.[dev]'
	@touch .venv/installed $@

.venv/installed-train: pyproject.toml | .venv/installed
	@$(PIP) --editable '.[train]'
	@touch $@
