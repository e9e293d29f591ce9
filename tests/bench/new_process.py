"""The index alone, asked by a new process that has nothing else to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.letters import PROJECT

# Milliseconds from a new process to its first answer, and megabytes after a hundred more.
_FIRST_ANSWER = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from kejiting.search import SearchIndex, SearchQuery, parse_words
index = SearchIndex(Path(sys.argv[1]))
index.search(SearchQuery(parse_words(sys.argv[2])))
first = time.perf_counter() - began
for q in sys.argv[2:]:
    index.search(SearchQuery(parse_words(q)))
print(first * 1000, int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20)
"""


def first_answer(index: Path, words: Sequence[str]) -> tuple[float, float]:
    """Milliseconds from a new process to its answer about the first word, and its megabytes after a hundred more."""
    milliseconds, megabytes = map(float, _run("-c", _FIRST_ANSWER, str(index), *words[:100]).split())
    return milliseconds, megabytes


def _run(*words: str) -> str:
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True).stdout
