"""See to the search index: what it holds, whether it agrees with the base, and building it anew."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kejiting.indexing.outbox import PositionLost, sweep
from kejiting.indexing.sync import find_mismatches, pending, rebuild, repair, search_index, unexplained
from kejiting.search import IndexLocked, IndexUnavailable

SHOWN = 10


class Command(BaseCommand):
    help = "检索目录：status 看状态，verify 与数据库核对，rebuild 重建（检索照常），mend 坏了才重建"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=sorted(DEEDS))

    def handle(self, *, deed: str, **options: object) -> None:
        try:
            self.stdout.write(DEEDS[deed]())
        except IndexLocked as error:
            raise CommandError("另一个进程正在更新检索目录，请过一会儿再试。") from error
        except PositionLost as error:
            raise CommandError("数据库刚刚换过，检索目录没有建成。请再运行一次 search_index rebuild。") from error
        except DatabaseError as error:
            raise CommandError(
                f"数据库读不了：{error}。检索目录没有改动；请检查磁盘空间和数据文件夹的权限，过一会儿再试。"
            ) from error
        except (IndexUnavailable, OSError) as error:
            raise CommandError(f"检索目录用不了：{error}。请运行 search_index rebuild。") from error


def _status() -> str:
    status = search_index().status()
    try:
        state = f"可用；待告知 {len(pending().keys)} 处改动"
    except PositionLost:
        state = "要重建（下一次检索时自动重建，或运行 search_index rebuild）"
    return f"{status.documents} 份文件，{status.entries} 段；{state}。"


def _verify() -> str:
    """Raises CommandError if the index holds other passages than the base."""
    keys = find_mismatches()
    try:
        wrong = unexplained(keys)
    except PositionLost as error:
        raise CommandError("检索目录不是这个数据库的，或者落后太久。请运行 search_index rebuild。") from error
    if wrong:
        shown = "、".join(wrong[:SHOWN]) + ("……" if len(wrong) > SHOWN else "")
        raise CommandError(f"与数据库不符 {len(wrong)} 份：{shown}。请运行 search_index rebuild。")
    return f"与数据库相符；{len(keys)} 份的改动还没有告知，下一次检索时补上。" if keys else "与数据库相符。"


def _rebuild() -> str:
    rebuild()
    sweep()
    return _status()


def _mend() -> str:
    """What a search starts aside when it finds no index to ask, or one that knows too little."""
    repair()
    return _status()


DEEDS: dict[str, Callable[[], str]] = {"status": _status, "verify": _verify, "rebuild": _rebuild, "mend": _mend}
