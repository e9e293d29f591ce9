"""A plan's targets by what is known of each, as one bar. What nobody reported is said so, and never called failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from measures.plans.deadlines import last_day
from measures.plans.rows import TargetRow
from measures.plans.target_status import TargetStatus


class TargetProgress(TextChoices):
    MET = "met", "报告的数据已达到"
    REPORTED = "reported", "有报告的数据，尚未达到或不能判断"
    UNREPORTED = "unreported", "没有报告的数据"
    PLANNED = "planned", "期限未到，没有报告的数据"
    SUPERSEDED = "superseded", "已调整"


_BY_STATUS = {
    TargetStatus.EXCEEDED: TargetProgress.MET,
    TargetStatus.MET: TargetProgress.MET,
    TargetStatus.WITHIN: TargetProgress.MET,
    TargetStatus.OFFERED: TargetProgress.UNREPORTED,
    TargetStatus.UNREPORTED: TargetProgress.UNREPORTED,
    TargetStatus.SUPERSEDED: TargetProgress.SUPERSEDED,
}


@dataclass(frozen=True, slots=True)
class ProgressPart:
    """A stretch of the bar, which is as long as there are targets: so many of them from `start`."""

    progress: TargetProgress
    start: int
    count: int


def progress_of(line: TargetRow, today: date) -> TargetProgress:
    progress = _BY_STATUS.get(line.standing, TargetProgress.REPORTED)
    if progress is TargetProgress.UNREPORTED:
        last = last_day(line.target)
        return TargetProgress.PLANNED if last and last >= today else progress
    return progress


def progress_bar(lines: Iterable[TargetRow], today: date) -> list[ProgressPart]:
    """In the order of `TargetProgress`, none that are none."""
    counts = Counter(progress_of(line, today) for line in lines)
    parts, start = [], 0
    for progress in TargetProgress:
        if count := counts[progress]:
            parts.append(ProgressPart(progress, start, count))
            start += count
    return parts
