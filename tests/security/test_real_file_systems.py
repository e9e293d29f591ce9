"""A data folder for reading only, originals for reading only, no free inodes: by file systems that are so.

Where the system lets nobody mount any, processes to whom writing fails by its number; the name of each is told.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cluster.person import Person
from tests.commands.backed_up import state_of
from tests.conftest import FIXTURES
from tests.security.mounts import Mounts
from tests.security.test_real_trouble import MAKE_EDITORS, NEW_LETTER, PASSWORD, PROJECT, Serve, environ, letters_in
from tests.soak.installations import start_python

SEEDS = len(list((FIXTURES / "letters").glob("*.txt")))


@dataclass(slots=True)
class Place:
    """An installation on file systems of its own."""

    data: Path
    mounts: Mounts
    letter: Path

    def manage(self, *words: str) -> tuple[int, str]:
        command = self.mounts.command(sys.executable, "manage.py", *words)
        done = subprocess.run(
            command, cwd=PROJECT, env=environ(self.data), capture_output=True, text=True, timeout=100, check=False
        )
        lines = (line for line in (done.stdout + done.stderr).splitlines() if " INFO " not in line)
        assert "Traceback" not in done.stdout + done.stderr
        return done.returncode, "\n".join(lines)

    def seen(self) -> Path:
        return self.mounts.seen_from_outside(self.data)


@pytest.fixture
def place(filled: Path, tmp_path: Path, record_property: Callable[[str, object], None]) -> Iterator[Place]:
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    letter = tmp_path / "新来的.txt"
    letter.write_text(NEW_LETTER)
    mounts = Mounts()
    mounts.begin()
    record_property("held by", "a file system of its own" if mounts.is_real else "errors with a number")
    try:
        yield Place(data, mounts, letter)
    finally:
        mounts.end()


@contextmanager
def served(place: Place) -> Iterator[tuple[Serve, Person]]:
    """A server, and an editor who is logged in there."""
    server = Serve(place.data, place.mounts.command)
    try:
        person = Person(server.wait())
        assert person.log_in(PASSWORD, "一").status == 302
        yield server, person
    finally:
        server.end()


def commands_say(place: Place, sentences: dict[str, str]) -> None:
    for command, sentence in sentences.items():
        code, told = place.manage(*command.split())
        assert code == 1, (command, told)
        assert sentence in told, (command, told)


def test_a_data_folder_for_reading_only(place: Place) -> None:
    before = state_of(place.data)
    place.mounts.make_read_only(place.data)
    say = {f"ingest_letters {place.letter}": "请检查磁盘空间和数据文件夹的权限", "serve": "启动不了"}
    if place.mounts.is_real:
        say["doctor"] = f"所在的磁盘是只读的：{place.data}"
    commands_say(place, say)
    place.mounts.mend(place.data)
    assert state_of(place.data) == before
    assert place.manage("ingest_letters", str(place.letter))[0] == 0
    assert letters_in(place.data) == SEEDS + 1


def test_originals_for_reading_only(place: Place) -> None:
    assert start_python(place.data, MAKE_EDITORS).wait() == 0
    before, originals = state_of(place.data), place.data / "originals"
    place.mounts.make_read_only(originals)
    with served(place) as (server, person):
        refused = person.post("/entry/read/", text=NEW_LETTER)
        assert (refused.status, "没有存成" in refused.text) == (422, True)
        assert person.get("/letters/").status == 200
        commands_say(place, {f"ingest_letters {place.letter}": "是只读的，没有录入"})
        if place.mounts.is_real:
            commands_say(place, {"doctor": f"所在的磁盘是只读的：{originals}"})
        assert letters_in(place.data) == SEEDS
        assert state_of(place.data)[1:] == before[1:]
    assert "Read-only file system" in server.log
    place.mounts.mend(originals)
    assert place.manage("ingest_letters", str(place.letter))[0] == 0


def test_no_free_inodes(place: Place) -> None:
    assert start_python(place.data, MAKE_EDITORS).wait() == 0
    place.mounts.put_on_a_small_disk(place.data, 2000)
    with served(place) as (server, person):
        before = state_of(place.seen())
        place.mounts.take_all_inodes(place.data)
        refused = person.post("/entry/read/", text=NEW_LETTER)
        assert (refused.status, "没有存成" in refused.text) == (422, True)
        assert person.get("/letters/").status == 200
        say = {f"ingest_letters {place.letter}": "空间或能建的文件数用完了"}
        if place.mounts.is_real:
            say |= {f"backup {place.data}/backups": "能建的文件数用完了", "doctor": "只能再建 0 个文件"}
        commands_say(place, say)
        assert state_of(place.seen()) == before
        place.mounts.mend(place.data)
        if place.mounts.is_real:
            assert person.post("/entry/read/", text=NEW_LETTER).status == 302
        else:  # this server is told the number to its end
            assert place.manage("ingest_letters", str(place.letter))[0] == 0
    assert "No space left on device" in server.log
