# Thin: each target is a script or one command.
.PHONY: help run test build dev lint format bench fuzz setup clean

help: ## List the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

run: ## Try Latchkey: set up, build, demo data, demo wallet, http://localhost:3000
	@scripts/run

test: ## Everything that is checked before a change goes in
	@scripts/test

build: ## One optimised binary with the front end inside: target/release/latchkey
	@scripts/build

dev: ## Like run, with a quick unoptimised build of the server
	@scripts/run --dev

lint: ## The checks that read the code without running it
	@scripts/setup --tests
	@scripts/lint

format: ## Format the Rust code
	@cargo fmt --all

bench: ## Measure, and print the table of docs/benchmarks.md
	@scripts/bench

fuzz: ## Look for input that breaks a parser, a minute for each
	@scripts/fuzz

setup: ## Install what is missing for building and testing
	@scripts/setup --tests

clean: ## Remove what was built, and the data of run
	@rm -rf target dist node_modules .latchkey
