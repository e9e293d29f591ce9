"""What belongs to nothing: originals without a letter, what runs that were killed left behind, points without a figure."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from kejiting.doctor.examination import Defect, Depth, Looked, Severity, listed
from kejiting.doctor.originals import is_whole, sha256_of, wanted_files
from kejiting.indexing.sync import search_index
from kejiting.ingest.originals import original_path, originals_folder
from kejiting.search import IndexUnavailable
from kejiting.text.bounded.folders import left_folders
from measures.models import Figure, Indicator, PendingRecheck, SeriesPoint
from measures.records import catch_up_all_checks, queue_recheck
from proposals.models import ReplyLetter

# Younger ones may belong to a save, a reading or a rebuild that is still under way
AGE_SECONDS = 24 * 3600
LOST_AND_FOUND = "lost+found"


def look_at_orphans(depth: Depth) -> Looked:
    """Raises OSError if a folder cannot be read."""
    unclaimed, leftovers, points = unclaimed_originals(), leftover_files(), ownerless_points()
    defects = []
    if unclaimed:
        names = listed(path.relative_to(settings.SHARED_DIR) for path in unclaimed)
        defects.append(
            Defect(
                f"原件不属于任何答复函或方案：{names}。请运行 manage.py doctor --repair 移到 {LOST_AND_FOUND}。",
                Severity.WARNING,
                partial(_set_aside, unclaimed),
            )
        )
    if leftovers:
        defects.append(
            Defect(
                f"中断的操作留下了临时文件：{listed(path.name for path in leftovers)}。下一次启动时自动清理。",
                Severity.WARNING,
                lambda: f"清理了 {sweep_leftovers()} 个临时文件。",
            )
        )
    if points.exists():
        names = listed(f"第 {pk} 行" for pk in points.values_list("pk", flat=True))
        defects.append(
            Defect(f"指标序列里的数据已不存在：{names}。请运行 manage.py doctor --repair。", mend=_drop_points)
        )
    return Looked("有没有多余的原件、临时文件和无主的行", defects)


def unclaimed_originals() -> list[Path]:
    """Older than a day."""
    wanted = {original_path(name, sha256) for name, sha256 in wanted_files()}
    return sorted(path for path in originals_folder().glob("??/[!.]*") if path not in wanted and _is_old(path))


def leftover_files() -> list[Path]:
    """What saves, rebuilds, readings and first starts of more than a day ago did not take away."""
    return sorted(path for path in _temporary_files() if _is_old(path))


def sweep_leftovers() -> int:
    """Take them away; how many. What was an original goes back to its place if it is missing there, else to lost+found."""
    leftovers = leftover_files()
    for path in leftovers:
        if originals_folder() in path.parents:
            _put_back(path)
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(leftovers)


def ownerless_points() -> QuerySet[SeriesPoint]:
    """But for those of letters whose turn to be read again comes still: the base holds no row for their sake."""
    return SeriesPoint.objects.exclude(
        Exists(Figure.objects.filter(pk=OuterRef("figure_id"), letter=OuterRef("letter_id"))),
        Exists(ReplyLetter.everything.filter(pk=OuterRef("letter_id"))),
        Exists(Indicator.objects.filter(pk=OuterRef("indicator_id"))),
    ).exclude(Exists(PendingRecheck.objects.filter(letter=OuterRef("letter_id"))))


def _temporary_files() -> Iterator[Path]:
    yield from originals_folder().glob("??/.*")
    yield from Path(settings.SHARED_DIR).glob(".secret-key.*")
    yield from left_folders()
    try:
        yield from search_index().leftovers()
    except IndexUnavailable:
        return  # a rebuild takes away whatever there is


def _put_back(path: Path) -> None:
    """`.9f86….pdf.0a1b2c`, which was being written or deleted."""
    place = path.with_name(path.name[1:].rpartition(".")[0])
    wanted = any(sha256_of(path) == sha256 for _, sha256 in wanted_files())
    if wanted and not place.exists() and is_whole(path):
        path.replace(place)
    else:
        _set_aside([path])


def _set_aside(paths: list[Path]) -> str:
    folder = Path(settings.SHARED_DIR) / LOST_AND_FOUND
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in paths:
        path.replace(folder / path.name.lstrip("."))
    return f"移到 {LOST_AND_FOUND} 的有 {len(paths)} 个文件，确实不要了再删除。"


def _drop_points() -> str:
    """They are made anew with the checks of their letters."""
    queue_recheck(ownerless_points().values_list("letter_id", flat=True))
    catch_up_all_checks()
    return "已按今天的数据重排指标序列。"


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > AGE_SECONDS
    except FileNotFoundError:
        return False
