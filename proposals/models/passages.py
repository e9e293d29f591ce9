"""What stands in a letter: its asks, and every passage of an answer as a span of the letter's text."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kejiting.text.spans import Span
from kejiting.web.addresses import page_address
from proposals.models.letters import ReplyLetter
from proposals.models.querysets import LetterRowManager


class Part(models.TextChoices):
    TITLE = "title", "标题"
    PROPOSAL = "proposal", "提案题目"
    RECOMMENDATION = "recommendation", "建议"
    MEASURES = "measures", "举措"
    OUTCOMES = "outcomes", "成效"
    NEXT_STEPS = "next_steps", "下一步"
    PROSE = "prose", "答复"


class Origin(models.TextChoices):
    RULE = "rule", "规则识别"
    PERSON = "person", "人工改定"


class Recommendation(models.Model):
    """One ask inside a proposal. A letter that answers without headings has a single one whose title is NULL."""

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="recommendations")
    position = models.PositiveSmallIntegerField("第几项")
    title = models.CharField("建议", max_length=500, null=True, blank=True)
    origin = models.CharField("来源", max_length=6, choices=Origin.choices, default=Origin.RULE)
    history = HistoricalRecords(verbose_name="建议改动")
    objects = LetterRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "逐条建议"
        ordering = ("letter", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("letter", "position"),
                name="recommendation_position_once",
                violation_error_message="这一项的序号已经用过，请换一个。",
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="recommendation_counts_from_one"),
            models.CheckConstraint(condition=~Q(title=""), name="recommendation_null_not_empty"),
        )

    def __str__(self) -> str:
        return self.title or "（未分项）"


class Passage(models.Model):
    """`letter.text[start:end]`. Belongs to a recommendation, or to the whole letter where that is NULL."""

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="passages")
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, null=True, blank=True, related_name="passages", verbose_name="所属建议"
    )
    part = models.CharField("部分", max_length=14, choices=Part.choices)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    origin = models.CharField("来源", max_length=6, choices=Origin.choices, default=Origin.RULE)
    history = HistoricalRecords(verbose_name="段落改动")
    objects = LetterRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "段落"
        ordering = ("letter", "start", "id")
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_not_empty"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="passage_part"),
            models.CheckConstraint(
                condition=Q(part__in=("title", "proposal"), recommendation__isnull=True)
                | Q(part__in=("recommendation", "measures", "outcomes", "prose"), recommendation__isnull=False)
                | Q(part="next_steps"),
                name="passage_belongs",
                violation_error_message="举措、成效、答复和建议要选所属建议；标题和提案题目不选。",
            ),
            models.UniqueConstraint(
                fields=("letter", "part", "start", "end"),
                name="passage_once",
                violation_error_message="同一处已有同一部分的段落。",
            ),
        )

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return f"{page_address('letter', self.letter_id)}#p{self.pk}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def text(self) -> str:
        """What is shown: the span of the letter's public text."""
        return self.letter.public_text[self.start : self.end]
