"""What a process that serves has in memory, what it leaves to those who need it, and how little a command begins with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LOADED = """
import gc, os, sys
os.environ["KEJITING_DATA_DIR"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "kejiting.settings"
import kejiting.runtime.server, kejiting.wsgi
kejiting.runtime.server.when_ready(None)
assert gc.isenabled() and gc.get_freeze_count() > 100_000
print(*sys.modules)
"""

BEGUN = """
import os, sys
from importlib import import_module
import django
os.environ["KEJITING_DATA_DIR"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "kejiting.settings"
django.setup()
for command in ("backup", "restore", "export", "import"):
    import_module(f"kejiting.management.commands.{command}")
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    command = [sys.executable, "-c", BEGUN, str(tmp_path_factory.mktemp("data"))]
    return subprocess.check_output(command, cwd=Path(__file__).parents[1], text=True).split()


@pytest.mark.parametrize(
    "module",
    [
        "ninja",
        "pydantic",
        "jinja2",
        "django.test",
        "numpy",
        "whoosh",
        "kejiting.urls",
        "kejiting.admin",
        "measures.records",
    ],
)
def test_a_command_begins_without(module: str, begun: list[str]) -> None:
    """It is half of what it would take: some 200 processes of tests begin so, and each timer of an installation."""
    assert module not in begun


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    command = [sys.executable, "-c", LOADED, str(tmp_path_factory.mktemp("data"))]
    return subprocess.check_output(command, cwd=Path(__file__).parents[1], text=True).split()


@pytest.mark.parametrize(
    "library", ["pdfplumber", "pdfminer", "lxml", "pypinyin", "psycopg", "docx", "jieba", "xlsxwriter"]
)
def test_what_serves_does_not_load(library: str, loaded: list[str]) -> None:
    assert library not in loaded


@pytest.mark.parametrize("module", ["kejiting.urls", "kejiting.search_pages.views", "kejiting.search", "rjieba"])
def test_what_serves_loads_before_the_processes_part(module: str, loaded: list[str]) -> None:
    assert module in loaded
