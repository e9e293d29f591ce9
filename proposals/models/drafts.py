"""发文前核对: drafts that were sent to be checked, and what people set aside of what was found."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from kejiting.web.addresses import page_address
from proposals.models.append_only import AppendOnlyModel
from proposals.models.requests import Request
from proposals.models.sessions import CongressSession

LONGEST_SET_ASIDE_REASON = 300


class CheckedDraftFile(models.Model):
    """A draft reply as it was sent, with what the check found; kept for a while, for editors only, never searched.

    `text` is the canonical text, in which all spans count. `findings` are as `finding_shape` writes them, `sentences` as
    `origin_rows` does, NULL if the index could not be asked. Number, session and request were given by who sent it.
    """

    name = models.CharField("文件名", max_length=200)
    title = models.CharField("标题", max_length=300, blank=True, default="")
    data = models.BinaryField("文件")
    is_word = models.BooleanField("是否 DOCX", default=False)
    text = models.TextField("正文")
    number = models.CharField("编号", max_length=40, blank=True, default="")
    session = models.ForeignKey(CongressSession, models.SET_NULL, null=True, related_name="+", verbose_name="届次")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="+", verbose_name="来件")
    findings = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    sentences = models.JSONField(null=True)
    checked_at = models.DateTimeField("核对时间")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="送核人")
    at = models.DateTimeField("送核时间", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "送核的答复稿"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        return page_address("draft_checked", self.pk)


class SetAsideAct(AppendOnlyModel):
    """A person set a finding aside for its wording, in whatever draft it stands, or took that back.

    `key` is made of kind and wording; `number` counts its acts from 1 on, and the last one holds.
    """

    key = models.CharField(max_length=64)
    number = models.PositiveIntegerField("第几次")
    kind = models.CharField("种类", max_length=4)
    wording = models.CharField("文字", max_length=300)
    reason = models.CharField("原因", max_length=LONGEST_SET_ASIDE_REASON, blank=True, default="")
    is_taken_back = models.BooleanField("是否取消搁置", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "搁置的核对结果"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("key", "number"), name="set_aside_act_once"),
            models.CheckConstraint(condition=Q(is_taken_back=True) | ~Q(reason=""), name="set_aside_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.wording}"
