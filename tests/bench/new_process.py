"""The index alone, asked by a new process that has nothing else to do: `python -m tests.bench.new_process INDEX`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kejiting.search import SearchIndex
from tests.bench.asking import known, questions
from tests.bench.letters import PROJECT
from tests.bench.speed import cold_and_warm, percentile

# Milliseconds from a new process to its first answer, and megabytes after a hundred more.
_FIRST_ANSWER = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from kejiting.search import SearchIndex, SearchQuery, parse_terms
index = SearchIndex(Path(sys.argv[1]))
index.search(SearchQuery(parse_terms(sys.argv[2])))
first = time.perf_counter() - began
for q in sys.argv[2:]:
    index.search(SearchQuery(parse_terms(q)))
print(first * 1000, int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20)
"""


def first_answer(index: Path, words: Sequence[str]) -> tuple[float, float]:
    """Milliseconds from a new process to its answer about the first word, and its megabytes after a hundred more."""
    milliseconds, megabytes = map(float, _run("-c", _FIRST_ANSWER, str(index), *words[:100]).split())
    return milliseconds, megabytes


def medians(index: Path) -> Mapping[str, tuple[float, float]]:
    """Milliseconds of a question by kind, cold and warm, in a new process that asks all kinds one after another.

    Cold means that the process has not met the words; the system has the index's files in memory, as far as they fit.
    """
    return {kind: (cold, warm) for kind, (cold, warm) in json.loads(_run("-m", __name__, str(index))).items()}


def _run(*words: str) -> str:
    command = [sys.executable, *words]
    # whatever is set here: a process of an installation finds its modules compiled
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def _median_of_kinds(index: Path) -> dict[str, tuple[float, float]]:
    engines = {"ours": SearchIndex(index).search}
    taken = {kind: cold_and_warm(engines, queries) for kind, queries in questions(known())}
    return {
        kind: (percentile(cold["ours"], 0.5), percentile(warm["ours"], 0.5)) for kind, (cold, warm) in taken.items()
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_median_of_kinds(Path(sys.argv[1]))))
