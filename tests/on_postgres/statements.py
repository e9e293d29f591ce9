"""Which statements each test sends: a run on SQLite notes them, so that one on PostgreSQL need not repeat every test.

A statement is its text without numbers and lengths of lists, whether it locks what it selects (SQLite is not told), and
whether the base refused it. What the program sends for a test's fixtures is the test's, too; what a test itself looks up
is nothing of the program.
"""

from __future__ import annotations

import fcntl
import hashlib
import heapq
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import DatabaseError
from django.db.backends.utils import CursorWrapper
from django.db.models.sql.compiler import SQLCompiler

from kejiting.text.lazy_re import lazy_re

_SAVEPOINT = lazy_re(r"SAVEPOINT .*")
_SEVERAL = lazy_re(r"%s(?:, ?%s)+|\(%s\)(?:, ?\(%s\))+")
_NUMBER = lazy_re(r"\b\d+\b")

_TESTS = f"{Path(__file__).parent.parent}/"
_PROJECT = f"{Path(__file__).parent.parent.parent}/"


class Note(NamedTuple):
    """What a test took of the processor, and the statements that it sent, as short digests."""

    seconds: float
    statements: frozenset[str]


class Noting:
    """A plugin of pytest that notes the statements of each test of this process, and keeps them at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._notes: dict[str, Note] = {}
        self.sent: set[str] = set()
        self._locking = False
        for owner, name, around in (
            (SQLCompiler, "execute_sql", self._compile),
            (CursorWrapper, "execute", self._send),
            (CursorWrapper, "executemany", self._send),
        ):
            setattr(owner, name, _wrapped(getattr(owner, name), around))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.sent.clear()
        began = time.process_time()
        done = yield
        if self.sent:
            statements = frozenset(map(_digest, self.sent))
            self._notes[item.nodeid] = Note(time.process_time() - began, statements)
        return done

    def pytest_sessionfinish(self) -> None:
        if self._notes:
            keep_notes(self._folder, self._notes)

    def _compile(self, do: Callable[..., Any], compiler: SQLCompiler, *args: Any, **options: Any) -> Any:
        self._locking = compiler.query.select_for_update
        try:
            return do(compiler, *args, **options)
        finally:
            self._locking = False

    def _send(self, do: Callable[..., Any], cursor: CursorWrapper, sql: object, *args: Any) -> Any:
        if _asks_for_itself():
            return do(cursor, sql, *args)
        statement = f"{'locking ' * self._locking}{_shape(str(sql))}"
        self.sent.add(statement)
        try:
            return do(cursor, sql, *args)
        except DatabaseError as error:
            self.sent.add(f"{type(error).__name__} {statement}")
            raise


def _wrapped(do: Callable[..., Any], around: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **options: Any) -> Any:
        return around(do, *args, **options)

    return wrapper


def _asks_for_itself() -> bool:
    """Whether a test asks: of the project's own functions under way, the last called is one of the tests'."""
    frame = sys._getframe(2)
    while frame := frame.f_back:
        name = frame.f_code.co_filename
        if name.startswith(_PROJECT) and "site-packages" not in name and name != __file__:
            return name.startswith(_TESTS)
    return False


def _shape(sql: str) -> str:
    return _NUMBER.sub("0", _SEVERAL.sub("%s", _SAVEPOINT.sub("SAVEPOINT", sql)))


def _digest(statement: str) -> str:
    return hashlib.blake2b(statement.encode(), digest_size=6).hexdigest()


def keep_notes(folder: Path, notes: Mapping[str, Note]) -> None:
    """Write the notes of this process among those of others, which may be writing theirs; newer ones replace older."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = read_notes(folder) | notes
        (folder / "notes.json").write_text(
            json.dumps({test: (note.seconds, sorted(note.statements)) for test, note in kept.items()})
        )


def read_notes(folder: Path) -> dict[str, Note]:
    """By the tests' ids; nothing where no run has noted any."""
    path = folder / "notes.json"
    if not path.exists():
        return {}
    return {test: Note(seconds, frozenset(sent)) for test, (seconds, sent) in json.loads(path.read_text()).items()}


def fewest(notes: Mapping[str, Note], chosen: Sequence[str]) -> list[str]:
    """The ids of tests that, with those chosen, send every statement noted, in little time.

    The one that sends most new statements for its time comes first, until none sends a new one.
    """
    left = frozenset[str]().union(*(note.statements for note in notes.values()))
    left -= frozenset[str]().union(*(notes[test].statements for test in chosen if test in notes))
    taken = []
    waiting = [(-_worth(note, left), test) for test, note in sorted(notes.items())]
    heapq.heapify(waiting)
    while left and waiting:
        _, test = heapq.heappop(waiting)
        # worth less than it was, since others have sent some of its statements
        worth = _worth(notes[test], left)
        if waiting and worth < -waiting[0][0]:
            heapq.heappush(waiting, (-worth, test))
        elif worth:
            taken.append(test)
            left -= notes[test].statements
    return taken


def _worth(note: Note, left: frozenset[str]) -> float:
    """New statements a second, a moment added for what a test takes without itself."""
    return len(note.statements & left) / (note.seconds + 0.05)
