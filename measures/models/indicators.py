"""指标: what figures count, as a list that editors keep."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kejiting.text.fold import fold
from kejiting.text.pinyin import pinyin_order
from kejiting.web.addresses import page_address
from proposals.models.bounds import not_a_number
from proposals.models.deletable import (
    DELETION_FIELDS,
    DeletableManager,
    DeletableModel,
    DeletableQuerySet,
    HangingRowManager,
    HangingRowQuerySet,
    once_in_use,
    wastebasket_index,
)
from proposals.models.keys import KeyField


class Indicator(DeletableModel):
    """What is counted, by the name that editors gave it. `unit` is the base unit of its figures: 元, 个, %."""

    name = models.CharField(
        "名称", max_length=100, validators=(not_a_number,), error_messages={"blank": "请填写指标名称。"}
    )
    pinyin = KeyField(max_length=800, of="name", key=pinyin_order, default="", db_index=True)
    unit = models.CharField("单位", max_length=20, validators=(not_a_number,), error_messages={"blank": "请填写单位。"})
    note = models.CharField("口径说明", max_length=300, blank=True, default="")
    _change_reason: str | None = None
    history = HistoricalRecords(excluded_fields=["pinyin", "version", *DELETION_FIELDS], verbose_name="指标改动")
    objects = DeletableManager()
    everything = DeletableQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ("name",)
        indexes = (wastebasket_index("indicator"),)
        constraints = (
            once_in_use("name", "indicator_name_once", "已有这个名称的指标。"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(unit=""),
                name="indicator_named",
                violation_error_message="请填写名称和单位。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("indicator", self.pk)

    def because(self, reason: str) -> Self:
        """With the reason that its history is to give for what is done next, which counts as a change."""
        if not self._state.adding:
            self.version += 1
        self._change_reason = reason[:100] or None
        return self


class AliasQuerySet(HangingRowQuerySet["IndicatorAlias"]):
    owner, owner_model = "indicator", "measures.Indicator"


class IndicatorAlias(models.Model):
    """How letters name what an indicator counts: 培训合格技术经纪人. `folded` is what wordings are compared by."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="aliases", verbose_name="指标")
    wording = models.CharField("说法", max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    history = HistoricalRecords(verbose_name="说法改动")
    objects = HangingRowManager.from_queryset(AliasQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = "指标的说法"
        ordering = ("indicator", "wording")
        indexes = (models.Index(fields=("folded",), name="wording_folded"),)
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "folded"), name="wording_once", violation_error_message="这个指标已有这种说法。"
            ),
        )

    def __str__(self) -> str:
        return self.wording

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.wording)
        super().save(*args, **kwargs)
