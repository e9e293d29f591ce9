"""Which targets of a plan are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from kejiting.text.fold import fold
from kejiting.web.filter_forms import FilterForm, Preset, sort_field
from kejiting.web.parameters import MAX_ID
from measures.models import PlanItem
from measures.plans.deadlines import last_day
from measures.plans.progress import NO_CHAPTER, TargetProgress, chapter_key, chapter_label, chapters_of, progress_of
from measures.plans.rows import TargetRow


class TargetListForm(FilterForm):
    """Asked for the targets of whatever plan; of the plan whose items are given it offers the chapters."""

    in_sight = ("q", "progress", "due")
    presets = (Preset("已过期限", {"due": "past"}), Preset("有可能对应的数据", {"suggested": "yes"}))
    q = forms.CharField(label="指标或原文", required=False, max_length=60)
    progress = forms.ChoiceField(label="进展", required=False, choices=[("", "全部"), *TargetProgress.choices])
    due = forms.ChoiceField(
        label="期限",
        required=False,
        choices=[("", "全部"), ("past", "已过期限"), ("ahead", "未到期限"), ("none", "没有写明")],
    )
    chapter = forms.IntegerField(label="章", required=False, min_value=NO_CHAPTER, max_value=MAX_ID)
    suggested = forms.ChoiceField(
        label="可能对应的数据", required=False, choices=[("", "全部"), ("yes", "有，尚待认定")]
    )
    sort = sort_field({"text": "原文先后", "due": "期限，早的在前"})

    def __init__(self, *args: Any, items: Sequence[PlanItem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._chapters = chapters_of(items)
        chapters = {chapter_key(chapter): chapter_label(chapter) for chapter in self._chapters.values()}
        self.fields["chapter"].widget = forms.Select(choices=[("", "全部"), *chapters.items()])

    def worded(self, name: str, value: object) -> str:
        if name == "chapter":
            return str(dict(self.fields[name].widget.choices).get(value, "已不在方案中的一章"))
        return super().worded(name, value)

    def narrowed(self, rows: Iterable[TargetRow], today: date) -> list[TargetRow]:
        """Those of the plan that fit, all if none is asked for; to be called on a valid form only."""
        fitting = [row for row in rows if self._fits(row, today)]
        if self.cleaned_data["sort"] == "due":
            fitting.sort(key=lambda row: last_day(row.target) or date.max)
        return fitting

    def _fits(self, row: TargetRow, today: date) -> bool:
        asked, target = self.cleaned_data, row.target
        words = fold(f"{target.indicator} {target.text}")
        return (
            all(word in words for word in fold(asked["q"]).split())
            and asked["progress"] in ("", progress_of(row, today))
            and asked["due"] in ("", _due(last_day(target), today))
            and asked["chapter"] in (None, chapter_key(self._chapters[target.item_id]))
            and (row.is_offered or not asked["suggested"])
        )


def _due(last: date | None, today: date) -> str:
    return "none" if last is None else "past" if last < today else "ahead"
