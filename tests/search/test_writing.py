"""Saves, removals and rebuilds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kejiting.search import Document, Draft, IndexLocked, IndexUnavailable, SearchIndex
from kejiting.search.whoosh import writing
from kejiting.search.whoosh.files import WRITE_LOCK, lock
from tests.search.corpus import ask, built, keys, letter, passages, scanned, seeds

ROOT = Path(__file__).parents[2]


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_dir())


def test_an_update_replaces_all_entries_of_a_letter(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试基地。", "概念验证。"), letter(2, "中试。"))
    index.update([letter(1, "孵化器。")])
    assert keys(ask(index, "中试")) == ["letter:2"]
    assert passages(ask(index, "孵化器")) == [100]
    assert (index.status().documents, index.status().entries) == (2, 2)


def test_another_object_finds_what_was_saved(tmp_path: Path) -> None:
    index, other = built(tmp_path, letter(1, "中试。")), SearchIndex(tmp_path)
    assert keys(ask(other, "孵化")) == []
    index.update([letter(2, "孵化。")])
    assert keys(ask(other, "孵化")) == ["letter:2"]


def test_a_removed_letter_is_gone(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"), letter(11, "中试。"))
    index.update(removed=["letter:1", "letter:99"])
    assert keys(ask(index, "中试")) == ["letter:11"]
    assert (index.status().documents, index.status().entries) == (1, 1)


def test_removing_all_leaves_an_index(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"))
    index.update(removed=["letter:1"])
    assert ask(index, "中试").count == 0
    index.update([letter(1, "中试。")])
    assert ask(index, "中试").count == 1


def test_a_letter_without_entries_is_as_good_as_removed(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"), letter(2))
    index.update([letter(1)])
    assert (ask(index, "").count, index.status().documents) == (0, 0)


def test_many_saves_answer_like_a_rebuild(tmp_path: Path) -> None:
    """Past a dozen segments a save joins small ones: rows, owners and texts have to stay together."""
    index = built(tmp_path / "saved", *seeds()[:2])
    for turn in range(3):
        for document in seeds():
            index.update([replace(document, number=turn)])
    whole = built(tmp_path / "whole", *(replace(document, number=2) for document in seeds()))
    for q in ("成果转化", "省 科技", "技术经纪人 -培训", "1928个", ""):
        assert ask(index, q, sort="date") == ask(whole, q, sort="date")
    assert set(passages(ask(index, "科技成果"))) == scanned(seeds(), "科技成果")
    files = {path.suffix for path in (tmp_path / "saved").glob("index-*/*")}
    assert ".seg" not in files
    assert index.status() == whole.status()


def test_saves_scatter_an_index_and_a_rebuild_gathers_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_MOST_FILES", 3)
    documents = [letter(number, "中试。") for number in range(1, 4)]
    index = built(tmp_path, documents[0])
    for document in documents[1:]:
        assert not index.status().needs_compaction
        index.update([document])
    assert index.status().needs_compaction
    index.rebuild(documents)
    assert not index.status().needs_compaction


def test_a_rebuild_replaces_everything_and_leaves_no_folder(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"))
    assert ask(index, "中试").count == 1
    index.rebuild([letter(2, "孵化。")])
    assert (ask(index, "中试").count, keys(ask(index, "孵化"))) == (0, ["letter:2"])
    assert len(folders(tmp_path)) == 1


def test_a_rebuild_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"))

    def breaks() -> Iterator[Document]:
        yield letter(2, "孵化。")
        raise RuntimeError("the base went away")

    with pytest.raises(RuntimeError, match="went away"):
        index.rebuild(breaks())
    assert keys(ask(index, "中试")) == ["letter:1"]
    assert len(folders(tmp_path)) == 1
    index.rebuild([letter(2, "孵化。")])
    assert keys(ask(index, "孵化")) == ["letter:2"]


def test_an_update_that_fails_changes_nothing(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"))
    broken = replace(letter(1, "孵化。"), written_on="yesterday")
    with pytest.raises(AttributeError):
        index.update([letter(2, "孵化。"), broken])
    assert (keys(ask(index, "中试")), ask(index, "孵化").count) == (["letter:1"], 0)
    index.update([letter(2, "孵化。")])
    assert keys(ask(index, "孵化")) == ["letter:2"]


def test_an_update_that_stops_before_it_is_in_force_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the writer is killed: the files of the next generation are there, and nobody asks for them."""
    index = built(tmp_path, letter(1, "中试。"))

    def stops(_root: Path, _state: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr("kejiting.search.whoosh.index.write_state", stops)
        for _ in range(2):
            with pytest.raises(RuntimeError, match="killed"):
                index.update([letter(1, "孵化。")])
    for one in (index, SearchIndex(tmp_path)):
        assert (keys(ask(one, "中试")), keys(ask(one, "孵化"))) == (["letter:1"], [])
    index.update([letter(2, "孵化。")])
    assert (keys(ask(index, "中试")), keys(ask(index, "孵化"))) == (["letter:1"], ["letter:2"])
    assert len(list(tmp_path.glob("index-*/*"))) == 3


def test_what_is_saved_while_a_rebuild_runs_is_told_to_the_draft(tmp_path: Path) -> None:
    """Once while the old index is still in force, and once more when nobody else may tell it anything."""
    index, other = built(tmp_path, letter(1, "中试。"), letter(2, "中试。")), SearchIndex(tmp_path)
    positions: list[str | None] = []

    def slowly() -> Iterator[Document]:
        yield letter(1, "中试。")
        yield letter(2, "中试。")
        other.update([letter(3, "孵化。")], position="3")
        assert (keys(ask(other, "孵化")), other.position()) == (["letter:3"], "3")
        with pytest.raises(IndexLocked):
            other.rebuild([])

    def tell(draft: Draft) -> None:
        positions.append(draft.position())
        draft.update([letter(len(positions), "孵化。")], removed=["letter:2"], position=f"told {len(positions)}")
        assert keys(ask(other, "孵化")) == ["letter:3"]

    index.rebuild(slowly(), position="read", tell=tell)
    assert positions == ["read", "told 1"]
    assert index.position() == other.position() == "told 2"
    assert (keys(ask(index, "孵化")), ask(index, "中试").count) == (["letter:1", "letter:2"], 0)
    assert (index.status().documents, index.status().entries) == (2, 2)


def test_a_position_stays_until_another_is_given(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    assert index.position() is None
    index.rebuild([letter(1, "中试。")], position="1")
    index.update([letter(2, "中试。")])
    assert index.position() == "1"
    index.update(position="2")
    assert SearchIndex(tmp_path).position() == "2"


KILLED = """
import sys, time
from pathlib import Path
from kejiting.search import SearchIndex
from tests.search.corpus import letter
def documents():
    yield letter(2, "孵化。")
    print("building", flush=True)
    time.sleep(60)
SearchIndex(Path(sys.argv[1])).rebuild(documents())
"""


def test_a_killed_rebuild_leaves_the_old_index_and_no_lock(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"))
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"building\n"
        os.kill(process.pid, signal.SIGKILL)
    assert keys(ask(index, "中试")) == ["letter:1"]
    index.update([letter(3, "中试。")])
    assert keys(ask(index, "中试")) == ["letter:1", "letter:3"]
    assert len(folders(tmp_path)) == 2
    index.rebuild([letter(2, "孵化。")])
    assert keys(ask(index, "")) == ["letter:2"]
    assert len(folders(tmp_path)) == 1


WRITER = """
import sys
from pathlib import Path
from kejiting.search import SearchIndex
from tests.search.corpus import letter
first = int(sys.argv[2])
for number in range(first, first + 15):
    SearchIndex(Path(sys.argv[1])).update([letter(number, "孵化。")])
"""


def test_two_processes_write_in_turn(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "中试。"))
    commands = [[sys.executable, "-c", WRITER, str(tmp_path), first] for first in ("100", "200")]
    writers = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    while any(writer.poll() is None for writer in writers):
        result = ask(index, "孵化")
        assert result.count == result.passages <= 30
        time.sleep(0.01)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert ask(index, "孵化").count == 30
    assert (index.status().documents, index.status().entries) == (31, 31)


def test_a_writer_does_not_wait_for_ever(tmp_path: Path) -> None:
    built(tmp_path, letter(1, "中试。"))
    index = SearchIndex(tmp_path, lock_timeout=0.1)
    with lock(tmp_path, WRITE_LOCK, timeout=0), pytest.raises(IndexLocked):
        index.update([letter(2, "孵化。")])
    assert ask(index, "孵化").count == 0
    index.update([letter(2, "孵化。")])
    assert ask(index, "孵化").count == 1


def test_updating_what_is_not_there_says_so(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "none")
    with pytest.raises(IndexUnavailable):
        index.update([letter(1, "中试。")])
    assert not (tmp_path / "none").exists()


def test_only_one_has_the_turn(tmp_path: Path) -> None:
    index = built(tmp_path)
    with index.sync_lock(1), pytest.raises(IndexLocked), SearchIndex(tmp_path).sync_lock(0):
        pass
    with index.sync_lock(0):
        assert index.position() is not None
