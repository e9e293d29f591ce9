"""A base into one file and back, by the means of its kind: SQLite's backup interface, PostgreSQL's pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import connections, transaction

from kejiting.backup.files import BackupError, Show, copy_file, new_file
from kejiting.runtime.replicas import PRIMARY

# Of so many pages, 4 KB each, between two words of how far it has come
_PAGES = 5000
_BESIDE_SQLITE = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class DatabaseKind:
    """`dump` is called within a snapshot, `load` and `clear` on a base that nobody else uses. They raise OSError,
    BackupError, and what the base raises."""

    name: str
    file: str
    dump: Callable[[Path, Show], None]
    load: Callable[[Path], None]
    clear: Callable[[], None]


def database_kind() -> DatabaseKind:
    """Of the base that the settings name."""
    return _KINDS[connections[PRIMARY].vendor]


def has_tables() -> bool:
    """Whether anything has been made in the base yet."""
    return bool(connections[PRIMARY].introspection.table_names())


def _sqlite_path() -> Path:
    return Path(connections[PRIMARY].settings_dict["NAME"])


def _dump_sqlite(target: Path, show: Show) -> None:
    source: sqlite3.Connection = connections[PRIMARY].connection
    with new_file(target):
        pass
    with closing(sqlite3.connect(target)) as copy:
        source.backup(
            copy, pages=_PAGES, progress=lambda _status, left, total: show(total - left, total, "数据库（页）")
        )
        # one file: what opens it next chooses for itself
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BackupError("数据库文件已损坏，没有备份，以前的备份没有动；请用最近的一份完好备份恢复。")


def _load_sqlite(source: Path) -> None:
    _clear_sqlite()
    copy_file(source, _sqlite_path())


def _clear_sqlite() -> None:
    connections[PRIMARY].close()
    for ending in _BESIDE_SQLITE:
        Path(f"{_sqlite_path()}{ending}").unlink(missing_ok=True)


def _dump_postgres(target: Path, show: Show) -> None:
    show(0, 1, "pg_dump")
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
    with new_file(target):
        pass
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={target}")


def _load_postgres(source: Path) -> None:
    name = connections[PRIMARY].settings_dict["NAME"]
    connections[PRIMARY].close()
    whole = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", *whole, f"--dbname={name}", str(source))


def _clear_postgres() -> None:
    connection = connections[PRIMARY]
    tables = connection.introspection.table_names()
    with transaction.atomic(using=PRIMARY), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")


def _run(program: str, *words: str) -> None:
    """Run one of PostgreSQL's programs on the base of the settings. Raises BackupError."""
    if shutil.which(program) is None:
        raise BackupError(f"这台机器上没有 {program}；请安装 PostgreSQL 的客户端程序（postgresql-client）后再试。")
    settings = connections[PRIMARY].settings_dict
    options = settings["OPTIONS"]
    told = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
    }
    environ = {**os.environ, **{name: str(value) for name, value in told.items() if value}}
    run = subprocess.run([program, *words], env=environ, capture_output=True, text=True, errors="replace", check=False)
    if run.returncode:
        reason = "；".join(run.stderr.strip().splitlines()[-2:])
        raise BackupError(f"{program} 没有做成：{reason}。")


_KINDS = {
    "sqlite": DatabaseKind("SQLite", "base.sqlite3", _dump_sqlite, _load_sqlite, _clear_sqlite),
    "postgresql": DatabaseKind("PostgreSQL", "base.pgdump", _dump_postgres, _load_postgres, _clear_postgres),
}
