"""Words of the search: what is said in two ways, what was looked for in vain, and questions too long for an address."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords


class Synonym(models.Model):
    """Two wordings of one thing, or a name and what it became: who looks for one is shown the other, too."""

    word = models.CharField("词语", max_length=60)
    other = models.CharField("另一种说法", max_length=60, help_text="同义的词，或改名以后的名称")
    note = models.CharField("说明", max_length=200, blank=True, default="", help_text="如：2023年起改称")
    history = HistoricalRecords(verbose_name="同义词改动")

    class Meta:
        verbose_name = verbose_name_plural = "同义词和改名"
        ordering = ("word", "other")
        constraints = (
            models.UniqueConstraint(
                fields=("word", "other"), name="synonym_once", violation_error_message="已有这一对同义词。"
            ),
            models.CheckConstraint(
                condition=~Q(word=F("other")) & ~Q(word="") & ~Q(other=""),
                name="synonym_of_another",
                violation_error_message="请填写两个不同的词。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.word} = {self.other}"


class ZeroResultQuery(models.Model):
    """What was looked for and not found, and how often; nobody's name stands beside it."""

    query = models.CharField("检索词", max_length=200, unique=True)
    times = models.PositiveIntegerField("次数", default=1)
    last_at = models.DateTimeField("最近一次", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "没有找到的检索词"
        ordering = ("-times", "-last_at")

    def __str__(self) -> str:
        return self.query


class LongQuestion(models.Model):
    """A text that somebody searched with, for whoever has its address: `key` is made of the text, of nobody's name."""

    key = models.CharField(max_length=32, primary_key=True)
    text = models.TextField()
    asked_at = models.DateTimeField("最近一次", auto_now=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "长的问题"
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("search_asked", args=[self.key])
