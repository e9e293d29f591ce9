"""改动记录: what was done to a letter, or to what else people keep, act by act, and what it was after each."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from proposals.models.append_only import AppendOnlyModel
from proposals.models.letters import ReplyLetter
from proposals.models.querysets import LetterRowManager


class ActKind(models.TextChoices):
    """`FOUND`: nothing was done; what the letter was before the first act that is kept.

    `ELSEWHERE`: what letters share was changed, or something else that is no act on a letter.
    """

    FOUND = "found", "原来的内容"
    CORRECTED = "corrected", "改正"
    READ = "read", "重新识别"
    REPLACED = "replaced", "用新的版本替换"
    ASSIGNED = "assigned", "分配"
    DRAFTED = "drafted", "存为草稿"
    CHECKED = "checked", "核对"
    PUBLISHED = "published", "发布"
    WITHDRAWN = "withdrawn", "撤回"
    DELETED = "deleted", "放进回收站"
    BROUGHT_BACK = "brought_back", "从回收站恢复"
    UNDONE = "undone", "撤销上一步"
    RESTORED = "restored", "恢复到以前"
    ELSEWHERE = "elsewhere", "提案、人名或数据的认定在别处改动"


class ActContentModel(models.Model):
    """A part of what something was: what people set, its text. Acts that left it as it was share it, by its key."""

    key = models.CharField(max_length=64)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"第 {self.pk} 份"


class ActModel(AppendOnlyModel):
    """One act, and what the thing was when it was done. `message` says what was changed as the person was told.

    It can be taken back while the thing has `version` still: nobody changed it since.
    """

    at = models.DateTimeField("时间", default=timezone.now)
    kind = models.CharField("改动", max_length=12, choices=ActKind.choices)
    reason = models.CharField("原因", max_length=200, blank=True, default="")
    message = models.TextField("改了什么", blank=True, default="")
    version = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.get_kind_display())


def of_one(subjects: Sequence[str]) -> Q:
    """Return the condition that just one of the columns is filled."""
    condition = Q()
    for name in subjects:
        condition |= Q(**{f"{other}__isnull": other != name for other in subjects})
    return condition


class ActContent(ActContentModel):
    """A part of what a letter was: what people set, its text, what they assigned."""

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="act_contents")
    objects = LetterRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "改动以后的内容"
        constraints = (models.UniqueConstraint(fields=("letter", "key"), name="act_content_once"),)


class LetterAct(ActModel):
    """An act on a letter: `state`, `text` apart, which few acts change, and what people had `assigned` in it."""

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="acts", verbose_name="答复函")
    state = models.ForeignKey(ActContent, models.CASCADE, related_name="+")
    text = models.ForeignKey(ActContent, models.CASCADE, related_name="+")
    assigned = models.ForeignKey(ActContent, models.CASCADE, related_name="+")
    objects = LetterRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "答复函的改动"
        ordering = ("pk",)
