"""What comes in as a file: a letter or a plan is read, looked at, and published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kejiting.text.file_text import OCR


class Status(models.TextChoices):
    """`ARRIVED`: read from a file or from pasted words; nobody has looked at it and kept it yet."""

    ARRIVED = "arrived", "待核对"
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"


class EnteredModel(models.Model):
    """`problems` is what is missing or in doubt; `version` counts the changes, so that the second of two is told."""

    as_read_text = models.TextField("读入原文", editable=False)
    problems = models.JSONField(default=list, editable=False)
    source_name = models.CharField("原件文件名", max_length=200, blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("改动时间", auto_now=True)
    status: models.CharField[str, str]

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_arrived(self) -> bool:
        return self.status == Status.ARRIVED

    @property
    def awaits_look(self) -> bool:
        """Was it read by OCR, and has nobody published it from the review page? Until then it is at most a draft."""
        return any(problem["field"] == OCR for problem in self.problems)
