# Two commands do everything: `make chat` to converse, `make test` to prove that it works.
PYTHON ?= python3.11
BIN := .venv/bin
LIBRARY ?= library
PORT ?= 7860
# leaves out llama.cpp's image support, which saves a quarter of its compile
export CMAKE_ARGS ?= -DLLAVA_BUILD=OFF

.PHONY: chat test check clean

chat: .venv/installed
	$(BIN)/chatbot add --library $(LIBRARY) chatbot/samples
	$(BIN)/chatbot serve --library $(LIBRARY) --port $(PORT) --open

test: .venv/tested-with
	$(BIN)/pytest

check: .venv/tested-with
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	@echo "Installing. llama.cpp is compiled for this machine, once; that takes about six minutes on two cores."
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/tested-with: .venv/installed
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

clean:
	rm -rf .venv library
