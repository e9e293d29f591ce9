"""Installations in folders of their own, and our commands run on them as processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.bench.letters import PROJECT
from tests.cluster.postgres import Server


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder and what its processes are told; with a `server`, its base is there and has the folder's name."""

    data: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, data: Path, server: Server | None) -> Self:
        return cls(data, server.environ(data.name) if server else {})

    def start(self, *command: str, errors: int | None = None) -> subprocess.Popen[str]:
        return start(self.data, *command, errors=errors, environ=self.environ)

    def start_python(self, code: str, *words: str) -> subprocess.Popen[str]:
        return start_python(self.data, code, *words, environ=self.environ)

    def run(self, *command: str) -> str:
        """What it printed. Raises RuntimeError if it failed."""
        return finish(self.start(*command))

    def run_python(self, code: str, *words: str) -> str:
        return finish(self.start_python(code, *words))


def new_base(data: Path) -> Path:
    finish(start(data, "migrate", "-v0", "--skip-checks"))
    return data


def start(
    data: Path, *command: str, errors: int | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """A `manage.py` command on the installation whose data lie there."""
    return _process(data, "manage.py", *command, errors=errors, environ=environ)


def start_python(data: Path, code: str, *words: str, environ: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    return _process(data, "-c", code, *words, environ=environ)


def finish(run: subprocess.Popen[str]) -> str:
    """What it printed. Raises RuntimeError if it failed."""
    out, _ = run.communicate()
    if run.returncode:
        raise RuntimeError(f"a run ended with {run.returncode}: {out[-1000:]}")
    return out


def _process(
    data: Path, *words: str, errors: int | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KEJITING_", "DJANGO_"))}
    ours = {"KEJITING_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "kejiting.settings"}
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=PROJECT,
        env={**kept, **ours, **(environ or {})},
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )
