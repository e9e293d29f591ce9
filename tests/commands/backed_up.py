"""An installation with the seeds, and what is asked of one to know it again."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from tests.soak.installations import start


def run(data: Path, *command: object) -> str:
    """What a command printed. Raises AssertionError if it failed."""
    process = start(data, *map(str, command), errors=subprocess.PIPE)
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    return out


def refusal(data: Path, *command: object) -> str:
    """What a command that ends with 1 said: one line."""
    process = start(data, *map(str, command), errors=subprocess.PIPE)
    _, errors = process.communicate()
    assert process.returncode == 1, errors
    (line,) = [line for line in errors.splitlines() if " INFO " not in line]
    return line.removeprefix("CommandError: ")


def acts_of(data: Path) -> list[tuple[str, str, str]]:
    """What the audit tells: the act, on what, and what is said of it."""
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        return base.execute("SELECT act, kind, detail FROM kejiting_auditrecord ORDER BY number").fetchall()


def state_of(data: Path) -> tuple[list[str], dict[str, str], str]:
    """All rows of the base but those of the audit, all originals, and the secret key."""
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        rows = [line for line in base.iterdump() if "kejiting_audit" not in line]
    files = sorted((data / "originals").glob("*/*"))
    return rows, {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}, secret_of(data)


def secret_of(data: Path) -> str:
    return (data / "secret-key").read_text()


def backups_of(target: Path) -> list[Path]:
    return sorted(path for path in target.iterdir() if not path.name.startswith("."))
