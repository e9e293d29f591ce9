"""The search index: whether it can be asked, whether its files are whole, whether it holds what the base holds."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.doctor.examination import Defect, Depth, Looked, Severity, listed
from kejiting.indexing.outbox import PositionLost, sweep
from kejiting.indexing.sync import find_mismatches, pending, rebuild, search_index, unexplained
from kejiting.search import IndexUnavailable

_ADVICE = "请运行 manage.py search_index rebuild（检索照常）"
# So many changes are told of while somebody searches; more stay behind for a while
_MOST_PENDING = 1000


def look_at_index(depth: Depth) -> Looked:
    status = search_index().status()
    what = f"检索目录的 {status.documents} 份文件、{status.entries} 段"
    if depth is Depth.QUICK:
        return Looked(f"{what}能否检索", list(_usable()))
    return Looked(f"{what}是否完好、与数据库相符", [*_usable(), *_compared()])


def _usable() -> Iterator[Defect]:
    try:
        waiting = len(pending().keys)
    except PositionLost:
        yield Defect(f"检索目录没有、坏了或不是这个数据库的，检索只能直接读数据库。{_ADVICE}。", mend=_rebuild)
        return
    if waiting > _MOST_PENDING:
        yield Defect(f"有 {waiting} 处改动还没有进检索目录。{_ADVICE}。", Severity.WARNING, _rebuild)


def _compared() -> Iterator[Defect]:
    try:
        if damaged := search_index().damaged_files():
            yield Defect(f"检索目录的文件损坏：{listed(damaged)}。{_ADVICE}。", mend=_rebuild)
        elif wrong := unexplained(find_mismatches()):
            yield Defect(f"检索目录与数据库不符：{listed(wrong)}。{_ADVICE}。", mend=_rebuild)
    except (IndexUnavailable, PositionLost):
        return  # said already


def _rebuild() -> str:
    rebuild()
    sweep()
    return f"已重建检索目录：{search_index().status().documents} 份文件。"
