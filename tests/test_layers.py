"""No module stands outside the contract of who may import whom."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGES = ("kejiting", "proposals", "measures")
# settings are read before anything else is imported, and apps are told to Django by name
APART = {
    "kejiting.settings",
    "kejiting.runtime.environment",
    "kejiting.runtime.secret_key",
    "kejiting.web.access",
    "kejiting.apps",
    "kejiting.migrations",
    "proposals.apps",
    "measures.apps",
    "proposals.migrations",
    "measures.migrations",
}


def test_every_module_stands_in_a_layer() -> None:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    listed = {name.strip() for layer in contracts[0]["layers"] for name in re.split("[|:]", layer)} | APART
    on_disk = {
        ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
        for package in PACKAGES
        for path in (PROJECT / package).rglob("*.py")
    }

    assert listed <= on_disk
    assert {module for module in on_disk if not _stands_in(module, listed)} == _rooms_around(listed)


def _stands_in(module: str, listed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in listed)


def _rooms_around(listed: set[str]) -> set[str]:
    """The folders that hold what is listed: nothing is in them themselves."""
    return {name.rsplit(".", depth)[0] for name in listed for depth in range(1, name.count(".") + 1)} - listed


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "import_module":
            yield ast.unparse(node.args[0]).strip("'")


@pytest.mark.parametrize(
    ("library", "room"),
    [
        ("whoosh", "kejiting/search/whoosh"),
        ("jieba", "kejiting/text"),
        ("rjieba", "kejiting/text"),
        ("opencc", "kejiting/text"),
        ("pdfplumber", "kejiting/text/pdf"),
        ("rapidocr", "kejiting/text/ocr"),
    ],
)
def test_each_engine_has_one_room(library: str, room: str) -> None:
    users = {
        path.relative_to(PROJECT).parent.as_posix()
        for package in PACKAGES
        for path in (PROJECT / package).rglob("*.py")
        if any(name.split(".")[0] == library for name in imported_by(path))
    }
    assert users == {room}
