"""Installations in folders of their own, and our commands run on them as processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bench.letters import PROJECT


def new_base(data: Path) -> Path:
    finish(start(data, "migrate", "-v0"))
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
