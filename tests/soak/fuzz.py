"""Read many mutated letters on two processes; name each one that is not read or refused as it should be."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.soak.cases import Case, make_case
from tests.soak.checks import BrokenRule, check

PROCESSES = 2
_AT_ONCE = 50
_SECONDS_A_CASE = {".txt": 5.0, ".html": 10.0, ".docx": 20.0, ".pdf": 60.0}
_SECONDS_A_BATCH = 600.0
_SHOWN_EVERY = 1000


class Hung(BaseException):
    """The time of a case is up. No reader may take it for an error of its own."""


@dataclass(frozen=True, slots=True)
class Failure:
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some cases of a seed: from `first`, `count` of them; failing ones are written to `folder`."""

    seed: int
    first: int
    count: int
    folder: Path


def fuzz(seed: int, count: int, folder: Path) -> int:
    """Run the cases 0 to `count`; the number of those that failed."""
    batches = [Batch(seed, first, min(_AT_ONCE, count - first), folder) for first in range(0, count, _AT_ONCE)]
    began = time.monotonic()
    done = read = failed = 0
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        results = pool.imap_unordered(run_batch, batches)
        for _ in batches:
            # a process that is stuck beyond its own alarm ends the run
            cases, read_here, failures = results.next(timeout=_SECONDS_A_BATCH)
            done, read, failed = done + cases, read + read_here, failed + len(failures)
            for failure in failures:
                sys.stdout.write(f"failed: seed {seed}, case {failure.number}: {failure.reason}\n")
            if done % _SHOWN_EVERY == 0 or done == count:
                rate = done / (time.monotonic() - began)
                sys.stdout.write(f"{done}/{count} cases, {read} read, {failed} failed, {rate:.0f} cases/s\n")
                sys.stdout.flush()
    return failed


def run_batch(batch: Batch) -> tuple[int, int, list[Failure]]:
    """How many cases, how many of them were read, and what failed."""
    read = 0
    failures = []
    for number in range(batch.first, batch.first + batch.count):
        case = make_case(batch.seed, number)
        try:
            with _alarm(_SECONDS_A_CASE[Path(case.name).suffix]):
                read += check(case)
        except BrokenRule as broken:
            failures.append(_kept(case, f"not so: {broken}", batch))
        except Hung:
            failures.append(_kept(case, "it hung", batch))
        except Exception as error:  # whatever it is, it is what we look for
            failures.append(_kept(case, f"{type(error).__name__}: {error}", batch))
    return batch.count, read, failures


def _kept(case: Case, reason: str, batch: Batch) -> Failure:
    batch.folder.mkdir(parents=True, exist_ok=True)
    path = batch.folder / f"{batch.seed}-{case.number}{Path(case.name).suffix}"
    path.write_bytes(case.data)
    return Failure(case.number, f"{reason} ({path})")


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Count the processor's time: on a busy machine a letter that takes little of it waits long."""
    signal.signal(signal.SIGPROF, _time_is_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _time_is_up(number: int, frame: FrameType | None) -> None:
    raise Hung
