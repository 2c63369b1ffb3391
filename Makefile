# Needs Python 3.11 with venv, make and git. `make help` lists what there is.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# Named file by file: mypy refuses a folder without Python files.
TYPED := qualcode tests $(wildcard scripts/*.py benchmarks/*.py)

.PHONY: help
help: ## Show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' \
		| while IFS='|' read -r name line; do printf '  make %-12s %s\n' "$$name" "$$line"; done

# Made anew whenever what should be installed has changed.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

.PHONY: demo
demo: $(STAMP) ## Code and chart the practice study; results go to exports/
	$(BIN)/qualcode demo --exports exports

.PHONY: test
test: $(STAMP) ## The tests that need nothing but Python, in under five minutes
	$(BIN)/pytest -n 2 -m "not system and not slow"

.PHONY: test-all
test-all: $(STAMP) ## Every test, with many more examples; LibreOffice, poppler, tmux and Chromium are used
	HYPOTHESIS_PROFILE=full $(BIN)/pytest -n 2 -rs

.PHONY: coverage
coverage: $(STAMP) ## The tests, and the lines and branches that none of them reaches
	$(BIN)/pytest -n 2 -m "not system" --cov --cov-report=term --cov-fail-under=95

.PHONY: check
check: $(STAMP) ## Format, style, types and the direction of imports
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy $(TYPED)
	$(BIN)/pyright
	$(BIN)/lint-imports --no-logo

.PHONY: fix
fix: $(STAMP) ## Put right what ruff can: format, order of imports
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: pictures
pictures: $(STAMP) ## Take the pictures in docs/images and those that tests compare screens with anew
	$(BIN)/python -m scripts.screenshots
	$(BIN)/pytest -q -n 2 tests/tui/test_pictures.py --update

.PHONY: constraints
constraints: ## Renew constraints.txt with the newest versions that fit; run the tests after it
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --quiet --disable-pip-version-check -e '.[dev]'
	( head -n 1 constraints.txt; $(BIN)/pip freeze --exclude-editable ) > constraints.new
	mv constraints.new constraints.txt
	touch $(STAMP)

.PHONY: build
build: $(STAMP) ## The wheel, with the practice study in it, and the source archive, into dist/
	$(BIN)/hatchling build

.PHONY: clean
clean: ## Remove what the other targets made, exports/ and practice/ left alone
	rm -rf .venv build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
