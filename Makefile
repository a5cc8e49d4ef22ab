# Two commands do everything: `make run` and `make test`. The others are the pieces of those.
PORT ?= 8080
PYTHON := .venv/bin/python
WIDGET := bot/widget/dist/manifest.json
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: run test test-full check train chat adapt eval bench widget screenshots lock clean

run: .venv/installed $(WIDGET)  ## Install, train if needed, serve chat, widget and demo page
	@UNKNOT_PORT=$(PORT) $(PYTHON) -m bot serve

test: .venv/installed-test $(WIDGET) check browser  ## Everything the tests need, then all tests
	@$(PYTHON) -m bot train
	@$(PYTHON) -m pytest

test-full: .venv/installed-test $(WIDGET) browser  ## The large tests whole, not in a share; an hour
	@$(PYTHON) -m bot train
	@$(PYTHON) -m pytest --full

check: .venv/installed-test  ## Lint, types, content
	@ruff check .
	@ruff format --check --quiet .
	@mypy
	@$(PYTHON) -m bot check

train: .venv/installed  ## Train a model for the present data, if there is none
	@$(PYTHON) -m bot train

chat: .venv/installed  ## Talk to it in the terminal
	@$(PYTHON) -m bot chat

adapt: .venv/installed  ## Adapt the encoder to the red flags' examples anew, for maintainers; minutes
	@$(PYTHON) -m bot.semantic.adapt

eval: .venv/installed-test  ## Measure, and write docs/evaluation.md
	@$(PYTHON) -m bot eval --with-stock

bench: .venv/installed-test  ## Time it; prints ratios, never fails
	@$(PYTHON) -m bot.evaluation.bench

screenshots: .venv/installed-test $(WIDGET) browser  ## Make the pictures of the README
	@$(PYTHON) scripts/screenshots.py

.venv/installed: requirements.lock .python-version scripts/install
	@scripts/install requirements.lock
	@touch $@

.venv/installed-test: requirements-test.lock .python-version scripts/install
	@scripts/install requirements-test.lock
	@touch .venv/installed $@

widget: $(WIDGET)  ## Build the chat widget and the demo page
$(WIDGET): .venv/installed $(shell find bot/widget -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
	@scripts/build-widget

browser:
	@scripts/browser

lock:  ## Pin the dependencies of pyproject.toml again
	@scripts/lock

clean:  ## Remove everything that can be made again, but no data
	rm -rf .venv bot/widget/dist bot/widget/node_modules models .rasa .mypy_cache .ruff_cache .pytest_cache
