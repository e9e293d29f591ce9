"""What other processes are given to run stands in strings, which neither mypy nor a move of names sees."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
IMPORTS = re.compile(r"from ((?:kejiting|measures|proposals|tests)[\w.]*) import (\w+(?:, \w+)*)")


def imported_in_strings() -> Iterator[tuple[str, str, str]]:
    """(file, module, name), each once."""
    found = set()
    for path in FOLDER.rglob("*.py"):
        if path == Path(__file__):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for module, names in IMPORTS.findall(node.value):
                    found |= {(str(path.relative_to(FOLDER)), module, name) for name in names.split(", ")}
    yield from sorted(found)


@pytest.mark.parametrize(("path", "module", "name"), list(imported_in_strings()))
def test_what_they_import_is_there(path: str, module: str, name: str) -> None:
    assert hasattr(importlib.import_module(module), name) or importlib.import_module(f"{module}.{name}")
