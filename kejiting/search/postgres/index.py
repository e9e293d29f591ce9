"""The door of the index in PostgreSQL: the same as that of `kejiting.search.index`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import psycopg
from psycopg import Connection, Cursor, sql
from psycopg.pq import TransactionStatus

from kejiting.search.entries import Document
from kejiting.search.errors import IndexUnavailable
from kejiting.search.hits import SearchResult
from kejiting.search.postgres.answering import answer
from kejiting.search.postgres.locks import held, lock_transaction
from kejiting.search.postgres.names import LAST_SCHEMA, NEXT_SCHEMA, SCHEMA, table
from kejiting.search.postgres.tables import (
    check_tables,
    drop_tables,
    has_schema,
    make_indexes,
    make_tables,
    rename_schema,
)
from kejiting.search.postgres.writing import carry_over, fill, replace
from kejiting.search.query import SearchQuery
from kejiting.search.status import IndexStatus

# The tables are not as they were made, or the server cannot be asked, or has no room or no right for them.
_TROUBLE = (
    psycopg.OperationalError,
    psycopg.errors.UndefinedTable,
    psycopg.errors.UndefinedColumn,
    psycopg.errors.UndefinedFunction,
    psycopg.errors.InvalidSchemaName,
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.DataCorrupted,
    psycopg.errors.IndexCorrupted,
)
_NEXT_GENERATION = "UPDATE {} SET generation = generation + 1 RETURNING generation"
_NOTE_CHANGES = """
INSERT INTO {} (key, generation) SELECT key, {} FROM unnest({}::text[]) AS key
ON CONFLICT (key) DO UPDATE SET generation = excluded.generation
"""


class PostgresIndex:
    """An index in a schema of its own, which may be dropped at any moment: the caller rebuilds it from the base.

    One object serves all threads of a process; processes on several machines may read and write the same schema.
    """

    def __init__(self, connect: Callable[[], Connection[Any]], *, lock_timeout: float = 30.0) -> None:
        """`connect` gives the calling thread's own connection; `lock_timeout` is how many seconds a writer waits."""
        self._connect = connect
        self._lock_timeout = lock_timeout
        self._turn = Lock()

    def exists(self) -> bool:
        """Is there anything at all? It may still be damaged or of another version."""
        with self._transaction() as cursor:
            return has_schema(cursor)

    def is_current(self) -> bool:
        """Can it be searched as it is?"""
        try:
            with self._asking() as cursor:
                check_tables(cursor)
        except IndexUnavailable:
            return False
        return True

    def update(self, documents: Iterable[Document] = (), removed: Iterable[str] = ()) -> None:
        """Replace all entries of the documents and drop the removed keys, in one transaction.

        When it returns, every process finds the new entries; if it raises, nothing has changed.
        Raises IndexUnavailable (rebuild instead) or IndexLocked (another process kept writing).
        """
        changed = {document.key: document for document in documents}
        gone = [key for key in dict.fromkeys(removed) if key not in changed]
        with self._transaction() as cursor:
            lock_transaction(cursor, "write", self._lock_timeout)
            check_tables(cursor)
            found = cursor.execute(sql.SQL(_NEXT_GENERATION).format(table("state"))).fetchone()
            generation = found[0] if found else 0
            cursor.execute(sql.SQL(_NOTE_CHANGES).format(table("changes"), generation, [*changed, *gone]))
            replace(cursor, SCHEMA, list(changed.values()), gone)

    @contextmanager
    def turn(self, wait: float) -> Iterator[None]:
        """Only one at a time reads the base and tells the index: an older reading never overwrites a newer one.

        Raises IndexLocked if it is another's turn for longer than `wait` seconds.
        """
        with held(self._connect(), "turn", wait, within=self._turn):
            yield

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build anew beside what is in force, then swap; meanwhile searches and updates go on.

        If it is killed or raises, the old index stays in force. Raises IndexLocked if a rebuild is under way already.
        """
        with self._transaction() as cursor:
            lock_transaction(cursor, "rebuild", timeout=1.0)
            began = self._generation()
            for schema in (NEXT_SCHEMA, LAST_SCHEMA):
                drop_tables(cursor, schema)
            make_tables(cursor, NEXT_SCHEMA)
            fill(cursor, NEXT_SCHEMA, documents)
            make_indexes(cursor, NEXT_SCHEMA)
            lock_transaction(cursor, "write", self._lock_timeout)
            if began is not None and self._generation() is not None:
                carry_over(cursor, SCHEMA, NEXT_SCHEMA, since=began)
            rename_schema(cursor, SCHEMA, LAST_SCHEMA)
            rename_schema(cursor, NEXT_SCHEMA, SCHEMA)
        with self._transaction() as cursor:
            drop_tables(cursor, LAST_SCHEMA)

    def search(self, query: SearchQuery) -> SearchResult:
        """One page of an answer. Raises IndexUnavailable: never an answer from an index that is not whole."""
        with self._asking() as cursor:
            return answer(cursor, query)

    def status(self) -> IndexStatus:
        try:
            with self._transaction() as cursor:
                asked = sql.SQL("SELECT entries, documents, version FROM {}").format(table("state"))
                entries, documents, version = cursor.execute(asked).fetchone() or (0, 0, "")
        except IndexUnavailable:
            return IndexStatus(entries=0, documents=0, version="", current=False)
        return IndexStatus(entries, documents, version, self.is_current())

    def _generation(self) -> int | None:
        """None if there is no index whose changes a new one could take over."""
        try:
            with self._transaction() as cursor:
                check_tables(cursor)
                found = cursor.execute(sql.SQL("SELECT generation FROM {}").format(table("state"))).fetchone()
        except IndexUnavailable:
            return None
        return found[0] if found else None

    @contextmanager
    def _asking(self) -> Iterator[Cursor[Any]]:
        """Where no transaction is under way, what only reads needs none."""
        connection = self._connect()
        idle = connection.autocommit and connection.info.transaction_status == TransactionStatus.IDLE
        with self._transaction() if not idle else _trouble_named():
            yield psycopg.ClientCursor(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Cursor[Any]]:
        """Within one that is under way: a savepoint."""
        connection = self._connect()
        with _trouble_named(), connection.transaction():
            # Values stand in the statement itself: the server gets it, and plans it, but once.
            yield psycopg.ClientCursor(connection)


@contextmanager
def _trouble_named() -> Iterator[None]:
    try:
        yield
    except _TROUBLE as error:
        raise IndexUnavailable(f"the schema {SCHEMA} cannot be used: {error}") from error
