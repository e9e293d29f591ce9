"""The version of this program, as pyproject.toml has it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PROJECT_FILE = Path(__file__).resolve().parents[2] / "pyproject.toml"


@cache
def program_version() -> str:
    version: str = tomllib.loads(PROJECT_FILE.read_text("utf-8"))["project"]["version"]
    return version
