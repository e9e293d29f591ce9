"""The base: whether it answers, is whole, and is of this version of the program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.db import DatabaseError, Error, connection, connections
from django.db.migrations.loader import MigrationLoader

from kejiting.backup.empty_place import HALF, is_half_filled
from kejiting.doctor.examination import Defect, Depth, Looked, Severity, listed
from kejiting.runtime.replicas import PRIMARY
from kejiting.runtime.sql import rows
from kejiting.runtime.table_statistics import analyze_tables

_OURS = {"kejiting", "proposals", "measures"}
_MOST = 20
RESTORE = "请停止服务，先把数据文件夹原样复制一份，再用最近的备份恢复"


def look_at_database(depth: Depth) -> Looked:
    """Raises django.db.Error if it cannot be reached at all."""
    if connection.vendor == "sqlite" and (damage := _unreadable()):
        return Looked("SQLite 能否读取", [damage])
    half = [Defect(HALF)] if is_half_filled() else []
    rows("SELECT 1")
    if connection.vendor != "sqlite":
        return Looked(f"PostgreSQL 主库和 {len(connections.settings) - 1} 个从库能否连上", [*half, *_servers()])
    if depth is Depth.QUICK:
        return Looked("数据库能否读取", half)
    return Looked("SQLite 每一页、每一条索引、每一处关联", [*half, *_pages(), *_relations(), *_statistics()])


def base_files() -> Iterator[Path]:
    """Those of a SQLite, whether they are there or not."""
    if connection.vendor == "sqlite":
        base = Path(connection.settings_dict["NAME"])
        yield from (base, base.with_name(f"{base.name}-wal"))


def _servers() -> Iterator[Defect]:
    for alias in connections:
        is_primary = alias == PRIMARY
        name = "主库" if is_primary else f"从库 {alias}"
        try:
            ((in_recovery,),) = _ask("SELECT pg_is_in_recovery()", alias)
        except Error as error:
            yield Defect(f"{name}连不上：{error}。请检查数据库主机和网络。".replace("\n", " "))
            continue
        if is_primary and in_recovery:
            yield Defect("主库的地址上是一个从库，不能保存。请检查 KEJITING_DATABASE_URL，或把它提升为主库。")


def is_damage(error: Exception) -> bool:
    """Tell a damaged file of SQLite, of which alone Django has no class more exact than this."""
    return type(error) is DatabaseError


def _unreadable() -> Defect | None:
    """A file of which nothing at all can be read, cut off or overwritten at its beginning: what else would be asked says less."""
    try:
        ((tables,),) = rows("SELECT count(*) FROM sqlite_master")
    except DatabaseError as error:
        if not is_damage(error):
            raise
        return Defect(f"数据库文件损坏（{error}）。{RESTORE}。")
    return None if tables else Defect(f"数据库文件是空的，一张表也没有。{RESTORE}。")


def _pages() -> Iterator[Defect]:
    try:
        said = [str(line) for (line,) in _ask(f"PRAGMA integrity_check({_MOST})")]
    except DatabaseError as error:
        said = [str(error)]
    if said != ["ok"]:
        yield Defect(f"数据库文件损坏（{listed(said)}）。{RESTORE}。")


def _relations() -> Iterator[Defect]:
    try:
        broken = _ask("PRAGMA foreign_key_check")
    except DatabaseError as error:
        yield Defect(f"数据库里的关联核对不了（{error}）。{RESTORE}。")
        return
    if broken:
        places = dict.fromkeys(f"{table} 第 {row} 行缺少 {parent}" for table, row, parent, _ in broken)
        yield Defect(f"有些行所属的内容已不存在：{listed(places)}。{RESTORE}，或请管理员删除这些行。")


def _statistics() -> Iterator[Defect]:
    if not _ask("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"):
        yield Defect(
            "数据库还没有统计表的大小，查询会慢。请运行 manage.py doctor --repair。", Severity.WARNING, _analyze
        )


def _analyze() -> str:
    analyze_tables()
    return "已统计各表的大小。"


def look_at_migrations(depth: Depth) -> Looked:
    due, unknown = due_migrations(), unknown_migrations()
    defects = []
    if due:
        defects.append(Defect(f"数据库比程序旧，还差：{listed(due)}。请重新启动（make run），启动时自动更新。"))
    if unknown:
        defects.append(Defect(f"数据库比程序新，程序不认识：{listed(unknown)}。请换用更新的程序，或恢复升级前的备份。"))
    return Looked(f"{len(known_migrations())} 步数据库更新是否都已做过", defects)


def due_migrations() -> list[str]:
    """The steps that the base still lacks: proposals.0003_outbox. One query; raises django.db.Error."""
    return sorted(known_migrations() - _applied())


def unknown_migrations() -> list[str]:
    """Those of ours in the base that this version of the program does not have."""
    return sorted(name for name in _applied() - known_migrations() if name.partition(".")[0] in _OURS)


@cache
def known_migrations() -> frozenset[str]:
    return frozenset(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def _applied() -> set[str]:
    return {f"{app}.{name}" for app, name in rows("SELECT app, name FROM django_migrations")}


def _ask(question: str, alias: str = PRIMARY) -> list[tuple[Any, ...]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
