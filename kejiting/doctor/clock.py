"""The clock, held against what was done and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from kejiting.doctor.database import base_files
from kejiting.doctor.examination import Defect, Depth, Looked, listed
from kejiting.ingest.originals import originals_folder
from kejiting.runtime.sql import rows
from measures.models import CommitmentReview, CommitmentStep, Plan
from proposals.models import IndexOutbox, ReplyLetter

# Clocks of a network differ by so much
_SLACK = timedelta(minutes=5)
# When something was last done, read from an index or a short table
_ACTS = (
    (ReplyLetter.history.model, "history_date"),
    (Plan.history.model, "history_date"),
    (CommitmentStep, "at"),
    (CommitmentReview, "at"),
    (IndexOutbox, "noted_at"),
)


def look_at_clock(depth: Depth) -> Looked:
    defects = []
    now = timezone.now()
    newest = max(filter(None, (_newest(model, column) for model, column in _ACTS)), default=now)
    if newest > now + _SLACK:
        defects.append(
            Defect(
                f"最近一次操作记在 {_shown(newest)}，比现在（{_shown(now)}）还晚，时钟可能被调回。请校准系统时间（timedatectl）。"
            )
        )
    late = [path for path in _dated_files() if datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) > now + _SLACK]
    if late:
        defects.append(Defect(f"文件的时间在将来：{listed(late)}。请校准系统时间；共享文件夹的，还有存放它的主机的。"))
    if connection.vendor == "postgresql":
        ((there,),) = rows("SELECT clock_timestamp()")
        if abs(there - timezone.now()) > _SLACK:
            defects.append(Defect(f"数据库主机的时间是 {_shown(there)}，与本机不同。请校准两台主机的时间。"))
    return Looked("最近的操作和文件的时间是否晚于现在", defects)


def _newest(model: object, column: str) -> datetime | None:
    found: datetime | None = model._default_manager.aggregate(newest=Max(column))["newest"]  # type: ignore[attr-defined]
    return found


def _dated_files() -> Iterator[Path]:
    named = (*base_files(), Path(settings.SHARED_DIR) / "secret-key", Path(settings.SEARCH_INDEX_DIR) / "CURRENT")
    yield from (path for path in named if path.exists())
    yield from originals_folder().glob("??")


def _shown(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
