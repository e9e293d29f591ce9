"""Kill people's acts and migrations at moments of chance: what was acknowledged is there, and the doctor finds nothing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.soak.chance import Chance
from tests.soak.installations import finish, new_base, start, start_python

POINTS = 60
# Every so many points a new base is made, which takes ten seconds undisturbed
_MIGRATIONS = 12
_LONGEST_LIFE = {"acts": 4.0, "migrate": 10.0}
_WORK = """
import sys
import django
django.setup()
from tests.soak.acts import work
work(sys.argv[1])
"""


def kill_acts(seed: int, points: int = POINTS) -> list[str]:
    """What was wrong afterwards; nothing if all was well."""
    chance = Chance(f"{seed}:acts")
    problems: list[str] = []
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        root = Path(name)
        data = new_base(root / "data")
        finish(start(data, "prepare"))
        for point in range(points):
            if point % _MIGRATIONS == _MIGRATIONS - 1:
                wrong = _wrong_after_migration(root / f"new{point}", chance)
            else:
                wrong = _wrong_after_acts(data, f"{seed}:{point}", chance, done)
            problems += [f"point {point}: {line}" for line in wrong]
    sys.stdout.write(f"acts killed at {points} points, done {dict(done)}\n")
    return problems


def _wrong_after_acts(data: Path, seed: str, chance: Chance, done: Counter[str]) -> list[str]:
    run = start_python(data, _WORK, seed)
    if run.stdout is None or not run.stdout.readline():
        raise RuntimeError("a run ended before it was at work")
    time.sleep(chance.uniform(0, _LONGEST_LIFE["acts"]))
    run.kill()
    versions: dict[int, int] = {}
    # what was cut off was not acknowledged
    for line in run.communicate()[0].splitlines(keepends=True):
        if line.endswith("\n"):
            act, letter, version = line.rsplit(maxsplit=2)
            versions[int(letter)] = int(version)
            done[act] += 1
    return [*_lost(data, versions), *_found_by_doctor(data)]


def _lost(data: Path, versions: dict[int, int]) -> Iterator[str]:
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        held = dict(base.execute("SELECT id, version FROM proposals_replyletter").fetchall())
    for letter, version in versions.items():
        if held.get(letter, -1) < version:
            yield f"letter {letter} was acknowledged as version {version}, and is {held.get(letter)}"


def _found_by_doctor(data: Path) -> Iterator[str]:
    """Without what it mends: the next start does so, too."""
    finish(start(data, "search_index", "mend"))
    run = start(data, "doctor", "--json", errors=subprocess.DEVNULL)
    for check in json.loads(run.communicate()[0])["checks"]:
        if check["failure"]:
            yield check["failure"]
        yield from (finding["message"] for finding in check["findings"] if finding["level"] == "error")


def _wrong_after_migration(data: Path, chance: Chance) -> Iterator[str]:
    run = start(data, "migrate", "-v0")
    time.sleep(chance.uniform(0, _LONGEST_LIFE["migrate"]))
    run.kill()
    run.communicate()
    finish(start(data, "migrate", "-v0"))
    finish(start(data, "prepare"))
    yield from _found_by_doctor(data)
