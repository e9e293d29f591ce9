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
# Four times what grows with the run, sixteen times what grows with its square
MOST_TIMES = 9
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


def seconds(used: Used, before: str, run: str, length: int) -> float:
    text = before + (run * (length // len(run) + 1))[:length] + SPOILING
    sent = text if isinstance(used.pattern.pattern, str) else text.encode()
    best = PATIENCE_SECONDS
    for _ in range(TRIES):
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
    """Return the run of characters with which it does, and how long that took; `long` is four times `short`."""
    longest = LONGEST.get(str(used), short)
    for before, run in runs(used.pattern):
        few = seconds(used, before, run, longest)
        if few < FEW_SECONDS or (longest < short and few < SOME_SECONDS):
            continue
        many = PATIENCE_SECONDS if few >= PATIENCE_SECONDS else seconds(used, before, run, long)
        if longest < short or many >= min(PATIENCE_SECONDS, MOST_TIMES * few):
            return f"{before!r} + {run!r}: {few * 1000:.0f} ms of {longest}"
    return None


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
