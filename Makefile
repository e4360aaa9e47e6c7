# Every command of the project; a bare `make` lists them. Each does its own set-up, which takes no time when
# nothing has changed (scripts/setup.sh).

BIN := .venv/bin
ARGS :=# further arguments to the command, such as: make serve ARGS="--port 9000"

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

site: tools browser ## Build the site into build/site
	@$(BIN)/dossier build $(ARGS)

pdf: tools browser-required ## Make the site and the whole dossier as a PDF for each language, in build/pdf
	@$(BIN)/dossier build $(ARGS)
	@$(BIN)/dossier pdf

test: tools browser-required lint ## Run the linters and every test
	@$(BIN)/pytest $(ARGS)

lint: tools ## Run the linters and the type checker
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: tools ## Check facts, quotations and prose, in a second or less
	@$(BIN)/dossier check $(ARGS)

bench: tools browser ## Measure a check and a build, beside parsing alone and the site generator alone
	@$(BIN)/python -m tests.bench $(ARGS)

audit: tools browser-required audit-tools ## Measure the built pages: Lighthouse on each kind, the Nu checker on all
	@$(BIN)/python -m tests.audit $(ARGS)

shots: tools browser-required ## Screenshots of a page of each kind, at three widths, in both schemes, in every language
	@$(BIN)/dossier build
	@$(BIN)/python -m tests.shots $(ARGS)

mutate: tools ## Damage the content in every way and see which damage the checks notice, in three minutes
	@$(BIN)/python -m tests.mutation $(ARGS)

fuzz: tools ## Damage the content at random for a minute, and try each property on other examples than the tests do
	@$(BIN)/python -m tests.fuzz $(ARGS)

release: tools browser ## Pack a version to keep and to cite: make release VERSION=1.0
	@$(BIN)/dossier release $(VERSION) $(ARGS)

serve: tools browser ## Serve the site on this machine and rebuild it at each change
	@$(BIN)/dossier serve $(ARGS)

setup: tools browser ## Install what the other commands need, and make the schemas that editors complete by
	@$(BIN)/dossier schema
	@echo 'make check needs no more;  . .venv/bin/activate  makes dossier a command of this terminal'

lock: tools ## Lock the tools anew after an edit (UPGRADE=1: take the newest of each)
	@scripts/lock.sh $(if $(UPGRADE),upgrade)

tools browser browser-required:
	@scripts/setup.sh $@

audit-tools:
	@scripts/setup.sh audit

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site pdf test lint check audit audit-tools shots bench mutate fuzz serve setup lock tools browser browser-required release
