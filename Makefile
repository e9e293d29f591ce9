# Kejiting's commands. Everything lands in .venv and var/; nothing else on the machine is touched.

PYTHON ?= python3
PORT ?= 8000
export PORT
# Processes that tests start read what Python has compiled once, also where an image says otherwise
unexport PYTHONDONTWRITEBYTECODE
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
# uv, where it is there, installs what a lock holds in a fifth of pip's time; pip where it is not, or fails
install = command -v uv >/dev/null && uv pip install --quiet --python .venv/bin/python --require-hashes -r $(1) || $(PIP) -r $(1)
export UV_COMPILE_BYTECODE ?= 1

.PHONY: install install-ocr run test lint bench pictures soak security cluster sbom lock clean

install: .venv/run.stamp

# Reads scans, too: models of 31 MB, and what runs them.
install-ocr: .venv/ocr.stamp

run: .venv/run.stamp
	@exec .venv/bin/python manage.py serve

test: .venv/dev.stamp
	.venv/bin/python -m pytest -n auto --maxprocesses 4
	.venv/bin/python -m tests.on_postgres

lint: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint templates --lint --quiet
	.venv/bin/djlint templates --lint --quiet --profile jinja --extension jinja
	.venv/bin/deptry .

bench: .venv/dev.stamp
	.venv/bin/python -m tests.bench

# Of every page, to be looked at, in var/pictures; and those of the README. Needs Chromium.
pictures: .venv/dev.stamp
	.venv/bin/python -m tests.pictures

# Long: minutes of fuzzing and of killing runs. What fails is kept in var/soak and can be repeated by its seed.
SAMPLED := tests/entry/test_review_actions_random.py tests/entry/test_endless_texts.py tests/disturbed tests/draft_checks \
  tests/text/test_pdf_drawn.py tests/e2e/test_review_by_mouse_in_browser.py
soak: .venv/dev.stamp
	.venv/bin/python -m tests.soak
	SOAK=1 .venv/bin/python -m pytest -n auto $(SAMPLED)

# The whole of docs/security.md, in at most ten minutes: each address as each role, the API by schemathesis, 2,000 hostile forms.
security: .venv/dev.stamp
	SECURITY=1 timeout 600 .venv/bin/python -m pytest -n auto tests/security tests/pages/test_hostile_parameters.py tests/contacts/test_surfaces.py

# To try out: a primary, two replicas and two web servers in temporary folders, until Ctrl+C.
cluster: .venv/dev.stamp
	@exec .venv/bin/python -m tests.cluster

# What the program consists of, by its lock
sbom: .venv/run.stamp
	@mkdir -p var
	.venv/bin/python manage.py sbom > var/sbom.cdx.json

# A stamp is written last, so that an installation cut off half way is taken up again.
.venv/run.stamp: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "找不到 $(PYTHON)。请安装 Python 3.11 或更新的版本，或者指定：make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "需要 Python 3.11 或更新的版本，现在是 " + sys.version.split()[0] + "。可以指定：make run PYTHON=python3.12")'
	@.venv/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	$(call install,requirements.txt)
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(call install,requirements-dev.txt)
	@touch $@

.venv/ocr.stamp: requirements-ocr.txt .venv/run.stamp
	$(call install,requirements-ocr.txt)
	@touch $@

# Needs uv. The locks hold versions and hashes, never addresses.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --group dev -o requirements-dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --extra ocr --constraint requirements-dev.txt -o requirements-ocr.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
