"""目标与数据: which figures tell how far a target of a plan was met, as people found."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from measures.extraction.figures import meant_by
from measures.extraction.same_name import same_kind
from measures.models.figures import Figure
from measures.models.plans import Target
from measures.models.querysets import FigureRowManager
from measures.models.target_status import TargetStatus, standing


class TargetEvidence(models.Model):
    """A figure that a person holds against a target; what is not linked is only offered."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="evidence", verbose_name="量化目标")
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="target_evidence", verbose_name="数据")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    at = models.DateTimeField("时间", auto_now_add=True)
    objects = FigureRowManager()
    history = HistoricalRecords(verbose_name="对应关系改动")

    class Meta:
        verbose_name = verbose_name_plural = "目标对应的数据"
        ordering = ("target", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("target", "figure"),
                name="target_figure_once",
                violation_error_message="这条数据已经对应这个目标。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.target_id}: {self.figure_id}"

    @property
    def is_comparable(self) -> bool:
        return self.figure.unit in same_kind(self.target.unit)

    @property
    def status(self) -> TargetStatus:
        """How far the target was met by this figure alone."""
        if not self.is_comparable:
            return TargetStatus.OPEN
        target, figure = self.target, self.figure
        return standing(target.comparator, target.low, target.high, meant_by(figure.low, figure.high, figure.hedge))


class RefusedFigure(models.Model):
    """A figure that a person found not to tell of a target: it is not offered again."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="refusals", verbose_name="量化目标")
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="refusals", verbose_name="数据")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "不对应的数据"
        constraints = (models.UniqueConstraint(fields=("target", "figure"), name="refused_figure_once"),)

    def __str__(self) -> str:
        return f"{self.target_id}: {self.figure_id}"


class SupersededTarget(models.Model):
    """A target that no longer holds, and why: a later plan, a programme that ended."""

    target = models.OneToOneField(Target, models.CASCADE, related_name="superseded", verbose_name="量化目标")
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    at = models.DateTimeField("时间", auto_now_add=True)
    history = HistoricalRecords(verbose_name="目标调整改动")

    class Meta:
        verbose_name = verbose_name_plural = "已调整的目标"
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="superseded_with_reason"),)

    def __str__(self) -> str:
        return self.reason


class TargetSuggestion(models.Model):
    """A figure that may tell how far a target was met, as a rule found when its letter was read; people link it.

    `asked` and `name` are the names that the rule compared, `extra` counts the characters by which the figure's is longer.
    """

    target = models.ForeignKey(Target, models.CASCADE, related_name="suggestions", verbose_name="量化目标")
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="target_suggestions", verbose_name="数据")
    asked = models.CharField("目标的说法", max_length=200)
    name = models.CharField("数据的说法", max_length=200)
    extra = models.PositiveSmallIntegerField("多出的字数")
    objects = FigureRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "可能对应的数据"
        constraints = (models.UniqueConstraint(fields=("target", "figure"), name="target_offer_once"),)

    def __str__(self) -> str:
        return f"{self.target_id}: {self.figure_id}"
