"""Look after the servers in a thread of its own: no request waits for one that is gone, or finds out how far one is."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from django.db import connections

from kejiting.runtime.replicas.positions import REPLAYED, WRITTEN
from kejiting.runtime.replicas.servers import PRIMARY, REPLICAS, SERVERS, Server

if TYPE_CHECKING:
    import psycopg

logger = logging.getLogger(__name__)

# A replica that lags behind by more than this is left out, in seconds; so long, too, until one that is back is read
LOOK_SECONDS = 2.0
# What its connections are called in pg_stat_activity
NAME = "kejiting-watch"

_starting = threading.Lock()
_watch: Watch | None = None


def watch_servers() -> None:
    """See to it that this process watches its servers; the processes that serve are forks, which no thread survives."""
    global _watch  # noqa: PLW0603
    if _watch is None and REPLICAS:
        with _starting:
            if _watch is None:
                _watch = Watch()
                _watch.start()


def note_gone(alias: str) -> None:
    """Leave the server out until the watch has seen it answer. Where nobody watches, each asks for itself."""
    if _watch is not None:
        SERVERS[alias].is_gone = True


def primary_is_back() -> bool:
    """Look at once, not at the next turn, for somebody whom no replica serves."""
    try:
        with _connect(PRIMARY) as connection:
            connection.execute(WRITTEN)
    except _psycopg().Error:
        return False
    SERVERS[PRIMARY].is_gone = False
    return True


def _psycopg() -> Any:
    """The library, by the engine that has loaded it: a process whose base is a SQLite never does."""
    return connections[PRIMARY].Database  # type: ignore[attr-defined]  # the stubs leave it out


def _connect(alias: str) -> psycopg.Connection[Any]:
    """A connection that no request knows of. Raises psycopg.Error."""
    wanted = {**connections[alias].get_connection_params(), "application_name": NAME}
    connection: psycopg.Connection[Any] = _psycopg().connect(**wanted, autocommit=True)
    return connection


class Watch(threading.Thread):
    """Asks each server how far it is, by connections of its own, for as long as the process lives."""

    def __init__(self) -> None:
        super().__init__(name=NAME, daemon=True)
        self._connections: dict[str, psycopg.Connection[Any]] = {}
        self._written_before: int | None = None

    def run(self) -> None:
        pause = threading.Event()
        while True:
            try:
                self.look()
            except Exception:
                logger.exception("the servers could not be looked after; the next look may")
            pause.wait(LOOK_SECONDS)

    def look(self) -> None:
        """Replicas are held against where the primary was at the look before: no clocks are compared.

        One that is ahead of the primary follows another one: this one took over from less.
        """
        before = self._position(SERVERS[PRIMARY], WRITTEN) if self._written_before is None else self._written_before
        replayed = {replica.alias: self._position(replica, REPLAYED) for replica in REPLICAS}
        written = self._position(SERVERS[PRIMARY], WRITTEN)
        for replica in REPLICAS:
            come_to = replayed[replica.alias]
            if come_to is not None:
                replica.replayed = come_to
                replica.is_fresh = before is not None and before <= come_to <= (come_to if written is None else written)
        self._written_before = before if written is None else written

    def _position(self, server: Server, question: str) -> int | None:
        """None if the server is gone, which is noted, as is its return."""
        try:
            position = self._ask(server.alias, question)
        except _psycopg().Error as error:
            if not server.is_gone:
                logger.warning("%s is gone: %s", server.alias, str(error).strip())
            server.is_gone = True
            return None
        if server.is_gone:
            logger.warning("%s is back", server.alias)
        server.is_gone = False
        return position

    def _ask(self, alias: str, question: str) -> int:
        """A server that was started anew since the last look knows nothing of the connection: it gets another one."""
        held = self._connections.pop(alias, None)
        if held is not None:
            try:
                return self._ask_by(held, alias, question)
            except _psycopg().Error:
                held.close()
        return self._ask_by(_connect(alias), alias, question)

    def _ask_by(self, connection: psycopg.Connection[Any], alias: str, question: str) -> int:
        row = connection.execute(question).fetchone()
        self._connections[alias] = connection
        return int(row[0]) if row else -1
