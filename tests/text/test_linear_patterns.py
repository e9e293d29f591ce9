"""Every pattern of the packages takes a time that grows with a run of what it looks for, not with its square."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

from tests.text.pumps import PACKAGES, Used, runs, used_patterns

SHORT, LONG = 3_000, 12_000
# Less than a square takes of the short run, more than what is linear takes of the long one
FEW_SECONDS = 0.006
# Four times what grows with the run, sixteen times what grows with its square: so many are doubted, so many too many
SOME_TIMES, MOST_TIMES = 4.5, 9
# Of a text that is never longer
SOME_SECONDS = 0.1
TRIES = 3
PATIENCE_SECONDS = 0.5
SPOILING = "\0!"
# Of these no text is longer, for whoever asks them looks at its length first
LONGEST = {
    "proposals.parsing.salutation._PEOPLE_BEHIND": 200,
    "proposals.parsing.salutation._NOT_THE_NAME": 200,
    "proposals.parsing.titles._TITLE": 200,
    "proposals.parsing.titles._LINES": 200,
    "measures.extraction.figures.bounds.TRAILING": 60,
    "measures.extraction.figures.hedges._BEFORE": 16,
    "measures.extraction.indicators._TRAILING": 60,
    "measures.extraction.same_name._HOW_MANY": 60,
}
patterns = cache(used_patterns)


class TooLong(Exception):
    """A pattern ran away."""


@contextmanager
def patience() -> Iterator[None]:
    """A pattern looks now and then for signals; of this process's own time, for the machine may be busy."""

    def stop(*_: object) -> None:
        raise TooLong

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def ask(used: Used, text: Any) -> None:
    for method in used.methods:
        if method in {"match", "fullmatch"}:
            getattr(used.pattern, method)(text)
        else:
            for _ in used.pattern.finditer(text):
                pass


def seconds(used: Used, before: str, run: str, length: int, tries: int) -> float:
    text = before + (run * (length // len(run) + 1))[:length] + SPOILING
    sent = text if isinstance(used.pattern.pattern, str) else text.encode()
    best = PATIENCE_SECONDS
    for _ in range(tries):
        began = time.thread_time()
        try:
            with patience():
                ask(used, sent)
        except TooLong:
            return PATIENCE_SECONDS
        best = min(best, time.thread_time() - began)
        if best < FEW_SECONDS:
            break
    return best


def grows(used: Used, short: int = SHORT, long: int = LONG) -> str | None:
    """Return the run of characters with which it does; `long` is four times `short`."""
    for before, run in runs(used.pattern):
        tried = ((1, SOME_TIMES), (TRIES, MOST_TIMES))  # again only where once leaves a doubt
        if not any(_is_linear(used, before, run, (short, long), *how) for how in tried):
            return f"{before!r} + {run!r}"
    return None


def _is_linear(used: Used, before: str, run: str, lengths: tuple[int, int], tries: int, most_times: float) -> bool:
    short, long = lengths
    longest = LONGEST.get(str(used), short)
    few = seconds(used, before, run, longest, tries)
    if few < FEW_SECONDS or longest < short:
        return few < (FEW_SECONDS if longest == short else SOME_SECONDS)
    return few < PATIENCE_SECONDS and seconds(used, before, run, long, tries) < min(PATIENCE_SECONDS, most_times * few)


def test_it_works() -> None:
    assert grows(Used("", "", re.compile(r"\s*x"), frozenset({"search"})))
    assert grows(Used("", "", re.compile(r"(a+)+b"), frozenset({"match"})))
    assert not grows(Used("", "", re.compile(r"(?<!\s)\s*x"), frozenset({"search"})))
    assert not grows(Used("", "", re.compile(r"\s*x"), frozenset({"match"})))
    assert len(patterns()) > 600


@pytest.mark.parametrize("package", PACKAGES)
def test_no_pattern_grows_with_the_square(package: str) -> None:
    growing = [f"{used}: {how}" for used in patterns() if used.module.startswith(package) and (how := grows(used))]
    assert growing == []
