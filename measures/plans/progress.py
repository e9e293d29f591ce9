"""A plan's targets by what is known of each, as one bar, chapter by chapter too, and its list narrowed to some of them.

What nobody reported is said so, and never called failed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import TextChoices

from kejiting.web.api_parameters import MAX_ID
from kejiting.web.filter_forms import FilterForm
from measures.models import PlanItem, PlanLevel
from measures.models.target_status import TargetStatus
from measures.plans.deadlines import last_day
from measures.plans.rows import TargetRow


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


class TargetListForm(FilterForm):
    """Which targets of a plan are asked for."""

    chapter = forms.IntegerField(label="章", required=False, min_value=NO_CHAPTER, max_value=MAX_ID)
    progress = forms.ChoiceField(label="进展", required=False, choices=[("", "全部"), *TargetProgress.choices])

    def worded(self, name: str, value: object) -> str:
        if name == "chapter":
            return _label(PlanItem.objects.filter(pk=str(value)).first())
        return super().worded(name, value)

    def narrowed(
        self, lines: Iterable[TargetRow], chapters: Mapping[int, PlanItem | None], today: date
    ) -> list[TargetRow]:
        """Those that fit, all if none is asked for; to be called on a valid form only."""
        chapter, progress = self.cleaned_data["chapter"], self.cleaned_data["progress"]
        return [
            line
            for line in lines
            if chapter in (None, _key(chapters[line.target.item_id])) and progress in ("", progress_of(line, today))
        ]


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
        ChapterBar(_label(chapter), _key(chapter), len(some), progress_bar(some, today))
        for chapter, some in by_chapter.items()
    ]


def _key(chapter: PlanItem | None) -> int:
    return chapter.pk if chapter else NO_CHAPTER


def _label(chapter: PlanItem | None) -> str:
    return "、".join(filter(None, (chapter.path, chapter.title))) or "（无标题）" if chapter else "正文"
