"""指标: what figures count, as a list that editors keep."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from kejiting.text.fold import fold


class Indicator(models.Model):
    """What is counted, by the name that editors gave it. `unit` is the base unit of its figures: 元, 个, %."""

    name = models.CharField("名称", max_length=100, unique=True, error_messages={"unique": "已有这个名称的指标。"})
    unit = models.CharField("单位", max_length=20)
    note = models.CharField("口径说明", max_length=300, blank=True, default="")
    history = HistoricalRecords(verbose_name="指标改动")

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(unit=""),
                name="indicator_named",
                violation_error_message="请填写名称和单位。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.pk])


class Wording(models.Model):
    """How letters name what an indicator counts: 培训合格技术经纪人. `folded` is what wordings are compared by."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="wordings", verbose_name="指标")
    words = models.CharField("说法", max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    history = HistoricalRecords(verbose_name="说法改动")

    class Meta:
        verbose_name = verbose_name_plural = "指标的说法"
        ordering = ("indicator", "words")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "folded"), name="wording_once", violation_error_message="这个指标已有这种说法。"
            ),
        )

    def __str__(self) -> str:
        return self.words

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.words)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ClosedCheck(models.Model):
    """A doubt about two figures that a person has settled, and why. It stays when the figures are read again."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="closed_checks", verbose_name="指标")
    kind = models.CharField("疑点", max_length=20)
    one = models.ForeignKey("measures.Figure", models.CASCADE, related_name="+")
    other = models.ForeignKey("measures.Figure", models.CASCADE, related_name="+")
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="核对人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已核对的疑点"
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "one", "other"), name="check_closed_once"),
            models.CheckConstraint(condition=~Q(reason="") & Q(one__lt=F("other")), name="check_closed_with_reason"),
        )

    def __str__(self) -> str:
        return self.reason
