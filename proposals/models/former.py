"""旧版: what a letter was before another version of it took its place."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kejiting.text.mask import mask
from kejiting.text.spans import Span
from proposals.models.letter_names import letter_name
from proposals.models.letters import ReplyLetter
from proposals.models.querysets import LetterRowManager


class LetterVersion(models.Model):
    """A letter's text and head as they were when it was replaced; its original file stays in the data folder."""

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="versions", verbose_name="答复函")
    title = models.CharField("标题", max_length=300, null=True)
    doc_number = models.CharField("发文字号", max_length=120, null=True)
    written_on = models.DateField("成文日期", null=True)
    text = models.TextField("正文")
    masked = models.JSONField(default=list)
    as_read_text = models.TextField("读入原文")
    source_name = models.CharField("原件文件名", max_length=200, blank=True, default="")
    source_sha256 = models.CharField("原件校验值", max_length=64, null=True, db_index=True)
    replaced_at = models.DateTimeField("替换时间", auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="替换人"
    )
    objects = LetterRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "旧版"
        ordering = ("-replaced_at", "-id")

    def __str__(self) -> str:
        return letter_name(self)

    @property
    def public_text(self) -> str:
        return mask(self.text, [Span(start, end) for start, end in self.masked]) if self.masked else self.text
