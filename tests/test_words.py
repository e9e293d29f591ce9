"""One word has one meaning: no public class name stands twice."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).parent.parent
# Names that Django looks for
DJANGOS = {"Command", "Migration", "Meta"}


def test_no_public_class_name_stands_twice() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for package in ("kejiting", "proposals", "measures"):
        for path in sorted((PROJECT / package).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in DJANGOS:
                    found[node.name].append(path.relative_to(PROJECT).as_posix())

    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}
