"""A plan's targets by what is known of each, as one bar, chapter by chapter too.

What nobody reported is said so, and never called failed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from measures.models import PlanItem, PlanLevel
from measures.models.target_status import TargetStatus
from measures.plans.deadlines import last_day
from measures.plans.rows import TargetRow


class TargetProgress(TextChoices):
    MET = "met", "报告的数据已达到"
    REPORTED = "reported", "有报告的数据，尚未达到或不能判断"
    OFFERED = "offered", "有可能对应的数据，待认定"
    UNREPORTED = "unreported", "没有报告的数据"
    PLANNED = "planned", "期限未到，没有报告的数据"
    SUPERSEDED = "superseded", "已调整"


_BY_STATUS = {
    TargetStatus.EXCEEDED: TargetProgress.MET,
    TargetStatus.MET: TargetProgress.MET,
    TargetStatus.WITHIN: TargetProgress.MET,
    TargetStatus.OFFERED: TargetProgress.OFFERED,
    TargetStatus.UNREPORTED: TargetProgress.UNREPORTED,
    TargetStatus.SUPERSEDED: TargetProgress.SUPERSEDED,
}
# The key of what stands before the first chapter
NO_CHAPTER = 0


@dataclass(frozen=True, slots=True)
class ProgressPart:
    """A stretch of the bar, which is as long as there are targets: so many of them from `start`."""

    progress: TargetProgress
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class ChapterBar:
    """The bar of a chapter's targets, of which there are `total`; `chapter` asks the plan's list for them."""

    label: str
    chapter: int
    total: int
    parts: list[ProgressPart]


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


def chapters_of(items: Iterable[PlanItem]) -> dict[int, PlanItem | None]:
    """The chapter in which each item of a plan stands, by the item's key; the items come in the order of the plan."""
    chapters: dict[int, PlanItem | None] = {}
    chapter = None
    for item in items:
        chapter = item if item.level == PlanLevel.CHAPTER else chapter
        chapters[item.pk] = chapter
    return chapters


def bars_of(lines: Sequence[TargetRow], items: Iterable[PlanItem], today: date) -> list[ChapterBar]:
    """A bar for each chapter of a plan that sets targets, in the order of the plan."""
    chapters = chapters_of(items)
    by_chapter: dict[PlanItem | None, list[TargetRow]] = {}
    for line in lines:
        by_chapter.setdefault(chapters[line.target.item_id], []).append(line)
    return [
        ChapterBar(chapter_label(chapter), chapter_key(chapter), len(some), progress_bar(some, today))
        for chapter, some in by_chapter.items()
    ]


def chapter_key(chapter: PlanItem | None) -> int:
    return chapter.pk if chapter else NO_CHAPTER


def chapter_label(chapter: PlanItem | None) -> str:
    return "、".join(filter(None, (chapter.path, chapter.title))) or "（无标题）" if chapter else "正文"
