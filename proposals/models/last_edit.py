"""上一步改动: what the last press of a letter's review page changed, so that it can be taken back."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from proposals.models.letters import ReplyLetter


class LastEdit(models.Model):
    """One a letter. It can be taken back while the letter has `version` still: nobody changed it since.

    `before` holds what was changed as it was, and nothing else (`proposals.records.undo`).
    """

    letter = models.OneToOneField(ReplyLetter, models.CASCADE, related_name="last_edit", verbose_name="答复函")
    version = models.PositiveIntegerField()
    before = models.JSONField(encoder=DjangoJSONEncoder)
    message = models.TextField("改了什么")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="改动人", db_index=False
    )
    at = models.DateTimeField("改动时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "上一步改动"

    def __str__(self) -> str:
        return self.message
