"""A backup while readers ask: how long it takes, how large it is, how long readers wait beside it and without it.

Every answer has to be what it was before, and the backup has to hold every letter. First all is written, then a second
backup, which takes only what is new. By itself: `python -m tests.soak.backup_beside_readers [--letters N | --data FOLDER]
[--originals N] [--seconds N]`, where a copy of the folder is made. Exit 1 on a failure.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.pages import PEER
from tests.bench.service import Service, fetch, first_answer, make_data, serving
from tests.bench.speed import percentile
from tests.soak.backup_kills import add_originals
from tests.soak.chance import Chance
from tests.soak.crowd import WORKERS, addresses
from tests.soak.installations import Installation

READERS = 8
_COUNT = "SELECT count(*) FROM proposals_replyletter"


@dataclass(slots=True)
class Readers:
    """What they ask is asked once before: `before` holds the answers. `taken` are the seconds since the last look."""

    service: Service
    before: Mapping[str, bytes]
    taken: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def read(self, reader: int) -> None:
        chance = Chance(f"backup:{reader}")
        with closing(self.service.connect()) as connection:
            while not self.over.is_set():
                address = chance.choice(list(self.before))
                began = time.monotonic()
                status, body = fetch(connection, address)
                self.taken.append(time.monotonic() - began)
                if status != 200 or (address.startswith("/api/") and body != self.before[address]):
                    self.problems.append(f"{address}: {status}, another answer")

    def look(self, meanwhile: str) -> str:
        """In words, how long answers took since the last look."""
        taken, self.taken = self.taken, []
        p50, p95, p99 = (percentile(taken, share) * 1000 for share in (0.5, 0.95, 0.99))
        return f"{meanwhile}: {len(taken)} answers, p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f} ms\n"


def back_up_beside_readers(letters: int, originals: int, seconds: int, base: Path | None = None) -> list[str]:
    """What was wrong; nothing if all was well. `base`: a data folder of so many letters, which is left as it is."""
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        data, target = Path(name) / "data", Path(name) / "backups"
        if base:
            shutil.copytree(base, data)
        else:
            make_data(data, letters)
        add_originals(data, Chance("originals"), originals)
        with serving(data, workers=WORKERS) as service:
            first_answer(service, PEER)
            with _reading(service) as readers:
                time.sleep(seconds)
                told = readers.look("readers alone")
                for which in ("the first backup", "the second backup"):
                    began = time.monotonic()
                    written = Installation(data).run("backup", str(target)).strip().rpartition("：")[2]
                    took = f"{which}, {time.monotonic() - began:.1f} s, {written}"
                    told += readers.look(took)
        sys.stdout.write(f"backup of {letters} letters and {originals} originals beside {READERS} readers\n{told}")
        return [*readers.problems[:20], *_lost(data, target)]


@contextmanager
def _reading(service: Service) -> Iterator[Readers]:
    """Readers at work, until the end."""
    with closing(service.connect()) as connection:
        # twice, so that both workers have most of it in memory
        before = [{address: fetch(connection, address)[1] for address in addresses()} for _ in range(WORKERS)]
    readers = Readers(service, before[-1])
    with ThreadPoolExecutor(READERS) as pool:
        at_work = [pool.submit(readers.read, reader) for reader in range(READERS)]
        try:
            yield readers
        finally:
            readers.over.set()
    for one in at_work:
        one.result()


def _lost(data: Path, target: Path) -> Iterator[str]:
    held, *copies = (_letters(path) for path in (data / "kejiting.sqlite3", *sorted(target.glob("*/base.sqlite3"))))
    if copies != [held, held]:
        yield f"{held} letters, and in the backups {copies}"


def _letters(base: Path) -> int:
    with closing(sqlite3.connect(base)) as opened:
        return int(opened.execute(_COUNT).fetchone()[0])


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.soak.backup_beside_readers", description="Backup and readers."
    )
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--data", type=Path, help="a data folder of so many letters, which is made otherwise")
    parser.add_argument("--originals", type=int, default=20_000, help="of 50 kB each")
    parser.add_argument("--seconds", type=int, default=30, help="so long readers are measured alone")
    options = parser.parse_args()
    problems = back_up_beside_readers(options.letters, options.originals, options.seconds, options.data)
    for problem in problems:
        sys.stdout.write(f"failed: {problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
