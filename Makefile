# Two commands do everything: `make run` and `make test`. They need Python 3.11 to 3.13 and make.
PYTHON ?= python3
export DEMO ?= 1
export LIMITS ?= off
SEED ?= 1
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi

.PHONY: help setup install run check test soak fix i18n migration demo bench pictures

help: ## show this help
	@sed -n 's/^\([a-z0-9]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20
	@echo "Settings go behind the command: make run PORT=8080 DATA_DIR=/srv/turnout DEMO=0"

setup: ## install everything that tests and checks need
	@$(PYTHON) setup/install.py dev

install: ## install what a server needs, for a service that starts it
	@$(PYTHON) setup/install.py run

run: ## install, migrate, load the sample rally, serve; Ctrl-C stops everything
	@$(PYTHON) setup/install.py run
	@exec $(FLASK) serve

test: setup ## run all tests, on SQLite and PostgreSQL
	$(BIN)/pytest -n auto

check: setup ## check format, lint, types, security, imports, templates and translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml app config.py wsgi.py
	$(BIN)/lint-imports 
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python setup/translations.py check

soak: setup ## run the statistical tests at full size: make soak SEED=7
	$(BIN)/pytest -m soak -p randomly -p "no:xdist" --randomly-seed=$(SEED)

fix: setup ## format the code and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

i18n: setup ## collect the sentences of code and templates into the catalogues
	$(BIN)/python setup/translations.py update

migration: setup ## write the next numbered migration: make migration M="add shifts"
	$(FLASK) db revision --autogenerate -m "$(M)" --rev-id $$(printf '%04d' $$(( $$(ls migrations/versions/0*.py | wc -l) + 1 )))

demo: setup ## load the sample into the database at hand; `flask demo remove` takes it away
	$(FLASK) demo

bench: setup ## measure against controls in the same run; writes docs/performance.md
	$(BIN)/python -m bench
	$(BIN)/python -m bench.frames --seed $(SEED) --each 120

pictures: setup ## take the pictures of the guide anew
	$(BIN)/python -m setup.pictures
