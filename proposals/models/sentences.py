"""What people said of sentences of prose: measure or outcome."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kejiting.text.spans import Span
from proposals.models.letters import ReplyLetter
from proposals.models.querysets import LetterRowManager


class SentenceKind(models.TextChoices):
    MEASURES = "measures", "举措"
    OUTCOMES = "outcomes", "成效"


class JudgedSentence(models.Model):
    """`letter.text[start:end]`, confirmed or changed by a person. What no person judged is inferred when it is shown."""

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="judged_sentences")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    kind = models.CharField("种类", max_length=8, choices=SentenceKind.choices)
    history = HistoricalRecords(verbose_name="句子改动")
    objects = LetterRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "人工判定的句子"
        ordering = ("letter", "start")
        constraints = (
            models.UniqueConstraint(fields=("letter", "start", "end"), name="sentence_judged_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="sentence_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=SentenceKind.values), name="sentence_kind"),
        )

    def __str__(self) -> str:
        return f"{self.start}–{self.end} {self.get_kind_display()}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
