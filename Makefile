.PHONY: help demo test check bench lock words schema
.DEFAULT_GOAL := help
POLE ?= phares
PORT ?= 8000
PHARES_HOME ?= var/$(POLE)
PYTHON := .venv/bin/python

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: ## the demonstration, served on PORT (8000); POLE=phares or hainaut
	@bin/bootstrap app
	@PHARES_HOME='$(PHARES_HOME)' PORT='$(PORT)' exec .venv/bin/phares demo --pole '$(POLE)'

test: ## everything: checks, then all tests on SQLite and on PostgreSQL
	@bin/bootstrap test
	@exec $(PYTHON) bin/test

check: ## the quick part: style, types, imports, migrations, templates, rules, architecture
	@bin/bootstrap test
	@exec $(PYTHON) bin/check

bench: ## speed at full size, as JSON
	@bin/bootstrap test
	@exec $(PYTHON) -m tests.bench

words: ## the English catalogue brought up to the sentences of the code, and compiled
	@bin/bootstrap test
	@exec $(PYTHON) -m tests.words

schema: ## the tables of a new base in one piece, after a migration was added
	@bin/bootstrap test
	@exec $(PYTHON) -m tests.schema

lock: ## requirements/*.lock again from pyproject.toml
	@bin/lock
