"""What only the index in PostgreSQL has to stand: damaged tables, long passages, writers that die or go on for long."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kejiting.search import Document, IndexLocked, IndexUnavailable
from kejiting.search.postgres import PostgresIndex
from tests.search.corpus import ask, keys, letter
from tests.search.servers import Connect, postgres_server, thread_connections

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def connect() -> Iterator[Connect]:
    with postgres_server() as connect:
        yield connect


DAMAGES = [
    "DROP SCHEMA kejiting_search CASCADE",
    "DROP TABLE kejiting_search.tokens",
    "TRUNCATE kejiting_search.entries",
    "DROP INDEX kejiting_search.entries_words_idx",
    "ALTER TABLE kejiting_search.documents DROP COLUMN year",
    "UPDATE kejiting_search.state SET version = 'older'",
    "DELETE FROM kejiting_search.state",
    "DROP FUNCTION kejiting_search.one_lot",
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_tables_say_so_and_a_rebuild_mends_them(connect: Connect, damage: str) -> None:
    index = PostgresIndex(connect)
    index.rebuild([letter(1, "中试。")])
    connect().execute(damage)
    assert not index.is_current()
    with pytest.raises(IndexUnavailable):
        ask(index, "中试")
    with pytest.raises(IndexUnavailable):
        index.update([letter(1, "中试。")])
    index.rebuild([letter(2, "中试。")])
    assert keys(ask(index, "中试")) == ["letter:2"]


def test_a_passage_too_large_for_a_vector_is_found_by_reading_it(connect: Connect) -> None:
    index = PostgresIndex(connect)
    many = "".join(chr(code) for code in range(0x4E00, 0x9F00))
    huge = "".join(many[start::step] for step in range(1, 40) for start in range(step))
    index.rebuild([letter(1, f"{huge}。中试1928个。"), letter(2, "中试。")])
    assert sorted(keys(ask(index, "中试"))) == ["letter:1", "letter:2"]
    assert keys(ask(index, "1928个")) == ["letter:1"]
    assert keys(ask(index, "928个"), "literal") == []


def test_a_table_dropped_between_two_questions_is_noticed(connect: Connect) -> None:
    index = PostgresIndex(connect)
    index.rebuild([letter(1, "中试。")])
    assert keys(ask(index, "中试")) == ["letter:1"]
    connect().execute("DROP TABLE kejiting_search.changes")
    with pytest.raises(IndexUnavailable):
        ask(index, "中试")


def test_words_are_counted_through_changes_as_a_rebuild_counts_them(connect: Connect) -> None:
    index = PostgresIndex(connect)
    counts = "SELECT token, entries FROM kejiting_search.tokens WHERE entries <> 0 ORDER BY token"

    def documents() -> Iterator[Document]:
        yield from (letter(1, "中试基地。"), letter(2, "孵化。"))
        index.update(
            [letter(2, "孵化孵化。", "中试。"), letter(4, "中试。", title="关于平台的答复")], removed=["letter:1"]
        )

    index.rebuild([letter(1, "概念验证。"), letter(3, "平台。", heading="关于中试的建议")])
    index.rebuild(documents())
    index.update([letter(2, "中试。"), letter(3, "平台。")], removed=["letter:5"])
    changed = connect().execute(counts).fetchall()
    index.rebuild([letter(2, "中试。"), letter(3, "平台。"), letter(4, "中试。", title="关于平台的答复")])
    assert changed == connect().execute(counts).fetchall()


def test_trouble_within_a_transaction_leaves_it_usable(connect: Connect) -> None:
    index = PostgresIndex(connect)
    connect().execute("DROP SCHEMA IF EXISTS kejiting_search CASCADE")
    with connect().transaction():
        assert not index.is_current()
        with pytest.raises(IndexUnavailable):
            ask(index, "中试")
        index.rebuild([letter(1, "中试。")])
    assert keys(ask(index, "中试")) == ["letter:1"]


def test_an_update_goes_with_the_transaction_that_it_is_part_of(connect: Connect) -> None:
    index = PostgresIndex(connect)
    index.rebuild([letter(1, "中试。")])
    with connect().transaction(force_rollback=True):
        index.update([letter(2, "中试。")])
        assert keys(ask(index, "中试")) == ["letter:1", "letter:2"]
    assert keys(ask(index, "中试")) == ["letter:1"]


def test_readers_do_not_wait_for_a_writer_and_writers_not_for_ever(connect: Connect) -> None:
    index = PostgresIndex(connect)
    index.rebuild([letter(1, "中试。")])
    other = thread_connections(connect().info.dsn)
    with connect().transaction():
        index.update([letter(2, "中试。")], removed=["letter:1"])
        other().execute("SET statement_timeout = '5s'")
        assert keys(ask(PostgresIndex(other), "中试")) == ["letter:1"]
        with pytest.raises(IndexLocked):
            PostgresIndex(other, lock_timeout=0.1).update([letter(3, "中试。")])
    assert keys(ask(PostgresIndex(other), "中试")) == ["letter:2"]


OTHER_PROCESS = """
import sys, time
import psycopg
from kejiting.search.postgres import PostgresIndex
from tests.search.corpus import letter
connection = psycopg.connect(sys.argv[1], autocommit=True)
index = PostgresIndex(lambda: connection)
"""
KILLED = """
def documents():
    yield from (letter(number, "孵化。") for number in range(500, 800))
    print("building", flush=True)
    time.sleep(60)
index.rebuild(documents())
"""
WRITER = """
first = int(sys.argv[2])
for number in range(first, first + 15):
    index.update([letter(number, "孵化。"), letter(300, "概念验证。")])
"""


def command(connect: Connect, program: str, *words: str) -> list[str]:
    return [sys.executable, "-c", OTHER_PROCESS + program, connect().info.dsn, *words]


def test_a_killed_rebuild_leaves_the_old_index_and_no_lock(connect: Connect) -> None:
    index = PostgresIndex(connect, lock_timeout=5)
    index.rebuild([letter(1, "中试。")])
    with subprocess.Popen(command(connect, KILLED), cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"building\n"
        with pytest.raises(IndexLocked):
            index.rebuild([])
        process.kill()
    assert keys(ask(index, "中试")) == ["letter:1"]
    index.update([letter(3, "中试。")])
    assert keys(ask(index, "")) == ["letter:1", "letter:3"]
    index.rebuild([letter(2, "孵化。")])
    assert keys(ask(index, "")) == ["letter:2"]


def test_two_processes_write_at_once(connect: Connect) -> None:
    index = PostgresIndex(connect)
    index.rebuild([letter(1, "中试。")])
    writers = [subprocess.Popen(command(connect, WRITER, first), cwd=ROOT) for first in ("100", "200")]
    while any(writer.poll() is None for writer in writers):
        result = ask(index, "孵化")
        assert result.count == result.passages <= 30
    assert [writer.returncode for writer in writers] == [0, 0]
    assert (ask(index, "孵化").count, keys(ask(index, "概念验证"))) == (30, ["letter:300"])
    assert (index.status().documents, index.status().entries) == (32, 32)
