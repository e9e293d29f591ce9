"""请核口径: what the figures of an indicator leave to be asked, and how people answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kejiting.web.addresses import page_address
from measures.extraction.checks import Kind
from measures.models.figures import Figure
from measures.models.indicators import Indicator
from measures.models.querysets import DiscrepancyManager
from proposals.models import AppendOnlyModel

DOUBTS = (Kind.DIFFERS, Kind.UNCHANGED, Kind.SUM, Kind.PERCENT)
"""The kinds that ask something of people; the others say that it holds."""
_OPEN = Q(found=True, closed=False)


class Discrepancy(models.Model):
    """Figures that raise a question together; `key` is made of the kind, the figures and what they print.

    It stands under one `indicator`; `other_indicators` are those of whose figures it is made, too. `found` says whether the rules
    still find it: what people closed or reopened stays even when they do not. `closed` is as the last step says.
    """

    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, related_name="discrepancies", verbose_name="指标"
    )  # fmt: skip
    other_indicators = models.ManyToManyField(
        Indicator, related_name="other_discrepancies", verbose_name="也涉及的指标"
    )
    kind = models.CharField("疑点", max_length=20, choices=[(kind.value, kind.label) for kind in Kind])
    key = models.CharField(max_length=64, unique=True, editable=False)
    is_doubt = models.BooleanField("是疑点", default=False, editable=False)
    message = models.TextField("说明")
    newest = models.DateField("最近的成文日期", null=True)
    found = models.BooleanField("仍有疑点", default=True)
    closed = models.BooleanField("已核对", default=False)
    # NULL: found by a version that did not note it
    found_at = models.DateTimeField("发现", null=True)
    objects = DiscrepancyManager()

    class Meta:
        verbose_name = verbose_name_plural = "请核口径"
        ordering = (F("newest").desc(nulls_last=True), "-pk")
        # the newest of each kind are looked up, however many there are
        indexes = (
            models.Index(fields=("newest",), name="check_doubts", condition=_OPEN & Q(is_doubt=True)),
            models.Index(fields=("found_at",), name="check_doubts_found", condition=_OPEN & Q(is_doubt=True)),
            models.Index(
                fields=("indicator", "newest"), name="check_doubts_of_one", condition=_OPEN & Q(is_doubt=True)
            ),
            models.Index(
                fields=("indicator", "newest"), name="check_holding_of_one", condition=_OPEN & Q(is_doubt=False)
            ),
            models.Index(fields=("newest",), name="check_closed", condition=Q(closed=True)),
            models.Index(fields=("indicator", "newest"), name="check_closed_of_one", condition=Q(closed=True)),
        )

    def __str__(self) -> str:
        return self.message

    def get_absolute_url(self) -> str:
        return page_address("check", self.pk)


class DiscrepancyFigure(models.Model):
    """A figure of a discrepancy, and its words as they were when that was found: they stay when the figure goes.

    The base does not hold the figure's row for it (see `SeriesPoint`): it may be gone until the letter's turn comes.
    """

    discrepancy = models.ForeignKey(Discrepancy, models.CASCADE, related_name="members", verbose_name="疑点")
    figure = models.ForeignKey(
        Figure,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="discrepancy_figures",
        verbose_name="数据",
    )
    position = models.PositiveSmallIntegerField("顺序")
    printed = models.CharField("原文数字", max_length=80)
    sentence = models.TextField("原文")
    letter = models.CharField("答复函", max_length=300)
    written_on = models.DateField("成文日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "疑点里的数据"
        ordering = ("discrepancy", "position")
        constraints = (models.UniqueConstraint(fields=("discrepancy", "position"), name="check_member_once"),)

    def __str__(self) -> str:
        return self.printed


class DiscrepancyReview(AppendOnlyModel):
    """A person closed a discrepancy, or opened it again, and why."""

    discrepancy = models.ForeignKey(Discrepancy, models.CASCADE, related_name="reviews", verbose_name="疑点")
    resolved = models.BooleanField("核对完毕")
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "疑点的核对"
        ordering = ("discrepancy", "pk")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="check_step_with_reason"),)

    def __str__(self) -> str:
        return self.reason
