"""How speed, memory and disk grow with the number of letters: for each size an installation, made and asked by itself.

Times count the processes' starts, which weigh more the fewer letters there are. The letters have no figures and no
promises (`ledgers`), so the pages show none beside what they find. MB and KB are 2**20 and 2**10 bytes.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import new_process
from tests.bench.asking import known, questions
from tests.bench.pages import CLIENTS, PEER, one_client, pages_a_second, pages_by_kind, start
from tests.bench.service import collect_static, fill_base, first_answer, measured, serving, shell
from tests.bench.speed import percentile

SIZES = (1000, 20_000)
_SAVES = "from tests.bench.saves import measure; measure()"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is in `unit`; `aim` says where it is wanted, "" if nowhere."""

    what: str
    unit: str
    value: float
    aim: str = ""


def table(sizes: Sequence[int]) -> str:
    """A table in Markdown: a row a figure, a column a size, in letters."""
    columns = [list(_figures_of(letters)) for letters in sizes]
    heads = " | ".join(f"{letters:,} letters" for letters in sizes)
    lines = [f"| what | unit | aim | {heads} |", f"|---|---|---|{'--:|' * len(sizes)}"]
    for same in zip(*columns, strict=True):
        values = " | ".join(_rounded(figure.value) for figure in same)
        lines.append(f"| {same[0].what} | {same[0].unit} | {same[0].aim} | {values} |")
    return "\n".join(lines)


def _rounded(value: float) -> str:
    """Three digits, or all before the point."""
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def _figures_of(letters: int) -> Iterator[Figure]:
    """Of a new installation, which is gone afterwards."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kejiting-bench-") as name:
        data = Path(name) / "data"
        fill_base(data, letters, ledgers=False)
        sys.stderr.write(f"growth: {letters:,} letters in the base after {time.perf_counter() - began:.0f} s …\n")
        yield from _build(data, letters)
        collect_static(data)
        yield from _engine(data / "index")
        yield from _pages(data)
        # last, since they scatter the index
        yield from _saves(data)
    sys.stderr.write(f"growth: {letters:,} letters measured after {time.perf_counter() - began:.0f} s\n")


def _build(data: Path, letters: int) -> Iterator[Figure]:
    used = measured(data, "search_index", "rebuild")
    index = _bytes(data / "index", "**/*")
    yield Figure("index built", "letters/CPU s", letters / used.cpu_seconds, "≥ 200")
    yield Figure("index built", "minutes", used.wall_seconds / 60)
    yield Figure("memory of the build at its peak, RSS", "MB", used.peak_megabytes)
    yield Figure("index on disk", "MB", index / 2**20)
    yield Figure("index on disk, a letter", "KB", index / 2**10 / letters)
    yield Figure("database on disk, a letter", "KB", _bytes(data, "kejiting.sqlite3*") / 2**10 / letters)


def _bytes(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def _engine(index: Path) -> Iterator[Figure]:
    words = [word for _, queries in questions(known()) for query in queries for word in query.words.terms]
    taken, megabytes = new_process.first_answer(index, words)
    yield Figure("new process to first answer", "ms", taken, "≤ 200")
    yield Figure("its memory after 100 more, RSS", "MB", megabytes)
    for kind, (cold, warm) in new_process.medians(index).items():
        yield Figure(f"engine, {kind}, cold p50", "ms", cold)
        yield Figure(f"engine, {kind}, warm p50", "ms", warm)


def _pages(data: Path) -> Iterator[Figure]:
    asked = pages_by_kind()
    every = [page for pages in asked.values() for page in pages]
    yield Figure("start to first answer, gunicorn alone", "ms", start(data, every[0], prepare=False), "≤ 1,200")
    yield Figure("start to first answer, manage.py serve", "ms", start(data, every[0], prepare=True), "≤ 1,200")
    with serving(data, workers=1) as service:
        first_answer(service, PEER)
        by_kind, _ = one_client(service, asked)
        together = [one for taken in by_kind.values() for one in taken]
        yield Figure("page, all kinds, p50", "ms", percentile(together, 0.5), "≤ 4")
        yield Figure("page, all kinds, p99", "ms", percentile(together, 0.99), "≤ 10")
        whole, part = service.worker_megabytes()
        yield Figure("a worker's memory after that, RSS", "MB", whole)
        yield Figure("a worker's memory after that, PSS", "MB", part, "≤ 150")
    with serving(data, workers=2) as service:
        first_answer(service, PEER)
        yield Figure(f"{CLIENTS} clients on 2 workers", "pages/s", pages_a_second(service, every), "≥ 400")


def _saves(data: Path) -> Iterator[Figure]:
    taken = json.loads(shell(data, _SAVES))
    for label, share, aim in (("p50", 0.5, "≤ 40"), ("p95", 0.95, "≤ 80"), ("worst", 1.0, "≤ 200")):
        yield Figure(f"a save until it is found, {label}", "ms", percentile(taken, share), aim)
