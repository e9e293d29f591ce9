"""Kill saves and rebuilds at moments of chance: afterwards every saved letter is found, and no other."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.bench.letters import letters
from tests.soak.chance import Chance
from tests.soak.installations import finish, new_base, start, start_python

POINTS = 100
# More than are indexed while somebody waits, so that a search that finds no index has it built aside.
_FIRST_LETTERS = 60
# From when it is at work: about as long as a save, or a rebuild of these letters, takes.
_LONGEST_LIFE = 0.8
_DEEDS = ("save", "rebuild", "both")
_WORK = """
import sys
import django
django.setup()
from django.core.management import call_command
print("at work", flush=True)
call_command(*sys.argv[1:])
"""
# Asks the index as a page does, and compares it with the base read through: all letters, and a piece of each given text.
_CHECK = """
import sys, time
import django
django.setup()
from kejiting.indexing import sync
from kejiting.indexing.fallback import read_base
from kejiting.search import SearchQuery, parse_terms
from proposals.models import ReplyLetter
for _ in range(300):
    if sync.search(SearchQuery()).read is None:
        break
    time.sleep(0.1)
else:
    print("no index came back within half a minute")
problems = sync.find_mismatches()
if problems:
    print("out of step:", problems)
texts = list(ReplyLetter.objects.published().order_by("-pk").values_list("text", flat=True)[:20])
for text in texts:
    middle = len(text) // 2
    query = SearchQuery(parse_terms('"' + text[middle:middle + 8].replace('"', "") + '"'), sort="date", size=500)
    wanted, found = read_base(query, seconds=60), sync.search(query)
    if (wanted.count, wanted.passages, wanted.facets) != (found.count, found.passages, found.facets):
        print("other answers to", query)
print("letters", ReplyLetter.objects.published().count())
"""


def kill_at_points(seed: int, points: int = POINTS) -> list[str]:
    """What was wrong afterwards; nothing if all was well."""
    chance = Chance(f"{seed}:index")
    problems: list[str] = []
    died: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        root = Path(name)
        files = _files(root, _FIRST_LETTERS + points, seed)
        data = new_base(root / "data")
        first = [str(next(files)) for _ in range(_FIRST_LETTERS)]
        finish(start(data, "ingest_letters", *first, "--publish", "--json"))
        for point in range(points):
            deed = _DEEDS[point % len(_DEEDS)]
            commands = {
                "save": ["ingest_letters", str(next(files)), "--publish", "--json"],
                "rebuild": ["search_index", "rebuild"],
            }
            running = [start_python(data, _WORK, *words) for name, words in commands.items() if deed in {name, "both"}]
            for run in running:
                _wait_until_at_work(run)
            time.sleep(chance.uniform(0, _LONGEST_LIFE))
            for run in running:
                died[deed] += run.poll() is None
                run.kill()
                run.communicate()
            *said, last = finish(start_python(data, _CHECK)).splitlines()
            problems += [f"point {point}, {deed}: {line}" for line in said]
        sys.stdout.write(f"killed at {points} points, at work {dict(died)}; {last}\n")
    return problems


def _wait_until_at_work(run: subprocess.Popen[str]) -> None:
    if run.stdout is None or not run.stdout.readline():
        raise RuntimeError("a run ended before it was at work")


def _files(root: Path, count: int, seed: int) -> Iterator[Path]:
    for place, text in enumerate(letters(count, seed)):
        path = root / f"{place:04}.txt"
        path.write_text(text, encoding="utf-8")
        yield path
