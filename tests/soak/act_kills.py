"""Kill people's acts and migrations at moments of chance: what was acknowledged is there, and the doctor finds nothing."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.cluster.postgres import Server
from tests.soak.chance import Chance
from tests.soak.installations import Installation

POINTS = 100
# Every so many points a new base is made
_MIGRATIONS = 10
_LONGEST_LIFE = {"acts": 4.0, "migrate": 4.0}
_WORK = """
import sys
import django
django.setup()
from tests.soak.acts import work
work(sys.argv[1])
"""
# What it holds, and what the doctor finds without what a start mends, too
_LOOK = """
import json
import django
django.setup()
from django.core.management import call_command
from proposals.models import ReplyLetter
print(json.dumps(dict(ReplyLetter.everything.values_list("pk", "version"))))
call_command("search_index", "mend", verbosity=0)
print()
call_command("doctor", "--json")
"""


def kill_acts(seed: int, points: int = POINTS, server: Server | None = None) -> list[str]:
    """What was wrong afterwards; nothing if all was well. On SQLite, or on a base of the server's."""
    chance = Chance(f"{seed}:acts")
    problems: list[str] = []
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        root = Path(name)
        place = Installation.at(root / "acts", server)
        place.run("migrate", "-v0")
        place.run("prepare")
        for point in range(points):
            if point % _MIGRATIONS == _MIGRATIONS - 1:
                done["migrations"] += 1
                wrong = _wrong_after_migration(Installation.at(root / f"new{point}", server), chance)
            else:
                wrong = _wrong_after_acts(place, f"{seed}:{point}", chance, done)
            problems += [f"point {point}: {line}" for line in wrong]
    sys.stdout.write(f"acts killed at {points} points, done {dict(done)}, {len(problems)} wrong\n")
    return problems


def _wrong_after_acts(place: Installation, seed: str, chance: Chance, done: Counter[str]) -> list[str]:
    run = place.start_python(_WORK, seed)
    if run.stdout is None or not run.stdout.readline():
        raise RuntimeError("a run ended before it was at work")
    time.sleep(chance.uniform(0, _LONGEST_LIFE["acts"]))
    run.kill()
    versions: dict[str, int] = {}
    # what was cut off was not acknowledged
    for line in run.communicate()[0].splitlines(keepends=True):
        if line.endswith("\n"):
            act, letter, version = line.rsplit(maxsplit=2)
            versions[letter] = int(version)
            done[act] += 1
    held, wrong = _look(place)
    lost = [letter for letter, version in versions.items() if held.get(letter, -1) < version]
    return [
        *wrong,
        *(
            f"letter {letter} was acknowledged as version {versions[letter]}, and is {held.get(letter)}"
            for letter in lost
        ),
    ]


def _look(place: Installation) -> tuple[dict[str, int], list[str]]:
    """The versions of its letters, and what the doctor calls an error."""
    versions, _, rest = place.start_python(_LOOK).communicate()[0].partition("\n")
    checks = json.loads(rest[rest.index("\n{") :])["checks"]
    findings = [finding["message"] for check in checks for finding in check["findings"] if finding["level"] == "error"]
    return json.loads(versions), [*(check["failure"] for check in checks if check["failure"]), *findings]


def _wrong_after_migration(place: Installation, chance: Chance) -> list[str]:
    run = place.start("migrate", "-v0")
    time.sleep(chance.uniform(0, _LONGEST_LIFE["migrate"]))
    run.kill()
    run.communicate()
    place.run("migrate", "-v0")
    place.run("prepare")
    return _look(place)[1]
