"""What is only ever added to: who found or did something, and when, whatever becomes of the person."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import models

from kejiting.audit.unchangeable import UnchangeableModel
from kejiting.web.people import person_name


class AppendOnlyModel(UnchangeableModel):
    """What a person found or did. `by_name` keeps the person's name as it was written, whatever becomes of the person."""

    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    by_name = models.CharField("认定人姓名", max_length=310, blank=True, default="")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        self.by_name = self.by_name or (person_name(self.by) if self.by else "")
        super().save(**options)
