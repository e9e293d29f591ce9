"""What the documents say of the house is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kejiting.runtime.version import program_version

PROJECT = Path(__file__).parent.parent
DOCUMENTS = [
    PROJECT / "CHANGELOG.md",
    PROJECT / "README.md",
    PROJECT / "README.zh.md",
    *sorted((PROJECT / "docs").rglob("*.md")),
]
# `kejiting/text/`, `tests/test_layers.py`; not `/letters/`, `origin`, `measures.extraction`
PLACE = re.compile(r"`((?:kejiting|proposals|measures|templates|static|fixtures|tests|docs)/[\w/.-]*)`")
RELEASE = re.compile(r"\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d")
FLOORS = re.compile(r"```\n(site .*?)```", re.DOTALL)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_the_places_it_names_are_there(document: Path) -> None:
    named = PLACE.findall(document.read_text(encoding="utf-8"))

    assert [place for place in named if not (PROJECT / place).exists()] == []


def test_the_readme_shows_the_contract() -> None:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    block = FLOORS.search((PROJECT / "README.md").read_text(encoding="utf-8"))
    assert block is not None
    shown = [line.split(maxsplit=1)[1] for line in block[1].strip().splitlines()]

    assert [_names(line) for line in shown] == [_names(line) for line in contracts[0]["layers"]]


def test_each_release_has_its_changes_and_its_bundle() -> None:
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *releases = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert first == "[未发布]"
    named = [RELEASE.fullmatch(release) for release in releases]
    assert all(named)
    versions = [found[1] for found in named if found]

    assert versions[0] == program_version()
    bundles = [f"release_{version.replace('.', '_')}.tar.xz" for version in versions]
    assert [name for name in bundles if not (PROJECT / "tests/upgrades" / name).is_file()] == []
    assert (
        sorted(set(re.findall(r"^### (.+)$", text, re.MULTILINE)) - {"新增", "变更", "弃用", "移除", "修复", "安全"})
        == []
    )
    image = f"kejiting:{program_version()}"
    assert image in (PROJECT / "docs/operations/compose.yaml").read_text(encoding="utf-8")
    assert image in (PROJECT / "docs/operations/Dockerfile").read_text(encoding="utf-8")


def _names(floor: str) -> list[str]:
    """kejiting.wsgi : urls → kejiting.wsgi : kejiting.urls, mark by mark."""
    package, names = "", []
    for word in floor.split():
        package = word.partition(".")[0] if "." in word else package
        names.append(word if word in {":", "|"} or "." in word else f"{package}.{word}")
    return names
