"""数据: every figure that a letter states, at its place."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from kejiting.text.spans import Span
from measures.extraction.amounts import amount_text
from measures.extraction.figures import BETWEEN
from measures.models.indicators import Indicator
from measures.models.querysets import LedgerRowManager
from proposals.models import Passage, ReplyLetter

COUNTED = Replace(F("counted_folded"), Value(BETWEEN), Value(""))
"""What is counted, folded, as one word: 职务科技成果转化, of which two pieces stand in the text."""


class Figure(models.Model):
    """`passage.text[start:end]`, an amount in base units: 3.2亿元 is 320000000 元, 27.27% is 27.27 %.

    `printed`, `counted` (what is counted), `hedge`, `scope` and `period` are the passage's own words; NULL means that it
    does not say. The indicator is what a person settled, never a guess.
    """

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="figures", verbose_name="答复函")
    # NULL only while a letter is read again: what a person settled finds its new place
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, related_name="figures", verbose_name="段落")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    printed = models.CharField("原文数字", max_length=80)
    low = models.DecimalField("下限", max_digits=24, decimal_places=6)
    high = models.DecimalField("上限", max_digits=24, decimal_places=6)
    unit = models.CharField("单位", max_length=20)
    counted = models.CharField("计什么", max_length=300, null=True)
    counted_folded = models.CharField(max_length=300, null=True)
    hedge = models.CharField("修饰", max_length=60, null=True)
    scope = models.CharField("范围", max_length=100, null=True)
    period = models.CharField("时期", max_length=60, null=True)
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="figures", verbose_name="指标"
    )
    assigned_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    assigned_at = models.DateTimeField("认定时间", null=True)
    objects = LedgerRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "数据"
        ordering = ("letter", "passage__start", "start")
        indexes = (
            models.Index(fields=("unit", "low"), name="figure_value"),
            models.Index(fields=("unit", "counted_folded"), name="figure_counted"),
            models.Index(
                fields=("unit", "counted_folded"), name="figure_unsettled", condition=Q(assigned_at__isnull=True)
            ),
            # The ledger is filtered and counted, letter by letter, without reading its rows.
            models.Index(
                fields=("letter", "unit", "low", "high", "indicator", "passage", "counted_folded"), name="figure_ledger"
            ),
            models.Index(fields=("letter",), name="figure_letter_unsettled", condition=Q(assigned_at__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="figure_not_empty"),
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="figure_low_below_high"),
        )

    def __str__(self) -> str:
        return f"{self.counted or ''}{self.printed}"

    def get_absolute_url(self) -> str:
        return f"{self.letter.get_absolute_url()}#p{self.passage_id}"

    @property
    def span(self) -> Span:
        """In the letter's text. Raises ValueError for a figure that lost its passage."""
        if self.passage is None:
            raise ValueError("a figure stands in a passage")
        return Span(self.start, self.end).shifted(self.passage.start)

    @property
    def value_text(self) -> str:
        return amount_text(self.low, self.high, self.unit)


class ExtractionVersion(models.Model):
    """By which version of the rules a letter's ledgers were read; a letter without one is yet to be read.

    `names` is the version of the names of topics by which its mentions were read.
    """

    letter = models.OneToOneField(ReplyLetter, models.CASCADE, related_name="ledger")
    rules = models.PositiveSmallIntegerField()
    names = models.CharField(max_length=16, default="", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "台账"

    def __str__(self) -> str:
        return str(self.letter_id)
