"""Many files through the command line, into a new data folder: how fast, and whether memory grows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.letters import PROJECT, letters
from tests.bench.rows import Row

_FEW, _MANY = 100, 1000
# What the command's process reports at its end: the largest resident size in kilobytes
_MEASURED = """
import resource, sys, time
from django.core.management import execute_from_command_line
began = time.perf_counter()
try:
    execute_from_command_line(["manage.py", "ingest_letters", *sys.argv[1:]])
finally:
    print("seconds", time.perf_counter() - began, "kilobytes", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="kejiting-bench-") as folder:
        few, many = (_put(Path(folder) / str(count), count) for count in (_FEW, _MANY))
        slow, small = ingested(few, Path(folder) / "data-few")
        fast, large = ingested(many, Path(folder) / "data-many")
        again, _ = ingested(many, Path(folder) / "data-many")
    yield Row(
        f"ingest_letters --publish, {_MANY} files", "letters/s", _MANY / fast, f"the first {_FEW} alone", _FEW / slow
    )
    yield Row("the same once more", "letters/s", _MANY / again, "the first run", _MANY / fast)
    yield Row(f"memory after {_MANY} files", "MB", large, f"after {_FEW}", small)


def ingested(letters_folder: Path, data: Path) -> tuple[float, float]:
    """Seconds, and megabytes at the most, of publishing all letters of a folder."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("KEJITING_", "DJANGO_"))}
    environ |= {"KEJITING_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "kejiting.settings"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=PROJECT, env=environ, check=True)
    measured = [sys.executable, "-c", _MEASURED, str(letters_folder), "--publish"]
    done = subprocess.run(measured, cwd=PROJECT, env=environ, check=True, capture_output=True, text=True)
    # seconds 12.5 kilobytes 120000; not a letter's line
    found = re.search(r"^seconds ([\d.]+) kilobytes (\d+)$", done.stdout, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"the run did not come to its end: {done.stdout[-500:]}{done.stderr[-500:]}")
    return float(found[1]), int(found[2]) / 1024


def _put(folder: Path, count: int) -> Path:
    folder.mkdir()
    for place, text in enumerate(letters(count)):
        (folder / f"{place:05}.txt").write_text(text, encoding="utf-8")
    return folder
